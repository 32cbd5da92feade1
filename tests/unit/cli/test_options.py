"""On which folder a command works."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_analytics.cli.options import portfolio_folder
from pmo_analytics.cli.places import (
    shipped_notebooks,
    shipped_sample,
    shipped_suite,
)
from pmo_analytics.errors import FolderError
from pmo_analytics.portfolio import reports_folder


@pytest.fixture
def portfolio(tmp_path) -> Path:
    (tmp_path / "pmo.toml").write_text("")
    (tmp_path / "exports" / "jira").mkdir(parents=True)
    return tmp_path


def test_the_folder_that_is_named_is_taken(portfolio):
    assert portfolio_folder(portfolio) == portfolio


def test_the_nearest_folder_upwards_is_found(portfolio, monkeypatch):
    for place in (portfolio, portfolio / "exports" / "jira"):
        monkeypatch.chdir(place)
        assert portfolio_folder(None) == portfolio


def test_without_any_the_sample_is_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert portfolio_folder(None) == shipped_sample()


def test_a_folder_that_does_not_exist_says_how_to_get_one(tmp_path):
    with pytest.raises(FolderError, match="Copy the sample: pmo sample"):
        portfolio_folder(tmp_path / "none")


def test_what_is_shipped_is_there():
    assert (shipped_sample() / "pmo.toml").is_file()
    assert shipped_suite().is_file()
    assert (shipped_notebooks() / "explore.ipynb").is_file()


def test_reports_lie_with_their_portfolio_and_those_of_the_sample_with_the_suite(portfolio):
    assert reports_folder(portfolio) == portfolio / "reports"
    assert reports_folder(shipped_sample()) == shipped_suite().parent / "out"
