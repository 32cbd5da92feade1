"""What each option of a decision would change: those of the register, and of our own questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from pmo_analytics.catalogue.option_plan import IN, OUT, OptionPlan
from pmo_analytics.catalogue.own_options import own_options
from pmo_analytics.catalogue.own_questions import everything
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.health.decision_kinds import NOTHING, WRITTEN
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.question import AsOf, Question

DO_NOTHING = "do nothing"  # an option of decisions.csv that is so called
_EFFECTS = ("items_out", "items_in", "people_share", "finish_date", "dependency")
_CHANGES = (*_EFFECTS, "money", "value_lost")


def option_plans(answers: Answers, question: Row, day: AsOf) -> list[OptionPlan]:
    """Return the options of a question in their order, doing nothing last."""
    plans = list(_plans(answers, question, day))
    nothing = next((plan for plan in plans if plan.kind == NOTHING), OptionPlan(NOTHING))
    acting = (plan for plan in plans if plan is not nothing)
    return [*(replace(plan, kind=_of_acting(plan)) for plan in acting), nothing]


def _of_acting(plan: OptionPlan) -> str:
    """Return the kind of an option: of several that change nothing, the first is doing nothing."""
    return WRITTEN if plan.kind == NOTHING else plan.kind


def _plans(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    if question["about_name"] == WRITTEN:
        return _of_register(answers, question, day)
    return own_options(answers, question, day)


# --- options of the register ---------------------------------------------------------------------


def _of_register(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    asked = Question((everything(answers),), (day,))
    rows = [
        row
        for row in answers.rows("open_options", asked)
        if row["decision_id"] == question["decision_id"]
    ]
    if not rows:
        yield from map(_unestimated, _names(question["options_name"]))
    for row in rows:
        yield _of_row(answers, question, row, day)


def _names(options: str) -> list[str]:
    """Return the options of decisions.csv, each once, without doing nothing."""
    written: dict[str, str] = {}
    for part in options.split(";"):
        written.setdefault(part.strip().casefold(), part.strip())
    return [text for key, text in written.items() if key not in ("", DO_NOTHING)]


def _unestimated(name: str) -> OptionPlan:
    return OptionPlan(WRITTEN, name, why_not="no_row")


def _of_row(answers: Answers, question: Row, row: Row, day: AsOf) -> OptionPlan:
    if all(row[name] is None for name in _CHANGES):
        return OptionPlan(NOTHING, row["option"], note=row["note"] or "")
    project_id = question["project_id"]
    items = _items(answers, row, day)
    changes = [
        *_item_changes(items, project_id),
        *_pace_changes(row, project_id),
        *_delivered(answers, row, day),
    ]
    return OptionPlan(
        WRITTEN,
        row["option"],
        changes=tuple(changes),
        promised_date=row["finish_date"],
        money=row["money"],
        value_lost=row["value_lost"],
        counts={side: sum(found.values()) for side, found in items.items()},
        facts={"needed_date": _needed_date(answers, row, day)},
        more_pace_share=None if row["people_share"] is None else float(row["people_share"]),
        why_not=_why_not(answers, row, items, project_id, day),
        note=row["note"] or "",
    )


def _items(answers: Answers, row: Row, day: AsOf) -> dict[str, dict[str, int]]:
    """Return the open items that an option takes out and in, by project; "" for none."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for one in answers.rows("option_open_items", Question((everything(answers),), (day,))):
        if (one["decision_id"], one["option"]) == (row["decision_id"], row["option"]):
            found[one["side"]][one["project_id"] or ""] = one["open_count"]
    return found


def _item_changes(items: Mapping[str, Mapping[str, int]], project_id: str) -> Iterator[Change]:
    """Take items out of the projects they are in, and into the project that decides."""
    for owner, count in items.get(OUT, {}).items():
        if owner:
            yield Change(owner, items=-count)
    for owner, count in items.get(IN, {}).items():
        if owner != project_id:
            yield Change(project_id, items=count)
            if owner:
                yield Change(owner, items=-count)


def _pace_changes(row: Row, project_id: str) -> Iterator[Change]:
    if row["people_share"] is not None:
        yield Change(project_id, pace_factor=1 + float(row["people_share"]))


def _delivered(answers: Answers, row: Row, day: AsOf) -> Iterator[Change]:
    """Let all that wait for something have it when the option brings it, or as promised."""
    needed, on = row["dependency"] or "", row["dependency_date"]
    for waiting in answers.forecaster.work.dependency(needed, day).waiting_ids if needed else ():
        waits = answers.forecaster.work.waits(day, delivered=needed, on=on)
        yield Change(waiting, waits=tuple(one for one in waits if one.scope_id == waiting))


def _needed_date(answers: Answers, row: Row, day: AsOf) -> date | None:
    """Return the day on which what is waited for is there by an option; None: it brings nothing."""
    if not row["dependency"]:
        return None
    promised = answers.forecaster.work.dependency(row["dependency"], day).promised_date
    return row["dependency_date"] or promised


def _why_not(
    answers: Answers, row: Row, items: Mapping[str, Mapping[str, int]], project_id: str, day: AsOf
) -> str:
    """Return the first reason for which an option cannot be estimated."""
    dependency = answers.forecaster.work.dependency(row["dependency"] or "", day)
    sides = ((OUT, row["items_out"]), (IN, row["items_in"]))
    reasons = {
        "no_project": not project_id and (row["people_share"] or row["items_in"]),
        "no_items": any(names and not items.get(side) for side, names in sides),
        "no_wait": row["dependency"] and not dependency.waiting_ids,
        "no_promise": row["dependency"] and not _needed_date(answers, row, day),
        "no_change": project_id and all(row[name] is None for name in _EFFECTS),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
