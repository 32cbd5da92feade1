"""Exports are put together by what they hold, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.grouping import group_exports, regroup, source_name

BOARD = "Key,Title,Status,Created\n"
CHANGES = (
    "QA-1,2025-03-02T09:00:00Z,status,To Do,Doing\nQA-1,2025-03-03T09:00:00Z,status,Doing,Done\n"
)
HISTORY = "Issue key,Changed at,Field,From,To\n"


@pytest.fixture
def grouped(tmp_path):
    """Return the groups of some files: source → names of files, and the reasons."""

    def group(files: dict[str, str]):
        paths = []
        for name, text in files.items():
            paths.append(tmp_path / name)
            paths[-1].write_text(text, encoding="utf-8")
        groups = group_exports(paths)
        found = {one.name: [path.name for path in one.paths] for one in groups}
        return found, [one.reason for one in groups]

    return group


def board(*numbers: int, project: str = "QA", title: str = "Card") -> str:
    rows = [f"{project}-{n},{title} {n},To Do,2025-0{n % 9 + 1}-01" for n in numbers]
    return BOARD + "".join(f"{row}\n" for row in rows)


def test_dated_names_are_one_source(grouped):
    files = {"2025-02-28 cards.csv": board(1, 2), "2025-01-31 cards.csv": board(1)}
    found, reasons = grouped(files)
    assert found == {"cards": ["2025-01-31 cards.csv", "2025-02-28 cards.csv"]}
    assert reasons == ["the same items"]


def test_items_and_their_history_are_one_source(grouped):
    changes = HISTORY + CHANGES
    found, reasons = grouped({"a changes.csv": changes, "things.csv": board(1, 2)})
    assert found == {"things": ["things.csv", "a changes.csv"]}
    assert reasons == ["items and their history"]


def test_a_history_of_another_project_is_another_source(grouped):
    changes = HISTORY + CHANGES.replace("QA-", "XY-")
    found, _ = grouped({"a changes.csv": changes, "things.csv": board(1, 2)})
    assert found == {"a": ["a changes.csv"], "things": ["things.csv"]}


def test_boards_of_teams_with_the_same_columns_are_one_source(grouped):
    found, reasons = grouped({"Team X.csv": board(1, 2), "Team Y.csv": board(3, 4)})
    assert found == {"team": ["Team X.csv", "Team Y.csv"]}
    assert reasons == ["the same columns, no item in both"]


def test_the_same_numbers_of_other_items_are_two_sources(grouped):
    files = {"Crew North.csv": board(1, 2, 3), "Crew South.csv": board(1, 2, 3, title="Other")}
    found, _ = grouped(files)
    assert found == {"crew-north": ["Crew North.csv"], "crew-south": ["Crew South.csv"]}


def test_other_columns_and_other_projects_are_two_sources(grouped):
    other = board(7, project="OPS").replace("Created", "Opened")
    found, _ = grouped({"qa.csv": board(1), "ops.csv": other})
    assert found == {"ops": ["ops.csv"], "qa": ["qa.csv"]}


def test_other_columns_of_the_same_project_are_one_source(grouped):
    wider = "Key,Title,Status,Created,Priority\nQA-8,Eight,Done,2025-01-01,High\n"
    found, reasons = grouped({"qa.csv": board(1), "qa wide.csv": wider})
    assert found == {"qa": ["qa wide.csv", "qa.csv"]}
    assert reasons == ["the same project, QA"]


def test_files_that_nobody_can_read_are_grouped_by_their_columns(grouped):
    found, _ = grouped({"x1.csv": "hue,form\nred,round\n", "x2.csv": "hue,form\nblue,square\n"})
    assert list(found.values()) == [["x1.csv", "x2.csv"]]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Jira 2026-09-30.csv", "jira"),
        ("jira-2026-09-30T17-40.csv", "jira"),
        ("2026-09-30 open issues.csv", "open"),
        ("2026-09-30.csv", "tracker"),
        ("...csv", "tracker"),
        ("../x.csv", "x"),
    ],
)
def test_a_source_is_named_by_the_first_word_of_its_files(name, source):
    assert source_name(Path(name)) == source


def test_a_person_decides_otherwise(tmp_path):
    paths = [tmp_path / "Team X.csv", tmp_path / "Team Y.csv"]
    for path, number in zip(paths, (1, 2), strict=True):
        path.write_text(board(number), encoding="utf-8")
    groups = regroup(group_exports(paths), {paths[1]: "own"})
    assert [(group.name, group.paths) for group in groups] == [
        ("team", (paths[0],)),
        ("own", (paths[1],)),
    ]


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(4)),
    names=st.lists(
        st.text("abcxyz ", min_size=1, max_size=6).map(str.strip).filter(bool),
        min_size=4,
        max_size=4,
        unique=True,
    ),
)
def test_neither_names_nor_order_decide_what_belongs_together(tmp_path_factory, order, names):
    texts = [
        board(1, 2),
        board(2, 3),
        HISTORY + CHANGES,
        board(2, 3, title="Elsewhere"),
    ]
    folder = tmp_path_factory.mktemp("exports")
    paths = []
    for place in order:
        paths.append(folder / f"{names[place]} 2025-01-0{place + 1}.csv")
        paths[-1].write_text(texts[place], encoding="utf-8")
    found = {
        frozenset(int(path.stem[-1]) - 1 for path in group.paths) for group in group_exports(paths)
    }
    assert found == {frozenset({0, 1, 2}), frozenset({3})}
