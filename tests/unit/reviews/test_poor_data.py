"""What poor data leave unknown is said with its reason and remedy; a blank is never a zero."""

from __future__ import annotations

import pytest
from review_reader import blocks_of, words_of
from sample_portfolio import sample, sample_review

from pmo_analytics.content import Decisions, Matrix
from pmo_analytics.errors import ParameterError

pytestmark = pytest.mark.slow

REGISTERS = ("projects", "baselines", "status", "milestones", "decisions")


def rows_of(review):
    (matrix,) = blocks_of(review, Matrix)
    return [row for group in matrix.groups for row in group.rows]


def test_without_registers_each_missing_one_is_named_with_what_it_would_give(review_as):
    said = words_of(review_as("no_registers").section("data"))
    for register in REGISTERS:
        assert f"Add {register}.csv." in said


def test_without_baselines_no_schedule_is_judged(review_as):
    review = review_as("no_registers")
    for row in rows_of(review):
        schedule = row.cells[0]
        if row.project_id == "INLET":
            assert schedule.rag == "green"  # it is finished, whatever its date was
            continue
        assert (schedule.rag, schedule.reason) == ("grey", "Not measured: add baselines.csv.")
        assert row.forecast.baseline_date is None
        assert str(row.budget) == ""
    assert "without baselines no finish date can be judged" in str(review.headline)


def test_without_status_reports_nobody_is_a_watermelon(review_as):
    review = review_as("no_registers")
    assert all(row.rag.declared is None for row in rows_of(review))
    assert [str(said) for said in review.tally.caption] == ["No project has reported a rating."]


def test_without_decisions_none_is_invented(review_as):
    review = review_as("no_registers")
    assert str(review.section("decisions").title) == "No decision is requested"
    assert not blocks_of(review, Decisions)


def test_without_a_register_each_tracker_project_is_a_project(review_as):
    review = review_as("no_registers")
    names = {row.project_id for row in rows_of(review)}
    assert {"ATLAS", "BOREAL", "CORAL", "DUNE"} <= names
    assert all(group.name == "No programme" for group in blocks_of(review, Matrix)[0].groups)


def test_a_stale_export_makes_every_dimension_grey_with_the_reason(review_as):
    review = review_as("stale")
    for row in rows_of(review):
        assert row.rag.computed == "grey"
        for cell in row.cells:
            assert cell.rag == "grey"
            assert "no export since 30 September" in cell.reason
        assert row.forecast.likely_date is None
    assert review.rag_counts == {"grey": len(rows_of(review))}


def test_a_stale_project_says_since_when_instead_of_a_finish(review_as):
    review = review_as("stale_boreal")
    assert str(review.headline) == (
        "Boreal berth planning cannot be measured: no export since 30 September."
    )
    assert review.section("stuck") is None
    facts = {fact.label: str(fact.text) for fact in review.key_facts.rows}
    assert facts["Likely finish"].startswith("Not measurable: no export since")


@pytest.mark.parametrize(("day", "is_stale"), [("2026-10-14", False), ("2026-10-15", True)])
def test_an_export_is_stale_after_fourteen_days_and_not_before(day, is_stale):
    rows = rows_of(sample_review(scope="Port Operations", as_of=day))
    assert any("no export since" in cell.reason for cell in rows[0].cells) == is_stale


def test_days_before_the_first_export_are_marked_as_reconstructed(review_as):
    assert "Earlier days are reconstructed" in words_of(review_as("in_the_middle").section("data"))


def test_what_had_not_begun_has_no_numbers(review_as):
    review = review_as("before_all_work")
    for row in rows_of(review):
        assert row.rag.computed == "grey"
        assert row.forecast.likely_date is None
    assert "0%" not in words_of(review.section("projects"))


def test_a_thin_start_says_what_is_missing_for_a_range(review_as):
    said = words_of(review_as("first_weeks").section("pace"))
    assert "complete weeks; 10 are needed for a normal range." in said


def test_the_comparison_must_lie_before_the_day():
    with pytest.raises(ParameterError, match="must lie before as_of"):
        sample("2026-09-30").review(compared_with="2026-09-30")
    with pytest.raises(ParameterError, match="is not a day"):
        sample("2026-09-30").review(compared_with="30.9.2026")


def test_a_report_of_the_past_knows_nothing_of_later(review_as):
    review = review_as("in_the_middle")
    assert str(review.as_of) == "2026-03-31"
    asked = [one for block in blocks_of(review, Decisions) for one in block.decisions]
    assert all(one.decision_id not in ("D-06", "D-07", "D-08") for one in asked)
    dates = [row.rag.declared_date for row in rows_of(review) if row.rag.declared_date]
    assert dates
    assert all(str(day) <= "2026-03-31" for day in dates)
