"""The options that metrics take: what each means, its default, and what it may be.

They are the parameters of the queries; a metric names those that it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pmo_analytics.errors import ParameterError, did_you_mean

Kind = Literal["share", "count", "choice", "name", "date"]
EVER_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its default, what it means, and which values it takes."""

    default: Any
    meaning: str
    kind: Kind = "count"
    choices: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """Say which values it takes."""
        return {
            "share": "a share above 0 and up to 1",
            "count": "a whole number, 0 or more",
            "choice": f"one of {', '.join(self.choices)}",
            "name": "a name",
            "date": "a day such as 2026-09-30",
        }[self.kind]

    def takes(self, value: Any) -> bool:
        """Tell whether it takes a value."""
        match self.kind:
            case "share":
                return _is_number(value) and 0 < value <= 1
            case "count":
                return isinstance(value, int) and not isinstance(value, bool) and value >= 0
            case "choice":
                return value in self.choices
            case "date":
                return isinstance(value, date)
        return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


OPTIONS: dict[str, Option] = {
    "percentile": Option(0.85, "the share of items that a number of days must hold for", "share"),
    "days": Option(EVER_DAYS, "how many days are looked back"),
    "window_days": Option(90, "how many days the judged time has"),
    "periods": Option(12, "how many complete periods are looked back"),
    "weeks": Option(12, "how many complete weeks are looked back"),
    "period": Option(
        "week", "the grain of a series", "choice", ("day", "week", "month", "quarter")
    ),
    "baseline_weeks": Option(20, "how many first complete weeks are the baseline"),
    "recent_weeks": Option(8, "how many last complete weeks are compared with it"),
    "untouched_days": Option(30, "untouched for longer is stale"),
    "done_days": Option(7, "how long a finished card stays on the board"),
    "calendar": Option("calendar", "which days count", "choice", ("calendar", "working")),
    "start_stage": Option("", "the stage whose entry starts the clock", "name"),
    "start_crossing": Option(
        "last", "which start counts where work was sent back to do", "choice", ("last", "first")
    ),
    "reopened": Option(
        "counted", "whether reopened items count", "choice", ("counted", "left_out")
    ),
    "finish_stage": Option("", "the stage whose entry stops the clock", "name"),
    "sle_days": Option(0, "the days promised; 0: those that held before the judged time"),
    "wip_limit": Option(0, "the most items in progress at once; 0: the limits of the stages"),
    "target_date": Option(None, "the day to be finished by; else that of the baseline", "date"),
    "since_date": Option(None, "the day from which changes count", "date"),
    "compared_with": Option(None, "the earlier day; else the end of the month before", "date"),
    "ahead_days": Option(30, "how many days are looked ahead"),
    "ahead_months": Option(3, "how many months are looked at, that of the day the first"),
    "review_days": Option(90, "not reviewed for longer is neglected"),
    "report_days": Option(35, "an older report is not current: monthly, with days of grace"),
    "wave_days": Option(30, "how many days ahead work is near: one wave of planning"),
    "act_days": Option(14, "within how many days a directive office wants a standard kept"),
    "day_hours": Option(8, "how many hours of work a day has"),
    "tolerated_share": Option(0.05, "up to this share of failures a standard is kept", "share"),
    "enough_share": Option(0.9, "the share of what was planned that is enough", "share"),
    "sized_in": Option(
        "points", "what the size of work is counted in", "choice", ("points", "items")
    ),
}
DEFAULT_OPTIONS: dict[str, Any] = {name: option.default for name, option in OPTIONS.items()}


def check_options(metric: str, allowed: tuple[str, ...], given: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a call, days given as text as dates.

    Raises:
        ParameterError: the metric has no such option, or the option takes no such value.
    """
    checked = {}
    for name, value in given.items():
        if name not in allowed:
            hint = did_you_mean(name, allowed)
            raise ParameterError(f'The metric {metric} has no option "{name}". {hint}')
        option = OPTIONS.get(name)
        checked[name] = _as_date(value) if option and option.kind == "date" else value
        if option and checked[name] != option.default and not option.takes(checked[name]):
            raise ParameterError(f'{name} of {metric} is {option.expected}, not "{value}".')
    return checked


def _as_date(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def shown_options(allowed: tuple[str, ...], options: dict[str, Any]) -> dict[str, str]:
    """Return the options with which a number was computed, as it travels with them."""
    used = {name: {**DEFAULT_OPTIONS, **options}.get(name) for name in allowed}
    return {name: _shown(name, value) for name, value in used.items() if value not in ("", None)}


def _shown(name: str, value: Any) -> str:
    return "all" if name == "days" and value == EVER_DAYS else str(value)
