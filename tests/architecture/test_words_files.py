"""The words files: no message holds a number, and none is left that nobody says."""

from __future__ import annotations

import ast as python
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import pmo_analytics
from pmo_analytics.narrative.saying import names_of

PACKAGE = Path(pmo_analytics.__file__).parent
WORDS = PACKAGE / "narrative" / "words"
FILES = sorted(WORDS.rglob("*.ftl"))
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"\"([a-z]+(?:-[a-z]+)*)\"")


class Texts(Visitor):
    """The words of a message; what selects a variant is none of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:
        self.texts.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:
        self.texts.append(node.value)


def messages() -> Iterator[tuple[str, ast.Message]]:
    for path in FILES:
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                yield path.stem, entry


def texts_of(message: ast.Message) -> list[str]:
    found = Texts()
    found.visit(message)
    return found.texts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_words_file_is_understood_whole(path):
    parts = FluentParser().parse(path.read_text(encoding="utf-8")).body
    assert [part.content for part in parts if isinstance(part, ast.Junk)] == []


def test_no_message_holds_a_number():
    """A number without a fact has no evidence, and is typed again where its constant changes."""
    found = {
        message.id.name: text
        for _, message in messages()
        for text in texts_of(message)
        if NUMBER.search(text)
    }
    assert found == {}


def test_a_message_has_one_home():
    names = [message.id.name for _, message in messages()]
    assert len(names) > 100
    assert len(names) == len(set(names))


def test_every_message_is_said():
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    said = set(NAME.findall(code))
    beginnings = tuple(filter(None, re.findall(r'f"([a-z-]*)\{', code)))
    endings = re.findall(r'f"\{\w+\}(-[a-z-]+)"', code)
    said |= {name + ending for name in said for ending in endings}
    names = {message.id.name for _, message in messages()}
    assert {name for name in names - said if not name.startswith(beginnings)} == set()


def _messages(node: python.expr) -> Iterator[str]:
    """Yield the messages that an argument may name, where it names them in the call."""
    if isinstance(node, python.Constant):
        yield node.value
    elif isinstance(node, python.IfExp):
        yield from _messages(node.body)
        yield from _messages(node.orelse)


def test_every_message_that_a_call_may_say_has_the_names_that_it_hands_over():
    """`say` refuses a name that a message does not have; the rarer branch must not find out."""
    calls = [
        (file.name, node)
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in python.walk(python.parse(file.read_text("utf-8")))
        if isinstance(node, python.Call)
        and isinstance(node.func, python.Name)
        and node.func.id == "say"
    ]
    handed = [
        (file, message, keyword.arg)
        for file, call in calls
        for message in _messages(call.args[0])
        for keyword in call.keywords
        if keyword.arg
    ]
    assert len(handed) > 100
    assert [one for one in handed if one[2] not in names_of(one[1])] == []
