"""Risks and benefits.

A risk is open from the day it was opened until the day it was closed. What a register tells of
probability and impact holds for every day: it keeps only the last.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, value_of

BOARD = """
item | created
A-1  | 2026-01-05
"""


def test_risk_is_open_until_it_is_closed(spec):
    """A risk counts from its opening on, and no longer on the day it is closed."""
    spec(
        BOARD,
        Register(
            "risks",
            """
            risk_id | project_id | kind | probability | impact_cost | opened_date | closed_date
            R-1     | A          | risk | 0.5         | 100         | 2026-02-01  |
            R-2     | A          | risk | 0.5         | 100         | 2026-02-02  |
            R-3     | A          | risk | 0.5         | 100         | 2026-01-05  | 2026-02-01
            R-4     | A          | risk | 0.5         | 100         | 2026-01-05  | 2026-02-02
            """,
        ),
        call=frame_of("risk_exposure", as_of="2026-02-01"),
        expected="""
        risk_id | exposure_cost
        R-1     | 50
        R-4     | 50
        """,
    )


def test_issues_stand_beside_the_risks(spec):
    """An issue has happened: its cost is told, but no contingency is computed for it."""
    spec(
        BOARD,
        Register(
            "risks",
            """
            risk_id | project_id | kind  | probability | impact_cost | opened_date
            R-1     | A          | risk  | 0.5         | 100         | 2026-01-05
            R-2     | A          | risk  | 0.3         | 200         | 2026-01-05
            R-3     | A          | risk  | 0.2         | 400         | 2026-01-05
            I-1     | A          | issue | 1           | 900         | 2026-01-05
            """,
        ),
        call=value_of("risk_exposure", as_of="2026-02-01"),
        expected="""
        exposure_cost | half_cost | contingency_cost | none_share | issue_cost | n
        190           | 100       | 300              | 0.28       | 900        | 3
        """,
    )


def test_no_open_risk_is_no_exposure(spec):
    """Where risks are registered and none is open, exposure is 0, and not unknown."""
    spec(
        BOARD,
        Register(
            "risks",
            """
            risk_id | project_id | kind | probability | impact_cost | opened_date
            R-1     | A          | risk | 0.5         | 100         | 2026-03-01
            """,
        ),
        call=value_of("risk_exposure", as_of="2026-02-01"),
        expected="""
        exposure_cost | contingency_cost | none_share | risk_count | reason
        0             | 0                | 1          | 0          |
        """,
    )


def test_response_is_overdue_when_its_day_is_over(spec):
    """A response due on the day is not overdue yet; never reviewed counts from the opening."""
    spec(
        BOARD,
        Register(
            "risks",
            """
            risk_id | project_id | probability | impact_cost | opened_date | response_due_date
            R-1     | A          | 0.5         | 100         | 2025-12-05  | 2026-01-31
            R-2     | A          | 0.5         | 100         | 2026-01-05  | 2026-02-01
            R-3     | A          | 0.5         | 100         | 2025-01-05  |
            """,
        ),
        call=value_of("risk_responses", as_of="2026-02-01"),
        expected="""
        overdue_count | overdue_share | overdue_exposure_cost | unreviewed_count
        1             | 0.5           | 50                    | 1
        """,
    )


def test_proximity_is_counted_from_the_day(spec):
    """Near is today until the end of the days ahead; what lies behind has passed."""
    spec(
        BOARD,
        Register(
            "risks",
            """
            risk_id | project_id | kind | probability | impact_cost | opened_date | proximity_date
            R-1     | A          | risk | 0.5         | 100         | 2026-01-05  | 2026-01-31
            R-2     | A          | risk | 0.5         | 100         | 2026-01-05  | 2026-02-01
            R-3     | A          | risk | 0.5         | 100         | 2026-01-05  | 2026-02-08
            R-4     | A          | risk | 0.5         | 100         | 2026-01-05  | 2026-02-09
            R-5     | A          | risk | 0.5         | 100         | 2026-01-05  |
            """,
        ),
        call=value_of("risk_proximity", as_of="2026-02-01", ahead_days=7),
        expected="""
        near_count | passed_count | next_date  | n | left_out
        2          | 1            | 2026-02-01 | 4 | 1 without a proximity date
        """,
    )


def test_realised_is_held_against_the_plan_of_the_same_periods(spec):
    """A period of which nothing is told is left out of the plan too: a blank is not a zero."""
    spec(
        BOARD,
        Register(
            "benefits",
            """
            benefit_id | project_id | name  | unit  | period  | planned | realised | forecast
            B-1        | A          | Calls | hours | 2026-01 | 100     | 80       |
            B-1        | A          | Calls | hours | 2026-02 | 100     |          |
            B-1        | A          | Calls | hours | 2026-03 | 100     | 100      | 90
            B-1        | A          | Calls | hours | 2026-04 | 100     |          |
            """,
        ),
        call=value_of("benefits_realised", as_of="2026-03-15"),
        expected="""
        realised_share | planned_to_date | expected_total | left_out
        0.8            | 100             | 370            | 1 period(s) of which nothing is known
        """,
    )


def test_benefits_are_added_up_in_one_unit(spec):
    """Money is added up where any benefit is money; other units are counted, not added."""
    spec(
        BOARD,
        Register(
            "benefits",
            """
            benefit_id | project_id | name  | unit  | period  | planned | realised
            B-1        | A          | Sales | £     | 2026-01 | 100     | 90
            B-2        | A          | Fees  | £     | 2026-01 | 100     | 120
            B-3        | A          | Calls | hours | 2026-01 | 500     | 600
            """,
        ),
        call=value_of("benefits_realised", as_of="2026-01-31"),
        expected="""
        realised_share | realised_to_date | unit | on_plan_count | begun_count | left_out
        1.05           | 210              | £    | 2             | 3           | 1 in another unit
        """,
        toml="""
        [portfolio]
        currency = "£"
        """,
    )


def test_what_was_told_takes_the_place_of_the_plan(spec):
    """Ended months count as realised and spent; the worth is that of the first month."""
    spec(
        BOARD,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost
            A          | 2026-01 | 500           | 550
            """,
        ),
        Register(
            "benefits",
            """
            benefit_id | project_id | name  | unit | period  | planned | realised | forecast
            B-1        | A          | Sales | £    | 2027-01 | 600     |          | 550
            B-1        | A          | Sales | £    | 2028-01 | 600     |          | 605
            """,
        ),
        call=value_of("net_present_value", as_of="2026-01-31"),
        expected="""
        expected_present_value | planned_present_value | payback_years | discount_rate
        450                    | 541.3223              | 1             | 0.1
        """,
        toml="""
        [portfolio]
        currency = "£"
        """,
    )


RESERVE = Register(
    "baselines",
    """
    project_id | approved_date | start_date | finish_date | budget | reserve
    A          | 2026-01-10    | 2026-01-05 | 2026-06-30  | 9000   | 1000
    """,
)
RESERVED_RISKS = Register(
    "risks",
    """
    risk_id | project_id | kind  | probability | impact_cost | opened_date | response_due_date
    R-1     | A          | risk  | 0.5         | 100         | 2026-01-05  | 2026-01-31
    R-2     | A          | risk  | 0.3         | 200         | 2026-01-05  | 2026-02-01
    R-3     | A          | risk  | 0.2         | 400         | 2026-01-05  |
    I-1     | A          | issue | 1           | 900         | 2026-01-05  |
    I-2     | A          | issue | 1           | 500         | 2026-01-20  |
    """,
)


def test_reserve_is_left_after_the_issues_since_its_baseline(spec):
    """What was known when the baseline was approved is in its budget; later issues take reserve."""
    spec(
        BOARD,
        RESERVE,
        RESERVED_RISKS,
        call=value_of("risk_reserve", as_of="2026-02-01"),
        expected="""
        reserve_used_cost | reserve_left_cost | reserve_needed_share | late_response_count
        500               | 500               | 0.6                  | 1
        """,
    )


def test_nothing_left_of_a_reserve_is_told_as_the_most_there_is(spec):
    """Where issues took all of the reserve, open risks need a thousand percent of what is left."""
    spec(
        BOARD,
        Register(
            "baselines",
            """
            project_id | approved_date | start_date | finish_date | reserve
            A          | 2026-01-10    | 2026-01-05 | 2026-06-30  | 400
            """,
        ),
        RESERVED_RISKS,
        call=value_of("risk_reserve", as_of="2026-02-01"),
        expected="""
        reserve_left_cost | reserve_needed_share
        0                 | 10
        """,
    )


def test_a_project_without_reserve_or_risks_is_not_judged_by_them(spec):
    """No reserve, or nobody who wrote down a risk, is unknown, and not a risk of nothing."""
    spec(
        BOARD,
        RESERVED_RISKS,
        call=value_of("risk_reserve", as_of="2026-02-01"),
        expected="""
        reserve_needed_share | n | reason
                             | 0 | add reserve to baselines.csv
        """,
    )


def test_benefits_of_which_only_the_plan_is_known_have_no_forecast(spec):
    """The plan alone says nothing of what is expected; a forecast or a realised period does."""
    spec(
        BOARD,
        Register(
            "benefits",
            """
            benefit_id | project_id | name | unit  | period  | planned | realised | forecast
            B-1        | A          | X    | hours | 2026-03 | 100     |          |
            """,
        ),
        call=value_of("benefits_realised", as_of="2026-02-01"),
        expected="""
        expected_share | benefits_expected_share
        1              |
        """,
    )
