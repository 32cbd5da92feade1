"""What cannot be told.

A blank is not a zero. Where the data cannot answer, the answer is what to add, not a number that
looks like one.
"""

from tests.spec.calls import value_of

ONE_EXPORT = """
    item | created    | status | category | resolved
    A-1  | 2026-01-05 | Closed | Done     | 2026-01-08
    A-2  | 2026-01-05 | Closed | Done     | 2026-01-09
    A-3  | 2026-01-05 | Open   | To Do    |
"""


def test_without_any_start_there_is_no_net_flow(spec):
    """Where no start is known, nothing can be weighed against what was finished."""
    spec(
        ONE_EXPORT,
        call=value_of("net_flow", as_of="2026-01-11"),
        expected="""
        net_flow_count | n | left_out
                       | 0 | 2 without a known start
        """,
    )


def test_without_any_start_only_what_is_in_progress_now_is_known(spec):
    """Where no start is known, the statuses tell today's work in progress and no mean of days."""
    spec(
        ONE_EXPORT,
        call=value_of("wip", as_of="2026-01-11"),
        expected="""
        wip_count | wip_any_time_count | mean_wip_count | reason
        0         |                    |                |
        """,
    )


def test_without_a_start_or_a_status_there_is_no_work_in_progress_to_tell(spec):
    """Dates of creation and finish alone do not tell what was in progress."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08
        A-2  | 2026-01-05 |
        """,
        call=value_of("wip", as_of="2026-01-11"),
        expected="""
        wip_count | n | left_out
                  | 0 | 2 without a start and without a status
        """,
    )


def test_one_export_tells_no_reopening(spec):
    """One export tells no reopening, which is not a rate of 0."""
    spec(
        ONE_EXPORT,
        call=value_of("reopen_rate", as_of="2026-01-11"),
        expected="""
        reopened_share | n | left_out
                       | 0 | 2 finished before anybody could see them being reopened
        """,
    )


def test_items_without_a_type_are_of_no_type(spec):
    """Items without a type are left out: they are no type of their own, nor in any share."""
    spec(
        """
        item | type  | created    | done
        A-1  | Story | 2026-01-05 | 2026-01-06
        A-2  | Story | 2026-01-05 | 2026-01-06
        A-3  | Story | 2026-01-05 | 2026-01-06
        A-4  | Bug   | 2026-01-05 | 2026-01-06
        A-5  | Bug   | 2026-01-05 | 2026-01-06
        A-6  |       | 2026-01-05 | 2026-01-06
        """,
        call=value_of("flow_distribution", as_of="2026-01-11"),
        expected="""
        largest_share | largest_type | types | n | left_out
        0.6           | Story        | 2     | 5 | 1 without a type
        """,
    )


def test_status_that_nobody_explained_is_neither_work_nor_waiting(spec):
    """An item that stood in a status of which nobody says whether work waits there is left out."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-07 | Zurueckgestellt
        A-1  | 2026-01-09 | Done
        """,
        call=value_of("flow_efficiency", as_of="2026-01-11"),
        expected="""
        active_share | n | left_out
                     | 0 | 1 that stood in statuses of which nobody says whether work waits there
        """,
    )


def test_creation_alone_does_not_tell_when_an_item_was_touched(spec):
    """Without updates and changes nobody knows whether an item was touched since its creation."""
    spec(
        """
        item | created    | status
        A-1  | 2026-01-05 | To Do
        """,
        call=value_of("staleness", as_of="2026-03-05"),
        expected="""
        stale_share | n | left_out
                    | 0 | 1 of which nobody knows when they were touched
        """,
    )
