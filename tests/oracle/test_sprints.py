"""Sprints, as boards of text, against the oracle pack."""

from datetime import date

import pytest

from tests.spec.board import Board, Register

FOUR_DECIMALS = 5e-5
TWO_DECIMALS = 5e-3
AS_OF = date(2026, 3, 31)
VELOCITIES = (21, 25, 18, 30, 24, 26)  # points of closed sprints


def test_velocity(oracle, board_metric):
    expected = oracle("velocity")
    items, sprints = (
        ["item | points | sprints | created | done"],
        ["sprint | start_date | end_date"],
    )
    for number, points in enumerate(VELOCITIES, start=1):
        first, last = date(2026, 1, number * 2), date(2026, 1, number * 2 + 1)
        items.append(f"A-{number} | {points} | S{number} | 2026-01-01 | {last}")
        sprints.append(f"S{number} | {first} | {last}")
    found = board_metric(
        "velocity",
        Board("\n".join(items)),
        as_of=AS_OF,
        registers=[Register("sprints", "\n".join(sprints))],
    )
    told = {
        "mean": found.values["mean_size"],
        "median": found.values["median_size"],
        "sd_sample": found.values["deviation_size"],
        "cv_pct": found.values["variation_share"] * 100,
        "mean_last3": found.values["recent_mean_size"],
        "min": found.values["least_size"],
        "max": found.values["most_size"],
    }
    assert found.n == len(VELOCITIES)
    assert told == pytest.approx(expected, abs=TWO_DECIMALS)
    assert told["sd_sample"] == pytest.approx(expected["sd_sample"], abs=FOUR_DECIMALS)


def test_what_a_sprint_said_and_did(oracle, board_metric):
    """Committed 30, of which 22 done; added 8, of which 5 done; removed 3."""
    expected = oracle("saydo")
    before = """
        item | points | sprints | status      | created    | done
        A-1  | 22     | S1      | To Do       | 2026-03-01 |
        A-2  | 5      | S1      | To Do       | 2026-03-01 |
        A-3  | 3      | S1      | To Do       | 2026-03-01 |
        A-4  | 5      |         | To Do       | 2026-03-01 |
        A-5  | 3      |         | To Do       | 2026-03-01 |
    """
    after = """
        item | points | sprints | status      | created    | done
        A-1  | 22     | S1      | Done        | 2026-03-01 | 2026-03-10
        A-2  | 5      | S1      | In Progress | 2026-03-01 |
        A-3  | 3      |         | To Do       | 2026-03-01 |
        A-4  | 5      | S1      | Done        | 2026-03-01 | 2026-03-12
        A-5  | 3      | S1      | To Do       | 2026-03-01 |
    """
    sprint = Register("sprints", "sprint | start_date | end_date\nS1 | 2026-03-02 | 2026-03-15")

    def ask(name):
        boards = Board(before, exported="2026-03-02"), Board(after, exported="2026-03-15")
        return board_metric(name, *boards, as_of=date(2026, 3, 15), registers=[sprint]).values

    said, carried = ask("say_do"), ask("carry_over")
    assert {
        "say_do_pct": said["said_done_share"] * 100,
        "completed_over_committed_pct": said["done_per_committed_share"] * 100,
        "scope_change_gross_pct": said["gross_change_share"] * 100,
        "scope_change_net_pct": said["net_change_share"] * 100,
        "carry_over_pts": carried["carried_size"],
        "carry_over_of_final_scope_pct": carried["carried_share"] * 100,
    } == pytest.approx(expected, abs=TWO_DECIMALS)
