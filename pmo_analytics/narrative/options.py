"""Options of a decision: what each is called, what it does, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_analytics.content import Option
from pmo_analytics.health.decision_kinds import (
    CUT,
    DEPUTY,
    DROP,
    FREE,
    FUND,
    LIMIT,
    MORE_HOURS,
    MOVE,
    RELIEVE,
    RENEW,
    SEPARATOR,
    SERVE,
    UNDO,
)
from pmo_analytics.narrative.outlook import gap
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, item_segment, listed, named, say
from pmo_analytics.values import Segment, Sentence

# Options that do what they say without a forecast.
_WITHOUT_FORECAST = (RELIEVE, MORE_HOURS, DEPUTY, RENEW, SERVE, DROP)


def option(row: Facts, project: Project | None) -> Option:
    """Put an option into words; its effect stands beside that of doing nothing."""
    return Option(
        name=option_name(row),
        effect=_effect(row, project),
        cost=_cost(row, project),
        likely_cost=_amount(row, "likely_total_cost"),
        late_cost=_amount(row, "late_total_cost"),
        is_recommended=bool(row.value("is_recommended")),
        items=_items(row),
    )


def _items(row: Facts) -> tuple[Segment, ...]:
    """Return the items that the arithmetic took, each with its address."""
    if not row.value("moved_keys"):
        return ()
    keys, urls = (row.value(name).split(SEPARATOR) for name in ("moved_keys", "moved_urls"))
    return tuple(
        item_segment({"item_key": key, "item_url": url})
        for key, url in zip(keys, urls, strict=True)
    )


def option_name(row: Facts) -> Sentence:
    """Return what an option is called."""
    kind = row.value("kind_name")
    if row.value("option_name"):
        return Sentence.of(named(row.value("option_name")))
    if kind == RELIEVE:
        return say("option-relieve", row, project=named(row.value("relieved_name")))
    if kind == UNDO:
        return say("option-undo", row, decision=named(row.value("undone_name")))
    is_given_up = kind == MOVE and row.value("target_date") is None
    return say("option-give-up" if is_given_up else f"option-{kind}", row)


# --- what it does --------------------------------------------------------------------------------


def _effect(row: Facts, project: Project | None) -> Sentence:
    parts = [_main_effect(row, project)]
    if row.value("needed_date") and row.value("likely_date"):
        parts.append(say("option-delivered", row))
    if row.value("waiting_names"):
        waiting = listed(map(named, row.value("waiting_names").split(SEPARATOR)))
        parts.append(say("option-holds-up", row, projects=waiting))
    if row.value("note_name"):
        parts.append(say("option-note", row, note=named(row.value("note_name"))))
    return _joined(parts)


def _main_effect(row: Facts, project: Project | None) -> Sentence:
    kind = row.value("kind_name")
    if row.value("reason_name"):
        return say(f"option-why-{row.value('reason_name')}", row)
    if kind == LIMIT:
        return _limited(row)
    if row.value("likely_date") is None:
        return _without_date(row, project)
    is_of_another = _is_of_another(row, project)
    whose = named(row.value("project_name") or "")
    parts = [
        say("option-likely-of", row, project=whose) if is_of_another else say("option-likely", row)
    ]
    if row.value("sure_date") is not None:
        parts.append(say("option-sure", row))
    # the chance of a date that is promised because it is sure says nothing new
    if row.value("chance_share") is not None and kind != MOVE and not _is_past(row, project):
        parts.append(say("option-chance", row))
    if kind == UNDO:
        parts.append(say("option-undo-pace", row))
    if kind == FREE:
        parts.append(say("option-free-own", row))
    return _joined(parts)


def _is_past(row: Facts, project: Project | None) -> bool:
    """Tell whether the date whose chance is asked has passed: it has none."""
    is_late = project is not None and project.is_overdue
    return is_late and row.value("target_date") == project.value("target_date")


def _is_of_another(row: Facts, project: Project | None) -> bool:
    return project is None or row.value("project_id") != project.project_id


def _limited(row: Facts) -> Sentence:
    """Say how long an item is then in progress, and what that does to the end of its projects."""
    parts = [say("option-limit-weeks" if row.value("through_weeks") else "option-limit-focus", row)]
    earlier = row.value("likely_earlier_days")
    if earlier is not None:
        parts.append(say("option-limit-earlier" if earlier > 0 else "option-limit-same", row))
    return _joined(parts)


def _joined(parts: Iterable[Sentence]) -> Sentence:
    return Sentence.of(*(segment for part in parts for segment in part.segments))


def _without_date(row: Facts, project: Project | None) -> Sentence:
    kind = row.value("kind_name")
    if kind in _WITHOUT_FORECAST:
        return _certain_effect(row, kind)
    if row.value("over_cost") is not None and project is not None:
        return _money_effect(row, project)
    if row.value("money_cost") is not None and not row.value("project_id"):
        return say("option-only-money", row)
    if _is_of_another(row, project):
        return say("option-nothing-open", row)
    if kind == MOVE:
        is_too_wide = project.value("doubt_name") == "too_wide"
        name = "option-give-up-uncertain" if is_too_wide else "option-give-up-effect"
        return say(name, project.facts)
    return gap(project) or say("option-nothing-never", project.facts)


def _money_effect(row: Facts, project: Project) -> Sentence:
    """Say what becomes of budget, date and scope: the cost is the same whoever pays."""
    kind, parts = row.value("kind_name"), []
    if kind == FUND:
        parts.append(say("option-fund-effect", row))
        if row.value("sure_over_cost") is not None:
            parts.append(say("option-fund-sure", row))
        if project.value("likely_date") is not None:
            parts.append(say("option-fund-date", project.facts))
    elif kind == CUT:
        parts.append(say("option-cut-money", row))
    else:
        spent = row.value("budget_spent_date")
        is_over = spent is not None and spent <= row.style.as_of
        when = "unknown" if spent is None else "over" if is_over else "ahead"
        parts.append(say(f"option-nothing-spent-{when}", row))
        if row.value("paid_count") is not None:
            parts.append(say("option-nothing-paid", row))
    return _joined(parts)


def _certain_effect(row: Facts, kind: str) -> Sentence:
    parts = [say(f"option-{kind}-effect", row)]
    if kind == RELIEVE and row.value("relieved_week_cost") is not None:
        parts.append(say("option-relieve-week", row))
    return _joined(parts)


# --- what it costs -------------------------------------------------------------------------------


def _cost(row: Facts, project: Project | None) -> Sentence:
    likely, late = row.value("likely_total_cost"), row.value("late_total_cost")
    if row.value("reason_name"):
        is_paid = row.value("reason_name") == "no_change" and row.value("money_cost")
        return say("cost-only-money", row) if is_paid else Sentence()
    if likely is None:
        return _unknown_cost(row, project)
    costs = [say("cost-likely" if late in (None, likely) else "cost-range", row)]
    if _is_of_another(row, project) and row.value("project_name"):
        costs.append(say("cost-part-of", row, project=named(row.value("project_name"))))
    costs += _above_budget(row)
    has_delay = row.value("likely_delay_cost") is not None
    known = [name for name in ("money", "lost") if has_delay and row.value(f"{name}_cost")]
    beside = [say(f"cost-part-{name}", row) for name in (*known, *unknown_costs(row))]
    return _joined((*costs, *beside))


def _above_budget(row: Facts) -> list[Sentence]:
    """Say what of a cost goes above the budget, likely or at least in bad futures."""
    if row.value("likely_over_cost"):
        return [say("cost-part-budget", row)]
    is_counted = row.value("likely_over_cost") is not None
    return [say("cost-part-budget-late", row)] if is_counted else []


def _unknown_cost(row: Facts, project: Project | None) -> Sentence:
    if project is None or row.value("project_id") != project.project_id:
        return Sentence()
    is_priced = project.value("week_of_delay_cost") is not None
    return say("cost-no-forecast" if is_priced else "cost-unknown", row)


def unknown_costs(row: Facts) -> list[str]:
    """Return what an option costs that no register names: what moves out, more people."""
    is_cut = bool(row.value("out_count")) and row.value("lost_cost") is None
    more = row.value("kind_name") == UNDO or (row.value("more_pace_share") or 0) > 0
    is_faster = more and row.value("money_cost") is None
    return [name for name, holds in (("moved", is_cut), ("people", is_faster)) if holds]


def _amount(row: Facts, name: str) -> float | None:
    cost = row.value(name)
    return None if cost is None else float(cost)
