"""The explorer: real widgets without a browser; choosing changes result, table and chart."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import altair as alt
import ipywidgets
import pandas as pd
import pytest
from pier import pier
from sample_portfolio import sample

from pmo_analytics import widgets
from pmo_analytics.display.explorer_chart import COLUMNS, offline_chart

pytestmark = pytest.mark.slow


@pytest.fixture
def explorer() -> widgets.Explorer:
    return widgets.explore(sample())


def control(explorer: widgets.Explorer, kind: type) -> ipywidgets.Widget:
    return next(one for one in explorer.children[0].children if isinstance(one, kind))


def dots(explorer: widgets.Explorer) -> pd.DataFrame:
    """Return the rows that the live chart draws."""
    chart = next(one for one in explorer.children if isinstance(one, alt.JupyterChart)).chart
    return chart.layer[0].data


def table(explorer: widgets.Explorer) -> str:
    return explorer.children[-1].value


def test_it_opens_with_a_project_and_the_day_of_the_portfolio(explorer):
    assert explorer.project == "ATLAS"
    assert explorer.as_of == date(2026, 9, 30)
    assert explorer.result.value == sample().metric("cycle_time", project="ATLAS").value


def test_every_project_can_be_chosen(explorer):
    choice = control(explorer, ipywidgets.Dropdown)
    assert [project for _, project in choice.options] == list(sample().projects()["project_id"])


def test_choosing_a_project_changes_result_table_and_chart(explorer):
    before = explorer.result, table(explorer), len(dots(explorer))
    control(explorer, ipywidgets.Dropdown).value = "BOREAL"
    assert explorer.project == "BOREAL"
    assert explorer.result.value == sample().metric("cycle_time", project="BOREAL").value
    assert explorer.result != before[0]
    assert table(explorer) != before[1]
    assert "BOREAL-" in table(explorer)
    assert "ATLAS-" not in table(explorer)
    assert set(dots(explorer)["item_key"].str.partition("-")[0]) == {"BOREAL"}


def test_choosing_a_day_forgets_what_came_later(explorer):
    before = len(dots(explorer))
    control(explorer, ipywidgets.SelectionSlider).value = date(2026, 3, 31)
    assert explorer.as_of == date(2026, 3, 31)
    assert explorer.result.as_of.day == date(2026, 3, 31)
    assert 0 < len(dots(explorer)) < before
    assert pd.to_datetime(dots(explorer)["finished_date"]).max() <= pd.Timestamp("2026-03-31")


def test_choosing_a_percentile_moves_the_line_and_the_words(explorer):
    before = explorer.result.value
    control(explorer, ipywidgets.ToggleButtons).value = 0.5
    assert explorer.result.value < before
    assert "50% of" in explorer.children[1].value


def test_what_is_not_measurable_is_said_instead_of_drawn(explorer):
    control(explorer, ipywidgets.Dropdown).value = "DUNE"
    assert "Not measurable" in explorer.children[1].value
    assert len(dots(explorer)) == 0
    assert "0 items" in table(explorer)
    control(explorer, ipywidgets.Dropdown).value = "ATLAS"
    assert len(dots(explorer)) > 0


def test_a_brush_keeps_only_what_it_covers(explorer):
    covered = {"cycle_days": [0, 10]}
    explorer._show_selected(SimpleNamespace(new=SimpleNamespace(value=covered)))
    few = int(table(explorer).partition("<p>")[2].partition(" items")[0])
    expected = (dots(explorer)["cycle_days"].astype(float) <= 10).sum()
    assert few == expected
    explorer._show_selected(SimpleNamespace(new=SimpleNamespace(value={})))
    every = int(table(explorer).partition("<p>")[2].partition(" items")[0])
    assert every == len(dots(explorer))


def test_a_brush_over_dates_keeps_only_those_days(explorer):
    start, end = pd.Timestamp("2026-08-01"), pd.Timestamp("2026-08-31")
    edges = [start.timestamp() * 1000, end.timestamp() * 1000]
    explorer._show_selected(SimpleNamespace(new=SimpleNamespace(value={"finished_date": edges})))
    days = pd.to_datetime(dots(explorer)["finished_date"])
    kept = int(table(explorer).partition("<p>")[2].partition(" items")[0])
    assert kept == days.between(start, end).sum() > 0


def test_the_table_shows_the_slowest_and_says_how_many_there_are(explorer):
    assert "the 50 slowest shown" in table(explorer)
    assert table(explorer).count("<tr") == 51


def test_text_of_an_export_is_no_markup_in_the_table(explorer):
    hostile = pd.DataFrame({column: ["<script>alert(1)</script>"] for column in COLUMNS}).assign(
        cycle_days=3
    )
    explorer._show_rows(hostile)
    assert "<script" not in table(explorer)
    assert "&lt;script" in table(explorer)


def test_the_chart_needs_no_internet():
    chart = offline_chart()
    assert isinstance(chart, alt.JupyterChart)
    assert not re.findall(r"""import[^;\n]{0,80}["']https?://""", str(chart._esm))
    assert "esm.sh" not in str(chart._esm)


def test_a_portfolio_of_one_project_can_be_explored():
    explorer = widgets.explore(pier())
    assert explorer.project == "PIER"
    assert explorer.result.value == 4
