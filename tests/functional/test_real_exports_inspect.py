"""What `pmo inspect` and `pmo init` tell a new user of the real exports."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from real_exports import REAL_EXPORTS, require_real_exports

from pmo_analytics.errors import INPUT_UNUSABLE

pytestmark = pytest.mark.slow

# rows and the least that the columns allow: created and finished (T0), started too (T1), several
# exports (T2), every change (T3); none where the file lists no items
FACTS = {
    "ado_lighthouse_dmy_dots": (117, "T1"),
    "aea_history_2021": (19_406, "T3"),
    "asf_activemq_2020": (77, "T0"),
    "cfd_weekly_dmy_pt": (8, None),
    "daily_status_snapshots": (13_219, "T2"),
    "estimates_mixed_offsets": (2_480, "T0"),
    "events724_fr": (49, "T1"),  # the change of the category
    "jwprogram_cloud2018": (90, "T0"),
    "letpeoplework_flowmetrics_example": (266, "T1"),
    "lupapiste_latin1_semicolon": (768, "T0"),
    "nautilus_wallet": (192, "T0"),
    "rueedlinger_agile_project": (4_123, "T0"),
    "sea_jira_iterations_latin1": (1_873, None),
    "stagedates_dmy_pt": (22, "T1"),
    "ticketproject_es": (200, "T1"),
    "werkplaats_small": (26, "T0"),
}
REFUSED = "ala_taxonomy_cp1252"


@pytest.fixture(autouse=True)
def _exports_are_there():
    require_real_exports()


def inspected(pmo, *names: str) -> list[dict[str, Any]]:
    files = [REAL_EXPORTS / f"{name}.csv" for name in names]
    return json.loads(pmo("inspect", *files, "--json").out)


def test_every_file_is_counted_with_what_it_makes_possible(pmo):
    found = inspected(pmo, *FACTS)
    for name, one in zip(FACTS, found, strict=True):
        rows, tier = FACTS[name]
        assert (one["rows"], one["accepted"], one["rejected"]) == (rows, rows, 0), name
        assert one["tier"] == tier, name


def test_file_whose_dates_nothing_proves_is_refused_with_both_readings(pmo):
    result = pmo("inspect", REAL_EXPORTS / f"{REFUSED}.csv")
    assert result.code == INPUT_UNUSABLE
    assert "Refused 1 of 1: " in result.error
    said = " ".join(result.out.split())
    assert "44 in, 0 used, 44 not" in said
    assert "11 Jan 2023 (day first) or 1 Nov 2023 (month first)" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("aea_history_2021", "times days without a time"),
        ("aea_history_2021", "taken 2020-12-21 (newest moment in the file"),
        ("aea_history_2021", "Newest first: so it is in 2,032 of 2,032 neighbouring rows"),
        ("lupapiste_latin1_semicolon", "times with their offset from UTC"),
        ("lupapiste_latin1_semicolon", "lupaId, column 9, which has no name"),
        ("werkplaats_small", "times local times of a zone that the file does not tell"),
        ("stagedates_dmy_pt", "Date order day first: row 2, Inicio"),
        ("sea_jira_iterations_latin1", "taken not known (no date in the name or in the file)"),
        ("cfd_weekly_dmy_pt", "makes possible counted_flow"),
    ],
)
def test_sentences_for_a_reader(name, words, pmo):
    result = pmo("inspect", REAL_EXPORTS / f"{name}.csv")
    assert words in " ".join(result.out.split())


def test_columns_of_items_are_not_asked_of_a_file_that_lists_none(pmo):
    assert "would unlock" in pmo("inspect", REAL_EXPORTS / "werkplaats_small.csv").out
    assert "would unlock" not in pmo("inspect", REAL_EXPORTS / "cfd_weekly_dmy_pt.csv").out


def test_folder_begun_with_real_exports_has_their_statuses_in_its_workflow(pmo, tmp_path):
    names = ("nautilus_wallet", "aea_history_2021", "ticketproject_es", REFUSED)
    files = [REAL_EXPORTS / f"{name}.csv" for name in names]
    made = pmo("init", tmp_path / "mine", *files, "--time-zone", "Europe/Berlin")
    assert made.code == 1  # one of them is refused
    settings = tomllib.loads((tmp_path / "mine" / "pmo.toml").read_text("utf-8"))
    stages = {
        source: {
            stage["category"]: stage["statuses"] + stage.get("proposed", [])
            for stage in table["workflow"]["stages"]
        }
        for source, table in settings["sources"].items()
        if "workflow" in table
    }
    assert stages["ticketproject"] == {"to_do": ["Tareas por hacer"]}
    # All 45 items in Deploy are resolved: as active work the workflow would reopen them.
    assert sorted(stages["nautilus"]["done"]) == ["Deploy", "Done"]
    assert sum(map(len, stages["aea"].values())) == 26  # all statuses of the history, each once
    assert "ala" not in stages  # refused, so nothing is known of it
