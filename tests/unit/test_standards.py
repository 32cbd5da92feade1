"""Standards: the starter sets, and what `pmo.toml` changes, adds and drops."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from docs.generate import SOURCE_KEY
from pmo_analytics.errors import SettingsError
from pmo_analytics.metrics.query import query_texts
from pmo_analytics.settings import parse_settings
from pmo_analytics.standards import ENFORCED, Mode, Preset, checks

SOURCES = Path(__file__).parents[2] / "docs" / "reference" / "sources.md"


def in_force(**portfolio) -> dict:
    standards = portfolio.pop("standards", {})
    settings = parse_settings({"portfolio": portfolio, "standards": standards})
    return {one.standard_id: one for one in settings.standards_in_force}


def test_every_check_is_counted_by_a_query_and_every_query_counts_known_checks():
    governed = (
        "governed_items",
        "governed_projects",
        "governed_risks",
        "governed_controls",
        "governed",
    )
    texts = "\n".join(query_texts()[name] for name in governed)
    columns = query_texts()["item_checks"].rpartition("\nselect\n")[2]
    of_items = set(re.findall(r"\bas (\w+_\w+),?$", columns, re.MULTILINE))
    listed = set(re.findall(r"check_id: '(\w+)'", texts))
    assert of_items | listed <= set(checks()) <= of_items | set(re.findall(r"'(\w{8,})'", texts))


def test_every_source_that_a_check_cites_is_listed():
    known = set(re.findall(r"^### (.+)$", SOURCES.read_text(encoding="utf-8"), re.MULTILINE))
    cited = {key for check in checks().values() for key in SOURCE_KEY.findall(check.source)}
    assert len(cited) > 5
    assert cited <= known
    assert all(check.source for check in checks().values())


@pytest.mark.parametrize("preset", get_args(Preset))
def test_each_preset_has_a_starter_set_of_its_own(preset):
    starters = in_force(preset=preset)
    assert 15 < len(starters) < len(checks())
    assert set(starters) == {name for name, one in checks().items() if preset in one.sets}


def test_government_asks_whether_a_baseline_was_kept_and_corporate_it_does_not():
    assert "baseline_kept" in in_force(preset="government")
    assert "baseline_kept" not in in_force(preset="corporate_it")


def test_one_line_changes_adds_or_drops_a_standard():
    found = in_force(
        standards={
            "card_complete": {},
            "risk_owned": {"severity": "low", "owner": "risk manager"},
            "one_currency": {"severity": "off"},
        }
    )
    assert found["card_complete"].severity == "low"
    assert (found["risk_owned"].severity, found["risk_owned"].owner) == ("low", "risk manager")
    assert found["risk_owned"].remedy == checks()["risk_owned"].remedy
    assert "one_currency" not in found


def test_sql_is_a_check_of_its_own_name_even_where_a_check_is_called_so():
    found = in_force(standards={"risk_owned": {"sql": "owned.sql", "fails": "without an owner"}})
    assert found["risk_owned"].check_id == "standards/owned.sql"
    assert found["risk_owned"].severity == "medium"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"risk_ownd": {}}, 'names no check and no sql; the nearest known is "risk_owned".'),
        ({"x": {"check": "risk_ownd"}}, '"risk_ownd" is no check; the nearest known is "risk_ow'),
        ({"x": {"check": "risk_owned", "sql": "a.sql"}}, "a standard is a check or sql, not both."),
        ({"x": {"sql": "a.sql"}}, "sql needs words for what fails it"),
        ({"risk_owned": {"line": 1}}, "less than 1"),
        ({"risk_owned": {"severty": "low"}}, 'Did you mean "severity"?'),
    ],
)
def test_a_standard_that_cannot_be_meant_is_refused(table, said):
    with pytest.raises(SettingsError) as error:
        parse_settings({"standards": table})
    assert said in str(error.value)


def test_a_stricter_mode_enforces_what_the_milder_ones_do():
    supportive, controlling, directive = (set(ENFORCED[mode]) for mode in get_args(Mode))
    assert supportive < controlling < directive
    assert supportive == set()
