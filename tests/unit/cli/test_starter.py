"""What `pmo init` writes of statuses, and what it never writes."""

from __future__ import annotations

import tomllib

import pytest

from pmo_analytics.cli.starter import Starter, add_columns, write_folder
from pmo_analytics.errors import SettingsError
from pmo_analytics.settings import SETTINGS_FILE, Settings, read_settings
from pmo_analytics.sources.grouping import group_exports
from pmo_analytics.sources.mapping import MappingProposal, ProposedColumn

EXPORT = """\
Issue key,Summary,Status,Created
A-1,One,Closed,2026-03-01
A-2,Two,ACABADO,2026-03-01
A-3,Three,ACABADO,2026-03-01
A-4,Four,Withdrawn,2026-03-01
"""


@pytest.fixture
def written(tmp_path) -> Settings:
    """Return the settings that `pmo init` writes for an export."""
    export = tmp_path / "tracker 2026-03-31.csv"
    export.write_text(EXPORT, encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    write_folder(folder, Starter("Pier", "UTC", group_exports((export,))))
    return read_settings(folder)


def test_what_nobody_confirmed_is_told_apart_in_the_file(written):
    stages = {stage.name: stage for stage in written.sources["tracker"].workflow.stages}
    assert stages["Done"].statuses == ("Closed",)
    assert stages["Done"].proposed == ("ACABADO",)


def test_what_was_dropped_has_a_stage_of_its_own(written):
    stages = {stage.name: stage for stage in written.sources["tracker"].workflow.stages}
    assert stages["Cancelled"].category == "cancelled"
    assert stages["Cancelled"].statuses == ("Withdrawn",)


def test_columns_without_a_key_are_never_written(tmp_path):
    settings = tmp_path / SETTINGS_FILE
    settings.write_text('[portfolio]\nname = "Pier"\n', encoding="utf-8")
    columns = (ProposedColumn("status", "State", "so its header says"),)
    with pytest.raises(SettingsError, match="No column of the file names its items"):
        add_columns(tmp_path, "tracker", MappingProposal(columns))
    assert tomllib.loads(settings.read_text("utf-8")) == {"portfolio": {"name": "Pier"}}
