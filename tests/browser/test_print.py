"""On paper: the answer and all decisions on page 1, everything open, nothing too small."""

import re

import pytest

SYSTEM_FONTS = ("DejaVu", "Liberation", "one width")
pytestmark = pytest.mark.browser

A4_TEXT_WIDTH = 695  # CSS pixels between the margins of the sheet
POINT = 96 / 72
LEAST_TEXT, LEAST_MATRIX, LEAST_CHART = 8 * POINT, 7 * POINT, 7 * POINT
ROUNDING = 0.15

SIZES = """() => {
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
        const own = [...element.childNodes].some(
            node => node.nodeType === 3 && node.textContent.trim());
        if (!own || !element.checkVisibility() || element.closest(".sr, .mark, script")) continue;
        const svg = element.closest("svg");
        const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        const kind = svg ? "chart" : element.closest(".matrix, pre, .hash") ? "matrix" : "text";
        const size = parseFloat(getComputedStyle(element).fontSize) * scale;
        found.push([kind, size, element.textContent.trim().slice(0, 40)]);
    }
    return found;
}"""
LEAST = {"text": LEAST_TEXT, "matrix": LEAST_MATRIX, "chart": LEAST_CHART}


every_machine = pytest.mark.parametrize("fonts", SYSTEM_FONTS)


def printed(open_page, name, **options):
    opened = open_page(name, **options)
    opened.page.set_viewport_size({"width": A4_TEXT_WIDTH, "height": 900})
    opened.page.emulate_media(media="print")
    return opened


@every_machine
@pytest.mark.parametrize("name", ["portfolio", "project", "index", "thin"])
def test_no_text_is_too_small_to_read(opened_once, name, fonts):
    small = [
        (text, round(size / POINT, 1))
        for kind, size, text in printed(opened_once, name, fonts=fonts).evaluate(SIZES)
        if 0 < size < LEAST[kind] - ROUNDING  # a repeated head has no size
    ]
    assert small == []


@every_machine
@pytest.mark.parametrize(("name", "most"), [("portfolio", 7), ("project", 6), ("index", 2)])
def test_a_report_is_a_few_sheets_of_a4(opened_once, name, most, fonts):
    sheets = printed(opened_once, name, fonts=fonts).page.pdf(prefer_css_page_size=True)
    assert 1 < len(re.findall(rb"/Type /Page\b(?!s)", sheets)) <= most
    assert b"/MediaBox [0 0 594" in sheets or b"/MediaBox [0 0 595" in sheets


@every_machine
def test_the_matrix_starts_a_sheet_so_that_page_one_holds_the_decisions(opened_once, fonts):
    opened = printed(opened_once, "portfolio", fonts=fonts)
    breaks = "getComputedStyle(document.querySelector('#projects')).breakBefore"
    assert opened.evaluate(breaks) == "page"
    bottom = "document.querySelector('#decisions').getBoundingClientRect().bottom"
    assert opened.evaluate(f"{bottom} + scrollY") < 266 / 25.4 * 96  # height of the text on A4


@pytest.mark.parametrize("has_script", [True, False])
def test_recipes_are_open_on_paper_with_and_without_script(open_page, has_script):
    opened = printed(open_page, "portfolio", java_script_enabled=has_script)
    heights = opened.evaluate(
        "[...document.querySelectorAll('#recipes .terms')]"
        ".map(terms => terms.getBoundingClientRect().height)"
    )
    assert len(heights) == 12
    assert min(heights) > 40


@pytest.mark.parametrize("has_script", [True, False])
def test_what_a_phone_folds_is_printed(open_page, has_script):
    opened = printed(open_page, "portfolio", java_script_enabled=has_script)
    heights = opened.evaluate(
        "[...document.querySelectorAll('.options tbody tr')]"
        ".map(row => row.checkVisibility() ? row.getBoundingClientRect().height : 0)"
    )
    assert heights
    assert min(heights) > 0
    assert opened.page.locator(".narrow-fold > summary:visible").count() == 0


def test_paper_is_white_even_when_the_screen_is_dark(open_page):
    opened = printed(open_page, "portfolio", color_scheme="dark")
    assert (
        opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(27, 26, 24)"


def test_what_only_a_screen_needs_is_not_printed(open_page):
    opened = printed(open_page, "portfolio")
    for selector in (".contents", ".skip", ".recipe", ".trace-cell"):
        assert opened.page.locator(f"{selector}:visible").count() == 0


def test_the_still_drawing_is_printed_not_the_live_one(open_page):
    opened = open_page("project")
    opened.wait_for_charts()
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".live:visible").count() == 0
    assert opened.page.locator(".still:visible").count() >= 5
