"""What the data can and cannot tell: failed checks, missing files, and how far to trust a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_analytics.metrics.data.data_quality import CHECKS
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import amount_text, noun
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import SURE_WORDS, capitalised, listed, name, sentence
from pmo_analytics.values import Sentence

# What a register gives the report, in the words that stand where it is missing.
REGISTER_USES: Mapping[str, str] = {
    "projects": "programmes, owners and the cost of delay",
    "baselines": "chances of a date, and money by colour",
    "status": "what the projects report themselves",
    "milestones": "milestones and how they move",
    "decisions": "decisions that wait",
    "risks": "what may still happen, and what it would cost",
    "costs": "what was earned for the money",
    "benefits": "benefits that were promised",
    "capacity": "hours promised to teams",
}
_MOST_STATUSES = 6


@dataclass(frozen=True, slots=True)
class DataGaps:
    """What is missing or was not understood in the folder, for the projects of the report."""

    missing_registers: tuple[str, ...]
    unknown_statuses: tuple[str, ...]
    unknown_status_items: int  # items that stand in one of them now
    homeless_items: int  # items that belong to no project of the register
    refused_files: tuple[tuple[str, str], ...]  # path, reason
    rejected_rows: int
    total_rows: int
    without_start_projects: tuple[str, ...]  # names: nothing says when work started
    reconstructed_before: bool  # asked about days before the first export


def gaps_sentences(gaps: DataGaps, figures: Figures) -> tuple[Sentence, ...]:
    """Say each thing these data cannot tell, and what would change that."""
    sentences = [
        sentence(
            "Not measured: {uses}. Add {file}.",
            uses=REGISTER_USES[register],
            file=f"{register}.csv",
        )
        for register in gaps.missing_registers
        if register in REGISTER_USES
    ]
    sentences += [
        _start_sentence(gaps),
        _status_sentence(gaps, figures),
        _homeless_sentence(gaps, figures),
        *(_refused_sentence(path, reason) for path, reason in gaps.refused_files),
        _reconstructed_sentence(gaps),
    ]
    return tuple(text for text in sentences if text)


def _start_sentence(gaps: DataGaps) -> Sentence:
    if not gaps.without_start_projects:
        return Sentence()
    return sentence(
        "Nothing says when work started in {names}, so cycle time and age are not measurable "
        "there. Add a start date, Status Category Changed, or a change history to the export.",
        names=listed([name(text) for text in gaps.without_start_projects]),
    )


def _status_sentence(gaps: DataGaps, figures: Figures) -> Sentence:
    if not gaps.unknown_statuses:
        return Sentence()
    shown = [name(status) for status in gaps.unknown_statuses[:_MOST_STATUSES]]
    rest = len(gaps.unknown_statuses) - len(shown)
    more = (
        sentence(
            " and {count} more", count=figures.book.figure("data.more_statuses", rest, "count")
        )
        if rest
        else ""
    )
    return sentence(
        "{count} {statuses} nobody explained: {names}{more}. {effect}Say in pmo.toml, under "
        "workflow, what they mean.",
        count=figures.book.figure("data.unknown_statuses", len(gaps.unknown_statuses), "count"),
        statuses=noun(len(gaps.unknown_statuses), "status that", "statuses that"),
        names=listed(list(shown), last=", " if rest else " and "),
        more=more,
        effect=_status_effect(gaps, figures),
    )


def _status_effect(gaps: DataGaps, figures: Figures) -> Sentence:
    if not gaps.unknown_status_items:
        return Sentence()
    return sentence(
        "The {items} in them {count_as}. ",
        items=figures.book.figure(
            "data.unknown_status_items",
            gaps.unknown_status_items,
            "count",
            text=amount_text(gaps.unknown_status_items, "item"),
        ),
        count_as=noun(
            gaps.unknown_status_items, "counts as it did before", "count as they did before"
        ),
    )


def _homeless_sentence(gaps: DataGaps, figures: Figures) -> Sentence:
    if not gaps.homeless_items:
        return Sentence()
    return sentence(
        "{count} {items} to no project of projects.csv and {are} not counted. Give a project a "
        "selector for them.",
        count=figures.book.figure("data.homeless_items", gaps.homeless_items, "count"),
        items=noun(gaps.homeless_items, "item belongs", "items belong"),
        are=noun(gaps.homeless_items, "is", "are"),
    )


def _refused_sentence(path: str, reason: str) -> Sentence:
    return sentence("{path} was refused: {reason}", path=name(path), reason=name(reason))


def _reconstructed_sentence(gaps: DataGaps) -> Sentence:
    if not gaps.reconstructed_before:
        return Sentence()
    return sentence(
        "Earlier days are reconstructed: no export was taken then, so later ones speak for them. "
        "What was changed or deleted since is not known."
    )


def checks_title(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    """Say how many of the checks on the data fail."""
    failed = sum(int(state.now.quality.get("failed_count", 0)) for state in states)
    checked = sum(int(state.now.quality.get("checked_count", 0)) for state in states)
    if not checked:
        return sentence("No item could be checked")
    if not failed:
        return sentence("Every check on the data is passed")
    return sentence(
        "{failed} of {checked} checks on single items {fail}",
        fail=noun(failed, "fails", "fail"),
        failed=figures.book.figure("data.failed", failed, "count"),
        checked=figures.book.figure("data.checked", checked, "count"),
    )


def check_sentence(check_id: str, by_project: Sequence[tuple[str, int]]) -> Sentence:
    """Say what a check found, and where most of it is."""
    where = sentence(" ({where})", where=name(by_project[0][0]))
    return sentence("{words}{where}", words=CHECKS[check_id], where=where)


def trust_sentences(states: Sequence[ProjectState], figures: Figures) -> tuple[Sentence, ...]:
    """Say what the forecasts rest on, and that nobody has scored them yet."""
    measured = [state for state in states if state.now.likely_finish]
    if not measured:
        return (sentence("There is no forecast in this report."),)
    finished = sum(
        sum(state.now.forecast.weekly_finished) for state in measured if state.now.forecast
    )
    provisional = [
        state for state in measured if state.now.limits and state.now.limits.is_provisional
    ]
    sentences = [
        sentence(
            "Forecasts rest on {finished} items finished in the last complete weeks of {projects} "
            "{noun}. They assume that the coming weeks are like these.",
            finished=figures.book.figure("trust.finished", finished, "count"),
            projects=figures.book.figure("trust.projects", len(measured), "count"),
            noun=noun(len(measured), "project"),
        ),
        sentence(
            "“{sure}” is a promise that has not been checked against past forecasts yet.",
            sure=SURE_WORDS,
        ),
    ]
    if provisional:
        sentences.append(
            sentence(
                "The normal range of {names} is provisional: it has fewer than twenty weeks.",
                names=listed([name(state.name) for state in provisional]),
            )
        )
    return tuple(sentences)


def rows_sentence(rows: Mapping[str, Any], figures: Figures) -> Sentence:
    """Say from how many files and rows the report was made, and how many could not be read."""
    total, rejected = int(rows["rows_in"]), int(rows["rows_rejected"])
    return capitalised(
        sentence(
            "from {exports} {export_noun} and {registers} {register_noun}; {rejected} of {total} "
            "rows could not be used",
            exports=figures.book.figure("source.exports", int(rows["exports"]), "count"),
            export_noun=noun(int(rows["exports"]), "tracker export"),
            registers=figures.book.figure("source.registers", int(rows["registers"]), "count"),
            register_noun=noun(int(rows["registers"]), "register"),
            rejected=figures.book.figure("source.rejected_rows", rejected, "count"),
            total=figures.book.figure("source.rows", total, "count"),
        )
    )
