"""What blocks the work stands on the page with its cause, who waits and what a week costs."""

from __future__ import annotations

from review_reader import words_of
from sample_portfolio import sample_review


def test_the_switchgear_that_blocks_since_january_stands_on_the_portfolio_page():
    section = sample_review().section("blockers")
    assert str(section.title) == "Ember shore power waits for switchgear maker, at least 245 days"
    (table,) = section.blocks
    assert [str(cell.text) for cell in table.rows[0]] == [
        "switchgear maker",
        "Commission the 11 kV switchgear at Northquay (Ember shore power)",
        "at least 245 days",
        "Gannet electric crossings",
        "£27k",
    ]


def test_who_waits_reads_it_on_its_own_page_and_who_does_not_reads_nothing():
    gannet = sample_review("project_health", scope="GANNET").section("blockers")
    assert "switchgear maker" in words_of(gannet)
    assert sample_review("project_health", scope="HELM").section("blockers") is None
