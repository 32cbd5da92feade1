"""Columns of the board.

Time in each column, the share of the time that was worked on, limits, and what was sent back. These
need a change history, or the dates of all stages. `pmo.toml` says which statuses stand in a column
and whether work waits there.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, rows_of, value_of

WORKFLOW = """
    [[workflow.stages]]
    name = "Develop"
    category = "active"
    statuses = ["In Progress"]
    wip_limit = 1

    [[workflow.stages]]
    name = "Wait"
    category = "waiting"
    statuses = ["Waiting"]

    [[workflow.stages]]
    name = "Test"
    category = "active"
    statuses = ["Testing"]

    [[workflow.stages]]
    name = "Done"
    category = "done"
    statuses = ["Done"]
"""
STRAIGHT_AND_BACK = """
    item | at         | status
    A-1  | 2026-01-05 | To Do
    A-1  | 2026-01-06 | In Progress
    A-1  | 2026-01-08 | Waiting
    A-1  | 2026-01-11 | Testing
    A-1  | 2026-01-12 | Done
    A-2  | 2026-01-05 | To Do
    A-2  | 2026-01-06 | In Progress
    A-2  | 2026-01-07 | Testing
    A-2  | 2026-01-09 | In Progress
    A-2  | 2026-01-10 | Testing
    A-2  | 2026-01-12 | Done
"""
FIVE_FINISHED = "\n".join(
    [
        "item | at | status",
        *(
            f"A-{number} | {moment} | {status}"
            for number in range(1, 6)
            for moment, status in (
                ("2026-01-06", "In Progress"),
                ("2026-01-08", "Waiting"),
                ("2026-01-15", "Testing"),
                ("2026-01-16", "Done"),
            )
        ),
    ]
)


def test_time_in_a_column_counts_from_start_to_finish(spec):
    """Time in each column counts from start to finish; means are over all finished items."""
    spec(
        STRAIGHT_AND_BACK,
        toml=WORKFLOW,
        call=frame_of("stage_times", as_of="2026-01-12"),
        expected="""
        stage   | finished_count | item_count | stage_days | mean_days | sure_days | stage_share
        Develop | 2              | 2          | 4          | 2         | 2         | 0.3333
        Wait    | 2              | 1          | 3          | 1.5       | 3         | 0.25
        Test    | 2              | 2          | 5          | 2.5       | 4         | 0.4167
        """,
    )


def test_item_that_comes_back_visits_a_column_again(spec):
    """An item that comes back into a column visits it twice."""
    spec(
        STRAIGHT_AND_BACK,
        toml=WORKFLOW,
        call=frame_of("stage_times", as_of="2026-01-12"),
        expected="""
        stage   | item_count | visit_count | visits_per_item
        Develop | 2          | 3           | 1.5
        Wait    | 1          | 1           | 1
        Test    | 2          | 3           | 1.5
        """,
    )


def test_move_between_statuses_of_one_column_is_no_visit(spec):
    """Statuses of one column are one stay."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-08 | Testing
        A-1  | 2026-01-12 | Done
        """,
        toml="""
        [[workflow.stages]]
        name = "Work"
        category = "active"
        statuses = ["In Progress", "Testing"]

        [[workflow.stages]]
        name = "Done"
        category = "done"
        statuses = ["Done"]
        """,
        call=frame_of("stage_times", as_of="2026-01-12"),
        expected="""
        stage | visit_count | stage_days
        Work  | 1           | 6
        """,
    )


def test_time_after_reopening_counts_to_the_last_finish(spec):
    """A reopened item keeps its start: the time it passed for finished stands in its column."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-08 | Done
        A-1  | 2026-01-11 | In Progress
        A-1  | 2026-01-12 | Done
        """,
        toml=WORKFLOW,
        call=frame_of("stage_times", as_of="2026-01-12"),
        expected="""
        stage   | visit_count | stage_days
        Develop | 2           | 3
        Done    | 1           | 3
        """,
    )


def test_time_in_a_column_is_told_to_the_second(spec):
    """Time in a column is elapsed time in days of 24 hours: a day of 23 hours is less than one."""
    spec(
        """
        item | at               | status
        A-1  | 2026-03-28 00:00 | In Progress
        A-1  | 2026-03-30 00:00 | Done
        """,
        toml="""
        [portfolio]
        time_zone = "Europe/Berlin"
        """,
        call=frame_of("stage_times", as_of="2026-03-31"),
        expected="""
        stage       | stage_days
        In Progress | 1.9583
        """,
    )


def test_share_worked_on_is_a_sum_over_a_sum(spec):
    """Nobody works in a waiting column: 2 + 1 of 10 days; sums over sums, no mean of shares."""
    spec(
        FIVE_FINISHED,
        toml=WORKFLOW,
        call=value_of("flow_efficiency", as_of="2026-01-18"),
        expected="""
        active_share | active_days | elapsed_days | n
        0.3          | 15          | 50           | 5
        """,
    )


def test_blocked_time_is_not_worked_on(spec):
    """Time in an active column in which the item was blocked is not worked on."""
    spec(
        "\n".join(
            [
                "item | at | status | flagged",
                *(
                    f"A-{number} | {moment} | {status} | {flag}"
                    for number in range(1, 6)
                    for moment, status, flag in (
                        ("2026-01-06", "In Progress", ""),
                        ("2026-01-08", "In Progress", "yes"),
                        ("2026-01-15", "In Progress", ""),
                        ("2026-01-16", "Done", ""),
                    )
                ),
            ]
        ),
        toml=WORKFLOW,
        call=value_of("flow_efficiency", as_of="2026-01-18"),
        expected="""
        active_share | blocked_days
        0.3          | 35
        """,
    )


def test_without_a_history_the_share_worked_on_is_not_measurable(spec):
    """Dates of start and finish do not tell how long an item waited in between."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-12
        """,
        call=value_of("flow_efficiency", as_of="2026-01-18"),
        expected="""
        active_share | n | left_out
                     | 0 | 1 without a history of their statuses
        """,
    )


def test_limit_of_a_column_is_passed_at_the_end_of_a_day(spec):
    """A column is over its limit on the days that end with more items in it."""
    spec(
        """
        item | at               | status
        A-1  | 2026-01-06       | In Progress
        A-1  | 2026-01-09 12:00 | Done
        A-2  | 2026-01-07 10:00 | In Progress
        A-2  | 2026-01-08 10:00 | Testing
        A-2  | 2026-01-09 10:00 | Done
        """,
        toml=WORKFLOW,
        call=frame_of("wip_limits", as_of="2026-01-09"),
        expected="""
        date       | stage   | wip_limit | wip_count | is_over
        2026-01-06 | Develop | 1         | 1         | no
        2026-01-07 | Develop | 1         | 2         | yes
        2026-01-08 | Develop | 1         | 1         | no
        2026-01-09 | Develop | 1         | 0         | no
        """,
    )


def test_without_a_limit_there_is_none_to_pass(spec):
    """A board whose columns have no limit cannot pass one."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-06 | In Progress
        """,
        call=value_of("wip_limits", as_of="2026-01-09"),
        expected="""
        over_share | n | left_out
                   | 0 | 1 no column of the board has a limit
        """,
    )


def test_reopened_item_counts_once_in_the_reopen_rate(spec):
    """An item counts once, however often it was reopened; a cancelled one can be reopened too."""
    spec(
        """
        item | at         | status      | resolution
        A-1  | 2026-01-05 | Done        |
        A-1  | 2026-01-06 | In Progress |
        A-1  | 2026-01-07 | Done        |
        A-1  | 2026-01-08 | In Progress |
        A-2  | 2026-01-05 | Done        | Won't Do
        A-2  | 2026-01-06 | To Do       |
        A-3  | 2026-01-05 | Done        |
        A-4  | 2026-01-05 | Done        |
        A-5  | 2026-01-05 | Done        |
        A-6  | 2026-01-05 | In Progress |
        """,
        call=value_of("reopen_rate", as_of="2026-01-09"),
        expected="""
        reopened_share | reopened_item_count | reopening_count | n
        0.4            | 2                   | 3               | 5
        """,
    )


def test_item_sent_back_is_rework(spec):
    """Rework is a way back to an earlier column, to do, or out of done; forward is none."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-06 | Testing
        A-1  | 2026-01-07 | In Progress
        A-2  | 2026-01-05 | In Progress
        A-2  | 2026-01-06 | To Do
        A-3  | 2026-01-05 | In Progress
        A-3  | 2026-01-06 | Done
        A-3  | 2026-01-07 | In Progress
        A-4  | 2026-01-05 | In Progress
        A-4  | 2026-01-06 | Testing
        A-5  | 2026-01-05 | In Progress
        A-5  | 2026-01-06 | Done
        A-6  | 2026-01-05 | To Do
        """,
        toml=WORKFLOW,
        call=value_of("rework_rate", as_of="2026-01-09"),
        expected="""
        reworked_share | reworked_item_count | moved_back_count | n
        0.6            | 3                   | 3                | 5
        """,
    )


def test_hand_off_is_from_one_person_to_another(spec):
    """A hand-off is a change from one person to another between start and finish."""
    spec(
        """
        item | at               | status      | assignee
        A-1  | 2026-01-05       | To Do       | Ana
        A-1  | 2026-01-06       | To Do       | Bo
        A-1  | 2026-01-07       | In Progress | Bo
        A-1  | 2026-01-08       | In Progress | Cy
        A-1  | 2026-01-09       | In Progress |
        A-1  | 2026-01-10       | In Progress | Cy
        A-1  | 2026-01-12       | Done        | Cy
        A-2  | 2026-01-07       | In Progress |
        A-2  | 2026-01-08       | In Progress | Ana
        A-2  | 2026-01-12       | Done        | Ana
        """,
        call=frame_of("hand_offs", as_of="2026-01-18"),
        expected="""
        item_key | hand_off_count
        A-1      | 1
        A-2      | 0
        """,
    )


def test_one_export_does_not_tell_hand_offs(spec):
    """An export tells who has an item, not who had it: hand-offs need a history or more exports."""
    spec(
        """
        item | created    | started    | done       | assignee
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-12 | Ana
        """,
        call=value_of("hand_offs", as_of="2026-01-18"),
        expected="""
        hand_offs_per_item | n | left_out
                           | 0 | 1 whose changes no two exports and no history show
        """,
    )


def test_exports_without_the_assignee_do_not_tell_hand_offs(spec):
    """Two exports that do not show the assignee tell no hand-offs, which is not 0 of them."""
    row = "item | created | started | done\nA-1 | 2026-01-05 | 2026-01-06 | 2026-01-08"
    spec(
        Board(row, exported="2026-01-10"),
        Board(row, exported="2026-01-17"),
        call=frame_of("hand_offs", as_of="2026-01-17"),
        expected="""
        item_key | is_observed
        A-1      | no
        """,
    )


def test_visit_of_seconds_can_be_left_out(spec):
    """`shortest_visit_seconds` of pmo.toml says how short a stay is no visit to a column.

    What was dragged across a column was never in it.
    """
    spec(
        """
        item | at                  | status
        A-1  | 2026-01-05 09:00:00 | To Do
        A-1  | 2026-01-06 09:00:00 | In Progress
        A-1  | 2026-01-06 09:00:03 | Testing
        A-1  | 2026-01-10 09:00:00 | Done
        A-2  | 2026-01-05 09:00:00 | To Do
        A-2  | 2026-01-06 09:00:00 | In Progress
        A-2  | 2026-01-09 09:00:00 | Testing
        A-2  | 2026-01-10 09:00:00 | Done
        """,
        call=frame_of("stage_times", as_of="2026-01-11"),
        expected="""
        stage   | item_count | visit_count | half_days | finished_count
        Develop | 1          | 1           | 3         | 2
        Test    | 2          | 2           | 1         | 2
        """,
        toml="[workflow]\nshortest_visit_seconds = 60\n" + WORKFLOW,
    )


READY = f"""
    [[workflow.stages]]
    name = "To do"
    category = "to_do"
    statuses = ["To Do"]
{WORKFLOW}"""


def test_item_conforms_that_comes_into_every_active_column_and_never_goes_back(spec):
    """A waiting column may be left out; a column that takes no time was not visited."""
    spec(
        """
        item | at               | status
        A-1  | 2026-01-05       | To Do
        A-1  | 2026-01-06       | In Progress
        A-1  | 2026-01-08       | Testing
        A-1  | 2026-01-12       | Done
        A-2  | 2026-01-05       | To Do
        A-2  | 2026-01-06       | In Progress
        A-2  | 2026-01-07       | Testing
        A-2  | 2026-01-08       | In Progress
        A-2  | 2026-01-09       | Testing
        A-2  | 2026-01-12       | Done
        A-3  | 2026-01-05       | In Progress
        A-3  | 2026-01-09 12:00 | Testing
        A-3  | 2026-01-09 12:00 | Done
        """,
        toml=READY,
        call=rows_of("conforming_items", as_of="2026-01-31", days=90),
        expected="""
        item_key | has_skipped | back_count | is_unready | is_unchecked | is_conforming
        A-1      | no          | 0          | no         | no           | yes
        A-2      | no          | 1          | no         | no           | no
        A-3      | yes         | 0          | yes        | yes          | no
        """,
    )


def test_departures_are_counted_by_kind_with_the_latest_example(spec):
    """Each column that was skipped is a departure of its own."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-12 | Done
        A-2  | 2026-01-05 | To Do
        A-2  | 2026-01-13 | Done
        """,
        toml=READY,
        call=frame_of("conformance", as_of="2026-01-31"),
        expected="""
        kind      | stage   | item_count | item_share | item_key
        skipped   | Develop | 1          | 0.5        | A-2
        skipped   | Test    | 2          | 1          | A-2
        unchecked |         | 2          | 1          | A-2
        """,
    )


def test_without_a_declared_way_nobody_departs_from_it(spec):
    """What to add is said; which ways were taken is told all the same."""
    spec(
        STRAIGHT_AND_BACK,
        call=value_of("conformance", as_of="2026-01-31"),
        expected="""
        conforming_share | n | reason
                         | 0 | not measurable from this data: add stages of the board to pmo.toml
        """,
    )
