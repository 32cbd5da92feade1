"""A review as of a day uses nothing that was only known later, or says so."""

from __future__ import annotations

from datetime import date

import pytest
from asking import ask, row_of, same
from cut_folder import cut_folder
from hypothesis import assume, given
from hypothesis import strategies as st
from sample_portfolio import SHIPPED_SAMPLE, sample, sample_review
from tries import tries

from pmo_analytics.content import Review
from pmo_analytics.portfolio import Portfolio, open_portfolio
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

pytestmark = pytest.mark.slow

# With the weekly exports of one source alone, between two of them, and on the day of one.
DAYS = ("2026-07-01", "2026-07-31", "2026-09-02", "2026-09-29")
PROJECTS = ("EMBER", "GANNET")  # the others have their only export on the last day
# The page of all projects takes as long as the rest together: `make prove` compares it on each day.
DAYS_OF_ALL = DAYS[: tries(2)]


def later_knowledge(
    now: Portfolio, full: Review, cut: Review, then: Portfolio | None = None
) -> list[str]:
    """Return the facts that the full folder knows otherwise than the folder as it was."""
    known = {name: fact for name, fact in full.facts.items() if not fact.is_reconstructed}
    found = [
        f"{name}: {fact.value}, then {cut.facts[name].value if name in cut.facts else 'not there'}"
        for name, fact in known.items()
        if not (
            same(fact.value, cut.facts[name].value)
            if name in cut.facts
            else then is not None and _is_known(then, fact)  # another row took its place
        )
    ]
    # What is reconstructed may take the place of a row on the page; asked for, it is the same.
    gone = [cut.facts[name] for name in sorted(cut.facts.keys() - full.facts.keys())]
    return found + [f"{fact.fact_id}: only then" for fact in gone if not _is_known(now, fact)]


def _is_known(now: Portfolio, fact: Fact) -> bool:
    """Tell whether a fact is the same now, or said to be reconstructed."""
    source = fact.source
    result = ask(now, source)
    if result.is_reconstructed:
        return True
    told = row_of(result.frame, source) if source.row else result.values
    return same(told[source.column], fact.value)


@pytest.mark.parametrize("day", DAYS)
def test_the_sample_as_of_a_day_is_the_sample_as_it_was(day, tmp_path):
    cut = cut_folder(SHIPPED_SAMPLE, tmp_path / "cut", date.fromisoformat(day))
    then = open_portfolio(cut, as_of=day)
    compared = 0
    for project in PROJECTS:
        full = sample_review("project_health", scope=project, as_of=day)
        cut_off = then.review("project_health", project=project)
        assert later_knowledge(sample(day), full, cut_off, then) == []
        compared += sum(not fact.is_reconstructed for fact in full.facts.values())
    assert compared > 100
    if day in DAYS_OF_ALL:
        assert later_knowledge(sample(day), sample_review(as_of=day), then.review(), then) == []


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
    with board_review(board_warehouse, board, exports=[then], day=day) as (_, cut_off):
        assert cut_off.facts
    with board_review(board_warehouse, board, exports=[then, later], day=day) as (now, full):
        assert not all(fact.is_reconstructed for fact in full.facts.values())
        assert later_knowledge(now, full, cut_off) == []
