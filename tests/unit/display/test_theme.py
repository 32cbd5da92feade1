"""Tokens are written once; the stylesheet and the charts follow them."""

import re

import pytest

from pmo_analytics.display import theme
from pmo_analytics.display.theme import TOKENS, Token


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("world", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "least"),
    [("ink", 7), ("ink-2", 7), ("ink-3", 4.5), ("accent", 4.5), ("red", 4.5), ("green", 4.5),
     ("mid", 3), ("amber-edge", 3), ("rule-2", 3)],
)  # fmt: skip
def test_what_is_read_stands_out_from_the_page(world, name, least):
    color, paper = getattr(TOKENS[name], world), getattr(TOKENS["paper"], world)
    assert contrast(color, paper) >= least


@pytest.mark.parametrize("world", ["light", "dark"])
@pytest.mark.parametrize("name", ["red", "amber", "green"])
def test_the_letter_stands_out_from_its_mark(world, name):
    assert contrast(getattr(TOKENS[name], world), getattr(TOKENS[f"on-{name}"], world)) >= 4.5


def test_red_is_darkest_and_amber_lightest_in_grey_print():
    red, green, amber = (luminance(TOKENS[name].light) for name in ("red", "green", "amber"))
    assert red < green < amber


def test_colours_of_ratings_are_not_among_those_of_charts():
    ratings = {TOKENS[name].light for name in ("red", "amber", "amber-edge", "green")}
    assert not ratings & {TOKENS[name].light for name in theme.CHART_TOKENS}


def test_every_colour_of_charts_follows_its_token():
    style = theme.stylesheet("charts")
    for name in theme.CHART_TOKENS:
        assert f'.drawing [fill="{TOKENS[name].light}"] {{ fill: var(--{name}); }}' in style
        assert f'.drawing [stroke="{TOKENS[name].light}"] {{ stroke: var(--{name}); }}' in style


def test_every_property_the_stylesheets_use_is_declared():
    style = theme.stylesheet(*(path.stem for path in theme.STYLES.glob("*.css")))
    declared = set(re.findall(r"(--[a-z0-9-]+):", style))
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", style)) <= declared


def test_the_stylesheet_names_no_colour_of_its_own():
    for path in theme.STYLES.glob("*.css"):
        assert not re.search(r"#[0-9a-f]{3,8}\b(?!-)", path.read_text(encoding="utf-8"))


def test_a_stylesheet_reads_nothing_from_elsewhere():
    style = theme.stylesheet(*(path.stem for path in theme.STYLES.glob("*.css")))
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(("span", "pixels"), [(3, 262), (4, 357), (6, 548), (8, 738), (12, 738)])
def test_a_chart_is_as_wide_as_its_columns_but_never_wider_than_a_tablet(span, pixels):
    assert theme.column_width(span) == pixels


def test_a_title_cannot_leave_the_string_of_the_print_footer():
    rule = theme.print_footer('x"; } body { display: none } \\ \n é')
    quoted = re.search(r'content: ("[^"]*")', rule).group(1)
    assert "display:" not in quoted.replace(" ", "")
    assert rule.count('"') == 2 + 4 + 2 * theme.SANS.count('"')
    assert "\\e9 " in quoted


def test_tokens_are_frozen():
    with pytest.raises(AttributeError):
        TOKENS["ink"].light = "#000000"
    assert isinstance(TOKENS["ink"], Token)
