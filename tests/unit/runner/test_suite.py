"""`suite.toml`: what is run; a file that is not understood is refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_notebooks import write_suite

from pmo_analytics.errors import SettingsError
from pmo_analytics.runner.suite import read_suite

SHIPPED = Path(__file__).parents[3] / "reports" / "suite.toml"


def test_the_shipped_suite_runs_portfolio_programmes_projects_and_teams():
    reports = read_suite(SHIPPED).reports
    assert [(report.notebook, report.for_each, dict(report.parameters)) for report in reports] == [
        ("portfolio_health", "portfolio", {}),
        ("portfolio_health", "portfolio", {"persona": "executive"}),
        ("portfolio_health", "programme", {}),
        ("governance", "portfolio", {}),
        ("support", "portfolio", {}),
        ("project_health", "project", {}),
        ("team_health", "team", {}),
    ]


def test_an_entry_needs_only_its_notebook(tmp_path):
    (report,) = read_suite(write_suite(tmp_path / "s.toml", 'notebook = "own"')).reports
    assert report.for_each == "portfolio"
    assert report.time_limit_seconds > 0
    assert report.parameters == {}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('notbook = "own"', '"reports.0.notebook"'),
        ('notebook = "own"\nfor_ech = "project"', '"reports.0.for_ech"'),
        ('notebook = "own"\nfor_each = "board"', '"reports.0.for_each"'),
        ('notebook = "own"\ntime_limit_seconds = 0', '"reports.0.time_limit_seconds"'),
        ('notebook = "../own"', "without its folder"),
        ('notebook = "a/b"', "without its folder"),
        ('notebook = ""', "without its folder"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(entry, said, tmp_path):
    with pytest.raises(SettingsError, match=r"s\.toml") as error:
        read_suite(write_suite(tmp_path / "s.toml", entry))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", ["", "[[reports]", "\xff\xfe", "reports = []"])
def test_a_broken_or_empty_suite_is_refused(content, tmp_path):
    path = tmp_path / "s.toml"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"s\.toml"):
        read_suite(path)


def test_a_missing_suite_names_the_option(tmp_path):
    with pytest.raises(SettingsError, match="Name one with --suite"):
        read_suite(tmp_path / "none.toml")
