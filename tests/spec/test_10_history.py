"""History from exports.

An export without a change history tells what is, not what was. Two exports of one source tell more:
what differs between them happened after the first and not after the second.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, sql, value_of

CHANGES = sql(
    "select item_key, to_state, evidence, earliest_at, latest_at from transitions "
    "join items using (item_id) order by item_key, sequence"
)


def test_what_an_export_shows_in_progress_counts_so_from_then_also_when_it_is_finished(spec):
    """In cumulative flow, what the first export shows in progress is so until it is finished."""
    spec(
        Board(
            """
            item | created    | status      | category    | updated    | done
            A-1  | 2026-01-05 | In Progress | In Progress | 2026-01-07 |
            A-2  | 2026-01-05 | Done        | Done        | 2026-01-06 | 2026-01-06
            """,
            exported="2026-01-08 18:00",
        ),
        Board(
            """
            item | created    | status | category | updated    | done
            A-1  | 2026-01-05 | Done   | Done     | 2026-01-10 | 2026-01-10
            A-2  | 2026-01-05 | Done   | Done     | 2026-01-06 | 2026-01-06
            """,
            exported="2026-01-11 18:00",
        ),
        call=value_of("cumulative_flow", as_of="2026-01-11"),
        expected="""
        finished_count | unseen_count | startless_count | shown_from_date
        2              | 1            | 1               | 2026-01-08
        """,
    )


def test_change_between_two_exports_has_their_bounds(spec):
    """A change of status lies between the export that shows it before and the one after."""
    spec(
        Board(
            """
            item | created    | status | category
            A-1  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-11 18:00",
        ),
        Board(
            """
            item | created    | status      | category
            A-1  | 2026-01-05 | In Progress | In Progress
            """,
            exported="2026-01-18 18:00",
        ),
        call=CHANGES,
        expected="""
        item_key | to_state    | evidence          | earliest_at      | latest_at
        A-1      | to_do       | created           | 2026-01-05 00:00 | 2026-01-06 00:00
        A-1      | in_progress | export difference | 2026-01-11 18:00 | 2026-01-18 18:00
        """,
    )


def test_creation_that_no_column_tells_has_no_earliest_moment(spec):
    """A creation that no column tells lies some time before the first moment that is told."""
    spec(
        Board(
            """
            item | started    | done
            A-1  | 2026-01-06 | 2026-01-08
            A-2  |            |
            """,
            exported="2026-01-11 18:00",
        ),
        call=CHANGES,
        expected="""
        item_key | to_state    | evidence         | earliest_at      | latest_at
        A-1      | to_do       | current status   |                  | 2026-01-06 00:00
        A-1      | in_progress | started column   | 2026-01-06 00:00 | 2026-01-07 00:00
        A-1      | done        | completed column | 2026-01-08 00:00 | 2026-01-09 00:00
        A-2      | to_do       | current status   |                  | 2026-01-11 18:00
        """,
    )


def test_first_change_from_a_status_does_not_tell_the_creation(spec):
    """A history that begins with a change from one status to another does not tell the creation."""
    spec(
        Board(
            """
            at               | item | field  | from  | to
            2026-01-06 09:00 | A-1  | status | To Do | In Progress
            2026-01-07 09:00 | A-2  | status |       | To Do
            """,
            exported="2026-01-11",
        ),
        call=sql("select item_key, created_at, started_at from items order by item_key"),
        expected="""
        item_key | created_at       | started_at
        A-1      |                  | 2026-01-06 09:00
        A-2      | 2026-01-07 09:00 |
        """,
    )


CHANGED_FROM = Board(
    """
    at               | item | field  | from
    2026-01-06 09:00 | A-1  | status | To Do
    2026-01-08 09:00 | A-1  | status | In Progress
    2026-01-07 09:00 | A-2  | status | To Do
    """,
    exported="2026-01-11",
)
STATUSES = sql(
    "select item_key, from_status, to_status, to_state, changed_at from transitions "
    "join items using (item_id) where sequence > 1 order by item_key, sequence"
)


def test_history_may_tell_only_what_was_before_each_change(spec):
    """A change of which only the status before is told led to what the next one leads away from.

    Where the last one led to, the export of the items tells that is taken next.
    """
    spec(
        CHANGED_FROM,
        Board(
            """
            item | created    | status      | updated
            A-1  | 2026-01-05 | Done        | 2026-01-14 09:00
            A-2  | 2026-01-05 | In Progress | 2026-01-07 09:00
            """,
            exported="2026-01-18",
        ),
        call=STATUSES,
        expected="""
        item_key | from_status | to_status   | to_state    | changed_at
        A-1      | To Do       | In Progress | in_progress | 2026-01-06 09:00
        A-1      | In Progress | Done        | done        | 2026-01-08 09:00
        A-2      | To Do       | In Progress | in_progress | 2026-01-07 09:00
        """,
    )


def test_what_the_last_change_led_to_is_unknown_where_nothing_tells_it(spec):
    """Without such an export the last status stays blank, and the item counts as it did before."""
    spec(
        CHANGED_FROM,
        call=sql("select item_key, status, state, started_at from items order by item_key"),
        expected="""
        item_key | status | state       | started_at
        A-1      |        | in_progress | 2026-01-06 09:00
        A-2      |        | to_do       |
        """,
    )


def test_unknown_end_of_a_history_fails_the_check_of_the_status(spec):
    """An item that stands in a status that nothing tells fails the check of its status."""
    spec(
        CHANGED_FROM,
        call=frame_of("data_quality", as_of="2026-01-11"),
        expected="""
        check_id          | checked_count | failed_count
        recently_touched  | 1             | 0
        status_understood | 2             | 2
        """,
    )


def test_unknown_end_of_a_history_stands_among_the_rejects(spec):
    """The change whose end nothing tells stands among the rejects, with its row."""
    spec(
        CHANGED_FROM,
        call=sql(
            "select row_number, column_name, text_found, split_part(reason, ',', 1) as reason "
            "from rejects order by row_number"
        ),
        expected="""
        row_number | column_name | text_found  | reason
        3          | from        | In Progress | Only the status before this change is told
        4          | from        | To Do       | Only the status before this change is told
        """,
    )


def test_what_moved_after_its_history_does_not_tell_where_the_last_change_led_to(spec):
    """An item that moved after its history was taken, or went back, does not tell it either."""
    spec(
        CHANGED_FROM,
        Board(
            """
            item | created    | status | category | category changed
            A-1  | 2026-01-05 | Done   | Done     | 2026-01-14 09:00
            A-2  | 2026-01-05 | To Do  | To Do    | 2026-01-05 09:00
            """,
            exported="2026-01-18",
        ),
        call=STATUSES,
        expected="""
        item_key | from_status | to_status   | to_state    | changed_at
        A-1      | To Do       | In Progress | in_progress | 2026-01-06 09:00
        A-1      | In Progress |             | in_progress | 2026-01-08 09:00
        A-1      |             | Done        | done        | 2026-01-14 09:00
        A-2      | To Do       |             | to_do       | 2026-01-07 09:00
        A-2      |             | To Do       | to_do       | 2026-01-18 23:59
        """,
    )


def test_export_that_shows_what_a_history_told_adds_no_change(spec):
    """An export of the items that shows the status to which their history came adds no change."""
    spec(
        Board(
            """
            at               | item | field    | from        | to
            2026-01-06 09:00 | A-1  | status   | To Do       | In Progress
            2026-01-08 09:00 | A-1  | status   | In Progress | Done
            2026-01-09 09:00 | A-1  | assignee |             | Bo
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status | updated
            A-1  | 2026-01-05 | Done   | 2026-01-14 09:00
            """,
            exported="2026-01-18",
        ),
        call=STATUSES,
        expected="""
        item_key | from_status | to_status   | to_state    | changed_at
        A-1      | To Do       | In Progress | in_progress | 2026-01-06 09:00
        A-1      | In Progress | Done        | done        | 2026-01-08 09:00
        """,
    )


def test_item_that_a_later_export_does_not_show_has_vanished(spec):
    """An open item that a later export of its project no longer shows is neither done nor open."""
    spec(
        Board(
            """
            item | created    | status | category
            A-1  | 2026-01-05 | To Do  | To Do
            A-2  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status | category
            A-2  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-18",
        ),
        call=sql("select item_key, state from items order by item_key"),
        expected="""
        item_key | state
        A-1      | vanished
        A-2      | to_do
        """,
    )


STATES = sql("select item_key, state from items order by item_key")


def test_export_of_another_board_makes_nothing_vanish(spec):
    """An export that shows little of the one before, or old items that lacked in it, is another."""
    spec(
        Board(
            """
            item | created    | status
            A-1  | 2026-01-05 | To Do
            A-2  | 2026-01-05 | To Do
            A-3  | 2026-01-05 | To Do
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status
            A-2  | 2026-01-05 | To Do
            A-3  | 2026-01-05 | To Do
            A-4  | 2026-01-06 | To Do
            """,
            exported="2026-01-12",
        ),
        call=STATES,
        expected="""
        item_key | state
        A-1      | to_do
        A-2      | to_do
        A-3      | to_do
        A-4      | to_do
        """,
    )


def test_export_of_finished_items_makes_nothing_vanish(spec):
    """A list of finished items only does not show that the open ones are gone."""
    spec(
        Board(
            """
            item | created    | status
            A-1  | 2026-01-05 | To Do
            A-2  | 2026-01-05 | To Do
            A-3  | 2026-01-05 | To Do
            A-4  | 2026-01-05 | Done
            A-5  | 2026-01-05 | Done
            A-6  | 2026-01-05 | Done
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status
            A-4  | 2026-01-05 | Done
            A-5  | 2026-01-05 | Done
            A-6  | 2026-01-05 | Done
            """,
            exported="2026-01-18",
        ),
        call=sql("select state, count(*) as count from items group by state order by state"),
        expected="""
        state | count
        done  | 3
        to_do | 3
        """,
    )


def test_export_since_a_day_makes_nothing_older_vanish(spec):
    """An export that begins later says nothing of what was created before all that it shows."""
    spec(
        Board(
            """
            item | created    | status
            A-1  | 2026-01-01 | To Do
            A-2  | 2026-01-02 | To Do
            A-3  | 2026-01-03 | To Do
            A-4  | 2026-01-05 | To Do
            A-5  | 2026-01-06 | To Do
            A-6  | 2026-01-07 | To Do
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status
            A-4  | 2026-01-05 | To Do
            A-5  | 2026-01-06 | To Do
            A-6  | 2026-01-07 | Done
            """,
            exported="2026-01-18",
        ),
        call=sql("select state, count(*) as count from items group by state order by state"),
        expected="""
        state | count
        done  | 1
        to_do | 5
        """,
    )


def test_boards_exported_in_turn_are_each_compared_with_their_own(spec):
    """Of two boards exported in turn, each makes vanish what its own next export lacks."""
    north = """
        item | created    | status
        A-1  | 2026-01-01 | To Do
        A-2  | 2026-01-01 | To Do
        """
    south = """
        item | created    | status
        A-7  | 2026-01-01 | To Do
        A-8  | 2026-01-01 | To Do
        """
    spec(
        Board(north, exported="2026-01-11"),
        Board(south, exported="2026-01-12"),
        Board(
            """
            item | created    | status
            A-2  | 2026-01-01 | To Do
            """,
            exported="2026-01-18",
        ),
        call=STATES,
        expected="""
        item_key | state
        A-1      | vanished
        A-2      | to_do
        A-7      | to_do
        A-8      | to_do
        """,
    )


def test_parts_without_a_day_are_one_export(spec):
    """Files without a day in their names that share no item are parts of one export."""
    spec(
        """
        item | created    | status | updated
        A-1  | 2026-01-01 | To Do  | 2026-01-02
        """,
        """
        item | created    | status | updated
        A-2  | 2026-01-01 | To Do  | 2026-02-02
        """,
        call=sql("select distinct item_key, taken_at from items cross join exports order by 1"),
        expected="""
        item_key | taken_at
        A-1      | 2026-02-02 00:00
        A-2      | 2026-02-02 00:00
        """,
    )


def test_vanished_item_leaves_the_scope(spec):
    """What has vanished is no longer part of what is to be done."""
    spec(
        Board(
            """
            item | created    | status | category | due
            A-1  | 2026-01-05 | To Do  | To Do    | 2026-01-15
            A-2  | 2026-01-05 | To Do  | To Do    | 2026-01-15
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status | category | due
            A-2  | 2026-01-05 | To Do  | To Do    | 2026-01-15
            """,
            exported="2026-01-18",
        ),
        call=frame_of("due_date_performance", as_of="2026-01-18"),
        expected="""
        item_key | days_overdue
        A-2      | 3
        """,
    )


def test_item_that_is_shown_again_is_back(spec):
    """What an export leaves out and a later one shows again is open again."""
    spec(
        Board(
            """
            item | created    | status | category
            A-1  | 2026-01-05 | To Do  | To Do
            A-2  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status | category
            A-2  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-18",
        ),
        Board(
            """
            item | created    | status | category
            A-1  | 2026-01-05 | To Do  | To Do
            A-2  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-25",
        ),
        call=sql("select item_key, state from items order by item_key"),
        expected="""
        item_key | state
        A-1      | to_do
        A-2      | to_do
        """,
    )


def test_item_that_moves_project_stays_the_same_item(spec):
    """An item that moves to another project gets another key and stays the same item by its id."""
    spec(
        Board(
            """
            item | id   | created    | status | category
            A-1  | 1001 | 2026-01-05 | To Do  | To Do
            A-2  | 1002 | 2026-01-05 | To Do  | To Do
            B-1  | 2001 | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | id   | created    | status | category
            A-2  | 1002 | 2026-01-05 | To Do  | To Do
            B-1  | 2001 | 2026-01-05 | To Do  | To Do
            B-2  | 1001 | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-18",
        ),
        call=sql("select item_key, project_id, state from items order by item_key"),
        expected="""
        item_key | project_id | state
        A-2      | A          | to_do
        B-1      | B          | to_do
        B-2      | B          | to_do
        """,
    )


def test_same_export_twice_changes_nothing(spec):
    """An export that stands in the folder twice tells nothing new."""
    once = """
        item | created    | started          | done
        A-1  | 2026-01-05 | 2026-01-06 09:00 | 2026-01-08 17:00
    """
    spec(
        Board(once, exported="2026-01-11"),
        Board(once, exported="2026-01-11"),
        call=frame_of("throughput", as_of="2026-01-11"),
        expected="""
        week     | finished_count
        2026-W02 | 1
        """,
    )


DUE_DATE_MOVED = (
    Board(
        """
        item | created    | due
        A-1  | 2026-01-05 | 2026-01-09
        """,
        exported="2026-01-11",
    ),
    Board(
        """
        item | created    | due
        A-1  | 2026-01-05 | 2026-01-30
        """,
        exported="2026-01-18",
    ),
)


def test_earlier_day_has_the_due_date_known_by_then(spec):
    """Asked for an earlier day, an item has the due date that the exports knew by then."""
    spec(
        *DUE_DATE_MOVED,
        call=frame_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        item_key | due_date   | days_overdue
        A-1      | 2026-01-09 | 2
        """,
    )


def test_moved_due_date_counts_from_the_export_that_shows_it(spec):
    """From the export that shows it, the new due date counts."""
    spec(
        *DUE_DATE_MOVED,
        call=frame_of("due_date_performance", as_of="2026-01-18"),
        expected="""
        item_key | due_date   | days_overdue
        A-1      | 2026-01-30 |
        """,
    )


def test_vanished_item_is_no_longer_in_progress(spec):
    """Work that vanished is not in progress any more, and nobody finished it."""
    spec(
        Board(
            """
            item | created    | status      | category
            A-1  | 2026-01-05 | In Progress | In Progress
            A-2  | 2026-01-05 | To Do       | To Do
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | created    | status | category
            A-2  | 2026-01-05 | To Do  | To Do
            """,
            exported="2026-01-18",
        ),
        call=value_of("wip", as_of="2026-01-18"),
        expected="""
        wip_count
        0
        """,
    )


ENDS_EARLY = Board(
    """
    at               | item | field  | from        | to
    2026-01-06 09:00 | A-1  | status | To Do       | In Progress
    2026-01-06 09:00 | A-2  | status | To Do       | In Progress
    2026-01-08 09:00 | A-2  | status | In Progress | Done
    2026-01-06 09:00 | A-3  | status | To Do       | In Progress
    """,
    exported="2026-01-18",
)
SHOWN_OTHERWISE = """
    item | created    | status      | category    | updated          | resolution | resolved
    A-1  | 2026-01-05 | Done        | Done        | 2026-01-14 09:00 | Done       | 2026-01-14 09:00
    A-2  | 2026-01-05 | In Progress | In Progress | 2026-01-12 09:00 |            |
    A-3  | 2026-01-05 | In Progress | In Progress | 2026-01-06 09:00 |            |
"""


def test_newest_export_is_the_witness_of_the_present(spec):
    """Where a history ends elsewhere, the item is what its newest export shows it to be.

    The step that the history does not tell lies after its last change; a date of the row that fits
    tells when, else the last touch is its latest moment.
    """
    spec(
        ENDS_EARLY,
        Board(SHOWN_OTHERWISE, exported="2026-01-18"),
        call=sql(
            "select item_key, to_state, evidence, earliest_at, latest_at from transitions "
            "join items using (item_id) where from_state <> 'to_do' order by item_key, sequence"
        ),
        expected="""
        item_key | to_state    | evidence          | earliest_at      | latest_at
        A-1      | done        | resolved date     | 2026-01-14 09:00 | 2026-01-14 09:01
        A-2      | done        | changelog         | 2026-01-08 09:00 | 2026-01-08 09:01
        A-2      | in_progress | export difference | 2026-01-08 09:00 | 2026-01-12 09:00
        """,
    )


def test_history_that_ends_elsewhere_is_counted_as_a_contradiction(spec):
    """A history that was taken when the step had been taken and does not tell it contradicts it."""
    spec(
        ENDS_EARLY,
        Board(SHOWN_OTHERWISE, exported="2026-01-18"),
        call=sql("select item_key, state, disagreement from items order by item_key"),
        expected="""
        item_key | state       | disagreement
        A-1      | done        | history ends elsewhere
        A-2      | in_progress | history ends elsewhere
        A-3      | in_progress |
        """,
    )


def test_contradicted_history_fails_the_check_of_the_status(spec):
    """Items whose history and export disagree fail the check, they are not agreed upon."""
    spec(
        ENDS_EARLY,
        Board(SHOWN_OTHERWISE, exported="2026-01-18"),
        call=sql("select count(disagreement) as failed, count(*) as items from items"),
        expected="""
        failed | items
        2      | 3
        """,
    )


def test_history_taken_before_the_step_does_not_contradict_it(spec):
    """A history that was taken earlier lacks the step and does not contradict it."""
    spec(
        Board(ENDS_EARLY.text, exported="2026-01-10"),
        Board(SHOWN_OTHERWISE, exported="2026-01-18"),
        call=sql("select item_key, state, done_at, disagreement from items order by item_key"),
        expected="""
        item_key | state       | done_at          | disagreement
        A-1      | done        | 2026-01-14 09:00 |
        A-2      | in_progress |                  |
        A-3      | in_progress |                  |
        """,
    )


def test_history_goes_on_after_an_older_export(spec):
    """What a history tells of the time after an export, that export cannot contradict."""
    spec(
        Board(SHOWN_OTHERWISE, exported="2026-01-15"),
        Board(
            """
            at               | item | field  | from        | to
            2026-01-06 09:00 | A-1  | status | To Do       | In Progress
            2026-01-14 09:00 | A-1  | status | In Progress | Done
            2026-01-17 09:00 | A-1  | status | Done        | In Progress
            """,
            exported="2026-01-18",
        ),
        call=sql("select item_key, state, disagreement from items where item_key = 'A-1'"),
        expected="""
        item_key | state       | disagreement
        A-1      | in_progress |
        """,
    )


def test_new_name_of_a_status_contradicts_no_history(spec):
    """A status that no history knows and that means the same is a new name, not another status."""
    spec(
        ENDS_EARLY,
        Board(
            """
            item | created    | status | category    | updated
            A-1  | 2026-01-05 | Doing  | In Progress | 2026-01-14 09:00
            """,
            exported="2026-01-18",
        ),
        call=sql("select item_key, state, disagreement from items where item_key = 'A-1'"),
        expected="""
        item_key | state       | disagreement
        A-1      | in_progress |
        """,
    )


def test_key_that_became_another_names_one_item(spec):
    """A history that tells a change of the key, without an id, tells of one item."""
    spec(
        Board(
            """
            at               | item  | field  | from        | to
            2026-01-06 09:00 | OLD-9 | status | To Do       | In Progress
            2026-01-07 09:00 | OLD-9 | Key    | OLD-9       | MID-4
            2026-01-08 09:00 | MID-4 | Key    | MID-4       | NEW-1
            2026-01-09 09:00 | NEW-1 | status | In Progress | Done
            """,
            exported="2026-01-18",
        ),
        Board("item | created | status\nNEW-1 | 2026-01-05 | Done", exported="2026-01-18"),
        call=sql("select item_key, state, started_at, done_at, project_id from items"),
        expected="""
        item_key | state | started_at       | done_at          | project_id
        NEW-1    | done  | 2026-01-06 09:00 | 2026-01-09 09:00 | NEW
        """,
    )


def test_keys_are_compared_without_case_and_blanks(spec):
    """Keys that differ by case or blanks only name one item."""
    spec(
        Board(
            """
            at               | item  | field  | from        | to
            2026-01-06 09:00 | a-1   | status | To Do       | In Progress
            2026-01-09 09:00 | A - 1 | status | In Progress | Done
            """,
            exported="2026-01-18",
        ),
        Board("item | created | status\nA-1 | 2026-01-05 | Done", exported="2026-01-18"),
        call=sql("select item_key, state, started_at, done_at from items"),
        expected="""
        item_key | state | started_at       | done_at
        A-1      | done  | 2026-01-06 09:00 | 2026-01-09 09:00
        """,
    )


def test_item_begun_before_the_first_export_is_at_least_so_old(spec):
    """What the first export shows begun or finished had begun or ended by then at the latest."""
    spec(
        Board(
            """
            item | created    | status
            A-1  | 2026-01-05 | In Progress
            A-2  | 2026-01-05 | Done
            """,
            exported="2026-01-11 18:00",
        ),
        call=sql(
            "select item_key, spells.* from item_spells as spells join items using (item_id) "
            "order by item_key, sequence"
        ),
        expected="""
        item_key | state       | is_end_unseen | started_at | started_by_at    | finished_by_at
        A-1      | to_do       | yes           |            |                  |
        A-1      | in_progress | no            |            | 2026-01-11 18:00 |
        A-2      | to_do       | yes           |            |                  |
        A-2      | done        | no            |            |                  | 2026-01-11 18:00
        """,
    )
