"""Reading by mouse, keyboard, phone and screen reader."""

import pytest

pytestmark = pytest.mark.browser

PAGES = ["portfolio", "project", "quiet", "thin", "hostile", "index"]
WIDTHS = (1280, 1024, 768, 390, 320)
TOO_SMALL = """() => [...document.querySelectorAll("a, button, summary")]
    .filter(target => target.checkVisibility() && !target.matches(".skip"))
    .filter(target => !target.closest("p, h1, h2, h3, td, dd, .together")
        || target.matches(".cell-number"))
    .map(target => [target.textContent.trim().slice(0, 40), target.getBoundingClientRect()])
    .filter(([_, box]) => box.width < 24 || box.height < 24)
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways(open_page, name):
    opened, found = open_page(name), {}
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 900})
        opened.wait_for_charts()
        found[width] = opened.evaluate("document.documentElement.scrollWidth")
    assert found == {width: width for width in WIDTHS}


def test_the_contents_line_scrolls_sideways_on_a_phone(open_page):
    opened = open_page("portfolio", width=390)
    line = "document.querySelector('.contents ul')"
    assert opened.evaluate(f"{line}.scrollWidth > {line}.clientWidth")
    assert opened.evaluate(f"getComputedStyle({line}).overflowX") == "auto"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["portfolio", "project", "index"])
def test_targets_are_large_enough_for_a_finger(open_page, name, width):
    assert open_page(name, width=width).evaluate(TOO_SMALL) == []


def test_a_number_opens_by_enter_and_closes_by_escape_with_the_focus_back(open_page):
    opened = open_page("portfolio")
    number = opened.page.get_by_role("button", name="£0.72m")
    number.focus()
    opened.page.keyboard.press("Enter")
    recipe = opened.page.get_by_role("dialog", name="How this number is made")
    recipe.wait_for()
    assert "summed over the three decisions" in recipe.inner_text()
    opened.page.keyboard.press("Escape")
    recipe.wait_for(state="hidden")
    assert opened.evaluate("document.activeElement.textContent") == "£0.72m"


def test_a_number_opens_without_javascript_too(open_page):
    opened = open_page("portfolio", java_script_enabled=False)
    opened.page.locator("text=£0.72m").first.click()
    opened.page.locator("#recipe-delay").wait_for()


def test_a_cell_of_the_matrix_opens_its_recipe(open_page):
    opened = open_page("portfolio")
    opened.page.locator("td.red .cell-number").first.click()
    opened.page.locator("#recipe-matrix-schedule").wait_for()


def test_the_focus_is_seen(open_page):
    opened = open_page("portfolio")
    opened.page.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to the headline"
    opened.page.keyboard.press("Tab")
    outline = opened.evaluate("getComputedStyle(document.activeElement).outline")
    assert "3px" in outline
    assert "rgb(15, 76, 129)" in outline


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_landmarks_and_one_headline(open_page, name):
    opened = open_page(name)
    assert opened.page.get_by_role("banner").count() == 1
    assert opened.page.get_by_role("main").count() == 1
    assert opened.page.get_by_role("contentinfo").count() == 1
    assert opened.page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_matrix_is_a_table_to_a_screen_reader_even_as_cards(open_page, width):
    opened = open_page("portfolio", width=width)
    matrix = opened.page.get_by_role("table", name="Schedule drives both reds")
    assert matrix.get_by_role("rowheader", name="Instant Payments").count() == 1
    row = matrix.get_by_role("row").filter(has_text="Instant Payments")
    assert "Reports green, data say red." in row.text_content()
    assert matrix.get_by_role("cell", name="red 13%").count() == 1


def test_on_a_phone_the_matrix_shows_only_what_is_not_green(open_page):
    opened = open_page("portfolio", width=390)
    card = opened.page.locator("tr.project").filter(has_text="Claims Portal")
    assert card.inner_text().split("\n")[:2] == ["Claims Portal", "£4.8m, 6 of 8 green"]
    assert card.locator("td.green:visible").count() == 0
    assert card.locator("td.amber:visible").count() == 2
    assert card.locator(".narrow svg:visible").count() == 1
    assert card.locator(".wide svg:visible").count() == 0


def test_a_colour_is_never_alone(open_page):
    opened = open_page("portfolio")
    unnamed = opened.evaluate(
        """() => [...document.querySelectorAll(".mark")]
            .filter(mark => !mark.closest("td, th, p, span, caption").textContent
                .match(/red|amber|green|not measurable|no rating|report|data say/i))
            .length"""
    )
    assert unnamed == 0


def test_in_forced_colours_marks_keep_shape_letter_and_fill(open_page):
    opened = open_page("portfolio", forced_colors="active")
    seen = opened.evaluate(
        """() => ["filled", "outlined"].map(kind => {
            const mark = document.querySelector(`.pair .mark.green.${kind}`);
            return [mark.firstElementChild, mark.querySelector("text")]
                .map(part => getComputedStyle(part).fill);
        })"""
    )
    (filled, letter_on_fill), (outlined, letter) = seen
    assert filled != outlined
    assert filled != letter_on_fill
    assert outlined != letter


def test_the_dark_page_is_dark(open_page):
    opened = open_page("portfolio", color_scheme="dark")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 28)"
    assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(233, 230, 223)"


def test_on_a_phone_a_reason_stands_below_the_months_of_its_range(open_page):
    opened = open_page("portfolio", width=390)
    overlap = opened.evaluate(
        """() => {
            const range = document.querySelector("td.finish .narrow");
            range.insertAdjacentHTML("afterend", '<span class="no-forecast">No forecast.</span>');
            const reason = range.nextElementSibling.getBoundingClientRect();
            const months = [...range.querySelectorAll("text.month")];
            return Math.max(...months.map(one => one.getBoundingClientRect().bottom)) - reason.top;
        }"""
    )
    assert overlap <= 1  # a letter is lower than the box of its line


OPTIONS_SHOWN = """() => [...document.querySelectorAll(".options tbody tr")]
    .map(row => row.checkVisibility() && row.getBoundingClientRect().height > 0)"""


@pytest.mark.parametrize("has_script", [True, False])
def test_options_are_folded_on_a_phone_alone_and_a_tap_opens_them(open_page, has_script):
    wide = open_page("portfolio", width=1280, java_script_enabled=has_script)
    shown = wide.evaluate(OPTIONS_SHOWN)
    assert shown
    assert all(shown)
    assert wide.page.locator(".narrow-fold > summary:visible").count() == 0
    phone = open_page("portfolio", width=390, java_script_enabled=has_script)
    assert not any(phone.evaluate(OPTIONS_SHOWN))
    first = phone.page.locator(".decision .narrow-fold > summary").first
    assert "Do nothing" in first.inner_text()
    first.click()
    assert phone.evaluate(OPTIONS_SHOWN)[0]


def test_on_a_phone_short_cells_share_a_line_and_none_is_hidden(open_page):
    opened = open_page("portfolio", width=390)
    opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    rows = opened.evaluate(
        """() => [...document.querySelectorAll(".data:not(.compact) tbody tr")].map(
            row => [...row.querySelectorAll("td:not(:empty)")].map(
                cell => [cell.getBoundingClientRect().top, cell.getBoundingClientRect().width]))"""
    )
    assert rows
    assert any(len({top for top, _ in row}) < len(row) for row in rows)
    assert all(width > 0 for row in rows for _, width in row)
