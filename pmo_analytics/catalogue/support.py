"""The governance family: which projects need help, and of which kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmo_analytics.catalogue.questions import questions
from pmo_analytics.health.decision_kinds import COST, DATE, WRITTEN
from pmo_analytics.metrics.conventions import FROM_FIELDS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import RAG_ORDER, Tier

# As a project is helped: first what keeps it from its promises, then what makes it hard to steer.
KINDS = ("delivery", "blockers", "steering", "planning", "tracker", "way", "risks")


_BLANK = {
    **{"thing_count": 0, "broken_count": 0, "grave_count": 0, "longest_days": None},
    **{"is_start_known": True, "colour_name": "", "driver_name": ""},
    **{"decider_name": "", "decide_by_date": None},
}


def support_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Say of every scope which of its projects need which help, the most needing first."""
    for scope, day in question.cases():
        needs = _needs(answers, scope, day)
        ordered = sorted(needs, key=lambda project: need_order(project, needs[project]))
        frame = [
            {"project_id": project, "place_count": place, **need, **_breaches(needs[project])}
            for place, project in enumerate(ordered, start=1)
            for need in needs[project]
        ]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(scope.project_ids),
            "project_count": len(scope.project_ids),
            "needing_count": len(needs),
            "need_count": len(frame),
            **_most_common(frame),
            "frame": frame,
        }


def need_order(project_id: str, needs: Sequence[Row]) -> tuple[Any, ...]:
    """Return by what projects are ordered: the worst colour, grave breaches, kinds of help."""
    colours = (RAG_ORDER.get(need["colour_name"], -1) for need in needs)
    grave = sum(need["grave_count"] for need in needs)
    things = sum(need["thing_count"] for need in needs)
    return (-max(colours), -grave, -len(needs), -things, project_id)


def _breaches(needs: Sequence[Row]) -> dict[str, int]:
    return {
        "all_broken_count": sum(need["broken_count"] for need in needs),
        "all_grave_count": sum(need["grave_count"] for need in needs),
    }


def _most_common(frame: Sequence[Row]) -> dict[str, Any]:
    """Return the kind of help that most projects need; colours are no kind to be taught."""
    counts = Counter(need["kind_name"] for need in frame if need["kind_name"] != "delivery")
    kind = max(counts, key=lambda one: (counts[one], -KINDS.index(one)), default=None)
    return {"most_kind_name": kind, "most_kind_count": counts[kind] if kind else None}


def _needs(answers: Answers, scope: Scope, day: AsOf) -> dict[str, list[dict[str, Any]]]:
    """Return by project what it needs, in the order of the kinds."""
    whole = Question((scope,), (day,))
    single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
    asked = _asked(answers, questions(answers, (scope, day), whole), single)
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in (*_colours(answers, single, asked), *_blocked(answers, single)):
        found[row["project_id"]][row["kind_name"]] = dict(row)
    for row in answers.rows("help_needed", whole):
        found[row["project_id"]][row["kind_name"]] = _need(row["kind_name"], row)
    return {
        project: [kinds[kind] for kind in KINDS if kind in kinds]
        for project, kinds in found.items()
    }


def _need(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {**_BLANK, **values, "kind_name": kind}


def _colours(
    answers: Answers, single: Question, asked: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the projects that are red or amber by the data, with what sets their colour.

    Where a decision about that is asked for, who decides first is told: nobody is to ask again.
    """
    for (project, _), row in answers.values("judgement", single).items():
        if row["overall_name"] in ("red", "amber"):
            colour = {"colour_name": row["overall_name"], "driver_name": row["driver_name"]}
            told = asked.get((project, row["driver_name"]), {})
            yield _need("delivery", {"project_id": project, **colour, **told})


def _asked(
    answers: Answers, waiting: Sequence[Row], single: Question
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return who decides first, by project and dimension, be it the register or the data that ask.

    The date of a project is the matter of each open decision of the register about it.
    """
    owners = {project: row for (project, _), row in answers.values("project_entry", single).items()}
    asked: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(waiting, key=_first_due):
        project = row["project_id"]
        owner = row["owner_name"] or owners.get(project, {}).get("owner_name")
        told = {"decider_name": owner or "", "decide_by_date": row["due_date"]}
        asked.setdefault((project, _MATTERS.get(row["about_name"], "")), told)
    return asked


_MATTERS = {WRITTEN: "schedule", DATE: "schedule", COST: "cost"}


def _first_due(row: Row) -> tuple[Any, str]:
    return (row["due_date"], row["decision_id"])


def _blocked(answers: Answers, single: Question) -> Iterator[dict[str, Any]]:
    for row in answers.rows("blocked_now", single):
        counted = {
            "thing_count": row["blocked_count"],
            "longest_days": row["longest_blocked_days"],
            "is_start_known": row["is_longest_start_known"],
        }
        yield _need("blockers", {"project_id": row["scope"], **counted})


SUPPORT_NEEDS = Measure(
    name="support_needs",
    family="governance",
    label="Who needs help",
    meaning="Which projects need help and with what: an offer, not a blame.",
    rule=(
        "A project needs help with its promises when the data say red or amber; with blockers when "
        "open items are blocked; and of the kind that each standard names which it breaks without "
        "a consent. Ordered by the colour by the data, then by grave breaches, by kinds of help "
        "and by what fails."
    ),
    source="Support as a duty of the office; standards name the kind of help, see the list of them",
    unit="count",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Whether the project wants the help, or has it already.",
    detail="help_needed",
    values={
        "needing_count": "projects that need help",
        "project_count": "projects",
        "need_count": "kinds of help over all projects",
        "most_kind_name": "the kind that most projects need, beside help with their promises",
        "most_kind_count": "projects that need it",
    },
    counted="projects",
    known_of="projects",
    conventions=FROM_FIELDS,
    derive=support_rows,
)

FAMILY = (SUPPORT_NEEDS,)
