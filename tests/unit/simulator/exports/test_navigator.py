import csv
import io
from collections import Counter
from datetime import datetime

import pytest

pytestmark = pytest.mark.slow

NAME = "exports/jira/jira-2026-09-30T17-40.csv"
KEPT_ORDER = (
    "Summary",
    "Issue key",
    "Issue id",
    "Issue Type",
    "Status",
    "Project key",
    "Priority",
    "Resolution",
    "Assignee",
    "Created",
    "Updated",
    "Resolved",
    "Due date",
    "Labels",
    "Description",
    "Watchers",
    "Attachment",
    "Custom field (Actual start)",
    "Sprint",
    "Comment",
    "Parent",
    "Status Category",
)


@pytest.fixture(scope="module")
def table(texts):
    header, *rows = csv.reader(io.StringIO(texts[NAME], newline=""))
    return header, rows


@pytest.fixture(scope="module")
def rows(table):
    """Each row as {column: first value}; later columns of one name are left out."""
    header, rows = table
    first = {name: header.index(name) for name in header}
    return [{name: row[index] for name, index in first.items()} for row in rows]


def test_columns_stand_in_the_order_of_the_tracker(table):
    header, _ = table
    positions = [header.index(name) for name in KEPT_ORDER]
    assert positions == sorted(positions)


def test_fields_with_several_values_take_several_columns_of_one_name(table):
    header, rows = table
    counts = Counter(header)
    for name in ("Sprint", "Labels", "Watchers", "Comment", "Attachment"):
        assert counts[name] >= 3, name
        last = [index for index, column in enumerate(header) if column == name][-1]
        assert any(row[last] for row in rows)
    assert counts["Summary"] == counts["Created"] == 1


def test_file_holds_two_projects_and_all_levels(rows):
    assert set(Counter(row["Project key"] for row in rows)) == {"ATLAS", "DUNE"}
    types = {row["Issue Type"] for row in rows}
    assert types == {"Epic", "Story", "Task", "Bug", "Sub-task"}


def test_dates_are_those_of_a_cloud_tracker(rows):
    for row in rows:
        created = datetime.strptime(row["Created"], "%d/%b/%y %I:%M %p")
        assert created <= datetime.strptime(row["Updated"], "%d/%b/%y %I:%M %p")
        if row["Custom field (Actual start)"]:
            started = row["Custom field (Actual start)"]
            assert datetime.strptime(started, "%Y-%m-%d %H:%M:%S.%f") >= created
    assert not [row for row in rows if row["Created"].split(" ")[1].startswith("0")]


def test_what_the_truth_knows_stands_in_the_row_to_the_minute(rows, histories):
    by_key = {row["Issue key"]: row for row in rows}
    finished = [h for h in histories["ATLAS"].items if h.last.resolution == "Done"]
    agree = [
        datetime.strptime(by_key[h.item.key]["Resolved"], "%d/%b/%y %I:%M %p")
        == h.last.changed_at.replace(second=0)
        for h in finished
        if by_key[h.item.key]["Resolved"]
    ]
    assert all(agree)
    assert len(finished) - len(agree) == 3  # planted: done without a resolution


def test_planted_faults_are_there(rows):
    done = [row for row in rows if row["Status Category"] == "Done"]
    assert sum(not row["Resolution"] for row in done) == 3
    counted = [r for r in done if r["Issue Type"] not in ("Epic", "Sub-task") and r["Sprint"]]
    assert sum(not row["Custom field (Actual start)"] for row in counted) == 2
    started = [row for row in rows if row["Status Category"] == "In Progress"]
    assert sum(not row["Assignee"] for row in started) == 2
    assert [n for n in Counter(row["Issue key"] for row in rows).values() if n > 1] == [2]


def test_duplicate_row_is_the_same_in_every_cell(table):
    header, rows = table
    key = header.index("Issue key")
    twice = next(k for k, n in Counter(row[key] for row in rows).items() if n == 2)
    first, second = [row for row in rows if row[key] == twice]
    assert first == second


def test_one_due_date_lies_before_its_creation(rows):
    def day(text):
        return datetime.strptime(text.split(" ")[0], "%d/%b/%y")

    early = [r for r in rows if r["Due date"] and day(r["Due date"]) < day(r["Created"])]
    assert len(early) == 1


def test_both_estimate_fields_are_used_by_one_project_each(rows):
    fields = {
        "Custom field (Story Points)": "ATLAS",
        "Custom field (Story point estimate)": "DUNE",
    }
    for field, project in fields.items():
        assert {row["Project key"] for row in rows if row[field]} == {project}


def test_blocked_items_are_flagged(rows, histories):
    flagged = {row["Issue key"] for row in rows if row["Custom field (Flagged)"] == "Impediment"}
    blocked = {
        h.item.key for name in ("ATLAS", "DUNE") for h in histories[name].items if h.last.blocked_by
    }
    assert flagged == blocked
    assert len(flagged) >= 3


def test_parents_are_named_by_id_key_and_summary(rows):
    by_key = {row["Issue key"]: row for row in rows}
    children = [row for row in rows if row["Parent key"]]
    assert len(children) > 200
    for row in children:
        parent = by_key[row["Parent key"]]
        assert (row["Parent"], row["Parent summary"]) == (parent["Issue id"], parent["Summary"])


def test_hostile_titles_and_line_breaks_survive(rows):
    titles = [row["Summary"] for row in rows]
    for text in ("<b>", "=SUM(", "]]>", "\u202b", "⛴️", "[K7/A2]"):
        assert sum(text in title for title in titles) == 1, text
    assert sum("\n" in row["Description"] for row in rows) > 100


def test_nothing_of_the_truth_is_in_the_file(table, portfolio):
    header, rows = table
    text = "\n".join(cell for row in [header, *rows] for cell in row)
    for project in portfolio.projects:
        for story in project.stories:
            assert story.name not in text


def test_comments_name_accounts_not_people(table, portfolio):
    header, rows = table
    people = {person.name for project in portfolio.projects for person in project.people}
    comments = [
        cell
        for row in rows
        for name, cell in zip(header, row, strict=True)
        if name == "Comment" and cell
    ]
    assert len(comments) > 100
    assert not [c for c in comments if any(person in c for person in people) or "@" in c]
    assert all(len(c.split(";", 2)[1]) == 24 for c in comments)
