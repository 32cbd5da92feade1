"""`pmo metric NAME`: one metric of a project, a programme or the portfolio."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from pmo_analytics.cli.csv_text import csv_text
from pmo_analytics.cli.options import AsOfOption, JsonOption, PortfolioOption, portfolio_folder
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

NAME = "metric"
EPILOG = (
    "Examples: pmo metric · pmo metric cycle_time --project ATLAS --set percentile=0.7 · "
    "pmo metric throughput --set period=month --csv"
)


def run(
    name: Annotated[str, typer.Argument(help="The metric; without one all are listed.")] = "",
    project: Annotated[str, typer.Option(help="Id of a project.")] = "",
    programme: Annotated[str, typer.Option(help="Name of a programme.")] = "",
    team: Annotated[str, typer.Option(help="Name of a team: only its items count.")] = "",
    as_of: AsOfOption = "",
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="An option of the metric, such as percentile=0.7; several are given by several.",
        ),
    ] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[
        bool,
        typer.Option("--csv", help="Print the rows behind the number, or the list, as CSV."),
    ] = False,
    portfolio: PortfolioOption = None,
) -> None:
    """Answer a metric with its number, n, meaning, rule, tier and what was left out."""
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import

    opened = open_portfolio(portfolio_folder(portfolio), as_of=as_of)
    console = Console()
    if not name:
        _list(opened.metrics(), console, as_json=as_json, as_csv=as_csv)
        return
    options = dict(_option(text) for text in settings or ())
    result = opened.metric(name, project=project, programme=programme, team=team, **options)
    if as_csv:
        sys.stdout.write(csv_text(result.frame))
    elif as_json:
        sys.stdout.write(json.dumps(result.to_dict(), default=str, ensure_ascii=False) + "\n")
    else:
        say(console, str(result))


def _list(catalogue: pd.DataFrame, console: Console, *, as_json: bool, as_csv: bool) -> None:
    """Print the catalogue, for people by family."""
    metrics = catalogue.reset_index()
    if as_json:
        sys.stdout.write(metrics.to_json(orient="records") + "\n")
    elif as_csv:
        sys.stdout.write(csv_text(metrics))
    else:
        for family, rows in groupby(metrics.itertuples(), key=lambda row: row.family):
            say(console, family)
            for row in rows:
                say(console, f"  {row.metric:<24}{row.meaning}")


def _option(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f'"{text}" is not NAME=VALUE; write --set percentile=0.7.')
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value
