"""Support.

Help, quick wins and training follow from what is found; registers say what was done about it.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, rows_of, value_of

WORK = """
item | at         | status      | flagged | assignee | due
A-1  | 2026-01-05 | To Do       |         |          |
A-1  | 2026-01-06 | In Progress | yes     | Ana      |
A-2  | 2026-01-05 | To Do       |         |          |
A-2  | 2026-01-07 | In Progress | yes     | Ana      | 2026-02-06
A-3  | 2026-01-05 | To Do       |         |          |
A-3  | 2026-01-26 | In Progress |         | Bo       |
B-1  | 2026-01-05 | To Do       |         |          |
"""
CAUSES = Register(
    "blockers",
    """
    item_key | start_date | cause
    A-1      | 2026-01-06 | vendor
    A-2      | 2026-01-07 | vendor
    """,
)


def test_help_is_of_the_kind_that_a_broken_standard_names(spec):
    """By project and kind: what fails the standards that it breaks, and how many of them."""
    spec(
        WORK,
        call=rows_of(
            "help_needed",
            as_of="2026-01-31",
            tolerated_share=0.05,
        ),
        expected="""
        project_id | kind_name | thing_count | broken_count | grave_count
        A          | planning  | 2           | 1            | 0
        """,
    )


def test_call_is_about_a_cause_and_frees_all_that_it_blocks(spec):
    """Effort × what it puts right: a call is made once, a field is filled in card by card."""
    spec(
        WORK,
        CAUSES,
        call=frame_of("quick_wins", as_of="2026-01-31"),
        expected="""
        win_id          | thing_count | effort_minute_count | effect_count | hour_effect_count
        call-A-vendor   | 2           | 30                  | 6            | 12
        fill-A-due_date | 2           | 10                  | 2            | 12
        """,
    )


def test_what_is_blocked_is_no_stale_work_that_could_be_closed(spec):
    """Nobody can resume it: it needs the call."""
    spec(
        """
        item | at         | status      | flagged
        A-1  | 2026-01-05 | To Do       |
        A-1  | 2026-01-06 | In Progress | yes
        A-2  | 2026-01-05 | To Do       |
        A-2  | 2026-01-07 | In Progress |
        """,
        call=rows_of("quick_wins", as_of="2026-03-31"),
        expected="""
        kind  | subject | thing_count
        call  | A-1     | 1
        close |         | 1
        """,
    )


TAKEN = Register(
    "actions",
    """
    action_id | raised_date | action | owner | project_id | done_date  | origin    | origin_id
    W-1       | 2026-01-28  | Call   | Ana   | A          | 2026-01-29 | quick_win | call-A-vendor
    W-2       | 2026-01-29  | Fill   | Bo    | A          |            | quick_win | fill-A-due_date
    W-3       | 2026-01-29  | Wave   | Bo    | A          |            | quick_win |
    W-4       | 2026-02-03  | Later  | Bo    | A          |            | quick_win |
    """,
)


def test_quick_win_that_was_taken_is_counted_then_and_now(spec):
    """What it was to put right on the day it was agreed, and what of it is left."""
    spec(
        """
        item | at         | status      | flagged | due
        A-1  | 2026-01-05 | To Do       |         |
        A-1  | 2026-01-06 | In Progress | yes     |
        A-1  | 2026-01-30 | In Progress |         |
        """,
        Register("blockers", "item_key | start_date | cause\nA-1 | 2026-01-06 | vendor"),
        TAKEN,
        call=frame_of("quick_wins_taken", as_of="2026-01-31"),
        expected="""
        action_id | before_count | now_count | course_name
        W-2       | 1            | 1         | left
        W-3       | 0            |           | unknown
        W-1       | 1            | 1         | left
        """,
    )


LESSONS = Register(
    "actions",
    """
    action_id | raised_date | action | owner | project_id | due_date   | done_date  | origin
    L-1       | 2026-01-05  | One    | Ana   | A          | 2026-01-30 |            | retrospective
    L-2       | 2026-01-05  | Two    | Ana   | A          | 2026-01-31 |            | audit
    L-3       | 2026-01-05  | Three  | Bo    | A          | 2026-01-16 |            | risk
    L-4       | 2026-01-05  | Four   | Bo    | A          | 2026-01-16 | 2026-01-20 | audit
    """,
)


def test_lesson_is_overdue_when_its_day_is_over(spec):
    """Actions from retrospectives and audits; one that is due today is not late."""
    spec(
        WORK,
        LESSONS,
        call=value_of("overdue_actions", as_of="2026-01-31"),
        expected="""
        open_lesson_count | overdue_lesson_count | open_action_count | overdue_action_count
        2                 | 1                    | 3                 | 2
        """,
    )


ALLOCATIONS = Register(
    "allocations",
    """
    period  | project_id | hours | team
    2026-01 | A          | 80    | Cranes
    2026-01 | A          | 20    | Quays
    2026-02 | A          | 80    | Quays
    """,
)
TRAINING = Register(
    "training",
    """
    team   | topic    | planned_date | held_date
    Cranes | planning | 2026-01-23   |
    Cranes | rigging  | 2026-01-23   | 2026-01-23
    """,
)


def test_team_is_to_be_taught_what_its_items_fail_too_often(spec):
    """Three failures at least; the team has most hours of the project, the topic is named."""
    spec(
        """
        item | created    | started    | assignee | due
        A-1  | 2026-01-05 | 2026-01-06 | Ana      |
        A-2  | 2026-01-05 | 2026-01-06 | Ana      |
        A-3  | 2026-01-05 | 2026-01-06 | Ana      |
        A-4  | 2026-01-05 | 2026-01-06 |          | 2026-02-27
        """,
        ALLOCATIONS,
        TRAINING,
        call=frame_of("training_needs", as_of="2026-01-31"),
        expected="""
        team   | topic    | standard_id       | failed_count | checked_count | state_name
        Cranes | planning | near_work_refined | 4            | 4             | overdue
        """,
    )


def test_training_is_of_a_standard_by_its_name_or_of_its_topic(spec):
    """Words of a name may stand apart; the last one held counts."""
    spec(
        """
        item | created    | started    | assignee | due
        A-1  | 2026-01-05 | 2026-01-06 | Ana      |
        A-2  | 2026-01-05 | 2026-01-06 | Ana      |
        A-3  | 2026-01-05 | 2026-01-06 | Ana      |
        """,
        ALLOCATIONS,
        Register(
            "training",
            """
            team   | topic             | planned_date | held_date
            Cranes | Near work refined | 2026-01-16   | 2026-01-16
            Cranes | rigging          | 2026-01-23   | 2026-01-23
            """,
        ),
        call=frame_of("training_needs", as_of="2026-01-31"),
        expected="""
        team   | topic    | standard_id       | state_name | held_date
        Cranes | planning | near_work_refined | held       | 2026-01-16
        """,
    )


FEEDBACK = Register(
    "feedback",
    """
    feedback_id | date       | project_id | origin | score | theme
    F-1         | 2026-01-05 | A          | user   | 4     | Gate
    F-2         | 2026-01-12 | A          | client | 6     | gate
                | 2026-01-12 | A          | client | 8     | light
    """,
)
ANSWERS = Register(
    "actions",
    """
    action_id | raised_date | action   | owner | project_id | done_date  | origin   | origin_id
    N-1       | 2026-01-06  | Oil it   | Ana   | A          | 2026-01-09 | feedback | F-1
    N-2       | 2026-01-13  | Widen it | Bo    | A          | 2026-02-03 | feedback | F-2
    N-3       | 2026-02-03  | Paint it | Bo    | A          |            | feedback | F-2
    """,
)


def test_theme_is_answered_by_actions_that_name_its_feedback(spec):
    """The newest stands for them; what is done later is not done yet."""
    spec(
        WORK,
        FEEDBACK,
        ANSWERS,
        call=frame_of("feedback", as_of="2026-01-31"),
        expected="""
        theme | feedback_count | answer_count | done_answer_count | answer   | answer_done_date
        Gate  | 2              | 2            | 1                 | Widen it |
        light | 1              | 0            | 0                 |          |
        """,
    )


def test_column_without_a_limit_is_held_against_its_usual_load(spec):
    """Its mean of the judged time, rounded up; a column with a limit against that."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-12 | In Progress
        A-1  | 2026-01-22 | Done
        A-2  | 2026-01-05 | To Do
        A-2  | 2026-01-30 | In Progress
        A-3  | 2026-01-05 | To Do
        A-3  | 2026-01-31 | In Progress
        """,
        call=rows_of("stage_loads", as_of="2026-01-31", window_days=20),
        expected="""
        stage       | item_count | mean_count | is_limited | limit_count
        In Progress | 2          | 0.65       | no         | 1
        """,
    )
