"""The published oracle pack: this project gives its answers, and its page lists every case."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from asked import compute_metric

from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import Question
from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

pytestmark = pytest.mark.slow

PACK = Path(__file__).parents[2] / "docs" / "oracle-pack"
CASES = json.loads((PACK / "cases.json").read_text(encoding="utf-8"))
EXPORTED = "2026-12-31"  # after all that is asked for


class Asked:
    """A case as this project answers it, under the names of the pack."""

    def __init__(self, connection, as_of: str) -> None:
        self.connection = connection
        self.scope = find_scope(connection)
        self.day = Calendar(connection).as_of(as_of)

    def rows(self, query: str, **options: Any) -> list[dict[str, Any]]:
        return query_rows(self.connection, query, Question((self.scope,), (self.day,), options))

    def metric(self, name: str, **options: Any) -> Any:
        return compute_metric(self.connection, name, scope=self.scope, as_of=self.day, **options)

    def items(self, _expected: Any) -> list[dict[str, Any]]:
        times = {row["item_key"]: row for row in self.rows("timed_items")}
        return [
            {
                "key": row["item_key"],
                "state": row["state"],
                "started": iso(row["started_date"]),
                "finished": iso(row["done_date"]),
                "elapsed_days": times.get(row["item_key"], {}).get("elapsed_cycle_days"),
                "shown_days": times.get(row["item_key"], {}).get("cycle_days"),
            }
            for row in sorted(self.rows("items_as_of"), key=lambda row: number(row["item_key"]))
        ]

    def finished_by_week(self, expected: Any) -> dict[str, int]:
        found = {row["week"]: row["finished_count"] for row in self.rows("throughput")}
        return {week: count for week, count in found.items() if count or week in expected}

    def wip_at_end_of_day(self, expected: Any) -> dict[str, int]:
        found = {iso(row["date"]): row["wip_count"] for row in self.rows("wip")}
        return {one: found[one] for one in expected}

    def wip_any_time(self, expected: Any) -> dict[str, int]:
        found = {iso(row["date"]): row["wip_any_time_count"] for row in self.rows("wip")}
        return {one: found[one] for one in expected}

    def percentile_elapsed_days(self, expected: Any) -> dict[str, int]:
        return {
            share: self.metric("cycle_time", percentile=float(share)).values[
                "percentile_elapsed_days"
            ]
            for share in expected
        }

    def percentile_shown_days(self, expected: Any) -> dict[str, int]:
        return {
            share: self.metric("cycle_time", percentile=float(share)).value for share in expected
        }

    def without_start(self, _expected: Any) -> int:
        return self.metric("cycle_time").left_out["without a known start"]

    def due(self, _expected: Any) -> dict[str, Any]:
        performance = self.metric("due_date_performance")
        overdue = {row["item_key"]: row["days_overdue"] for row in self.rows("overdue_items")}
        return {
            "fell_due": performance.n,
            "in_time": performance.values["on_time_count"],
            "overdue_days": overdue,
        }


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def number(key: str) -> int:
    return int(key.partition("-")[2])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_answers_of_a_case_are_those_of_the_project(case, tmp_path):
    exports = tmp_path / "exports" / "tracker"
    exports.mkdir(parents=True)
    text = (PACK / case["input"]).read_bytes()
    (exports / f"{case['case']} {EXPORTED}.csv").write_bytes(text)
    settings = f'[portfolio]\ntime_zone = "{case["time_zone"]}"\n'
    (tmp_path / "pmo.toml").write_text(settings, encoding="utf-8")
    with open_reader(build_warehouse(tmp_path).warehouse) as connection:
        asked = Asked(connection, case["as_of"])
        for part, expected in case["expected"].items():
            assert getattr(asked, part)(expected) == expected, part


def test_every_case_has_an_answer_and_every_input_a_case():
    assert all(case["expected"] for case in CASES)
    used = {PACK / case["input"] for case in CASES}
    assert used == set((PACK / "inputs").iterdir())


def test_page_of_the_pack_lists_every_case_with_its_rule():
    page = (PACK / "README.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    for case in CASES:
        assert f"| {case['case']} | {case['rule']} |" in rows
