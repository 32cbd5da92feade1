"""What finished means.

The first of these that speaks decides: the workflow of `pmo.toml`, a resolution or the name of a
status that means cancelled, a resolution with a resolved date, what `pmo init` proposed, the status
category, the name of the status where it is known, the dates of the row. Else the state is unknown,
and listed.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, sql

STATES = sql("from items order by item_key")


def test_workflow_speaks_first(spec):
    """What the workflow of pmo.toml says of a status goes before all other evidence."""
    spec(
        """
        item | status   | category    | resolution | created    | resolved
        A-1  | Deployed | In Progress |            | 2026-01-05 |
        A-2  | Deploy   | Done        | Done       | 2026-01-05 | 2026-01-08
        """,
        call=STATES,
        expected="""
        item_key | state       | stage | decided_by
        A-1      | done        | Live  | workflow
        A-2      | in_progress | Ship  | workflow
        """,
        toml="""
        [[workflow.stages]]
        name = "Ship"
        category = "active"
        statuses = ["Deploy"]

        [[workflow.stages]]
        name = "Live"
        category = "done"
        statuses = ["Deployed"]
        """,
    )


def test_start_and_finish_stage_decide_over_the_category_of_a_stage(spec):
    """Where the workflow names a start or a finish stage, these decide and not the categories."""
    spec(
        """
        item | status   | created
        A-1  | Analysis | 2026-01-05
        A-2  | Build    | 2026-01-05
        A-3  | Accept   | 2026-01-05
        """,
        call=STATES,
        expected="""
        item_key | state       | stage
        A-1      | to_do       | Analysis
        A-2      | in_progress | Build
        A-3      | done        | Accept
        """,
        toml="""
        [workflow]
        start_stage = "Build"
        finish_stage = "Accept"

        [[workflow.stages]]
        name = "Analysis"
        category = "active"
        statuses = ["Analysis"]

        [[workflow.stages]]
        name = "Build"
        category = "active"
        statuses = ["Build"]

        [[workflow.stages]]
        name = "Accept"
        category = "active"
        statuses = ["Accept"]
        """,
    )


def test_workflow_of_a_project_goes_before_that_of_its_source(spec):
    """The workflow of a project goes before that of its source, and that before the common one."""
    spec(
        """
        item | status | created
        A-1  | Ready  | 2026-01-05
        B-1  | Ready  | 2026-01-05
        """,
        call=STATES,
        expected="""
        item_key | state       | stage
        A-1      | done        | Ready in A
        B-1      | in_progress | Ready in the source
        """,
        toml="""
        [[workflow.stages]]
        name = "Ready"
        category = "to_do"
        statuses = ["Ready"]

        [[sources.tracker.workflow.stages]]
        name = "Ready in the source"
        category = "active"
        statuses = ["Ready"]

        [[projects.A.workflow.stages]]
        name = "Ready in A"
        category = "done"
        statuses = ["Ready"]
        """,
    )


def test_resolution_can_mean_cancelled(spec):
    """A resolution such as Won't Do or Duplicate means cancelled, whatever the status says."""
    spec(
        """
        item | status      | resolution | created    | resolved
        A-1  | Done        | Won't Do   | 2026-01-05 | 2026-01-08
        A-2  | In Progress | duplicate  | 2026-01-05 | 2026-01-08
        A-3  | Done        | Fixed      | 2026-01-05 | 2026-01-08
        """,
        call=STATES,
        expected="""
        item_key | state     | decided_by
        A-1      | cancelled | cancelled resolution
        A-2      | cancelled | cancelled resolution
        A-3      | done      | resolution with resolved date
        """,
    )


def test_cancelled_resolutions_are_a_setting(spec):
    """Which resolutions mean cancelled is a setting; it replaces the list there is without it."""
    spec(
        """
        item | status | resolution | created    | resolved
        A-1  | Done   | Dropped    | 2026-01-05 | 2026-01-08
        A-2  | Done   | Won't Do   | 2026-01-05 | 2026-01-08
        """,
        call=STATES,
        expected="""
        item_key | state
        A-1      | cancelled
        A-2      | done
        """,
        toml="""
        [workflow]
        cancelled_resolutions = ["Dropped"]
        """,
    )


def test_resolution_with_a_date_goes_before_the_category(spec):
    """A resolution with a resolved date means done, also where the category says otherwise."""
    spec(
        """
        item | status | category    | resolution | created    | resolved
        A-1  | Deploy | In Progress | Done       | 2026-01-05 | 2026-01-08
        A-2  | Deploy | In Progress | Done       | 2026-01-05 |
        """,
        call=STATES,
        expected="""
        item_key | state       | decided_by                    | disagreement
        A-1      | done        | resolution with resolved date | status says open
        A-2      | in_progress | status category               |
        """,
    )


def test_category_goes_before_the_name(spec):
    """The category of a status goes before what its name would mean."""
    spec(
        """
        item | status  | category    | created
        A-1  | Backlog | In Progress | 2026-01-05
        """,
        call=STATES,
        expected="""
        item_key | state       | decided_by
        A-1      | in_progress | status category
        """,
    )


def test_known_name_speaks_without_a_category(spec):
    """Without a category a known name speaks, in any of the languages of the trackers."""
    spec(
        """
        item | status     | created
        A-1  | À FAIRE    | 2026-01-05
        A-2  | in progress| 2026-01-05
        A-3  | Erledigt   | 2026-01-05
        """,
        call=STATES,
        expected="""
        item_key | state       | decided_by
        A-1      | to_do       | known name
        A-2      | in_progress | known name
        A-3      | done        | known name
        """,
    )


def test_dates_speak_where_the_status_says_nothing(spec):
    """Where the status says nothing, the dates of the row do: cancelled, done, started."""
    spec(
        """
        item | created    | started    | done       | cancelled
        A-1  | 2026-01-05 |            |            |
        A-2  | 2026-01-05 | 2026-01-06 |            |
        A-3  | 2026-01-05 | 2026-01-06 | 2026-01-08 |
        A-4  | 2026-01-05 | 2026-01-06 |            | 2026-01-08
        """,
        call=STATES,
        expected="""
        item_key | state       | decided_by
        A-1      | to_do       | dates of the row
        A-2      | in_progress | dates of the row
        A-3      | done        | dates of the row
        A-4      | cancelled   | dates of the row
        """,
    )


def test_status_that_nothing_explains_is_listed(spec):
    """A status that nothing explains is listed as unknown, with the items that stand in it."""
    spec(
        """
        item | status | created
        A-1  | Parked | 2026-01-05
        """,
        call=sql("from status_meanings"),
        expected="""
        status | category | stage | decided_by | item_count
        Parked |          |       | unknown    | 1
        """,
    )


def test_resolution_of_each_change_speaks_for_its_time(spec):
    """In a history the resolution of each change speaks for its time: a reopened item is open."""
    spec(
        """
        item | at         | status      | resolution
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-06 | Done        | Won't Do
        A-1  | 2026-01-08 | In Progress |
        A-1  | 2026-01-12 | Done        | Done
        """,
        call=sql("from transitions order by sequence"),
        expected="""
        to_status   | from_state  | to_state
        In Progress |             | in_progress
        Done        | in_progress | cancelled
        In Progress | cancelled   | in_progress
        Done        | in_progress | done
        """,
    )


def test_history_can_be_told_by_from_and_to(spec):
    """A history in which each change is told by field, from and to says the same."""
    spec(
        """
        item | at         | from        | to          | created
        A-1  | 2026-01-06 | To Do       | In Progress | 2026-01-05
        A-1  | 2026-01-08 | In Progress | Done        | 2026-01-05
        """,
        call=frame_of("cycle_time", as_of="2026-01-11"),
        expected="""
        item_key | created_date | started_date | finished_date
        A-1      | 2026-01-05   | 2026-01-06   | 2026-01-08
        """,
    )


def test_status_named_cancelled_goes_before_its_category(spec):
    """A status that is named cancelled, rejected or the like is cancelled whatever its category.

    Trackers have no category for it. Only the whole name says so, in the languages we read.
    """
    spec(
        """
        item | status                | category | resolution | created    | resolved
        A-1  | Cancelled             | Done     |            | 2026-01-05 |
        A-2  | Zurückgezogen         | Erledigt |            | 2026-01-05 |
        A-3  | WON’T DO              | Done     | Done       | 2026-01-05 | 2026-01-08
        A-4  | Obsolete              |          |            | 2026-01-05 |
        A-5  | Check for duplicates  | Done     |            | 2026-01-05 |
        """,
        call=STATES,
        expected="""
        item_key | state     | decided_by      | disagreement
        A-1      | cancelled | known name      |
        A-2      | cancelled | known name      |
        A-3      | cancelled | known name      | resolution says done
        A-4      | cancelled | known name      |
        A-5      | done      | status category |
        """,
    )


def test_rejected_work_that_goes_on_is_not_cancelled(spec):
    """Where the history shows that items leave such a status for more work, its name says nothing.

    Here testers reject and the work goes on; what was withdrawn stays so.
    """
    spec(
        """
        item | at         | from        | to          | created
        A-1  | 2026-01-06 | To Do       | In Progress | 2026-01-05
        A-1  | 2026-01-07 | In Progress | Rejected    | 2026-01-05
        A-1  | 2026-01-08 | Rejected    | In Progress | 2026-01-05
        A-1  | 2026-01-09 | In Progress | Done        | 2026-01-05
        A-2  | 2026-01-06 | To Do       | In Progress | 2026-01-05
        A-2  | 2026-01-07 | In Progress | Rejected    | 2026-01-05
        A-3  | 2026-01-07 | To Do       | Withdrawn   | 2026-01-05
        """,
        call=sql("select item_key, state, decided_by from items order by item_key"),
        expected="""
        item_key | state       | decided_by
        A-1      | done        | known name
        A-2      | in_progress | unknown
        A-3      | cancelled   | known name
        """,
    )


def test_stage_of_a_workflow_can_be_cancelled(spec):
    """A stage of the workflow can be of the category cancelled: what stands in it was dropped."""
    spec(
        """
        item | status  | category | created    | resolved   | resolution
        A-1  | Shelved | Done     | 2026-01-05 | 2026-01-08 | Done
        A-2  | Live    | Done     | 2026-01-05 | 2026-01-08 | Done
        """,
        call=STATES,
        expected="""
        item_key | state     | stage | decided_by
        A-1      | cancelled | Shelf | workflow
        A-2      | done      | Done  | resolution with resolved date
        """,
        toml="""
        [[workflow.stages]]
        name = "Shelf"
        category = "cancelled"
        statuses = ["Shelved"]
        """,
    )


def test_resolution_means_cancelled_however_it_is_typed(spec):
    """A resolution is compared without case and accents, whichever apostrophe it has."""
    spec(
        """
        item | status | resolution        | created    | resolved
        A-1  | Closed | Won’t Do          | 2026-01-05 | 2026-01-08
        A-2  | Closed | wont_fix          | 2026-01-05 | 2026-01-08
        A-3  | Closed | WORKS AS DESIGNED | 2026-01-05 | 2026-01-08
        A-4  | Closed | Hors périmètre    | 2026-01-05 | 2026-01-08
        A-5  | Closed | Done, not obsolete| 2026-01-05 | 2026-01-08
        """,
        call=STATES,
        expected="""
        item_key | state     | decided_by
        A-1      | cancelled | cancelled resolution
        A-2      | cancelled | cancelled resolution
        A-3      | cancelled | cancelled resolution
        A-4      | cancelled | cancelled resolution
        A-5      | done      | resolution with resolved date
        """,
    )


PROPOSED = """
    [[workflow.stages]]
    name = "Finished"
    category = "done"
    statuses = ["Closed"]
    proposed = ["Acabado"]
"""


def test_proposal_counts_and_is_told_apart(spec):
    """What `pmo init` proposed and nobody confirmed counts, and the items on it can be counted."""
    spec(
        """
        item | status  | created
        A-1  | Acabado | 2026-01-05
        A-2  | Acabado | 2026-01-05
        A-3  | Closed  | 2026-01-05
        """,
        call=sql("select * from status_meanings order by status"),
        expected="""
        status  | state | stage    | decided_by | item_count
        Acabado | done  | Finished | proposal   | 2
        Closed  | done  | Finished | workflow   | 1
        """,
        toml=PROPOSED,
    )


def test_resolution_goes_before_a_proposal(spec):
    """A resolution goes before what nobody confirmed, though not before the workflow."""
    spec(
        """
        item | status  | resolution | created    | resolved
        A-1  | Acabado | Won't Do   | 2026-01-05 | 2026-01-08
        A-2  | Parado  | Done       | 2026-01-05 | 2026-01-08
        A-3  | Parado  |            | 2026-01-05 |
        """,
        call=STATES,
        expected="""
        item_key | state       | decided_by
        A-1      | cancelled   | cancelled resolution
        A-2      | done        | resolution with resolved date
        A-3      | in_progress | proposal
        """,
        toml=PROPOSED
        + """
    [[workflow.stages]]
    name = "On the way"
    category = "active"
    proposed = ["Parado"]
""",
    )


def test_names_of_done_are_proposed_unless_the_resolutions_speak_against_them(spec):
    """A name that often means done is proposed as done, in any language that we read.

    Not where other items have resolutions and none of its own has one, nor where part of a name
    says so.
    """
    spec(
        Board(
            """
            item | status         | created
            A-1  | ACABADO        | 2026-01-05
            A-2  | 已完成          | 2026-01-05
            A-3  | Закрыта        | 2026-01-05
            A-4  | Report fixed   | 2026-01-05
            """,
            source="told by names",
        ),
        Board(
            """
            item | status   | resolution | created
            B-1  | VERIFIED | FIXED      | 2026-01-05
            B-2  | Resolved |            | 2026-01-05
            B-3  | Filed    | FIXED      | 2026-01-05
            """,
            source="with resolutions",
        ),
        call=sql(
            "select status, proposed_category from status_meanings "
            "order by source, proposed_category, status"
        ),
        expected="""
        status       | proposed_category
        ACABADO      | done
        Закрыта      | done
        已完成        | done
        Report fixed | to_do
        Filed        | done
        VERIFIED     | done
        Resolved     | to_do
        """,
    )


def test_resolution_that_a_history_tells_in_a_row_of_its_own_speaks_for_its_time(spec):
    """Where a history tells the resolution in a row of its own, it belongs to that completion."""
    spec(
        """
        item | at         | field      | from        | to          | created
        A-1  | 2026-01-06 | status     | To Do       | Done        | 2026-01-05
        A-1  | 2026-01-06 | resolution |             | Won't Do    | 2026-01-05
        A-1  | 2026-01-08 | status     | Done        | In Progress | 2026-01-05
        A-1  | 2026-01-08 | resolution | Won't Do    |             | 2026-01-05
        A-1  | 2026-01-12 | status     | In Progress | Done        | 2026-01-05
        A-1  | 2026-01-12 | resolution |             | Done        | 2026-01-05
        """,
        call=sql("from transitions order by sequence"),
        expected="""
        to_status   | from_state  | to_state
        To Do       |             | to_do
        Done        | to_do       | cancelled
        In Progress | cancelled   | in_progress
        Done        | in_progress | done
        """,
    )
