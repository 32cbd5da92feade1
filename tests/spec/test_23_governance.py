"""Governance.

A check applies to what it can be asked of: where the export has no column for it, it counts neither
way. What `exceptions.csv` accepts is neither kept nor broken.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, rows_of, value_of

BOARD = """
item | created
A-1  | 2026-01-05
B-1  | 2026-01-05
"""


def test_card_is_complete_with_all_that_the_export_has_columns_for(spec):
    """An open card lacks what is blank; a column that is not there is not held against it."""
    spec(
        """
        item | created    | done       | title | due        | assignee
        A-1  | 2026-01-05 |            | One   | 2026-02-27 | Ana
        A-2  | 2026-01-05 |            | Two   |            | Ana
        A-3  | 2026-01-05 |            | Three |            |
        A-4  | 2026-01-05 | 2026-01-20 | Four  |            |
        """,
        call=frame_of("card_completeness", as_of="2026-01-31"),
        expected="""
        item_key | is_complete | has_description | missing
        A-1      | yes         |                 |
        A-2      | no          |                 | due date
        A-3      | no          |                 | due date, assignee
        """,
    )


def test_export_without_any_of_the_columns_tells_nothing_of_cards(spec):
    """Cards of which the export shows nothing are not complete: they are not known."""
    spec(
        BOARD,
        call=value_of("card_completeness", as_of="2026-01-31"),
        expected="""
        complete_share | n | left_out
                       | 0 | 2 from an export with none of the four columns
        """,
    )


REPORTS = Register(
    "status",
    """
    project_id | report_date | overall
    A          | 2025-11-28  | amber
    A          | 2025-12-19  | green
    A          | 2026-01-26  | green
    A          | 2026-02-20  | red
    B          | 2025-12-19  | green
    """,
)


def test_colour_is_as_old_as_the_first_report_that_gives_it(spec):
    """A colour is as old as the first of the reports that give it without a break."""
    spec(
        BOARD,
        REPORTS,
        call=frame_of("declared_age", as_of="2026-01-31"),
        expected="""
        project_id | declared | report_age_days | declared_age_days | same_report_count | is_current
        A          | green    | 5               | 43                | 2                 | yes
        B          | green    | 43              | 43                | 1                 | no
        """,
    )


def test_project_that_never_reported_is_not_current(spec):
    """Current are the projects whose last report by the day is not too old, of all projects."""
    spec(
        """
        item | created
        A-1  | 2026-01-05
        B-1  | 2026-01-05
        C-1  | 2026-01-05
        """,
        REPORTS,
        call=value_of("status_currency", as_of="2026-01-31"),
        expected="""
        current_share | stale_count | never_reported_count | oldest_report_days | n
        0.3333        | 1           | 1                    | 43                 | 3
        """,
    )


def test_near_work_is_refined_and_far_work_is_not(spec):
    """Near is in progress, due within the wave, or in a sprint that begins within it."""
    spec(
        """
        item | type     | started    | due        | assignee | points | sprints | parent
        A-1  | Story    | 2026-01-06 | 2026-04-30 | Ana      | 3      |         |
        A-2  | Story    |            | 2026-03-02 |          | 3      |         |
        A-3  | Story    |            | 2026-03-03 | Ana      | 3      |         |
        A-4  | Story    |            |            |          |        | S2      |
        A-5  | Story    |            |            |          |        | S3      |
        A-6  | Story    |            |            |          |        |         |
        A-7  | Sub-task |            |            |          |        |         | A-6
        """,
        Register(
            "sprints",
            """
            sprint | start_date | end_date
            S2     | 2026-03-02 | 2026-03-13
            S3     | 2026-03-16 | 2026-03-27
            """,
        ),
        call=frame_of("rolling_wave", as_of="2026-01-31"),
        expected="""
        item_key | is_near | is_refined | is_detailed
        A-1      | yes     | yes        | yes
        A-2      | yes     | no         | no
        A-3      | no      | yes        | yes
        A-4      | yes     | no         | no
        A-5      | no      | no         | no
        A-6      | no      | no         | yes
        """,
    )


EXCEPTIONS = Register(
    "exceptions",
    """
    check_id          | project_id | accepted_by | until_date | reason
    baseline_approved | A          | Board       | 2026-01-31 | The case is being written
    baseline_approved | B          | Board       | 2026-01-30 | The case is being written
    """,
)
BASELINES = Register(
    "baselines",
    """
    project_id | approved_date | start_date | finish_date
    C          | 2025-12-15    | 2026-01-01 | 2026-04-30
    """,
)


def test_exception_holds_until_its_day(spec):
    """What is accepted until the day is neither kept nor broken; past it the standard is broken."""
    spec(
        BOARD,
        EXCEPTIONS,
        BASELINES,
        call=value_of("standards", as_of="2026-01-31"),
        expected="""
        kept_count | standard_count | excepted_count | lapsed_exception_count | worst_standards
        6          | 7              | 1              | 1                      | baseline_approved
        """,
    )


def test_standard_is_kept_up_to_a_tolerated_share_of_failures(spec):
    """A project keeps a standard of its items when no more than the tolerated share fails it."""
    spec(
        """
        item | created    | started    | assignee
        A-1  | 2026-01-05 | 2026-01-06 | Ana
        A-2  | 2026-01-05 | 2026-01-06 | Ana
        A-3  | 2026-01-05 | 2026-01-06 | Ana
        A-4  | 2026-01-05 | 2026-01-06 |
        """,
        call=frame_of("standards", as_of="2026-01-31", tolerated_share=0.25),
        expected="""
        standard_id       | checked_count | failed_count | passed_share | line_share | is_kept
        assignee_named    | 4             | 1            | 0.75         | 0.25       | yes
        export_complete   | 1             | 0            | 1            | 0.25       | yes
        export_current    | 1             | 0            | 1            | 0.25       | yes
        near_work_refined | 4             | 1            | 0.75         | 0.2        | no
        one_currency      | 1             | 0            | 1            | 0.25       | yes
        """,
    )


OWN_LINES = """
[standards]
assignee_named = { line = 0.5 }
export_complete = { severity = "off" }

[standards.somebody_has_it]
check = "assignee_named"
line = 0.0
"""


def test_standard_of_pmo_toml_has_a_line_of_its_own_and_can_be_dropped(spec):
    """What pmo.toml names changes, adds or drops a standard; a check may be asked twice."""
    spec(
        """
        item | created    | started    | assignee
        A-1  | 2026-01-05 | 2026-01-06 | Ana
        A-2  | 2026-01-05 | 2026-01-06 |
        """,
        toml=OWN_LINES,
        call=frame_of("standards", as_of="2026-01-31"),
        expected="""
        standard_id       | check_id          | failed_count | line_share | is_broken
        assignee_named    | assignee_named    | 1            | 0.5        | no
        export_current    | export_current    | 0            | 0.05       | no
        near_work_refined | near_work_refined | 1            | 0.2        | yes
        one_currency      | one_currency      | 0            | 0.05       | no
        somebody_has_it   | assignee_named    | 1            | 0          | yes
        """,
    )


def test_consent_names_a_standard_or_the_check_it_is_made_of(spec):
    """A consent to a check holds for every standard of it; one to a standard for that alone."""
    spec(
        """
        item | created    | started    | assignee
        A-1  | 2026-01-05 | 2026-01-06 |
        B-1  | 2026-01-05 | 2026-01-06 |
        """,
        Register(
            "exceptions",
            """
            check_id        | project_id | accepted_by | until_date | reason
            assignee_named  | A          | Board       | 2026-03-31 | The team takes turns
            somebody_has_it | B          | Board       | 2026-03-31 | The team takes turns
            """,
        ),
        toml=OWN_LINES,
        call=rows_of("standards_by_project", as_of="2026-01-31", tolerated_share=0.05),
        expected="""
        project_id | standard_id       | is_broken | is_excepted
        A          | assignee_named    | no        | yes
        A          | export_current    | no        | no
        A          | near_work_refined | yes       | no
        A          | one_currency      | no        | no
        A          | somebody_has_it   | no        | yes
        B          | assignee_named    | yes       | no
        B          | export_current    | no        | no
        B          | near_work_refined | yes       | no
        B          | one_currency      | no        | no
        B          | somebody_has_it   | no        | yes
        """,
    )


def test_history_tells_how_work_was_handled(spec):
    """Sent back, changed after it was finished, created as begun: told where history is told."""
    spec(
        """
        item | type     | parent | at         | status
        A-1  | Story    |        | 2026-01-05 | To Do
        A-1  | Story    |        | 2026-01-06 | In Progress
        A-1  | Story    |        | 2026-01-07 | Done
        A-1  | Story    |        | 2026-01-08 | In Progress
        A-2  | Story    |        | 2026-01-05 | In Progress
        A-2  | Story    |        | 2026-01-06 | To Do
        A-3  | Story    |        | 2026-01-05 | To Do
        A-3  | Story    |        | 2026-01-08 | In Progress
        A-3  | Story    |        | 2026-01-09 | Done
        A-4  | Sub-task | A-3    | 2026-01-05 | To Do
        A-4  | Sub-task | A-3    | 2026-01-06 | In Progress
        """,
        call=rows_of("governed_items", as_of="2026-01-31"),
        expected="""
        check_id            | subject | fails
        created_to_do       | A-1     | no
        created_to_do       | A-2     | yes
        created_to_do       | A-3     | no
        finished_singly     | A-3     | no
        kept_finished       | A-1     | yes
        kept_finished       | A-3     | no
        never_sent_back     | A-1     | yes
        never_sent_back     | A-2     | yes
        never_sent_back     | A-3     | no
        parent_set          | A-1     | yes
        parts_finished      | A-3     | yes
        parts_started_after | A-3     | yes
        start_kept          | A-1     | no
        start_kept          | A-2     | yes
        start_kept          | A-3     | no
        """,
    )
