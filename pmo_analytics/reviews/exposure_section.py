"""What may still happen: open risks, handovers between projects, hours promised to teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pmo_analytics.metrics.capacity.capacity import UTILISATION
from pmo_analytics.metrics.dependencies.dependencies import DEPENDENCIES
from pmo_analytics.metrics.question import Scope
from pmo_analytics.metrics.risk.risk import RISK_EXPOSURE, RISK_RESPONSES
from pmo_analytics.narrative.exposure import (
    contingency_sentence,
    handovers_title,
    risks_title,
    teams_title,
)
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import amount_text, month_text
from pmo_analytics.narrative.sentences import listed, name, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.table_cells import (
    blank_cell,
    figure_cell,
    named_cell,
    section_of_tables,
    words_cell,
)
from pmo_analytics.values import Cell, Column, DataTable, Section, Sentence

_MOST_RISKS, _MOST_HANDOVERS, _MOST_TEAMS = 6, 6, 6
_MOST_WAITING = 2  # things named that wait for the same
_FULL = 1.0  # a team of which more is promised than it has
Row = dict[str, Any]
Names = Mapping[str, str]


def exposure_section(evidence: Evidence, scope: Scope, figures: Figures) -> Section | None:
    """Show risks, handovers and teams; None where the registers tell nothing of them."""
    tables = tuple(_tables(evidence, scope, figures))
    return section_of_tables("exposure", "Risks, handovers and teams", tables)


def _tables(evidence: Evidence, scope: Scope, figures: Figures) -> Iterator[DataTable]:
    names = evidence.project_names
    is_of_many = len(scope.project_ids) > 1
    exposure = evidence.metric(RISK_EXPOSURE.name, scope)
    if not exposure.reason and (risks := evidence.rows(RISK_EXPOSURE.detail, scope)):
        responses = evidence.metric(RISK_RESPONSES.name, scope)
        yield _risks_table(
            exposure.values, responses.values, risks, names if is_of_many else {}, figures
        )
    handovers = [
        row
        for row in evidence.rows(DEPENDENCIES.detail, scope)
        if row["is_open"] and row["is_cross_project"]
    ]
    if handovers:
        yield _handovers_table(handovers, names, figures)
    utilisation = evidence.metric(UTILISATION.name, scope)
    if not utilisation.reason:
        months = [
            row
            for row in evidence.rows(UTILISATION.detail, scope)
            if row["month_date"] >= evidence.as_of.day.replace(day=1)
            and row["utilisation_share"] is not None
        ]
        if months:
            yield _teams_table(months, figures)


# --- risks -------------------------------------------------------------------------------------


def _risks_table(
    exposure: Mapping[str, Any],
    responses: Mapping[str, Any],
    risks: Sequence[Row],
    names: Names,
    figures: Figures,
) -> DataTable:
    recipe = figures.metric_recipe(
        RISK_EXPOSURE,
        label="What open risks may cost",
        based_on=amount_text(len(risks), "open risk or issue", "open risks and issues"),
    )
    shown = sorted(risks, key=lambda row: (-float(row["exposure_cost"]), row["risk_id"]))
    return DataTable(
        span=12,
        title=risks_title(exposure, responses, figures, recipe=recipe),
        subtitle=sentence(
            "Open risks and issues, likely cost = probability × impact, largest first"
        ),
        columns=(
            Column(name="risk", label="Risk or issue"),
            *((Column(name="project", label="Project"),) if names else ()),
            Column(name="cost", label="Likely cost", is_number=True, has_bar=True),
            Column(name="response", label="Response due"),
            Column(name="reviewed", label="Days since review", is_number=True),
        ),
        rows=tuple(_risk_row(row, names, figures, recipe=recipe) for row in shown[:_MOST_RISKS]),
        note=contingency_sentence(exposure, figures, recipe=recipe),
    )


def _risk_row(row: Row, names: Names, figures: Figures, *, recipe: str) -> tuple[Cell, ...]:
    key = f"risk.{row['risk_id']}"
    cost = figure_cell(figures, f"{key}.cost", row["exposure_cost"], "money", recipe=recipe)
    title = named_cell(row["title"])
    project = (named_cell(names.get(row["project_id"], row["project_id"])),) if names else ()
    return (
        title,
        *project,
        cost.model_copy(update={"bar": float(row["exposure_cost"])}),
        _response_cell(row, figures),
        figure_cell(figures, f"{key}.unreviewed", row["unreviewed_days"], "count"),
    )


def _response_cell(row: Row, figures: Figures) -> Cell:
    if not row["response"]:
        return words_cell("no response")
    if row["response_due_date"] is None:
        return blank_cell()
    return Cell(
        text=sentence(
            "{day}{overdue}",
            day=figures.book.day(row["response_due_date"], is_short=True),
            overdue=", overdue" if row["is_response_overdue"] else "",
        ),
        is_strong=row["is_response_overdue"],
    )


# --- handovers ---------------------------------------------------------------------------------


def _handovers_table(handovers: Sequence[Row], names: Names, figures: Figures) -> DataTable:
    recipe = figures.metric_recipe(
        DEPENDENCIES,
        label="Handovers between projects",
        based_on=amount_text(len(handovers), "open handover"),
    )
    late = sum(row["is_late"] or row["is_expected_late"] for row in handovers)
    by_needed: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(handovers, key=_soonest_needed_first):
        by_needed[row["needed_name"]].append(row)
    shown = sorted(by_needed.values(), key=_latest_first)[:_MOST_HANDOVERS]
    return DataTable(
        span=8,
        title=handovers_title(late, len(handovers) - late, figures, recipe=recipe),
        subtitle=sentence("Open dependencies between two projects, latest first"),
        columns=(
            Column(name="needed", label="Needed"),
            Column(name="waiting", label="By"),
            Column(name="need_by", label="First needed"),
            Column(name="expected", label="Expected"),
        ),
        rows=tuple(_handover_row(rows, names, figures) for rows in shown),
    )


def _soonest_needed_first(row: Row) -> tuple[date, str]:
    return (row["need_by_date"] or date.max, row["waiting_name"])


def _latest_first(rows: Sequence[Row]) -> tuple[int, str]:
    return (-_late_days(rows[0]), rows[0]["needed_name"])


def _late_days(row: Row) -> int:
    expected = _expected_day(row)
    return (expected - row["need_by_date"]).days if expected and row["need_by_date"] else 0


def _expected_day(row: Row) -> date | None:
    days = (row["committed_date"], row["expected_date"])
    return max((day for day in days if day), default=None)


def _handover_row(rows: Sequence[Row], names: Names, figures: Figures) -> tuple[Cell, ...]:
    """Return the line of what several wait for; `rows` stand soonest needed first."""
    first = rows[0]
    waiting = [name(_thing(row, "waiting", names)) for row in rows[:_MOST_WAITING]]
    more = len(rows) - len(waiting)
    key = f"handover.{first['needed_name']}"
    if more:
        count = figures.book.figure(f"{key}.more", more, "count")
        waiting.append(sentence("{count} more", count=count))
    return (
        named_cell(_thing(first, "needed", names)),
        Cell(text=listed(waiting)),
        _day_cell(first["need_by_date"], figures),
        _expected_cell(first, f"{key}.late_days", figures),
    )


def _thing(row: Row, side: str, names: Names) -> str:
    """Return what is needed or waits: a project by its name, else its key and its project."""
    written, project = row[f"{side}_name"], names.get(row[f"{side}_project_id"] or "")
    if row[f"{side}_kind"] == "project" and project:
        return project
    return f"{written} ({project})" if project else written


def _day_cell(day: date | None, figures: Figures) -> Cell:
    if day is None:
        return blank_cell()
    return Cell(text=Sentence(segments=(figures.book.day(day, is_short=True),)))


def _expected_cell(row: Row, fact_id: str, figures: Figures) -> Cell:
    expected, late_days = _expected_day(row), _late_days(row)
    if expected is None:
        return words_cell("nobody says")
    if late_days <= 0:
        return _day_cell(expected, figures)
    late = figures.book.figure(fact_id, late_days, "days")
    day = figures.book.day(expected, is_short=True)
    return Cell(text=sentence("{day}, {late} late", day=day, late=late), is_strong=True)


# --- teams -------------------------------------------------------------------------------------


def _teams_table(months: Sequence[Row], figures: Figures) -> DataTable:
    recipe = figures.metric_recipe(
        UTILISATION,
        label="Hours promised to teams",
        based_on=amount_text(len({row["team"] for row in months}), "team"),
    )
    worst = _worst_months(months)
    return DataTable(
        span=4,
        title=teams_title(worst[0], figures, recipe=recipe),
        subtitle=sentence(
            "The fullest month to come of each team; load of a team, never of a person"
        ),
        columns=(
            Column(name="team", label="Team"),
            Column(name="month", label="Month"),
            Column(name="share", label="Promised", is_number=True, has_bar=True),
        ),
        rows=tuple(_team_row(row, figures, recipe=recipe) for row in worst[:_MOST_TEAMS]),
    )


def _worst_months(months: Sequence[Row]) -> list[Row]:
    """Return the fullest month of each team, the fullest team first."""
    by_team: dict[str, Row] = {}
    for row in sorted(months, key=lambda row: (-row["utilisation_share"], row["month_date"])):
        by_team.setdefault(row["team"], row)
    return sorted(by_team.values(), key=lambda row: (-row["utilisation_share"], row["team"]))


def _team_row(row: Row, figures: Figures, *, recipe: str) -> tuple[Cell, ...]:
    share = row["utilisation_share"]
    fact_id = f"team.{row['team']}.{row['month_date']}.share"
    cell = figure_cell(figures, fact_id, share, "share", recipe=recipe)
    return (
        Cell(text=Sentence(segments=(name(row["team"]),)), is_strong=share > _FULL),
        words_cell(month_text(row["month_date"])),
        cell.model_copy(update={"bar": share, "is_strong": share > _FULL}),
    )
