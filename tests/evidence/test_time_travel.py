"""A review as of a day uses nothing that was only known later, or says so."""

from __future__ import annotations

from datetime import date

import pytest
from asking import same
from cut_folder import cut_folder
from hypothesis import assume, given
from hypothesis import strategies as st
from sample_portfolio import SHIPPED_SAMPLE, sample

from pmo_analytics.catalogue.registry import find_measure
from pmo_analytics.content import Review
from pmo_analytics.portfolio import open_portfolio
from pmo_analytics.values import Fact
from pmo_analytics.warehouse.moments import end_of_day, local_day
from tests.evidence.boards import board_review
from tests.spec.board import read_header, read_table
from tests.unit.metrics.boards import BEGIN, STEP, STEPS, histories
from tests.unit.metrics.test_invariants import (
    _as_text,
    _known_by,
    _moment,
    landed,
    no_clock,
)

# With the weekly exports of one source alone, between two of them, and on the day of one.
DAYS = ("2026-07-01", "2026-07-31", "2026-09-02", "2026-09-29")
PROJECTS = ("EMBER", "GANNET")  # the others have their only export on the last day


def later_knowledge(full: Review, cut: Review) -> list[str]:
    """Return the facts that the full folder knows otherwise than the folder as it was."""
    known = {name: fact for name, fact in full.facts.items() if not fact.is_reconstructed}
    found = [
        f"{name}: {fact.value}, then {cut.facts[name].value if name in cut.facts else 'not there'}"
        for name, fact in known.items()
        if name not in cut.facts or not same(fact.value, cut.facts[name].value)
    ]
    # Which rows of a measure are told, and in what order, may hang on a reconstruction.
    reconstructed = {fact.source.measure for fact in full.facts.values() if fact.is_reconstructed}
    gone = [cut.facts[name] for name in sorted(cut.facts.keys() - full.facts.keys())]
    return found + [
        f"{fact.fact_id}: only then"
        for fact in gone
        if not _is_known_only_now(fact) and fact.source.measure not in reconstructed
    ]


def _is_known_only_now(fact: Fact) -> bool:
    return find_measure(fact.source.measure).is_known_only_now


@pytest.mark.parametrize("day", DAYS)
def test_the_sample_as_of_a_day_is_the_sample_as_it_was(day, tmp_path):
    cut = cut_folder(SHIPPED_SAMPLE, tmp_path / "cut", date.fromisoformat(day))
    then = open_portfolio(cut, as_of=day)
    compared = 0
    for project in PROJECTS:
        full = sample(day).review("project_health", project=project)
        assert later_knowledge(full, then.review("project_health", project=project)) == []
        compared += sum(not fact.is_reconstructed for fact in full.facts.values())
    assert later_knowledge(sample(day).review(), then.review()) == []
    assert compared > 100


@no_clock
@given(board=histories(), cut=st.integers(STEPS // 2, STEPS))
def test_a_board_as_of_a_moment_is_the_board_as_it_was(board, cut, board_warehouse):
    day = local_day(BEGIN + cut * STEP, board.zone)
    moment = end_of_day(day, board.zone)
    rows = [
        _known_by(row, moment) for row in read_table(board.text) if _moment(row["at"]) <= moment
    ]
    assume(rows)
    then = landed(board, text=_as_text(read_header(board.text), rows), taken=moment)
    later = landed(board)
    with board_review(board_warehouse, board, exports=[then, later], day=day) as (_, full):
        assert not all(fact.is_reconstructed for fact in full.facts.values())
    with board_review(board_warehouse, board, exports=[then], day=day) as (_, cut_off):
        assert later_knowledge(full, cut_off) == []
