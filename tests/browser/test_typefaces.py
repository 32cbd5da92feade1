"""A page is set in the letters it brings, on any machine, and charts are measured with them."""

import re

import pytest
import vl_convert

from pmo_analytics.display.typefaces import TYPEFACES

pytestmark = pytest.mark.browser

SAMPLE = "Instant Payments: £14.3m → 85% “sure”, Łódź – Århus 0123456789"
LOADED = "[...document.fonts].map(face => [face.family, face.weight, face.status])"
WIDTH = """([font, text]) => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = font;
    return context.measureText(text).width;
}"""


@pytest.mark.parametrize("fonts", ["DejaVu", "Liberation"])
@pytest.mark.parametrize("name", ["portfolio", "project", "index"])
def test_every_letter_of_a_page_loads(open_page, name, fonts):
    opened = open_page(name, fonts=fonts)
    opened.wait_for_charts()
    assert opened.messages == []
    loaded = opened.evaluate(LOADED)
    assert loaded == [[face.family, face.weights, "loaded"] for face in TYPEFACES]


def test_a_page_is_as_long_on_every_machine(open_page):
    height = "document.documentElement.scrollHeight"
    heights = {
        open_page("portfolio", fonts=fonts).evaluate(height) for fonts in ("DejaVu", "Liberation")
    }
    assert len(heights) == 1


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_a_chart_is_measured_as_the_browser_draws_it(open_page, weight):
    opened = open_page("project")
    opened.wait_for_charts()
    mark = {"type": "text", "fontSize": 100, "font": "PMO Sans", "fontWeight": weight}
    spec = {
        "data": {"values": [{"text": SAMPLE}]},
        "mark": {**mark, "align": "left", "x": 0},
        "encoding": {"text": {"field": "text"}},
        "padding": 0,
        "width": 1,
        "config": {"view": {"stroke": None}},
    }
    drawn = float(re.search(r'width="([\d.]+)"', vl_convert.vegalite_to_svg(spec)).group(1))
    shown = opened.evaluate(WIDTH, [f"{weight} 100px 'PMO Sans'", SAMPLE])
    assert shown == pytest.approx(drawn, rel=0.01)
    assert shown != pytest.approx(
        opened.evaluate(WIDTH, [f"{weight} 100px sans-serif", SAMPLE]), rel=0.02
    )


def test_digits_of_the_letters_are_lining_and_of_one_width(open_page):
    opened = open_page("index")
    for face in TYPEFACES:
        font = f"{face.weights.split()[0]} 100px '{face.family}'"
        widths = {round(opened.evaluate(WIDTH, [font, digit]), 2) for digit in "0123456789"}
        assert len(widths) == 1, face
