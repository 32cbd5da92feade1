"""Colours, type and column widths: the one place where they are numbers.

The same tokens become custom properties of the page and the hex values of the charts; rules that
are generated here turn the second into the first, so that a chart drawn once follows dark mode,
forced colours and print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STYLES = Path(__file__).parent / "styles"


@dataclass(frozen=True)
class Token:
    """A colour in each of the worlds a page is read in."""

    light: str
    dark: str
    forced: str


# The contrast of each with the page is measured by the tests.
TOKENS: dict[str, Token] = {
    "paper": Token("#fcfbf8", "#16181c", "Canvas"),
    "raise": Token("#f3f0e9", "#202328", "Canvas"),
    "ink": Token("#1b1a18", "#e9e6df", "CanvasText"),
    "ink-2": Token("#57534a", "#b4b0a6", "CanvasText"),
    "ink-3": Token("#6b675d", "#97938a", "CanvasText"),
    "rule": Token("#dcd8ce", "#33363c", "GrayText"),
    "rule-2": Token("#8d887c", "#6f6c66", "CanvasText"),
    "accent": Token("#0f4c81", "#7fb4e6", "LinkText"),
    "tint": Token("#e6eef6", "#1d2a38", "Canvas"),
    "red": Token("#a8172b", "#ff7a7f", "CanvasText"),
    "on-red": Token("#ffffff", "#1b1a18", "Canvas"),
    "amber": Token("#f2ac1c", "#ffc44d", "CanvasText"),
    "amber-edge": Token("#8a5a00", "#ffc44d", "CanvasText"),
    "on-amber": Token("#1b1a18", "#1b1a18", "Canvas"),
    "green": Token("#157f6b", "#41c7a9", "CanvasText"),
    "on-green": Token("#ffffff", "#10231f", "Canvas"),
    "band": Token("#e9e5dc", "#24272c", "Canvas"),
    "band-2": Token("#d6d1c5", "#33363c", "GrayText"),
    "band-3": Token("#b9b3a5", "#4d5057", "GrayText"),
    "mid": Token("#8d887c", "#7b7e85", "CanvasText"),
}

# What charts may be drawn with; red, amber and green belong to marks alone.
PAPER = TOKENS["paper"].light
INK = TOKENS["ink"].light
INK_2 = TOKENS["ink-2"].light
RULE = TOKENS["rule"].light
ACCENT = TOKENS["accent"].light
BAND = TOKENS["band"].light
BAND_2 = TOKENS["band-2"].light
BAND_3 = TOKENS["band-3"].light
MID = TOKENS["mid"].light
CHART_TOKENS = ("paper", "ink", "ink-2", "rule", "accent", "band", "band-2", "band-3", "mid")

# A page brings the first letters of each stack with it; the rest serves the characters they lack.
SANS = (
    '"PMO Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", '
    "Arial, sans-serif"
)
SERIF = (
    '"PMO Serif", Charter, "Bitstream Charter", "Charis SIL", "Sitka Text", Cambria, '
    '"Noto Serif", "DejaVu Serif", serif'
)
MONO = 'ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace'
FONTS = f"--sans: {SANS}; --serif: {SERIF}; --mono: {MONO};"

LABEL_SIZE = 12.5  # pixels; the least that is read on paper is 11.5
SMALL_LABEL_SIZE = 11.5

PAGE_WIDTH = 1120
COLUMNS = 12
GUTTER = 24
PHONE_WIDTH = 350
WIDEST_CHART = 738  # wider, and its text would shrink on a screen just above a phone

PANEL_WIDTHS = (262, 166)  # four in the page's width; two beside each other on a phone


def chart_widths(span: int) -> tuple[int, int]:
    """Return the two widths at which a chart of that many columns is drawn."""
    return column_width(span), PHONE_WIDTH


def column_width(span: int) -> int:
    """Return the pixels that a block of that many columns has for its chart."""
    pixels = (PAGE_WIDTH + GUTTER) * span // COLUMNS - GUTTER
    return min(pixels, WIDEST_CHART)


def chart_config() -> dict[str, object]:
    """Return the Vega-Lite configuration that every chart is drawn with."""
    axis = {
        "title": None,
        "labelColor": INK_2,
        "labelFontSize": LABEL_SIZE,
        "labelPadding": 7,
        "labelOverlap": False,
        "labelBound": False,
        "labelFlush": False,
        "gridColor": RULE,
        "tickColor": MID,
        "domainColor": MID,
    }
    return {
        "aria": False,  # the page carries one text alternative; a name for each dot is noise
        "background": None,
        "font": SANS,
        "view": {"stroke": None},
        "axis": axis,
        "axisY": {"domain": False, "ticks": False},
        "axisX": {"grid": False, "tickSize": 4},
        "text": {"fontSize": LABEL_SIZE, "fill": INK_2},
        "tick": {"color": INK},
        "rule": {"color": INK},
    }


@cache
def stylesheet(*names: str) -> str:
    """Join the tokens and the named files of `styles/` into the stylesheet of a page."""
    return "\n".join([_token_rules(), rules(*names), _chart_rules()])


def rules(*names: str) -> str:
    """Return the named files of `styles/` without comments and indentation."""
    files = [STYLES / f"{name}.css" for name in names]
    return "\n".join(_compact(file.read_text(encoding="utf-8")) for file in files)


def properties(world: str) -> str:
    """Return the tokens as custom properties: "light", "dark" or "forced"."""
    return " ".join(f"--{name}: {getattr(token, world)};" for name, token in TOKENS.items())


def print_footer(title: str) -> str:
    """Return the rule that prints a title and the page number at the foot of every sheet."""
    font = f"font: 8pt {SANS}; color: {INK_2}"
    return (
        f"@page {{ @bottom-left {{ content: {css_string(title)}; {font} }} "
        f'@bottom-right {{ content: "Page " counter(page) " of " counter(pages); {font} }} }}'
    )


def css_string(text: str) -> str:
    """Quote a text for CSS so that nothing in it can end the string."""
    safe = (sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):x} " for sign in text)
    return f'"{"".join(safe)}"'


def _token_rules() -> str:
    light, dark, forced = (properties(world) for world in ("light", "dark", "forced"))
    printed = "--paper: #fff; --raise: #f6f4ef;"
    return "\n".join(
        [
            f":root {{ color-scheme: light dark; {FONTS} {light} }}",
            f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
            f"@media print {{ :root {{ color-scheme: light; {light} {printed} }} }}",
            f"@media (forced-colors: active) {{ :root {{ {forced} }} }}",
        ]
    )


def _chart_rules() -> str:
    """Let the hex values inside a drawn chart follow the custom properties.

    In forced colours a band keeps only its outline: filled, it would drown what lies on it.
    """
    lines = [
        f'.drawing [{use}="{TOKENS[name].light}"] {{ {use}: var(--{name}); }}'
        for name in CHART_TOKENS
        for use in ("fill", "stroke")
    ]
    bands = ", ".join(f'.drawing [fill="{color}"]' for color in (BAND, BAND_2, BAND_3))
    outlined = f"{bands} {{ fill: Canvas; stroke: GrayText; stroke-width: 1; opacity: 1; }}"
    return "\n".join([*lines, f"@media (forced-colors: active) {{ {outlined} }}"])


def _compact(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in without_comments.splitlines() if line.strip())
