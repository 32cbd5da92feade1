"""Oversight of a portfolio.

Shares are over the projects of which something is told. Money is that of the registers, and counts
of two projects are compared only with their own beginning.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, value_of

BOARD = """
item | created
A-1  | 2026-01-05
B-1  | 2026-01-05
C-1  | 2026-01-05
"""
PROJECTS = Register(
    "projects",
    """
    project_id | name | items | objective
    A          | Ahoy | A     | Safe harbours
    B          | Buoy | B     | SAFE HARBOURS
    C          | Crew | C     |
    """,
)
BASELINES = Register(
    "baselines",
    """
    project_id | approved_date | start_date | finish_date | budget
    A          | 2026-01-01    | 2026-01-05 | 2026-06-30  | 1000
    B          | 2026-01-01    | 2026-01-05 | 2026-06-30  | 500
    """,
)
STATUS = Register(
    "status",
    """
    project_id | report_date | overall | forecast_finish_date
    A          | 2026-02-27  | green   | 2026-06-30
    B          | 2026-02-27  | green   | 2026-07-01
    """,
)


def test_in_time_is_no_later_than_the_baseline(spec):
    """A project expected on the day of its baseline is in time; a day later it is not."""
    spec(
        BOARD,
        PROJECTS,
        BASELINES,
        STATUS,
        call=frame_of("success", as_of="2026-02-28"),
        expected="""
        project_id | is_on_time | is_within_budget | has_benefits | is_success
        A          | yes        |                  |              | yes
        B          | no         |                  |              | no
        C          |            |                  |              |
        """,
    )


def test_what_nobody_told_breaks_no_promise(spec):
    """Success is over the projects of which anything is told; what is not told is no failure."""
    spec(
        BOARD,
        PROJECTS,
        BASELINES,
        STATUS,
        call=value_of("success", as_of="2026-02-28"),
        expected="""
        success_share | success_count | on_time_count | dated_count | costed_count | n
        0.5           | 1             | 1             | 2           | 0            | 2
        """,
    )


def test_within_budget_is_what_it_will_cost(spec):
    """Who earns half for more than half of the money will cost more than the budget."""
    spec(
        BOARD,
        PROJECTS,
        BASELINES,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 500           | 501         | 500
            B          | 2026-01 | 250           | 250         | 250
            """,
        ),
        call=frame_of("success", as_of="2026-02-28"),
        expected="""
        project_id | is_within_budget
        A          | no
        B          | yes
        C          |
        """,
    )


def test_benefits_are_kept_at_nine_tenths_of_each(spec):
    """Nine tenths of each benefit planned until now is enough; mere plans tell nothing yet."""
    spec(
        BOARD,
        PROJECTS,
        BASELINES,
        Register(
            "benefits",
            """
            benefit_id | project_id | name  | unit  | period  | planned | realised
            B-1        | A          | Berth | hours | 2026-01 | 100     | 90
            B-1        | A          | Berth | hours | 2026-03 | 100     |
            B-2        | B          | Desk  | hours | 2026-01 | 100     | 200
            B-3        | B          | Fuel  | litre | 2026-01 | 100     | 89
            B-4        | C          | Crew  | hours | 2026-03 | 100     |
            """,
        ),
        call=frame_of("success", as_of="2026-02-28"),
        expected="""
        project_id | has_benefits
        A          | yes
        B          | no
        C          |
        """,
    )


def test_objectives_are_compared_without_case(spec):
    """Objectives are compared without case; one that no project serves stands there with none."""
    spec(
        BOARD,
        PROJECTS,
        BASELINES,
        toml='[portfolio]\nobjectives = ["Fair fares", "safe harbours"]',
        call=frame_of("strategy_alignment", as_of="2026-02-28"),
        expected="""
        objective     | project_count | budget
        Fair fares    | 0             |
        SAFE HARBOURS | 2             | 1500
                      | 1             |
        """,
    )


def test_alignment_is_the_share_of_projects_that_name_an_objective(spec):
    """Two of three projects name an objective, and one of two objectives has no project."""
    spec(
        BOARD,
        PROJECTS,
        BASELINES,
        toml='[portfolio]\nobjectives = ["Fair fares", "safe harbours"]',
        call=value_of("strategy_alignment", as_of="2026-02-28"),
        expected="""
        aligned_share | aligned_budget_share | objective_count | unserved_count | n
        0.6667        | 1                    | 2               | 1              | 3
        """,
    )


def test_objectives_of_the_portfolio_are_not_missing_in_a_programme(spec):
    """A scope of some projects is not told that it serves not all that the portfolio is for."""
    spec(
        BOARD,
        PROJECTS,
        toml='[portfolio]\nobjectives = ["Fair fares", "Safe harbours"]',
        call=frame_of("strategy_alignment", project="A", as_of="2026-02-28"),
        expected="""
        objective     | project_count
        Safe harbours | 1
        """,
    )


def test_last_weeks_are_compared_with_the_first_of_the_same_project(spec):
    """One item in each of two first weeks, three in the last: three times the pace."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-07
        A-2  | 2026-01-05 | 2026-01-13 | 2026-01-14
        A-3  | 2026-01-19 | 2026-01-20 | 2026-01-23
        A-4  | 2026-01-19 | 2026-01-20 | 2026-01-23
        A-5  | 2026-01-19 | 2026-01-20 | 2026-01-23
        """,
        call=frame_of("own_baseline", as_of="2026-01-25", baseline_weeks=2, recent_weeks=1),
        expected="""
        pace_ratio | duration_ratio | arrival_ratio | finished_per_arrived | n
        3          | 2              | 3             | 1                    | 3
        """,
    )


def test_a_young_project_has_no_past_of_its_own(spec):
    """Twenty first and eight last complete weeks are needed, so that none is in both."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-07
        """,
        call=value_of("own_baseline", as_of="2026-01-18"),
        expected="""
        pace_ratio | n | reason
                   | 2 | 2 complete weeks; 28 are needed
        """,
    )


def test_feedback_is_told_by_theme(spec):
    """Themes are compared without case, and the mean is over what has a score."""
    spec(
        BOARD,
        PROJECTS,
        Register(
            "feedback",
            """
            date       | project_id | origin | score | theme
            2026-02-01 | A          | client | 8     | Waiting
            2026-02-28 | B          | user   | 5     | waiting
            2026-02-02 | B          | user   |       |
            2026-03-01 | A          | client | 0     | Waiting
            """,
        ),
        call=frame_of("feedback", as_of="2026-02-28"),
        expected="""
        theme   | feedback_count | mean_score | scored_count | project_count
        Waiting | 2              | 6.5        | 2            | 2
                | 1              |            | 0            | 1
        """,
    )
