"""Cost.

Amounts of `costs.csv` count for months that have ended; plans hold for every month. Amounts of
several projects are added up, and ratios are made from the sums.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, value_of

BOARD = """
item | created
A-1  | 2026-01-05
"""
BUDGET = Register(
    "baselines",
    """
    project_id | approved_date | start_date | finish_date | budget
    A          | 2025-12-15    | 2026-01-01 | 2026-04-30  | 100
    """,
)


def test_amounts_count_up_to_the_last_month_of_which_is_told_what_was_earned(spec):
    """Planned, earned and spent are of one day: the end of the last ended month that tells all."""
    spec(
        BOARD,
        BUDGET,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 20            | 25          | 15
            A          | 2026-02 | 30            | 20          | 25
            A          | 2026-03 | 30            | 30          |
            A          | 2026-04 | 20            | 0           |
            """,
        ),
        call=value_of("earned_value", as_of="2026-04-10"),
        expected="""
        planned_value | earned_value | actual_cost | cost_performance_index | until_date
        50            | 40           | 45          | 0.8889                 | 2026-02-28
        """,
    )


def test_month_under_way_does_not_count(spec):
    """What is spent and earned in a month counts when the month has ended."""
    spec(
        BOARD,
        BUDGET,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 20            | 25          | 15
            A          | 2026-02 | 30            | 20          | 25
            """,
        ),
        call=value_of("earned_value", as_of="2026-02-27"),
        expected="""
        planned_value | earned_value | actual_cost
        20            | 15           | 25
        """,
    )


def test_finished_items_tell_what_was_earned_where_the_register_does_not(spec):
    """Without earned values the budget is earned by the share of items finished by then."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-20
        A-2  | 2026-01-05 | 2026-02-20
        A-3  | 2026-01-05 | 2026-03-03
        A-4  | 2026-01-05 |
        """,
        BUDGET,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost
            A          | 2026-01 | 20            | 25
            A          | 2026-02 | 30            | 20
            """,
        ),
        call=frame_of("earned_value", as_of="2026-03-10"),
        expected="""
        project_id | earned_value | earned_evidence | until_date
        A          | 50           | finished items  | 2026-02-28
        """,
    )


def test_there_is_no_more_to_earn_than_the_budget(spec):
    """Earned and planned beyond the budget are the budget; with it spent there is no TCPI."""
    spec(
        BOARD,
        BUDGET,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 120           | 110         | 105
            """,
        ),
        call=value_of("earned_value", as_of="2026-01-31"),
        expected="""
        planned_value | earned_value | estimate_at_budget_rate | to_complete_index_budget
        100           | 100          | 110                     |
        """,
    )


def test_what_would_be_divided_by_nothing_is_blank(spec):
    """Nothing spent: no CPI, and no estimate that rests on it."""
    spec(
        BOARD,
        BUDGET,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 20            | 0           | 10
            """,
        ),
        call=value_of("earned_value", as_of="2026-01-31"),
        expected="""
        cost_performance_index | schedule_performance_index | estimate_at_completion
                               | 0.5                        |
        """,
    )


def test_budget_is_that_of_the_baseline_in_force(spec):
    """A baseline that was approved later is not yet the budget."""
    spec(
        BOARD,
        Register(
            "baselines",
            """
            project_id | approved_date | start_date | finish_date | budget
            A          | 2025-12-15    | 2026-01-01 | 2026-04-30  | 100
            A          | 2026-02-10    | 2026-01-01 | 2026-06-30  | 150
            """,
        ),
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 20            | 20          | 25
            """,
        ),
        call=value_of("earned_value", as_of="2026-02-09"),
        expected="""
        budget_at_completion | estimate_at_completion | variance_at_completion
        100                  | 80                     | 20
        """,
    )


TWO_PROJECTS = Register(
    "projects",
    """
    project_id | name | items | currency
    A          | A    | A     | £
    B          | B    | B     | £
    C          | C    | C     | $
    """,
)
TWO_COSTS = Register(
    "costs",
    """
    project_id | period  | planned_value | actual_cost | earned_value
    A          | 2026-01 | 50            | 45          | 40
    B          | 2026-01 | 100           | 75          | 90
    C          | 2026-01 | 999           | 999         | 1
    """,
)


def test_amounts_of_projects_are_added_up_in_one_currency(spec):
    """The ratio of several projects is that of their sums; another currency is left out."""
    spec(
        BOARD,
        TWO_PROJECTS,
        TWO_COSTS,
        call=value_of("earned_value", as_of="2026-01-31"),
        expected="""
        cost_performance_index | earned_value | currency | n | left_out
        1.0833                 | 130          | £        | 2 | 1 in another currency
        """,
        toml="""
        [portfolio]
        currency = "£"
        """,
    )


def test_without_costs_nothing_is_measurable(spec):
    """Without the register the reason says what to add, and no amount is 0."""
    spec(
        BOARD,
        call=value_of("earned_value", as_of="2026-01-31"),
        expected="""
        cost_performance_index | n | reason
                               | 0 | not measurable from this data: add the register costs.csv
        """,
    )


def test_registers_tell_of_whole_projects(spec):
    """Costs cannot be cut by items: asked for some of them there is no answer."""
    spec(
        BOARD,
        TWO_PROJECTS,
        TWO_COSTS,
        call=value_of("monthly_costs", as_of="2026-01-31", labels=["x"]),
        expected="""
        reason
        it is known of whole projects, not of a team or some items; ask without them
        """,
    )


def test_months_earned_against_months_passed(spec):
    """The month under way is earned by its share; the plan ends with its last planned month."""
    spec(
        BOARD,
        BUDGET,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 20            | 20          | 20
            A          | 2026-03 | 40            | 20          | 20
            A          | 2026-04 | 40            | 0           |
            """,
        ),
        call=value_of("earned_schedule", as_of="2026-03-31"),
        expected="""
        earned_months | actual_months | planned_months | schedule_variance_months
        2.5           | 3             | 4              | -0.5
        """,
    )


def test_what_is_complete_has_earned_the_whole_plan(spec):
    """A late finish ends with SPI 1 in money, and below 1 in time."""
    spec(
        BOARD,
        BUDGET,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | earned_value
            A          | 2026-01 | 50            | 20          | 30
            A          | 2026-02 | 50            | 20          | 30
            A          | 2026-03 | 0             | 20          | 20
            A          | 2026-04 | 0             | 20          | 20
            A          | 2026-05 | 0             | 20          |
            """,
        ),
        call=value_of("earned_schedule", as_of="2026-04-30"),
        expected="""
        schedule_performance_index_time | schedule_performance_index | to_complete_index_time
        1                               | 1                          |
        """,
    )


def test_added_work_is_told_apart_from_slow_work(spec):
    """Work added since the baseline takes earned value away; how much stands beside it."""
    spec(
        """
        item | created    | done       | points
        A-1  | 2026-01-02 | 2026-01-20 | 4
        A-2  | 2026-01-02 |            | 16
        A-3  | 2026-01-20 |            | 5
        """,
        Register(
            "baselines",
            """
            project_id | approved_date | start_date | finish_date | budget
            A          | 2026-01-02    | 2026-01-05 | 2026-04-30  | 100
            """,
        ),
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost
            A          | 2026-01 | 25            | 40
            """,
        ),
        Register(
            "sprints",
            """
            sprint | start_date | end_date   | project_id
            S1     | 2026-01-05 | 2026-01-31 | A
            S2     | 2026-02-01 | 2026-02-28 | A
            """,
        ),
        call=value_of("agile_earned_value", as_of="2026-01-31"),
        expected="""
        earned_value | planned_value | earned_at_baseline_scope | scope_effect_value
        16           | 50            | 20                       | -4
        """,
    )


def test_months_without_hours_are_left_out_of_rate_and_volume(spec):
    """Rate and volume compare months of which planned and actual hours are told."""
    spec(
        BOARD,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost | planned_hours | actual_hours
            A          | 2026-01 | 100           | 120         | 10            | 8
            A          | 2026-02 | 100           | 100         | 10            |
            """,
        ),
        call=value_of("cost_effects", as_of="2026-02-28"),
        expected="""
        volume_effect_cost | rate_effect_cost | left_out
        -20                | 40               | 1 month(s) without planned or actual hours
        """,
    )


def test_finish_in_time_costs_no_delay(spec):
    """A forecast before the baseline costs nothing; against the original one it may be late."""
    spec(
        BOARD,
        Register(
            "projects",
            """
            project_id | name | items | cost_of_delay_per_week
            A          | A    | A     | 700
            """,
        ),
        Register(
            "baselines",
            """
            project_id | approved_date | start_date | finish_date
            A          | 2025-12-15    | 2026-01-01 | 2026-04-30
            A          | 2026-02-10    | 2026-01-01 | 2026-06-30
            """,
        ),
        Register(
            "status",
            """
            project_id | report_date | overall | forecast_finish_date
            A          | 2026-02-20  | green   | 2026-05-10
            A          | 2026-03-20  | amber   | 2026-09-30
            """,
        ),
        call=value_of("declared_delay_cost", as_of="2026-02-28"),
        expected="""
        delay_cost | original_delay_cost | slip_days | slipped_count
        0          | 1000                | 0         | 0
        """,
    )


def test_months_follow_each_other_without_a_gap(spec):
    """A month without a row stands there too; the month under way is partial and not yet spent."""
    spec(
        BOARD,
        Register(
            "costs",
            """
            project_id | period  | planned_value | actual_cost
            A          | 2026-01 | 20            | 25
            A          | 2026-03 | 30            | 35
            A          | 2026-04 | 10            | 0
            """,
        ),
        call=frame_of("monthly_costs", as_of="2026-04-10"),
        expected="""
        month_date | is_partial | planned_total | actual_cost | actual_total
        2026-01-01 | no         | 20            | 25          | 25
        2026-02-01 | no         | 20            |             | 25
        2026-03-01 | no         | 50            | 35          | 60
        2026-04-01 | yes        | 60            |             |
        """,
    )
