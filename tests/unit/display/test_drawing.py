"""A chart becomes the same bytes every time, with one set of ids, and data apart."""

import json
import subprocess
import sys

import pytest
from example_reviews.portfolio import pace_panel
from example_reviews.project import finished_chart, project_review
from markup_reader import elements, one

from pmo_analytics.display import theme
from pmo_analytics.display.drawing import (
    altair_chart,
    chart_spec,
    draw_chart,
    draw_spec,
    drawing_html,
    json_block,
    tidy_svg,
    with_look,
)

PANEL = pace_panel("Instant Payments", 3)


@pytest.fixture(scope="module")
def drawn():
    return draw_chart(PANEL, name="chart-1", widths=theme.PANEL_WIDTHS)


def charts(review):
    blocks = [block for section in review.sections for block in section.blocks]
    return [block for block in blocks if block.block == "chart"]


def marks_of(svg: str) -> int:
    return sum(svg.count(f"<{tag} ") for tag in ("path", "line", "circle", "rect"))


@pytest.mark.parametrize("chart", charts(project_review()), ids=lambda chart: chart.name)
def test_every_chart_of_a_review_is_valid_and_has_at_most_400_marks(chart):
    for width in theme.chart_widths(chart.span):
        drawn = altair_chart(chart, width=width)
        drawn.to_dict()  # validates
        drawing = draw_spec(chart_spec(drawn), name="x")
        assert 1 < marks_of(drawing.svg) <= 400
        assert one(drawing.svg, "svg").attributes["width"] == str(width)


def test_a_chart_is_drawn_at_both_widths(drawn):
    widths = [one(drawing.svg, "svg").attributes["width"] for drawing in (drawn.wide, drawn.small)]
    assert widths == ["262", "166"]


def test_the_data_stand_apart_from_the_specification(drawn):
    assert "datasets" not in drawn.wide.spec
    assert "finished_count" in json.dumps(drawn.datasets)
    names = json.dumps(drawn.wide.spec)
    assert all(name in names for name in drawn.wide.datasets)


def test_equal_data_of_both_widths_are_kept_once(drawn):
    assert len(drawn.datasets) < len(drawn.wide.datasets) + len(drawn.small.datasets)


def test_the_still_drawing_has_no_layer_that_only_answers_the_pointer(drawn):
    assert '"name": "hover"' in json.dumps(drawn.wide.spec)
    assert 'opacity="0"' not in drawn.wide.svg


def test_colours_of_ratings_are_never_in_a_chart(drawn):
    for name in ("red", "amber", "green"):
        assert theme.TOKENS[name].light not in str(drawn.wide.svg)


def test_every_colour_in_a_drawing_follows_a_token():
    known = {theme.TOKENS[name].light for name in theme.CHART_TOKENS} | {"none", "transparent"}
    for chart in charts(project_review()):
        drawing = draw_spec(chart_spec(altair_chart(chart, width=500)), name="x")
        for element in elements(drawing.svg):
            for use in ("fill", "stroke"):
                assert element.attributes.get(use, "none") in known, (chart.name, element)


def test_an_svg_is_tidied_without_touching_its_words():
    svg = (
        '<svg xmlns="u" class="marks" width="10" height="20" viewBox="0 0 10 20">'
        '<path class="background" d="M0,0h1"/><g role="graphics-object" id="clip0">'
        '<path d="M1.23456,-0.001L10,2" clip-path="url(#clip0)"/><text>3.14159 &lt;b></text>'
        "</g></svg>"
    )
    tidy = tidy_svg(svg, name="c7")
    assert tidy == (
        '<svg viewBox="0 0 10 20" width="10" height="20" aria-hidden="true" focusable="false">'
        '<g id="c7-clip0"><path d="M1.23,0L10,2" clip-path="url(#c7-clip0)"/>'
        "<text>3.14159 &lt;b></text></g></svg>"
    )


def test_what_was_drawn_before_does_not_change_the_bytes(drawn):
    draw_chart(finished_chart(40), name="other", widths=(500, 350))
    again = draw_chart(PANEL, name="chart-1", widths=theme.PANEL_WIDTHS)
    assert again.wide.svg == drawn.wide.svg
    assert json_block(again.wide.spec) == json_block(drawn.wide.spec)


@pytest.mark.slow
def test_another_process_in_another_time_zone_draws_the_same_bytes(drawn):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from example_reviews.portfolio import pace_panel;"
        "from pmo_analytics.display.drawing import draw_chart, drawing_html;"
        "d = draw_chart(pace_panel('Instant Payments', 3), name='chart-1', widths=(262, 166));"
        "sys.stdout.write(drawing_html(d))"
    )
    fixtures = sys.modules["example_reviews.portfolio"].__file__.rsplit("/example_reviews", 1)[0]
    run = subprocess.run(
        [sys.executable, "-c", code, fixtures],
        capture_output=True,
        text=True,
        check=True,
        env={"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "PATH": ""},
    )
    assert run.stdout == drawing_html(drawn)


def test_json_cannot_end_the_script_element_it_stands_in():
    block = json_block({"title": "</script><!--", "sign": "&\u2028"})
    assert "<" not in block
    assert json.loads(block) == {"title": "</script><!--", "sign": "&\u2028"}


def test_a_number_that_json_does_not_have_is_an_error():
    with pytest.raises(ValueError, match="Out of range"):
        json_block({"x": float("nan")})


def test_the_alternative_is_the_name_of_both_drawings(drawn):
    drawn = [
        element
        for element in elements(drawing_html(drawn), "div")
        if element.attributes.get("role") == "img"
    ]
    assert [element.attributes["aria-label"] for element in drawn] == [PANEL.alternative] * 2
    assert [element.classes for element in drawn] == [{"drawing"}, {"drawing", "small"}]


def test_a_chart_keeps_its_own_settings_above_the_look_of_the_page():
    spec = with_look({"config": {"axis": {"gridColor": "#123456"}, "bar": {"size": 3}}})
    assert spec["config"]["axis"]["gridColor"] == "#123456"
    assert spec["config"]["axis"]["labelColor"] == theme.INK_2
    assert spec["config"]["bar"] == {"size": 3}


def test_the_look_leaves_the_specification_untouched():
    spec = {"mark": "bar"}
    with_look(spec)
    assert spec == {"mark": "bar"}


def test_a_specification_cannot_fetch_anything():
    spec = {"data": {"url": "https://evil.example/x.csv"}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match="External data url not allowed"):
        draw_spec(spec, name="x")
