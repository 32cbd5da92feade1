"""What each option of a decision would change, as changes that a forecast takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pmo_analytics.catalogue.own_questions import everything
from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.health.decision_kinds import (
    BLOCKER,
    COST,
    CUT,
    DATE,
    DROP,
    FASTER,
    FOCUS,
    FREE,
    FUND,
    LIMIT,
    MORE_HOURS,
    MOVE,
    NOTHING,
    OBJECTIVE,
    OVERLOAD,
    RELIEVE,
    RENEW,
    REPORT,
    SERVE,
    WRITTEN,
)
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question

OUT, IN = "items out", "items in"
MORE_FACTS = (
    *("hours_count", "promised_hours_count", "relieved_name", "relieved_week_cost"),
    *("sure_money_cost", "limit_count", "through_weeks", "limited_weeks"),
    *("likely_earlier_days", "sure_earlier_days"),
)
DO_NOTHING = "do nothing"  # an option of decisions.csv that is so called
_CHANGES = (
    *("items_out", "items_in", "people_share", "money", "finish_date", "dependency"),
    "value_lost",
)


@dataclass(frozen=True)
class OptionPlan:
    """An option of a decision and what it changes.

    Attributes:
        kind: in the words of the register, or one of ours.
        name: its words in the register; "" of ours.
        changes: for the forecast.
        promised_date: to be promised instead; None: the date stays.
        money: extra cost, negative where saved; None: none is named.
        value_lost: of benefits that are given up; None: none is named.
        counts: open items that it takes out and in.
        open_count: of the items from which it takes; None: those of the project that decides.
        more_pace_share: by which the pace rises, falls where negative; None: it does not change.
        facts: what its words say beside these, by the names of `MORE_FACTS`.
        why_not: why its effect cannot be estimated; "" where it can.
        note: what else the register says of it.
    """

    kind: str
    name: str = ""
    changes: tuple[Change, ...] = ()
    promised_date: date | None = None
    money: Any = None
    value_lost: Any = None
    counts: Mapping[str, int] = field(default_factory=dict)
    open_count: int | None = None
    more_pace_share: float | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    why_not: str = ""
    note: str = ""


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
    return _OWN[question["about_name"]](answers, question, day)


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
        *_delivered(answers, row["dependency"] or "", day),
    ]
    return OptionPlan(
        WRITTEN,
        row["option"],
        changes=tuple(changes),
        promised_date=row["finish_date"],
        money=row["money"],
        value_lost=row["value_lost"],
        counts={side: sum(found.values()) for side, found in items.items()},
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


def _delivered(answers: Answers, needed: str, day: AsOf) -> Iterator[Change]:
    """Let all that wait for something have it on the day for which it was promised."""
    for waiting in answers.forecaster.dependency(needed, day).waiting_ids if needed else ():
        waits = answers.forecaster.waits(day, delivered=needed)
        yield Change(waiting, waits=tuple(one for one in waits if one.scope_id == waiting))


def _why_not(
    answers: Answers, row: Row, items: Mapping[str, Mapping[str, int]], project_id: str, day: AsOf
) -> str:
    """Return the first reason for which an option cannot be estimated."""
    dependency = answers.forecaster.dependency(row["dependency"] or "", day)
    sides = ((OUT, row["items_out"]), (IN, row["items_in"]))
    reasons = {
        "no_project": not project_id and (row["people_share"] or row["items_in"]),
        "no_items": any(names and not items.get(side) for side, names in sides),
        "no_wait": row["dependency"] and not dependency.waiting_ids,
        "no_promise": row["dependency"] and not dependency.promised_date,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


# --- options of the suite's own questions --------------------------------------------------------


def _of_date(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer the least cut and the least pace that keep the date, and the date that is sure."""
    scope = project_scope(question["project_id"])
    single, key = Question((scope,), (day,)), (scope.name, day.day)
    moved = answers.values("scope_cut", single).get(key, {}).get("moved_count")
    if moved is not None:
        yield OptionPlan(CUT, changes=(Change(scope.name, items=-moved),), counts={OUT: moved})
    faster = answers.values("pace_needed", single).get(key, {}).get("more_pace_share")
    if faster is not None:
        change = Change(scope.name, pace_factor=1 + faster)
        yield OptionPlan(FASTER, changes=(change,), more_pace_share=faster)
    finish = answers.values("finish_forecast", single).get(key, {})
    yield OptionPlan(MOVE, promised_date=finish.get("sure_date"))


def _of_blocker(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer to free what is blocked: what waits for it in other projects need wait no longer."""
    forecaster, key = answers.forecaster, question["item_key"]
    waiting = forecaster.dependency(key, day).waiting_ids
    waits = forecaster.waits(day, delivered=key, on=day.day)
    changes = (
        Change(one, waits=tuple(wait for wait in waits if wait.scope_id == one)) for one in waiting
    )
    yield OptionPlan(FREE, changes=tuple(changes), why_not="" if waiting else "no_wait")


def _of_cost(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer to pay for what the work will likely cost above its budget, or to leave work out."""
    scope = project_scope(question["project_id"])
    single, key = Question((scope,), (day,)), (scope.name, day.day)
    outturn = answers.values("outturn", single).get(key, {})
    over, sure = (outturn.get(f"outturn_{name}_cost") for name in ("over", "sure_over"))
    why_not = "" if over else "no_outturn"
    yield OptionPlan(FUND, money=over, facts={"sure_money_cost": sure}, why_not=why_not)
    cut = answers.values("budget_cut", single).get(key, {})
    if cut.get("cut_count") is not None:
        counts, left = {OUT: cut["cut_count"]}, cut["cut_over_cost"]
        yield OptionPlan(CUT, counts=counts, open_count=cut["cut_of_count"], money=max(left, 0))
    yield OptionPlan(NOTHING, money=over, why_not=why_not)


def _of_overload(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer to take the hours that are missing from a project of the team, or to find them."""
    missing = question["over_hours_count"]
    rows = [
        row
        for row in answers.rows("team_promises", Question((everything(answers),), (day,)))
        if (row["team"], row["month_date"]) == (question["team_name"], question["month_date"])
    ]
    for row in sorted(rows, key=lambda row: row["project_id"]):
        if row["allocated_hours"] >= missing:
            yield OptionPlan(RELIEVE, facts=_relief(answers, row, missing, day))
    yield OptionPlan(MORE_HOURS, facts={"hours_count": missing})


def _relief(answers: Answers, row: Row, missing: int, day: AsOf) -> dict[str, Any]:
    scope = project_scope(row["project_id"])
    entries = answers.values("project_entry", Question((scope,), (day,)))
    entry = entries.get((scope.name, day.day), {})
    return {
        "hours_count": missing,
        "promised_hours_count": round(row["allocated_hours"]),
        "relieved_name": entry.get("project_name") or row["project_id"],
        "relieved_week_cost": entry.get("week_of_delay_cost"),
    }


def _of_focus(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer to start nothing before a team has one item a person in progress."""
    facts = {name: question[name] for name in ("limit_count", "through_weeks", "limited_weeks")}
    limits = _limits(answers, question["team_name"], day)
    changes = [Change(one, wip_limit=limit) for one, limit in limits.items()]
    try:
        found = answers.forecaster.what_if(day, tuple(limits), changes)
    except UsageError:  # one of its projects has no forecast
        yield OptionPlan(LIMIT, facts=facts)
        return
    shifts = {"likely_earlier_days": found.likely.total, "sure_earlier_days": found.sure.total}
    yield OptionPlan(LIMIT, facts=facts | {name: -round(days) for name, days in shifts.items()})


def _limits(answers: Answers, team: str, day: AsOf) -> dict[str, int]:
    """Return of each project of a team how many items its people leave in progress, one each.

    What others have in progress in the project stays.
    """
    asked = Question((everything(answers),), (day,))
    (folded,) = (r["team_folded"] for r in answers.rows("team_wip", asked) if r["team"] == team)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in answers.rows("team_items", asked):
        if row["state"] == "in_progress":
            rows[row["project_id"]].append(row)
    limits = {}
    for project_id, items in sorted(rows.items()):
        own = [row for row in items if row["team_folded"] == folded]
        if own:
            people = {row["person_folded"] for row in own}
            limits[project_id] = len(items) - len(own) + len(people)
    return limits


def _of_report(_answers: Answers, _question: Row, _day: AsOf) -> Iterator[OptionPlan]:
    yield OptionPlan(RENEW)


def _of_objective(_answers: Answers, _question: Row, _day: AsOf) -> Iterator[OptionPlan]:
    yield OptionPlan(SERVE)
    yield OptionPlan(DROP)


_OWN = {
    DATE: _of_date,
    BLOCKER: _of_blocker,
    COST: _of_cost,
    OVERLOAD: _of_overload,
    FOCUS: _of_focus,
    REPORT: _of_report,
    OBJECTIVE: _of_objective,
}
