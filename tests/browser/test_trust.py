"""No message, no request, nothing of a hostile file acts: in a real browser."""

import pytest

pytestmark = pytest.mark.browser

PAGES = ["portfolio", "project", "quiet", "thin", "hostile", "index"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_nothing_and_asks_for_nothing(open_page, name):
    opened = open_page(name)
    opened.wait_for_charts()
    assert opened.messages == []
    asked = [url for url in opened.requests if not url.startswith("data:")]
    assert len(asked) == 1  # itself


@pytest.mark.parametrize("width", [1280, 390])
def test_a_hostile_file_does_not_act(open_page, width):
    opened = open_page("hostile", width=width)
    opened.wait_for_charts()
    assert opened.evaluate("window.hurt") is None
    assert opened.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    hrefs = opened.evaluate("[...document.links].map(link => link.href)")
    assert not [href for href in hrefs if href.startswith(("javascript:", "data:"))]
    assert opened.page.is_visible("h1")


def test_a_hostile_title_does_not_act_in_the_tooltip_either(open_page):
    opened = open_page("hostile")
    opened.wait_for_charts()
    area = opened.page.locator("#flow .drawing:not(.small) .live .mark-area path").last
    area.scroll_into_view_if_needed()
    area.hover(position={"x": 200, "y": 150}, force=True)
    tooltip = opened.page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    assert opened.evaluate("window.hurt") is None
    assert tooltip.locator("script, img, svg").count() == 0


def test_the_policy_stops_what_is_not_named_in_it(open_page):
    opened = open_page("quiet")
    opened.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.hurt = 1";
            document.body.append(script);
            const image = document.createElement("img");
            image.src = "https://evil.example/x.png";
            document.body.append(image);
        }"""
    )
    opened.page.wait_for_timeout(200)
    assert opened.evaluate("window.hurt") is None
    refused = [message for message in opened.messages if "Content Security Policy" in message]
    assert len(refused) == 2
