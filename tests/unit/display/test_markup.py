"""Text from a file never becomes markup, and control signs are seen, not obeyed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup_reader import elements, one, text_of

from pmo_analytics.display.markup import (
    LONGEST_NAME,
    Html,
    Surface,
    anchor,
    breakable,
    clipped,
    html,
    item_link,
    join,
    name_html,
    page_address,
    sentence_html,
    visible,
)
from pmo_analytics.values import Fact, FactSource, Segment, Sentence, words

SOURCE = FactSource(measure="pace_signal", column="signal_weeks_count")
# Of category Cf, but seen: they enclose numbers or stand before them.
_NUMBER_SIGNS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
OPEN = Surface(
    recipes=frozenset({"pace"}),
    facts={"f1": Fact(fact_id="f1", value=3, unit="count", recipe_id="pace", source=SOURCE)},
)


def sentence(*segments: Segment) -> Sentence:
    return Sentence(segments=segments)


def test_a_text_put_into_markup_is_escaped_and_markup_is_not():
    assert html("<b>{}</b>{}", "<i>", Html("<u>x</u>")) == "<b>&lt;i&gt;</b><u>x</u>"


def test_joined_texts_are_escaped():
    assert join(["<", Html("<br>")], "&") == "&lt;&<br>"


def test_quotes_cannot_leave_an_attribute():
    tag = one(html('<p class="{}"></p>', '" onclick="x'), "p")
    assert tag.attributes == {"class": '" onclick="x'}


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60))
def test_any_text_stays_one_text_and_can_be_written(text):
    markup = html("<p>{}</p>", text)
    assert [element.tag for element in elements(markup)] == ["p"]
    markup.encode("utf-8")
    assert not set(markup) & set("\x00\x07\x1b\x7f\x9b\u202e\u2066\ufeff")


@pytest.mark.parametrize(
    ("hidden", "seen"),
    [
        *(("\x1b[31m", "␛[31m"), ("\x00", "␀"), ("\u202egpj", "\ufffdgpj"), ("a\tb", "a b")),
        *(("a\u200bb", "a\ufffdb"), ("a\u2066b", "a\ufffdb"), ("a\u200fb", "a\ufffdb")),
        *(
            ("pay\u200dpal", "pay\ufffdpal"),
            ("a\U000e0041b", "a\ufffdb"),
            ("Zu\u00adsage", "Zusage"),
        ),
    ],
)
def test_control_signs_are_made_visible(hidden, seen):
    assert visible(hidden) == seen


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d💻", "❤\ufe0f", "क्\u200dष"])
def test_joiners_that_words_and_emoji_are_made_with_stay(text):
    assert visible(text) == text


def test_nothing_invisible_is_left():
    every = "".join(f"a{chr(code)}b " for code in range(0x20, 0x110000) if code != 0xFE0F)
    shown = visible(every)
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    left = {ord(sign) for sign in shown if unicodedata.category(sign) in hidden} - {ord("\n")}
    assert not left - _NUMBER_SIGNS, [*map(hex, left)]


def test_right_to_left_words_and_line_ends_stay_as_they_are():
    assert visible("שלום\nسلام") == "שלום\nسلام"


def test_a_name_is_isolated_from_the_direction_of_the_sentence():
    markup = sentence_html(sentence(Segment(kind="name", text="<b>Atlas")), Surface())
    assert one(markup, "bdi").text == "<b>Atlas"


def test_a_megabyte_of_title_is_cut_and_says_so():
    assert len(clipped("x" * 1_000_000)) == LONGEST_NAME
    assert clipped("x" * 1_000_000).endswith("…")
    assert clipped("short") == "short"


def test_a_word_longer_than_a_line_may_break_and_keeps_its_signs():
    markup = breakable("see " + "x" * 100 + " end")
    assert text_of(markup) == "see " + "x" * 100 + " end"
    assert len(elements(markup, "wbr")) == 4


def test_a_number_with_a_recipe_is_a_button_that_opens_it():
    button = one(
        sentence_html(sentence(Segment(kind="fact", text="7", fact_id="f1")), OPEN), "button"
    )
    assert button.text == "7"
    assert button.attributes["popovertarget"] == "recipe-pace"
    assert button.attributes["type"] == "button"


@pytest.mark.parametrize("recipe_id", ["", "unknown"])
def test_a_number_without_a_recipe_here_is_plain(recipe_id):
    segment = Segment(kind="fact", text="7", recipe_id=recipe_id)
    assert sentence_html(sentence(segment), OPEN) == "7"


def test_a_strong_number_still_opens():
    segment = Segment(kind="fact", text="7", recipe_id="pace", is_strong=True)
    assert one(sentence_html(sentence(segment), OPEN), "button").ancestors == ("b",)


def test_the_full_stop_after_a_number_cannot_start_a_line():
    number = Segment(kind="fact", text="7", recipe_id="pace")
    markup = sentence_html(sentence(number, Segment(text="); then it rests.")), OPEN)
    assert one(markup, "span", look="together").text == "7);"
    assert text_of(markup) == "7); then it rests."


def test_a_name_after_a_number_is_not_taken_for_a_full_stop():
    number = Segment(kind="fact", text="7", recipe_id="pace")
    markup = sentence_html(sentence(number, Segment(kind="name", text=".net")), OPEN)
    assert not elements(markup, "span", look="together")


def test_an_item_key_links_to_its_tracker():
    link = one(
        item_link(Segment(kind="item", text="A-1", url="https://t.example/A-1?x=1&y=2")), "a"
    )
    assert link.attributes["href"] == "https://t.example/A-1?x=1&y=2"
    assert "noopener" in link.attributes["rel"]


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "data:text/html,x", "//t.example", "https://t.example/\n"]
)
def test_an_address_that_is_no_web_address_makes_no_link(url):
    markup = item_link(Segment(kind="item", text="A-1", url=url))
    assert not elements(markup, "a")
    assert text_of(markup) == "A-1"


@pytest.mark.parametrize(
    ("file", "address"),
    [("project_health-A.html", "project_health-A.html"), ("../run/a b.html", "../run/a%20b.html"),
     ("//evil.example/x", "evil.example/x"), ("javascript:x()", "javascript%3Ax%28%29"),
     ("\ud800.html", "%EF%BF%BD.html")],
)  # fmt: skip
def test_the_name_of_a_page_leads_nowhere_else(file, address):
    assert page_address(file) == address


def test_words_need_no_surface_to_be_plain():
    assert sentence_html(words("a < b"), Surface()) == "a &lt; b"


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=8), st.text(max_size=8))
def test_two_names_never_share_an_anchor(first, second):
    assert (anchor(first) == anchor(second)) is (first == second)


def test_an_anchor_holds_no_space_and_no_sign_of_markup():
    assert anchor("where-it_ends") == "where-it_ends"
    assert anchor('ends <x>"') == "ends.20..3c.x.3e..22."


def test_a_name_of_a_file_is_data_too():
    assert text_of(name_html('a"b<c>.csv')) == 'a"b<c>.csv'
