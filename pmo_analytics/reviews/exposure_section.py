"""What may still happen: open risks, handovers between projects, hours promised to teams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.narrative.formatting import month_text
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
from pmo_analytics.reviews.handovers import (
    HANDOVER_COLUMNS,
    HANDOVER_HEADS,
    HANDOVER_KEY,
    by_needed,
    cover_cell,
    handover_cells,
)
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    fact_cell,
    named_cell,
    project_cell,
    said_cell,
    section_of_tables,
    short_day_cell,
    words_cell,
)
from pmo_analytics.values import Fact, Sentence

MOST_RISKS, _MOST_TEAMS = 6, 6
_RISK_WORDS = {
    "risk": ("risks-title", "risks-subtitle"),
    "issue": ("issues-title", "issues-subtitle"),
}
_FULL = 1.0  # a team of which more is promised than it has
_RISK_COLUMNS = (
    *("title", "project_id", "exposure_cost", "response", "response_due_date"),
    *("is_response_overdue", "unreviewed_days"),
)


def gather(head: Head) -> Gathered | None:
    """Gather risks, handovers and teams; None where the registers tell nothing of them."""
    brief = head.brief
    tables = {
        **_risks(brief),
        "handovers": _handovers(brief),
        "teams": _teams(brief),
    }
    if not any(tables.values()):
        return None
    return Gathered(
        head,
        brief.facts("risk_exposure", "risk_responses", "risk_reserve", "dependencies"),
        tables=tables,
    )


def _risks(brief: Brief) -> dict[str, tuple[Facts, ...]]:
    """Return the largest open risks, which may happen, and apart from them issues, which have."""
    if brief.answer("risk_exposure").reason:
        return {"risks": (), "issues": ()}
    rows = sorted(
        brief.rows("risk_exposure"), key=lambda row: (-float(row["exposure_cost"]), row["risk_id"])
    )
    return {
        f"{kind}s": brief.table(
            "risk_exposure",
            [row for row in rows if row["kind"] == kind][:MOST_RISKS],
            key=("risk_id",),
            columns=_RISK_COLUMNS,
        )
        for kind in _RISK_WORDS
    }


def _handovers(brief: Brief) -> tuple[Facts, ...]:
    rows = [row for row in brief.rows("dependencies") if row["is_open"] and row["is_cross_project"]]
    table = brief.table("dependencies", rows, key=HANDOVER_KEY, columns=HANDOVER_COLUMNS)
    likely = _likely_dates(brief, table)
    return tuple(row.joined(likely.get(row.value("needed_id"), {})) for row in table)


def _likely_dates(brief: Brief, rows: Sequence[Facts]) -> dict[str, dict[str, Fact]]:
    """Return our own date of the projects that are needed as a whole."""
    needed = {row.value("needed_id") for row in rows if row.value("needed_kind") == "project"}
    scopes = tuple(map(project_scope, sorted(needed)))
    found = brief.evidence.measure("finish_forecast", scopes, (brief.day,)) if scopes else {}
    return {
        scope: {"needed_likely_date": result.fact("likely_date")}
        for (scope, _), result in found.items()
        if result.values.get("likely_date")
    }


def _teams(brief: Brief) -> tuple[Facts, ...]:
    """Return the fullest month to come of each team, the fullest team first."""
    if brief.answer("utilisation").reason:
        return ()
    ahead = [
        row
        for row in brief.rows("utilisation")
        if row["month_date"] >= brief.day.month_ahead and row["utilisation_share"] is not None
    ]
    by_team: dict[str, Row] = {}
    for row in sorted(ahead, key=lambda row: (-row["utilisation_share"], row["month_date"])):
        by_team.setdefault(row["team"], row)
    shown = sorted(by_team.values(), key=lambda row: (-row["utilisation_share"], row["team"]))
    return brief.table(
        "utilisation",
        shown[:_MOST_TEAMS],
        key=("team", "month_date"),
        columns=("utilisation_share",),
    )


def compose(found: Gathered, label: str) -> Section | None:
    """Show risks, handovers and teams."""
    return section_of_tables("exposure", label, tuple(_tables(found)))


def _tables(found: Gathered) -> Iterator[DataTable]:
    names = found.head.brief.evidence.project_names
    is_of_many = len(found.head.brief.scope.project_ids) > 1
    for kind in _RISK_WORDS:
        if found.tables[f"{kind}s"]:
            yield _risks_table(found, kind, names if is_of_many else {})
    if found.tables["handovers"]:
        yield _handovers_table(found, names)
    if found.tables["teams"]:
        yield _teams_table(found.tables["teams"])


# --- risks -------------------------------------------------------------------------------------


def _risks_table(found: Gathered, kind: str, names: Mapping[str, str]) -> DataTable:
    facts, rows = found.facts, found.tables[f"{kind}s"]
    title, subtitle = _RISK_WORDS[kind]
    is_first_of_two = kind == "risk" and bool(found.tables["issues"])
    return DataTable(
        title=say("risks-and-issues-title" if is_first_of_two else title, facts),
        subtitle=say(subtitle, facts, is_all=_is_all(facts, kind, rows), shown=len(rows)),
        columns=(
            column(kind),
            *((column("project"),) if names else ()),
            column("cost", is_number=True, has_bar=True),
            column("response"),
            column("reviewed", is_number=True),
        ),
        rows=tuple(_risk_row(row, names) for row in rows),
        note=_contingency(facts) if kind == "risk" else Sentence(),
    )


def _is_all(facts: Facts, kind: str, rows: Sequence[Facts]) -> str:
    return "yes" if len(rows) == facts.value(f"{kind}_count") else "no"


def _contingency(facts: Facts) -> Sentence:
    if facts.value("contingency_cost") is None:
        return Sentence()
    left, whole, used = (facts.value(f"reserve_{name}cost") for name in ("left_", "", "used_"))
    if left is None:
        return say("risks-contingency", facts)
    # a reserve that issues use up more than once leaves no sum
    return say("risks-reserve-used" if used and whole - used == left else "risks-reserve", facts)


def _risk_row(row: Facts, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        named_cell(row.value("title")),
        *((project_cell(row, names),) if names else ()),
        fact_cell(row, "exposure_cost", has_bar=True),
        _response_cell(row),
        fact_cell(row, "unreviewed_days"),
    )


def _response_cell(row: Facts) -> Cell:
    if not row.value("response"):
        return said_cell(say("response-none", row))
    if row.value("response_due_date") is None:
        return words_cell(BLANK)
    is_overdue = bool(row.value("is_response_overdue"))
    message = "response-overdue" if is_overdue else "response-due"
    return said_cell(say(message, row), is_strong=is_overdue)


# --- handovers ---------------------------------------------------------------------------------


def _handovers_table(found: Gathered, names: Mapping[str, str]) -> DataTable:
    facts, late = found.facts, found.facts.value("late_handover_count")
    return DataTable(
        title=_late_title(facts) if late else say("handovers-none-late", facts),
        subtitle=say("handovers-subtitle", facts, late="yes" if late else "no"),
        columns=(*HANDOVER_HEADS, column("forecast_finish"), column("cover")),
        rows=tuple(
            (
                *handover_cells(rows, names),
                short_day_cell(rows[0], "needed_likely_date"),
                cover_cell(rows),
            )
            for rows in by_needed(found.tables["handovers"])
        ),
    )


def _late_title(facts: Facts) -> Sentence:
    """Count the handovers that are late, and the things in whose lines they stand, if fewer."""
    is_wide = facts.value("late_handover_count") > facts.value("late_needed_count")
    return say("handovers-late", facts, wide="yes" if is_wide else "no")


# --- teams -------------------------------------------------------------------------------------


def _teams_table(rows: Sequence[Facts]) -> DataTable:
    fullest = rows[0]
    return DataTable(
        span=4,
        title=say(
            "teams-title",
            fullest,
            team=named(fullest.value("team")),
            month=month_text(fullest.value("month_date")),
        ),
        subtitle=say("teams-subtitle", fullest),
        columns=(
            column("team"),
            column("month"),
            column("share", is_number=True, has_bar=True),
        ),
        rows=tuple(_team_row(row) for row in rows),
    )


def _team_row(row: Facts) -> tuple[Cell, ...]:
    is_full = row.value("utilisation_share") > _FULL
    return (
        named_cell(row.value("team"), is_strong=is_full),
        words_cell(month_text(row.value("month_date"))),
        fact_cell(row, "utilisation_share", has_bar=True, is_strong=is_full),
    )
