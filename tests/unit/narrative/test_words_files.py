"""The words files: no number among the words, no message that nobody says, none that is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import pmo_analytics
from pmo_analytics.forecasts.forecast import LIKELY
from pmo_analytics.metrics.flow.times import CYCLE_TIME
from pmo_analytics.narrative.saying import LANGUAGE, _message, _texts, names_of
from pmo_analytics.reviews import (
    delivery_forecast,
    governance,
    portfolio_health,
    project_health,
    support,
    team_health,
)

PACKAGE = Path(pmo_analytics.__file__).parent
FOLDER = files("pmo_analytics.narrative") / "words" / LANGUAGE
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name.endswith(".ftl"))

NUMBER_WORDS = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions dozen twice thrice quarter third fifth "
    "twentieth double triple"
).split()
_NUMBER_WORD = re.compile(
    rf"\b(?:{'|'.join(NUMBER_WORDS)}|ones?|half|halves|both)\b", re.IGNORECASE
)
# Words of number that count nothing, and "half", which the likely finish is defined by.
ALLOWED = (
    "one of them",
    "One week of the baseline",  # the week is named: the one that stands out
    "serves one of",
    "so later ones speak",  # later exports
    "Add a newer one",
    "Bars share one scale",
    "half of them",
    "half of those made",
    "half of the answers",
    "Half of possible futures",
    "half of the possible futures",
    "half of the futures end long before the other half",
    "both",  # variant of exactly two, where `[2]` selects it
)


class _Texts(Visitor):
    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_TextElement(self, node: fluent.TextElement) -> None:
        self.texts.append(node.value)

    def visit_StringLiteral(self, node: fluent.StringLiteral) -> None:
        self.texts.append(node.value)


class _References(Visitor):
    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:
        self.names.append(node.id.name)

    def visit_TermReference(self, node: fluent.TermReference) -> None:
        self.names.append(node.id.name)


def entries_of(file: str) -> list[fluent.EntryType]:
    return FluentParser().parse((FOLDER / file).read_text(encoding="utf-8")).body


def messages() -> dict[str, fluent.Message]:
    return {
        entry.id.name: entry
        for file in FILES
        for entry in entries_of(file)
        if isinstance(entry, fluent.Message)
    }


def texts_of(message: fluent.Message) -> list[str]:
    found = _Texts()
    found.visit(message)
    return found.texts


def number_words_in(text: str) -> list[str]:
    for phrase in ALLOWED:
        text = re.sub(rf"\b{phrase}\b", "", text)
    return _NUMBER_WORD.findall(text)


@pytest.mark.parametrize("file", FILES)
def test_a_words_file_is_understood_to_its_last_line(file):
    junk = [entry.content for entry in entries_of(file) if isinstance(entry, fluent.Junk)]
    assert junk == []


def test_no_two_messages_have_one_name():
    names = [
        entry.id.name
        for file in FILES
        for entry in entries_of(file)
        if isinstance(entry, fluent.Message)
    ]
    assert len(names) == len(set(names)) > 100


def test_a_message_stands_alone_as_each_is_parsed_by_itself():
    assert set(_texts()) == set(messages())
    for name, message in messages().items():
        assert _message(name).equals(message, ignored_fields=["span", "comment"])
        found = _References()
        found.visit(message)
        assert found.names == []


def test_no_number_stands_among_the_words_in_digits_or_in_letters():
    found = {
        (name, text)
        for name, message in messages().items()
        for text in texts_of(message)
        if any(sign.isnumeric() for sign in text) or number_words_in(text)
    }
    assert found == set()


def test_half_is_what_likely_and_the_middle_of_times_mean():
    assert LIKELY == 0.5
    assert CYCLE_TIME.values["half_days"].startswith("half")


@pytest.mark.parametrize(
    "text", ["in the last twelve weeks", "one in six", "more than five years", "One project is red"]
)
def test_number_words_are_found(text):
    assert number_words_in(text)


def test_every_phrase_that_is_allowed_is_said_somewhere():
    said = " ".join(text for message in messages().values() for text in texts_of(message))
    assert [phrase for phrase in ALLOWED if phrase not in said] == []


# --- who says what -------------------------------------------------------------------------------


def _nodes() -> Iterator[ast.AST]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _branches(node: ast.AST) -> Iterator[ast.AST]:
    """Return what an expression may be: both sides of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def said_literals() -> set[str]:
    """Return the names that `say` is called with as they stand."""
    return {
        branch.value
        for node in _nodes()
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("say", "text_of")
        and node.args
        for branch in _branches(node.args[0])
        if isinstance(branch, ast.Constant)
    }


def _pattern(node: ast.JoinedStr) -> str:
    parts = (
        re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z_-]+"
        for part in node.values
    )
    return "".join(parts)


def test_every_message_that_is_said_exists():
    said = said_literals()
    assert len(said) > 100
    assert said - messages().keys() == set()


def labels_of_sections() -> set[str]:
    of_projects = (portfolio_health, project_health, delivery_forecast)
    reports = (*of_projects, governance, support, team_health)
    return {plan.message for report in reports for plan in report.SECTIONS}


def test_every_label_of_a_section_exists():
    assert labels_of_sections() - messages().keys() == set()


def test_every_message_is_said_by_some_module():
    nodes = list(_nodes())
    literals = {node.value for node in nodes if isinstance(node, ast.Constant)}
    literals |= labels_of_sections()
    composed = [
        re.compile(_pattern(node))
        for node in nodes
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("say", "text_of")
        and node.args
        for node in _branches(node.args[0])
        if isinstance(node, ast.JoinedStr)
    ]
    unsaid = [
        name
        for name in messages()
        if name not in literals and not any(pattern.fullmatch(name) for pattern in composed)
    ]
    assert unsaid == []


def test_every_name_of_a_message_is_written_as_names_of_facts_are():
    for name in messages():
        assert all(re.fullmatch(r"[a-z][a-z_]*", one) for one in names_of(name)), name


_WEEKS = re.compile(r"\b(last|since|before|of late|beside|expects|take)\b")


def test_a_pace_says_of_which_weeks_it_is():
    """Several paces stand on one page: without their weeks they read as contradictions."""
    paces = {
        name: text
        for name, text in _texts().items()
        if any(each.endswith("_per_week") for each in names_of(name))
    }
    assert len(paces) > 5
    assert [name for name, text in paces.items() if not _WEEKS.search(text)] == []
