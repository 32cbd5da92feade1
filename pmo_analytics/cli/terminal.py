"""Text on the terminal: what comes from a file can neither style, move nor hide anything."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from pmo_analytics.display.markup import visible


def plain(text: str, *, style: str = "", **look: str | bool) -> Text:
    """Return a text that is printed letter by letter; control signs are shown, not obeyed."""
    return Text(visible(text), style=style, **look)  # type: ignore[arg-type]


def say(console: Console, text: str, *, style: str = "") -> None:
    """Print a text; its lines are not cut, so that a path can be copied and a log searched."""
    console.print(plain(text, style=style), soft_wrap=True)
