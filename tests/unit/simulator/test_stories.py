"""The planted stories, found again by a calculation of its own, and taken out one by one."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from data.simulator.simulation import simulate
from data.simulator.truth import finished_by_week, project_truth

AS_OF = date(2026, 9, 30)
LAST_MONDAY = date(2026, 9, 21)  # of the last complete week
BASELINE_WEEKS = 20
HISTORY_WEEKS = 12
LONDON = ZoneInfo("Europe/London")


def weekly(truths, first, last=LAST_MONDAY):
    monday = first + timedelta(days=(-first.weekday()) % 7)  # of the first complete week
    weeks = finished_by_week(truths, first=monday, last=last, time_zone="Europe/London")
    return [count for _, count in weeks]


def limits(series):
    baseline = series[:BASELINE_WEEKS]
    mean = fmean(baseline)
    moving_range = fmean(abs(after - before) for before, after in pairwise(baseline))
    return mean, mean - 2.66 * moving_range, mean + 2.66 * moving_range, 3.268 * moving_range


def signals(series):
    """Return the positions outside the limits, after a large step, or in a run of eight."""
    mean, low, high, step = limits(series)
    found = {i for i, value in enumerate(series) if not max(low, 0) <= value <= high}
    found |= {i for i, (a, b) in enumerate(pairwise(series), start=1) if abs(b - a) > step}
    for end in range(8, len(series) + 1):
        run = series[end - 8 : end]
        if all(value < mean for value in run) or all(value > mean for value in run):
            found |= set(range(end - 8, end))
    return found


def open_on(truths, day):
    def by(moment):
        return moment is not None and moment.astimezone(LONDON).date() <= day

    items = [truth for truth in truths if truth.level == "item" and by(truth.created_at)]
    return sum(not by(item.done_at) and not by(item.cancelled_at) for item in items)


def chance(truths, day, finish):
    """Return the chance that what is open on a day is finished by another, by convolution."""
    last = day - timedelta(days=day.weekday() + (0 if day.weekday() == 6 else 7))
    history = weekly(truths, last - timedelta(weeks=HISTORY_WEEKS - 1), last)
    one_week = np.bincount(history) / HISTORY_WEEKS
    total = np.ones(1)
    for _ in range((finish - day).days // 7):
        total = np.convolve(total, one_week)
    return float(total[open_on(truths, day) :].sum())


def chances_by_week(truths, first, last, finish):
    sundays = range((last - first).days // 7 + 1)
    return [chance(truths, first + timedelta(weeks=week), finish) for week in sundays]


def finish_of(histories, name):
    return histories[name].project.registers["baselines"][-1]["finish_date"]


@pytest.fixture(scope="module")
def without(portfolio):
    """Simulate the portfolio without a story, each story once."""
    cache = {}

    def told(story):
        if story not in cache:
            other = portfolio.without(story)
            cache[story] = {
                history.project.project_id: (history, project_truth(history, other))
                for history in simulate(other)
            }
        return cache[story]

    return told


# --- Atlas: a watermelon ------------------------------------------------------------------------


def test_atlas_will_miss_its_date(truths, histories):
    finish = finish_of(histories, "ATLAS")
    assert 0.02 < chance(truths["ATLAS"], AS_OF, finish) < 0.25


def test_atlas_looked_well_until_its_scope_grew(truths, histories):
    finish = finish_of(histories, "ATLAS")
    ends = [date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31), date(2026, 7, 31)]
    assert all(chance(truths["ATLAS"], end, finish) > 0.8 for end in ends)
    assert 0.45 < chance(truths["ATLAS"], date(2026, 8, 31), finish) < 0.7


def test_atlas_has_no_lack_of_pace(truths):
    series = weekly(truths["ATLAS"], date(2025, 10, 1))
    assert signals(series) == set()
    assert fmean(series[-HISTORY_WEEKS:]) >= limits(series)[0]


def test_atlas_would_be_nearly_done_without_the_growth(without, histories):
    _, truths = without("resident scheme")["ATLAS"]
    assert chance(truths, AS_OF, finish_of(histories, "ATLAS")) > 0.9


# --- Boreal: a shift that is a signal -----------------------------------------------------------


def test_boreal_is_slower_for_eight_weeks_and_was_not_before(truths):
    series = weekly(truths["BOREAL"], date(2026, 1, 5))
    assert signals(series) == set(range(len(series) - 8, len(series)))
    assert all(value < limits(series)[0] for value in series[-8:])


def test_boreal_lost_a_part_of_its_pace(truths):
    series = weekly(truths["BOREAL"], date(2026, 1, 5))
    assert 0.12 < 1 - fmean(series[-8:]) / limits(series)[0] < 0.28


def test_boreal_waits_for_review(truths, histories):
    items = [truth for truth in truths["BOREAL"] if truth.level == "item"]
    assert sum(truth.status == "Awaiting review" for truth in items) >= 10

    def waiting_on(day):
        states = [
            [c.status for c in h.status_changes() if c.changed_at.date() <= day][-1:]
            for h in histories["BOREAL"].items
        ]
        return states.count(["Awaiting review"])

    assert waiting_on(date(2026, 7, 24)) == 1
    assert waiting_on(date(2026, 8, 28)) == 10  # as its report of that day says


def test_boreal_may_miss_its_date(truths, histories):
    finish = finish_of(histories, "BOREAL")
    assert 0.42 < chance(truths["BOREAL"], AS_OF, finish) < 0.73
    weeks = chances_by_week(truths["BOREAL"], date(2026, 5, 24), date(2026, 9, 20), finish)
    assert min(weeks) > 0.85


def test_boreal_would_have_kept_its_pace_with_its_reviewers(without):
    _, truths = without("reviewers moved")["BOREAL"]
    series = weekly(truths, date(2026, 1, 5))
    assert signals(series) == set()
    assert sum(truth.status == "Awaiting review" for truth in truths) <= 4


# --- Coral: a jump that is noise ----------------------------------------------------------------


def test_coral_jumped_inside_its_normal_range(truths):
    series = weekly(truths["CORAL"], date(2025, 10, 1))
    assert series[-1] >= 1.5 * series[-2] > 0
    assert signals(series) == set()
    assert series[-1] < limits(series)[2] - 1


def test_coral_will_probably_meet_its_date(truths, histories):
    finish = finish_of(histories, "CORAL")
    weeks = chances_by_week(truths["CORAL"], date(2026, 1, 4), date(2026, 9, 27), finish)
    assert min(weeks) > 0.8
    assert chance(truths["CORAL"], AS_OF, finish) > 0.95


def test_coral_jumps_less_without_the_closed_pier(without, truths):
    _, other = without("test pier closed")["CORAL"]
    before, last = weekly(truths["CORAL"], date(2025, 10, 1))[-2:]
    other_before, other_last = weekly(other, date(2025, 10, 1))[-2:]
    assert other_last - other_before < last - before


# --- Dune: nothing finished yet -----------------------------------------------------------------


def test_dune_has_started_and_finished_nothing(truths):
    items = [truth for truth in truths["DUNE"] if truth.level == "item"]
    assert len(items) >= 40
    assert all(truth.is_open for truth in items)
    assert sum(truth.started_at is not None for truth in items) >= 8
    assert sum(truth.status == "Ready for Test" for truth in items) >= 2


def test_dune_would_have_finished_something_with_its_tablets(without):
    _, truths = without("tablets late")["DUNE"]
    assert any(truth.done_at for truth in truths if truth.level == "item")


# --- one story out, nothing else changes --------------------------------------------------------

FIRST_DAYS = {
    "resident scheme": ("ATLAS", date(2026, 6, 15)),
    "reviewers moved": ("BOREAL", date(2026, 7, 27)),
    "test pier closed": ("CORAL", date(2026, 9, 16)),
    "tablets late": ("DUNE", date(2026, 9, 1)),
}


@pytest.mark.parametrize("story", FIRST_DAYS)
def test_taking_a_story_out_leaves_the_other_projects_as_they_are(without, histories, story):
    owner, _ = FIRST_DAYS[story]
    for name, (history, _) in without(story).items():
        if name != owner:
            assert history.histories == histories[name].histories


@pytest.mark.parametrize("story", FIRST_DAYS)
def test_taking_a_story_out_leaves_what_was_before_it(without, histories, story):
    owner, first_day = FIRST_DAYS[story]
    history, _ = without(story)[owner]
    told = {h.item.key: h for h in histories[owner].histories}

    def before(changes):
        return [change for change in changes if change.changed_at.date() < first_day]

    assert history.histories
    for untold in history.histories:
        with_story = told[untold.item.key]
        assert untold.item == with_story.item
        assert before(untold.changes) == before(with_story.changes)


@pytest.mark.parametrize("story", FIRST_DAYS)
def test_each_story_makes_a_difference(without, histories, story):
    owner, _ = FIRST_DAYS[story]
    history, _ = without(story)[owner]
    assert history.histories != histories[owner].histories
