"""Flow metrics of the micro-dataset, read from its file, against the oracle pack."""

from datetime import date

import pytest
from asked import compute_metric

from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from tests.oracle.boards import TIMES, timed_board

pytestmark = pytest.mark.slow

AS_OF = date(2026, 1, 23)
NEXT_DAY = date(2026, 1, 24)
ALL_ITEMS = [f"A{number}" for number in range(1, 11)]
FOUR_DECIMALS = 5e-5
TWO_DECIMALS = 5e-3


def by_item(rows, column):
    """The value of every item of the dataset, None where there is none."""
    found = {row["item_key"]: row[column] for row in rows}
    return {key: found.get(key) for key in ALL_ITEMS}


def by_week(rows, column):
    return {str(int(row["week"].partition("W")[2])): row[column] for row in rows}


def by_day(rows, column):
    return {row["date"].date().isoformat(): row[column] for row in rows}


def test_cycle_time_of_each_item(oracle, rows):
    found = by_item(rows("cycle_time"), "elapsed_cycle_days")
    assert found == oracle("ds.cycle_time_elapsed")


def test_cycle_time_that_people_are_shown(oracle, rows):
    found = by_item(rows("cycle_time"), "cycle_days")
    assert found == oracle("ds.cycle_time_inclusive_plus1")


def test_cycle_time_of_each_item_in_working_days(oracle, rows):
    found = by_item(rows("cycle_time", calendar="working"), "elapsed_working_days")
    assert found == oracle("ds.cycle_time_busdays")


def test_lead_time_of_each_item(oracle, rows):
    found = by_item(rows("lead_time"), "elapsed_lead_days")
    assert found == oracle("ds.lead_time_created_to_done")


def test_throughput_by_week(oracle, rows):
    expected = oracle("ds.throughput_iso_week_incl_A10")
    assert by_week(rows("throughput"), "finished_count") == expected


def test_starts_by_week(oracle, rows):
    assert by_week(rows("arrivals"), "started_count") == oracle("ds.arrivals_started_week")


def test_creations_by_week(oracle, rows):
    assert by_week(rows("arrivals"), "arrived_count") == oracle("ds.arrivals_created_week")


def test_net_flow_by_week(oracle, rows):
    expected = oracle("ds.net_flow_started_minus_done_by_week")
    assert by_week(rows("arrivals"), "net_flow_count") == expected


def test_work_in_progress_at_the_end_of_each_day(oracle, rows):
    assert by_day(rows("wip"), "wip_count") == oracle("ds.wip_end_of_day")


def test_work_in_progress_at_any_time_of_each_day(oracle, rows):
    expected = oracle("ds.wip_any_time_that_day_inclusive")
    assert by_day(rows("wip"), "wip_any_time_count") == expected


def test_mean_work_in_progress(oracle, metric):
    found = metric("wip").values
    expected = oracle("ds.wip_end_of_day")
    assert found["mean_wip_count"] == sum(expected.values()) / len(expected) == 2
    assert found["days"] == 19


def test_days_over_a_limit(oracle, metric):
    expected = oracle("x.wip_limit_breach_dataset_limit3")
    found = metric("wip_limits", wip_limit=3).values
    assert {name: found[name] for name in expected} == expected
    assert found["over_share"] == expected["days_over"] / expected["days"]


def test_types_of_the_finished_work(oracle, rows):
    expected = oracle("x.flow_distribution_done")
    found = {row["item_type"]: row["finished_share"] * 100 for row in rows("flow_distribution")}
    assert found == pytest.approx(expected, abs=TWO_DECIMALS)


def test_conditions_of_littles_law_do_not_hold(oracle, metric):
    expected = oracle("x.little_checks_dataset")
    found = metric("littles_law").values
    names = {
        "arrival_rate_per_day": "started_per_day",
        "departure_rate_per_day(with start)": "finished_per_day",
        "wip_start": "start_wip_count",
        "wip_end": "end_wip_count",
        "avg_age_end": "end_age_days",
        "avg_wip_eod": "mean_wip_count",
        "avg_ct": "mean_cycle_days",
        "TH*CT": "implied_wip_count",
    }
    told = {name: found[column] for name, column in names.items()}
    assert told == pytest.approx({name: expected[name] for name in names}, abs=FOUR_DECIMALS)
    assert abs(1 - found["finished_per_day"] / found["started_per_day"]) == pytest.approx(
        expected["abs_rel_diff"]
    )
    assert expected["verdict"].startswith("conditions violated")
    assert not found["is_applicable"]


def test_cumulative_flow_of_a_day(oracle, rows):
    reached = {
        row["stage"]: row["reached_count"]
        for row in rows("cumulative_flow")
        if row["date"].date() == date(2026, 1, 16)
    }
    expected = oracle("ds.cfd_2026-01-16")
    assert reached == {
        "To do": expected["arrived_created"],
        "In progress": expected["started"],
        "Finished": expected["done"],
    }


def test_age_of_each_item(oracle, rows):
    found = {
        row["item_key"]: row["elapsed_age_days"]
        for row in rows("item_age")
        if row["state"] == "in_progress"
    }
    assert found == oracle("ds.age_elapsed_asof")


def test_ages_together_grow_by_the_work_in_progress_each_day(oracle, metric):
    expected = oracle("x.total_wia_asof")
    assert metric("item_age").values["total_age_days"] == expected["sum_age_elapsed"]
    assert metric("wip").values["wip_count"] == expected["wip"]
    assert metric("item_age", as_of=NEXT_DAY).values["total_age_days"] == expected["next_day"]


def test_percentiles_are_nearest_rank(oracle, board_warehouse):
    board = timed_board(TIMES)
    expected = oracle("pct.ct=[1,2,2,3,4,5,5,7,8,13]")
    with board_warehouse.holding([board], until=AS_OF) as connection:
        scope, day = find_scope(connection), Calendar(connection).as_of(AS_OF)
        for share, answers in expected.items():
            found = compute_metric(
                connection, "cycle_time", scope=scope, as_of=day, percentile=float(share)
            ).values["percentile_days"]
            assert found - 1 == answers["nearest_rank(inverted_cdf)"]  # shown days count the first


def test_quantiles_of_the_database_are_those_of_the_oracle(oracle, micro_dataset):
    for share, (linear, nearest_rank) in oracle("pct.duckdb").items():
        found = micro_dataset.execute(
            "select quantile_cont(days, $share), quantile_disc(days, $share) "
            "from (select unnest($times) as days)",
            {"share": float(share), "times": TIMES},
        ).fetchone()
        assert found == (pytest.approx(linear), nearest_rank)
