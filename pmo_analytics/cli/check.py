"""`pmo check`: which standards are kept, what breaks the others, and who sees to it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pmo_analytics.cli.options import AsOfOption, JsonOption, PortfolioOption, portfolio_folder
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import CheckFailedError
from pmo_analytics.standards import ENFORCED

if TYPE_CHECKING:
    from pmo_analytics.portfolio import Portfolio
    from pmo_analytics.reviews.standards_check import Breach, StandardsCheck

NAME = "check"
EPILOG = (
    "Examples: pmo check · pmo check --project ATLAS --as-of 2026-09-30 · pmo check --json. "
    "Exit code 1: a standard is broken whose severity the mode enforces; "
    + "; ".join(f"{mode}: {', '.join(levels) or 'none'}" for mode, levels in ENFORCED.items())
)
_MOST_SUBJECTS = 6  # of a breach on the terminal; JSON has all


def run(
    project: Annotated[str, typer.Option(help="Id of a project.")] = "",
    programme: Annotated[str, typer.Option(help="Name of a programme.")] = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
    trust_portfolio_code: Annotated[
        bool,
        typer.Option(
            "--trust-portfolio-code",
            help="Run the SQL in standards/ of the portfolio folder too; says first which.",
        ),
    ] = False,
    portfolio: PortfolioOption = None,
) -> None:
    """Check the standards of pmo.toml and of its preset; each breach with what is behind it."""
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import

    folder = portfolio_folder(portfolio).resolve()
    opened = open_portfolio(folder, as_of=as_of)
    trusted = _trusted(opened) if trust_portfolio_code else {}
    found = opened.check(project=project, programme=programme, trusted=trusted)
    if as_json:
        answer = {"as_of": opened.as_of.day.isoformat(), **found.to_dict()}
        sys.stdout.write(json.dumps(answer, default=float, ensure_ascii=False) + "\n")
    else:
        console = Console()
        for line in _lines(opened, found):
            say(console, line)
    if found.enforced:
        count = len(found.enforced)
        raise CheckFailedError(
            f"{count} {'breach' if count == 1 else 'breaches'} that the mode {found.mode} enforces."
        )


def _trusted(opened: Portfolio) -> dict[str, str]:
    """Return the SQL of the folder, and say on the way which will run."""
    from pmo_analytics.runner.trust import own_standards, trusted_sentences  # noqa: PLC0415

    queries = own_standards(opened.folder, opened.settings.standards_in_force)
    for sentence in trusted_sentences(opened.folder, queries):
        say(Console(stderr=True), f"trusted: {sentence}", style="bold")
    return queries


def _lines(opened: Portfolio, found: StandardsCheck) -> Iterator[str]:
    from pmo_analytics.narrative.saying import say as said  # noqa: PLC0415 - slow to import
    from pmo_analytics.narrative.standards import act_text, breach_text, consent_text  # noqa: PLC0415

    yield f"{opened.settings.portfolio.name}, as of {opened.as_of}, {found.mode}"
    for severity, breaches in groupby(found.broken, key=lambda one: one.standard.severity):
        yield f"\n{severity}"
        for one in breaches:
            yield f"  {_head(one, str(breach_text(one.facts, one.standard)))}"
            yield from (f"    {line}" for line in _subjects(one))
            if one.has_lapsed:
                yield f"    {consent_text(one.facts)}"
            yield f"    {act_text(one.facts, one.standard, one.who, found.mode)}"
    if found.excepted:
        yield "\nnot counted, by consent"
        for one in found.excepted:
            yield f"  {_head(one, str(breach_text(one.facts, one.standard)))}"
            yield f"    {consent_text(one.facts)}"
    yield ""
    yield from _unasked(found)
    message = "standards-kept" if found.facts.value("standard_count") else "standards-none"
    yield str(said(message, found.facts))


def _head(breach: Breach, words: str) -> str:
    return f"{breach.project_name}: {words} ({breach.standard.standard_id})"


def _subjects(breach: Breach) -> Sequence[str]:
    names = [subject for subject, _ in breach.subjects if subject != breach.project_id]
    hidden = len(names) - _MOST_SUBJECTS
    shown = ", ".join(names[:_MOST_SUBJECTS])
    return [f"{shown} and {hidden} more" if hidden > 0 else shown] if names else []


def _unasked(found: StandardsCheck) -> Iterator[str]:
    for standard in found.unasked:
        yield f"asked of nothing here: {standard.standard_id}; it needs {standard.needs}"
    for row in found.unheeded:
        yield (
            f"exceptions.csv names {row['check_id']} for {row['project_id']}, "
            "which is no standard that holds"
        )
