"""Capacity and dependencies.

Load is told of teams and as a distribution over people, never by name. A dependency is open until
what is waited for is settled, or what waits for it.
"""

from tests.spec.board import Register
from tests.spec.calls import frame_of, value_of

BOARD = """
item | created
A-1  | 2026-01-05
B-1  | 2026-01-05
"""
HOURS = Register(
    "capacity",
    """
    period  | team    | available_hours | person
    2026-01 | Harbour | 100             | Ana
    2026-01 | Harbour | 80              | Bo
    2026-01 | Office  | 100             | Cy
    2026-02 | Harbour | 100             | Ana
    """,
)


def test_mean_of_a_team_hides_its_people(spec):
    """Overload is told by person, in sum: a colleague's free hours do not carry it away."""
    spec(
        BOARD,
        HOURS,
        Register(
            "allocations",
            """
            period  | project_id | hours | team    | person
            2026-01 | A          | 130   | Harbour | Ana
            2026-01 | A          | 40    | Harbour | Bo
            """,
        ),
        call=value_of("utilisation", project="A", as_of="2026-01-31"),
        expected="""
        utilisation_share | over_allocated_fte | over_allocated_person_count | highest_person_share
        0.9444            | 0.3                | 1                           | 1.3
        """,
    )


def test_load_of_a_team_is_what_all_projects_ask_of_it(spec):
    """A project shares its team: hours promised to others count, and those of the project apart."""
    spec(
        BOARD,
        HOURS,
        Register(
            "allocations",
            """
            period  | project_id | hours | team    | person
            2026-01 | A          | 60    | Harbour | Ana
            2026-01 | B          | 60    |         | Ana
            2026-01 | B          | 20    | Office  | Cy
            2026-02 | B          | 120   | Harbour | Ana
            """,
        ),
        call=frame_of("utilisation", project="A", as_of="2026-01-31"),
        expected="""
        month_date | team    | available_hours | allocated_hours | scope_hours | load_shares
        2026-01-01 | Harbour | 180             | 120             | 60          | 0 1.2
        2026-02-01 | Harbour | 100             | 120             | 0           | 1.2
        """,
    )


def test_promise_of_a_team_without_hours_is_left_out(spec):
    """Hours promised by a team or person that capacity.csv does not know are counted apart."""
    spec(
        BOARD,
        HOURS,
        Register(
            "allocations",
            """
            period  | project_id | hours | team    | person
            2026-01 | A          | 90    | Harbour |
            2026-01 | A          | 20    | Pier    |
            2026-01 | A          | 20    |         | Di
            """,
        ),
        call=value_of("utilisation", project="A", as_of="2026-01-31"),
        expected="""
        allocated_hours | left_out
        90              | 2 promised by a person or team that capacity.csv does not know
        """,
    )


def test_hours_left_in_one_month_do_not_help_another(spec):
    """Demand is met month by month and skill by skill, of all projects together."""
    spec(
        BOARD,
        Register(
            "capacity",
            """
            period  | team    | available_hours | skill
            2026-01 | Harbour | 100             | test
            2026-02 | Harbour | 100             | test
            2026-02 | Harbour | 100             | design
            """,
        ),
        Register(
            "demand",
            """
            period  | project_id | skill  | hours
            2025-12 | A          | test   | 999
            2026-01 | A          | test   | 20
            2026-02 | A          | test   | 80
            2026-02 | B          | test   | 50
            2026-02 | B          | design | 500
            2026-03 | A          | test   | 50
            """,
        ),
        call=value_of("demand", project="A", as_of="2026-01-15"),
        expected="""
        short_hours | first_short_month_date | left_out
        30          | 2026-02-01             | 1 month(s) of a skill that capacity.csv does not know
        """,
    )


def test_people_appear_as_a_distribution(spec):
    """Items in progress by person are shown as how many people have how many."""
    spec(
        """
        item | created    | started    | assignee
        A-1  | 2026-01-05 | 2026-01-06 | Ana
        A-2  | 2026-01-05 | 2026-01-06 | Ana
        B-1  | 2026-01-05 | 2026-01-06 | ana
        B-2  | 2026-01-05 | 2026-01-06 | Bo
        B-3  | 2026-01-05 | 2026-01-06 | Cy
        B-4  | 2026-01-05 | 2026-01-06 |
        B-5  | 2026-01-05 |            | Cy
        """,
        call=frame_of("multitasking", as_of="2026-01-31"),
        expected="""
        wip_count | project_count | person_count
        1         | 1             | 2
        3         | 2             | 1
        """,
    )


CHAIN = """
item | created    | done       | estimate | spent | blocks
A-1  | 2026-01-05 |            | 24       | 8     | A-2 A-3
A-2  | 2026-01-05 |            | 16       |       | A-4
A-3  | 2026-01-05 |            | 8        |       | A-4
A-4  | 2026-01-05 |            | 8        |       |
A-5  | 2026-01-05 | 2026-01-20 | 80       |       | A-1
"""


def test_chain_is_the_longest_way_through_what_is_open(spec):
    """Slack is how much later something may begin; what is done is waited for no more."""
    spec(
        CHAIN,
        call=frame_of("critical_chain", as_of="2026-01-31"),
        expected="""
        name | left_days | start_days | slack_days | direct_count | blocked_count
        A-1  | 2         | 0          | 0          | 2            | 3
        A-2  | 2         | 2          | 0          | 1            | 1
        A-3  | 1         | 2          | 1          | 1            | 1
        A-4  | 1         | 4          | 0          | 0            | 0
        """,
    )


def test_item_was_waited_for_until_it_was_done(spec):
    """Asked for an earlier day, what was done later still stands in the chain."""
    spec(
        CHAIN,
        call=value_of("critical_chain", as_of="2026-01-19"),
        expected="""
        chain_days | chain_names           | most_blocking_name | most_blocked_count
        15         | A-5 → A-1 → A-2 → A-4 | A-5                | 4
        """,
    )


def test_circle_is_a_fault_of_the_data(spec):
    """What waits for itself can never begin: it is counted, and cut out of the chain."""
    spec(
        BOARD,
        Register(
            "dependencies",
            """
            from_id | to_id
            A       | B
            B       | A
            """,
        ),
        call=value_of("dependencies", as_of="2026-01-31"),
        expected="""
        open_count | open_cross_project_count | in_circle_count
        2          | 2                        | 2
        """,
    )


MILESTONES = Register(
    "milestones",
    """
    project_id | milestone_id | report_date | name | forecast_date | actual_date
    A          | M-1          | 2026-01-10  | One  | 2026-01-12    |
    A          | M-1          | 2026-01-20  | One  | 2026-01-14    | 2026-01-14
    A          | M-2          | 2026-01-10  | Two  | 2026-02-20    |
    """,
)


def test_dependency_is_met_when_what_is_needed_came_by_its_day(spec):
    """It has fallen due when its day is over; promised for later than needed it will be late."""
    spec(
        BOARD,
        MILESTONES,
        Register(
            "dependencies",
            """
            from_id | to_id | kind  | need_by_date | committed_date
            B       | M-1   | early | 2026-01-13   |
            B       | M-1   | late  | 2026-01-14   |
            B       | M-2   | open  | 2026-01-30   |
            B       | M-2   | day   | 2026-01-31   |
            B       | M-2   | far   | 2026-02-28   | 2026-03-02
            B       | M-9   | none  |              |
            """,
        ),
        call=frame_of("dependencies", as_of="2026-01-31"),
        expected="""
        kind  | has_fallen_due | is_in_time | is_open | is_late | is_expected_late | is_unknown
        early | yes            | no         | no      | no      | no               | no
        late  | yes            | yes        | no      | no      | no               | no
        day   | no             | no         | yes     | no      | yes              | no
        far   | no             | no         | yes     | no      | yes              | no
        open  | yes            | no         | yes     | yes     | yes              | no
        none  | no             | no         | yes     | no      | no               | yes
        """,
    )


def test_what_sees_to_a_handover_names_it_in_whole_words_and_is_open(spec):
    """An open decision goes before an action, and that before the response to a risk."""
    spec(
        BOARD,
        MILESTONES,
        Register(
            "dependencies",
            """
            from_id | to_id | kind    | need_by_date | committed_date
            B       | M-2   | pile    | 2026-02-01   |
            B       | A-1   | crane   | 2026-02-01   |
            B       | A     | shore   | 2026-02-01   |
            B       | M-1   | reports | 2026-01-01   |
            """,
        ),
        Register(
            "actions",
            """
            action_id | raised_date | action                  | owner | project_id | done_date
            AC-1      | 2026-01-05  | Order each Pile by ship | Ida   | B          |
            AC-2      | 2026-01-05  | Look for a hired Crane. | Ida   | A          |
            AC-3      | 2026-01-05  | Ask on shore            | Ida   | B          | 2026-01-20
            AC-4      | 2026-01-05  | Ask seashore people     | Ida   | B          |
            """,
        ),
        Register(
            "decisions",
            """
            decision_id | raised_date | question          | owner | due_date   | project_id
            D-1         | 2026-01-05  | Which crane is it? | Ida  | 2026-02-05 | B
            """,
        ),
        call=frame_of("dependencies", as_of="2026-01-31"),
        expected="""
        kind    | cover_kind | cover
        shore   |            |
        crane   | decision   | Which crane is it?
        reports |            |
        pile    | action     | Order each Pile by ship
        """,
    )


def test_the_fullest_team_of_the_months_ahead_is_told(spec):
    """Of the month of the day and the two that follow; the mean of several teams would hide it."""
    spec(
        BOARD,
        Register(
            "capacity",
            """
            period  | team    | available_hours
            2026-01 | Harbour | 100
            2026-01 | Office  | 100
            2026-03 | Harbour | 100
            2026-04 | Harbour | 100
            """,
        ),
        Register(
            "allocations",
            """
            period  | project_id | hours | team
            2026-01 | A          | 90    | Harbour
            2026-01 | A          | 10    | Office
            2026-03 | B          | 110   | Harbour
            2026-04 | B          | 150   | Harbour
            """,
        ),
        call=value_of("team_load", project="A", as_of="2026-01-31"),
        expected="""
        fullest_team_share | fullest_team_name | fullest_team_date | n
        1.1                | Harbour           | 2026-03-01        | 3
        """,
    )


MANY_AT_ONCE = """
item | created    | started    | assignee | team
A-1  | 2026-01-05 | 2026-01-12 | Ana      |
A-2  | 2026-01-05 | 2026-01-12 | ana      |
A-3  | 2026-01-05 | 2026-01-12 | Bo       |
A-4  | 2026-01-05 | 2026-01-12 | Cy       | North
B-1  | 2026-01-05 | 2026-01-12 | Di       | North
B-2  | 2026-01-05 | 2026-01-12 | Ed       | North
B-3  | 2026-01-05 | 2026-01-12 | Flo      | North
B-4  | 2026-01-05 | 2026-01-12 | Gus      | North
B-5  | 2026-01-05 | 2026-01-12 |          | North
"""
HOMES = Register(
    "capacity",
    """
    period  | team   | available_hours | person
    2026-01 | North  | 100             | Ana
    2026-01 | North  | 100             | Bo
    2026-01 | South  | 100             | Cy
    2026-02 | South  | 100             | Ana
    """,
)


def test_item_is_of_the_team_that_it_names_else_of_that_of_its_person(spec):
    """A person counts once however the name is written; what nobody has is of no team."""
    spec(
        MANY_AT_ONCE,
        HOMES,
        call=frame_of("team_work", as_of="2026-01-31"),
        expected="""
        team  | wip_count | person_count | project_count | limit_count | is_to_stop
        North | 8         | 7            | 2             | 7           | no
        """,
    )


def test_of_a_team_of_few_people_nothing_is_told(spec):
    """Its average would be of persons."""
    spec(
        MANY_AT_ONCE,
        HOMES,
        call=value_of("team_work", as_of="2026-02-28"),
        expected="""
        told_team_count | stopping_team_count | left_out
        1               | 0                   | 1 of fewer than 5 people
        """,
    )


def ten_in_progress(day: str) -> str:
    """Return a team with ten items in progress, five of them begun on a day of January."""
    people = ("Ana", "Bo", "Cy", "Di", "Ed")
    finished = "".join(
        f"A-{place} | 2026-01-05 | 2026-01-05 | 2026-01-0{place} | Ana | North\n"
        for place in range(5, 10)
    )
    old = "".join(
        f"B-{place} | 2026-01-05 | 2026-01-05 | | {person} | North\n"
        for place, person in enumerate(people, start=1)
    )
    later = "".join(
        f"A-1{place} | 2026-01-05 | 2026-01-{day} | | {person} | North\n"
        for place, person in enumerate(people, start=1)
    )
    return "item | created | started | done | assignee | team\n" + finished + old + later


def test_team_had_better_stop_that_has_much_at_once_and_too_much_of_it_old(spec):
    """Two items each or more, and more than 15% older than 85% of the finished ones were."""
    spec(
        ten_in_progress("12"),
        call=frame_of("team_work", as_of="2026-01-31"),
        expected="""
        team  | wip_count | person_count | older_count | is_to_stop
        North | 10        | 5            | 5           | yes
        """,
    )


def test_team_with_much_at_once_that_is_young_need_not_stop(spec):
    """As many items each, begun the day before."""
    spec(
        ten_in_progress("30"),
        call=frame_of("team_work", as_of="2026-01-31"),
        expected="""
        team  | wip_count | person_count | older_count | is_to_stop
        North | 10        | 5            | 0           | no
        """,
    )
