"""Faults of what is to be decided: listed with their place, and the rest is used."""

from __future__ import annotations

import pytest
from two_piers import two_piers

pytestmark = pytest.mark.slow

ACTIONS = "action_id,raised_date,action,owner,project_id,due_date,done_date\n"
WAIT = "D-1,Wait,,,,,,,"


def lines(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


def rejected(portfolio) -> list[tuple]:
    rows = portfolio.sql(
        "select row_number, column_name, text_found, reason from rejects "
        "where path = 'registers/decision_options.csv' order by all"
    )
    return [tuple(row) for row in rows.itertuples(index=False)]


def options_of(portfolio) -> list[str]:
    frame = portfolio.metric("decision_options").frame
    return list(frame.loc[frame["decision_id"] == "D-1", "option_name"])


def test_a_selector_that_reaches_nothing_is_listed_and_the_rest_is_used(tmp_path):
    reaching_nothing = {
        'D-1,Without two,"PIER-904; PIER-999",,,,,,': ("items_out", "PIER-999"),
        "D-1,With a label,PIER-904,label:none,,,,,": ("items_in", "label:none"),
        "D-1,Without an epic,epic:PIER-800,,,,,,": ("items_out", "PIER-800"),
    }
    portfolio = two_piers(tmp_path / "piers", options=lines(*reaching_nothing, WAIT))
    faults = rejected(portfolio)
    assert [fault[1:3] for fault in faults] == list(reaching_nothing.values())
    for fault in faults:
        assert "write the key of an item or of a tracker project" in fault[3]
    names = ["Wait", "With a label", "Without an epic", "Without two"]
    assert sorted(options_of(portfolio)) == names


def test_a_tracker_project_an_item_and_a_source_are_reached(tmp_path):
    rows = "D-1,All,PIER,,,,,,\nD-1,One,pier-904,,,,,,\nD-1,Board,board:PIER,,,,,,\n"
    portfolio = two_piers(tmp_path / "piers", options=rows)
    assert rejected(portfolio) == []
    frame = portfolio.metric("decision_options").frame.set_index("option_name")
    assert dict(frame["out_count"].dropna()) == {"All": 6, "Board": 6, "One": 1}


def test_a_faulty_row_is_listed_with_its_cell_and_left_out(tmp_path):
    faulty = {
        "D-1,Crane,,,,,,CRANE,": "There is no such to_id in dependencies.csv.",
        "D-9,Crane,,,,1,,,": "There is no such decision_id in decisions.csv.",
        "D-1,Fewer than none,,,-2,,,,": "",
        "D-1,No amount,,,,much,,,": "",
        "D-1,No day,,,,,soon,,": "",
        "D-1,Less than nothing,,,,,,,-5": "",
    }
    portfolio = two_piers(tmp_path / "piers", options=lines(*faulty, WAIT))
    faults = rejected(portfolio)
    assert [fault[0] for fault in faults] == list(range(2, 2 + len(faulty)))
    for fault, found in zip(faults, faulty.values(), strict=True):
        assert found in fault[3]
    assert options_of(portfolio) == ["Wait"]


def test_an_option_that_stands_twice_counts_once(tmp_path):
    rows = "D-1,Pay,,,,100,,,\nD-1,Pay,,,,200,,,\n"
    portfolio = two_piers(tmp_path / "piers", options=rows)
    (fault,) = rejected(portfolio)
    assert "earlier row has the same key" in fault[3]
    assert options_of(portfolio) == ["Pay", ""]


def test_actions_past_their_day_are_counted_and_shown_and_the_others_are_not(tmp_path):
    rows = (
        "A-1,2026-08-01,Order piles,Ida,PIER,2026-09-01,\n"
        "A-2,2026-08-01,Ask the board,Ida,,2026-09-12,\n"
        "A-3,2026-08-01,Done in time,Ida,PIER,2026-09-01,2026-08-20\n"
        "A-4,2026-08-01,Not due yet,Ida,PIER,2026-09-13,\n"
        "A-5,2026-08-01,No day,Ida,QUAY,,\n"
        "A-6,2026-09-14,Raised tomorrow,Ida,PIER,2026-09-01,\n"
    )
    portfolio = two_piers(tmp_path / "piers", actions=ACTIONS + rows)
    found = portfolio.metric("overdue_actions")
    assert found.values == {
        "overdue_action_count": 2,
        "open_action_count": 4,
        "longest_overdue_days": 12,
        "oldest_action_days": 43,
        "open_lesson_count": 0,
        "overdue_lesson_count": 0,
    }
    assert found.left_out == {"without a due day": 1}
    (table,) = [
        block
        for block in portfolio.review().section("decisions").blocks
        if "past their due day" in str(getattr(block, "title", ""))
    ]
    assert [str(row[0].text) for row in table.rows] == ["Order piles", "Ask the board"]
    assert [str(row[-1].text) for row in table.rows] == ["12 days", "1 day"]


def test_without_actions_the_register_is_asked_for_and_nothing_is_shown(tmp_path):
    portfolio = two_piers(tmp_path / "piers")
    assert "add the register actions.csv" in portfolio.metric("overdue_actions").reason
    titles = [str(getattr(b, "title", "")) for b in portfolio.review().section("decisions").blocks]
    assert not any("due day" in title for title in titles)
