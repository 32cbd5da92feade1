"""The last week of a steady project: two items are open, one is finished a working day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from pmo_analytics.forecasts.working_days import WorkingCalendar
from pmo_analytics.portfolio import open_portfolio

AS_OF = date(2026, 3, 29)  # a Sunday; the export was taken at noon
BASELINE = date(2026, 4, 4)
FIRST_FINISH, FINISHED = date(2026, 1, 5), 60
HEADER = "Issue key,Issue id,Issue Type,Status,Status Category,Project key,Summary,Created,Updated,"
SETTINGS = """
[portfolio]
name = "Last week"
time_zone = "UTC"

[sources.jira]
time_zone = "UTC"
"""


def _export() -> str:
    days = WorkingCalendar()
    lines = [f"{HEADER}Resolved,Resolution,Due date"]
    for number in range(1, FINISHED + 1):
        done = f"{days.after(FIRST_FINISH, number - 1)} 09:00"
        lines.append(
            f"AA-{number},{number},Story,Done,Done,AA,Item {number},2026-01-02 09:00,{done},{done},"
            "Done,"
        )
    for number in (900, 901):
        lines.append(
            f"AA-{number},{number},Story,To Do,To Do,AA,Item {number},2026-01-02 09:00,"
            "2026-01-06 09:00,,,"
        )
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("last-week")
    files = {
        f"exports/jira/items {AS_OF}T12-00.csv": _export(),
        "registers/projects.csv": "project_id,name,items\nAA,A,AA\n",
        "registers/baselines.csv": "project_id,approved_date,start_date,finish_date\n"
        f"AA,2026-01-01,2026-01-01,{BASELINE}\n",
        "pmo.toml": SETTINGS,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return open_portfolio(folder, as_of=AS_OF)


def test_two_items_left_of_sixty_will_be_finished_in_the_week_that_is_left(portfolio):
    forecast = portfolio.forecast(project="AA")
    assert (forecast.open_items, forecast.doubt) == (2, None)
    assert forecast.chance_of(BASELINE) > 0.95
    assert forecast.when(0.5) <= AS_OF + timedelta(days=4)


def test_such_a_project_is_not_red_and_asks_for_no_decision(portfolio):
    judged = portfolio.metric("judgement", project="AA").values
    assert judged["schedule_colour_name"] == "green"
    assert judged["outlook_name"] == "on_course"
    assert portfolio.metric("decisions", project="AA").n == 0
