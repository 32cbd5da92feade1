"""The pace of work: what holds now, since when, and what is lost."""

import pytest

from pmo_analytics.health.pace import judge_pace

BASELINE = [10, 12, 9, 11, 13, 8, 10, 12, 11, 9] * 2  # mean 10.5


def test_fewer_than_ten_weeks_are_not_judged():
    pace = judge_pace(BASELINE[:9])
    assert (pace.limits, pace.side, pace.weeks, pace.lost_share) == (None, None, 0, None)
    assert pace.is_signal == (False,) * 9
    assert judge_pace([]).is_signal == ()


def test_weeks_in_which_nothing_was_ever_finished_have_no_normal_range():
    assert judge_pace([0] * 40).limits is None
    assert judge_pace([0] * 39 + [1]).limits is not None


@pytest.mark.parametrize("weeks", [10, 15, 20, 21])
def test_a_steady_pace_is_routine(weeks):
    pace = judge_pace((BASELINE * 2)[:weeks])
    assert (pace.side, pace.weeks, pace.lost_share) == (None, 0, 0)
    assert pace.is_signal == (False,) * weeks


def test_lost_pace_is_the_shortfall_of_eight_weeks_against_the_baseline():
    pace = judge_pace([*BASELINE, 10, 11, 5, 6, 5, 4, 5, 6, 5, 6])
    assert (pace.side, pace.weeks) == ("low", 8)
    assert pace.lost_share == pytest.approx(1 - 42 / 8 / 10.5)
    assert pace.is_signal == (False,) * 22 + (True,) * 8


def test_a_faster_pace_is_no_loss():
    pace = judge_pace(BASELINE + [19] * 8)
    assert (pace.side, pace.lost_share) == ("high", 0)


def test_a_bad_week_that_is_no_signal_loses_nothing():
    assert judge_pace([*BASELINE, 4]).lost_share == 0


def test_a_young_project_is_judged_by_its_first_ten_weeks():
    pace = judge_pace(BASELINE[:10] + [3] * 6)
    assert (pace.side, pace.weeks, pace.limits.is_provisional) == ("low", 6, True)


def test_change_that_was_signalled_is_marked_from_its_beginning():
    pace = judge_pace(BASELINE + [4] * 8 + [11] * 20)
    assert pace.side is None
    assert pace.is_signal[20:28] == (True,) * 8
    assert not any(pace.is_signal[-8:])


USUAL = (1, 2) * 10  # its mean is 1.5


@pytest.mark.parametrize(
    ("later", "back"),
    [
        ((2, 1, 1, 71, 2, 1), 3),
        ((2, 1, 1, 2, 1, 30), 1),
        ((9,) * 8, None),  # a pace that lasts
        ((9,) * 7 + (40,), None),  # lasts without its largest week too
        ((1, 2, 1, 2), None),
        ((0,) * 10, None),  # a fall is none
    ],
)
def test_a_rise_that_rests_on_one_week_is_that_week(later, back):
    assert judge_pace((*USUAL, *later)).bulk_week == back
