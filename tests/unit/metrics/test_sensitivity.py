"""The sensitivity table: numbers by other rules, and whether the choice matters."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.registry import MEASURES
from pmo_analytics.catalogue.sensitivity import headlines, sensitivity_frame, sensitivity_rows
from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.options import OPTIONS
from pmo_analytics.metrics.projects import find_scope

pytestmark = pytest.mark.slow

AS_OF = date(2026, 1, 25)
# From 2026-01-05, a Monday: 2, 3, 4, 5, 6, 12 and 20 days by the rule of the house.
BOARD = """
    item | at         | status
    A-1  | 2026-01-05 | In Progress
    A-1  | 2026-01-06 | Done
    A-2  | 2026-01-05 | In Progress
    A-2  | 2026-01-07 | Done
    A-3  | 2026-01-05 | In Progress
    A-3  | 2026-01-08 | Done
    A-4  | 2026-01-05 | In Progress
    A-4  | 2026-01-09 | Done
    A-5  | 2026-01-05 | In Progress
    A-5  | 2026-01-10 | Done
    A-6  | 2026-01-01 | In Progress
    A-6  | 2026-01-03 | To Do
    A-6  | 2026-01-05 | In Progress
    A-6  | 2026-01-16 | Done
    A-7  | 2026-01-05 | In Progress
    A-7  | 2026-01-10 | Done
    A-7  | 2026-01-12 | In Review
    A-7  | 2026-01-24 | Done
"""
COLUMNS_ONLY = "item | created | started\nA-1 | 2026-01-05 | 2026-01-06"
P85 = "cycle time, P85"


@pytest.fixture
def told(board_warehouse):
    def ask(board):
        with board_warehouse.holding([board], until=AS_OF) as connection:
            scope, day = find_scope(connection), Calendar(connection).as_of(AS_OF)
            return list(sensitivity_rows(Evidence(connection), scope=scope, as_of=day))

    return ask


def test_every_number_is_told_by_the_rule_of_the_house_and_by_others(told):
    rows = {row.rule: row for row in told(BOARD) if row.number == P85}
    house = next(row for row in rows.values() if row.is_house_rule)
    assert (house.value, house.difference, house.n, house.matters) == (12, 0, 7, False)
    assert {rule: row.value for rule, row in rows.items() if row is not house} == {
        "interpolated between two items": pytest.approx(12 + 0.1 * 8),
        "elapsed days: the last less the first": 11,
        "working days": 10,
        "from the first start, though sent back to do since": 16,
        "reopened items left out": 12,
        "items finished in the last 90 days": 12,
        "from the stage Review": 1,
        "from the creation of the item": 16,
    }


def test_difference_is_to_the_rule_of_the_house(told):
    row = next(row for row in told(BOARD) if row.rule == "working days")
    assert row.difference == -2
    assert row.difference_share == pytest.approx(-2 / 12)
    assert row.matters


def test_difference_of_less_than_a_tenth_does_not_matter(told):
    row = next(row for row in told(BOARD) if row.rule == "elapsed days: the last less the first")
    assert row.difference == -1
    assert not row.matters


def test_number_that_is_not_measurable_stands_there_once_with_its_reason(told):
    rows = [row for row in told(COLUMNS_ONLY) if row.number == "flow efficiency"]
    assert [(row.value, row.matters, row.is_house_rule) for row in rows] == [(None, False, True)]
    assert rows[0].reason


def test_frame_is_by_number_and_rule(told):
    rows = told(BOARD)
    frame = sensitivity_frame(iter(rows))
    assert frame.index.names == ["number", "rule"]
    assert frame.index.is_unique
    assert len(frame) == len(rows)
    assert frame["is_house_rule"].sum() == len(headlines(()))


def test_rules_are_options_and_columns_that_metrics_have():
    for headline in headlines(("Review",)):
        for rule in (headline.house, *headline.others):
            definition = MEASURES[rule.metric]
            assert set(rule.options) <= set(definition.options), rule.words
            assert all(OPTIONS[name].takes(value) for name, value in rule.options.items())
            assert callable(rule.value) or rule.value in definition.values, rule.words
