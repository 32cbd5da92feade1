"""A warehouse is a pure function of its folder, and swapped in whole or not at all."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from pmo_analytics.errors import FolderError, SettingsError
from pmo_analytics.sources.folder import scan_folder
from pmo_analytics.warehouse import build
from pmo_analytics.warehouse.build import build_warehouse, is_current
from pmo_analytics.warehouse.connection import open_reader
from pmo_analytics.warehouse.generations import (
    DERIVED_FOLDER,
    current_warehouse,
    publish,
    read_pointer,
)
from tests.unit.warehouse.plans import tables_of, write_files

pytestmark = pytest.mark.slow

FIRST = "exports/tracker/items 2026-01-18.csv"
SECOND = "exports/tracker/items 2026-01-25.csv"
FILES = {
    FIRST: (
        "key,title,status,created,started,done\n"
        "A-1,One,Done,2026-01-05,2026-01-06,2026-01-08\n"
        "A-2,Two,In Progress,2026-01-05,2026-01-07,\n"
        ",no key,To Do,2026-01-05,,\n"
    ),
    "exports/history/changes 2026-01-25.csv": (
        "key,changed at,field,from,to\n"
        "B-1,2026-01-06 09:00:00Z,status,To Do,In Progress\n"
        "B-1,2026-01-08 09:00:00Z,status,In Progress,Done\n"
    ),
    "registers/projects.csv": "project_id,name,items\nALPHA,Alpha,A\nBETA,Beta,B\n",
    "registers/risks.csv": "risk_id,project_id\nR1,ALPHA\n",
}
NEWER = (
    "key,title,status,created,started,done\n"
    "A-1,One,Done,2026-01-05,2026-01-06,2026-01-08\n"
    "A-2,Two,Done,2026-01-05,2026-01-07,2026-01-22\n"
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return the folder, built once; tests copy it."""
    folder = write_files(tmp_path_factory.mktemp("kept") / "portfolio", FILES)
    build_warehouse(folder)
    return folder


@pytest.fixture
def built_folder(kept, tmp_path):
    """Return a copy of the built folder, to be changed and built again."""
    folder = Path(shutil.copytree(kept, tmp_path / "copied" / "portfolio"))
    # A copied warehouse is not believed until a build of ours says that it is the one it wrote.
    copied = folder / DERIVED_FOLDER / current_warehouse(kept).name
    publish(copied, seen=build.folder_signature(folder, scan_folder(folder)))
    return folder


def items_of(warehouse):
    with closing(open_reader(warehouse)) as connection:
        return connection.execute("select item_key, state from items order by 1").fetchall()


def test_two_builds_of_one_folder_give_equal_tables(portfolio, kept):
    one = current_warehouse(kept)
    other = build_warehouse(portfolio(FILES, parent="other")).warehouse
    assert one.name == other.name
    assert tables_of(one) == tables_of(other)


def test_order_in_which_files_are_written_does_not_matter(portfolio, kept):
    backwards = dict(reversed(FILES.items()))
    one = current_warehouse(kept)
    other = build_warehouse(portfolio(backwards, parent="other")).warehouse
    assert tables_of(one) == tables_of(other)


def test_deleted_warehouse_is_built_again_and_equal(built_folder):
    before = tables_of(current_warehouse(built_folder))
    shutil.rmtree(built_folder / ".pmo")
    assert tables_of(build_warehouse(built_folder).warehouse) == before


def test_build_after_a_new_export_equals_one_from_scratch(portfolio, built_folder):
    (built_folder / SECOND).write_text(NEWER)
    result = build_warehouse(built_folder)
    fresh = build_warehouse(portfolio({**FILES, SECOND: NEWER}, parent="fresh"))
    assert result.is_new
    assert tables_of(result.warehouse) == tables_of(fresh.warehouse)


def test_build_after_a_removed_export_equals_one_from_scratch(portfolio):
    shrunk = portfolio({**FILES, SECOND: NEWER}, parent="shrunk")
    build_warehouse(shrunk)
    (shrunk / FIRST).unlink()
    fresh_files = {path: text for path, text in FILES.items() if path != FIRST}
    fresh = build_warehouse(portfolio({**fresh_files, SECOND: NEWER}, parent="fresh"))
    assert tables_of(build_warehouse(shrunk).warehouse) == tables_of(fresh.warehouse)


def test_file_that_was_read_before_is_not_read_again(monkeypatch, built_folder):
    (built_folder / SECOND).write_text(NEWER)
    steps: list[str] = []
    build_warehouse(built_folder, progress=steps.append)
    assert [step for step in steps if step.startswith("reading exports")] == [f"reading {SECOND}"]


def test_rebuild_from_another_program_reads_everything(monkeypatch, built_folder):
    before = current_warehouse(built_folder)
    monkeypatch.setattr(build, "_program_key", lambda: "another program")
    steps: list[str] = []
    after = build_warehouse(built_folder, progress=steps.append).warehouse
    assert after != before
    assert len([step for step in steps if step.startswith("reading exports")]) == 2


def test_unchanged_folder_is_not_built_again(portfolio):
    folder = portfolio(FILES)
    first = build_warehouse(folder)
    steps: list[str] = []
    again = build_warehouse(folder, progress=steps.append)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.warehouse == first.warehouse
    assert steps == ["looking at the files"]


def test_folder_is_current_until_a_file_changes(portfolio):
    folder = portfolio(FILES)
    assert not is_current(folder)
    build_warehouse(folder)
    assert is_current(folder)
    (folder / SECOND).write_text(NEWER)
    assert not is_current(folder)
    build_warehouse(folder)
    (folder / "pmo.toml").write_text('[portfolio]\nname = "New"\n')
    assert not is_current(folder)


def test_folder_whose_warehouse_was_deleted_is_not_current(portfolio):
    folder = portfolio(FILES)
    build_warehouse(folder).warehouse.unlink()
    assert not is_current(folder)
    build_warehouse(folder)
    assert is_current(folder)
    assert current_warehouse(folder).is_file()


def test_change_of_settings_makes_a_new_warehouse(portfolio, built_folder):
    before = current_warehouse(built_folder)
    (built_folder / "pmo.toml").write_text('[portfolio]\ntime_zone = "Pacific/Auckland"\n')
    result = build_warehouse(built_folder)
    fresh = build_warehouse(
        portfolio(
            {**FILES, "pmo.toml": '[portfolio]\ntime_zone = "Pacific/Auckland"\n'}, parent="fresh"
        )
    )
    assert result.is_new
    assert result.warehouse != before
    assert tables_of(result.warehouse) == tables_of(fresh.warehouse)


def test_reader_opened_before_keeps_its_answers_and_a_new_one_sees_the_new(built_folder):
    before = current_warehouse(built_folder)
    with closing(open_reader(before)) as reader:
        (built_folder / SECOND).write_text(NEWER)
        after = build_warehouse(built_folder).warehouse
        assert not before.exists()
        old = reader.execute("select state from items where item_key = 'A-2'").fetchone()
        assert old == ("in_progress",)
        assert dict(items_of(after))["A-2"] == "done"
        assert current_warehouse(built_folder) == after


def test_build_that_dies_leaves_the_warehouse_before_it(monkeypatch, built_folder):
    before = current_warehouse(built_folder)
    (built_folder / SECOND).write_text(NEWER)

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(build, "run_models", die)
        with pytest.raises(KeyboardInterrupt):
            build_warehouse(built_folder)
    assert current_warehouse(built_folder) == before
    assert dict(items_of(before))["A-2"] == "in_progress"
    assert dict(items_of(build_warehouse(built_folder).warehouse))["A-2"] == "done"


def test_next_build_removes_what_a_killed_one_left(built_folder):
    leftover = built_folder / ".pmo" / "building-killed"
    leftover.mkdir()
    (leftover / "warehouse-0.duckdb").write_bytes(b"half of a file")
    (built_folder / ".pmo" / "warehouse-0000.duckdb").write_bytes(b"nothing points to it")
    build_warehouse(built_folder)
    left = sorted(path.name for path in (built_folder / ".pmo").iterdir())
    assert left == ["build.lock", "current", current_warehouse(built_folder).name]


@pytest.mark.parametrize("new_files", [{}, {SECOND: NEWER}])
def test_warehouse_that_is_no_database_is_built_again(portfolio, new_files):
    folder = portfolio(FILES)
    build_warehouse(folder).warehouse.write_bytes(b"not a database")
    result = build_warehouse(portfolio(new_files))
    assert result.is_new
    assert len(items_of(result.warehouse)) == 3


def test_every_row_of_every_file_is_accounted_for(built):
    refused = {"exports/odd/table.csv": "colour,shape\nred,round\nblue,\n"}
    connection = built({**FILES, **refused})
    counts = connection.execute(
        "select path, rows_in, rows_accepted, rows_rejected from exports order by path"
    ).fetchall()
    assert counts == [
        ("exports/history/changes 2026-01-25.csv", 2, 2, 0),
        ("exports/odd/table.csv", 2, 0, 2),
        (FIRST, 3, 2, 1),
    ]


def test_refused_file_is_named_and_stops_nothing(portfolio):
    folder = portfolio({**FILES, "exports/odd/table.csv": "colour,shape\nred,round\n"})
    result = build_warehouse(folder)
    assert [refused.path for refused in result.refused] == [
        *("exports/odd/table.csv", "registers/risks.csv")
    ]
    assert len(items_of(result.warehouse)) == 3


def test_times_that_nobody_placed_refuse_their_file(portfolio):
    path = "exports/tracker/items 2026-01-18.csv"
    folder = portfolio({path: "key,title,created\nA-1,One,2026-01-05 09:00\n"})
    (refused,) = build_warehouse(folder).refused
    assert refused.path == path
    assert "time_zone" in refused.reason
    (folder / "pmo.toml").write_text('[sources.tracker]\ntime_zone = "Europe/Berlin"\n')
    assert build_warehouse(folder).refused == ()


def test_folder_without_exports_is_built_and_empty(portfolio):
    result = build_warehouse(portfolio({"registers/projects.csv": FILES["registers/projects.csv"]}))
    assert [problem.kind for problem in result.problems] == ["no_exports"]
    assert items_of(result.warehouse) == []


def test_missing_folder_and_wrong_settings_are_said(portfolio, tmp_path):
    with pytest.raises(FolderError, match="There is no folder"):
        build_warehouse(tmp_path / "nowhere")
    with pytest.raises(SettingsError, match=r"pmo\.toml"):
        build_warehouse(portfolio({"pmo.toml": "[portfolio]\nnaem = 1\n"}))


def test_names_of_files_are_names_and_no_patterns(built):
    connection = built(
        {
            "exports/it's [1]/a*.csv": "key,title,created\nA-1,One,2026-01-05\n",
            "exports/it's [1]/ab.csv": "key,title,created\nA-2,Two,2026-01-05\n",
        }
    )
    paths = connection.execute("select path from exports order by 1").fetchall()
    assert paths == [("exports/it's [1]/a*.csv",), ("exports/it's [1]/ab.csv",)]
    assert connection.execute("select count(*) from items").fetchone() == (2,)


def test_pointer_names_the_state_of_the_folder(built_folder):
    before = read_pointer(built_folder)
    (built_folder / SECOND).write_text(NEWER)
    build_warehouse(built_folder)
    assert read_pointer(built_folder).seen != before.seen
