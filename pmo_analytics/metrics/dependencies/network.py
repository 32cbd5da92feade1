"""What waits for what, as a graph: the longest chain, slack, and what most passes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import networkx as nx

from pmo_analytics.metrics.measure import Answers, Row, by_case
from pmo_analytics.metrics.question import Question

_DECIMALS = 6  # of betweenness, which is a sum of floats


def circle_count(rows: Sequence[Row], _options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Count the things that wait for themselves, directly or through others.

    Args:
        rows: dependencies of a scope; only open ones between known things count.
    """
    open_rows = (row for row in rows if row["is_open"] and not row["is_unknown"])
    return {"in_circle_count": len(_in_circle(_graph(open_rows)))}


def chain_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Find the longest chain of every scope, and how far from it everything else is."""
    nodes, edges = (
        by_case(answers.rows(query, question)) for query in ("chain_nodes", "open_edges")
    )
    for scope, day in question.cases():
        key = (scope.name, day.day)
        yield {"scope": scope.name, "as_of": day.day, **_chain(nodes[key], edges[key])}


def _graph(edges: Iterable[Row]) -> nx.DiGraph:
    """Return the graph of what is needed, an arrow to each thing that waits for it."""
    return nx.DiGraph((row["needed_id"], row["waiting_id"]) for row in edges)


def _in_circle(graph: nx.DiGraph) -> set[str]:
    circles = (part for part in nx.strongly_connected_components(graph) if len(part) > 1)
    return set().union(*circles) | set(nx.nodes_with_selfloops(graph))


def _chain(nodes: Sequence[Row], edges: Sequence[Row]) -> dict[str, Any]:
    whole = _graph(edges)
    whole.add_nodes_from(row["node_id"] for row in nodes)
    in_circle = _in_circle(whole)
    # An order is found among what can be begun at all: arrows inside a circle are cut.
    graph = whole.copy()
    graph.remove_edges_from(
        [edge for part in _circles(whole) for edge in whole.subgraph(part).edges]
    )
    days = {row["node_id"]: row["left_days"] or Decimal(0) for row in nodes}
    starts, rests = _starts(graph, days), _rests(graph, days)
    end = max((starts[node] + rests[node] for node in graph), default=None)
    between = nx.betweenness_centrality(graph, normalized=False)
    frame = [
        {
            "node_id": row["node_id"],
            "name": row["name"],
            "kind": row["kind"],
            "project_id": row["project_id"],
            "left_days": row["left_days"],
            "left_evidence": row["left_evidence"],
            "direct_count": whole.out_degree(row["node_id"]),
            "blocked_count": len(nx.descendants(whole, row["node_id"])),
            "is_in_circle": row["node_id"] in in_circle,
            "start_days": starts[row["node_id"]],
            "latest_start_days": end - rests[row["node_id"]],
            "slack_days": end - rests[row["node_id"]] - starts[row["node_id"]],
            "betweenness": round(between[row["node_id"]], _DECIMALS),
        }
        for row in sorted(nodes, key=lambda row: row["node_id"])
    ]
    return {**_summary(frame, graph), "frame": frame}


def _circles(graph: nx.DiGraph) -> Iterator[set[str]]:
    for part in nx.strongly_connected_components(graph):
        if len(part) > 1 or graph.has_edge(*(list(part) * 2)):
            yield part


def _starts(graph: nx.DiGraph, days: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return on which day, from today, everything that a thing waits for can be finished."""
    starts: dict[str, Decimal] = {}
    for node in nx.topological_sort(graph):
        before = (starts[needed] + days[needed] for needed in graph.predecessors(node))
        starts[node] = max(before, default=Decimal(0))
    return starts


def _rests(graph: nx.DiGraph, days: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return the days from the beginning of a thing until all that waits for it is finished."""
    rests: dict[str, Decimal] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        after = (rests[waiting] for waiting in graph.successors(node))
        rests[node] = days[node] + max(after, default=Decimal(0))
    return rests


def _summary(frame: Sequence[Mapping[str, Any]], graph: nx.DiGraph) -> dict[str, Any]:
    known = [row for row in frame if not row["is_in_circle"]]
    critical = {row["node_id"]: row for row in known if not row["slack_days"]}
    most = min(frame, key=_most_blocking_first, default={})
    ends = [row["start_days"] + (row["left_days"] or 0) for row in frame if not row["slack_days"]]
    return {
        "n": len(known),
        "chain_days": max(ends, default=None),
        "critical_count": len(critical),
        "chain_names": " → ".join(_longest_names(critical, graph)) or None,
        "most_blocking_name": most.get("name"),
        "most_blocked_count": most.get("blocked_count"),
        "typical_count": sum(row["left_evidence"] == "typical" for row in frame),
        "without_duration": sum(row["left_evidence"] == "unknown" for row in frame),
        "in_circle": len(frame) - len(known),
    }


def _most_blocking_first(row: Mapping[str, Any]) -> tuple[int, int, str]:
    return (-row["blocked_count"], -row["direct_count"], row["name"])


def _longest_names(critical: Mapping[str, Mapping[str, Any]], graph: nx.DiGraph) -> Iterator[str]:
    """Yield the names on the longest chain; of ways as long as each other the first by name."""
    here = _first(
        row for node, row in critical.items() if not row["start_days"] and not graph.in_degree(node)
    )
    while here:
        yield here["name"]
        end = here["start_days"] + (here["left_days"] or 0)
        here = _first(
            critical[node]
            for node in graph.successors(here["node_id"])
            if node in critical and critical[node]["start_days"] == end
        )


def _first(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return min(rows, key=lambda row: (row["name"], row["node_id"]), default=None)
