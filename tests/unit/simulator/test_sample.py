import csv
import io
from pathlib import Path

import pytest

from data.simulator.__main__ import main
from data.simulator.sample import sample_texts
from pmo_analytics.settings import read_settings
from pmo_analytics.sources.registers import register_schemas

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[3] / "data" / "sample"
LARGEST_SAMPLE_BYTES = 6_000_000


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".pmo" not in path.relative_to(folder).parts
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written") / "new"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["simulator", str(folder)])
        main()
    return folder


def test_command_writes_the_committed_sample_into_the_folder_it_is_given(written):
    made, committed = files_of(written), files_of(SAMPLE)
    assert sorted(made) == sorted(committed)
    different = [name for name in made if made[name] != committed[name]]
    assert different == [], "run: python -m data.simulator data/sample"


def test_sample_is_small_enough_to_ship(texts):
    assert sum(len(text.encode()) for text in texts.values()) < LARGEST_SAMPLE_BYTES


def test_sample_holds_exports_its_registers_and_settings_and_nothing_else(texts, portfolio):
    weekly = [f"exports/energy/{name}" for name in portfolio.source("energy").exports.values()]
    assert set(texts) == {
        "exports/jira/jira-2026-09-30T17-40.csv",
        "exports/kanban/history-2026-09-30.csv",
        "exports/yard/yard-2026-09-30.csv",
        "pmo.toml",
        *weekly,
        *(f"registers/{name}.csv" for name in register_schemas()),
    }


def test_settings_of_the_sample_can_be_read():
    settings = read_settings(SAMPLE)
    assert settings.portfolio.name == "Harbour Change Portfolio 2026"
    assert settings.source("jira").item_url == "https://tracker.example/browse/{key}"


def test_every_row_of_the_sample_is_as_wide_as_its_header(texts):
    for name, text in texts.items():
        if name.endswith(".csv"):
            header, *rows = csv.reader(io.StringIO(text, newline=""))
            assert rows
            assert {len(row) for row in rows} == {len(header)}, name


@pytest.mark.parametrize("story", ["resident scheme", "test pier closed"])
def test_a_story_taken_out_leaves_the_rows_of_other_projects(portfolio, texts, story):
    owner = {"resident scheme": "ATLAS", "test pier closed": "CORAL"}[story]
    without = sample_texts(portfolio.without(story))

    def rows_of_others(texts, name):
        header, *rows = csv.reader(io.StringIO(texts[name], newline=""))
        numbered = {index for index, column in enumerate(header) if column == ""}
        names = ("Project key", "project", "Project")
        project = next(header.index(column) for column in names if column in header)
        return sorted(
            [
                (column, cell)
                for index, (column, cell) in enumerate(zip(header, row, strict=True))
                if cell and index not in numbered
            ]
            for row in rows
            if row[project] != owner
        )

    for name in texts:
        if name.startswith("exports/"):
            assert rows_of_others(without, name) == rows_of_others(texts, name)


def test_reference_page_counts_what_the_sample_holds(truths):
    page = (SAMPLE.parents[1] / "docs" / "reference" / "sample.md").read_text(encoding="utf-8")
    lines = [[cell.strip() for cell in line.split("|")] for line in page.splitlines()]
    counted = {cells[1].split(",")[0]: cells[4:7] for cells in lines if len(cells) == 9}
    for name, truth in truths.items():
        items = [item for item in truth if item.level == "item"]
        done = sum(item.done_at is not None for item in items)
        still_open = sum(item.is_open for item in items)
        assert counted[name] == [str(len(items)), str(done), str(still_open)]
