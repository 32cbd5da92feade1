"""The index says what was made, what failed and why, and where the last good page is."""

import re

import pytest
from example_reviews.index import report_index
from example_reviews.states import HOSTILE
from markup_reader import elements, text_of

from pmo_analytics.runner.index_page import headline, index_html
from pmo_analytics.runner.report_index import ReportGroup

INDEX = report_index()


def body_of(index) -> str:
    page = index_html(index)
    page = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    return page[page.index("<body") : page.rindex("</html>")]


def test_the_headline_counts_what_is_new_and_what_failed():
    assert (
        headline(INDEX) == "12 of 14 reports are new; two failed and keep their last good version."
    )
    assert headline(report_index(has_failed=False)) == "All 13 reports are made."


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ((True,), "one failed and keeps its last good version."),
        ((False,), "one failed and has no earlier version."),
        ((False, False), "two failed and have no earlier version."),
        ((True, False), "two failed, one of them keeps a good version."),
    ],
)
def test_the_headline_says_what_holds_for_those_that_failed(kept, words):
    failures = tuple(
        INDEX.failures[0].model_copy(update={"last_good_file": "x.html" if is_kept else ""})
        for is_kept in kept
    )
    assert headline(INDEX.model_copy(update={"failures": failures})).endswith(words)


def test_one_report_is_not_all_reports():
    group = INDEX.groups[0]
    alone = ReportGroup(name="Portfolio", entries=group.entries[:1])
    index = INDEX.model_copy(update={"failures": (), "groups": (alone,)})
    assert headline(index) == "The one report is made."


def test_a_failure_names_cause_remedy_command_and_the_last_good_page():
    row = elements(body_of(INDEX), "tr")[1]
    assert row.text == (
        "Capacity and demand registers/capacity.csv, row 41, column period: found “2026-13”,"
        " expected a month such as 2026-12. Correct the cell, then pmo report capacity"
        " Report of 29 Sep, 1 day old"
    )
    links = [link.attributes["href"] for link in elements(body_of(INDEX), "a")]
    assert "../run-2026-09-29/capacity.html" in links


def test_a_failure_without_an_earlier_page_says_so():
    failure = INDEX.failures[0].model_copy(update={"last_good_file": ""})
    index = INDEX.model_copy(update={"failures": (failure,)})
    assert "no earlier report" in text_of(body_of(index))


def test_without_failures_there_is_no_section_for_them():
    assert "Failed" not in text_of(body_of(report_index(has_failed=False)))


def test_reports_stand_by_programme_with_marks_line_change_and_day():
    rows = [row.text for row in elements(body_of(INDEX), "tr")]
    assert (
        "G→R Reports green, data say red. Instant Payments"
        " 1 in 8 chance of 18 December; likely finish 12 January. ↓ worse 30 Sep"
    ) in rows
    assert "2R red 5A amber 4G green 1? not measurable Portfolio health" in " ".join(rows)


def test_a_report_that_was_not_made_shows_the_day_of_its_page_in_bold():
    old = [cell.text for cell in elements(body_of(INDEX), "td", look="old")]
    assert old == ["29 Sep", "23 Sep"]


def test_a_head_that_repeats_the_one_above_is_not_shown_again():
    looks = [table.classes for table in elements(body_of(INDEX), "table", look="reports")]
    assert ["continued" in look for look in looks] == [False, False, True, True, True]


def test_the_index_has_no_clock_and_the_same_bytes():
    assert index_html(INDEX) == index_html(report_index())
    assert not re.search(r"\b\d\d:\d\d\b", text_of(body_of(INDEX)))


def test_an_entry_without_a_page_is_no_link():
    entry = INDEX.groups[0].entries[0].model_copy(update={"file": ""})
    group = ReportGroup(name="Portfolio", entries=(entry,))
    index = INDEX.model_copy(update={"groups": (group,), "failures": ()})
    titles = elements(body_of(index), "th", look="title")
    assert "Portfolio health" in titles[-1].text
    links = [link.attributes["href"] for link in elements(body_of(index), "a")]
    assert links == ["#main", "manifest.json"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_and_files_add_no_element(text):
    entry = INDEX.groups[0].entries[0].model_copy(update={"title": text, "file": text})
    group = ReportGroup(name=text, note=text, entries=(entry,))
    index = INDEX.model_copy(update={"portfolio_name": text, "groups": (group,)})
    tags = {element.tag for element in elements(body_of(index))}
    assert tags <= {element.tag for element in elements(body_of(INDEX))} | {"wbr"}
