"""What the data can and cannot tell: failed checks, gaps, and how far to trust the forecasts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.content import Block, DataTable, Paragraphs, Section
from pmo_analytics.errors import nearest
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import NOTHING, Question
from pmo_analytics.narrative.formatting import share_text
from pmo_analytics.narrative.outlook import record
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
from pmo_analytics.reviews.table_cells import column, fact_cell, named_cell, said_cell
from pmo_analytics.standards import checks
from pmo_analytics.values import Segment, Sentence

_MOST_CHECKS, _MOST_SOURCES, _MOST_STATUSES = 6, 12, 6
# What is missed most where it is not there, in the order of the page.
_REGISTERS = (
    *("projects", "baselines", "status", "milestones", "decisions", "risks", "costs", "benefits"),
    "capacity",
)
_MINUTE, _HOUR = 60, 3_600  # seconds
_LONGEST_DAY = 90_000  # seconds: a day on which the clocks go back
_CONTRADICTIONS = {
    "vanished": "vanished_count",
    "moved": "moved_count",
    "said-open": "said_open_count",
    "said-finished": "said_finished_count",
    "ended-elsewhere": "ended_elsewhere_count",
}


def gather(head: Head) -> Gathered:
    """Gather failed checks, gaps, sources and how changes are known."""
    brief = head.brief
    facts = brief.facts("exports_read", "data_quality", "judgement", "forecast_record")
    more = {
        "statuses": brief.facts("unexplained_statuses"),
        "proposed": brief.facts("proposed_statuses"),
        "unassigned": brief.facts("unassigned_items"),
        "known": brief.facts("known_changes"),
        "contradictions": brief.facts("contradictions"),
    }
    tables = {name: (found,) for name, found in more.items()}
    tables |= {"bounds": (brief.facts("headline_bounds"),), "hanging": _hanging(brief)}
    tables |= {"checks": _checks(brief), "sources": _sources(brief), "evidence": _evidence(brief)}
    return Gathered(head, facts, tables=tables, series=_series(brief))


def _series(brief: Brief) -> dict[str, list[dict]]:
    evidence = brief.evidence
    asked = Question((brief.scope,), (brief.day,))
    single = Question(tuple(map(project_scope, brief.scope.project_ids)), (brief.day,))
    starts = evidence.values("start_evidence", single)
    times = evidence.measure("cycle_time", single.scopes, single.as_of)
    return {
        "statuses": evidence.rows("unexplained_statuses", asked),
        "proposals": evidence.rows("proposed_statuses", asked),
        "teams": evidence.rows("unmatched_teams", asked),
        "capacity_teams": evidence.rows("team_hours", NOTHING),
        "doubts": evidence.rows("doubts", NOTHING),
        "by_project": evidence.rows("data_checks", single),
        "registers": evidence.rows("filled_registers", NOTHING),
        "refused": [
            row
            for row in evidence.rows("exports_as_of", Question((), (brief.day,)))
            if row["refused_reason"]
        ],
        "without_start": [
            {"project_id": scope, "remedy": remedy_of(times[scope, day].reason)}
            for (scope, day), row in starts.items()
            if row["done_count"] and not row["started_count"]
        ],
        "reconstructed": [
            row
            for query in ("reconstructed_scopes", "reconstructed_versions")
            for row in evidence.rows(query, asked)
            if row["is_reconstructed"]
        ],
    }


def _checks(brief: Brief) -> tuple[Facts, ...]:
    failed = [row for row in brief.rows("data_quality") if row["failed_count"]]
    failed.sort(key=lambda row: (-row["failed_count"], row["check_id"]))
    return brief.table(
        "data_quality", failed[:_MOST_CHECKS], key=("check_id",), columns=("failed_count",)
    )


def _hanging(brief: Brief) -> tuple[Facts, ...]:
    rows = [row for row in brief.rows("headline_bounds") if row["is_hanging"]]
    return brief.table("headline_bounds", rows, key=("project_id",), columns=("is_hanging",))


def _sources(brief: Brief) -> tuple[Facts, ...]:
    rows = sorted(
        brief.rows("exports_read"), key=lambda row: (-row["rejected_count"], row["source"])
    )
    columns = ("export_count", "first_taken_date", "taken_date", "row_count", "rejected_count")
    return brief.table("exports_read", rows[:_MOST_SOURCES], key=("source",), columns=columns)


def _evidence(brief: Brief) -> tuple[Facts, ...]:
    rows = sorted(
        brief.rows("known_changes"), key=lambda row: (-row["change_count"], row["evidence"])
    )
    columns = ("change_count", "half_seconds", "half_days")
    return brief.table("known_changes", rows, key=("evidence",), columns=columns)


def compose(found: Gathered, label: str) -> Section:
    """Show which checks fail, what is missing, and from which files all this comes."""
    names = {project.project_id: project.name for project in found.head.projects}
    gaps = tuple((text,) for text in _gaps(found, names) if text)
    blocks: list[Block] = []
    if found.tables["checks"]:
        blocks.append(_checks_table(found, names))
    if gaps:
        span = 5 if found.tables["checks"] else 12
        heading = say("gaps-heading", found.facts)
        blocks.append(Paragraphs(span=span, heading=heading, paragraphs=gaps))
    blocks += [_sources_table(found), _trust(found)]
    blocks.extend(_history(found))
    return Section(name="data", label=label, title=_title(found.facts), blocks=tuple(blocks))


def _title(facts: Facts) -> Sentence:
    if not facts.value("checked_count"):
        return say("checks-none", facts)
    return say("checks-failed" if facts.value("failed_count") else "checks-passed", facts)


def _checks_table(found: Gathered, names: dict[str, str]) -> DataTable:
    worst = _worst_projects(found, names)
    return DataTable(
        span=7,
        title=say("checks-table", found.facts),
        columns=(
            column("failed", is_number=True),
            column("check"),
        ),
        rows=tuple(
            (
                fact_cell(row, "failed_count"),
                said_cell(
                    say(
                        "check-row",
                        row,
                        check=checks()[row.value("check_id")].fails,
                        project=worst[row.value("check_id")],
                    )
                ),
            )
            for row in found.tables["checks"]
        ),
    )


def _worst_projects(found: Gathered, names: dict[str, str]) -> dict[str, Sentence]:
    """Return by check the projects in which most items fail it: all of them where several tie."""
    failed: dict[str, dict[str, int]] = defaultdict(dict)
    for row in found.series["by_project"]:
        failed[row["check_id"]][names[row["scope"]]] = row["failed_count"]
    return {
        check: listed(
            named(one) for one in sorted(by_name) if by_name[one] == max(by_name.values())
        )
        for check, by_name in failed.items()
    }


# --- gaps --------------------------------------------------------------------------------------


def _gaps(found: Gathered, names: dict[str, str]) -> Iterator[Sentence]:
    """Say each thing these data cannot tell, and what would change that."""
    there = {row["register"] for row in found.series["registers"]}
    for register in _REGISTERS:
        if register not in there:
            yield say("gap-register", found.facts, register=register)
    untold = [one.segment for one in found.head.projects if one.value("untold_count")]
    if untold:
        yield say("gap-state", found.facts, names=listed(untold))
    yield from _starts(found, names)
    (statuses,), (unassigned,) = found.tables["statuses"], found.tables["unassigned"]
    (proposed,) = found.tables["proposed"]
    if statuses.value("status_count"):
        has_items = bool(statuses.value("item_count"))
        effect = say("gap-statuses-effect", statuses) if has_items else Sentence()
        yield _statuses("gap-statuses", statuses, found.series["statuses"], effect=effect)
    if proposed.value("status_count"):
        yield _statuses("gap-proposed", proposed, found.series["proposals"])
    if unassigned.value("item_count"):
        yield say("gap-unassigned", unassigned)
    yield from _teams(found)
    for row in found.series["doubts"]:
        yield say("gap-doubt", found.facts, paths=named(row["paths"]), doubt=named(row["doubt"]))
    for row in found.series["refused"]:
        path, reason = named(row["path"]), named(row["refused_reason"])
        yield say("gap-refused", found.facts, path=path, reason=reason)
    if found.series["reconstructed"]:
        yield say("gap-reconstructed", found.facts)


def _teams(found: Gathered) -> Iterator[Sentence]:
    """Say which team of the exports capacity.csv does not name, and which of its own is meant."""
    known = sorted({row["team"] for row in found.series["capacity_teams"]})
    for row in found.series["teams"]:
        team, of_people = named(row["team"]), row["team_of_people"]
        near = nearest(row["team"], known)
        if of_people:
            yield say("gap-team-people", found.facts, team=team, other=named(of_people))
        elif near:
            yield say("gap-team-near", found.facts, team=team, other=named(near))
        else:
            yield say("gap-team", found.facts, team=team)


def _starts(found: Gathered, names: dict[str, str]) -> Iterator[Sentence]:
    """Name the projects without a known start, those together of which the same would help."""
    without: dict[str, list[Segment]] = {}
    for row in found.series["without_start"]:
        without.setdefault(row["remedy"], []).append(named(names[row["project_id"]]))
    for remedy, projects in without.items():
        yield say("gap-starts", found.facts, names=listed(projects), remedy=named(remedy))


def _statuses(message: str, facts: Facts, rows: Sequence[Row], **slots: Sentence) -> Sentence:
    """Say something of statuses, those named in which most items stand."""
    ordered = sorted(rows, key=lambda row: (-row["item_count"], row["status"]))
    shown = [named(row["status"]) for row in ordered[:_MOST_STATUSES]]
    rest = "yes" if len(ordered) > len(shown) else "no"
    names = listed(shown, last=", " if rest == "yes" else " and ")
    return say(message, facts, names=names, rest=rest, **slots)


# --- sources and trust ---------------------------------------------------------------------------


def _sources_table(found: Gathered) -> DataTable:
    is_used = not found.facts.value("rejected_count")
    return DataTable(
        span=8,
        title=say("files-used" if is_used else "files-rejected", found.facts),
        columns=(
            column("source"),
            column("exports", is_number=True),
            column("first"),
            column("taken"),
            column("rows", is_number=True),
            column("rejected", is_number=True),
        ),
        rows=tuple(
            (
                named_cell(row.value("source")),
                fact_cell(row, "export_count"),
                said_cell(_taken(row, "first_taken_date")),
                said_cell(_taken(row, "taken_date")),
                fact_cell(row, "row_count"),
                fact_cell(row, "rejected_count"),
            )
            for row in found.tables["sources"]
        ),
    )


def _taken(row: Facts, name: str) -> Sentence:
    if row.value(name) is None:
        return say("taken-unknown", row)
    return say("short-day", row, day=row[name])


def _trust(found: Gathered) -> Paragraphs:
    """Say what the forecasts rest on, what bad data cost, and what earlier dates were worth."""
    projects, facts = found.head.projects, found.facts
    heading = say("trust-heading", facts)
    if not facts.value("forecast_count"):
        ended = "yes" if all(each.is_finished for each in projects) else "no"
        none = say("trust-none", facts, ended=ended)
        return Paragraphs(span=4, heading=heading, paragraphs=((none,),))
    sentences = [say("trust-basis", facts), record(facts), *_bounds(found)]
    provisional = [
        project
        for project in projects
        if project.value("likely_date") and project.value("is_provisional")
    ]
    if provisional:
        names = listed([project.segment for project in provisional])
        sentences.append(say("trust-provisional", provisional[0].facts, names=names))
    return Paragraphs(span=4, heading=heading, paragraphs=tuple((text,) for text in sentences))


def _bounds(found: Gathered) -> Iterator[Sentence]:
    """Say what dates would be without open items in doubt, and whether the story hangs on them."""
    (facts,), hanging = found.tables["bounds"], found.tables["hanging"]
    if not facts.value("bounded_count"):
        return
    yield say("bounds-items", facts)
    if facts.value("with_likely_date") is None:
        names = {project.project_id: project.segment for project in found.head.projects}
        told = listed([names[row.value("project_id")] for row in hanging])
        yield say("bounds-hanging", facts, names=told) if hanging else say("bounds-none", facts)
        return
    yield say("bounds-dates" if facts.value("without_likely_date") else "bounds-never", facts)
    if facts.value("with_chance_share") is not None:
        yield _chance_bound(facts)


def _chance_bound(facts: Facts) -> Sentence:
    """Say which chance there would be without suspect items, where it would read otherwise."""
    shares = [facts.value(f"{name}_chance_share") for name in ("with", "without")]
    if len(set(map(share_text, shares))) == 1 and not facts.value("is_hanging"):
        return say("bounds-chance-same", facts)
    return say("bounds-chance", facts, hangs="yes" if facts.value("is_hanging") else "no")


# --- history -----------------------------------------------------------------------------------


def _history(found: Gathered) -> Iterator[Block]:
    """Yield how changes are known and, where there is something, what the exports contradict."""
    (known,), (contradictions,) = found.tables["known"], found.tables["contradictions"]
    if not known.value("change_count"):
        return
    yield _evidence_table(found, known)
    odd = [
        say(message, contradictions)
        for message, name in _CONTRADICTIONS.items()
        if contradictions.value(name)
    ]
    if odd:
        heading = say("contradictions-heading", contradictions)
        yield Paragraphs(span=5, heading=heading, paragraphs=tuple((text,) for text in odd))


def _evidence_table(found: Gathered, known: Facts) -> DataTable:
    is_all = known.value("exact_count") == known.value("change_count")
    return DataTable(
        span=7,
        title=say("changes-known-all" if is_all else "changes-known", known),
        columns=(
            column("evidence"),
            column("changes", is_number=True),
            column("precision"),
        ),
        rows=tuple(
            (
                said_cell(say("evidence", row, kind=row.value("evidence").replace(" ", "-"))),
                fact_cell(row, "change_count"),
                said_cell(_precision(row)),
            )
            for row in found.tables["evidence"]
        ),
    )


def _precision(row: Facts) -> Sentence:
    """Say within which time half of the changes of a kind of evidence are known."""
    seconds = row.value("half_seconds")
    if seconds is None:
        return say("precision-none", row)
    units = ((1, "second"), (_MINUTE, "minute"), (_HOUR, "hour"), (_LONGEST_DAY, "day"))
    unit = next((name for most, name in units if seconds <= most), "days")
    return say("precision", row, precision=unit)
