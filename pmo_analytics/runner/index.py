"""The index of a run as a value: what was made, what failed and what holds until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version

from pmo_analytics.content import Review
from pmo_analytics.narrative.cross_check import contradiction_sentence, contradictions
from pmo_analytics.narrative.formatting import Style, amount_text, day_text, long_day_text
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.portfolio import Portfolio
from pmo_analytics.runner.earlier import EarlierPage
from pmo_analytics.runner.execute import JobResult
from pmo_analytics.runner.privacy import shareable
from pmo_analytics.runner.remedy import PLAIN, Remedy
from pmo_analytics.runner.report_index import ReportEntry, ReportFailure, ReportGroup, ReportIndex
from pmo_analytics.values import Sentence

PORTFOLIO_GROUP, NO_PROGRAMME = "Portfolio", "No programme"


def report_index(
    portfolio: Portfolio,
    results: Sequence[JobResult],
    *,
    kept: Mapping[str, EarlierPage],
    carried: Iterable[EarlierPage] = (),
    refusals: Sequence[str] = (),
    remedy: Remedy = PLAIN,
) -> ReportIndex:
    """Return the index of a run.

    Args:
        portfolio: what was reported on.
        results: what became of each report, in the order of the suite.
        kept: by file, the earlier pages of reports that failed.
        carried: earlier pages of reports that this run was not asked to make.
        refusals: what of the folder was not used.
        remedy: how a report is made again.
    """
    settings = portfolio.settings.portfolio
    style = Style(
        as_of=portfolio.as_of.day, currency=settings.currency, date_style=settings.date_style
    )
    carried = tuple(carried)
    reviews = [result.review for result in results if result.review]
    failures = [result for result in results if not result.is_made]
    since = reviews[0].compared_with if reviews else None
    return ReportIndex(
        portfolio_name=settings.name,
        as_of_words=long_day_text(portfolio.as_of.day, style),
        since=day_text(since, style, is_short=True) if since else "",
        line=_line(results, len(failures), len(carried), style),
        deck=_deck(results, style),
        failures=tuple(
            _failure(result, kept.get(result.job.file), style, remedy) for result in failures
        ),
        contradictions=tuple(
            contradiction_sentence(one, Facts(style)) for one in contradictions(reviews)
        ),
        refusals=tuple(refusals),
        groups=_groups(results, kept, carried, style),
        version=version("pmo-analytics"),
    )


def _line(results: Sequence[JobResult], failed: int, carried: int, style: Style) -> Sentence:
    counts = {"planned": len(results), "made": len(results) - failed, "failed": failed}
    if carried:
        return say("index-line-carried", Facts(style), carried=carried, **counts)
    return say("index-line", Facts(style), **counts)


def _deck(results: Sequence[JobResult], style: Style) -> tuple[Sentence, ...]:
    first = next((result for result in results if result.review), None)
    if first is None or first.review is None:
        return ()
    link = named(first.job.title, is_strong=True)
    return (say("index-start", Facts(style), report=link, headline=first.review.headline),)


def _failure(
    result: JobResult, kept: EarlierPage | None, style: Style, remedy: Remedy
) -> ReportFailure:
    return ReportFailure(
        title=result.job.title,
        found=Sentence.of(named(shareable(result.failure))),
        remedy=say("index-remedy", Facts(style)),
        command=remedy.command_without_places(result.job.stem),
        last_good_file=kept.file if kept else "",
        last_good_words=f"Report of {day_text(kept.as_of, style, is_short=True)}" if kept else "",
        last_good_age=_age(kept, style) if kept else "",
    )


def _age(page: EarlierPage, style: Style) -> str:
    days = (style.as_of - page.as_of).days
    return f"{amount_text(days, 'day')} old" if days else "of the same day"


def _groups(
    results: Sequence[JobResult],
    kept: Mapping[str, EarlierPage],
    carried: Iterable[EarlierPage],
    style: Style,
) -> tuple[ReportGroup, ...]:
    listed = [
        (_group(result.job.group, result.job.project), bool(result.job.project), entry)
        for result in results
        for entry in (_entry(result, kept.get(result.job.file), style),)
    ]
    listed += [
        (_group(page.entry["group"], page.entry["project"]), bool(page.entry["project"]), entry)
        for page in carried
        for entry in (_carried_entry(page, style),)
    ]
    # The portfolio first, whether or not its page is of this run.
    names = dict.fromkeys([PORTFOLIO_GROUP, *(group for group, _, _ in listed)])
    grouped = {name: [one for one in listed if one[0] == name] for name in names}
    return tuple(
        ReportGroup(
            name=group,
            note=_note(sum(is_project for _, is_project, _ in members)),
            entries=tuple(entry for _, _, entry in members),
        )
        for group, members in grouped.items()
        if members
    )


def _group(programme: str, project: str) -> str:
    return programme or (NO_PROGRAMME if project else PORTFOLIO_GROUP)


def _note(projects: int) -> str:
    return amount_text(projects, "project") if projects else ""


def _entry(result: JobResult, kept: EarlierPage | None, style: Style) -> ReportEntry:
    title = result.job.title
    if result.is_made:
        if result.review:
            return _review_entry(title, result.job.file, result.review, style)
        return ReportEntry(
            title=title,
            file=result.job.file,
            one_line=say("index-own", Facts(style)),
            as_of_words=day_text(style.as_of, style, is_short=True),
        )
    if kept is None:
        return ReportEntry(
            title=title,
            file="",
            one_line=say("index-failed", Facts(style)),
            as_of_words="",
            is_current=False,
        )
    return _earlier_entry(title, kept, "index-last-good", style)


def _carried_entry(page: EarlierPage, style: Style) -> ReportEntry:
    return _earlier_entry(str(page.entry["title"]), page, "index-carried", style)


def _earlier_entry(title: str, page: EarlierPage, message: str, style: Style) -> ReportEntry:
    if page.review:
        entry = _review_entry(title, page.file, page.review, style)
        line = say(message, Facts(style), line=page.review.one_line)
        return entry.model_copy(update={"one_line": line, "is_current": False})
    return ReportEntry(
        title=title,
        file=page.file,
        one_line=say(f"{message}-own", Facts(style)),
        as_of_words=day_text(page.as_of, style, is_short=True),
        is_current=False,
    )


def _review_entry(title: str, file: str, review: Review, style: Style) -> ReportEntry:
    return ReportEntry(
        title=_title(title, review),
        file=file,
        rag=review.rag,
        rag_counts=review.rag_counts,
        one_line=review.one_line,
        change=review.change,
        change_words=review.change_words,
        as_of_words=day_text(review.as_of, style, is_short=True),
    )


def _title(title: str, review: Review) -> str:
    return f"{title} programme" if review.programme and not review.project_id else title
