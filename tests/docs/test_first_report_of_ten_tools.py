"""The how-to is executed: each tool's own file leads to a true first page with no further edit."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from portfolio_folders import INVENTED_EXPORTS

from pmo_analytics.cli.app import main
from pmo_analytics.portfolio import open_portfolio

pytestmark = pytest.mark.slow

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "first-report-of-ten-tools.md"
_SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Tool:
    """A file of a tool, and what its first page must count, worked out by hand."""

    file: str
    as_of: str
    done: int
    in_progress: int
    to_do: int
    cancelled: int = 0


TOOLS = {
    "Jira": Tool("jira_cloud.csv", "2026-03-31", done=2, in_progress=1, to_do=0),
    "Azure DevOps": Tool(
        "azure_devops_us.csv", "2026-01-10", done=1, in_progress=1, to_do=0, cancelled=1
    ),
    "GitHub Projects": Tool("github_projects.tsv", "2026-09-30", done=1, in_progress=0, to_do=2),
    "GitLab": Tool("gitlab.csv", "2026-05-31", done=1, in_progress=0, to_do=1),
    "Linear": Tool("linear.csv", "2026-05-31", done=1, in_progress=0, to_do=1),
    "Asana": Tool("asana.csv", "2026-05-31", done=1, in_progress=0, to_do=1),
    "Trello": Tool("trello-2026-09-30.csv", "2026-09-30", done=0, in_progress=1, to_do=1),
    "A table of stage dates": Tool(
        "stage_dates_en.csv", "2026-03-01", done=1, in_progress=0, to_do=1
    ),
    "A spreadsheet": Tool("items.csv", "2026-03-31", done=1, in_progress=0, to_do=1),
    "A board on the wall": Tool("board.csv", "2026-05-31", done=0, in_progress=1, to_do=1),
}


def sections() -> dict[str, list[str]]:
    """Return the commands of each section."""
    found = _SECTION.findall(HOW_TO.read_text(encoding="utf-8"))
    return {
        title: block[1].strip().splitlines()
        for title, text in found
        if (block := _BLOCK.search(text))
    }


def run(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> int:
    monkeypatch.setattr(sys, "argv", words)
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_every_tool_of_the_how_to_is_executed():
    assert list(sections()) == list(TOOLS)


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_leads_to_a_true_first_page(name, tmp_path, monkeypatch, capsys):
    tool, (init, report) = TOOLS[name], sections()[name]
    words = shlex.split(init)
    shutil.copy(INVENTED_EXPORTS / tool.file, tmp_path / words[3])
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, words) == 0, capsys.readouterr().err
    assert shlex.split(report) == ["pmo", "report", "--portfolio", words[2]]
    portfolio = open_portfolio(words[2])
    assert portfolio.as_of.day.isoformat() == tool.as_of
    states = portfolio.sql(
        "select state, count(*) as count from items where level = 'item' group by 1"
    )
    found = dict(zip(states["state"], states["count"], strict=True))
    expected = {
        **{"done": tool.done, "in_progress": tool.in_progress},
        **{"to_do": tool.to_do, "cancelled": tool.cancelled},
    }
    assert found == {state: count for state, count in expected.items() if count}
    assert portfolio.review().one_line
