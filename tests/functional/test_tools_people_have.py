"""From the own file of a tool to counted items: `pmo init`, then a build, nothing edited between.

The invented exports are of the kinds of the cases beside the project, which are read in place too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tries import tries
from workbooks import write_workbook

from pmo_analytics.cli.starter import Starter, write_folder
from pmo_analytics.sources.grouping import SourceGroup, group_exports
from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader
from tests.unit.warehouse.in_memory import landed_in_memory

pytestmark = pytest.mark.slow

CASES = Path(__file__).parents[3] / "shared" / "cases" / "single"
ZONE = "Europe/London"
_COUNTS = """
    select
        source,
        count(*) as items,
        count(*) filter (where state = 'done') as done,
        count(*) filter (where state = 'in_progress') as in_progress,
        count(created_at) as created,
        count(done_at) as finished_at,
        count(distinct project_id) as projects
    from items
    group by source
"""

Counts = tuple[int, ...]


def counted(folder: Path, export: Path) -> Counts:
    """Return items, done, in progress, with a creation, with a finish, and projects."""
    (counts,) = counted_each(folder, group_exports((export,))).values()
    return counts


def counted_each(folder: Path, groups: Iterable[SourceGroup]) -> dict[str, Counts]:
    """Return the same of several sources, landed together."""
    write_folder(folder, Starter("Port", ZONE, tuple(groups)))
    with landed_in_memory(folder) as warehouse:
        rows = warehouse.execute(_COUNTS).fetchall()
    return {source: tuple(counts) for source, *counts in rows}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Counts]:
    def read_text(content: str, name: str = "tracker 2026-05-31.csv") -> Counts:
        export = tmp_path / name
        export.write_text(content, encoding="utf-8")
        return counted(tmp_path / "portfolio", export)

    return read_text


def table(header: str, *rows: str) -> str:
    return "\n".join([header, *rows]) + "\n"


# header and rows | items, done, in progress, created, with a finish, projects
TOOLS = {
    "redmine_de": (
        "#;Projekt;Tracker;Status;Priorität;Thema;Zugewiesen an;Aktualisiert;Angelegt;Geschlossen",
        ("7;Hafen;Fehler;Closed;Normal;Leck;Bo;28.03.2026 10:00;02.03.2026 09:00;28.03.2026 10:00",
         "8;Hafen;Fehler;New;Normal;Leck;Bo;29.03.2026 11:00;03.03.2026 09:00;"),
        (2, 1, 0, 2, 1, 1),
    ),
    "bugzilla_list": (
        "bug_id,product,component,assigned_to,bug_status,resolution,short_desc,opendate,changeddate",
        ("9,Dock,Pump,ann,CLOSED,FIXED,Leak,2026-03-02 08:00:00,2026-03-07 08:00:00",
         "10,Dock,Pump,ann,NEW,,Leak,2026-03-03 08:00:00,2026-03-03 08:00:00"),
        (2, 1, 0, 2, 0, 1),
    ),
    "pivotal": (
        "Id,Title,Labels,Iteration,Type,Estimate,Current State,Created at,Accepted at,Owned By",
        ('1,Sail,"a, b",1,feature,2,accepted,"Mar 2, 2026","Mar 9, 2026",Ann',
         '2,Mast,,,bug,,started,"Mar 3, 2026",,Ann'),
        (2, 1, 1, 2, 1, 1),
    ),
    "shortcut": (
        "id,name,type,requester,owners,is_completed,created_at,started_at,moved_at,completed_at,state",
        ("5,Sail,feature,ann,bo,true,2026-03-02 08:00,2026-03-03 08:00,2026-03-05 08:00,"
         "2026-03-05 08:00,Done",
         "6,Mast,bug,ann,bo,false,2026-03-02 08:00,2026-03-04 08:00,2026-03-04 08:00,,In Progress"),
        (2, 1, 1, 2, 1, 1),
    ),
    "monday_saved_as_csv": (
        "Harbour board\n\nThis week\nName,Person,Status,Due date,Item ID (auto generated)",
        ("Sail,Ann,Done,2026-03-09,11", "Mast,Bo,Working on it,2026-03-12,12", "",
         "Later", "Name,Person,Status,Due date,Item ID (auto generated)", "Keel,Ann,To Do,,13"),
        (3, 1, None, 0, 0, 1),
    ),
    "notion": (
        "Name,Assign,Date,Status",
        ('Pier 1,Ann,"March 2, 2026 → March 7, 2026",Done', "Pier 2,Ann,,In progress"),
        (2, 1, 1, 0, 0, 1),
    ),
    "planner": (
        "Plan name,Port\nPlan ID,xyz\nDate of export,04/20/2026\n\n"
        "Task ID,Task Name,Bucket Name,Progress,Created Date,Due date,Completed Date",
        ("a1,Bolt,Deck,Completed,03/02/2026,,03/22/2026", "a2,Nut,Deck,Not started,03/03/2026,,"),
        (2, 1, 0, 2, 1, 1),
    ),
    "azure_with_own_columns": (
        "ID,Work Item Type,Title,State,Date Started,Accepted at",
        ("1,Task,Buoy,Closed,2026-03-02,2026-03-05", "2,Task,Buoy,Active,2026-03-03,"),
        (2, 1, 1, 0, 1, 1),
    ),
    "jira_saved_by_excel": (
        "Key,Summary,Issue Type,Status,Resolution,Created,Resolved,Story Points",
        ("A-1,Winch,Story,Done,Done,01/Mar/26 9:00 AM,09/Mar/26 4:00 PM,3",
         "A-2,Winch,Story,In Progress,,02/Mar/26 9:00 AM,,5"),
        (2, 1, 1, 2, 1, 1),
    ),
    "numbers_of_two_repositories": (
        "repository,number,title,createdAt,closedAt",
        ("a/x,1,one,2026-03-02T08:00:00Z,2026-03-04T08:00:00Z",
         "a/y,1,other,2026-03-03T08:00:00Z,"),
        (2, 1, 0, 2, 1, 2),
    ),
    "seconds_since_1970": (
        "key,created,started,done",
        ("A-1,1772442000,1772528400,1772614800.0", "A-2,1772442000.0,1772528400,"),
        (2, 1, 1, 2, 1, 1),
    ),
    "pages_put_together": (
        "Issue key,Summary,Status,Created",
        ("A-1,Sail,Done,2026-03-02", "Issue key,Summary,Status,Created",
         "A-2,Mast,Done,2026-03-03"),
        (2, 2, 0, 2, 0, 1),
    ),
    "rally_stories": (
        "Formatted ID,Name,Schedule State,Plan Estimate,Creation Date,In Progress Date,"
        "Accepted Date",
        ("US7,Sail,Accepted,3,2026-03-02T08:00:00Z,2026-03-03T08:00:00Z,2026-03-05T08:00:00Z",
         "US9,Sail,In-Progress,2,2026-03-02T08:00:00Z,2026-03-04T08:00:00Z,"),
        (2, 1, 1, 2, 1, 1),
    ),
    "features_that_say_so_in_every_header": (
        "Feature reference #,Feature name,Feature status,Created date,Feature started on,"
        "Feature done on",
        ("WEB-4,Sail,Shipped,2026-03-02,2026-03-03,2026-03-05",
         "WEB-9,Mast,In development,2026-03-02,2026-03-04,"),
        (2, 1, 1, 2, 1, 1),
    ),
    "starts_and_ends_that_happened": (
        "Card ID,Title,Column Name,Created At,Actual Start Date,Actual End Date,Last Modified",
        ("71,Sail,Done,2026-03-02,2026-03-03,2026-03-05,2026-03-08",
         "72,Mast,In Progress,2026-03-02,2026-03-04,,2026-03-08"),
        (2, 1, 1, 2, 1, 1),
    ),
    "trac": (
        "id,summary,status,owner,type,milestone,time,changetime,resolution",
        ("7,Leak,closed,ann,defect,1.0,2026-03-02T08:00:00+0000,2026-03-05T08:00:00+0000,fixed",
         "9,Leak,accepted,ann,defect,1.0,2026-03-02T08:00:00+0000,2026-03-04T08:00:00+0000,"),
        (2, 1, None, 2, 0, 1),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counts]:
    place, groups = tmp_path_factory.mktemp("tools"), []
    for tool, (header, rows, _) in TOOLS.items():
        export = place / tool / "tracker 2026-05-31.csv"
        export.parent.mkdir()
        export.write_text(table(header, *rows), encoding="utf-8")
        groups.append(SourceGroup(tool, (export,), reason=""))
    return counted_each(place / "portfolio", groups)


@pytest.mark.parametrize("tool", TOOLS)
def test_export_of_a_tool_is_counted_without_an_edit(tool, tools):
    *_, expected = TOOLS[tool]
    assert all(want in (None, got) for want, got in zip(expected, tools[tool], strict=True)), tools


def test_board_in_json_is_counted(read):
    lists = [{"id": "l1", "name": "To Do"}, {"id": "l2", "name": "Done"}]
    cards = [
        {"id": f"69a55f90{n:016x}", "name": f"Card {n}", "idList": "l2" if n < 2 else "l1"}
        for n in range(5)
    ]
    actions = [
        {
            "type": "updateCard",
            "date": f"2026-03-1{n}T09:00:00.000Z",
            "data": {"card": cards[n], "listBefore": lists[0], "listAfter": lists[1]},
        }
        for n in range(2)
    ]
    board = {"name": "Port", "cards": cards, "lists": lists, "actions": actions}
    assert read(json.dumps(board), "board.json") == (5, 2, 0, 5, 2, 1)


def test_issues_in_json_are_counted(read):
    issues = [
        {"number": n, "title": "x", "state": state, "createdAt": "2026-03-01T08:00:00Z", **more}
        for n, state, more in (
            (1, "CLOSED", {"closedAt": "2026-03-04T08:00:00Z"}),
            (2, "OPEN", {"closedAt": None}),
        )
    ]
    assert read(json.dumps(issues), "issues.json") == (2, 1, 0, 2, 1, 1)


def test_workbook_is_counted_as_the_same_table_in_csv(tmp_path, read):
    rows = [
        ["Key", "Status", "Created", "Done"],
        ["A-1", "Done", "2026-03-02", "2026-03-05"],
        ["A-2", "To Do", "2026-03-03", None],
    ]
    as_text = "\n".join(",".join(cell or "" for cell in row) for row in rows)
    expected = read(as_text)
    book = write_workbook(tmp_path / "tracker 2026-05-31.xlsx", {"Items": rows})
    assert counted(tmp_path / "of the workbook", book) == expected == (2, 1, 0, 2, 1, 1)


@settings(
    derandomize=True,
    deadline=None,
    max_examples=tries(2),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_neither_order_nor_an_attribute_changes_a_count(data, tmp_path_factory):
    """A table of stages, shuffled, with a date that is no stage."""
    days = [[f"2026-03-{n + step:02}" for step in (1, 2, 4, 6, 8)] for n in range(1, 9)]
    columns = {"ID": [f"A-{n}" for n in range(8)]}
    for at, stage in enumerate(("Backlog", "Ready", "In Progress", "In QA", "Done")):
        columns[stage] = [day[at] if at < 4 or n < 5 else "" for n, day in enumerate(days)]
    extra = data.draw(st.sampled_from(["Updated", "Due", "Planned finish", "Stand", "Team"]))
    columns[extra] = ["Crane" if extra == "Team" else "2026-04-20"] * 8
    names, order = data.draw(st.permutations(list(columns))), data.draw(st.permutations(range(8)))
    rows = (",".join(columns[name][at] for name in names) for at in order)
    folder = tmp_path_factory.mktemp("stages")
    export = folder / "stages 2026-04-30.csv"
    export.write_text(table(",".join(names), *rows))
    assert counted(folder / "portfolio", export)[:3] == (8, 5, 3)


# --- the cases beside the project, read in place -------------------------------------------------

# file | items, done, in progress, projects; None: what it says is another matter
ANSWERS = {
    "stage_dates_good": (12, 8, 4, 1),
    "stage_dates_updated_attribute": (12, 8, 4, 1),
    "stage_dates_with_created": (12, 8, 4, 1),
    "epoch_milliseconds_point_zero": (40, 40, 0, 1),
    "id_state_closeddate_not_azure": (3, 2, 1, 1),
    "ms_project": (10, 5, 0, 1),
    "ms_planner_preamble": (14, 8, None, 1),
    "jira_excel_key_header": (14, 10, None, 1),
    "time_in_status_columns": (12, 8, 4, 1),
    "github_two_repositories": (16, 10, 0, 2),
    "azure_like_started_done": (8, 6, 2, 1),
    "taiga_userstories": (14, 8, None, 1),
    "redmine_en": (14, 8, None, 1),
    "clickup_tasks": (10, 5, None, 1),
    "youtrack": (14, 8, None, 1),
    "bugzilla_rest_fields": (12, None, None, 1),
    "mantis_en": (14, None, None, 1),
}


BUGS = "Bug ID,Product,Component,Assignee,Status,Resolution,Summary,Changed"


@pytest.mark.parametrize("word", ["---", "Ouverte", "niezdecydowane"])
def test_a_resolution_of_open_bugs_is_none_and_ends_nothing(word, read):
    ended = ["RESOLVED,FIXED"] * 4 + ["VERIFIED,FIXED", "RESOLVED,DUPLICATE", "RESOLVED,WONTFIX"]
    states = [*ended, f"ASSIGNED,{word}", f"ASSIGNED,{word}", f"NEW,{word}"]
    rows = [
        f"{900 + n},Ship,Deck,dev,{state},Bug {n},2026-05-{n:02d} 10:00:00"
        for n, state in enumerate(states, start=1)
    ]
    items, done, *_ = read(table(BUGS, *rows))
    assert (items, done) == (10, 5)


def test_what_a_name_says_will_not_be_done_is_not_done(read):
    names = ["Erledigt"] * 5 + ["Verworfen", "Wird nicht umgesetzt", "Nicht umgesetzt"]
    rows = [
        f"S {n},DE-{n},{n},Story,{name},Done,Fertig,2026-03-0{n} 09:00,2026-03-1{n} 15:00"
        for n, name in enumerate(names, start=1)
    ]
    header = "Summary,Issue key,Issue id,Issue Type,Status,Status Category,Resolution,Created"
    items, done, *_ = read(table(f"{header},Resolved", *rows))
    assert (items, done) == (8, 5)


@pytest.fixture(scope="module")
def case() -> Callable[[str], Path]:
    def find(name: str) -> Path:
        if not CASES.is_dir():
            reason = "the cases (../shared/cases) are not beside the project"
            if os.environ.get("CI", "").lower() == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        return CASES / f"{name}.csv"

    return find


@pytest.fixture(scope="module")
def cases(case: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> dict:
    groups = [SourceGroup(name, (case(name),), reason="") for name in ANSWERS]
    return counted_each(tmp_path_factory.mktemp("cases") / "portfolio", groups)


@pytest.mark.parametrize("name", ANSWERS)
def test_case_is_counted_as_worked_by_hand(name, cases):
    items, done, in_progress, *_, projects = cases[name]
    found = (items, done, in_progress, projects)
    assert all(want in (None, got) for want, got in zip(ANSWERS[name], found, strict=True)), found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("jira_empty_columns", "empty Resolved, Due date, Sprint"),
        ("jira_empty_columns", 'the column "Resolved" is there and empty'),
        ("risk_register_as_export", "This is a risk register"),
        ("risk_register_as_export", "registers/risks.csv"),
        ("stage_dates_updated_attribute", '"Updated" is no stage: its name says "Updated"'),
        ("stage_dates_good", 'set stage_columns = ["Backlog", "Ready", "In Progress", "In QA"'),
        ("jira_es_inward_blocks", "Enlace a la incidencia interna (Blocks) → link_in"),
        ("ms_project", "Start → planned_start, Finish → due_date"),
        ("notion_ranges", "not used Date"),
    ],
)
def test_case_is_explained(name, words, case, pmo):
    assert words in " ".join(pmo("inspect", case(name)).out.split())


def test_no_column_that_stands_in_the_file_is_asked_for(case, pmo):
    said = pmo("inspect", case("jira_empty_columns")).out
    assert "add the Resolved column" not in said
    assert "add the Due date column" not in said


def test_lengths_of_time_in_a_status_are_kept_as_told(case, tmp_path):
    write_folder(
        tmp_path / "p", Starter("Port", ZONE, group_exports((case("time_in_status_columns"),)))
    )
    with closing(open_reader(build_warehouse(tmp_path / "p").warehouse)) as reader:
        told = reader.execute(
            "select status_id, min(duration_seconds), max(duration_seconds) from status_times "
            "group by status_id order by status_id"
        ).fetchall()
    day, hour, minute = 86_400, 3_600, 60
    in_progress = 3 * day + 4 * hour + 10 * minute
    assert told == [
        ("In Progress", in_progress, in_progress),
        ("In Review", day, day),
        ("To Do", day + 2 * hour, day + 2 * hour),
    ]
