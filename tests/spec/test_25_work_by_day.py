"""Work by day.

Forecasts look at the work of a project day by day: what was finished, what came less what went
unfinished, and what was open in the evening. As of an earlier day they see what was known then.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import days_of, rows_of


def test_reopened_item_comes_again_and_may_finish_again(spec):
    """An item that is reopened comes again, and counts once more when it is finished again."""
    spec(
        """
        item | at               | status
        A-1  | 2026-01-05 09:00 | To Do
        A-1  | 2026-01-06 09:00 | Done
        A-1  | 2026-01-08 09:00 | In Progress
        A-1  | 2026-01-09 09:00 | Done
        """,
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | finished_count | arrived_count | open_change | progress_change
        2026-01-05 | 0              | 1             | 1           | 0
        2026-01-06 | 1              | 0             | -1          | 0
        2026-01-08 | 0              | 1             | 1           | 1
        2026-01-09 | 1              | 0             | -1          | -1
        """,
    )


def test_what_is_cancelled_is_taken_back_from_what_came(spec):
    """Items that are cancelled went unfinished: they are taken back from what came on the day."""
    spec(
        """
        item | at               | status | resolution
        A-1  | 2026-01-05 09:00 | To Do  |
        A-2  | 2026-01-05 09:00 | To Do  |
        A-2  | 2026-01-07 09:00 | Done   | Won't Do
        A-3  | 2026-01-07 09:00 | To Do  |
        """,
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | finished_count | arrived_count | open_change
        2026-01-05 | 0              | 2             | 2
        2026-01-07 | 0              | 0             | 0
        """,
    )


MOVED = (
    Board(
        """
        item | id | project | created    | status
        A-1  | 10 | A       | 2026-01-05 | To Do
        A-2  | 11 | A       | 2026-01-05 | To Do
        B-1  | 20 | B       | 2026-01-05 | To Do
        """,
        exported="2026-01-09 18:00",
    ),
    Board(
        """
        item | id | project | created    | status
        B-9  | 10 | B       | 2026-01-05 | To Do
        A-2  | 11 | A       | 2026-01-05 | To Do
        B-1  | 20 | B       | 2026-01-05 | To Do
        """,
        exported="2026-01-12 18:00",
    ),
)


def test_what_moves_out_of_a_project_is_taken_back_from_what_came(spec):
    """An item that moves to another project leaves the first unfinished and comes to the other."""
    spec(
        *MOVED,
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | finished_count | arrived_count | open_change
        2026-01-05 | 0              | 2             | 2
        2026-01-12 | 0              | -1            | -1
        """,
    )


def test_first_export_without_dates_is_no_arrival(spec):
    """What the first export shows without a day is open from then on, but did not come on it."""
    spec(
        Board(
            """
            item | status
            A-1  | To Do
            A-2  | In Progress
            """,
            exported="2026-01-09 18:00",
        ),
        Board(
            """
            item | status
            A-1  | To Do
            A-2  | In Progress
            A-3  | To Do
            """,
            exported="2026-01-12 18:00",
        ),
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | finished_count | arrived_count | open_change | progress_change
        2026-01-09 | 0              | 0             | 2           | 1
        2026-01-12 | 0              | 1             | 1           | 0
        """,
    )


def test_finish_on_an_unknown_day_is_no_finish(spec):
    """What the first export shows as finished was finished on no day that counts."""
    spec(
        Board(
            """
            item | created    | status | category
            A-1  | 2026-01-05 | Done   | Done
            A-2  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-09 18:00",
        ),
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | finished_count | arrived_count | open_change
        2026-01-05 | 0              | 2             | 2
        2026-01-09 | 0              | 0             | -1
        """,
    )


def test_item_with_several_reasons_is_blocked_once(spec):
    """An item that two things block is blocked from the first until the last of them ends."""
    spec(
        """
        item | at               | status      | flagged
        A-1  | 2026-01-05 09:00 | In Progress |
        A-1  | 2026-01-06 09:00 | In Progress | yes
        A-1  | 2026-01-07 09:00 | On hold     | yes
        A-1  | 2026-01-08 09:00 | On hold     |
        A-1  | 2026-01-09 09:00 | In Progress |
        """,
        toml="""
        [portfolio]
        blocked_by = ["flag", "status:On hold"]

        [[workflow.stages]]
        name = "Doing"
        category = "active"
        statuses = ["In Progress", "On hold"]
        """,
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | open_change | blocked_change
        2026-01-05 | 1           | 0
        2026-01-06 | 0           | 1
        2026-01-07 | 0           | 0
        2026-01-09 | 0           | -1
        """,
    )


def test_blocked_item_that_moves_takes_its_block_along(spec):
    """An item that moves to another project while it is blocked is blocked there from then on."""
    spec(
        *(
            Board(text, exported=exported)
            for text, exported in (
                (
                    """
                    item | id | project | created    | status | flagged
                    A-1  | 10 | A       | 2026-01-05 | To Do  | yes
                    A-2  | 11 | A       | 2026-01-05 | To Do  |
                    """,
                    "2026-01-07",
                ),
                (
                    """
                    item | id | project | created    | status | flagged
                    B-9  | 10 | B       | 2026-01-05 | To Do  | yes
                    A-2  | 11 | A       | 2026-01-05 | To Do  |
                    """,
                    "2026-01-09",
                ),
                (
                    """
                    item | id | project | created    | status | flagged
                    B-9  | 10 | B       | 2026-01-05 | To Do  |
                    A-2  | 11 | A       | 2026-01-05 | To Do  |
                    """,
                    "2026-01-12",
                ),
            )
        ),
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | open_change | blocked_change
        2026-01-05 | 2           | 0
        2026-01-07 | 0           | 1
        2026-01-09 | -1          | -1
        """,
    )


def test_people_are_those_who_work_on_something(spec):
    """Somebody with several items in progress is one of the people who work, until all are done."""
    spec(
        Board(
            """
            item | created    | started    | done       | assignee
            A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08 | Ana
            A-2  | 2026-01-05 | 2026-01-07 | 2026-01-09 | Ana
            A-3  | 2026-01-05 | 2026-01-07 |            | Bo
            """,
            exported="2026-01-12",
        ),
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | progress_change | people_change
        2026-01-05 | 0               | 0
        2026-01-06 | 1               | 1
        2026-01-07 | 2               | 1
        2026-01-08 | -1              | 0
        2026-01-09 | -1              | -1
        """,
    )


PART = """
item | created    | started    | done
A-1  | 2026-01-05 | 2026-01-06 | 2026-01-09
A-2  | 2026-01-05 | 2026-01-06 |
"""


def test_part_of_a_day_before_noon_does_not_cover_it(spec):
    """An export of the morning says little of its day: what it covers ends with the day before."""
    spec(
        Board(PART, exported="2026-01-12 11:00"),
        call=rows_of("work_as_of", project="A", as_of="2026-01-12"),
        expected="""
        covered_date | open_count | in_progress_count | finished_count
        2026-01-11   | 1          | 1                 | 0
        """,
    )


def test_part_of_a_day_after_noon_covers_it(spec):
    """An export of the afternoon covers its day, as far as it knows it."""
    spec(
        Board(PART, exported="2026-01-12 13:00"),
        call=rows_of("work_as_of", project="A", as_of="2026-01-12"),
        expected="""
        covered_date | open_count | in_progress_count | finished_count
        2026-01-12   | 1          | 1                 | 0
        """,
    )


def test_days_without_an_export_are_not_covered(spec):
    """After the last export nothing is known: the work stands as it stood on its day."""
    spec(
        Board(PART, exported="2026-01-09"),
        call=rows_of("work_as_of", project="A", as_of="2026-01-20"),
        expected="""
        covered_date | open_count | finished_count
        2026-01-09   | 1          | 1
        """,
    )


BOARD_OF_THREE = """
item | created
A-1  | 2026-01-05
B-1  | 2026-01-05
C-1  | 2026-01-05
"""


def test_project_waits_for_a_committed_date(spec):
    """Where a day is committed for what is needed, that day counts, and not the other project."""
    spec(
        BOARD_OF_THREE,
        Register(
            "dependencies",
            """
            from_id | to_id | committed_date
            A       | B     | 2026-03-02
            A       | C     |
            """,
        ),
        call=rows_of("dependency_edges", project="A", as_of="2026-01-12"),
        expected="""
        waiting_project_id | needed_project_id | later_date | is_open
        A                  | B                 | 2026-03-02 | yes
        A                  | C                 |            | yes
        """,
    )


def test_what_a_project_hands_over_on_a_promised_day_is_not_all_of_it(spec):
    """While the day is ahead it counts alone; broken, it says no more than what is expected."""
    spec(
        BOARD_OF_THREE,
        Register(
            "status",
            """
            project_id | report_date | overall | forecast_finish_date
            B          | 2026-01-05  | green   | 2026-04-01
            """,
        ),
        Register(
            "dependencies",
            """
            from_id | to_id | kind   | need_by_date | committed_date
            A       | B     | ahead  | 2026-03-02   | 2026-03-02
            A       | B     | broken | 2026-03-02   | 2026-01-09
            """,
        ),
        call=rows_of("dependency_edges", project="A", as_of="2026-01-12"),
        expected="""
        kind   | later_date | late_days | is_part | is_expected_late
        ahead  | 2026-03-02 | 0         | yes     | no
        broken | 2026-04-01 | 30        | no      | yes
        """,
    )


def test_team_of_a_project_is_told_where_all_its_items_name_it(spec):
    """Projects share a team where each has no other, and most of their items name it."""
    spec(
        """
        item | created    | team
        A-1  | 2026-01-05 | Harbour
        A-2  | 2026-01-05 | Harbour
        A-3  | 2026-01-05 |
        """,
        call=rows_of("sole_teams", project="A", as_of="2026-01-12"),
        expected="""
        scope | team_id
        A     | Harbour
        """,
    )


def test_project_of_two_teams_has_no_team_of_its_own(spec):
    """A project whose items name two teams shares its days with nobody that is known."""
    spec(
        """
        item | created    | team
        A-1  | 2026-01-05 | Harbour
        A-2  | 2026-01-05 | Harbour
        A-3  | 2026-01-05 | Pier
        """,
        call=rows_of("sole_teams", project="A", as_of="2026-01-12"),
        expected="""
        scope | team_id
        """,
    )


def test_what_an_import_showed_is_imported_once(spec):
    """Somebody else who is assigned to an imported item takes nothing back from what came."""
    spec(
        Board(
            """
            item | status | assignee
            A-1  | To Do  | Ana
            """,
            exported="2026-01-09 18:00",
        ),
        Board(
            """
            item | status | assignee
            A-1  | To Do  | Bo
            """,
            exported="2026-01-12 18:00",
        ),
        call=days_of("work_by_day", project="A", as_of="2026-01-12"),
        expected="""
        date       | arrived_count | open_change
        2026-01-09 | 0             | 1
        2026-01-12 | 0             | 0
        """,
    )


ESTIMATED = (
    Board(
        """
        item | created    | started    | done       | points
        A-1  | 2026-01-05 |            |            | 5
        A-2  | 2026-01-05 |            |            |
        A-3  | 2026-01-05 | 2026-01-06 | 2026-01-09 | 2
        """,
        exported="2026-01-09 18:00",
    ),
    Board(
        """
        item | created    | started    | done       | points
        A-1  | 2026-01-05 |            |            | 8
        A-2  | 2026-01-05 |            |            | 3
        A-3  | 2026-01-05 | 2026-01-06 | 2026-01-09 | 2
        """,
        exported="2026-01-12 18:00",
    ),
)


def test_work_in_points_stands_beside_items_without_any(spec):
    """Points of the items that have some, and the items that have none; an estimate is work too."""
    spec(
        *ESTIMATED,
        call=days_of("points_by_day", project="A", as_of="2026-01-12"),
        expected="""
        is_sized | date       | finished_count | arrived_count | open_change
        no       | 2026-01-05 | 0              | 1             | 1
        yes      | 2026-01-05 | 0              | 7             | 7
        no       | 2026-01-06 | 0              | 0             | 0
        yes      | 2026-01-06 | 0              | 0             | 0
        no       | 2026-01-09 | 0              | 0             | 0
        yes      | 2026-01-09 | 2              | 0             | -2
        no       | 2026-01-12 | 0              | -1            | -1
        yes      | 2026-01-12 | 0              | 6             | 6
        """,
    )


def test_points_as_of_a_day_are_those_known_then(spec):
    """What is estimated later does not change how large the work was by a day before."""
    spec(
        *ESTIMATED,
        call=rows_of("points_as_of", project="A", as_of="2026-01-09"),
        expected="""
        is_sized | open_count | finished_count | item_count | sized_count | size
        no       | 1          | 0              | 3          | 2           | 7
        yes      | 5          | 2              | 3          | 2           | 7
        """,
    )
