"""What a first user meets: init, build and report say the same, and lead on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from example_reviews.notebooks import notebook_of

from pmo_analytics.portfolio import open_portfolio
from pmo_analytics.runner.page import page_html

pytestmark = pytest.mark.slow

LIST = "Key,Title,Status,Created\nAA-1,One,To Do,2026-01-05\nAA-2,Two,Done,2026-01-06\n"
NO_DAY = "Key,Title,Status\nAA-1,One,To Do\nAA-2,Two,Done\n"
UNKNOWN = "hue,form\nred,round\nblue,square\n"
LOCAL = "Summary,Issue key,Issue Type,Status,Created\nOne,A-1,Task,To Do,25/Feb/26 10:17 PM\n"


@pytest.fixture
def files(tmp_path):
    """Write files and return their paths."""

    def write(**texts: str) -> list[Path]:
        paths = []
        for name, text in texts.items():
            paths.append(tmp_path / f"{name.replace('__', ' ')}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        return paths

    return write


def commands(folder: Path, *exports: Path):
    yield "init", folder, *exports, "--time-zone", "Europe/London"
    yield "build", "-p", folder
    yield "report", "-p", folder, "--out", folder / "out"


def test_a_refused_only_file_ends_every_command_with_code_3(pmo, tmp_path, files):
    for command in commands(tmp_path / "mine", *files(hues=UNKNOWN)):
        result = pmo(*command)
        assert result.code == 3, command
        assert "refused: exports/hues/hues.csv: No known tool writes these columns" in result.out
        assert "1 of 1 refused" in result.error


def test_an_export_without_any_date_is_asked_for_its_day(pmo, tmp_path, files):
    for command in commands(tmp_path / "mine", *files(board=NO_DAY)):
        result = pmo(*command)
        assert result.code == 3, command
        assert "refused" not in result.out + result.error
        assert 'such as "board 2026-09-30.csv"' in result.error
    assert pmo("metric", "wip", "-p", tmp_path / "mine").code == 3


def test_the_day_in_the_name_is_enough(pmo, tmp_path, files):
    (path,) = files(**{"board__2026-01-31": NO_DAY})
    assert pmo("init", tmp_path / "other", path).code == 0
    assert str(open_portfolio(tmp_path / "other").as_of) == "2026-01-31"


def test_a_refused_file_beside_others_ends_with_code_1_and_is_said_in_each_log(
    pmo, tmp_path, files
):
    made = pmo("init", tmp_path / "mine", *files(hues=UNKNOWN, **{"list__2026-01-31": LIST}))
    assert made.code == 1
    built = pmo("build", "-p", tmp_path / "mine")
    assert built.code == 1
    assert "1 file or folder was refused" in built.error
    assert "refused: exports/hues/hues.csv" in built.out


def test_a_zone_is_asked_for_under_the_name_that_init_writes(pmo, tmp_path, files):
    (path,) = files(**{"Jira__2026-03-01": LOCAL})
    listed = json.loads(pmo("inspect", path, "--json").out)
    (problem,) = [one for one in listed[0]["problems"] if one["kind"] == "time_zone_missing"]
    assert "[sources.jira]" in problem["text"]
    made = pmo("init", tmp_path / "mine", path)
    assert made.code == 3
    assert "Set it under [sources.jira] in pmo.toml" in made.out
    settings = (tmp_path / "mine" / "pmo.toml").read_text("utf-8")
    assert "[sources.jira]" in settings
    zoned = settings.replace("# time_zone", "time_zone")
    (tmp_path / "mine" / "pmo.toml").write_text(zoned, encoding="utf-8")
    assert pmo("build", "-p", tmp_path / "mine").code == 0


def test_templates_are_neither_exports_nor_registers(pmo, tmp_path, files):
    made = pmo("init", tmp_path / "mine", *files(**{"list__2026-01-31": LIST}))
    assert made.code == 0
    assert (tmp_path / "mine" / "exports" / "board" / "board.csv").is_file()
    portfolio = open_portfolio(tmp_path / "mine")
    assert list(portfolio.sql("select source from exports")["source"]) == ["list"]
    assert "1 project, 2 items, 0 registers" in made.out


def test_an_export_of_a_header_alone_is_said(pmo, tmp_path, files):
    texts = {"list__2026-01-31": LIST, "list__2026-02-28": LIST.splitlines()[0] + "\n"}
    made = pmo("init", tmp_path / "mine", *files(**texts))
    assert made.code == 0
    assert "list 2026-02-28.csv holds a header and no row" in made.out


def test_stages_for_everything_that_act_on_nothing_are_refused(pmo, tmp_path, files):
    assert pmo("init", tmp_path / "mine", *files(**{"list__2026-01-31": LIST})).code == 0
    path = tmp_path / "mine" / "pmo.toml"
    stage = '\n[[workflow.stages]]\nname = "Do"\ncategory = "active"\nstatuses = ["To Do"]\n'
    path.write_text(path.read_text("utf-8") + stage, encoding="utf-8")
    for command in ("build", "report"):
        result = pmo(command, "-p", tmp_path / "mine")
        assert result.code == 2
        assert "[[workflow.stages]] in pmo.toml acts on nothing" in result.error
        assert "[[sources.list.workflow.stages]]" in result.error


def test_stages_for_everything_act_where_a_source_has_none_of_its_own(pmo, tmp_path, files):
    assert pmo("init", tmp_path / "mine", *files(**{"list__2026-01-31": LIST})).code == 0
    path = tmp_path / "mine" / "pmo.toml"
    head = path.read_text("utf-8").partition("[[")[0]
    stage = '\n[[workflow.stages]]\nname = "Do"\ncategory = "active"\nstatuses = ["To Do"]\n'
    path.write_text(head + stage, encoding="utf-8")
    states = open_portfolio(tmp_path / "mine").sql("select item_key, state from items order by 1")
    assert list(states["state"]) == ["in_progress", "done"]


def test_grouping_and_its_reason_are_printed_and_a_person_changes_it(pmo, tmp_path, files):
    texts = {"2026-01-31__cards": LIST, "2026-02-28__cards": LIST}
    exports = files(**texts)
    made = pmo("init", tmp_path / "mine", *exports)
    assert "source cards: 2026-01-31 cards.csv, 2026-02-28 cards.csv (the same items)" in made.out
    assert "--source FILE=NAME" in made.out
    own = pmo("init", tmp_path / "own", *exports, "--source", "2026-02-28 cards.csv=later")
    assert own.code == 0
    assert "source later: 2026-02-28 cards.csv (as you say)" in own.out
    assert (tmp_path / "own" / "exports" / "later" / "2026-02-28 cards.csv").is_file()
    assert "one tracker is read twice" in own.out
    wrong = pmo("init", tmp_path / "wrong", *exports, "--source", "none.csv=x")
    assert wrong.code == 2


def test_a_history_apart_from_its_items_is_said(pmo, tmp_path, files):
    history = (
        "Issue key,Changed at,Field,From,To\n"
        "AA-1,2026-01-07T09:00:00Z,status,To Do,Doing\n"
        "AA-1,2026-01-08T09:00:00Z,status,Doing,Done\n"
    )
    exports = files(**{"list__2026-01-31": LIST, "moves__2026-01-31": history})
    made = pmo("init", tmp_path / "mine", *exports, "--source", "moves 2026-01-31.csv=moves")
    assert "The history in moves tells of items of list" in made.out
    joined = pmo("init", tmp_path / "joined", *exports)
    assert "items and their history" in joined.out
    assert "question" not in joined.out


def test_two_files_of_one_name_are_both_kept(pmo, tmp_path):
    paths = []
    for day in ("2026-01-31", "2026-02-28"):
        (tmp_path / day).mkdir()
        paths.append(tmp_path / day / "cards.csv")
        paths[-1].write_text(LIST, encoding="utf-8")
    assert pmo("init", tmp_path / "mine", *paths).code == 0
    exports = open_portfolio(tmp_path / "mine").sql("select path from exports order by path")
    assert list(exports["path"]) == [
        "exports/cards/cards (2026-02-28).csv",
        "exports/cards/cards.csv",
    ]


def test_a_later_cell_than_the_name_is_listed(pmo, tmp_path, files):
    text = "Key,Title,Status,Created,Started,Closed\n" + "".join(
        f"AB-{n},Story {n},Done,2025-01-0{n},2025-01-1{n},2025-02-1{n}\n" for n in range(1, 9)
    )
    text += "AB-9,Nine,Done,2025-01-03,2025-02-01,2027-12-31\n"
    made = pmo("init", tmp_path / "mine", *files(**{"list__2025-03-01": text}))
    assert made.code == 0
    assert "as of 2025-03-01" in made.out
    assert 'row 10, Closed: "2027-12-31"' in made.out
    rejects = open_portfolio(tmp_path / "mine").sql("select row_number, text_found from rejects")
    assert rejects.to_numpy().tolist() == [[10, "2027-12-31"]]


def test_a_file_since_a_day_was_not_taken_on_it(pmo, tmp_path, files):
    text = LIST + "AA-3,Three,Done,2026-01-20\n"
    made = pmo("init", tmp_path / "mine", *files(**{"issues__since__2026-01-01": text}))
    assert made.code == 0
    assert "as of 2026-01-20" in made.out
    assert (
        'The name of the file says "2026-01-01", but more than a lone date lies after' in made.out
    )


STANDS = """Issue key,Issue id,Issue Type,Summary,Status,Created,{resolved},Due date
AA-1,1,Task,One,Done,2026-01-05,{first},
AA-2,2,Task,Two,Done,2026-01-06,,
AA-3,3,Task,Three,To Do,2026-01-07,,
"""


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Resolved", 'the column "Resolved" is there and empty: fill it in the tracker'),
        ("Remark", "add the Resolved column, a completed date, or a change history to the export"),
    ],
)
def test_a_column_that_stands_in_the_file_is_never_asked_for(header, said, tmp_path, files, pmo):
    text = STANDS.format(resolved=header, first="")
    pmo("init", tmp_path / "mine", *files(**{"jira__2026-01-31": text}))
    portfolio = open_portfolio(tmp_path / "mine")
    assert said in portfolio.metric("lead_time").reason
    due = portfolio.metric("due_date_performance").reason
    assert 'the column "Due date" is there and empty' in due


def test_a_column_that_is_blank_for_some_items_is_to_be_filled_for_them(tmp_path, files, pmo):
    rows = STANDS.format(resolved="Resolved", first="2026-01-09").replace("AA-2", "BB-2")
    pmo("init", tmp_path / "mine", *files(**{"jira__2026-01-31": rows}))
    reason = open_portfolio(tmp_path / "mine").metric("lead_time", project="BB").reason
    assert reason == (
        'not measurable from this data: the column "Resolved" does not tell it of these items: '
        "fill it in the tracker, or add another that does"
    )


def test_the_page_says_that_a_column_is_empty(tmp_path, files, pmo):
    rows = STANDS.format(resolved="Custom field (Actual start)", first="")
    pmo("init", tmp_path / "mine", *files(**{"jira__2026-01-31": rows}))
    review = open_portfolio(tmp_path / "mine").review("project_health", project="AA")
    text = page_html(notebook_of(review))
    assert "Custom field (Actual start)" in text
    assert "is there and empty" in text
    assert "add a start date" not in text.lower()
