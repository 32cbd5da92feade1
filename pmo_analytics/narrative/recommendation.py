"""Which option of a decision the rule recommends, under which condition, or why it is none."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.health.decision_kinds import NOTHING
from pmo_analytics.health.recommendation import MOST_DEARER_SHARE
from pmo_analytics.narrative.options import option_name, unknown_costs
from pmo_analytics.narrative.saying import Facts, listed, say
from pmo_analytics.values import Sentence


def _moves_nothing(row: Facts, nothing: Facts) -> bool:
    """Tell whether an option that is to move a date leaves it as doing nothing does."""
    names = ("likely_date", "sure_date")
    return row.value("likely_date") is not None and all(
        row.value(name) == nothing.value(name) for name in names
    )


def recommendation(rows: Sequence[Facts]) -> Sentence:
    """Say under which condition the rule recommends an option, or that it recommends none."""
    acting = [row for row in rows if row.value("kind_name") != NOTHING]
    best = next((row for row in rows if row.value("is_recommended")), None)
    if best is None:
        estimated = [row for row in acting if not row.value("reason_name")]
        return _none_recommended(estimated, rows[-1]) if estimated else Sentence()
    if best.value("kind_name") == NOTHING:
        return Sentence()
    parts = [say("recommended-not-surely", best)] if best.value("dearer_share") else []
    if best.value("saved_cost"):
        parts += [say(f"recommended-if-{name}", best) for name in unknown_costs(best)[:1]]
    return listed(parts, between=" ", last=" ")


def _none_recommended(estimated: Sequence[Facts], nothing: Facts) -> Sentence:
    """Say why the rule recommends none of the options that can be estimated."""
    if all(_moves_nothing(row, nothing) for row in estimated):
        is_waited = any(row.value("needed_date") for row in estimated)
        return say("recommended-none-waits" if is_waited else "recommended-none-moves", nothing)
    close = [row for row in estimated if _is_dearer_too_often(row)]
    if close:
        first = max(close, key=lambda row: row.value("saved_cost"))
        return say("recommended-none-close", first, option=option_name(first))
    return say("recommended-none", nothing)


def _is_dearer_too_often(row: Facts) -> bool:
    is_cheaper = (row.value("saved_cost") or 0) > 0
    return is_cheaper and (row.value("dearer_share") or 0) > MOST_DEARER_SHARE
