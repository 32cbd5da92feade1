"""The dimensions by which a project is judged: one tuple, from which all else about them follows.

Columns of the matrix, colours, sentences and keys of `pmo.toml` come from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_analytics.errors import SettingsError, did_you_mean
from pmo_analytics.health.rag import certain_line, plain_line
from pmo_analytics.settings import SETTINGS_FILE, Policy, Preset


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is judged: its number, where that comes from, and its four lines.

    All lines are shares. `measure` and `column` name the value of the catalogue that sets the
    colour; `register` the one without which it is not measured.
    """

    name: str  # its key below `[policy]` of `pmo.toml`
    head: str  # of its column in the matrix
    words: str  # what its number is
    measure: str
    column: str
    policy: Policy
    register: str = ""
    declared: str = ""  # the column of status.csv in which its colour is reported
    late: str = ""  # a value of the measure: above 0 it keeps a green amber
    has_past: bool = True  # its register keeps what was forecast earlier
    margin: float | None = None  # a smaller move is no news; None: its moves are told otherwise
    agreeing_weeks: int = 1  # in a row, before its colour changes
    says_how_it_fares: bool = True  # clean data, or a scope as planned, alone do not


# In the order of the page: where several share the worst colour, the first drives.
DIMENSIONS = (
    Dimension(
        name="schedule",
        head="Schedule",
        words="chance of date",
        measure="finish_forecast",
        column="chance_share",
        policy=Policy(enter_amber=0.75, leave_amber=0.80, enter_red=0.40, leave_red=0.45),
        register="baselines",
        declared="schedule",
        margin=0.10,
        agreeing_weeks=3,  # benchmark: a stable project in time is hardly ever red then
    ),
    Dimension(
        name="cost",
        head="Cost",
        words="over budget",
        measure="outturn",
        column="outturn_over_share",
        policy=Policy(enter_amber=0.05, leave_amber=0.04, enter_red=0.10, leave_red=0.085),
        register="baselines",
        declared="cost",
        margin=0.05,
    ),
    Dimension(
        name="scope",
        head="Scope",
        words="added since baseline",
        measure="planned_scope",
        column="growth_share",
        policy=Policy(enter_amber=0.15, leave_amber=0.12, enter_red=0.30, leave_red=0.25),
        register="baselines",
        declared="scope",
        margin=0.05,
        says_how_it_fares=False,
    ),
    Dimension(
        name="flow",
        head="Flow",
        words="pace lost",
        measure="pace_signal",
        column="lost_share",
        policy=Policy(enter_amber=0.10, leave_amber=0.08, enter_red=0.30, leave_red=0.25),
    ),
    Dimension(
        name="risk",
        head="Risk",
        words="of reserve",
        measure="risk_reserve",
        column="reserve_needed_share",
        policy=Policy(enter_amber=0.8, leave_amber=0.75, enter_red=1.0, leave_red=0.95),
        register="risks",
        declared="risk",
        late="late_response_count",
        says_how_it_fares=False,
    ),
    Dimension(
        name="capacity",
        head="Capacity",
        words="of hours",
        measure="team_load",
        column="fullest_team_share",
        policy=Policy(enter_amber=1.0, leave_amber=0.95, enter_red=1.2, leave_red=1.15),
        register="allocations",
        declared="resources",
        says_how_it_fares=False,
    ),
    Dimension(
        name="benefits",
        head="Benefits",
        words="of plan",
        measure="benefits_realised",
        column="benefits_expected_share",
        policy=Policy(enter_amber=0.90, leave_amber=0.92, enter_red=0.75, leave_red=0.78),
        register="benefits",
        declared="benefits",
        has_past=False,
        says_how_it_fares=False,
    ),
    Dimension(
        name="data",
        head="Data",
        words="checks passed",
        measure="data_quality",
        column="passed_share",
        policy=Policy(
            enter_amber=0.80, leave_amber=0.83, enter_red=0.60, leave_red=0.65, grey_below=0.40
        ),
        says_how_it_fares=False,
    ),
)
DEFAULT_POLICIES: Mapping[str, Policy] = {each.name: each.policy for each in DIMENSIONS}
# Colours that the five points of delivery confidence fold into (docs/decisions/0004).
_GOVERNMENT = {
    "schedule": Policy(enter_amber=0.90, leave_amber=0.92, enter_red=0.50, leave_red=0.55)
}
LINES = ("leave_amber", "enter_amber", "leave_red", "enter_red", "grey_below")  # good to bad
LARGEST_LINE = 2.0  # 200 %; a larger number is a percent written without its point


def merged_policies(
    overrides: Mapping[str, Policy], preset: Preset = "corporate_it"
) -> dict[str, Policy]:
    """Return the policy of every dimension, `[policy]` of `pmo.toml` before that of the preset.

    Raises:
        SettingsError: a dimension is unknown, or its lines cannot be meant; names every fault.
    """
    policies = {**DEFAULT_POLICIES, **(_GOVERNMENT if preset == "government" else {})}
    faults: list[str] = []
    for dimension, policy in overrides.items():
        default = DEFAULT_POLICIES.get(dimension)
        if default is None:
            faults.append(_unknown_sentence(dimension))
            continue
        policies[dimension] = _override(default, policy)
        faults += _line_faults(dimension, policies[dimension], default)
    if faults:
        raise SettingsError(f"{SETTINGS_FILE}: " + " ".join(faults))
    return policies


def _override(default: Policy, policy: Policy) -> Policy:
    """Take the policy that was set; where it does not say when to stay grey, the default does."""
    if "grey_below" in policy.model_fields_set:
        return policy
    return policy.model_copy(update={"grey_below": default.grey_below})


def _unknown_sentence(dimension: str) -> str:
    return f'unknown dimension "policy.{dimension}". {did_you_mean(dimension, DEFAULT_POLICIES)}'


def _line_faults(dimension: str, policy: Policy, default: Policy) -> list[str]:
    place = f"policy.{dimension}"
    if policy.grey_below is not None and default.grey_below is None:
        return [f'"{place}.grey_below": only the dimension "data" has this line; take it out.']
    faults = [
        f'"{place}.{name}": {line:g} is not a share; write 0.75 for 75 %.'
        for name, line in _lines(policy).items()
        if not 0 <= line <= LARGEST_LINE
    ]
    if not faults and not _is_ordered(policy, is_rising=default.enter_red > default.enter_amber):
        order = ", ".join(f"{name} {line:g}" for name, line in _lines(default).items())
        faults.append(f'"{place}": the lines are not in order from good to bad, as in {order}.')
    return faults


def _lines(policy: Policy) -> dict[str, float]:
    """Return the lines from good to bad, by name."""
    return {name: line for name in LINES if (line := getattr(policy, name)) is not None}


def _is_ordered(policy: Policy, *, is_rising: bool) -> bool:
    """Tell whether the lines go from good to bad; neighbours may be equal, the two entries not."""
    lines = list(_lines(policy).values())
    return policy.enter_amber != policy.enter_red and lines == sorted(lines, reverse=not is_rising)


def lines_words(policy: Policy, *, agreeing_weeks: int = 1) -> str:
    """Say where the lines between the colours lie, and how many weeks must agree."""
    side, back = ("below", "from") if policy.enter_red < policy.enter_amber else ("from", "below")
    lines = (
        f"Amber {side} {policy.enter_amber:.1%}, red {side} {policy.enter_red:.1%}; green again "
        f"{back} {policy.leave_amber:.1%}, out of red {back} {policy.leave_red:.1%}."
    )
    if agreeing_weeks == 1:
        return lines
    return (
        f"{lines} It changes when {agreeing_weeks} weeks in a row ask for it, and at once to red "
        f"{side} {plain_line(policy):.1%} and to green from {certain_line(policy):.1%}; a young "
        "project is amber at worst."
    )
