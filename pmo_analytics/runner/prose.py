"""Markdown of a notebook as markup that can neither run nor fetch anything."""

from __future__ import annotations

import re
from typing import Any

import mistune

from pmo_analytics.display.markup import Html, html, is_web_address, visible

TOP_LEVEL = 2  # the page has its own headline


class _SafeRenderer(mistune.HTMLRenderer):
    """Markup of mistune with raw HTML escaped, web links only, and images as their words."""

    def __init__(self) -> None:
        super().__init__(escape=True)

    def link(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        """Link web addresses and places in the page; of other links only the words stay."""
        if not is_web_address(url) and not re.fullmatch(r"#[\w-]+", url):
            return text
        return str(html('<a href="{}" rel="noopener noreferrer">{}</a>', url, Html(text)))

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        """Show the words of an image: the page fetches nothing."""
        return text

    def heading(self, text: str, level: int, **_attributes: Any) -> str:
        """Place a heading below the headline of the page."""
        depth = min(level + TOP_LEVEL - 1, 6)
        return f"<h{depth}>{text}</h{depth}>\n"


_markdown = mistune.create_markdown(renderer=_SafeRenderer(), plugins=["table"])


def prose_html(source: str) -> Html:
    """Turn markdown into safe markup; empty for empty."""
    return Html(_markdown(visible(source))) if source.strip() else Html()


def heading_of(source: str) -> tuple[str, str]:
    """Split markdown into the words of its opening heading, empty without one, and the rest."""
    found = re.match(r"\s*#{1,6}[ \t]+([^\n]+?)[ \t#]*(?:\n|$)", source)
    if not found:
        return "", source
    return found.group(1), source[found.end() :]
