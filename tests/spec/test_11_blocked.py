"""Blocked.

`blocked_by` of pmo.toml names what says that an item is blocked: the flag of the tracker, a field,
a status, a label, an open item that blocks it, or `blockers.csv`. Each says so by spells with their
evidence; an item is blocked only while it is open.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import frame_of, value_of

TWO_OPEN_ITEMS = """
    item | created    | started
    A-1  | 2026-01-05 | 2026-01-06
    A-2  | 2026-01-05 | 2026-01-06
"""


def test_flag_is_known_from_one_export_to_the_next(spec):
    """A flag that a later export shows began between both, and counts from the later one."""
    spec(
        Board("item | created | flagged\nA-1 | 2026-01-05 |", exported="2026-01-08 12:00"),
        Board("item | created | flagged\nA-1 | 2026-01-05 | yes", exported="2026-01-10 12:00"),
        Board("item | created | flagged\nA-1 | 2026-01-05 |", exported="2026-01-15 12:00"),
        call=frame_of("blocked_time", as_of="2026-01-15"),
        expected="""
        item_key | kind | started_date | ended_date | blocked_days | evidence
        A-1      | flag | 2026-01-10   | 2026-01-15 | 5            | export difference
        """,
    )


def test_flag_of_the_first_export_has_no_known_begin(spec):
    """What the first export shows as blocked is blocked now, since nobody knows when: not timed."""
    spec(
        Board("item | created | flagged\nA-1 | 2026-01-05 | yes", exported="2026-01-09"),
        call=value_of("blocked_time", as_of="2026-01-09"),
        expected="""
        blocked_days | blocked_now_count | left_out
                     | 1                 | 1 blocked since before the first export that shows it
        """,
    )


def test_flag_of_a_history_has_its_moment(spec):
    """A history that shows the flag tells the moment at which it was set and taken away."""
    spec(
        """
        item | at         | status      | flagged
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-07 | In Progress | yes
        A-1  | 2026-01-10 | In Progress |
        """,
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind | started_date | ended_date | blocked_days | evidence
        A-1      | flag | 2026-01-07   | 2026-01-10 | 3            | changelog
        """,
    )


def test_status_blocks_while_an_item_stands_in_it(spec):
    """An item is blocked while it stands in a status that blocked_by names."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-07 | Blocked
        A-1  | 2026-01-10 | In Progress
        """,
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind   | reason         | started_date | ended_date | blocked_days
        A-1      | status | status Blocked | 2026-01-07   | 2026-01-10 | 3
        """,
    )


def test_label_blocks_where_the_settings_name_it(spec):
    """A label blocks only where blocked_by names it."""
    spec(
        """
        item | at         | status      | labels
        A-1  | 2026-01-05 | In Progress | vendor
        A-1  | 2026-01-07 | In Progress | vendor on-hold
        A-1  | 2026-01-10 | In Progress | vendor
        """,
        toml="""
        [portfolio]
        blocked_by = ["label:on-hold"]
        """,
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind  | reason        | started_date | ended_date | blocked_days
        A-1      | label | label on-hold | 2026-01-07   | 2026-01-10 | 3
        """,
    )


def test_field_tells_the_cause(spec):
    """A field that tells what blocks an item gives the cause."""
    spec(
        """
        item | at         | status      | blocked
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-07 | In Progress | vendor
        A-1  | 2026-01-10 | In Progress |
        """,
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind  | cause  | started_date | ended_date | blocked_days
        A-1      | field | vendor | 2026-01-07   | 2026-01-10 | 3
        """,
    )


def test_link_blocks_while_both_items_are_open(spec):
    """An item waits for the one that blocks it from the export with the link until that is done."""
    spec(
        Board(
            """
            item | created    | done | blocks
            A-1  | 2026-01-05 |      |
            A-2  | 2026-01-05 |      |
            """,
            exported="2026-01-08 12:00",
        ),
        Board(
            """
            item | created    | done       | blocks
            A-1  | 2026-01-05 | 2026-01-14 | A-2
            A-2  | 2026-01-05 |            |
            """,
            exported="2026-01-10 12:00",
        ),
        Board(
            """
            item | created    | done       | blocks
            A-1  | 2026-01-05 | 2026-01-14 | A-2
            A-2  | 2026-01-05 |            |
            """,
            exported="2026-01-16 12:00",
        ),
        call=frame_of("blocked_time", as_of="2026-01-16"),
        expected="""
        item_key | kind | reason        | started_date | ended_date | blocked_days
        A-2      | link | waits for A-1 | 2026-01-10   | 2026-01-14 | 4
        """,
    )


def test_register_blocks_from_its_start_to_its_end(spec):
    """A row of blockers.csv blocks from its first day up to its last, which no longer counts."""
    spec(
        TWO_OPEN_ITEMS,
        Register(
            "blockers",
            """
            item_key | start_date | end_date   | cause
            A-1      | 2026-01-07 | 2026-01-10 | vendor
            A-2      | 2026-01-08 |            | review
            """,
        ),
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind     | cause  | started_date | ended_date | blocked_days
        A-1      | register | vendor | 2026-01-07   | 2026-01-10 | 3
        A-2      | register | review | 2026-01-08   |            | 4
        """,
    )


def test_overlapping_reasons_count_once(spec):
    """A day on which an item was blocked by two reasons is one blocked day; both are spells."""
    spec(
        """
        item | at         | status      | flagged
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-07 | Blocked     |
        A-1  | 2026-01-08 | Blocked     | yes
        A-1  | 2026-01-10 | In Progress | yes
        A-1  | 2026-01-12 | In Progress |
        """,
        call=value_of("blocked_time", as_of="2026-01-12"),
        expected="""
        blocked_days | days_per_item | blocked_item_count | longest_days | spell_count
        5            | 5             | 1                  | 4            | 2
        """,
    )


def test_spells_of_one_reason_that_touch_are_one(spec):
    """A reason that two rows tell without a gap is one spell."""
    spec(
        TWO_OPEN_ITEMS,
        Register(
            "blockers",
            """
            item_key | start_date | end_date   | cause
            A-1      | 2026-01-07 | 2026-01-09 | vendor
            A-1      | 2026-01-09 | 2026-01-11 | vendor
            A-2      | 2026-01-07 | 2026-01-09 | vendor
            A-2      | 2026-01-10 | 2026-01-11 | vendor
            """,
        ),
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | started_date | ended_date | blocked_days
        A-1      | 2026-01-07   | 2026-01-11 | 4
        A-2      | 2026-01-07   | 2026-01-09 | 2
        A-2      | 2026-01-10   | 2026-01-11 | 1
        """,
    )


def test_blocked_ends_with_the_item(spec):
    """A spell ends at the latest when the item is finished, and begins again with it reopened."""
    spec(
        """
        item | at         | status      | flagged
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-07 | In Progress | yes
        A-1  | 2026-01-09 | Done        | yes
        A-1  | 2026-01-12 | In Progress | yes
        """,
        call=frame_of("blocked_time", as_of="2026-01-13"),
        expected="""
        item_key | kind | started_date | ended_date | blocked_days
        A-1      | flag | 2026-01-07   | 2026-01-09 | 2
        A-1      | flag | 2026-01-12   |            | 1
        """,
    )


def test_blocked_as_of_the_middle_of_a_spell(spec):
    """Asked about a day in a spell, it lasts until then: what ended it later is not known yet."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-07 | Blocked
        A-1  | 2026-01-10 | In Progress
        """,
        call=frame_of("blocked_time", as_of="2026-01-08"),
        expected="""
        item_key | started_date | ended_date | blocked_days
        A-1      | 2026-01-07   |            | 1
        """,
    )


def test_what_blocks_is_a_setting(spec):
    """What blocked_by does not name blocks nothing."""
    spec(
        """
        item | at         | status      | flagged
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-07 | Blocked     | yes
        A-1  | 2026-01-10 | In Progress | yes
        """,
        toml="""
        [portfolio]
        blocked_by = ["status:Blocked"]
        """,
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind   | started_date | ended_date
        A-1      | status | 2026-01-07   | 2026-01-10
        """,
    )


def test_where_nothing_can_tell_it_blocked_time_is_not_zero(spec):
    """Where nothing can say that an item is blocked, blocked time is not measurable."""
    spec(
        TWO_OPEN_ITEMS,
        toml="""
        [portfolio]
        blocked_by = ["flag"]
        """,
        call=value_of("blocked_time", as_of="2026-01-12"),
        expected="""
        blocked_days | n | left_out
                     | 0 | 2 of sources in which nothing says that an item is blocked
        """,
    )


def test_cause_of_most_days_is_not_that_of_most_spells(spec):
    """Causes are ranked by days and by spells; ties go by name."""
    spec(
        TWO_OPEN_ITEMS,
        Register(
            "blockers",
            """
            item_key | start_date | end_date   | cause  | is_external
            A-1      | 2026-01-06 | 2026-01-12 | vendor | yes
            A-1      | 2026-01-13 | 2026-01-14 | review | no
            A-2      | 2026-01-06 | 2026-01-08 | review | no
            A-2      | 2026-01-09 | 2026-01-12 | test   | no
            """,
        ),
        call=frame_of("blocker_clusters", as_of="2026-01-18"),
        expected="""
        rank_by_days | rank_by_count | cause  | spell_count | blocked_days | cumulative_share
        1            | 3             | vendor | 1           | 6            | 0.5
        2            | 1             | review | 2           | 3            | 0.75
        3            | 2             | test   | 1           | 3            | 1
        """,
    )


FLAG_ROWS = """
    item | at               | field   | from        | to
    A-1  | 2026-01-05 00:00 | status  | To Do       | In Progress
    A-1  | 2026-01-07 00:00 | Flagged |             | Impediment
    A-1  | 2026-01-10 00:00 | Flagged | Impediment  |
    A-2  | 2026-01-05 00:00 | status  | To Do       | In Progress
"""


def test_row_of_a_history_that_names_the_flag_is_read_like_one_of_the_status(spec):
    """A history that names the flag as the field that changed tells when it was set."""
    spec(
        FLAG_ROWS,
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind | started_date | ended_date | blocked_days | evidence
        A-1      | flag | 2026-01-07   | 2026-01-10 | 3            | changelog
        """,
    )


def test_history_that_names_the_flag_tells_that_nothing_else_was_blocked(spec):
    """Where the rows of a history name the flag, an item without such a row was not blocked."""
    spec(
        FLAG_ROWS,
        call=value_of("blocked_time", as_of="2026-01-12"),
        expected="""
        blocked_days | blocked_item_count | n | left_out
        3            | 1                  | 2 |
        """,
        toml='[portfolio]\nblocked_by = ["flag"]',
    )


def test_history_that_names_no_flag_cannot_tell_that_nothing_was_blocked(spec):
    """A history of nothing but statuses cannot tell that no flag was set: no 0 comes of it."""
    spec(
        """
        item | at               | field  | from  | to
        A-1  | 2026-01-05 00:00 | status | To Do | In Progress
        """,
        call=value_of("blocked_time", as_of="2026-01-12"),
        expected="""
        blocked_days | n | left_out
                     | 0 | 1 of sources in which nothing says that an item is blocked
        """,
        toml='[portfolio]\nblocked_by = ["flag"]',
    )


def test_rows_of_labels_tell_how_long_a_label_stood(spec):
    """A row that names the labels tells all of them; one among them blocks as long as it stands."""
    spec(
        """
        item | at               | field  | from         | to
        A-1  | 2026-01-05 00:00 | status | To Do        | In Progress
        A-1  | 2026-01-06 00:00 | labels |              | urgent waiting
        A-1  | 2026-01-08 00:00 | Labels | urgent waiting | waiting
        A-1  | 2026-01-10 00:00 | labels | waiting      | urgent
        A-1  | 2026-01-13 00:00 | labels | urgent       | waiting
        A-1  | 2026-01-15 00:00 | status | In Progress  | Done
        """,
        call=frame_of("blocked_time", as_of="2026-01-18"),
        expected="""
        item_key | reason        | started_date | ended_date | blocked_days
        A-1      | label waiting | 2026-01-06   | 2026-01-10 | 4
        A-1      | label waiting | 2026-01-13   | 2026-01-15 | 2
        """,
        toml='[portfolio]\nblocked_by = ["label:waiting"]',
    )


def test_rows_of_single_labels_are_read_as_such(spec):
    """A history may tell only the label that came or went: another label then ends nothing."""
    spec(
        """
        item | at               | field  | from    | to
        A-1  | 2026-01-05 00:00 | status | To Do   | In Progress
        A-1  | 2026-01-06 00:00 | labels |         | waiting
        A-1  | 2026-01-07 00:00 | labels |         | urgent
        A-1  | 2026-01-10 00:00 | labels | waiting |
        A-1  | 2026-01-12 00:00 | labels | urgent  |
        """,
        call=frame_of("blocked_time", as_of="2026-01-18"),
        expected="""
        item_key | reason        | started_date | ended_date | blocked_days
        A-1      | label waiting | 2026-01-06   | 2026-01-10 | 4
        """,
        toml='[portfolio]\nblocked_by = ["label:waiting"]',
    )


def test_what_was_set_before_its_first_row_was_set_at_creation(spec):
    """A flag whose first row takes it off was set when the item was created."""
    spec(
        Board(
            """
            item | at               | field   | from | to
            A-1  | 2026-01-08 00:00 | Flagged | yes  |
            """,
            exported="2026-01-12",
        ),
        Board("item | created | status\nA-1 | 2026-01-05 | To Do", exported="2026-01-12"),
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | kind | started_date | ended_date | blocked_days
        A-1      | flag | 2026-01-05   | 2026-01-08 | 3
        """,
    )


def test_rows_of_links_tell_how_long_an_item_waited(spec):
    """Rows that add a link and take it away tell how long an item waited for another."""
    spec(
        Board(
            """
            item | at               | field | from              | to
            A-2  | 2026-01-06 00:00 | Link  |                   | is blocked by A-1
            A-1  | 2026-01-06 00:00 | Link  |                   | This issue blocks A-2
            A-2  | 2026-01-09 00:00 | Link  | is blocked by A-1 |
            """,
            exported="2026-01-12",
        ),
        Board(TWO_OPEN_ITEMS, exported="2026-01-12"),
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | reason        | started_date | ended_date | blocked_days | evidence
        A-2      | waits for A-1 | 2026-01-06   | 2026-01-09 | 3            | changelog
        """,
    )


def test_rows_of_links_of_another_kind_block_where_the_settings_name_them(spec):
    """A link that `blocked_by` names blocks the item of which the history says it."""
    spec(
        Board(
            """
            item | at               | field | from                      | to
            A-2  | 2026-01-06 00:00 | Link  |                           | This issue depends on A-1
            A-2  | 2026-01-07 00:00 | Link  |                           | relates to A-1
            A-2  | 2026-01-09 00:00 | Link  | This issue depends on A-1 |
            """,
            exported="2026-01-12",
        ),
        Board(TWO_OPEN_ITEMS, exported="2026-01-12"),
        call=frame_of("blocked_time", as_of="2026-01-12"),
        expected="""
        item_key | reason        | started_date | ended_date | blocked_days | evidence
        A-2      | waits for A-1 | 2026-01-06   | 2026-01-09 | 3            | changelog
        """,
        toml='[portfolio]\nblocked_by = ["link:depends on"]',
    )
