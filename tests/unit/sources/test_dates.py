import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.date_orders import DateColumn
from pmo_analytics.sources.date_sightings import DateSightings
from pmo_analytics.sources.dates import DateDecision, decide_dates
from pmo_analytics.sources.read_plan import DateForm, DateOrderEvidence

OPEN = ("03/04/2023 10:00", "05/06/2023 11:00")
DAY_FIRST = DateOrderEvidence("day_first", "another export")
MONTH_FIRST = DateOrderEvidence("month_first", "another export")


def column(position: int, *cells: str, is_witness: bool = False) -> DateColumn:
    texts = DateSightings()
    texts.add(cells, first_row=2)
    return DateColumn(position, f"Date {position}", texts, is_witness)


def decide(*columns: DateColumn, **more) -> DateDecision:
    return decide_dates(columns, source="board", **more)


def test_cell_with_one_reading_proves_the_order_of_its_column():
    decision = decide(column(0, "03/04/2023", "29/04/2023", "30/04/2023"))
    assert decision.evidence.order == "day_first"
    assert decision.evidence.proof == 'row 3, Date 0: "29/04/2023" can only be day first'
    assert [form.pattern for form in decision.formats[0]] == ["%d/%m/%Y"]


def test_column_without_proof_follows_another_column_of_the_file():
    decision = decide(column(0, *OPEN), column(1, "04/29/2023"))
    assert decision.orders == {0: "month_first", 1: "month_first"}
    assert decision.evidence.origin == "cells"


def test_column_without_a_role_may_be_a_witness():
    decision = decide(column(0, *OPEN), column(1, "29/04/2023", is_witness=True))
    assert decision.orders == {0: "day_first"}
    assert 1 not in decision.formats


def test_columns_with_a_role_are_believed_before_witnesses():
    witness = column(2, "29/04/2023", is_witness=True)
    decision = decide(column(0, *OPEN), column(1, "04/29/2023"), witness)
    assert decision.orders[0] == "month_first"


def test_other_exports_are_believed_before_pmo_toml():
    decision = decide(column(0, *OPEN), siblings=[MONTH_FIRST], setting="day_first")
    assert (decision.evidence.order, decision.evidence.origin) == ("month_first", "other_exports")


def test_other_exports_that_disagree_prove_nothing():
    decision = decide(column(0, *OPEN), siblings=[MONTH_FIRST, DAY_FIRST], setting="day_first")
    assert (decision.evidence.order, decision.evidence.origin) == ("day_first", "settings")


def test_undecidable_order_shows_both_readings():
    decision = decide(column(0, *OPEN))
    assert decision.undecided == (
        'Date 0 in row 2 is "03/04/2023 10:00": 3 Apr 2023 (day first) or 4 Mar 2023 (month first),'
        ' and nothing in the file proves which. Set date_order = "day_first" or "month_first" '
        "under [sources.board] in pmo.toml."
    )


def test_day_that_reads_alike_both_ways_needs_no_proof():
    decision = decide(column(0, "05/05/2023", "06/06/2023"))
    assert decision.undecided == ""
    assert decision.formats[0]


def test_month_names_and_years_first_need_no_order():
    decision = decide(column(0, "03/Apr/23 1:00 PM"), column(1, "2023-04-03"))
    assert decision.orders == {0: None, 1: None}
    assert decision.evidence is None


def test_swapped_column_is_not_read_at_all():
    """A spreadsheet with US settings swaps 03/04 and leaves 29/04."""
    decision = decide(column(0, "29/04/2023", "04/30/2023", "05/04/2023"))
    assert decision.formats[0] == ()
    assert decision.undecided == ""
    (problem,) = decision.problems
    assert problem.kind == "date_order_contradictory"
    assert 'row 2 "29/04/2023" can only be day first' in problem.text
    assert 'row 3 "04/30/2023" can only be month first' in problem.text


def test_one_mistyped_date_does_not_unsettle_a_column():
    cells = [f"{day}/0{month}/2023" for day in range(13, 29) for month in (1, 2)]
    decision = decide(column(0, *cells, "12/31/2023"))
    assert decision.orders[0] == "day_first"
    assert [problem.kind for problem in decision.problems] == ["date_order_exceptions"]


def test_cells_are_believed_before_pmo_toml():
    decision = decide(column(0, "29/04/2023"), setting="month_first")
    assert decision.orders[0] == "day_first"
    assert [problem.kind for problem in decision.problems] == ["date_order_contradicts_setting"]


def test_columns_of_different_orders_are_each_read_by_their_own():
    decision = decide(column(0, "29/04/2023"), column(1, "04/29/2023"))
    assert decision.orders == {0: "day_first", 1: "month_first"}
    assert [problem.kind for problem in decision.problems] == ["date_orders_differ"]


SHORT = [f"{day:02}/{month:02}/26" for month in (3, 4) for day in range(3, 24)]


def test_two_digit_year_is_never_guessed():
    decision = decide(column(0, "26-01-01"))
    assert decision.undecided.startswith(
        'Date 0 in row 2 is "26-01-01": 26 Jan 2001 (day first) or 1 Jan 2026 (year first), and '
        'nothing in the file proves which. Set date_order = "day_first" or "year_first"'
    )
    assert decide(column(0, "29/08/23", "30/09/23")).undecided


def test_two_digit_year_is_told_from_days_by_how_far_the_numbers_run():
    assert decide(column(0, *SHORT)).orders[0] == "day_first"
    years_first = ["-".join(reversed(cell.split("/"))) for cell in SHORT]
    decision = decide(column(0, *years_first))
    assert decision.orders[0] == "year_first"
    assert "its last numbers run from 3 to 23 as days do" in decision.evidence.proof


def test_two_digit_years_of_columns_in_one_form_are_told_together():
    days = [
        column(at, *(f"{day:02}.03.26" for day in range(at * 7 + 1, at * 7 + 9)))
        for at in (0, 1, 2)
    ]
    assert decide(days[2]).undecided
    assert decide(*days).orders == {0: "day_first", 1: "day_first", 2: "day_first"}


def test_monthly_dates_of_many_years_are_not_taken_for_years_in_front():
    assert decide(column(0, *(f"01/05/{year}" for year in range(20, 27)))).undecided


def test_two_digit_year_stands_first_where_nothing_else_fits():
    assert decide(column(0, "23/8/29", "98/12/31")).orders[0] == "year_first"


def test_weekday_proves_an_order():
    assert decide(column(0, "Mon 3/2/26", "Tue 3/3/26")).orders[0] == "month_first"
    assert decide(column(0, "Mon 2/3/26", "Tue 3/3/26")).orders[0] == "day_first"


@pytest.mark.parametrize(
    "proof", ["29.04.2023", "29/04/23", "29/04/2023 1:00 PM", "29/4/2023", "9/24/2023"]
)
def test_proof_holds_only_for_columns_of_its_own_form(proof):
    ambiguous = column(0, "03/04/2023 10:00", "05/06/2023 11:00")
    assert decide(ambiguous, column(1, proof, "1" + proof[1:])).undecided


def test_proof_of_another_export_holds_only_for_its_own_form():
    dots = DateOrderEvidence("day_first", "another export", form=DateForm(".", 4))
    assert decide(column(0, *OPEN), siblings=[dots]).undecided
    slashes = DateOrderEvidence("day_first", "another export", form=DateForm("/", 4))
    assert decide(column(0, *OPEN), siblings=[slashes]).orders[0] == "day_first"


def test_impossible_day_is_no_evidence():
    decision = decide(column(0, "31/31/2023", *OPEN))
    assert decision.undecided


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    dates=st.lists(st.dates(), min_size=1, max_size=20),
    order=st.sampled_from(["day_first", "month_first"]),
)
def test_order_is_proven_right_or_left_open(dates, order):
    writing = {"day_first": "%d/%m/", "month_first": "%m/%d/"}[order]
    cells = [day.strftime(writing) + f"{day.year:04}" for day in dates]
    decision = decide(column(0, *cells))
    has_proof = any(day.day > 12 for day in dates)
    assert (decision.evidence.order if decision.evidence else None) == (
        order if has_proof else None
    )
    is_open = not has_proof and any(day.day != day.month for day in dates)
    assert bool(decision.undecided) == is_open


def test_column_that_tells_no_state_is_left_unread_where_others_are_read():
    due = DateColumn(1, "Due", column(1, *OPEN).texts, is_needed=False)
    decision = decide(column(0, "2023-04-03"), due)
    assert (decision.undecided, decision.formats[1]) == ("", ())
    (problem,) = decision.problems
    assert problem.kind == "dates_of_no_order"
    assert problem.text.endswith("Until then none of its dates is read.")
    assert decide(due).undecided
