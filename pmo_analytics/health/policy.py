"""The four lines of each dimension: the defaults, and what `pmo.toml` puts in their place."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from pmo_analytics.errors import SettingsError
from pmo_analytics.settings import SETTINGS_FILE, Policy

# DESIGN.md §6; DOMAIN.md §2.3 and §3.10. All are shares. Order is that of the page: where several
# dimensions share the worst colour, the first drives.
DEFAULT_POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        # chance of the baseline date
        "schedule": Policy(enter_amber=0.75, leave_amber=0.80, enter_red=0.40, leave_red=0.45),
        # over budget
        "cost": Policy(enter_amber=0.05, leave_amber=0.04, enter_red=0.10, leave_red=0.085),
        # added since the baseline
        "scope": Policy(enter_amber=0.15, leave_amber=0.12, enter_red=0.30, leave_red=0.25),
        # pace lost over eight weeks while there is a signal, else 0
        "flow": Policy(enter_amber=0.10, leave_amber=0.08, enter_red=0.30, leave_red=0.25),
        # checks passed
        "data": Policy(
            enter_amber=0.80, leave_amber=0.83, enter_red=0.60, leave_red=0.65, grey_below=0.40
        ),
    }
)
LINES = ("leave_amber", "enter_amber", "leave_red", "enter_red", "grey_below")  # good to bad
LARGEST_LINE = 2.0  # 200 %; a larger number is a percent written without its point


def merged_policies(overrides: Mapping[str, Policy]) -> dict[str, Policy]:
    """Return the policy of every dimension, `[policy]` of `pmo.toml` before the default.

    Raises:
        SettingsError: a dimension is unknown, or its lines cannot be meant; names every fault.
    """
    policies = dict(DEFAULT_POLICIES)
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
    near = get_close_matches(dimension, DEFAULT_POLICIES, n=1)
    known = ", ".join(DEFAULT_POLICIES)
    remedy = f'did you mean "{near[0]}"?' if near else f"known here: {known}."
    return f'unknown dimension "policy.{dimension}"; {remedy}'


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
