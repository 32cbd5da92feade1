"""The decision family: what each option of a decision would do, beside doing nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pmo_analytics.catalogue.concerned import concerned_projects
from pmo_analytics.catalogue.option_costs import dearer_share
from pmo_analytics.catalogue.option_effects import option_row
from pmo_analytics.catalogue.option_plans import option_plans
from pmo_analytics.catalogue.questions import questions
from pmo_analytics.forecasts.forecast import SURE
from pmo_analytics.health.recommendation import RULE, recommended
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, LeftOut, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Case, Question, Scope


def option_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Estimate the options of every decision that waits in every scope."""
    for scope, day in question.cases():
        rows = _of_projects(answers, scope, day) if len(scope.project_ids) > 1 else None
        rows = _of_scope(answers, (scope, day), question) if rows is None else rows
        estimated = [row for row in rows if not row["reason_name"]]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "option_count": len(rows),
            "estimated_count": len(estimated),
            "without_effect": len(rows) - len(estimated),
            "recommended_count": sum(row["is_recommended"] for row in rows),
            "frame": rows,
        }


def _of_projects(answers: Answers, scope: Scope, day: AsOf) -> list[Row]:
    """Return the options that each project has, so that a decision reads alike on every page."""
    single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
    answers.values("decided_since", single)  # of all at once, before each is asked
    found = answers.values("decision_options", single)
    rows = (row for one in scope.project_ids for row in found[one, day.day]["frame"])
    known: dict[tuple[str, int], Row] = {}
    for row in rows:  # a decision of no project is one of each
        known.setdefault((row["decision_id"], row["option_number"]), row)
    of_projects = {decision_id for decision_id, _ in known}
    whole = Question((scope,), (day,))
    return [*known.values(), *_of_scope(answers, (scope, day), whole, of_projects)]


def _of_scope(
    answers: Answers, case: Case, whole: Question, without: Collection[str] = ()
) -> list[Row]:
    return [
        row
        for question in questions(answers, case, whole)
        if question["decision_id"] not in without
        for row in _options(answers, question, case[1])
    ]


def _options(answers: Answers, question: Row, day: AsOf) -> list[dict[str, Any]]:
    """Return the options of a decision, each beside doing nothing, which comes last."""
    plans = option_plans(answers, question, day)
    concerned = concerned_projects(answers, question, plans, day)
    found = [option_row(concerned, plan) for plan in plans]
    rows = [{**row, **_beside(row, found[-1])} for row in found]
    chosen = recommended(rows, wanted_share=answers.policies["schedule"].leave_amber)
    return [
        {
            "decision_id": question["decision_id"],
            "option_number": at + 1,
            **{name: value for name, value in row.items() if name != "weighed_draws"},
            "is_recommended": at == chosen,
        }
        for at, row in enumerate(rows)
    ]


def _beside(row: Row, nothing: Row) -> dict[str, Any]:
    """Return what an option gains against doing nothing: days, money, and how surely."""
    days = [one["likely_date"] for one in (row, nothing)]
    costs = [one["likely_total_cost"] for one in (row, nothing)]
    return {
        "earlier_days": (days[1] - days[0]).days if all(days) else None,
        "saved_cost": costs[1] - costs[0] if None not in costs else None,
        "dearer_share": dearer_share(row["weighed_draws"], nothing["weighed_draws"]),
    }


DECISION_OPTIONS = Measure(
    name="decision_options",
    family="judgement",
    label="Options of a decision",
    meaning="What each option of what waits for a decision does to date, chance and cost.",
    rule=(
        "The forecast is asked again with what the option changes, in the same futures: open items "
        "out or in, the pace times one plus its share of people, a dependency on the day for which "
        "it was promised. The chance is that of the date in force, or of the one promised instead. "
        "Cost is the delay after the dates in force, until the likely and until the "
        f"{SURE:.0%} sure finish, plus what its outturn, asked again, goes above the budget, plus "
        "money and value lost; of a project that waits, the days that it is late because it "
        "waits. What names money and nothing that it changes is not estimated. A question about "
        "money counts no delay, one about a blocker no budget. Doing nothing "
        "is always one of them. " + RULE
    ),
    source="finish_forecast asked again, decision_options.csv, [reinertsen-2009]",
    unit="count",
    least_tier=None,
    least_data="registers, or items with a baseline",
    smallest_n=0,
    cannot_tell="What moves out is worth where value_lost is blank, and whether an option is real.",
    detail="decision_grounds",
    values={
        "option_count": "options of what waits for a decision",
        "estimated_count": "of these, with an effect that can be estimated",
        "recommended_count": "recommended by the rule",
    },
    left_out={
        "without_effect": LeftOut(
            "without an effect that can be estimated",
            "say in decision_options.csv what they change, in items that are open, or in people, "
            "money, date or a dependency",
        )
    },
    counted="options",
    conventions=FROM_EXPORTS,
    derive=option_rows,
    known_of="projects",
)

FAMILY = (DECISION_OPTIONS,)
