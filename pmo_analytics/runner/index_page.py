"""The index of a run: what was made, what failed and why, then every report by programme."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.display.marks import WATERMELON, mark_counts, rag_mark, rag_pair
from pmo_analytics.display.markup import (
    Html,
    Surface,
    html,
    join,
    name_html,
    page_address,
    sentence_html,
)
from pmo_analytics.display.masthead import head_html, top_html
from pmo_analytics.runner.report_index import ReportEntry, ReportFailure, ReportIndex
from pmo_analytics.runner.sealed_page import Sheet, sealed_page
from pmo_analytics.values import words

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
CHANGE_SIGNS = {"worse": "↓ ", "better": "↑ ", "lost": "× ", "new": "+ ", "same": ""}

_FAILED = """
<section id="failed" class="section failed" aria-labelledby="failed-title">
<p class="label">Failed</p><h2 id="failed-title">{title}</h2>
<table class="data"><thead><tr><th scope="col">Report</th><th scope="col">What was found</th>
<th scope="col">What to do</th><th scope="col">Until then</th></tr></thead>
<tbody>{rows}</tbody></table></section>"""

_FAILURE = """
<tr><th scope="row">{title}</th><td data-label="What was found:">{found}</td>
<td data-label="What to do:">{remedy}{command}</td>
<td data-label="Until then:">{last_good}</td></tr>"""

_REFUSED = """
<section id="refused" class="section" aria-labelledby="refused-title">
<p class="label">Not used</p><h2 id="refused-title">{title}</h2>
<ul>{lines}</ul></section>"""

_CONTRADICTING = """
<section id="contradictions" class="section failed" aria-labelledby="contradictions-title">
<p class="label">Check before use</p><h2 id="contradictions-title">{title}</h2>
<ul>{lines}</ul></section>"""

_GROUP = """
<section id="{anchor}" class="section" aria-labelledby="{anchor}-title">
<h2 id="{anchor}-title">{name}{note}</h2>
<table class="reports{look}"><thead><tr><th scope="col" class="marks">{marks}</th>
<th scope="col" class="title">Report</th><th scope="col" class="line">In one line</th>
<th scope="col" class="since">Since {since}</th><th scope="col" class="day">As of</th></tr></thead>
<tbody>{rows}</tbody></table></section>"""

_ENTRY = """
<tr><td class="marks">{marks}</td><th scope="row" class="title">{title}</th>
<td class="line">{line}</td><td class="since {change}">{sign}{change_words}</td>
<td class="day {age}">{day}</td></tr>"""

_FOOTER = """
<footer><p><b>Run.</b> <a href="manifest.json">manifest.json</a> lists every report with its files,
settings, times and content hash.</p>
<p>{outlined} what the project reports &ensp;{filled} what the data say &ensp;{melon} reported
better than the data</p>
<p>Made without a network by PMO Analytics {version}.</p></footer>"""


def index_html(index: ReportIndex) -> str:
    """Return the index page; it holds no clock time, so the same run gives the same bytes."""
    surface = Surface()
    scope = name_html(index.portfolio_name)
    line = sentence_html(index.line, surface)
    return sealed_page(
        Sheet(
            title=f"Reports, as of {index.as_of_words}",
            header=head_html("Reports", scope, index.as_of_words, line, Html()),
            main=join(
                [
                    top_html(words(headline(index)), index.deck, Html(), surface),
                    _failed(index, surface) if index.failures else Html(),
                    _contradicting(index, surface) if index.contradictions else Html(),
                    _refused(index) if index.refusals else Html(),
                    *_groups(index, surface),
                ]
            ),
            footer=_footer(index),
            look="index",
        )
    )


def headline(index: ReportIndex) -> str:
    """Say how many reports are new, and what holds for those that failed."""
    entries = [entry for group in index.groups for entry in group.entries]
    made, failed = sum(entry.is_current for entry in entries), len(index.failures)
    planned = made + failed
    if not failed:
        return f"All {planned} reports are made." if planned != 1 else "The one report is made."
    kept = sum(bool(failure.last_good_file) for failure in index.failures)
    return f"{made} of {planned} reports are new; {_failed_words(failed, kept)}."


def _failed_words(failed: int, kept: int) -> str:
    number = _number(failed)
    if kept == 0:
        return f"{number} failed and {'has' if failed == 1 else 'have'} no earlier version"
    if kept == failed:
        verb, owner = ("keeps", "its") if failed == 1 else ("keep", "their")
        return f"{number} failed and {verb} {owner} last good version"
    return f"{number} failed, {_number(kept)} of them keep{'s' if kept == 1 else ''} a good version"


def _number(number: int) -> str:
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def _failed(index: ReportIndex, surface: Surface) -> Html:
    number = len(index.failures)
    title = "One report needs" if number == 1 else f"{_number(number).capitalize()} reports need"
    return html(
        _FAILED,
        title=f"{title} a repair before the next run",
        rows=join(_failure(failure, surface) for failure in index.failures),
    )


def _contradicting(index: ReportIndex, surface: Surface) -> Html:
    return html(
        _CONTRADICTING,
        title="Reports do not agree; trust none of these statements",
        lines=join(
            html("<li>{}</li>", sentence_html(one, surface)) for one in index.contradictions
        ),
    )


def _refused(index: ReportIndex) -> Html:
    count = len(index.refusals)
    title = "One file was refused" if count == 1 else f"{count} files or folders were refused"
    lines = join(html("<li>{}</li>", name_html(sentence)) for sentence in index.refusals)
    return html(_REFUSED, title=f"{title}; the reports are made from the rest", lines=lines)


def _failure(failure: ReportFailure, surface: Surface) -> Html:
    return html(
        _FAILURE,
        title=name_html(failure.title),
        found=sentence_html(failure.found, surface),
        remedy=sentence_html(failure.remedy, surface),
        command=html(" <code>{}</code>", failure.command) if failure.command else "",
        last_good=_last_good(failure),
    )


def _last_good(failure: ReportFailure) -> Html:
    if not failure.last_good_file:
        return Html("no earlier report")
    return html(
        '<a href="{}">{}</a>, <b>{}</b>',
        page_address(failure.last_good_file),
        failure.last_good_words,
        failure.last_good_age,
    )


def _groups(index: ReportIndex, surface: Surface) -> Iterator[Html]:
    """Yield the groups; a head that only repeats the one above is not shown again."""
    head_above = ""
    for number, group in enumerate(index.groups, start=1):
        has_counts = any(entry.rag_counts for entry in group.entries)
        head = "Projects" if has_counts else "Reported → data"
        yield html(
            _GROUP,
            anchor=f"group-{number}",
            name=name_html(group.name),
            note=html("<small>{}</small>", group.note) if group.note else "",
            look=" continued" if head == head_above else "",
            marks=head,
            since=index.since,
            rows=join(_entry(entry, surface) for entry in group.entries),
        )
        head_above = head


def _entry(entry: ReportEntry, surface: Surface) -> Html:
    title = name_html(entry.title)
    return html(
        _ENTRY,
        marks=_marks(entry),
        title=html('<a href="{}">{}</a>', page_address(entry.file), title) if entry.file else title,
        line=sentence_html(entry.one_line, surface),
        change=entry.change,
        sign=CHANGE_SIGNS[entry.change],
        change_words=entry.change_words,
        age="current" if entry.is_current else "old",
        day=entry.as_of_words,
    )


def _marks(entry: ReportEntry) -> Html:
    if entry.rag:
        return rag_pair(entry.rag, size=18)
    return mark_counts(entry.rag_counts)


def _footer(index: ReportIndex) -> Html:
    return html(
        _FOOTER,
        outlined=rag_mark("green", is_filled=False, size=16),
        filled=rag_mark("red", size=16),
        melon=WATERMELON,
        version=index.version,
    )
