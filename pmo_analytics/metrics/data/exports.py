"""The data family: which files the numbers rest on, and what these cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.metrics.conventions import FROM_EXPORTS, rules
from pmo_analytics.metrics.flow.times import CYCLE_TIME
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import Tier

_EXPORTS = Need("add exports", ("item_key",))
_AS_NOW = {"earlier days": "as they are now: when a row of a register was written is not known"}
_BY_EXPORT = {"earlier days": "by the exports taken by then"}
_FILES = "the files below exports/ and registers/"


def start_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Count the known starts of every scope, beside how many a time of items needs."""
    for row in answers.rows("start_evidence", question):
        yield {**row, "needed_count": CYCLE_TIME.smallest_n}


EXPORTS_READ = Measure(
    name="exports_read",
    family="data",
    label="Exports and their rows",
    meaning="How many exports were read, and how many of their rows could not be used.",
    rule="Exports taken by the day. Every row is used, or listed in rejects with a reason.",
    source=_FILES,
    unit="count",
    least_tier=None,
    least_data="exports",
    smallest_n=0,
    cannot_tell="What the tracker holds and nobody exported.",
    detail="export_sources",
    values={
        "export_count": "exports taken by the day",
        "row_count": "rows in them",
        "rejected_count": "rows that could not be used",
        "refused_count": "files that were refused",
    },
    counted="exports",
    conventions=_BY_EXPORT,
)

REGISTERS_READ = Measure(
    name="registers_read",
    family="data",
    label="Registers and their rows",
    meaning="How many registers hold rows, and how many of these could not be used.",
    rule="Registers with at least one row.",
    source=_FILES,
    unit="count",
    least_tier=None,
    smallest_n=0,
    cannot_tell="When a row was written.",
    detail="register_files",
    values={
        "register_count": "registers that hold rows",
        "row_count": "rows in them",
        "rejected_count": "rows that could not be used",
    },
    counted="registers",
    conventions=_AS_NOW,
    is_known_only_now=True,
)

UNEXPLAINED = Measure(
    name="unexplained_statuses",
    family="data",
    label="Statuses nobody explained",
    meaning="Statuses of which nobody said what they mean, and the items that stand in them.",
    rule="Statuses that neither pmo.toml, nor a category, nor a known name explains.",
    source="items of the exports",
    unit="count",
    better="lower",
    least_tier=None,
    least_data="exports",
    smallest_n=0,
    cannot_tell="What they mean: say it in pmo.toml, under workflow.",
    summary="unexplained",
    detail="unexplained_statuses",
    values={
        "status_count": "statuses that nobody explained",
        "item_count": "items that stand in them",
    },
    counted="statuses",
    conventions=FROM_EXPORTS,
)

PROPOSED = Measure(
    name="proposed_statuses",
    family="data",
    label="Statuses nobody confirmed",
    meaning="Statuses whose meaning pmo init proposed and nobody confirmed, and their items.",
    rule="Statuses that stand under proposed of a stage in pmo.toml, and the items in them now.",
    source="pmo.toml; items of the exports",
    unit="count",
    better="lower",
    least_tier=None,
    least_data="exports",
    smallest_n=0,
    cannot_tell="Whether the proposal is right: confirm it by moving the name to statuses.",
    summary="proposed",
    detail="proposed_statuses",
    values={
        "status_count": "statuses whose meaning is a proposal",
        "item_count": "items that hang on it",
    },
    counted="statuses",
    conventions=_AS_NOW,
    is_known_only_now=True,
)

UNASSIGNED = Measure(
    name="unassigned_items",
    family="data",
    label="Items of no project",
    meaning="Items that belong to no project of projects.csv, and so are not counted.",
    rule="Items that no selector of a project names, of the whole portfolio whatever the scope.",
    source="items of the exports, projects.csv",
    unit="count",
    better="lower",
    least_tier=None,
    least_data="exports",
    smallest_n=0,
    cannot_tell="Which project they should belong to.",
    summary="unassigned",
    detail="unassigned_items",
    values={"item_count": "items that belong to no project"},
    conventions=FROM_EXPORTS,
)

START_EVIDENCE = Measure(
    name="start_evidence",
    family="data",
    label="Known starts",
    meaning="How many of the finished items have a known start.",
    rule="Finished items by the day, and those of which something tells when work began.",
    source="items of the exports",
    unit="count",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Whether the start that is written down is the true one.",
    detail="start_evidence",
    items="finished_items",
    values={
        "done_count": "finished items",
        "started_count": "of these, with a known start",
        "needed_count": "known starts needed to say how long an item takes",
    },
    conventions=FROM_EXPORTS,
    derive=start_rows,
)

KNOWN_CHANGES = Measure(
    name="known_changes",
    family="data",
    label="How changes are known",
    meaning="What tells of the changes of status, how many, and how exactly in time.",
    rule="Changes by the evidence that dates them; exact are those known to the day or better.",
    source="items of the exports",
    unit="count",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Changes that lie between two exports and were taken back.",
    detail="change_evidence",
    values={"change_count": "changes known", "exact_count": "of these, to the day or better"},
    counted="changes",
    conventions=FROM_EXPORTS,
    units={"half_seconds": "text", "evidence": "text"},
    is_known_only_now=True,
    known_of="projects",
)

CONTRADICTIONS = Measure(
    name="contradictions",
    family="data",
    label="What the exports contradict",
    meaning="Items whose exports contradict each other, or whose status contradicts itself.",
    rule=(
        "Vanished: an export shows an item no longer that an earlier one showed unfinished. Moved: "
        "it changed its project. Status against resolution: as the newest export has both."
    ),
    source="items of the exports",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Which of the two is true.",
    detail="items_as_of",
    values={
        "vanished_count": "items that vanished unfinished",
        "moved_count": "items that came from another project",
        "said_open_count": "open by status, finished by resolution: counted as finished",
        "said_finished_count": "finished by resolution, open by pmo.toml: counted as open",
        "ended_elsewhere_count": "elsewhere in the newest export than where their history ends",
    },
    needs=(_EXPORTS,),
    conventions=rules(FROM_EXPORTS),
)

FAMILY = (
    EXPORTS_READ,
    REGISTERS_READ,
    UNEXPLAINED,
    PROPOSED,
    UNASSIGNED,
    START_EVIDENCE,
    KNOWN_CHANGES,
    CONTRADICTIONS,
)
