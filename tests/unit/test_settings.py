"""`pmo.toml`: every key has a default, a wrong one is refused with the nearest known."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pmo_analytics.errors import SettingsError
from pmo_analytics.settings import (
    Settings,
    parse_settings,
    read_settings,
)


def test_without_a_file_there_are_defaults_and_the_name_of_the_folder(tmp_path):
    folder = tmp_path / "harbour"
    folder.mkdir()
    settings = read_settings(folder)
    assert settings.portfolio.name == "harbour"
    assert settings.portfolio.time_zone == "UTC"
    assert settings.portfolio.stale_export_days == 14
    assert settings.workflow.cancelled_resolutions is None


def test_no_source_has_a_time_zone_that_nobody_gave():
    assert Settings().source("anything").time_zone is None


def test_a_file_without_a_name_takes_that_of_the_folder(tmp_path):
    (tmp_path / "pmo.toml").write_text('[portfolio]\ncurrency = "£"\n', encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.portfolio.name == tmp_path.name
    assert settings.portfolio.currency == "£"


def test_a_byte_order_mark_does_no_harm(tmp_path):
    (tmp_path / "pmo.toml").write_bytes(b'\xef\xbb\xbf[portfolio]\nname = "Harbour"\n')
    assert read_settings(tmp_path).portfolio.name == "Harbour"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"portfolo": {}}, 'unknown key "portfolo". Did you mean "portfolio"?'),
        ({"portfolio": {"nmae": "x"}}, 'unknown key "portfolio.nmae". Did you mean "name"?'),
        ({"sources": {"jira": {"timezone": "UTC"}}}, 'Did you mean "time_zone"?'),
        ({"workflow": {"stage": []}}, 'Did you mean "stages"?'),
        (
            {"zzz": 1},
            "There are: calendar, policy, portfolio, projects, quality, sources, standards, teams, "
            "workflow.",
        ),
        ({"policy": {"schedule": {"enter_ambr": 1}}}, 'Did you mean "enter_amber"?'),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_known(table, said):
    with pytest.raises(SettingsError) as error:
        parse_settings(table)
    assert said in str(error.value)
    assert str(error.value).startswith("pmo.toml: ")


STAGE = {"name": "Doing", "category": "active", "statuses": ["In Progress"]}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"portfolio": {"time_zone": "Mars/Olympus"}}, '"Mars/Olympus" is not a time zone'),
        ({"portfolio": {"stale_export_days": 0}}, '"portfolio.stale_export_days"'),
        ({"portfolio": {"date_style": "year_first"}}, '"portfolio.date_style"'),
        ({"workflow": {"stages": [STAGE], "start_stage": "Done"}}, '"Done" is not one of the'),
        (
            {"workflow": {"stages": [STAGE, {**STAGE, "name": "Test"}]}},
            'status "In Progress" stands in two stages, Doing and Test',
        ),
        ({"workflow": {"stages": [{**STAGE, "statuses": []}]}}, 'stage "Doing" names no statuses'),
        ({"calendar": {"country": "Germany"}}, 'known; the nearest known is "DE"'),
        ({"calendar": {"country": "UK"}}, '"UK" is no country'),
        ({"calendar": {"country": "gb-eng"}}, 'the nearest known is "GB"'),
        ({"calendar": {"country": "Xyzzy"}}, 'expected a code such as "GB" or "DE-BY"'),
        ({"calendar": {"country": "DE-Bayern"}}, 'the nearest known is "BY"'),
        ({"calendar": {"country": "GB-X"}}, "known are ENG, NIR, SCT, WLS"),
        ({"teams": {"North": ""}}, '"teams.North"'),
        ({"workflow": {"shortest_visit_seconds": -1}}, '"workflow.shortest_visit_seconds"'),
        (
            {"sources": {"jira": {"workflow": {"shortest_visit_seconds": 60}}}},
            'unknown key "sources.jira.workflow.shortest_visit_seconds"',
        ),
        ({"workflow": {"stages": [{**STAGE, "wip_limit": 0}]}}, '"workflow.stages.0.wip_limit"'),
        ({"sources": {"jira": {"item_url": "javascript:alert(1){key}"}}}, "must start with"),
        ({"sources": {"jira": {"item_url": "https://x/"}}}, "must hold {key}"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(table, said):
    with pytest.raises(SettingsError) as error:
        parse_settings(table)
    assert said in str(error.value)


def test_every_fault_is_listed_at_once():
    with pytest.raises(SettingsError) as error:
        parse_settings({"portfolio": {"nmae": "x", "time_zone": "Mars"}, "zzz": 1})
    for said in ("nmae", "Mars", "zzz"):
        assert said in str(error.value)


@pytest.mark.parametrize("content", [b"[portfolio", b"name = ", b"\xff\xfe\x00"])
def test_a_file_that_is_no_toml_is_refused(content, tmp_path):
    (tmp_path / "pmo.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"pmo\.toml is not valid TOML"):
        read_settings(tmp_path)


def test_a_proposed_status_stands_in_one_stage_as_any_other():
    stages = [STAGE, {"name": "Test", "category": "active", "proposed": ["In progress"]}]
    with pytest.raises(SettingsError, match="stands in two stages"):
        parse_settings({"workflow": {"stages": stages}})


def test_a_stage_may_hold_nothing_but_proposals():
    stage = {"name": "Done", "category": "done", "statuses": [], "proposed": ["Acabado"]}
    (parsed,) = parse_settings({"workflow": {"stages": [stage]}}).workflow.stages
    assert (parsed.statuses, parsed.proposed) == ((), ("Acabado",))


def test_the_same_status_in_other_letters_is_the_same_status():
    stages = [STAGE, {"name": "Test", "category": "active", "statuses": ["IN PROGRESS"]}]
    with pytest.raises(SettingsError, match="stands in two stages"):
        parse_settings({"workflow": {"stages": stages}})


def test_settings_are_frozen():
    with pytest.raises(ValidationError):
        Settings().portfolio.name = "other"
