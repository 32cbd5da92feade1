"""`python -m benchmarks.forecasts`: measure what forecasts are worth, and write it down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.forecasts.counts import printed_counts
from benchmarks.forecasts.coverage import (
    cases,
    grid,
    portfolio_promises,
    printed,
    published_cases,
    row,
    since_change,
)
from benchmarks.forecasts.coverage import table as coverage_table
from benchmarks.forecasts.kinds import CHANGING, portfolio_plans
from benchmarks.forecasts.moves import (
    colours,
    committed_date,
    date_by_duration,
    martingale_ratio,
    paths,
)
from benchmarks.forecasts.real import REAL_EXPORTS, printed_real, real_histories, real_rows
from benchmarks.forecasts.world import live
from pmo_analytics.catalogue.forecast_models import MODELS
from pmo_analytics.forecasts.choice import CONTROL
from pmo_analytics.forecasts.models import POOLED as POOLED_MODEL

POOLED = MODELS[POOLED_MODEL.name]
DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "forecasts.md"
PROJECTS, SEED = 500, 11
FEW = 100  # projects for what is asked week by week
COLOURED = 400  # projects, of which some are stable, whose colours are replayed
STEADY = {"steady", "holiday", "growth 12%"}


def main(projects: int = PROJECTS, few: int = FEW) -> None:
    """Measure everything, and write the document."""
    started = perf_counter()
    lines = [
        "<!-- written by `python -m benchmarks.forecasts`; it takes minutes -->",
        "",
        "# What forecasts are worth",
        "",
        *_coverage(projects),
        *_models(few),
        *_moves(few),
        *_colours(COLOURED),
        *_counts(),
        *_real(),
    ]
    DOCUMENT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{DOCUMENT} written after {perf_counter() - started:.0f} s.")


def _coverage(projects: int) -> Iterator[str]:
    truths = live(portfolio_plans(projects, seed=SEED), seed=SEED)
    found = list(published_cases(truths, origins=grid(truths)))
    yield f"{projects} simulated projects of a portfolio that mixes kinds, an origin every four"
    yield "weeks, each forecast from what was known on its day. Columns 50% to 95%: the share of"
    yield "published dates that held. Width: median working days from the likely to the 85% date."
    yield "Below naive: the pinball loss against the pace of the last four weeks."
    yield ""
    yield from printed(coverage_table(found))
    yield from ("", "## Around a change", "", "| kind | when | forecasts | 85% dates held |")
    yield "|---|---|---|---|"
    for kind in sorted(CHANGING):
        for when, one in since_change(found, kind):
            yield f"| {kind} | {when} | {one.count} | {one.held[2]:.0%} |"
    yield ""


def _models(projects: int) -> Iterator[str]:
    truths = live(portfolio_plans(projects, seed=SEED + 1), seed=SEED + 1)
    yield from ("## Models", "", f"The same of {projects} other projects, uncorrected.", "")
    rows = []
    for model in (CONTROL, *MODELS.values()):
        found = list(cases(truths, model, origins=grid(truths)))
        rows.append(row(model.name, found))
    yield from printed(rows)
    yield ""


def _moves(projects: int) -> Iterator[str]:
    truths = live(portfolio_plans(projects, seed=SEED + 2), seed=SEED + 2)
    promises = portfolio_promises(truths, POOLED)
    yield from ("## Moves of a chance from week to week", "")
    yield "Squared moves, the last step to kept or missed included, over p(1 − p) of the first"
    yield "chance: 1 is a martingale. Dates are the plan and some slack."
    yield from ("", "| slack | ratio | Brier score |", "|---|---|---|")
    for slack in (0.1, 0.25, 0.4):
        dates = {truth.plan.name: committed_date(truth, slack) for truth in truths}
        ratio, score = martingale_ratio(paths(truths, POOLED, dates=dates, promises=promises))
        yield f"| {slack:.0%} | {ratio:.2f} | {score:.3f} |"
    yield ""


def _colours(projects: int) -> Iterator[str]:
    truths = live(portfolio_plans(projects, seed=SEED + 3), seed=SEED + 3)
    promises = portfolio_promises(truths, POOLED)
    stable = [truth for truth in truths if truth.plan.kind in STEADY]
    in_time, late = (
        paths(
            stable,
            POOLED,
            dates={truth.plan.name: date_by_duration(truth, factor) for truth in stable},
            promises=promises,
        )
        for factor in (1.25, 1 / 1.25)
    )
    found = colours(in_time, late)
    yield f"Colours of {len(in_time)} stable projects by the chance of their date, as pages print:"
    yield f"red at some week though a fifth of the time is left to spare: {found.red_share:.0%};"
    yield f"changes of colour: at most {found.most_changes}; amber or red by half-time where it"
    yield f"is missed by a quarter: {found.warned_share:.0%}."
    yield ""


def _counts() -> Iterator[str]:
    yield from (
        "## Signals on weekly counts",
        "",
        "1,000 series each, twenty weeks of baseline.",
        "",
    )
    yield from printed_counts()
    yield ""


def _real() -> Iterator[str]:
    yield from ("## Real histories", "")
    if not REAL_EXPORTS.is_dir():
        yield "The real exports are not beside the project."
        return
    yield "Items finished in four weeks, promised at 85%. Promises of nothing always hold and are"
    yield "counted apart; where one item more decides, a promise counts as kept in part."
    yield ""
    yield from printed_real(real_rows(list(real_histories()), POOLED))


if __name__ == "__main__":
    main()
