"""The shipped notebooks: thin, without outputs, with parameters that say what they are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest
from sample_portfolio import PROJECTS, TEAMS, sample_review

from pmo_analytics.reviews.reports import REPORTS
from pmo_analytics.runner.parameters import notebook_parameters

pytestmark = pytest.mark.slow

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
MOST_LINES = 10
EXAMPLE_OF_SQL = "explore"  # holds the one query that is meant to be changed
SQL = re.compile(r"\b(select|from|where|group by|order by)\b", re.IGNORECASE)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request) -> Path:
    return request.param


@pytest.fixture
def notebook(path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(notebook) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def strings_of(source: str) -> list[str]:
    constants = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [node.value for node in constants if isinstance(node.value, str)]


def test_there_are_three_reports_and_one_to_explore():
    assert [path.stem for path in NOTEBOOKS] == sorted([*REPORTS, "explore"])


def test_it_is_a_valid_notebook_of_python_3(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


def test_no_output_and_no_count_is_committed(notebook):
    for cell in code_cells(notebook):
        assert cell.outputs == []
        assert cell.execution_count is None


def test_it_begins_with_what_it_is_and_its_parameters(notebook):
    opening, parameters, setup = notebook.cells[:3]
    assert opening.cell_type == "markdown"
    assert opening.source.startswith("# ")
    assert parameters.metadata.tags == ["parameters"]
    assert "open_portfolio(" in setup.source
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    assert tagged == [parameters]


def test_parameters_are_annotated_literals_with_a_comment(notebook):
    source = notebook.cells[1].source
    for line, statement in zip(source.splitlines(), ast.parse(source).body, strict=True):
        assert isinstance(statement, ast.AnnAssign), line
        ast.literal_eval(statement.value)
        assert re.search(r"  # \S", line), line


def test_papermill_reads_name_type_default_and_help(path):
    for parameter in notebook_parameters(path).values():
        assert parameter.type_name == "str"
        assert parameter.help
    assert {"portfolio", "as_of"} <= notebook_parameters(path).keys()


def test_it_defines_prints_and_computes_nothing(notebook):
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(
                node,
                (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.Try),
            ), cell.source
            is_print = isinstance(node, ast.Name) and node.id == "print"
            assert not is_print, cell.source


def test_cells_are_short_and_after_the_setup_end_in_an_object(notebook):
    for number, cell in enumerate(code_cells(notebook)):
        assert len(cell.source.splitlines()) <= MOST_LINES
        if number:
            assert isinstance(ast.parse(cell.source).body[-1], ast.Expr)


def test_it_imports_only_the_package(notebook):
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import), cell.source
            if isinstance(node, ast.ImportFrom):
                assert node.module == "pmo_analytics"


def test_sql_stands_only_in_the_example_that_is_meant_to_be_changed(path, notebook):
    queries = [
        text
        for cell in code_cells(notebook)
        for text in strings_of(cell.source)
        if len(SQL.findall(text)) > 1
    ]
    assert len(queries) == (1 if path.stem == EXAMPLE_OF_SQL else 0)


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_shows_every_section_of_its_review_once(report):
    (path,) = [path for path in NOTEBOOKS if path.stem == report]
    shown = [
        text
        for cell in code_cells(nbformat.read(path, as_version=4))
        for text in re.findall(r'review\.section\("(\w+)"\)', cell.source)
    ]
    scopes = {"project": PROJECTS, "team": TEAMS}.get(REPORTS[report][1], ("",))
    reviews = [sample_review(report, scope=scope) for scope in scopes]
    there_are = {section.name for review in reviews for section in review.sections}
    assert len(shown) == len(set(shown))
    assert set(shown) == there_are


def test_the_review_that_is_opened_is_that_of_the_name(path, notebook):
    if path.stem in REPORTS:
        source = "".join(notebook.cells[2].source.split())
        assert f'p.review("{path.stem}"' in source
