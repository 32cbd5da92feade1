"""An option of a decision and what it would change, as changes that a forecast takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pmo_analytics.forecasts.changes import Change

OUT, IN = "items out", "items in"
MORE_FACTS = (
    *("hours_count", "promised_hours_count", "relieved_name", "relieved_week_cost"),
    *("over_cost", "sure_over_cost", "budget_spent_date", "paid_count", "cut_likely_date"),
    *("moved_keys", "moved_urls", "undone_name", "decided_date", "before_per_week"),
    *("limit_count", "through_weeks", "limited_weeks", "likely_earlier_days", "needed_date"),
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
