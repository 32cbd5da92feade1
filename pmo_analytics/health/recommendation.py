"""Which option of a decision is recommended: one rule, the same for every decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

LARGEST_CUT_SHARE = 0.5  # moving out more than half is another project, not a recommendation
LARGEST_PACE_SHARE = 0.5  # more than so much faster is another team
MOST_DEARER_SHARE = 0.25  # an option that is dearer more often is no better than doing nothing
RULE = (
    "Recommended is, of the options that reach the line back to green of the schedule, the one "
    "that costs least: delay until the likely finish, what goes above the budget, money and value "
    "lost, as far as they are known. Where none reaches it, the one of all. Where no week of delay "
    "has a cost, days after the date in force stand for it. An option that does not cost less than "
    f"doing nothing is never recommended, nor one that costs more in over {MOST_DEARER_SHARE:.0%} "
    f"of the same futures, one that takes out more than {LARGEST_CUT_SHARE:.0%} of the open items "
    f"without a value lost, or one that wants a pace more than {LARGEST_PACE_SHARE:.0%} higher "
    "without money, unless that was its pace before a decision that is taken back. Doing nothing "
    "is recommended where it reaches the line and nothing costs less."
)


def recommended(options: Sequence[Row], *, wanted_share: float) -> int | None:
    """Return the place of the option that the rule recommends, None for none.

    Args:
        options: of one decision, doing nothing last.
        wanted_share: the chance of a date that is green again.
    """
    nothing = options[-1]
    losses = [_loss(option, nothing) for option in options]
    if losses[-1] is None:
        return None
    better = [
        at
        for at, option in enumerate(options[:-1])
        if losses[at] is not None
        and losses[at] < losses[-1]
        and (option["dearer_share"] or 0) <= MOST_DEARER_SHARE
        and not _is_too_much(option)
    ]
    reaching = [at for at in better if (options[at]["chance_share"] or 0) >= wanted_share]
    if better:
        return min(reaching or better, key=lambda at: (losses[at], at))
    return len(options) - 1 if (nothing["chance_share"] or 0) >= wanted_share else None


def _loss(option: Row, nothing: Row) -> Any:
    """Return what an option costs, in money or days as doing nothing does; None: not known."""
    if option["reason_name"]:
        return None
    if nothing["likely_total_cost"] is not None:
        return option["likely_total_cost"]
    costs_money = bool(option["money_cost"] or option["lost_cost"])
    return None if costs_money else option["late_days"]


def _is_too_much(option: Row) -> bool:
    out, faster = option["out_count"] or 0, option["more_pace_share"] or 0
    is_another_project = out > LARGEST_CUT_SHARE * (option["open_count"] or 0)
    is_another_team = faster > LARGEST_PACE_SHARE
    return (is_another_project and option["lost_cost"] is None) or (
        is_another_team and option["money_cost"] is None
    )
