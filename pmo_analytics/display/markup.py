"""Words into HTML, and nothing else: text from a file never becomes markup.

`Html` is markup that escapes whatever is put into it, so that forgetting to escape is not possible:
`Html("<b>{}</b>").format(title)`. Control signs are shown, not obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote

from markupsafe import Markup

from pmo_analytics.content import Review
from pmo_analytics.values import Fact, Segment, Sentence

LONGEST_RUN = 24  # signs of a word that stay together
LONGEST_NAME = 300  # signs; a title may be a megabyte long

REPLACEMENT = "\ufffd"
_SPACES = {ord(sign): " " for sign in "\t\n\v\f\r\u2028\u2029"}
_CONTROL_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_SOFT_HYPHEN = "\u00ad"  # says where a word may break, and no more
_REPLACED = (
    *range(0x80, 0xA0),  # C1 controls
    *(0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),  # fillers and joiners
    *range(0x180B, 0x180F),  # Mongolian selectors
    *(0x200B, 0x200E, 0x200F),  # no width, and marks of direction
    *range(0x202A, 0x202F),  # bidi embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, invisible operators, bidi isolates, old controls
    *range(0xD800, 0xE000),  # halves of a surrogate pair: not writable as UTF-8
    *range(0xFE00, 0xFE0F),  # selectors of a glyph; the sixteenth makes an emoji
    *(0xFEFF, *range(0xFFF0, 0xFFFC)),  # byte order mark, annotations
    *(*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4)),  # of hieroglyphs and shorthand
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE01F0),  # tags, with which hidden text is written, and more selectors
)
# Persian and Indic words are spelt with joiners, emoji are put together by them; elsewhere they
# only hide.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(rf"(?<![{_JOINING}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINING}])")
_WEB_ADDRESS = re.compile(r"https?://\S+")
_CLOSING = re.compile(r"[,.;:!?)\]’”%…]+")
_LONG_WORD = re.compile(rf"(\S{{{LONGEST_RUN + 1},}})")
_VISIBLE: dict[int, str] = {
    **_CONTROL_PICTURES,
    **_SPACES,
    **dict.fromkeys(_REPLACED, REPLACEMENT),
    ord("\n"): "\n",
    ord(_SOFT_HYPHEN): "",
}


def visible(text: str) -> str:
    """Replace each sign that acts or hides by one that can be seen; tabs become spaces.

    Line ends stay. Soft hyphens go: they only say where a word may break.
    """
    return _STRAY_JOINER.sub(REPLACEMENT, text.translate(_VISIBLE))


def clipped(text: str, limit: int = LONGEST_NAME) -> str:
    """Cut a text that is longer than the limit, and show that it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


class Html(Markup):
    """Markup that escapes, and makes visible, every text that is put into it."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Self:
        """Turn a text into markup; what is markup already stays as it is."""
        return super().escape(s if hasattr(s, "__html__") else visible(str(s)))


def join(parts: Iterable[Any], between: str = "") -> Html:
    """Join pieces of markup; pieces of text are escaped."""
    return Html(between).join(parts)


def html(template: str, *values: Any, **named: Any) -> Html:
    """Fill a template of ours with values; each is escaped unless it is markup."""
    return Html(template).format(*values, **named)


def anchor(name: str) -> str:
    """Make a name the id of an element; two names never get the same one."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda sign: f".{ord(sign.group()):x}.", name) or "."


@dataclass(frozen=True)
class Surface:
    """Where content is shown: on the page numbers open their recipe, in a notebook they do not."""

    recipes: frozenset[str] = frozenset()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def recipe_of(self, segment: Segment) -> str:
        """Return the recipe that a number opens, empty where it has none here."""
        fact = self.facts.get(segment.fact_id)
        recipe_id = segment.recipe_id or (fact.recipe_id if fact else "")
        return recipe_id if recipe_id in self.recipes else ""


def page_surface(review: Review) -> Surface:
    """Return the surface of the review's own page, where every number opens its recipe."""
    return Surface(frozenset(recipe.recipe_id for recipe in review.recipes), review.facts)


def recipe_anchor(recipe_id: str) -> str:
    """Return the id of the element that shows a recipe."""
    return f"recipe-{anchor(recipe_id)}"


def sentence_html(sentence: Sentence, surface: Surface) -> Html:
    """Turn a sentence into markup, segment by segment.

    A button is a box that a line may break beside; the full stop after it must not start a line.
    """
    parts: list[Html] = []
    before: Segment | None = None
    for segment in sentence.segments:
        sign = _CLOSING.match(segment.text) if _is_button(before, surface) else None
        if sign and segment.kind == "words":
            parts[-1] = html('<span class="together">{}{}</span>', parts[-1], sign.group())
            rest = segment.model_copy(update={"text": segment.text[sign.end() :]})
            parts.append(segment_html(rest, surface))
        else:
            parts.append(segment_html(segment, surface))
        before = segment
    return join(parts)


def _is_button(segment: Segment | None, surface: Surface) -> bool:
    return segment is not None and segment.kind == "fact" and bool(surface.recipe_of(segment))


def sentences_html(sentences: Iterable[Sentence], surface: Surface) -> Html:
    """Turn the sentences of a paragraph into markup, a space between them."""
    return join((sentence_html(each, surface) for each in sentences if each), " ")


def segment_html(segment: Segment, surface: Surface) -> Html:
    """Turn a segment into markup by its kind."""
    content = _KINDS[segment.kind](segment, surface)
    return html("<b>{}</b>", content) if segment.is_strong else content


def name_html(text: str, limit: int = LONGEST_NAME) -> Html:
    """Turn a name from a file into markup whose direction cannot leak into the sentence."""
    return html("<bdi>{}</bdi>", breakable(clipped(text, limit)))


def breakable(text: str) -> Html:
    """Let a word that is longer than any line break, so that it widens no page."""
    pieces = _LONG_WORD.split(visible(text))
    return join(
        Html("<wbr>").join(_chunks(piece)) if place % 2 else piece
        for place, piece in enumerate(pieces)
    )


def _chunks(word: str) -> list[str]:
    return [word[start : start + LONGEST_RUN] for start in range(0, len(word), LONGEST_RUN)]


def number_button(content: Any, recipe_id: str, *, look: str = "number") -> Html:
    """Wrap a number into the button that opens its recipe."""
    return html(
        '<button type="button" class="{}" popovertarget="{}">{}</button>',
        look,
        recipe_anchor(recipe_id),
        content,
    )


def item_link(segment: Segment) -> Html:
    """Turn the key of an item into a link to its tracker, where the address is a web address."""
    key = name_html(segment.text)
    look = "item together" if len(segment.text) <= LONGEST_RUN else "item"
    if not is_web_address(segment.url):
        return html('<span class="{}">{}</span>', look, key)
    return html('<a class="{}" href="{}" rel="noopener noreferrer">{}</a>', look, segment.url, key)


def is_web_address(url: str) -> bool:
    """Tell whether an address may become a link: http or https, no space and no control sign."""
    return bool(_WEB_ADDRESS.fullmatch(url)) and visible(url) == url


def page_address(file: str) -> str:
    """Make the name of a page beside this one an address that cannot lead elsewhere."""
    return quote(visible(file).lstrip("/"))


def _words(segment: Segment, _surface: Surface) -> Html:
    return Html.escape(segment.text)


def _date(segment: Segment, _surface: Surface) -> Html:
    return html('<span class="together">{}</span>', segment.text)


def _name(segment: Segment, _surface: Surface) -> Html:
    return name_html(segment.text)


def _fact(segment: Segment, surface: Surface) -> Html:
    recipe_id = surface.recipe_of(segment)
    return number_button(segment.text, recipe_id) if recipe_id else _words(segment, surface)


def _item(segment: Segment, _surface: Surface) -> Html:
    return item_link(segment)


_KINDS = {
    **dict.fromkeys(("words", "term"), _words),
    "date": _date,
    "name": _name,
    "fact": _fact,
    "item": _item,
}


_NARROW_FOLD = (
    '<details class="narrow-fold"><summary>{}<span class="unfold">{}</span></summary>{}</details>'
)


def narrow_fold(line: str, content: Html, *, short: Html | str = "") -> Html:
    """Fold what is long away on phones alone, where its line opens it; print shows it whole.

    Args:
        line: says what is folded.
        content: what is.
        short: stands above the line until it is opened.
    """
    return html(_NARROW_FOLD, short, line, content)
