"""Dates and scope that move.

Due dates that were moved, work that was added and dropped since a baseline, slips and milestones:
what moved is told by a history, by two exports, or by reports.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import frame_of, sql, value_of

BASELINE = Register(
    "baselines",
    """
    project_id | approved_date | start_date | finish_date
    A          | 2026-01-07    | 2026-01-05 | 2026-03-02
    """,
)
PROJECT = Register("projects", "project_id | name | items\nA | Atlas | A")


def test_first_due_date_is_no_move(spec):
    """Giving an item its first due date moves nothing; changing or removing it does."""
    spec(
        """
        item | at         | status | due
        A-1  | 2026-01-05 | To Do  |
        A-1  | 2026-01-06 | To Do  | 2026-01-20
        A-2  | 2026-01-05 | To Do  | 2026-01-20
        A-2  | 2026-01-07 | To Do  | 2026-01-27
        A-2  | 2026-01-08 | To Do  | 2026-01-22
        A-3  | 2026-01-05 | To Do  | 2026-01-20
        A-3  | 2026-01-09 | To Do  |
        """,
        call=frame_of("due_date_churn", as_of="2026-01-12"),
        expected="""
        item_key | from_date  | to_date    | moved_days | is_removed
        A-2      | 2026-01-20 | 2026-01-27 | 7          | no
        A-2      | 2026-01-27 | 2026-01-22 | -5         | no
        A-3      | 2026-01-20 |            |            | yes
        """,
    )


def test_moved_share_is_over_items_that_had_a_due_date(spec):
    """An item counts once however often its date moved; without any date it does not count."""
    spec(
        """
        item | at         | status | due
        A-1  | 2026-01-05 | To Do  | 2026-01-20
        A-1  | 2026-01-06 | To Do  | 2026-01-21
        A-1  | 2026-01-07 | To Do  | 2026-01-24
        A-2  | 2026-01-05 | To Do  | 2026-01-20
        A-3  | 2026-01-05 | To Do  | 2026-01-20
        A-4  | 2026-01-05 | To Do  | 2026-01-20
        A-5  | 2026-01-05 | To Do  | 2026-01-20
        A-6  | 2026-01-05 | To Do  |
        """,
        call=value_of("due_date_churn", as_of="2026-01-12"),
        expected="""
        moved_share | moved_item_count | change_count | later_count | mean_moved_days | n
        0.2         | 1                | 2            | 2           | 2               | 5
        """,
    )


def test_move_between_two_exports_counts_from_the_later_one(spec):
    """What differs between two exports moved between them, and is known from the later one."""
    spec(
        Board("item | created | due\nA-1 | 2026-01-05 | 2026-01-20", exported="2026-01-08"),
        Board("item | created | due\nA-1 | 2026-01-05 | 2026-01-23", exported="2026-01-15"),
        call=frame_of("due_date_churn", as_of="2026-01-15"),
        expected="""
        item_key | from_date  | to_date    | moved_days | evidence
        A-1      | 2026-01-20 | 2026-01-23 | 3          | export difference
        """,
    )


def test_export_after_a_history_is_compared_with_what_the_history_came_to(spec):
    """An export that agrees with the end of a history moved nothing; one that differs did."""
    spec(
        Board(
            """
            item | at         | field    | from       | to
            A-1  | 2026-01-05 | status   |            | To Do
            A-1  | 2026-01-06 | due date | 2026-01-20 | 2026-01-23
            A-2  | 2026-01-05 | status   |            | To Do
            A-2  | 2026-01-06 | due date | 2026-01-20 | 2026-01-23
            A-3  | 2026-01-05 | status   |            | To Do
            """,
            exported="2026-01-08",
        ),
        Board(
            """
            item | created    | status | due
            A-1  | 2026-01-05 | To Do  | 2026-01-23
            A-2  | 2026-01-05 | To Do  | 2026-01-30
            A-3  | 2026-01-05 | To Do  | 2026-01-26
            """,
            exported="2026-01-15",
        ),
        call=sql(
            "select item_key, from_value, to_value, evidence from attribute_changes "
            "where field = 'due_date' order by item_key, change"
        ),
        expected="""
        item_key | from_value | to_value   | evidence
        A-1      | 2026-01-20 | 2026-01-23 | changelog
        A-2      | 2026-01-20 | 2026-01-23 | changelog
        A-2      | 2026-01-23 | 2026-01-30 | export difference
        """,
    )


def test_column_that_a_later_export_adds_moves_nothing(spec):
    """What no export had shown before is not known to have changed."""
    spec(
        Board("item | created | status\nA-1 | 2026-01-05 | To Do", exported="2026-01-08"),
        Board("item | created | due\nA-1 | 2026-01-05 | 2026-01-23", exported="2026-01-15"),
        Board("item | created | due\nA-1 | 2026-01-05 | 2026-01-24", exported="2026-01-22"),
        call=sql(
            "select field, from_value, to_value from attribute_changes order by field, change"
        ),
        expected="""
        field    | from_value | to_value
        due_date | 2026-01-23 | 2026-01-24
        """,
    )


def test_one_export_does_not_tell_moves(spec):
    """One export shows no change: how many due dates moved is not known, which is not 0."""
    spec(
        """
        item | created    | due
        A-1  | 2026-01-05 | 2026-01-20
        A-2  | 2026-01-05 | 2026-01-20
        """,
        call=value_of("due_date_churn", as_of="2026-01-12"),
        expected="""
        moved_share | n | left_out
                    | 0 | 2 whose changes no two exports and no history show
        """,
    )


def test_due_date_of_an_earlier_day_is_that_of_the_history(spec):
    """Asked about an earlier day, an item has the due date that its history tells for it."""
    spec(
        """
        item | at         | status | due
        A-1  | 2026-01-05 | To Do  |
        A-1  | 2026-01-15 | To Do  | 2026-01-20
        A-2  | 2026-01-05 | To Do  |
        A-2  | 2026-01-15 | To Do  | 2026-01-20
        A-3  | 2026-01-05 | To Do  | 2026-01-20
        A-3  | 2026-01-15 | To Do  |
        A-4  | 2026-01-05 | To Do  | 2026-01-20
        A-5  | 2026-01-05 | To Do  | 2026-01-20
        A-6  | 2026-01-05 | To Do  | 2026-01-20
        A-7  | 2026-01-05 | To Do  | 2026-01-20
        """,
        call=value_of("due_date_churn", as_of="2026-01-12"),
        expected="""
        moved_share | change_count | n
        0           | 0            | 5
        """,
    )


def test_estimate_of_an_earlier_day_is_that_of_the_history(spec):
    """Asked about an earlier day, hours count where the item had no points on that day."""
    spec(
        """
        item | at         | status | estimate | points
        A-1  | 2026-01-05 | To Do  | 8        |
        A-1  | 2026-01-07 | To Do  | 16       |
        A-1  | 2026-01-15 | To Do  | 16       | 3
        A-2  | 2026-01-05 | To Do  |          |
        A-2  | 2026-01-15 | To Do  |          | 3
        A-3  | 2026-01-05 | To Do  | 8        |
        A-4  | 2026-01-05 | To Do  | 8        |
        A-5  | 2026-01-05 | To Do  | 8        |
        A-6  | 2026-01-05 | To Do  | 8        |
        """,
        call=value_of("reestimation", as_of="2026-01-12"),
        expected="""
        reestimated_share | raised_count | n
        0.2               | 1            | 5
        """,
    )


def test_first_estimate_is_no_reestimation(spec):
    """The first estimate is no change; raising and lowering it is."""
    spec(
        """
        item | at         | status | points
        A-1  | 2026-01-05 | To Do  |
        A-1  | 2026-01-06 | To Do  | 3
        A-2  | 2026-01-05 | To Do  | 3
        A-2  | 2026-01-07 | To Do  | 8
        A-3  | 2026-01-05 | To Do  | 5
        A-3  | 2026-01-07 | To Do  | 2
        A-4  | 2026-01-05 | To Do  | 5
        A-5  | 2026-01-05 | To Do  | 5
        """,
        call=value_of("reestimation", as_of="2026-01-12"),
        expected="""
        reestimated_share | reestimated_item_count | raised_count | lowered_count | added_points | n
        0.4               | 2                      | 1            | 1             | 2            | 5
        """,
    )


def test_scope_is_what_was_there_on_the_day_of_the_baseline(spec):
    """Added or dropped after the day of the baseline, over what was there when it ended."""
    spec(
        PROJECT,
        BASELINE,
        """
        item | created    | started    | done       | cancelled
        A-1  | 2026-01-05 |            |            |
        A-2  | 2026-01-05 | 2026-01-06 | 2026-01-08 |
        A-3  | 2026-01-07 |            |            | 2026-01-09
        A-4  | 2026-01-05 |            |            | 2026-01-06
        A-5  | 2026-01-08 |            |            |
        A-6  | 2026-01-09 |            |            | 2026-01-10
        """,
        call=value_of("scope_change", project="A", as_of="2026-01-12"),
        expected="""
        net_change_share | gross_change_share | added_count | dropped_count | base_count
        0                | 0.6667             | 1           | 1             | 3
        """,
    )


def test_item_reopened_from_cancelled_is_added(spec):
    """An item that was cancelled on the day and is open again was added since."""
    spec(
        """
        item | at         | status | resolution
        A-1  | 2026-01-05 | To Do  |
        A-2  | 2026-01-05 | To Do  |
        A-2  | 2026-01-06 | Done   | Won't Do
        A-2  | 2026-01-09 | To Do  |
        """,
        call=frame_of("scope_change", as_of="2026-01-12", since_date="2026-01-07"),
        expected="""
        item_key | was_in_scope | is_in_scope | changed_date
        A-1      | yes          | yes         |
        A-2      | no           | yes         | 2026-01-09
        """,
    )


def test_without_a_baseline_scope_has_nothing_to_be_compared_with(spec):
    """Scope change needs a baseline or a day from which changes count."""
    spec(
        """
        item | created
        A-1  | 2026-01-05
        """,
        call=value_of("scope_change", as_of="2026-01-12"),
        expected="""
        n | reason
        0 | not measurable from this data: add the register baselines.csv, or give since_date
        """,
    )


def test_slip_is_against_the_baseline_in_force_and_the_first(spec):
    """A new baseline hides a slip, so both are told; the last report that gives a date counts."""
    spec(
        PROJECT,
        Register(
            "baselines",
            """
            project_id | approved_date | start_date | finish_date
            A          | 2026-01-05    | 2026-01-05 | 2026-03-02
            A          | 2026-02-02    | 2026-01-05 | 2026-03-16
            """,
        ),
        Register(
            "status",
            """
            project_id | report_date | overall | forecast_finish_date
            A          | 2026-01-30  | amber   | 2026-03-16
            A          | 2026-02-13  | amber   | 2026-03-23
            A          | 2026-02-20  | amber   |
            """,
        ),
        "item | created\nA-1 | 2026-01-05",
        call=value_of("schedule_slip", project="A", as_of="2026-02-27"),
        expected="""
        slip_days | baseline_days | slip_share | original_slip_days | rebaselined_count
        7         | 70            | 0.1        | 21                 | 1
        """,
    )


def test_slip_as_of_an_earlier_day_knows_the_reports_by_then(spec):
    """Asked about an earlier day, baselines and reports dated later are not known."""
    spec(
        PROJECT,
        Register(
            "baselines",
            """
            project_id | approved_date | start_date | finish_date
            A          | 2026-01-05    | 2026-01-05 | 2026-03-02
            A          | 2026-02-02    | 2026-01-05 | 2026-03-16
            """,
        ),
        Register(
            "status",
            """
            project_id | report_date | overall | forecast_finish_date
            A          | 2026-01-30  | amber   | 2026-03-16
            A          | 2026-02-13  | amber   | 2026-03-23
            """,
        ),
        "item | created\nA-1 | 2026-01-05",
        call=value_of("schedule_slip", project="A", as_of="2026-01-31"),
        expected="""
        slip_days | baseline_days | slip_share | original_slip_days | rebaselined_count
        14        | 56            | 0.25       | 14                 | 0
        """,
    )


def test_milestone_that_slips_a_day_a_day_never_converges(spec):
    """A milestone ends where its slope and the calendar meet; a slope of 1 or more never does."""
    spec(
        PROJECT,
        Register(
            "milestones",
            """
            project_id | milestone_id | report_date | name   | forecast_date | actual_date
            A          | M-1          | 2026-01-05  | Design | 2026-02-02    |
            A          | M-1          | 2026-01-15  | Design | 2026-02-07    |
            A          | M-2          | 2026-01-05  | Build  | 2026-03-02    |
            A          | M-2          | 2026-01-15  | Build  | 2026-03-12    |
            A          | M-3          | 2026-01-05  | Kick   | 2026-01-12    |
            A          | M-3          | 2026-01-15  | Kick   | 2026-01-12    | 2026-01-12
            A          | M-4          | 2026-01-05  | Test   | 2026-04-10    |
            A          | M-4          | 2026-01-15  | Test   | 2026-04-06    |
            """,
        ),
        "item | created\nA-1 | 2026-01-05",
        call=frame_of("milestone_trend", project="A", as_of="2026-01-16"),
        expected="""
        milestone | slip_days | slip_per_day | trend           | projected_date
        Design    | 5         | 0.5          | slips           | 2026-03-02
        Build     | 10        | 1            | never converges |
        Kick      | 0         | 0            | reached         |
        Test      | -4        | -0.4         | recovers        | 2026-03-14
        """,
    )


def test_last_report_of_a_milestone_speaks(spec):
    """A milestone that a later report no longer tells as reached is still ahead."""
    spec(
        PROJECT,
        Register(
            "milestones",
            """
            project_id | milestone_id | report_date | name   | forecast_date | actual_date
            A          | M-1          | 2026-01-05  | Design | 2026-01-05    | 2026-01-05
            A          | M-1          | 2026-01-15  | Design | 2026-01-25    |
            """,
        ),
        "item | created\nA-1 | 2026-01-05",
        call=frame_of("milestone_trend", project="A", as_of="2026-01-16"),
        expected="""
        milestone | trend           | actual_date | forecast_date
        Design    | never converges |             | 2026-01-25
        """,
    )


def test_milestone_of_the_last_day_is_one_that_has_a_day(spec):
    """The last milestone is the one projected to end last, not one of which no end is known."""
    spec(
        PROJECT,
        Register(
            "milestones",
            """
            project_id | milestone_id | report_date | name   | forecast_date
            A          | M-1          | 2026-01-05  | Design | 2026-02-02
            A          | M-1          | 2026-01-15  | Design | 2026-02-07
            A          | M-2          | 2026-01-05  | Build  | 2026-03-02
            A          | M-2          | 2026-01-15  | Build  | 2026-03-12
            """,
        ),
        "item | created\nA-1 | 2026-01-05",
        call=value_of("milestone_trend", project="A", as_of="2026-01-16"),
        expected="""
        projected_date | last_milestone | never_converging_count
        2026-03-02     | Design         | 1
        """,
    )


def test_project_without_a_baseline_says_so(spec):
    """A project without a baseline of its own has none, though others have."""
    spec(
        Register("projects", "project_id | name | items\nA | Atlas | A\nB | Boreal | B"),
        BASELINE,
        "item | created\nA-1 | 2026-01-05\nB-1 | 2026-01-05",
        call=value_of("scope_change", project="B", as_of="2026-01-12"),
        expected="""
        n | reason
        0 | none of these projects has a baseline that was approved by the day
        """,
    )


def test_nothing_was_there_on_the_day_of_the_baseline(spec):
    """Where nothing was there on the day of the baseline, there is nothing to compare with."""
    spec(
        PROJECT,
        BASELINE,
        "item | created\nA-1 | 2026-01-08",
        call=value_of("scope_change", project="A", as_of="2026-01-12"),
        expected="""
        n | reason
        0 | no item was there on the day from which changes count
        """,
    )


def test_day_given_stands_for_a_baseline(spec):
    """A day from which changes count needs no baseline."""
    spec(
        "item | created\nA-1 | 2026-01-05\nA-2 | 2026-01-08",
        call=value_of("scope_change", as_of="2026-01-12", since_date="2026-01-06"),
        expected="""
        net_change_share | base_count | reason
        1                | 1          |
        """,
    )
