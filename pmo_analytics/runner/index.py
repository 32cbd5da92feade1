"""The index of a run as a value: what was made, what failed and what holds until then."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from pmo_analytics.narrative.formatting import Style, amount_text, day_text, long_day_text
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.portfolio import Portfolio
from pmo_analytics.runner.execute import JobResult
from pmo_analytics.runner.jobs import Job
from pmo_analytics.values import (
    ReportEntry,
    ReportFailure,
    ReportGroup,
    ReportIndex,
    Review,
    Sentence,
)

PORTFOLIO_GROUP, NO_PROGRAMME = "Portfolio", "No programme"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The last good page of a report that failed, with its review where it has one."""

    review: Review | None = None

    def words(self, style: Style) -> str:
        """Return which page it is: "Report of 29 Sep"."""
        if self.review is None:
            return "The page it last had"
        return f"Report of {day_text(self.review.as_of, style, is_short=True)}"

    def age(self, style: Style) -> str:
        """Return how old the page is."""
        if self.review is None:
            return "age not known"
        return f"{amount_text((style.as_of - self.review.as_of).days, 'day')} old"


def report_index(
    portfolio: Portfolio, results: Sequence[JobResult], kept: Mapping[str, KeptPage]
) -> ReportIndex:
    """Return the index of a run.

    Args:
        portfolio: what was reported on.
        results: what became of each report, in the order of the suite.
        kept: by file, the last good pages of reports that failed.
    """
    settings = portfolio.settings.portfolio
    style = Style(
        as_of=portfolio.as_of.day, currency=settings.currency, date_style=settings.date_style
    )
    reviews = [result.review for result in results if result.review]
    failures = [result for result in results if not result.is_made]
    since = reviews[0].compared_with if reviews else None
    return ReportIndex(
        portfolio_name=settings.name,
        as_of_words=long_day_text(portfolio.as_of.day, style),
        since=day_text(since, style, is_short=True) if since else "",
        line=_line(results, failures, style),
        deck=_deck(results, style),
        failures=tuple(_failure(result, kept.get(result.job.file), style) for result in failures),
        groups=_groups(results, kept, style),
        version=version("pmo-analytics"),
    )


def _line(results: Sequence[JobResult], failures: list[JobResult], style: Style) -> Sentence:
    planned, failed = len(results), len(failures)
    made = planned - failed
    return say("index-line", Facts(style), planned=planned, made=made, failed=failed)


def _deck(results: Sequence[JobResult], style: Style) -> tuple[Sentence, ...]:
    first = next((result for result in results if result.review), None)
    if first is None or first.review is None:
        return ()
    link = named(first.job.title, is_strong=True)
    return (say("index-start", Facts(style), report=link, headline=first.review.headline),)


def _failure(result: JobResult, kept: KeptPage | None, style: Style) -> ReportFailure:
    return ReportFailure(
        title=result.job.title,
        found=Sentence(segments=(named(result.failure),)),
        remedy=say("index-remedy", Facts(style)),
        command=f"pmo report {result.job.stem}",
        last_good_file=result.job.file if kept else "",
        last_good_words=kept.words(style) if kept else "",
        last_good_age=kept.age(style) if kept else "",
    )


def _groups(
    results: Sequence[JobResult], kept: Mapping[str, KeptPage], style: Style
) -> tuple[ReportGroup, ...]:
    grouped: dict[str, list[ReportEntry]] = {}
    for result in results:
        is_project = bool(result.job.project)
        group = result.job.group or (NO_PROGRAMME if is_project else PORTFOLIO_GROUP)
        entry = _entry(result, kept.get(result.job.file), style)
        grouped.setdefault(group, []).append(entry)
    return tuple(
        ReportGroup(name=group, note=_note(results, group), entries=tuple(entries))
        for group, entries in grouped.items()
    )


def _note(results: Sequence[JobResult], group: str) -> str:
    projects = [result for result in results if result.job.project and _group_of(result) == group]
    return amount_text(len(projects), "project") if projects else ""


def _group_of(result: JobResult) -> str:
    return result.job.group or NO_PROGRAMME


def _entry(result: JobResult, kept: KeptPage | None, style: Style) -> ReportEntry:
    review = result.review or (kept.review if kept else None)
    file = result.job.file if result.is_made or kept else ""
    if review is None:
        message = "index-own"
        if result.failure:
            message = "index-failed-kept" if kept else "index-failed"
        return ReportEntry(
            title=result.job.title,
            file=file,
            one_line=say(message, Facts(style)),
            as_of_words=day_text(style.as_of, style, is_short=True) if result.is_made else "",
            is_current=result.is_made,
        )
    one_line = review.one_line
    if not result.is_made:
        one_line = say("index-last-good", Facts(style), line=review.one_line)
    return ReportEntry(
        title=_title(result.job, review),
        file=file,
        rag=review.rag,
        rag_counts=review.rag_counts,
        one_line=one_line,
        change=review.change,
        change_words=review.change_words,
        as_of_words=day_text(review.as_of, style, is_short=True),
        is_current=result.is_made,
    )


def _title(job: Job, review: Review) -> str:
    return f"{job.title} programme" if review.programme and not review.project_id else job.title


def kept_pages(pages: Path, files: Sequence[str]) -> dict[str, KeptPage]:
    """Read what is known of kept pages: the review beside each, where this version can read it."""
    kept = {}
    for file in files:
        path = pages / f"{file.removesuffix('.html')}.review.json"
        review = None
        if path.is_file():
            with contextlib.suppress(ValidationError):  # written by another version
                review = Review.model_validate_json(path.read_text(encoding="utf-8"))
        kept[file] = KeptPage(review)
    return kept
