"""Widgets of the explore notebook: they call the same functions an analyst calls."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from pmo_analytics.catalogue.result import MetricResult
from pmo_analytics.display.explorer_chart import BRUSH, COLUMNS, finished_items, offline_chart
from pmo_analytics.errors import UserError
from pmo_analytics.portfolio import Portfolio

_MOST_DAYS = 366
_PERCENTILES = (50, 70, 85, 95)
_MOST_ROWS = 50


class Explorer(widgets.VBox):
    """A project and a day to choose, the items finished by then, and a table of those dragged over.

    `project` and `as_of` are what is chosen; `result` is the metric behind chart and table.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        projects = portfolio.projects()
        self._choice = widgets.Dropdown(
            options=list(zip(projects["name"], projects["project_id"], strict=True)),
            description="Project",
        )
        days = [portfolio.as_of.day - timedelta(days=back) for back in range(_MOST_DAYS, -1, -1)]
        self._day = widgets.SelectionSlider(
            options=[(day.isoformat(), day) for day in days],
            value=days[-1],
            description="As of",
            continuous_update=False,
            layout=widgets.Layout(width="32em"),
        )
        self._percentile = widgets.ToggleButtons(
            options=[(f"{percent}%", percent / 100) for percent in _PERCENTILES],
            value=0.85,
            description="Percentile",
        )
        self._chart = offline_chart()
        self._words = widgets.HTML()
        self._table = widgets.HTML(layout=widgets.Layout(max_height="22em", overflow="auto"))
        self.result: MetricResult | None = None
        self._items = pd.DataFrame(columns=COLUMNS)
        controls = widgets.VBox([self._choice, self._day, self._percentile])
        super().__init__([controls, self._words, self._chart, self._table])
        for control in (self._choice, self._day, self._percentile):
            control.observe(self._refresh, names="value")
        self._refresh()

    @property
    def project(self) -> str:
        """Return the id of the chosen project."""
        return self._choice.value

    @property
    def as_of(self) -> date:
        """Return the chosen day."""
        return self._day.value

    def _refresh(self, _change: Any = None) -> None:
        """Ask the metric again and redraw what hangs on it."""
        try:
            self.result = self._portfolio.metric(
                "cycle_time",
                project=self.project,
                as_of=self.as_of,
                percentile=self._percentile.value,
            )
        except UserError as error:
            self._words.value = escape(str(error))
            return
        frame = self.result.frame.dropna(subset=["cycle_days", "finished_date"])
        self._items = frame.loc[:, list(COLUMNS)]
        self._words.value = _answer(self.result, self._percentile.value)
        self._chart.chart = finished_items(self._items, self.result.value)
        self._chart.selections.observe(self._show_selected, names=[BRUSH])
        self._show_rows(self._items)

    def _show_selected(self, change: Any) -> None:
        """Keep in the table only what the brush covers."""
        covered = change.new.value or {}
        kept = self._items
        for column, edges in covered.items():
            is_date = pd.api.types.is_datetime64_any_dtype(kept[column])
            low, high = pd.to_datetime(edges, unit="ms") if is_date else edges
            kept = kept[kept[column].between(low, high)]
        self._show_rows(kept)

    def _show_rows(self, items: pd.DataFrame) -> None:
        shown = items.sort_values("cycle_days", ascending=False).head(_MOST_ROWS)
        note = f"{len(items)} items" + (
            f", the {_MOST_ROWS} slowest shown" if len(items) > _MOST_ROWS else ""
        )
        self._table.value = f"<p>{note}</p>{shown.to_html(index=False, escape=True, border=0)}"


def explore(portfolio: Portfolio) -> Explorer:
    """Return the explorer of a portfolio; the last expression of a cell shows it."""
    return Explorer(portfolio)


def _answer(result: MetricResult, percentile: float) -> str:
    if result.reason:
        return f"<p><b>Not measurable:</b> {escape(result.reason)}</p>"
    return (
        f"<p><b>{percentile:.0%} of {result.n} finished items took at most {result.value} days</b> "
        f"from start to finish, first and last day counted.</p>"
    )
