"""What one item is: keys, numbers of several projects, ids, sprints as old Jira writes them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

LISTS = (
    "Key,Project,Title,Status,Created\n"
    "1,port/quay,Quay one,Done,2026-03-01\n"
    "2,port/quay,Quay two,Open,2026-03-01\n"
    "1,port/crane,Crane one,Open,2026-03-02\n"
)


def test_number_is_unique_in_its_project_only(ask):
    assert ask({"list 2026-03-31.csv": LISTS}) == [
        ("port/crane#1", "Crane one", "to_do"),
        ("port/quay#1", "Quay one", "done"),
        ("port/quay#2", "Quay two", "to_do"),
    ]


def test_bare_number_in_a_link_is_one_of_the_same_project(ask):
    header, *rows = LISTS.splitlines()
    cells = ("", '"#1; #9"', "2")
    listed = "\n".join([f"{header},Blocked by", *map(",".join, zip(rows, cells, strict=True))])
    found = ask(
        {"list 2026-03-31.csv": listed + "\n"},
        "select from_item_id, to_item_id, kind, unknown_key from item_links order by all",
    )
    assert found == [
        ("tracker:port/quay#1", "tracker:port/quay#2", "Blocks", None),
        (None, "tracker:port/crane#1", "Blocks", "port/crane#2"),
        (None, "tracker:port/quay#2", "Blocks", "port/quay#9"),
    ]


def test_later_list_of_one_project_finds_its_numbers_again(ask):
    later = "Key,Project,Title,Status,Created\n1,port/crane,Crane one,Done,2026-03-02\n"
    found = ask({"a 2026-03-31.csv": LISTS, "b 2026-04-30.csv": later})
    assert ("port/crane#1", "Crane one", "done") in found
    assert len(found) == 3


def test_lists_of_two_projects_do_not_hide_each_other(ask):
    quay = "Key,Project,Title,Status,Created\n1,quay,Quay one,Done,2026-03-01\n"
    crane = "Key,Project,Title,Status,Created\n1,crane,Crane one,Open,2026-03-01\n"
    assert ask({"a 2026-03-30.csv": quay, "b 2026-03-31.csv": crane}) == [
        ("crane#1", "Crane one", "to_do"),
        ("quay#1", "Quay one", "done"),
    ]


def test_item_that_moved_to_another_project_keeps_its_number(ask):
    before = "Key,Project,Title,Status,Created\n1,quay,Lights,Open,2026-03-01\n"
    after = "Key,Project,Title,Status,Created\n1,crane,Lights,Done,2026-03-01\n"
    assert ask({"a 2026-03-30.csv": before, "b 2026-04-30.csv": after}) == [("1", "Lights", "done")]


def test_two_titles_under_one_number_are_two_items(ask):
    text = (
        "Key,Title,Status,Created\n1,Quay one,Done,2026-03-01\n1,Crane one,Open,2026-03-01\n"
        "2,Quay two,Open,2026-03-01\n2,Quay two,Done,2026-03-01\n"
    )
    assert [row[1:] for row in ask({"list 2026-03-31.csv": text})] == [
        ("Crane one", "to_do"),
        ("Quay one", "done"),
        ("Quay two", "done"),
    ]


def test_row_of_the_same_number_and_title_is_the_same_item_and_listed(ask):
    text = "Key,Title,Status,Created\n2,Quay,Open,2026-03-01\n2,Quay,Done,2026-03-01\n"
    rejects = "select row_number, text_found from rejects"
    assert ask({"list 2026-03-31.csv": text}, rejects) == [(2, "2")]


def test_change_of_a_number_that_two_projects_have_is_refused_with_its_reason(ask):
    history = (
        "Key,Changed at,Field,From,To\n1,2026-03-05,status,Open,Done\n"
        "2,2026-03-06,status,Open,Done\n2,2026-03-07,status,Done,Open\n"
    )
    exports = {"list 2026-03-31.csv": LISTS, "history 2026-03-31.csv": history}
    refused = ask(exports, "select row_number, text_found, split_part(reason, ',', 1) from rejects")
    assert refused == [(2, "1", "The number stands for several items of the source")]
    told = (
        "select item_key from items join transitions using (item_id) where evidence = 'changelog'"
    )
    assert set(ask(exports, told)) == {("port/quay#2",)}


def test_id_that_one_list_gives_to_two_keys_is_no_identity(ask):
    text = (
        "Issue key,Issue id,Summary,Status,Created\n"
        "A-1,7,One,Done,2026-03-01\nB-1,7,Other,To Do,2026-03-01\nA-2,8,Two,To Do,2026-03-01\n"
    )
    found = ask({"list 2026-03-31.csv": text})
    assert [key for key, *_ in found] == ["A-1", "A-2", "B-1"]


@pytest.mark.parametrize("written", ["a-1", "A-1 ", "A -1", "A - 1"])
def test_key_is_compared_without_case_and_blanks(ask, written):
    items = "Issue key,Summary,Status,Created\nA-1,One,Done,2026-03-01\n"
    history = (
        f"Issue key,Changed at,Field,From,To\n{written},2026-03-04,status,To Do,In Progress\n"
        f"{written},2026-03-05,status,In Progress,Done\n"
    )
    exports = {"items 2026-03-31.csv": items, "history 2026-03-31.csv": history}
    assert ask(exports, "select item_key, strftime(done_at, '%d') from items") == [("A-1", "05")]


def test_project_whose_keys_are_written_in_two_cases_is_one(ask):
    exports = {
        "one 2026-03-31.csv": "Key,Summary,Status,Created\nab-1,One,Done,2026-03-01\n",
        "two 2026-03-31.csv": "Key,Summary,Status,Created\nAB-2,Two,Done,2026-03-01\n",
    }
    assert ask(exports, "select distinct project_id from items") == [("AB",)]


def test_titles_that_stand_for_keys_differ_by_case(ask):
    board = "title,column\nLights on,Done\nlights On,To Do\n"
    assert len(ask({"board 2026-03-31.csv": board})) == 2


def test_key_that_went_and_came_back_is_the_one_it_is_now(ask):
    history = (
        "Issue key,Changed at,Field,From,To\n"
        "A-1,2026-03-05,Key,A-1,B-1\nB-1,2026-03-07,Key,B-1,A-1\nA-1,2026-03-09,status,To Do,Done\n"
    )
    items = "Issue key,Summary,Status,Created\nA-1,One,Done,2026-03-01\n"
    found = ask({"history 2026-03-31.csv": history, "items 2026-03-31.csv": items})
    assert found == [("A-1", "One", "done")]


GREENHOPPER = (
    "com.atlassian.greenhopper.service.sprint.Sprint@1f2e[id=7,rapidViewId=18,state=CLOSED,"
    "name={name},startDate=2026-01-05T09:00:00.000Z,endDate=2026-01-16T17:00:00.000Z,"
    "completeDate=<null>,sequence=7,goal=name=none]"
)


@pytest.mark.parametrize("name", ["Sprint 112", "Sprint 1, the [first]", "2026/Q1; week 3"])
def test_sprints_as_old_jira_writes_them_become_names(ask, name):
    cells = f'"{GREENHOPPER.format(name=name)}","{GREENHOPPER.format(name="Next")}"'
    text = f"Issue key,Summary,Status,Created,Sprint,Sprint\nA-1,One,To Do,2026-01-02,{cells}\n"
    assert ask({"items 2026-03-31.csv": text}, "select sprints from items") == [([name, "Next"],)]
