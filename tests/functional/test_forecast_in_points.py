"""A project that estimates in points: small items were finished, large ones are left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from review_reader import sentences_of

from pmo_analytics.forecasts.forecast import LIKELY
from pmo_analytics.forecasts.working_days import WorkingCalendar
from pmo_analytics.portfolio import open_portfolio

pytestmark = pytest.mark.slow

AS_OF = date(2026, 6, 26)
FIRST_FINISH = date(2026, 1, 5)
FINISHED, LEFT = 60, 12
SMALL, LARGE = 1, 5  # points
SETTINGS = """
[portfolio]
time_zone = "UTC"
forecast_unit = "{unit}"

[sources.board]
time_zone = "UTC"
"""


def _export(*, left_points: int | str) -> str:
    calendar = WorkingCalendar()
    lines = ["Key,Summary,Type,Status,Created,Resolved,Story Points"]
    for number in range(1, FINISHED + 1):
        done = calendar.after(FIRST_FINISH, 2 * (number - 1))
        lines.append(f"AA-{number},Item {number},Story,Done,2026-01-02,{done},{SMALL}")
    lines += [
        f"AA-{FINISHED + number},Item {FINISHED + number},Story,To Do,2026-01-02,,{left_points}"
        for number in range(1, LEFT + 1)
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def opened(tmp_path):
    def open_one(*, unit: str, left_points: int | str = LARGE):
        folder = tmp_path / f"{unit}-{left_points}"
        files = {
            f"exports/board/board-{AS_OF}.csv": _export(left_points=left_points),
            "pmo.toml": SETTINGS.format(unit=unit),
        }
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return open_portfolio(folder)

    return open_one


def _said(portfolio) -> str:
    review = portfolio.review("project_health", project="AA")
    return "\n".join(str(text) for one in review.sections for _, text in sentences_of(one.blocks))


def test_items_five_times_as_large_take_about_five_times_as_long(opened):
    in_items, in_points = (opened(unit=unit) for unit in ("items", "points"))
    days = [
        (one.forecast(project="AA").when(LIKELY) - AS_OF) / timedelta(days=1)
        for one in (in_items, in_points)
    ]
    assert 3.5 < days[1] / days[0] < 6.5
    values = in_points.metric("finish_forecast", project="AA").values
    counted = ("is_in_points", "sized_count", "sizable_count", "open_count")
    assert [values[name] for name in counted] == [True, FINISHED + LEFT, FINISHED + LEFT, LEFT]
    points = FINISHED * SMALL + LEFT * LARGE
    assert values["points_per_item_ratio"] == pytest.approx(points / (FINISHED + LEFT))
    assert "counts points: 72 of 72 items have some" in _said(in_points)
    assert "counts points" not in _said(in_items)


def test_a_project_that_estimates_too_little_is_counted_in_items_and_says_so(opened):
    """Fifty-eight of 72 would do; sixty are finished, so two thirds of them lose their points."""
    portfolio = opened(unit="points", left_points="")
    assert portfolio.metric("finish_forecast", project="AA").values["is_in_points"]
    text = _export(left_points="").replace(f",{SMALL}\n", ",\n", FINISHED // 2)
    path = portfolio.folder / f"exports/board/board-{AS_OF}.csv"
    path.write_text(text, encoding="utf-8")
    few = open_portfolio(portfolio.folder)
    found, items = few.forecast(project="AA"), opened(unit="items", left_points="")
    assert found.when(LIKELY) == items.forecast(project="AA").when(LIKELY)
    assert "counts items: only 30 of 72 items have points" in _said(few)
