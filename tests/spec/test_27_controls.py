"""Gates, decisions and requests.

Registers tell what was approved, decided and done by a day; due days are those they name now.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, rows_of, value_of

BOARD = """
item | created
A-1  | 2026-01-05
B-1  | 2026-01-05
"""

GATES = Register(
    "gates",
    """
    project_id | gate   | due_date   | approved_date | approved_by | conditions
    A          | Case   | 2026-01-09 | 2026-01-09    | Board       |
    A          | Design | 2026-01-16 | 2026-01-20    | Board       | The budget is signed
    A          | Build  | 2026-01-30 |               |             |
    A          | Pilot  | 2026-01-31 |               |             |
    B          | Case   | 2026-02-13 | 2026-02-20    | Board       |
    """,
)


def test_gate_is_overdue_when_its_day_is_over_without_an_approval(spec):
    """A gate may still pass on its day; what was approved later was not approved yet."""
    spec(
        BOARD,
        GATES,
        call=frame_of("gates", as_of="2026-01-31"),
        expected="""
        project_id | gate   | state_name  | overdue_days | late_days | approved_by
        A          | Build  | overdue     | 1            |           |
        A          | Case   | approved    |              | 0         | Board
        A          | Design | conditional |              | 4         | Board
        A          | Pilot  | ahead       | 0            |           |
        B          | Case   | ahead       | 0            |           |
        """,
    )


def test_conditions_are_to_be_met_by_their_day_or_else_by_the_next_gate(spec):
    """Ages run from the approval; without a day and a next gate nobody knows when it is late."""
    spec(
        BOARD,
        Register(
            "gates",
            """
            project_id | gate   | due_date   | approved_date | conditions | conditions_due_date
            A          | Case   | 2026-01-09 | 2026-01-09    | One        | 2026-01-30
            A          | Design | 2026-01-16 | 2026-01-20    | Two        |
            A          | Build  | 2026-01-29 |               |            |
            B          | Case   | 2026-01-13 | 2026-01-13    | Three      |
            """,
        ),
        call=frame_of("gates", as_of="2026-01-31"),
        expected="""
        project_id | gate   | conditions_due_date | conditions_age_days | conditions_overdue_days
        A          | Build  |                     |                     |
        A          | Case   | 2026-01-30          | 22                  | 1
        A          | Design | 2026-01-29          | 11                  | 2
        B          | Case   |                     | 18                  |
        """,
    )


def test_gates_are_counted_by_how_they_stand(spec):
    """Passed with conditions is passed, and counted apart too."""
    spec(
        BOARD,
        GATES,
        call=value_of("gates", as_of="2026-01-31"),
        expected="""
        overdue_gate_count | conditional_gate_count | approved_gate_count | late_gate_count | n
        1                  | 1                      | 2                   | 1               | 5
        """,
    )


DECISIONS = Register(
    "decisions",
    """
    decision_id | raised_date | question | owner | due_date   | project_id | decision | decided_date
    D-1         | 2026-01-05  | One?     | Ana   | 2026-01-16 | A          | Yes      | 2026-01-16
    D-2         | 2026-01-05  | Two?     | Ana   | 2026-01-16 | A          | No       | 2026-01-19
    D-3         | 2026-01-12  | Three?   | Bo    | 2026-01-30 | B          |          |
    D-4         | 2026-01-12  | Four?    | Bo    | 2026-01-31 |            | Yes      | 2026-02-02
    D-5         | 2026-02-02  | Five?    | Bo    | 2026-02-09 | B          |          |
    """,
)


def test_decision_is_in_time_on_its_day_and_late_when_it_is_over(spec):
    """A decision that is due today is neither; one that comes later is not known."""
    spec(
        BOARD,
        DECISIONS,
        call=frame_of("decision_log", as_of="2026-01-31"),
        expected="""
        decision_id | age_days | overdue_days | is_in_time
        D-1         | 11       |              | yes
        D-2         | 14       |              | no
        D-3         | 19       | 1            | no
        D-4         | 19       | 0            |
        """,
    )


def test_decisions_in_time_are_a_share_of_those_that_fell_due(spec):
    """What is open and not due yet is in neither."""
    spec(
        BOARD,
        DECISIONS,
        call=value_of("decision_log", as_of="2026-01-31"),
        expected="""
        in_time_share | in_time_count | fallen_due_count | undecided_count | late_decision_count | n
        0.3333        | 1             | 3                | 2               | 1                   | 4
        """,
    )


REQUESTS = Register(
    "requests",
    """
    request_id | raised_date | title | kind    | project_id | decided_date | decision
    Q-1        | 2026-01-05  | One   | change  | A          | 2026-01-09   | No
    Q-2        | 2026-01-05  | Two   | change  | A          | 2026-01-15   | Yes
    Q-3        | 2026-01-12  | Three | project |            | 2026-02-02   | Yes
    Q-4        | 2026-02-02  | Four  | project |            |              |
    """,
)


def test_request_waits_until_the_day_of_its_answer(spec):
    """Half of the answers took four days at most; what was asked later is not known."""
    spec(
        BOARD,
        REQUESTS,
        call=value_of("requests", as_of="2026-01-31"),
        expected="""
        waiting_count | request_count | answered_count | half_answer_days | longest_wait_days
        1             | 3             | 2              | 4                | 19
        """,
    )


ACTIONS = Register(
    "actions",
    """
    action_id | raised_date | action | owner | project_id | due_date   | done_date
    X-1       | 2026-01-05  | One    | Ana   | A          | 2026-01-16 |
    X-2       | 2026-01-05  | Two    | Ana   | A          | 2026-01-16 | 2026-01-15
    X-3       | 2026-01-05  | Three  | Cy    | B          |            |
    """,
)


def test_what_waits_for_a_person_is_load_and_told_by_name(spec):
    """Overloaded is somebody for whom something is overdue, with twice the mean or more."""
    spec(
        BOARD,
        DECISIONS,
        ACTIONS,
        call=frame_of("owner_load", as_of="2026-01-31"),
        expected="""
        owner | decision_duty_count | action_duty_count | overdue_duty_count | is_overloaded
        Ana   | 0                   | 1                 | 1                  | no
        Bo    | 2                   | 0                 | 1                  | no
        Cy    | 0                   | 1                 | 0                  | no
        """,
    )


def test_gates_decisions_and_actions_are_asked_by_standards(spec):
    """What belongs to no project breaks no standard of one."""
    spec(
        BOARD,
        GATES,
        DECISIONS,
        ACTIONS,
        call=rows_of("governed_controls", as_of="2026-01-31"),
        expected="""
        project_id | check_id         | subject | fails
        A          | action_in_time   | X-1     | yes
        A          | conditions_met   | Design  | yes
        A          | gate_approved    | Build   | yes
        A          | gate_approved    | Case    | no
        A          | gate_approved    | Design  | no
        A          | gate_approved    | Pilot   | no
        B          | action_in_time   | X-3     | no
        B          | decision_in_time | D-3     | yes
        B          | gate_approved    | Case    | no
        """,
    )
