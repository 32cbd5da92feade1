"""Charts are there before and without JavaScript, and answer the pointer with it."""

import pytest

pytestmark = pytest.mark.browser

STILL = """() => [...document.querySelectorAll(".drawing")]
    .filter(drawing => drawing.checkVisibility())
    .map(drawing => drawing.querySelector(".still svg").getBoundingClientRect().height)"""
SHOWN = """() => [...document.querySelectorAll(".drawing")]
    .filter(drawing => drawing.checkVisibility())
    .map(drawing => [...drawing.querySelectorAll("svg")]
        .filter(svg => svg.checkVisibility()).length)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript_every_chart_is_drawn(open_page, width):
    opened = open_page("project", width=width, java_script_enabled=False)
    heights = opened.evaluate(STILL)
    assert len(heights) == 5
    assert min(heights) > 200
    assert opened.messages == []


@pytest.mark.parametrize(("name", "charts"), [("portfolio", 11), ("project", 5)])
def test_with_javascript_every_chart_is_live_and_shown_once(open_page, name, charts):
    opened = open_page(name)
    opened.wait_for_charts()
    assert opened.evaluate(SHOWN) == [1] * charts


def test_the_live_chart_takes_the_place_of_the_still_one(open_page):
    opened = open_page("project", java_script_enabled=False)
    still = opened.page.locator("#finish .drawing").first.bounding_box()
    live = open_page("project")
    live.wait_for_charts()
    assert live.page.locator("#finish .drawing").first.bounding_box() == still


def test_a_live_chart_tells_the_values_of_a_mark(open_page):
    opened = open_page("project")
    opened.wait_for_charts()
    dot = opened.page.locator("#stuck .drawing:not(.small) .live .mark-symbol path").first
    dot.scroll_into_view_if_needed()
    dot.hover(force=True)
    tooltip = opened.page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    assert "days" in tooltip.inner_text()


def test_charts_of_a_folded_section_come_to_life_when_it_opens(open_page):
    opened = open_page("project")
    opened.wait_for_charts()
    assert opened.page.locator("#inflow .is-live").count() == 0
    opened.page.locator("#inflow summary").click()
    opened.wait_for_charts()
    assert opened.page.locator("#inflow .is-live").count() == 3


def test_turning_a_tablet_brings_the_other_drawing_to_life(open_page):
    opened = open_page("project", width=1280)
    opened.wait_for_charts()
    opened.page.set_viewport_size({"width": 600, "height": 900})
    opened.page.wait_for_function("document.querySelectorAll('.small.is-live').length === 5")
    assert opened.messages == []


def test_a_chart_has_one_text_alternative(open_page):
    opened = open_page("project")
    opened.wait_for_charts()
    image = opened.page.get_by_role("img", name="232 of 336 items are finished.")
    assert image.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_still_and_live_follow_the_colours_of_the_page(open_page, scheme):
    accent = {"light": "rgb(15, 76, 129)", "dark": "rgb(127, 180, 230)"}[scheme]
    opened = open_page("project", color_scheme=scheme)
    opened.wait_for_charts()
    fills = opened.evaluate(
        """() => [".still", ".live"].map(part => getComputedStyle(document.querySelector(
            `#flow .drawing:not(.small) ${part} [fill="#0f4c81"]`)).fill)"""
    )
    assert fills == [accent, accent]
