"""Scopes.

A number is asked for an item filter, a project, a programme or the portfolio; the whole is the sum
of its parts.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import frame_of, sql, value_of

TWO_PROJECTS = """
item | created    | started    | done
A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
A-2  | 2026-01-05 | 2026-01-06 |
B-1  | 2026-01-05 | 2026-01-06 | 2026-01-15
"""
BELONGING = sql("from items order by item_key")


def test_portfolio_is_the_union_of_its_projects(spec):
    """The portfolio counts what its projects count together."""
    spec(
        TWO_PROJECTS,
        call=frame_of("throughput", as_of="2026-01-18"),
        expected="""
        week     | finished_count
        2026-W02 | 1
        2026-W03 | 1
        """,
    )


def test_project_counts_its_own_items(spec):
    """A project counts its own items."""
    spec(
        TWO_PROJECTS,
        call=frame_of("throughput", as_of="2026-01-18", project="B"),
        expected="""
        week     | finished_count
        2026-W02 | 0
        2026-W03 | 1
        """,
    )


def test_programme_counts_the_items_of_its_projects(spec):
    """A programme counts the items of its projects."""
    spec(
        TWO_PROJECTS,
        Register(
            "projects",
            """
            project_id | name  | items | programme
            ALPHA      | Alpha | A     | North
            BETA       | Beta  | B     | South
            """,
        ),
        call=value_of("wip", as_of="2026-01-09", programme="North"),
        expected="""
        wip_count
        1
        """,
    )


def test_percentile_of_a_portfolio_comes_from_pooled_items(spec):
    """A percentile of several projects comes from their pooled items."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-05 | 2026-01-05
        A-2  | 2026-01-05 | 2026-01-05 | 2026-01-05
        A-3  | 2026-01-05 | 2026-01-05 | 2026-01-05
        A-4  | 2026-01-05 | 2026-01-05 | 2026-01-05
        B-1  | 2026-01-05 | 2026-01-05 | 2026-01-15
        """,
        call=value_of("cycle_time", as_of="2026-01-18"),
        expected="""
        half_days | sure_days | n
        1         | 11        | 5
        """,
    )


def test_filter_counts_the_items_that_carry_it(spec):
    """A filter counts the items that carry what it names; several filters must all hold."""
    spec(
        """
        item | type  | labels | created    | started    | done
        A-1  | Bug   | urgent | 2026-01-05 | 2026-01-06 | 2026-01-08
        A-2  | Bug   | later  | 2026-01-05 | 2026-01-06 | 2026-01-08
        A-3  | Story | urgent | 2026-01-05 | 2026-01-06 | 2026-01-08
        """,
        call=frame_of("throughput", as_of="2026-01-11", item_types=["Bug"], labels=["urgent"]),
        expected="""
        week     | finished_count
        2026-W02 | 1
        """,
    )


def test_without_a_register_each_tracker_project_is_a_project(spec):
    """Without the register of projects each project of the tracker is one."""
    spec(
        TWO_PROJECTS,
        call=sql("from projects order by project_id"),
        expected="""
        project_id | is_registered
        A          | no
        B          | no
        """,
    )


def test_key_that_two_trackers_use_means_two_projects(spec):
    """A project key that two trackers use means two projects, named by their sources."""
    spec(
        Board(
            """
            item | created
            A-1  | 2026-01-05
            """,
            source="east",
        ),
        Board(
            """
            item | created
            A-1  | 2026-01-06
            """,
            source="west",
        ),
        call=sql("from items order by item_id"),
        expected="""
        item_id  | project_id
        east:A-1 | east:A
        west:A-1 | west:A
        """,
    )


def test_finest_selector_wins(spec):
    """The finest selector wins: an epic before a label, then a component, then a key."""
    spec(
        """
        item | epic | labels | components | created
        A-1  | A-9  | pay    | web        | 2026-01-05
        A-2  |      | pay    | web        | 2026-01-05
        A-3  |      |        | web        | 2026-01-05
        A-4  |      |        |            | 2026-01-05
        """,
        Register(
            "projects",
            """
            project_id | name  | items
            REST       | Rest  | A
            WEB        | Web   | component:web
            PAY        | Pay   | label:pay
            EPIC       | Epic  | epic:A-9
            """,
        ),
        call=BELONGING,
        expected="""
        item_key | project_id
        A-1      | EPIC
        A-2      | PAY
        A-3      | WEB
        A-4      | REST
        """,
    )


def test_selector_can_take_a_whole_source(spec):
    """`source:NAME:*` takes all that no finer selector takes of a source."""
    spec(
        Board(
            """
            item | created
            A-1  | 2026-01-05
            B-1  | 2026-01-05
            """,
            source="East",
        ),
        Board(
            """
            item | created
            A-2  | 2026-01-06
            """,
            source="west",
        ),
        Register(
            "projects",
            """
            project_id | name  | items
            ALL        | All   | source:East:*
            B          | Bee   | B
            """,
        ),
        call=BELONGING,
        expected="""
        item_key | project_id
        A-1      | ALL
        A-2      |
        B-1      | B
        """,
    )


def test_selector_can_name_the_source(spec):
    """A selector with the name of a source in front takes the key of that source only."""
    spec(
        Board(
            """
            item | created
            A-1  | 2026-01-05
            """,
            source="east",
        ),
        Board(
            """
            item | created
            A-1  | 2026-01-06
            """,
            source="west",
        ),
        Register(
            "projects",
            """
            project_id | name  | items
            ALPHA      | Alpha | east:A
            """,
        ),
        call=sql("from items order by item_id"),
        expected="""
        item_id  | project_id
        east:A-1 | ALPHA
        west:A-1 |
        """,
    )


def test_item_claimed_twice_belongs_to_none(spec):
    """An item that two projects claim equally belongs to neither, and is listed."""
    spec(
        """
        item | labels  | created
        A-1  | pay     | 2026-01-05
        A-2  | pay web | 2026-01-05
        """,
        Register(
            "projects",
            """
            project_id | name  | items
            PAY        | Pay   | label:pay
            WEB        | Web   | label:web
            """,
        ),
        call=BELONGING,
        expected="""
        item_key | project_id
        A-1      | PAY
        A-2      |
        """,
    )


def test_item_claimed_twice_is_listed(spec):
    """What two projects claim stands among the rejects, with the names of both."""
    spec(
        """
        item | labels  | created
        A-2  | pay web | 2026-01-05
        """,
        Register(
            "projects",
            """
            project_id | name  | items
            PAY        | Pay   | label:pay
            WEB        | Web   | label:web
            """,
        ),
        call=sql("select *, split_part(reason, '.', 1) as claim from rejects"),
        expected="""
        level | row_number | text_found | claim
        cell  | 2          | A-2        | Two projects claim the item equally: PAY, WEB
        """,
    )


BELOW_BELOW = """
    item | type       | parent | epic | created
    A-1  | Initiative |        |      | 2026-01-05
    A-2  | Epic       | a-1    |      | 2026-01-05
    A-3  | Story      | A-2    |      | 2026-01-05
    A-4  | Story      |        | A-2  | 2026-01-05
    A-5  | Feature    | A-2    |      | 2026-01-05
    A-6  | Story      | A-5    |      | 2026-01-05
    A-7  | Story      | A-1    |      | 2026-01-05
    A-8  | Story      | B-9    |      | 2026-01-05
    A-9  | Story      |        |      | 2026-01-05
"""


def test_epic_reaches_all_that_is_below_it(spec):
    """`epic:` reaches what is below it however deep; of two epics the nearest one wins."""
    spec(
        BELOW_BELOW,
        Register(
            "projects",
            """
            project_id | name  | items
            TOP        | Top   | epic:A-1
            EPIC       | Epic  | epic:A-2
            OTHER      | Other | epic:B-9
            REST       | Rest  | A
            """,
        ),
        call=sql("select item_key, project_id from items where level = 'item' order by item_key"),
        expected="""
        item_key | project_id
        A-3      | EPIC
        A-4      | EPIC
        A-6      | EPIC
        A-7      | TOP
        A-8      | OTHER
        A-9      | REST
        """,
    )


def test_project_of_nothing_but_epics_says_so(spec):
    """A project whose selectors reach nothing that is counted stands among the rejects."""
    spec(
        BELOW_BELOW,
        Register(
            "projects",
            """
            project_id | name | items
            NEAR       | Near | epic:A-2;A
            HIGH       | High | epic:B-8
            TOP        | Top  | epic:A-1
            STORIES    | S    | epic:A-7
            """,
        ),
        call=sql(
            "select text_found, split_part(reason, ',', 1) as reason from rejects "
            "order by text_found"
        ),
        expected="""
        text_found | reason
        TOP        | Only epics and sub-tasks belong to the project
        """,
    )


def test_team_of_an_item_is_what_its_export_says_else_what_the_settings_say(spec):
    """Selectors below `[teams]` take the items of which no export names the team; finest wins."""
    spec(
        """
        item | epic | team  | labels | created
        A-1  | A-9  |       |        | 2026-01-05
        A-2  |      |       | port   | 2026-01-05
        A-3  |      | West  | port   | 2026-01-05
        A-4  |      |       |        | 2026-01-05
        B-1  |      |       |        | 2026-01-05
        """,
        toml="""
        [teams]
        North = ["A", "label:port"]
        South = "epic:A-9; C"
        """,
        call=sql("select item_key, team_id from items order by item_key"),
        expected="""
        item_key | team_id
        A-1      | South
        A-2      | North
        A-3      | West
        A-4      | North
        B-1      |
        """,
    )


def test_item_that_two_teams_claim_equally_has_none_and_is_listed(spec):
    """An item that two teams claim at the same fineness has none, and stands among the rejects."""
    spec(
        """
        item | labels    | created
        A-1  | port quay | 2026-01-05
        A-2  | quay      | 2026-01-05
        """,
        toml="""
        [teams]
        North = ["label:port"]
        South = ["label:quay"]
        """,
        call=sql(
            "select items.item_key, items.team_id, split_part(rejects.reason, '.', 1) as reason "
            "from items left join rejects on rejects.text_found = items.item_key order by item_key"
        ),
        expected="""
        item_key | team_id | reason
        A-1      |         | Two teams claim the item equally: North, South
        A-2      | South   |
        """,
    )
