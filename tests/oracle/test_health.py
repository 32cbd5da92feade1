"""Signals, colours and divergence against the oracle pack, to the printed precision."""

from statistics import fmean, stdev

import pytest

from pmo_analytics.health.overall import average_points, chance_confidence
from pmo_analytics.health.pace import assurance
from pmo_analytics.health.rag import divergence, replay
from pmo_analytics.health.times import (
    ALARM,
    best_cut,
    by_part,
    cumulative_sums,
    mix_and_rate,
)
from pmo_analytics.settings import Policy
from pmo_analytics.values import RagPair
from tests.oracle.xmr import process_limits, signals

FOUR_DECIMALS = 5e-5
TWO_DECIMALS = 5e-3
COLOURS = {"G": "green", "A": "amber", "R": "red"}
BASELINE = [12, 15, 11, 14, 13, 16, 12, 14, 13]  # weekly values before the two that are judged
COST = Policy(enter_amber=5, leave_amber=4, enter_red=10, leave_red=8.5)


def letters(colours):
    return "".join(colour[0].upper() for colour in colours)


def without_memory(lines):
    """The same entries, left where they are entered."""
    update = {"leave_amber": lines.enter_amber, "leave_red": lines.enter_red}
    return lines.model_copy(update=update)


def test_limits_and_a_point_outside_them(oracle):
    expected = oracle("xmr")
    limits = process_limits(BASELINE)
    found = {
        "mean": limits.mean,
        "mRbar": limits.mean_moving_range,
        "UNPL": limits.upper,
        "LNPL": limits.lower,
        "URL": limits.upper_range,
    }
    assert found == pytest.approx({name: expected[name] for name in found}, abs=FOUR_DECIMALS)
    last = signals([*BASELINE, expected["point10"]], limits)[-1]
    assert last.value - BASELINE[-1] == expected["mR10"]
    assert ("outside" in last.rules) is expected["signal_X"]
    assert ("jump" in last.rules) is expected["signal_mR"]


ASSURED = {
    "always": "consistent_pass",
    "sometimes": "inconsistent",
    "never": "consistent_fail",
}


@pytest.mark.parametrize(
    ("target", "key"),
    [
        (18, "target18_lower_better(UNPL>18>LNPL)"),
        (45, "target45_lower_better"),
        (5, "target5_lower_better"),
    ],
)
def test_whether_a_process_reaches_a_target(oracle, target, key):
    expected = oracle("x.assurance")
    limits = {"lower": expected["LNPL"], "upper": expected["UNPL"]}
    turned = {"never": "always", "always": "never", "sometimes": "sometimes"}
    assert ASSURED[turned[assurance(target, **limits)]] == expected[key]


CHANGED = [5, 6, 5, 4, 6, 5, 5, 6, 4, 5, 9, 8, 10, 9, 9, 8, 10, 9, 9, 10]


def test_the_best_single_cut(oracle):
    expected = oracle("changepoint")
    cut = best_cut(CHANGED)
    assert cut.place == expected["best_single_split_index"]
    assert [cut.before_mean, cut.after_mean] == pytest.approx(expected["means"])
    assert (cut.whole_error, cut.cut_error) == pytest.approx(
        (expected["sse_total"], expected["sse_split"])
    )


def test_cumulative_sums_alarm(oracle):
    expected = oracle("cusum")
    before = CHANGED[:10]
    mean, deviation = fmean(before), stdev(before)
    assert (mean, deviation) == pytest.approx((expected["mu"], expected["sd"]), abs=FOUR_DECIMALS)
    alarm = ALARM * deviation
    assert alarm == pytest.approx(expected["h"], abs=FOUR_DECIMALS)
    upper, lower = cumulative_sums(CHANGED, mean=mean, deviation=deviation)
    first = next(at for at, evidence in enumerate(upper) if evidence > alarm)
    assert first == expected["first_alarm_index0"]
    assert upper[first] == pytest.approx(expected["C+_at_alarm"], abs=FOUR_DECIMALS)
    assert max(lower) < alarm


def test_a_change_of_a_mean_by_mix_and_rate(oracle):
    expected = oracle("decomp.mix_rate")
    parts = mix_and_rate({"A": [5.0] * 10, "B": [15.0] * 10}, {"A": [7.0] * 5, "B": [16.0] * 15})
    mix = {group: part[0] for group, part in parts.items()}
    rate = {group: part[1] for group, part in parts.items()}
    assert {group: round(days, 4) for group, days in mix.items()} == expected[
        "centred_mix_by_group"
    ]
    assert rate == pytest.approx(expected["rate_by_group"])
    midpoint = expected["midpoint(exact, symmetric)"]
    assert sum(mix.values()) == pytest.approx(midpoint["mix"])
    assert sum(rate.values()) == pytest.approx(midpoint["rate"])
    assert sum(mix.values()) + sum(rate.values()) == pytest.approx(expected["delta"])


def test_a_change_of_a_mean_by_stage(oracle):
    expected = oracle("decomp.stage_additive")
    before = {"Dev": 4.0, "Review": 2.0, "Test": 3.0}
    parts = by_part([before], [{"Dev": 4.2, "Review": 5.0, "Test": 2.8}])
    assert parts == pytest.approx(expected["by_stage"])
    assert sum(parts.values()) == pytest.approx(expected["delta_total"])


def test_lower_limit_of_counts(oracle):
    expected = oracle("xmr.count_clip")
    counts = [2, 0, 1, 3, 0, 1, 2, 1]
    raw, clipped = process_limits(counts), process_limits(counts, is_count=True)
    found = {
        "mean": raw.mean,
        "mRbar": raw.mean_moving_range,
        "UNPL": raw.upper,
        "LNPL_raw": raw.lower,
        "LNPL_clipped": clipped.lower,
    }
    assert found == pytest.approx(expected, abs=FOUR_DECIMALS)


def test_run_of_eight(oracle):
    expected = oracle("xmr.run_rule")
    baseline = [10, 12, 9, 11, 13, 8, 10, 12]
    limits = process_limits(baseline)
    # judged alone: the last point of the baseline lies above the mean too, and is not counted
    points = signals([14, 15, 13, 16, 14, 15, 13, 14], limits)
    in_run = [len(baseline) + i for i, point in enumerate(points) if "run" in point.rules]
    assert limits.mean == expected["baseline_mean"]
    assert limits.upper == pytest.approx(expected["UNPL"], abs=FOUR_DECIMALS)
    assert in_run[0] == expected["first_index_run8_above(0-based, all 8 flagged)"]
    assert len(in_run) == expected["run_len"]
    assert any("outside" in point.rules for point in points) is expected["any_outside_limits"]


def test_a_jump_that_is_noise(oracle):
    expected = oracle("x.noise_example")
    series = expected["series"]
    limits = process_limits(series[:11])
    assert limits.mean == pytest.approx(expected["mean_baseline11"], abs=TWO_DECIMALS)
    assert limits.mean_moving_range == pytest.approx(expected["mRbar"], abs=TWO_DECIMALS)
    assert limits.upper == pytest.approx(expected["UNPL"], abs=TWO_DECIMALS)
    assert limits.lower == pytest.approx(expected["LNPL"], abs=TWO_DECIMALS)
    assert signals(series, limits)[-1].is_signal is expected["signal"]


def test_a_jump_that_is_a_signal(oracle):
    expected = oracle("x.signal_example")
    series = oracle("x.noise_example")["series"][:11]
    limits = process_limits(series)
    assert limits.upper == pytest.approx(expected["UNPL"], abs=TWO_DECIMALS)
    assert signals([*series, expected["last"]], limits)[-1].is_signal is expected["signal"]


def test_colours_with_hysteresis(oracle):
    expected = oracle("rag.hysteresis")
    assert letters(replay(expected["seq"], COST)) == expected["with_hysteresis"]
    assert letters(replay(expected["seq"], without_memory(COST))) == expected["no_hysteresis"]


def test_a_value_around_a_line_does_not_flip(oracle):
    expected = oracle("rag.flipflop")
    assert letters(replay(expected["seq"], COST)) == expected["with"]
    assert letters(replay(expected["seq"], without_memory(COST))) == expected["without"]


def test_reports_against_data(oracle):
    expected = oracle("rag.divergence_index")
    colours = zip(expected["declared"], expected["computed"], strict=True)
    pairs = [
        RagPair(declared=COLOURS[declared], computed=COLOURS[computed])
        for declared, computed in colours
    ]
    found = divergence(pairs)
    assert found.more_optimistic == expected["more_optimistic"]
    assert found.agree == expected["agree"]
    assert found.more_pessimistic == expected["more_pessimistic"]
    green = [pair.is_watermelon for pair in pairs if pair.declared == "green"]
    percent = expected["watermelon_rate_pct_of_declared_green"]
    assert fmean(green) * 100 == pytest.approx(percent, abs=TWO_DECIMALS)


def test_an_average_that_a_lower_rating_overrides(oracle):
    for case, expected in oracle("rag.itdashboard").items():
        cost, schedule, rating = (float(part[-1]) for part in case.split(","))
        assert average_points([cost, schedule], rating) == expected


def chance_of_items(items, weekly, weeks):
    """Return the exact chance that so many items are finished in some weeks."""
    shares = {0: 1.0}
    for _ in range(weeks):
        later = {}
        for done, share in shares.items():
            for count in weekly:
                later[done + count] = later.get(done + count, 0.0) + share / len(weekly)
        shares = later
    return sum(share for done, share in shares.items() if done >= items)


def test_a_chance_as_delivery_confidence_on_five_points(oracle):
    expected = oracle("x.dca_map(inferred thresholds .9/.75/.5/.25)")
    for weeks, point in expected.items():
        chance = chance_of_items(6, (0, 1, 2, 3), int(weeks.removesuffix("w")))
        assert chance_confidence(chance) == point.lower()
