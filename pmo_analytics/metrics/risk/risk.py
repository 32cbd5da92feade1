"""The risk family: what open risks may cost, how soon, and whether somebody looks after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import gcd
from typing import TYPE_CHECKING, Any

from pmo_analytics.metrics.conventions import CALENDAR_DAYS, ELAPSED_DAYS, rules
from pmo_analytics.metrics.measure import Answers, LeftOut, Measure, Need, Row
from pmo_analytics.metrics.needs import OTHER_CURRENCY
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import TOLERANCE

if TYPE_CHECKING:
    import numpy as np

RISKS = Need("add the register risks.csv", registers=("risks",))
_PROXIMITY = Need("add proximity_date to risks.csv", registers=("risks",))
_BY_OPENING = {
    "earlier days": "by the days of opening, closing and review; probability, impact and other "
    "dates as the register tells them now"
}
# Beyond so many different sums amounts are rounded to a grid of so many steps.
_MOST_SUMS = 100_000
_CENTS = 100
# GAO Cost Estimating and Assessment Guide, step 9: contingency to a stated confidence.
_COVERED = {"half_cost": 0.5, "contingency_cost": 0.8, "rare_cost": 0.9}
CONTINGENCY_SHARE = _COVERED["contingency_cost"]
MOST_NEEDED = 10  # of a reserve: beyond, or where nothing is left, it says no more


def risk_distribution(rows: Sequence[Row], _options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the open risks may cost in all, if each happens or not on its own.

    Args:
        rows: open risks and issues; only risks in the currency of the scope count.
    """
    counted = [row for row in rows if row["kind"] == "risk" and row["is_counted"]]
    sums, shares = total_impact(
        [(float(row["probability"]), round(row["impact_cost"] * _CENTS)) for row in counted]
    )
    costs = {
        name: Decimal(percentile_of(sums, shares, share)) / _CENTS
        for name, share in _COVERED.items()
    }
    return {
        **costs,
        "contingency_share": CONTINGENCY_SHARE,
        "highest_cost": Decimal(int(sums[-1])) / _CENTS,
        "none_share": float(shares[sums == 0].sum()),
    }


def total_impact(risks: Iterable[tuple[float, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the possible sums of independent risks and their probabilities, smallest sum first.

    Args:
        risks: probability and impact of each, impacts as whole cents; an opportunity is below 0.
    """
    import numpy as np  # noqa: PLC0415 - only this metric needs it

    known = [(probability, impact) for probability, impact in risks if impact]
    step = _step([impact for _, impact in known])
    moves = [(probability, round(impact / step)) for probability, impact in known]
    lowest = sum(move for _, move in moves if move < 0)
    highest = sum(move for _, move in moves if move > 0)
    shares = np.zeros(highest - lowest + 1)
    shares[-lowest] = 1.0
    for probability, move in moves:
        # Nothing falls off the ends: they hold the sum of all moves in each direction.
        shares = (1 - probability) * shares + probability * np.roll(shares, move)
    sums = np.arange(lowest, highest + 1) * step
    return sums[shares > 0], shares[shares > 0]


def _step(impacts: Sequence[int]) -> int:
    """Return the largest step that all impacts are multiples of, or a coarser one if too fine."""
    span = sum(map(abs, impacts))
    exact = gcd(*impacts) if impacts else 1
    return exact if span <= exact * _MOST_SUMS else -(-span // _MOST_SUMS)


def percentile_of(sums: np.ndarray, shares: np.ndarray, share: float) -> int:
    """Return the smallest sum that is not exceeded with a probability of at least `share`."""
    # A cumulative share that is 0.8 in exact arithmetic can be 0.7999999999999999 in floats.
    reached = shares.cumsum() >= share - TOLERANCE
    return int(sums[reached.argmax()])


def reserve_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Hold the open risks of every scope as of every day against the reserve that is left."""
    for row in answers.rows("reserve_states", question):
        risks = tuple((float(chance), int(cents)) for chance, cents in row["open_risks"] or ())
        yield {**row, **(_reserved(row, risks) if row["n"] else dict.fromkeys(_OF_RESERVE))}


def _reserved(row: Row, risks: tuple[tuple[float, int], ...]) -> dict[str, Any]:
    covering = Decimal(_contingency_cents(risks)) / _CENTS
    left = row["reserve_left_cost"]
    is_enough = covering <= MOST_NEEDED * left
    return {
        "reserve_needed_share": float(covering / left)
        if is_enough and left
        else MOST_NEEDED * bool(covering),
        "reserve_contingency_cost": covering,
    }


@cache  # from week to week most projects have the same open risks
def _contingency_cents(risks: tuple[tuple[float, int], ...]) -> int:
    return percentile_of(*total_impact(risks), CONTINGENCY_SHARE)


_OF_RESERVE = {
    "reserve_needed_share": "contingency for open risks, of the reserve that is left",
    "reserve_contingency_cost": f"contingency for open risks, enough with {CONTINGENCY_SHARE:.0%}",
}
RISK_RESERVE = Measure(
    name="risk_reserve",
    family="risk",
    meaning="Whether the reserve of the baseline in force is enough for the risks that are open.",
    rule=(
        "The contingency for the risks open on the day (enough with "
        f"{CONTINGENCY_SHARE:.0%} probability when each happens or not on its own) over the "
        "reserve that is left: less Σ probability × impact of the issues opened since the baseline "
        f"in force was approved, closed or not. At most {MOST_NEEDED:,.0%}, also where nothing is "
        "left. Responses are late whose due day is over while the risk or issue is open."
    ),
    source="[gao-20-195g], step 9: contingency at a stated confidence, against what is left of it",
    unit="share",
    better="lower",
    least_tier=None,
    counted="projects",
    cannot_tell="What risks cost that nobody wrote down, and what else the reserve is spent on.",
    detail="open_risks",
    values={
        **_OF_RESERVE,
        "reserve_cost": "reserve of the baseline in force",
        "reserve_left_cost": "what these leave of it, 0 or more of each project",
        "reserve_used_cost": "Σ probability × impact of the issues opened since it was approved",
        "late_response_count": "responses past their due day",
        "currency": "currency of the amounts",
    },
    needs=(RISKS,),
    left_out={
        "other_currency": OTHER_CURRENCY,
        "without_reserve": LeftOut(
            "without a reserve in the baseline in force", "add reserve to baselines.csv"
        ),
        "without_risks": LeftOut(
            "of which nobody wrote down a risk", "add its risks and issues to risks.csv"
        ),
    },
    nothing_because={
        "without_reserve": "add reserve to baselines.csv",
        "without_risks": "add its risks and issues to risks.csv",
    },
    conventions=rules({"percentiles": "nearest rank, on the exact distribution"}, _BY_OPENING),
    derive=reserve_rows,
)

RISK_EXPOSURE = Measure(
    name="risk_exposure",
    family="risk",
    meaning="What the open risks cost on average, and what is enough to cover them.",
    rule=(
        "Exposure = Σ probability × impact of the risks open on the day. Contingency = the sum "
        f"that is enough with {CONTINGENCY_SHARE:.0%} probability when each risk happens or not on "
        "its own (exact, no simulation). Issues have happened: they stand beside it."
    ),
    source="[gao-20-195g], step 9; expected value [iec-31010]",
    unit="money",
    better="lower",
    least_tier=None,
    smallest_n=0,
    counted="risks",
    cannot_tell=(
        "What risks cost that nobody wrote down, or that come together: then the range is wider."
    ),
    detail="open_risks",
    values={
        "exposure_cost": "Σ probability × impact of open risks",
        **{name: f"enough with {share:.0%} probability" for name, share in _COVERED.items()},
        "contingency_share": "the probability with which the contingency is enough",
        "highest_cost": "if all of them happen",
        "none_share": "probability that none costs anything",
        "exposure_days": "Σ probability × days of impact",
        "risk_count": "open risks",
        "issue_cost": "Σ probability × impact of open issues",
        "issue_count": "open issues",
        "currency": "currency of the amounts",
    },
    needs=(RISKS,),
    left_out={"other_currency": OTHER_CURRENCY},
    conventions=rules({"percentiles": "nearest rank, on the exact distribution"}, _BY_OPENING),
    units={"unreviewed_days": "count"},
    statistics=risk_distribution,
)

RISK_PROXIMITY = Measure(
    name="risk_proximity",
    family="risk",
    meaning="How many open risks may happen soon.",
    rule=(
        "Open risks whose proximity date lies between the day and the end of the days ahead; "
        "passed are those whose date is over: they happened, or their date is not looked after."
    ),
    source="[iso-31000]; risk proximity [prince2-2017]",
    unit="count",
    better="lower",
    least_tier=None,
    smallest_n=0,
    counted="risks",
    cannot_tell="Whether the day is right: it is a guess somebody wrote down.",
    detail="open_risks",
    values={
        "near_count": "risks that may happen in the days ahead",
        "near_exposure_cost": "Σ probability × impact of these",
        "next_date": "day of the nearest of all",
        "passed_count": "open risks whose day is over",
    },
    needs=(_PROXIMITY,),
    left_out={"without_proximity": LeftOut("without a proximity date")},
    options=("ahead_days",),
    conventions=rules(ELAPSED_DAYS, CALENDAR_DAYS, _BY_OPENING),
)

RISK_RESPONSES = Measure(
    name="risk_responses",
    family="risk",
    meaning="How many open risks and issues have a response that is overdue, missing or neglected.",
    rule=(
        "Overdue: the due day of the response is over and the risk or issue still open. Not "
        "reviewed: since its last review, or its opening, more than the days for a review have "
        "passed."
    ),
    source="Risks without owner or review [iso-31000]",
    unit="count",
    better="lower",
    least_tier=None,
    smallest_n=0,
    counted="risks",
    cannot_tell="Whether a response was given while the risk stays open.",
    detail="open_risks",
    values={
        "overdue_count": "responses that are overdue",
        "overdue_share": "of those that have a due day",
        "response_due_count": "responses that have a due day",
        "overdue_exposure_cost": "Σ probability × impact of the overdue ones",
        "longest_overdue_days": "days the longest of them is overdue",
        "without_response_count": "open without a response",
        "without_owner_count": "open without an owner",
        "unreviewed_count": "not reviewed for too long",
    },
    needs=(RISKS,),
    options=("review_days",),
    conventions=rules({"due day": "inclusive"}, ELAPSED_DAYS, CALENDAR_DAYS, _BY_OPENING),
)

FAMILY = (RISK_EXPOSURE, RISK_RESERVE, RISK_PROXIMITY, RISK_RESPONSES)
