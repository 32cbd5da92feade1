"""Scopes are found by the names of projects and programmes."""

from __future__ import annotations

import pytest

from pmo_analytics.errors import UnknownNameError
from pmo_analytics.metrics.projects import PORTFOLIO, find_scope, list_projects
from pmo_analytics.metrics.question import ItemFilter, Scope
from tests.spec.board import Register

ITEMS = """
item | created
A-1  | 2026-01-05
B-1  | 2026-01-05
"""
PROJECTS = Register(
    "projects",
    """
    project_id | name  | items | programme
    ZETA       | Zeta  | A     |
    BETA       | Beta  | B     | South
    ALPHA      | Alpha | C     | North
    GAMMA      | Gamma | D     | South
    """,
)


@pytest.fixture
def connection(board_warehouse):
    with board_warehouse.holding([ITEMS], registers=[PROJECTS]) as opened:
        yield opened


def test_projects_are_listed_by_programme_and_name(connection):
    listed = [project["project_id"] for project in list_projects(connection)]
    assert listed == ["ALPHA", "BETA", "GAMMA", "ZETA"]


def test_without_a_name_the_scope_is_the_portfolio(connection):
    assert find_scope(connection) == Scope(PORTFOLIO, ("ALPHA", "BETA", "GAMMA", "ZETA"))


def test_programme_is_a_scope_of_its_projects(connection):
    south = Scope("South", ("BETA", "GAMMA"), kind="programme")
    assert find_scope(connection, programme="South") == south


def test_project_is_a_scope_of_its_own(connection):
    items = ItemFilter(labels=("pay",))
    zeta = Scope("ZETA", ("ZETA",), items, kind="project")
    assert find_scope(connection, project="ZETA", items=items) == zeta


@pytest.mark.parametrize(
    ("kind", "known"),
    [("project", "ALPHA, BETA, GAMMA, ZETA"), ("programme", "North, South")],
)
def test_unknown_name_is_refused_with_those_there_are(connection, kind, known):
    with pytest.raises(UnknownNameError, match=f'no {kind} "XYZ". There are: {known}'):
        find_scope(connection, **{kind: "XYZ"})


def test_portfolio_without_programmes_says_so(board_warehouse):
    with board_warehouse.holding([ITEMS]) as connection:
        assert find_scope(connection).project_ids == ("A", "B")
        with pytest.raises(UnknownNameError, match="This portfolio has no programme"):
            find_scope(connection, programme="North")
