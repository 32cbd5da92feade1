"""What the data cannot tell, what would change that, and how exactly changes are known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_facts import KINDS, made_facts, made_project
from sample_portfolio import sample

from pmo_analytics.content import DataTable, Paragraphs, Section
from pmo_analytics.metrics.question import Question
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, named
from pmo_analytics.reviews import provenance
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.data_section import _worst_projects, compose
from pmo_analytics.standards import checks
from pmo_analytics.values import Sentence

REGISTERS = {
    "projects": "programmes, owners and the cost of delay",
    "baselines": "chances of a date, and money by colour",
    "status": "what the projects report themselves",
    "milestones": "milestones and how they move",
    "decisions": "decisions that wait",
    "risks": "what may still happen, and what it would cost",
    "costs": "what was earned for the money",
    "benefits": "benefits that were promised",
    "capacity": "hours promised to teams",
}
_SERIES = (
    *("proposals", "doubts", "refused", "without_start", "reconstructed", "by_project"),
    *("teams", "capacity_teams"),
)
COUNTS = {
    "checked_count": 100,
    "failed_count": 0,
    "row_count": 10,
    "rejected_count": 0,
    "forecast_count": 0,
    "forecast_finished_count": 0,
}


def made_section(
    projects: tuple[Project, ...] = (),
    *,
    missing: tuple[str, ...] = (),
    counts: dict[str, Any] | None = None,
    statuses: tuple[str, ...] = (),
    status_items: int = 0,
    unassigned: int = 0,
    series: dict[str, list] | None = None,
    tables: dict[str, tuple[Facts, ...]] | None = None,
) -> Section:
    """Compose the section of data in which nothing is missing but what is given."""
    facts = made_facts(**{**COUNTS, **(counts or {})})
    found = Gathered(
        Head(brief=None, projects=projects, facts=facts),
        facts,
        tables={
            "statuses": (made_facts(status_count=len(statuses), item_count=status_items),),
            "proposed": (made_facts(status_count=0, item_count=0),),
            "unassigned": (made_facts(item_count=unassigned),),
            "known": (made_facts(change_count=0, exact_count=0),),
            "bounds": (made_facts(bounded_count=0),),
            "hanging": (),
            "contradictions": (made_facts(),),
            **dict.fromkeys(("checks", "sources", "evidence"), ()),
            **(tables or {}),
        },
        series={
            "registers": [{"register": name} for name in REGISTERS if name not in missing],
            "statuses": [{"status": name, "item_count": 1} for name in statuses],
            **{key: () for key in _SERIES},
            **(series or {}),
        },
    )
    return compose(found, "Data")


def paragraphs_of(section: Section, heading: str) -> list[Sentence]:
    blocks = [block for block in section.blocks if isinstance(block, Paragraphs)]
    return [
        sentence
        for block in blocks
        if str(block.heading) == heading
        for paragraph in block.paragraphs
        for sentence in paragraph
    ]


def gaps_of(section: Section) -> list[Sentence]:
    return paragraphs_of(section, "What these data cannot tell")


def table_of(section: Section, first_column: str) -> DataTable:
    tables = [block for block in section.blocks if isinstance(block, DataTable)]
    return next(table for table in tables if table.columns[0].name == first_column)


def test_without_gaps_nothing_is_said():
    assert gaps_of(made_section()) == []


@pytest.mark.parametrize(
    ("of_people", "known", "said"),
    [
        ("Booking", "Energy", "and capacity.csv its people Booking."),
        (None, "Fleet refits", "nearest is Fleet refits."),
        (None, "Energy", "No row of capacity.csv names the team Fleet refit of the exports"),
    ],
)
def test_a_team_that_capacity_calls_otherwise_is_said_with_the_nearest_name(of_people, known, said):
    series = {
        "teams": [{"team": "Fleet refit", "team_of_people": of_people}],
        "capacity_teams": [{"team": known}],
    }
    (gap,) = gaps_of(made_section(series=series))
    assert said in str(gap)
    assert "Fleet refit" in str(gap)


def test_the_teams_of_two_exports_are_called_otherwise_in_the_capacity_of_the_sample():
    evidence = sample()._evidence
    asked = Question((evidence.scope(),), (evidence.calendar.as_of(),))
    found = {row["team"]: row["team_of_people"] for row in evidence.rows("unmatched_teams", asked)}
    assert found == {"Atlas booking renewal": "Booking", "Dune permits to work": "Site safety"}


def test_a_check_that_several_projects_fail_alike_names_all_of_them():
    rows = [("A", 1), ("B", 1), ("C", 0)]
    by_project = [{"check_id": "x", "scope": name, "failed_count": n} for name, n in rows]
    found = Gathered(Head(None, (), made_facts()), made_facts(), series={"by_project": by_project})
    worst = _worst_projects(found, {name: f"Project {name}" for name, _ in rows})
    assert str(worst["x"]) == "Project A and Project B"


@pytest.mark.parametrize("register", REGISTERS)
def test_a_missing_register_says_what_is_not_measured_and_what_to_add(register):
    (said,) = gaps_of(made_section(missing=(register,)))
    assert str(said) == f"Not measured: {REGISTERS[register]}. Add {register}.csv."


def test_an_unknown_start_names_the_projects_and_what_would_mend_it():
    projects = tuple(map(made_project, ("Atlas", "Boreal", "Coral")))
    remedies = ("add a start date", "add a start date", 'the column "Started 2" is there and empty')
    without = [
        {"project_id": project.project_id, "remedy": remedy}
        for project, remedy in zip(projects, remedies, strict=True)
    ]
    said = [str(one) for one in gaps_of(made_section(projects, series={"without_start": without}))]
    assert [one.partition(", so")[0][-16:] for one in said] == [
        "Atlas and Boreal",
        "started in Coral",
    ]
    assert said[1].endswith('To mend it, the column "Started 2" is there and empty.')


@pytest.mark.parametrize(
    ("statuses", "items", "said"),
    [
        (
            ("Deploy",),
            45,
            "1 status that nobody explained: Deploy. The 45 items in them count as they did "
            "before. Say in pmo.toml, under workflow, what they mean.",
        ),
        (
            ("Deploy", "Parked"),
            1,
            "2 statuses that nobody explained: Deploy and Parked. The 1 item in them counts as it "
            "did before. Say in pmo.toml, under workflow, what they mean.",
        ),
        (
            tuple("ABCDEFGH"),
            0,
            "8 statuses that nobody explained: A, B, C, D, E, F and others. Say in pmo.toml, under "
            "workflow, what they mean.",
        ),
    ],
)
def test_statuses_nobody_explained_are_listed_and_counted(statuses, items, said):
    (gap,) = gaps_of(made_section(statuses=statuses, status_items=items))
    assert str(gap) == said
    assert {one.text for one in gap.segments if one.kind == "name"} == set(statuses[:6])


@pytest.mark.parametrize(
    ("count", "begin", "end"),
    [
        (1, "1 item belongs to no project", "is not counted"),
        (7, "7 items belong to no project", "are not counted"),
    ],
)
def test_items_of_no_project_are_counted(count, begin, end):
    (said,) = gaps_of(made_section(unassigned=count))
    assert str(said).startswith(begin)
    assert end in str(said)


def test_statuses_whose_meaning_was_only_proposed_are_to_be_confirmed():
    section = made_section(
        tables={"proposed": (made_facts(status_count=1, item_count=3),)},
        series={"proposals": [{"status": "Parked", "item_count": 3}]},
    )
    (said,) = gaps_of(section)
    assert str(said) == (
        "1 status means what was proposed and nobody confirmed: Parked. 3 items hang on it. "
        "Confirm by moving the names to statuses in pmo.toml."
    )


def test_what_is_doubted_of_a_file_is_said_as_text():
    hostile = {"paths": "exports/<b>.csv", "doubt": "{found} 5 dates [/x]"}
    (said,) = gaps_of(made_section(series={"doubts": [hostile]}))
    assert [one.text for one in said.segments if one.kind == "name"] == list(hostile.values())


def test_a_refused_file_is_named_with_its_reason_as_text():
    hostile = ("exports/x/<b>[1].csv", "row 3: {found} 5 [/bold]")
    refused = [{"path": hostile[0], "refused_reason": hostile[1]}]
    (said,) = gaps_of(made_section(series={"refused": refused}))
    assert str(said) == "exports/x/<b>[1].csv was refused: row 3: {found} 5 [/bold]"
    assert [one.text for one in said.segments if one.kind == "name"] == list(hostile)


def test_days_before_the_first_export_are_said_to_be_reconstructed():
    (said,) = gaps_of(made_section(series={"reconstructed": [{"is_reconstructed": True}]}))
    assert str(said).startswith("Earlier days are reconstructed")


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ({"failed_count": 10, "checked_count": 200}, "10 of 200 checks on single items fail"),
        ({"failed_count": 1, "checked_count": 9}, "1 of 9 checks on single items fails"),
        ({"failed_count": 0, "checked_count": 9}, "Every check on the data is passed"),
        ({"failed_count": 0, "checked_count": 0}, "No item could be checked"),
    ],
)
def test_the_title_tells_failed_from_passed_from_unchecked(counts, title):
    assert str(made_section(counts=counts).title) == title


def test_a_check_is_said_with_where_most_of_it_is():
    projects = (made_project("Atlas"), made_project("Boreal"))
    rows = [
        {"scope": project, "check_id": check, "failed_count": count}
        for check in checks()
        for project, count in (("ATLAS", 5), ("BOREAL", 1))
    ]
    failed = tuple(made_facts(check_id=check, failed_count=6) for check in checks())
    section = made_section(projects, series={"by_project": rows}, tables={"checks": failed})
    said = [str(row[1].text) for row in table_of(section, "failed").rows]
    assert said == [f"{each.fails} (Atlas)" for each in checks().values()]


def test_trust_says_what_forecasts_rest_on():
    projects = (made_project("Atlas"), made_project("Boreal", is_provisional=True))
    counts = {"forecast_count": 2, "forecast_finished_count": 96}
    said = paragraphs_of(made_section(projects, counts=counts), "How far to trust the dates")
    assert str(said[0]).startswith(
        "Forecasts rest on 96 items finished in the last weeks of 2 projects;"
    )
    assert "No 85% date has fallen due yet" in str(said[1])
    assert str(said[2]) == (
        "The normal range of Boreal is provisional: it has fewer than 20 weeks."
    )


def bounds_of(projects: tuple[Project, ...] = (), hanging: tuple[Facts, ...] = (), **values):
    """Return what is said of items in doubt, after what forecasts rest on and their record."""
    facts = made_facts(**{"suspect_count": 5, "bounded_count": 1, **values})
    counts = {"forecast_count": 1, "forecast_finished_count": 31, "promise_count": 0}
    tables = {"bounds": (facts,), "hanging": hanging}
    section = made_section(projects, counts=counts, tables=tables)
    return [str(one) for one in paragraphs_of(section, "How far to trust the dates")][2:]


ONE_PROJECT = {
    "with_likely_date": date(2027, 1, 13),
    "without_likely_date": date(2026, 12, 17),
    "with_chance_share": 0.04,
    "without_chance_share": 0.19,
    "is_hanging": False,
}


def test_a_date_is_told_with_and_without_items_in_doubt():
    what, dates, story = bounds_of(**ONE_PROJECT)
    assert what.startswith("5 open items may not be open")
    assert dates == (
        "Without them the likely finish would be 17 December instead of 13 January 2027."
    )
    assert story == "The colour of the date stays: a chance of 19% instead of 4%."
    assert bounds_of(**ONE_PROJECT | {"is_hanging": True, "suspect_count": 1})[-1].startswith(
        "The colour of the date hangs on it"
    )


def test_without_items_in_doubt_there_may_be_no_date_at_all():
    gone = {"without_likely_date": None, "with_chance_share": None}
    assert bounds_of(**ONE_PROJECT | gone)[-1] == "Without them there would be no likely finish."


def test_of_several_projects_those_are_named_whose_story_hangs_on_items_in_doubt():
    projects = tuple(map(made_project, ("Atlas", "Boreal")))
    hanging = (made_facts(project_id=projects[1].project_id),)
    assert "The colour of the date of Boreal hangs on them" in bounds_of(projects, hanging)[-1]
    assert bounds_of(projects)[-1].startswith("Without them no project would have another colour")


def test_without_items_in_doubt_nothing_is_said_of_them():
    assert bounds_of(suspect_count=0, bounded_count=0) == []


def test_without_a_forecast_there_is_nothing_to_trust():
    section = made_section((made_project("Atlas", **KINDS["thin"]),))
    (said,) = paragraphs_of(section, "How far to trust the dates")
    assert str(said) == "There is no forecast in this report."


@pytest.mark.parametrize(
    ("rejected", "title"),
    [
        (0, "Every row of every export was used"),
        (3, "3 of 10 rows of the exports could not be used"),
    ],
)
def test_the_table_of_sources_says_whether_every_row_was_used(rejected, title):
    section = made_section(counts={"rejected_count": rejected})
    assert str(table_of(section, "source").title) == title


# --- how changes are known -----------------------------------------------------------------------


def known(changes: int, exact: int, half_seconds: int | None = 60, *, evidence: str = "created"):
    """Compose the section with one kind of evidence of changes."""
    seconds = {}
    if half_seconds is not None:
        seconds = {"half_seconds": half_seconds, "half_days": round(half_seconds / 86_400)}
    row = made_facts(evidence=evidence, change_count=changes, **seconds)
    return made_section(
        tables={
            "known": (made_facts(change_count=changes, exact_count=exact),),
            "evidence": (row,),
        }
    )


@pytest.mark.parametrize(
    ("half_seconds", "words"),
    [
        (1, "to the second"),
        (60, "to the minute"),
        (3_600, "to the hour"),
        (86_400, "to the day"),
        (90_000, "to the day"),  # one on which the clocks go back
        (7 * 86_400, "within 7 days"),
        (None, "with no earliest moment"),
    ],
)
def test_half_of_the_changes_are_known_within_a_time(half_seconds, words):
    (row,) = table_of(known(3, 3, half_seconds), "evidence").rows
    assert str(row[2].text) == words


@pytest.mark.parametrize(
    ("exact", "title"),
    [
        (5, "5 of 7 changes are known to the day or better"),
        (7, "Every change is known to the day or better"),
    ],
)
def test_the_title_counts_the_changes_that_are_known_to_the_day(exact, title):
    assert str(table_of(known(7, exact), "evidence").title) == title


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("changelog", "The change history"),
        ("stage date", "Dates of stages"),
        ("created", "The creation date"),
        ("export difference", "Different exports"),
        ("current status", "The present status alone"),
    ],
)
def test_evidence_is_named_in_the_words_of_the_page(evidence, words):
    (row,) = table_of(known(1, 1, evidence=evidence), "evidence").rows
    assert str(row[0].text) == words


def test_without_changes_nothing_is_said_of_them():
    tables = [block for block in made_section().blocks if isinstance(block, DataTable)]
    assert [table.columns[0].name for table in tables] == ["source"]


def test_contradictions_are_counted_each_in_a_sentence():
    counts = {"vanished_count": 1, "moved_count": 0, "said_open_count": 2, "said_finished_count": 0}
    section = made_section(
        tables={
            "known": (made_facts(change_count=1, exact_count=1),),
            "contradictions": (made_facts(**counts),),
        }
    )
    said = [str(one) for one in paragraphs_of(section, "What the exports contradict")]
    assert said == [
        "1 item is no longer in the exports of its project and not finished: counted neither as "
        "done nor as open.",
        "2 items have a status of open work but a resolution and its date: counted as finished.",
    ]


# --- provenance ----------------------------------------------------------------------------------


def test_the_source_line_counts_files_and_rows(monkeypatch):
    counts = {"export_count": 2, "row_count": 2923, "rejected_count": 1, "register_count": 1}
    facts = made_facts(**counts)
    monkeypatch.setattr(provenance, "_settings", lambda _: Sentence())
    monkeypatch.setattr(provenance, "_before", lambda _: named("then"))
    head = Head(brief=None, projects=(), facts=facts)
    made = provenance.compose(Gathered(head, facts, series={"files": []}))
    assert str(made.line) == (
        "From 2 tracker exports with 2,923 rows, of which 1 could not be used, and 1 register. "
        "Compared with then."
    )
