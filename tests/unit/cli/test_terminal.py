"""Text of files on the terminal is only text."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pmo_analytics.cli.terminal import plain, say

HOSTILE = {
    "markup": "[/closed] [red]x[/red] [link=http://x]y[/link]",
    "colour": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;owned\x07",
    "c1": "\x9b31m",
    "bidi": "abc\u202edef\u2066x",
    "bell": "\x07\x08\x0c",
    "emoji_code": ":smile:",
}


def printed(text: str, *, is_terminal: bool = True) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=is_terminal, width=40, color_system="truecolor")
    say(console, text)
    return file.getvalue()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_control_sign_reaches_the_terminal(text):
    assert not set(printed(text)) & {"\x1b", "\x9b", "\x07", "\x08", "\x0c", "\u202e", "\u2066"}


@pytest.mark.parametrize("kind", ["markup", "emoji_code"])
def test_markup_is_printed_letter_by_letter(kind):
    assert printed(HOSTILE[kind]) == HOSTILE[kind] + "\n"


def test_a_long_path_is_not_cut():
    path = "/a/very/long/folder" * 10
    assert printed(path, is_terminal=False) == path + "\n"


def test_lines_of_ours_stay_lines():
    assert printed("one\ntwo") == "one\ntwo\n"


def test_a_style_of_ours_is_kept():
    assert str(plain("x", style="bold").style) == "bold"
