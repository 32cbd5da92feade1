"""The roadmap.

What each project has before it: where it is to end, and what falls due before that.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, value_of

BOARD = """
item | created
A-1  | 2026-01-05
B-1  | 2026-01-05
"""
BASELINES = Register(
    "baselines",
    """
    project_id | approved_date | start_date | finish_date
    A          | 2025-12-15    | 2026-01-01 | 2026-04-30
    """,
)
MILESTONES = Register(
    "milestones",
    """
    project_id | milestone_id | report_date | name   | forecast_date | actual_date
    A          | M-1          | 2026-01-12  | Pilot  | 2026-02-20    |
    A          | M-1          | 2026-01-26  | Pilot  | 2026-03-02    |
    A          | M-2          | 2026-01-26  | Survey | 2026-01-23    | 2026-01-23
    A          | M-3          | 2026-01-26  | Quay   | 2026-01-30    |
    B          | M-4          | 2026-01-26  | Crane  | 2026-02-27    |
    """,
)
GATES = Register(
    "gates",
    """
    project_id | gate   | due_date   | approved_date
    A          | Design | 2026-01-16 | 2026-01-20
    A          | Build  | 2026-01-31 | 2026-02-03
    """,
)
NEEDS = Register(
    "dependencies",
    """
    from_id | to_id | need_by_date
    A       | M-4   | 2026-03-03
    A-1     | M-4   | 2026-03-01
    """,
)


def test_what_is_neither_reached_passed_nor_delivered_stands_on_its_day(spec):
    """The last report of a milestone speaks; what several things need stands on its first day."""
    spec(
        BOARD,
        BASELINES,
        MILESTONES,
        GATES,
        NEEDS,
        call=frame_of("roadmap", as_of="2026-01-31"),
        expected="""
        project_id | kind_name | mark_name | mark_date  | is_overdue
        A          | baseline  |           | 2026-04-30 | no
        A          | milestone | Quay      | 2026-01-30 | yes
        A          | gate      | Build     | 2026-01-31 | no
        A          | handover  | Crane     | 2026-03-01 | no
        A          | milestone | Pilot     | 2026-03-02 | no
        B          | milestone | Crane     | 2026-02-27 | no
        """,
    )


def test_what_falls_due_is_near_until_the_last_day_looked_ahead(spec):
    """The day itself and the thirtieth after it are near; where a project is to end is not due."""
    spec(
        BOARD,
        BASELINES,
        MILESTONES,
        GATES,
        NEEDS,
        call=value_of("roadmap", as_of="2026-01-31"),
        expected="""
        mark_count | near_mark_count | overdue_mark_count | placed_project_count
        5          | 4               | 1                  | 2
        """,
    )


def test_a_milestone_that_was_put_off_past_its_baseline_keeps_the_day_that_was_missed(spec):
    """A baseline that is still ahead is no news; a day told for before it is none either."""
    spec(
        BOARD,
        Register(
            "milestones",
            """
            project_id | milestone_id | report_date | name  | forecast_date | baseline_date
            A          | M-1          | 2026-01-26  | Pilot | 2026-03-02    | 2026-01-20
            A          | M-2          | 2026-01-26  | Quay  | 2026-03-09    | 2026-02-20
            B          | M-3          | 2026-01-26  | Crane | 2026-01-19    | 2026-01-20
            """,
        ),
        call=frame_of("roadmap", as_of="2026-01-31"),
        expected="""
        mark_name | mark_date  | missed_date | is_overdue
        Pilot     | 2026-03-02 | 2026-01-20  | no
        Quay      | 2026-03-09 |             | no
        Crane     | 2026-01-19 |             | yes
        """,
    )
