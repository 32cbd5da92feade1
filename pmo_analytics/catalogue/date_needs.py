"""The forecast family: the least change of a project that makes its date green again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pmo_analytics.forecasts.changes import Change
from pmo_analytics.health.recommendation import LARGEST_CUT_SHARE
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier

_MOST_PACE = 3.0  # times the pace: more is another team
_PACE_STEPS = tuple(1 + step / 20 for step in range(1, round((_MOST_PACE - 1) * 20) + 1))


def cut_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Find for each project how many open items must move out for its date to be green again."""
    for scope, day, finish in _finishes(answers, question):
        cuts = [Change(scope_id=scope.name, items=-n) for n in range(int(finish["open_count"]))]
        found = _least(answers, scope, day, finish, cuts)
        row = {"scope": scope.name, "as_of": day.day, "n": 1 if found else 0}
        if found:
            moved = round(-found[0].items)
            is_small = moved <= LARGEST_CUT_SHARE * finish["open_count"]
            row |= {"moved_count": moved, "chance_after_share": found[1], "is_small_cut": is_small}
        yield row


def pace_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Find for each project how much faster it must be for its date to be green again."""
    for scope, day, finish in _finishes(answers, question):
        paces = [Change(scope_id=scope.name, pace_factor=factor) for factor in _PACE_STEPS]
        found = _least(answers, scope, day, finish, paces)
        row = {"scope": scope.name, "as_of": day.day, "n": 1 if found else 0}
        if found:
            row |= {"more_pace_share": found[0].pace_factor - 1, "faster_chance_share": found[1]}
        yield row


def _finishes(answers: Answers, question: Question) -> Iterator[tuple[Scope, AsOf, Row]]:
    finishes = answers.values("finish_forecast", question)
    for scope, day in question.cases():
        if (scope.name, day.day) in finishes:
            yield scope, day, finishes[scope.name, day.day]


def _least(
    answers: Answers, scope: Scope, day: AsOf, finish: Row, changes: Sequence[Change]
) -> tuple[Change, float] | None:
    """Return the first change that makes the date green again, and its chance then.

    Args:
        answers: the door to the data.
        scope: a whole project; of others nothing is asked.
        day: as of which.
        finish: its row of finish_forecast.
        changes: in an order in which a later one is never later finished, so that it is halved.
    """
    wanted, chance = answers.policies["schedule"].leave_amber, finish["chance_share"]
    is_asked = chance is not None and chance < wanted <= 1 and finish["forecast"].scope.futures
    if not is_asked or not scope.is_whole_project:
        return None

    def chance_after(change: Change) -> float:
        after = answers.forecaster.changed(day, scope.name, (change,))
        return after.chance_of(finish["target_date"]) or 0.0

    at = bisect_left(changes, True, key=lambda change: chance_after(change) >= wanted)
    return None if at == len(changes) else (changes[at], chance_after(changes[at]))


SCOPE_CUT = Measure(
    name="scope_cut",
    family="forecast",
    label="What keeps the date",
    meaning="How many open items must move out for the baseline date to be green again.",
    rule="The fewest items without which the chance of the date reaches the line back to green.",
    source="finish_forecast asked again without them, and the policy of schedule",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="What the items that move are worth, and whether they can wait.",
    detail="work_by_day",
    items="open_items",
    values={
        "moved_count": "open items that would move out",
        "chance_after_share": "chance of the date then",
        "is_small_cut": f"at most {LARGEST_CUT_SHARE:.0%} of the open items; else not offered",
    },
    needs=(FINISHED,),
    counted="cuts that would help",
    conventions=FROM_EXPORTS,
    derive=cut_rows,
)

PACE_NEEDED = Measure(
    name="pace_needed",
    family="forecast",
    label="Pace that keeps the date",
    meaning="How much faster a project must finish for its baseline date to be green again.",
    rule=(
        f"The least pace, in steps of a twentieth and up to {_MOST_PACE:.0f} times, at which the "
        "chance of the date reaches the line back to green."
    ),
    source="finish_forecast asked again at that pace, and the policy of schedule",
    unit="share",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="Where the people would come from, and how long they would need to be of use.",
    detail="work_by_day",
    values={
        "more_pace_share": "by which the pace must rise",
        "faster_chance_share": "chance of the date then",
    },
    needs=(FINISHED,),
    counted="paces that would help",
    options=("target_date",),
    conventions=FROM_EXPORTS,
    derive=pace_rows,
)

FAMILY = (SCOPE_CUT, PACE_NEEDED)
