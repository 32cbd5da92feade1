"""Keys whose inputs are a few numbers, as boards of text, against the oracle pack."""

from datetime import date, timedelta

import pytest

from tests.oracle.boards import (
    FIRST_DAY,
    TIMES,
    day,
    history_board,
    spans_board,
    started_and_done,
    timed_board,
)
from tests.spec.board import Register

AS_OF = date(2026, 1, 23)
FOUR_DECIMALS = 5e-5
TWO_DECIMALS = 5e-3
EMPTY_TO_EMPTY = ((0, 3), (1, 5), (2, 4), (5, 9), (6, 8))  # start and finish, days of ten
NEVER_FINISHED = ((4, None), (7, None))
# `_inputs` of the oracles: cause, days
BLOCKERS = (
    *(("vendor", 9), ("vendor", 14)),
    *(("env", 3), ("env", 2), ("env", 4), ("env", 1)),
    *(("review", 5), ("review", 2), ("clarify", 6), ("clarify", 1)),
)
WAITING = """
[[workflow.stages]]
name = "Develop"
category = "active"
statuses = ["In Progress"]

[[workflow.stages]]
name = "Wait"
category = "waiting"
statuses = ["Waiting"]

[[workflow.stages]]
name = "Done"
category = "done"
statuses = ["Done"]
"""
TWO_AND_ONE_OF_TEN = ((0, "In Progress"), (2, "Waiting"), (9, "In Progress"), (10, "Done"))
FOUR_OF_FIVE = ((0, "In Progress"), (4, "Waiting"), (5, "Done"))


def test_law_holds_from_empty_to_empty(oracle, board_metric):
    expected = oracle("little.empty_to_empty")
    found = board_metric("littles_law", spans_board(EMPTY_TO_EMPTY), as_of=day(9))
    assert found.n == expected["N"]
    assert found.values["days"] == expected["T"]
    assert found.values["mean_wip_count"] == expected["avg_wip"]
    assert found.values["finished_per_day"] == expected["throughput"]
    assert found.values["mean_cycle_days"] * found.n == expected["sum_ct"]
    assert found.values["mean_cycle_days"] == expected["avg_ct"]
    assert found.values["implied_wip_count"] == expected["TH*CT"]
    assert found.value == 1
    assert found.values["is_applicable"]


def test_law_is_violated_by_what_never_finishes(oracle, board_metric):
    expected = oracle("little.violated_two_never_finish")
    board = spans_board((*EMPTY_TO_EMPTY, *NEVER_FINISHED))
    found = board_metric("littles_law", board, as_of=day(9)).values
    assert found["mean_wip_count"] == expected["avg_wip"]
    assert found["finished_per_day"] == expected["throughput_departures"]
    assert found["mean_cycle_days"] == expected["avg_ct_completed"]
    assert found["implied_wip_count"] == expected["implied_wip"]
    assert found["implied_ratio"] == expected["ratio_implied_to_actual"]
    assert found["started_per_day"] * found["days"] == pytest.approx(expected["arrivals"])
    assert found["finished_per_day"] * found["days"] == expected["departures"]
    assert found["start_wip_count"] == expected["start_wip"]
    assert found["end_wip_count"] == expected["end_wip"]
    assert not found["is_applicable"]


def test_mean_and_deviation(oracle, board_metric):
    expected = oracle("pct.mean_sd")
    found = board_metric("cycle_time", timed_board(TIMES), as_of=AS_OF).values
    assert found["mean_elapsed_days"] == expected["mean"]
    assert found["deviation_elapsed_days"] == pytest.approx(
        expected["sd_sample"], abs=FOUR_DECIMALS
    )


def test_share_that_kept_the_promise(oracle, board_metric):
    expected = oracle("sle.hit_rate_sle8")
    found = board_metric("service_level", timed_board(TIMES), as_of=AS_OF, sle_days=8 + 1)
    assert found.values["within_count"] == expected["le8"]
    assert found.n == expected["n"]
    assert found.value == expected["le8"] / expected["n"]
    assert [found.values["low_share"], found.values["high_share"]] == pytest.approx(
        [0.5958, 0.9821],
        abs=FOUR_DECIMALS,  # `_inputs` of wilson_8of10
    )


def test_interval_of_a_share(oracle, board_metric):
    found = board_metric("service_level", timed_board(TIMES), as_of=AS_OF, sle_days=7 + 1).values
    assert found["within_count"] == 8
    assert [found["low_share"], found["high_share"]] == pytest.approx(
        oracle("wilson_8of10"), abs=FOUR_DECIMALS
    )


def test_risk_of_an_old_item(oracle, board_metric):
    board = timed_board(TIMES, ages=[(4, AS_OF)])
    found = board_metric("age_risk", board, as_of=AS_OF, sle_days=8 + 1)
    (item,) = found.frame.to_dict("records")
    assert item["late_share"] == oracle("age.cond_exceed_SLE8_given_age_gt4")
    assert item["sure_days"] - 1 == oracle("age.cond_p85_given_age_gt4_nearest_rank")
    assert found.value == item["late_share"]


def test_share_of_time_worked_on(oracle, board_metric):
    expected = oracle("flow_eff")

    def ask(*paths):
        board = history_board(*paths)
        return board_metric("flow_efficiency", board, as_of=AS_OF, toml=WAITING).value * 100

    fewest = 5
    assert ask(*[TWO_AND_ONE_OF_TEN] * fewest) == pytest.approx(expected["single"])
    pooled = ask(*[TWO_AND_ONE_OF_TEN] * fewest, *[FOUR_OF_FIVE] * fewest)
    assert pooled == pytest.approx(expected["pooled_(3/10,4/5)"], abs=TWO_DECIMALS)
    assert pooled != pytest.approx(expected["mean_of_ratios"], abs=1)


def test_causes_of_blocking(oracle, board_metric):
    expected = oracle("blockers")
    board = spans_board([(0, None)] * len(BLOCKERS))
    lines = [
        f"A-{number} | {FIRST_DAY} | {day(days)} | {cause}"
        for number, (cause, days) in enumerate(BLOCKERS, start=1)
    ]
    register = Register("blockers", "\n".join(["item_key | start_date | end_date | cause", *lines]))
    found = board_metric("blocker_clusters", board, as_of=AS_OF, registers=[register])
    told = [
        {
            "cause": row["cause"],
            "count": row["spell_count"],
            "sum": row["blocked_days"],
            "mean": row["mean_days"],
            "cum_pct": pytest.approx(row["cumulative_share"] * 100, abs=TWO_DECIMALS),
        }
        for row in found.frame.sort_values("rank_by_days").to_dict("records")
    ]
    assert told == expected
    assert found.values["costliest_cause"] == "vendor"
    assert found.values["commonest_cause"] == "env"


def test_required_rate(oracle, board_metric):
    expected = oracle("burnup_required_rate")
    as_of = date(2026, 3, 8)  # a Sunday
    weeks, pace = expected["done"] // 6, 6
    done = [as_of - timedelta(weeks=week) for week in range(weeks) for _ in range(pace)]
    left = expected["scope"] - len(done)
    begin = as_of - timedelta(weeks=weeks, days=-1)  # the Monday of the first of these weeks
    board = started_and_done(
        [*(f"{begin} | {finished}" for finished in done), *[f"{as_of} |"] * left]
    )
    target = as_of + timedelta(weeks=expected["weeks_left"])
    found = board_metric("burn_up", board, as_of=as_of, target_date=target).values
    assert {
        "scope": found["scope_count"],
        "done": found["finished_count"],
        "weeks_left": found["weeks_left"],
        "required": found["required_per_week"],
        "avg_pace": found["pace_per_week"],
        "weeks_at_pace": found["weeks_at_pace"],
        "eta_gap_weeks": found["gap_weeks"],
    } == expected
