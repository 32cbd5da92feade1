"""The report of the office: standards, controls, changes, objectives, in three voices."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from review_reader import lines, sentences_of, table
from sample_portfolio import review_in_mode, sample, sample_review

from pmo_analytics.content import DataTable, Missing, Review

pytestmark = pytest.mark.slow

in_mode = partial(review_in_mode, "governance")


def test_the_gravest_breaches_stand_first_with_who_acts():
    rows = lines(table(sample_review("governance"), "standards", "broken"))
    severities = [row[1] for row in rows]
    assert severities == sorted(severities, key=["High", "Medium", "Low"].index)
    by_standard = {row[0]: row for row in rows}
    report = by_standard["Without a current status report"]
    assert report[2:] == [
        "Helm crew rostering",
        "Marguerite Lockhart for Malcolm Okafor: report the status, and enter it in status.csv",
    ]
    gate = by_standard["Gates past their day without approval"]
    assert gate[2] == "Ember shore power 1 of 2"


def test_a_consent_that_ended_counts_again_and_says_so():
    consents = table(sample_review("governance"), "standards", "standard")
    assert str(consents.title) == (
        "One standard is broken by consent; one consent has ended and counts again"
    )
    assert [row[2] for row in lines(consents)] == ["31 Dec", "14 Aug, ended"]


def test_the_overdue_gate_is_found():
    rows = lines(table(sample_review("governance"), "controls", "gate"))
    assert rows[0] == [
        "Energisation",
        "Ember shore power",
        "28 Aug",
        "33 days past its day; Idris Vaughan must pass or refuse it",
    ]


def test_a_condition_past_its_day_stands_before_one_that_has_time():
    late, open_ = (
        row[3] for row in lines(table(sample_review("governance"), "controls", "gate"))[1:3]
    )
    assert late == (
        "Passed on 28 August by Idris Vaughan, if: The tablets are ordered before work begins. That"
        " is 16 days past its day; Hamish Farquhar must meet it, or agree another day"
    )
    assert open_.startswith("Passed on 3 July by Marguerite Lockhart; to be met by 30 October: ")


def test_a_request_that_waits_stands_before_answers():
    rows = lines(table(sample_review("governance"), "controls", "request"))
    assert [row[-1] for row in rows[:2]] == ["Waits for 86 days", "Waits for 16 days"]
    assert rows[2][-1] == "Declined: the app does it (31 August)"


def test_a_change_is_told_with_hypothesis_difference_verdict_and_what_else_changed():
    rows = {
        row[0]: row for row in lines(table(sample_review("governance"), "improvements", "change"))
    }
    worse = rows["Two builders on each item shorten its way by a third"]
    assert worse[4:] == [
        "18.2 → 26.7 days; 114 and 20 items",
        "Worse",
        "24 July: “Lend two reviewers to the storm-damage survey?” was answered “Lend both”",
    ]
    early = rows["Cable drums staged the day before shorten construction by two days"]
    assert early[5].startswith("Cannot be told before ")


def test_the_charter_is_of_the_whole_portfolio():
    review = sample_review("governance")
    rows = {row[0]: row for row in lines(table(review, "charter", "objective"))}
    assert rows["Decide in time"][2:7] == [
        *("85%", "92%", "100%", "60%"),
        "Reached; less than before",
    ]
    assert sample_review("governance", scope="Ships & Energy").section("charter") is None


def test_an_objective_of_dates_says_that_reports_tell_them_and_what_the_data_say():
    charter = table(sample_review("governance"), "charter", "objective")
    measured = {row[0]: row[1] for row in lines(charter)}["Finish what was begun"]
    assert "by their reports" in measured
    judged = sample().metric("judgement").values
    in_time, rated = judged["in_time_count"], judged["rated_count"]
    assert f"by the data {in_time} of {rated} likely keep theirs" in str(charter.note)


def test_without_registers_what_would_tell_it_is_named(review_as):
    review = review_as("governance_without_registers")
    said = [
        str(one.text)
        for section in review.sections
        for one in section.blocks
        if isinstance(one, Missing)
    ]
    assert [text.rpartition(" ")[2] for text in said] == [
        "gates.csv.",
        "decisions.csv.",
        "actions.csv.",
        "requests.csv.",
    ]
    assert "Add the register improvements.csv" in str(review.section("improvements").title).replace(
        "add", "Add"
    )
    assert "standards are broken" in str(review.headline)
    unasked = str(review.section("standards").model_dump_json())
    assert "the register status.csv" in unasked


# --- three voices -------------------------------------------------------------------------------


def spoken(mode: str) -> dict[str, str]:
    """Return every sentence of the report by its place."""
    review = in_mode(mode)
    parts = (*review.sections, review.headline, *review.deck)
    return {
        f"{number} {place}": str(text)
        for number, part in enumerate(parts)
        for place, text in sentences_of(part)
    }


def values(review: Review) -> dict:
    return {name: fact.value for name, fact in review.facts.items()}


@pytest.mark.parametrize("other", ["supportive", "directive"])
def test_the_facts_are_the_same_in_every_mode(other):
    mine, theirs = values(in_mode("controlling")), values(in_mode(other))
    shared = mine.keys() & theirs.keys()
    assert len(shared) > 100
    assert {name: mine[name] for name in shared} == {name: theirs[name] for name in shared}


def test_the_voices_differ_line_by_line_where_something_is_asked_for():
    voices = {mode: spoken(mode) for mode in ("supportive", "controlling", "directive")}
    shared = set.intersection(*(set(voice) for voice in voices.values()))
    different = {place for place in shared if len({voice[place] for voice in voices.values()}) > 1}
    asked = [place for place in different if voices["directive"][place].count(" by 14 October: ")]
    assert len(asked) == len(lines(table(in_mode("directive"), "standards", "broken")))
    for place in asked:
        assert voices["supportive"][place].startswith("Offer help to ")
        who, _, remedy = voices["controlling"][place].partition(": ")
        assert voices["supportive"][place].endswith(remedy)
        assert voices["directive"][place].casefold().startswith(f"{who} by ".casefold())
    gates = {mode: lines(table(in_mode(mode), "controls", "gate"))[0][-1] for mode in voices}
    assert gates == {
        "supportive": "33 days past its day; ask Idris Vaughan what is missing",
        "controlling": "33 days past its day; Idris Vaughan must pass or refuse it",
        "directive": "33 days past its day; Idris Vaughan stops new work until it is passed",
    }


def test_a_directive_office_stops_what_is_grave_and_moves_load():
    rows = lines(table(in_mode("directive"), "standards", "broken"))
    stopped = [row[1] for row in rows if row[3].endswith("Until then nothing new starts there")]
    assert stopped == ["High"] * len(stopped)
    assert stopped
    loads = {row[0]: row for row in lines(table(in_mode("directive"), "controls", "named"))}
    assert loads["Idris Vaughan"][-1] == "Give some of it to somebody else"
    assert list(loads) == sorted(loads), "by name: no ranking of persons"


@pytest.mark.parametrize("mode", ["supportive", "controlling"])
def test_only_a_directive_office_lists_the_load_of_people(mode):
    firsts = [
        one.columns[0].name
        for one in in_mode(mode).section("controls").blocks
        if isinstance(one, DataTable)
    ]
    assert "named" not in firsts


def test_the_last_gate_before_the_likely_finish_of_its_work_is_marked():
    (table, *_) = sample_review("governance").section("controls").blocks
    likely = sample().metric("finish_forecast", project="HELM").values["likely_date"]
    gates = {str(row[1].text): row[3] for row in table.rows if "To come" in str(row[3].text)}
    assert likely > date(2026, 11, 6)  # the day of its last gate
    assert str(gates["Helm crew rostering"].text).endswith(
        f"likely end on {likely.day} {likely:%b %Y}"
    )
    assert gates["Helm crew rostering"].is_strong
    assert "Dune permits to work" in gates  # without a forecast nothing is known of it
    assert str(gates["Dune permits to work"].text) == "To come"
