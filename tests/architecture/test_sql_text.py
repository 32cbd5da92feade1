"""Above the warehouse SQL stands in `.sql` files alone, where it is found, read and run by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "pmo_analytics"
ABOVE = ("reviews", "catalogue", "metrics")
COMPOSER = "metrics/query.py"  # puts the files together, and may frame them
SQL = re.compile(
    r"\bselect\s|\bcreate\s+(?:or|temp|table|view)\b|\bjoin\s+\w+\s+(?:on|using)\b"
    r"|\bfrom\s+\w+\s+(?:where|join|group|order)\b|^\s*from\s+\w+\s*$",
    re.IGNORECASE,
)


def sql_texts(source: str) -> Iterator[str]:
    """Yield the texts of a module that read as SQL; docstrings are no code."""
    tree = ast.parse(source)
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in said and SQL.search(node.value):
            yield node.value


def test_no_module_above_the_warehouse_holds_sql():
    found = {
        path.relative_to(PACKAGE).as_posix(): list(sql_texts(path.read_text(encoding="utf-8")))
        for layer in ABOVE
        for path in sorted((PACKAGE / layer).rglob("*.py"))
    }
    assert found.pop(COMPOSER)  # so the search does find SQL
    assert len(found) > len(ABOVE)
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_sql_is_told_from_words():
    assert list(sql_texts('"""select it from"""\nx = "select a from b"')) == ["select a from b"]
    assert list(sql_texts('x = "from the start of an item"')) == []
