"""Tables of counts.

A team may keep no more than a table of how many items stand in each stage on each day. It tells
what is in progress and what is finished a week, and nothing of any item.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import frame_of, rows_of, sql, value_of

COUNTS = """
day        | Backlog | In Progress | Review | Done
2026-01-05 | 5       | 2           | 1      | 10
2026-01-12 | 4       | 3           | 0      | 12
2026-01-22 | 6       | 1           | 1      | 15
"""


def test_table_of_counts_tells_what_is_in_progress_and_the_pace(spec):
    """In progress is what stood there on the last counted day; finished, by how much Done grew."""
    spec(
        Board(COUNTS, exported="2026-01-22"),
        call=value_of("counted_flow", as_of="2026-01-22"),
        expected="""
        wip_count | to_do_count | finished_count | finished_per_week | arrived_per_week | weeks  | n
        2         | 6           | 5              | 2.0588            | 2.0588           | 2.4286 | 3
        """,
    )


def test_each_count_is_compared_with_the_one_before(spec):
    """What came is by how much all items grew since the count before, less what was dropped."""
    spec(
        Board(COUNTS, exported="2026-01-22"),
        call=frame_of("counted_flow", as_of="2026-01-22"),
        expected="""
        date       | days | to_do_count | wip_count | done_count | finished_count | arrived_count
        2026-01-05 |      | 5           | 3         | 10         |                |
        2026-01-12 | 7    | 4           | 3         | 12         | 2              | 1
        2026-01-22 | 10   | 6           | 2         | 15         | 3              | 4
        """,
    )


def test_earlier_day_counts_the_days_before_it(spec):
    """Asked for an earlier day, days counted after it do not count."""
    spec(
        Board(COUNTS, exported="2026-01-05"),
        call=value_of("counted_flow", as_of="2026-01-14"),
        expected="""
        wip_count | finished_count | count_age_days | n
        3         | 2              | 2              | 2
        """,
    )


def test_table_taken_after_the_day_is_not_used(spec):
    """A table that was taken after the day is not used, though it counts days before it."""
    spec(
        Board("day | Doing | Done\n2026-01-05 | 1 | 2", exported="2026-01-06"),
        Board("day | Doing | Done\n2026-01-05 | 9 | 9\n2026-01-12 | 9 | 9", exported="2026-01-12"),
        call=frame_of("counted_flow", as_of="2026-01-11"),
        expected="""
        date       | wip_count | done_count
        2026-01-05 | 1         | 2
        """,
    )


def test_day_that_two_tables_count_is_as_the_newest_tells_it(spec):
    """Of tables that count the same day the newest counts, and a copy of it changes nothing."""
    spec(
        Board("day | Doing | Done\n2026-01-05 | 1 | 2", exported="2026-01-06"),
        Board("day | Doing | Done\n2026-01-05 | 3 | 2\n2026-01-12 | 4 | 2", exported="2026-01-12"),
        Board("day | Doing | Done\n2026-01-05 | 3 | 2\n2026-01-12 | 4 | 2", exported="2026-01-12"),
        call=frame_of("counted_flow", as_of="2026-01-12"),
        expected="""
        date       | wip_count | done_count
        2026-01-05 | 3         | 2
        2026-01-12 | 4         | 2
        """,
    )


def test_stage_that_nobody_explained_is_left_out_and_counted(spec):
    """What stands in a stage that nobody explained is counted apart, not as work in progress."""
    spec(
        "day | Backlog | Homologation | Done\n2026-01-05 | 5 | 2 | 1",
        call=value_of("counted_flow", as_of="2026-01-05"),
        expected="""
        wip_count | to_do_count | n | left_out
                  | 5           | 1 | 2 in stages that nobody explained
        """,
    )


def test_workflow_explains_the_stages_of_a_table_of_counts(spec):
    """The workflow of pmo.toml says what the stages of a table of counts mean, as for statuses."""
    spec(
        "day | Backlog | Homologation | Done\n2026-01-05 | 5 | 2 | 1",
        toml="""
        [[workflow.stages]]
        name = "Test"
        category = "waiting"
        statuses = ["homologation"]
        """,
        call=value_of("counted_flow", as_of="2026-01-05"),
        expected="""
        wip_count | to_do_count | n | left_out
        2         | 5           | 1 |
        """,
    )


def test_finished_ones_that_become_fewer_are_not_a_pace(spec):
    """Where the finished ones become fewer, some were put away: that step tells no pace."""
    spec(
        """
        day        | Doing | Done
        2026-01-05 | 3     | 10
        2026-01-12 | 2     | 12
        2026-01-19 | 2     | 1
        2026-01-26 | 1     | 4
        """,
        call=value_of("counted_flow", as_of="2026-01-26"),
        expected="""
        finished_count | weeks | finished_per_week | left_out
        5              | 2     | 2.5               | 1 steps in which the finished ones became fewer
        """,
    )


def test_blank_in_a_table_of_counts_is_not_a_zero(spec):
    """A day on which a column is blank is left out."""
    spec(
        """
        day        | Doing | Done
        2026-01-05 | 3     | 1
        2026-01-12 |       | 2
        2026-01-19 | 1     | 3
        """,
        call=value_of("counted_flow", as_of="2026-01-19"),
        expected="""
        wip_count | finished_count | weeks | n | left_out
        1         | 2              | 2     | 2 | 1 counted days on which a column was blank
        """,
    )


def test_running_totals_do_not_tell_what_stands(spec):
    """Counts that never fall may be all that ever reached a stage: what stands is then not told."""
    spec(
        """
        day        | To Do | Doing | Done
        2026-01-05 | 9     | 4     | 2
        2026-01-12 | 12    | 6     | 3
        2026-01-19 | 12    | 7     | 5
        """,
        call=value_of("counted_flow", as_of="2026-01-19"),
        expected="""
        wip_count | n | reason
                  | 0 | not measurable from this data: its counts never fall, from one day to the next or from one stage to the one before, so they may be all that ever reached a stage; export what stands in each
        """,  # noqa: E501 - the sentence
    )


def test_without_a_table_of_counts_nothing_is_counted(spec):
    """Without a table of counts this is not measurable; other metrics count items."""
    spec(
        "item | created\nA-1 | 2026-01-05",
        call=value_of("counted_flow", as_of="2026-01-11"),
        expected="""
        n | reason
        0 | not measurable from this data: add a table of how many items stand in each stage on each day to the exports, one row a day
        """,  # noqa: E501 - the sentence
    )


def test_tables_of_several_sources_are_added(spec):
    """Two teams that count on days of their own are added: their last counts, and their paces."""
    spec(
        Board("day | Doing | Done\n2026-01-05 | 3 | 1\n2026-01-12 | 2 | 4", source="north"),
        Board("day | Doing | Done\n2026-01-06 | 1 | 0\n2026-01-20 | 5 | 2", source="south"),
        call=value_of("counted_flow", as_of="2026-01-20"),
        expected="""
        wip_count | finished_per_week | finished_count | weeks | count_age_days
        7         | 4                 | 5              | 1     | 8
        """,
    )


def test_table_of_counts_is_a_project_of_the_name_of_its_source(spec):
    """Without a register a table of counts is a project of the name of its source."""
    spec(
        Board(COUNTS, source="harbour"),
        call=rows_of("counted_flow_summary", as_of="2026-01-22", project="harbour"),
        expected="""
        scope   | wip_count
        harbour | 2
        """,
    )


def test_table_of_counts_belongs_to_the_only_project_of_the_items_of_its_source(spec):
    """Beside items of one project a table of counts belongs to that project."""
    spec(
        Board(COUNTS, source="harbour"),
        Board("item | created\nA-1 | 2026-01-05", source="harbour"),
        call=sql("select distinct stage_counts.project_id from stage_counts"),
        expected="""
        project_id
        A
        """,
    )


def test_selector_that_names_its_source_places_a_table_of_counts(spec):
    """In the register the selector that names the source places its table; else it is listed."""
    register = Register("projects", "project_id | name | items\nQUAY | Quay | harbour")
    spec(
        Board(COUNTS, source="harbour"),
        Board(COUNTS, source="dock"),
        register,
        call=sql(
            "select distinct source, project_id, rejects.text_found as listed from stage_counts "
            "left join rejects on source = rejects.text_found order by source"
        ),
        expected="""
        source  | project_id | listed
        dock    |            | dock
        harbour | QUAY       |
        """,
    )
