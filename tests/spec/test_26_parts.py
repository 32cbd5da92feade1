"""Smaller things than projects.

An epic holds the items that name it, or whose parent it is; a release those that are to be part
of it. Forecasts of both come from these items alone. The backlog has an order where its ranks are
exported.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import rows_of, value_of

PARTS = """
item | type  | parent | epic | releases  | created    | started    | done       | status
A-1  | Epic  |        |      |           | 2026-01-02 |            |            | To Do
A-2  | Story | A-1    |      | 1.0       | 2026-01-05 | 2026-01-06 | 2026-01-08 | Done
A-3  | Story |        | A-1  | 1.0 2.0   | 2026-01-05 | 2026-01-06 |            | In Progress
A-4  | Story | A-2    |      | 2.0       | 2026-01-05 |            |            | To Do
A-5  | Story | A-1    | A-9  |           | 2026-01-05 |            |            | To Do
"""


def test_epic_of_an_item_is_the_one_it_names_else_its_parent_that_is_one(spec):
    """An item is of the epic that it names; without a name of the parent, if that is an epic."""
    spec(
        PARTS,
        call=value_of("item_counts", as_of="2026-01-09", epics=["A-1"]),
        expected="""
        open_count | done_count
        1          | 1
        """,
    )


def test_filter_of_releases_counts_what_is_to_be_part_of_one(spec):
    """An item may be part of several releases, and counts for each of them."""
    spec(
        PARTS,
        call=value_of("item_counts", as_of="2026-01-09", releases=["2.0"]),
        expected="""
        open_count | done_count
        2          | 0
        """,
    )


def test_part_is_an_epic_or_a_release_with_open_items(spec):
    """Epics and releases with open items are parts; one that no export shows goes by its key."""
    spec(
        PARTS,
        call=rows_of("parts_as_of", project="A", as_of="2026-01-09"),
        expected="""
        kind    | part | open_count | done_count
        epic    | A-1  | 1          | 1
        epic    | A-9  | 1          | 0
        release | 1.0  | 1          | 1
        release | 2.0  | 2          | 0
        """,
    )


def test_part_is_due_on_the_day_of_the_milestone_called_like_it(spec):
    """The open milestone of that name gives the day, by its newest report."""
    spec(
        PARTS,
        Register(
            "milestones",
            """
            project_id | milestone_id | report_date | name | forecast_date | baseline_date
            A          | 1.0          | 2026-01-03  | One  | 2026-02-20    | 2026-02-13
            A          | M-2          | 2026-01-03  | 2.0  | 2026-03-20    |
            A          | M-2          | 2026-01-08  | 2.0  | 2026-03-27    |
            """,
        ),
        call=rows_of("parts_as_of", project="A", as_of="2026-01-09"),
        expected="""
        part | milestone_id | part_due_date
        A-1  |              |
        A-9  |              |
        1.0  | 1.0          | 2026-02-13
        2.0  | M-2          | 2026-03-27
        """,
    )


RANKED = """
item | rank | created    | started    | status
A-1  | 10   | 2026-01-05 |            | To Do
A-2  | 9    | 2026-01-05 |            | To Do
A-3  |      | 2026-01-05 |            | To Do
A-4  | 1    | 2026-01-05 | 2026-01-07 | In Progress
A-5  | 99   | 2026-01-05 | 2026-01-06 | In Progress
"""


def test_backlog_is_what_is_in_progress_and_then_what_is_to_do_by_rank(spec):
    """The oldest in progress goes first; ranks that are numbers count as such."""
    spec(
        RANKED,
        call=rows_of("backlog", project="A", as_of="2026-01-09"),
        expected="""
        item_key | place_count | is_ordered
        A-1      | 4           | yes
        A-2      | 3           | yes
        A-3      | 5           | no
        A-4      | 2           | yes
        A-5      | 1           | yes
        """,
    )


def test_what_is_blocked_has_no_place_in_the_backlog(spec):
    """Nobody knows when what is blocked comes: it stands behind what has a place."""
    spec(
        Board(
            """
            item | rank | created    | started    | status      | blocked
            A-1  | 1    | 2026-01-05 | 2026-01-06 | In Progress | crane
            A-2  | 2    | 2026-01-05 |            | To Do       |
            """
        ),
        call=rows_of("backlog", project="A", as_of="2026-01-09"),
        expected="""
        item_key | place_count | is_ordered
        A-1      | 2           | no
        A-2      | 1           | yes
        """,
    )


def test_running_sprint_holds_what_lists_it_on_the_day(spec):
    """What was taken out is not in it, nor what was finished before it began."""
    spec(
        Register(
            "sprints",
            """
            sprint | start_date | end_date
            S1     | 2026-01-05 | 2026-01-16
            S2     | 2026-01-19 | 2026-01-30
            """,
        ),
        Board(
            """
            item | created    | sprints | status | done
            A-1  | 2026-01-02 | S1      | To Do  |
            A-2  | 2026-01-02 | S1      | To Do  |
            A-3  | 2026-01-02 | S1      | To Do  |
            """,
            exported="2026-01-05",
        ),
        Board(
            """
            item | created    | sprints | status | done
            A-1  | 2026-01-02 | S1      | To Do  |
            A-2  | 2026-01-02 |         | To Do  |
            A-3  | 2026-01-02 | S1 S2   | Done   | 2026-01-08
            A-4  | 2026-01-01 | S1      | Done   | 2026-01-02
            """,
            exported="2026-01-09",
        ),
        call=rows_of("running_sprints", project="A", as_of="2026-01-09"),
        expected="""
        sprint | item_key | is_open
        S1     | A-1      | yes
        S1     | A-3      | no
        """,
    )
