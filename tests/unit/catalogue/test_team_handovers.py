"""What waits for a team agrees with a slow twin that knows which item is whose."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from given_answers import AS_OF, GivenAnswers, as_of, team_row
from hypothesis import given
from hypothesis import strategies as st

from pmo_analytics.catalogue.team_handovers import handover_rows
from pmo_analytics.metrics.projects import PORTFOLIO
from pmo_analytics.metrics.question import Question, Scope

PROJECTS = ("A", "B", "C")
TEAM = Scope("X", PROJECTS, team="X", kind="team")
PROJECT = Scope("A", ("A",), kind="project")


@dataclass(frozen=True)
class Node:
    """Something that waits or is needed: an item, or a project or milestone."""

    kind: str
    name: str
    project: str


@dataclass(frozen=True)
class World:
    """Items with their project, team and whether they are open; and what waits for what."""

    items: tuple[tuple[str, str, str | None, bool], ...]
    edges: tuple[dict[str, Any], ...]

    def team_of(self, project: str) -> str | None:
        """Return the team of a project whose items all name it, most of them."""
        teams = [team for _, of, team, _ in self.items if of == project]
        named = {team for team in teams if team}
        is_told = 2 * sum(team is not None for team in teams) > len(teams)
        return named.pop() if len(named) == 1 and is_told else None

    def owns(self, scope: Scope, node: Node) -> bool:
        """Tell whether something is of a scope: an open item, or a project as a whole."""
        if node.kind != "item":
            return self.team_of(node.project) == "X" if scope.team else node.project == "A"
        return any(
            name == node.name and is_open and (team == "X" if scope.team else of == "A")
            for name, of, team, is_open in self.items
        )

    def answers(self, scope: Scope) -> GivenAnswers:
        """Return the door over what the queries would tell of it."""
        opened = [
            {"scope": scope.name, "as_of": AS_OF, "item_id": name}
            for name, of, _, is_open in self.items
            if is_open and self.owns(scope, Node("item", name, of))
        ]
        sole = [team_row(one, team) for one in PROJECTS if (team := self.team_of(one))]
        rows = {"dependency_edges": self.edges, "open_items": opened, "sole_teams": sole}
        return GivenAnswers(rows, forecaster=SimpleNamespace(project_ids=PROJECTS))


def edge(waiting: Node, needed: Node, **told: Any) -> dict[str, Any]:
    """Make a row of dependency_edges.sql."""
    sides = {
        f"{side}_{name}": value
        for side, node in (("waiting", waiting), ("needed", needed))
        for name, value in (
            *(("kind", node.kind), ("id", node.name), ("name", node.name)),
            ("project_id", node.project),
        )
    }
    return {"scope": PORTFOLIO, "as_of": AS_OF, **sides, **told}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Generate items of projects and teams, and edges between items and projects."""
    told = draw(
        st.lists(
            st.tuples(
                st.sampled_from(PROJECTS), st.sampled_from(("X", "X", "Y", None)), st.booleans()
            ),
            max_size=8,
        )
    )
    items = tuple((f"{of}-{n}", of, team, is_open) for n, (of, team, is_open) in enumerate(told))
    nodes = [Node("item", name, of) for name, of, *_ in items]
    nodes += [
        Node(kind, f"{kind} {of}", of) for kind in ("project", "milestone") for of in PROJECTS
    ]
    one = st.sampled_from(nodes)
    flags = st.fixed_dictionaries(
        {
            **dict.fromkeys(("is_open", "is_late", "is_expected_late"), st.booleans()),
            "late_days": st.none() | st.integers(0, 9),
        }
    )
    edges = draw(st.lists(st.tuples(one, one, flags), max_size=10))
    return World(items, tuple(edge(waiting, needed, **told) for waiting, needed, told in edges))


@pytest.mark.parametrize("scope", [TEAM, PROJECT], ids=["team", "project"])
@given(world=worlds())
def test_what_waits_on_either_side_is_that_of_the_twin(scope, world):
    sides = {"awaited": [], "awaiting": []}
    for row in world.edges:
        waiting, needed = (
            world.owns(
                scope, Node(row[f"{side}_kind"], row[f"{side}_id"], row[f"{side}_project_id"])
            )
            for side in ("waiting", "needed")
        )
        if row["is_open"] and waiting != needed:
            sides["awaited" if needed else "awaiting"].append(row)
    (found,) = handover_rows(world.answers(scope), Question((scope,), (as_of(AS_OF),)))
    for side, rows in sides.items():
        late = sum(row["is_late"] or row["is_expected_late"] for row in rows)
        assert (found[f"{side}_count"], found[f"late_{side}_count"]) == (len(rows), late)
        told = [row for row in found["frame"] if row["side_name"] == side]
        assert sorted(map(str, ({**row, "side_name": side} for row in rows))) == sorted(
            map(str, told)
        )
    days = [row["late_days"] or 0 for row in found["frame"]]
    assert days == sorted(days, reverse=True)
