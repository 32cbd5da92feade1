"""Every chart at the edge of its data: one row, nothing, and words from a hostile file."""

import json

import pytest
from chart_reader import texts
from example_reviews.portfolio import pace_panel
from example_reviews.project import project_review
from example_reviews.states import HOSTILE
from markup_reader import elements

from pmo_analytics.display.charts.canvas import SLACK, label_width
from pmo_analytics.display.drawing import altair_chart, chart_spec, draw_spec
from pmo_analytics.display.gallery import CHARTS, chart_function
from pmo_analytics.display.theme import PANEL_WIDTHS, chart_widths
from pmo_analytics.errors import UsageError

pytestmark = pytest.mark.slow

DAY = "2026-09-30"
ONE_ROW = {
    "ageing": {"stage": ["Build"], "age_days": [0]},
    "arrivals": {"week_date": [DAY], "arrived_count": [0], "finished_count": [0]},
    "burn_up": {"date": [DAY], "scope_count": [0], "finished_count": [0]},
    "cumulative_flow": {"date": [DAY], "stage": ["Build"], "item_count": [0]},
    "finished_items": {"finished_date": [DAY], "cycle_days": [1]},
    "milestones": {"milestone": ["Pilot"], "report_date": [DAY], "forecast_date": [DAY]},
    "pace": {"week_date": [DAY], "finished_count": [0]},
    "promises": {"origin_date": [DAY], "promise": ["All of it"], "is_kept": [False]},
    "roadmap": {"project": ["Pilot"], "kind_name": ["gate"], "mark_date": [DAY]},
    "throughput": {"week_date": [DAY], "finished_count": [0]},
    "ways": {"way_number": [1], "stage": ["Build"], "stage_number": [0]},
    "wip": {"date": [DAY], "wip_count": [0]},
}
OPTIONS = {"burn_up": {"as_of": DAY}}
NAMED = {
    "ageing": "stage",
    "cumulative_flow": "stage",
    "milestones": "milestone",
    "promises": "promise",
    "roadmap": "project",
    "ways": "stage",
}
EXAMPLES = [
    block
    for section in project_review().sections
    for block in section.blocks
    if block.block == "chart"
]


def drawn(name, columns):
    chart = chart_function(name)(columns, **OPTIONS.get(name, {}))
    chart.to_dict()  # validates
    return draw_spec(chart_spec(chart), name="x")


@pytest.mark.parametrize("name", CHARTS)
def test_one_row_of_nothing_is_drawn(name):
    svg = drawn(name, ONE_ROW[name]).svg
    assert "NaN" not in svg
    assert elements(svg, "svg")


@pytest.mark.parametrize("name", CHARTS)
def test_no_row_is_refused_with_a_sentence(name):
    nothing = {column: [] for column in ONE_ROW[name]}
    with pytest.raises(UsageError, match="nothing to draw"):
        chart_function(name)(nothing, **OPTIONS.get(name, {}))


@pytest.mark.parametrize("name", ["arrivals", "pace", "throughput"])
def test_weeks_that_have_all_not_ended_are_nothing_to_draw(name):
    with pytest.raises(UsageError, match="no week has ended yet"):
        chart_function(name)({**ONE_ROW[name], "is_partial": [True]})


@pytest.mark.parametrize("name", sorted(NAMED))
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_stays_a_text(name, text):
    drawing = drawn(name, {**ONE_ROW[name], NAMED[name]: [text]})
    tags = {element.tag for element in elements(drawing.svg)}
    assert tags <= {"svg", "g", "path", "line", "text", "tspan", "rect", "circle"}
    json.dumps(drawing.datasets).encode("utf-8")
    drawing.svg.encode("utf-8")
    assert not set(drawing.svg) & set("\x00\x07\x1b\u202e")


@pytest.mark.parametrize("name", CHARTS)
def test_an_unknown_option_is_an_error(name):
    with pytest.raises(TypeError, match="colour"):
        chart_function(name)(ONE_ROW[name], colour="red", **OPTIONS.get(name, {}))


def outside(chart):
    """Return the labels that leave the drawing, measured without slack."""
    spec = chart.to_dict()
    first, last = -spec["padding"]["left"], spec["width"] + spec["padding"]["right"]
    found = []
    for text, look in texts(chart).items():
        widest = max(text.split("\n"), key=len)
        width = label_width(widest, look.get("fontSize", 12.5)) / SLACK
        start = look["x"] - width * {"left": 0, "center": 0.5, "right": 1}[look["align"]]
        if start < first - 1 or start + width > last + 1:
            found.append((text, start, start + width))
    return found


@pytest.mark.parametrize("chart", EXAMPLES, ids=lambda chart: chart.name)
def test_every_label_stays_inside_the_drawing(chart):
    for width in chart_widths(chart.span):
        assert outside(altair_chart(chart, width=width)) == []


def test_every_label_of_a_panel_stays_inside_it():
    for width in PANEL_WIDTHS:
        assert outside(altair_chart(pace_panel("Cloud Move", 3), width=width)) == []


@pytest.mark.parametrize("name", sorted(NAMED))
@pytest.mark.parametrize("width", [548, 350])
def test_a_name_of_any_length_stays_inside_the_drawing(name, width):
    columns = {**ONE_ROW[name], NAMED[name]: ["The name of which there seems to be no end"]}
    assert outside(chart_function(name)(columns, width=width)) == []
