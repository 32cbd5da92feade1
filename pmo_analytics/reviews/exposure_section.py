"""What may still happen: open risks, handovers between projects, hours promised to teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.narrative.formatting import month_text
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
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

MOST_RISKS, _MOST_HANDOVERS, _MOST_TEAMS = 6, 6, 6
_RISK_WORDS = {
    "risk": ("risks-title", "risks-subtitle"),
    "issue": ("issues-title", "issues-subtitle"),
}
_MOST_WAITING = 2  # things named that wait for the same
_FULL = 1.0  # a team of which more is promised than it has
_RISK_COLUMNS = (
    *("title", "project_id", "exposure_cost", "response", "response_due_date"),
    *("is_response_overdue", "unreviewed_days"),
)
_HANDOVER_KEY = ("waiting_id", "needed_id")
_HANDOVER_COLUMNS = (
    *("waiting_name", "needed_name", "waiting_title", "needed_title", "waiting_project_id"),
    *("waiting_kind", "needed_kind"),
    *("needed_project_id", "need_by_date", "later_date", "late_days", "cover_kind", "cover"),
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
    table = brief.table("dependencies", rows, key=_HANDOVER_KEY, columns=_HANDOVER_COLUMNS)
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
        if row["month_date"] >= brief.day.day.replace(day=1)
        and row["utilisation_share"] is not None
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
    return DataTable(
        title=say(title, facts),
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
    is_known = facts.value("reserve_left_cost") is not None
    return say("risks-reserve" if is_known else "risks-contingency", facts)


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
    by_needed: dict[str, list[Facts]] = defaultdict(list)
    for row in sorted(found.tables["handovers"], key=_soonest_needed_first):
        by_needed[row.value("needed_name")].append(row)
    shown = sorted(by_needed.values(), key=_latest_first)[:_MOST_HANDOVERS]
    facts, late = found.facts, found.facts.value("late_handover_count")
    title = _late_title(facts) if late else say("handovers-none-late", facts)
    return DataTable(
        title=title,
        subtitle=say("handovers-subtitle", facts, late="yes" if late else "no"),
        columns=(
            column("needed"),
            column("waiting"),
            column("need_by"),
            column("expected"),
            column("forecast_finish"),
            column("cover"),
        ),
        rows=tuple(_handover_row(rows, names) for rows in shown),
    )


def _late_title(facts: Facts) -> Sentence:
    """Count the handovers that are late, and the things in whose lines they stand, if fewer."""
    is_wide = facts.value("late_handover_count") > facts.value("late_needed_count")
    return say("handovers-late", facts, wide="yes" if is_wide else "no")


def _soonest_needed_first(row: Facts) -> tuple[date, str]:
    return (row.value("need_by_date") or date.max, row.value("waiting_name"))


def _latest_first(rows: Sequence[Facts]) -> tuple[int, str]:
    return (-(rows[0].value("late_days") or 0), rows[0].value("needed_name"))


def _handover_row(rows: Sequence[Facts], names: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the line of what several wait for; `rows` stand soonest needed first."""
    first = rows[0]
    waiting: list[Any] = [named(_thing(row, "waiting", names)) for row in rows[:_MOST_WAITING]]
    if len(rows) > len(waiting):
        waiting.append(say("handover-more", first))
    return (
        named_cell(_thing(first, "needed", names)),
        said_cell(listed(waiting)),
        short_day_cell(first, "need_by_date"),
        _expected_cell(first),
        short_day_cell(first, "needed_likely_date"),
        _cover_cell(rows),
    )


def _cover_cell(rows: Sequence[Facts]) -> Cell:
    """Say what already sees to what is late; strong where nothing does."""
    covered = next((row for row in rows if row.value("cover")), None)
    if covered is None:
        is_late = any(row.value("late_days") for row in rows)
        return said_cell(say("cover-none", rows[0]), is_strong=is_late)
    cover = named(covered.value("cover"))
    return said_cell(say("cover", covered, kind=covered.value("cover_kind"), cover=cover))


def _thing(row: Facts, side: str, names: Mapping[str, str]) -> str:
    """Return what is needed or waits: a project by its name, else its title and its project."""
    written = row.value(f"{side}_title") or row.value(f"{side}_name")
    project = names.get(row.value(f"{side}_project_id") or "")
    if row.value(f"{side}_kind") == "project" and project:
        return project
    return f"{written} ({project})" if project else written


def _expected_cell(row: Facts) -> Cell:
    if row.value("later_date") is None:
        return said_cell(say("handover-unknown", row))
    is_late = bool(row.value("late_days"))
    return said_cell(say("handover-late" if is_late else "handover-day", row), is_strong=is_late)


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
