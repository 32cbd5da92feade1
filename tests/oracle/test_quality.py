"""Defects and the rates of checks, on boards of text, against the oracle pack."""

from datetime import date

import pytest

from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import Question
from tests.spec.board import Board

AS_OF = date(2026, 3, 31)
TWO_DECIMALS = 5e-3
HEADER = "item | type | created | done | labels"


def board(*groups):
    """Return a board of groups of equal items: how many, type, created, done, labels."""
    lines = [HEADER]
    for count, *cells in groups:
        lines += [f"A-{len(lines) + number} | {' | '.join(cells)}" for number in range(count)]
    return Board("\n".join(lines))


def reopened(count, of):
    """Return a history of defects that were finished, the first of them twice."""
    lines = ["item | type | at | status"]
    for number in range(of):
        steps = ["To Do", "Done", "In Progress", "Done"] if number < count else ["To Do", "Done"]
        lines += [
            f"A-{number} | Bug | 2026-02-{day:02d} | {status}"
            for day, status in enumerate(steps, start=2)
        ]
    return Board("\n".join(lines))


def test_defects(oracle, board_metric):
    expected = oracle("defects")

    def ask(told):
        return board_metric("defects", told, as_of=AS_OF).values

    escaped = ask(
        board(
            (90, "Bug", "2026-02-02", "", ""),
            (10, "Bug", "2026-02-02", "", "escaped"),
            (1, "Story", "2026-02-02", "2026-02-03", ""),
        )
    )
    assert escaped["removed_share"] == pytest.approx(expected["DRE_90_10"])
    assert escaped["escaped_share"] == expected["escaped_rate_10_of_100"]
    dense = ask(
        board(
            (12, "Bug", "2026-02-02", "", ""),
            (80, "Story", "2026-02-02", "2026-02-09", ""),
        )
    )
    assert dense["found_ratio"] * 100 == expected["density_per_100_items_12_over_80"]
    shared = ask(
        board(
            (7, "Bug", "2026-02-02", "2026-02-09", ""),
            (21, "Story", "2026-02-02", "2026-02-09", ""),
        )
    )
    assert shared["defect_share"] == expected["defect_share_of_throughput_7/28"]
    repaired = ask(
        board(
            (1, "Bug", "2026-02-02", "2026-02-03", ""),
            (2, "Bug", "2026-02-02", "2026-02-04", ""),
            (1, "Bug", "2026-02-02", "2026-02-11", ""),
        )
    )
    times = expected["mttr_days_[1,2,2,9]"]
    assert repaired["mean_repair_days"] == times["mean"]
    assert repaired["half_repair_days"] == times["median"]
    again = ask(reopened(3, of=40))
    assert again["reopened_share"] == expected["reopen_rate_3_40"]


def test_rates_of_checks(oracle, board_warehouse):
    expected = oracle("x.dq_rates")
    lines = ["item | status | resolution | assignee | created | updated"]
    for number in range(40):
        assignee = "" if number < 3 else "Ana"
        touched = "" if number >= 12 else "2026-03-16" if number < 5 else "2026-03-17"
        lines.append(f"A-{number} | In Progress | | {assignee} | 2026-02-02 | {touched}")
    for number in range(40, 65):
        resolution = "" if number < 42 else "Done"
        lines.append(f"A-{number} | Done | {resolution} | Ana | 2026-02-02 | 2026-03-30")
    with board_warehouse.holding([Board("\n".join(lines))], until=AS_OF) as connection:
        day, scope = Calendar(connection).as_of(AS_OF), find_scope(connection)
        question = Question((scope,), (day,), {"untouched_days": 14})
        failed = {
            row["check_id"]: row["failed_count"] / row["checked_count"]
            for row in query_rows(connection, "data_checks", question)
        }
    found = {
        "missing_assignee_3_of_40": failed["assignee_named"],
        "done_without_resolution_2_of_25": failed["resolution_set"],
        "stale>14d_5_of_12": failed["recently_touched"],
    }
    for name, share in found.items():
        assert share * 100 == pytest.approx(expected[name], abs=TWO_DECIMALS), name
