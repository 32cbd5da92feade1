"""The stories planted in the sample (docs/reference/sample.md) are found in its reports."""

from __future__ import annotations

from datetime import date

import pytest
from review_reader import blocks_of, fact_of, words_of
from sample_portfolio import PROJECTS, sample, sample_review

from pmo_analytics.content import (
    Board,
    Changes,
    Chart,
    DataTable,
    Decision,
    Decisions,
    Matrix,
    MatrixRow,
    Section,
)


def row_of(project: str) -> MatrixRow:
    (matrix,) = blocks_of(sample_review(), Matrix)
    rows = {row.project_id: row for group in matrix.groups for row in group.rows}
    return rows[project]


def value(project: str, measure: str, column: str, day: str = "2026-09-30"):
    review = sample_review("project_health", scope=project)
    return fact_of(review, measure, column, scope=project, as_of=day).value


def panel_of(name: str) -> Chart:
    panels = sample_review().section("pace").blocks[0].panels
    return next(panel for panel in panels if str(panel.title).startswith(name))


def test_atlas_is_a_watermelon():
    pair = row_of("ATLAS").rag
    assert (pair.declared, pair.computed, pair.driver) == ("green", "red", "schedule")
    assert pair.is_watermelon
    headline = sample_review(scope="Passenger Services").headline
    assert "still reports green" in str(headline)


def test_the_date_of_atlas_slipped_away_while_its_pace_stayed():
    assert value("ATLAS", "finish_forecast", "chance_share") < 0.05
    assert value("ATLAS", "finish_move", "moved_days") > 0
    assert not panel_of("Atlas").is_signal
    assert value("ATLAS", "finish_move", "net_added_count") > 0


def test_what_was_added_moved_the_finish_of_atlas_later():
    found = sample().metric("finish_move", project="ATLAS", compared_with="2026-08-31").values
    scope, pace, other = (found[f"{cause}_days"] for cause in ("scope", "pace", "other"))
    assert scope > max(pace, other, 0)
    assert scope + pace + other == found["moved_days"]


def asked_of(project: str, decision_id: str) -> Decision:
    """Return a decision as the report of a project asks for it."""
    section = sample_review("project_health", scope=project).section("decisions")
    found = {one.decision_id: one for one in section.blocks[0].decisions}
    return found[decision_id]


def recommended(asked: Decision) -> list[str]:
    return [str(option.name) for option in asked.options if option.is_recommended]


def test_the_options_of_atlas_are_estimated_and_the_rule_agrees_with_the_owner():
    asked = asked_of("ATLAS", "D-08")
    assert recommended(asked) == ["Second release for resident fares"]
    assert "Its owner recommends: Second release for resident fares" in str(asked.reason)
    by_name = {str(option.name): option for option in asked.options}
    best, nothing = by_name["Second release for resident fares"], by_name["Do nothing"]
    assert best.likely_cost < nothing.likely_cost
    assert "£60k of it value lost" in str(best.cost)
    moved = by_name["Keep everything and move the date"]
    assert moved.likely_cost == nothing.likely_cost, "moving the date saves nothing"
    assert "chance of 29 January 2027" in str(moved.effect)


def test_the_berths_left_out_are_weighed_with_what_they_cost_above_the_budget():
    """FJORD is expected on 22 January and its promise is over: no option makes 13 November."""
    asked = asked_of("EMBER", "D-09")
    over = sample().metric("outturn", project="EMBER").values["outturn_over_cost"]
    nothing = asked.options[-1]
    assert f"with £{round(over / 1000)}k above the budget" in str(nothing.cost)
    assert nothing.likely_cost > over
    assert recommended(asked) == ["A second phase for all of them"]
    assert "of the futures doing nothing would cost less" in str(asked.note)
    assert all("2026" not in str(one.effect).partition(",")[0] for one in asked.options)
    assert "Its owner recommends: Northquay and Eastholm only" in str(asked.reason)
    assert len(asked.options) == 4


def test_a_generator_that_moves_no_date_is_not_recommended_and_the_page_says_why():
    asked = asked_of("GANNET", "D-10")
    assert recommended(asked) == []
    assert "Its owner recommends: Hire for three months" in str(asked.reason)
    assert "other work lasts as long as what waits" in str(asked.note)
    hired, moved, waits = asked.options
    assert "counts on what is waited for by 26 October" in str(hired.effect)
    assert str(moved.effect).startswith("What it does to the date is not told: add to decision_")
    assert str(waits.name) == "Wait for Ember", "as the register calls doing nothing"


def test_the_gangways_of_two_harbours_wait_for_spring_and_not_for_a_difference_within_the_futures():
    asked = asked_of("JETTY", "D-18")
    assert recommended(asked) == ["Eastholm and Tarn Bay in spring"]
    assert "doing nothing would cost less" in str(asked.note)


def test_a_blocker_costs_what_is_late_because_it_waits_and_not_all_that_is_late():
    asked = asked_of("EMBER", "EMBER.blocker")
    assert {str(one.cost) for one in asked.options} == {"£0 for Gannet electric crossings"}
    assert sample().metric("forecast_delay_cost", project="GANNET").values["likely_delay_cost"] > 0
    assert "other work lasts as long as what waits" in str(asked.note)


@pytest.mark.parametrize(
    ("project", "other", "then"),
    [
        ("EMBER", "Which of the added berths belong to this year?", "of the futures."),
        ("JETTY", "How do we end the gangways that are late?", "it is likely £766."),
        ("FJORD", "Who gets the commissioning engineers from October to December?", ""),
    ],
)
def test_money_that_two_decisions_count_is_said_to_be_the_same(project, other, then):
    reason = str(asked_of(project, f"{project}.cost").reason)
    assert f"is also part of the costs of “{other}”" in reason
    assert reason.endswith(then)
    assert ("With “" in reason) == bool(then)


def test_engineers_that_save_about_what_they_cost_are_not_recommended():
    asked = asked_of("FJORD", "D-12")
    chances = [str(option.effect).partition("; ")[2].partition("%")[0] for option in asked.options]
    ember_first, fjord_first, hired, nothing = map(int, chances)
    assert ember_first < nothing < fjord_first < hired
    assert recommended(asked) == []
    assert "“Hire two for three months” likely costs" in str(asked.note)
    assert "Energy is promised 104% of its hours from October to December" in str(asked.reason)


def test_the_single_decision_followed_at_helm_is_not_one_of_several():
    words = words_of(sample_review("project_health", scope="HELM").section("decisions"))
    assert "One decision was made in the last 16 weeks; since then the pace has changed" in words


def test_the_hours_of_energy_are_asked_for_once():
    reviews = [sample_review(), *(sample_review("project_health", scope=one) for one in PROJECTS)]
    asked = {
        one.decision_id
        for review in reviews
        for block in blocks_of(review, Decisions)
        for one in block.decisions
    }
    assert "D-12" in asked
    assert "Energy.overload" not in asked


def test_the_date_of_helm_is_asked_about_by_the_suite_and_no_cut_within_reason_keeps_it():
    asked = asked_of("HELM", "HELM.date")
    assert str(asked.question) == (
        "Take back “Lend both” of 10 July, or which date replaces 27 November?"
    )
    names = [str(option.name) for option in asked.options]
    assert recommended(asked) == names[:1] == ["Take back “Lend both” of 10 July"]
    assert names[1].startswith("Keep everything, move the date to ")
    assert names[-1] == "Do nothing"


def test_the_switchgear_that_blocks_ember_is_asked_about_with_its_cause():
    asked = asked_of("EMBER", "EMBER.blocker")
    assert str(asked.question) == (
        "What frees EMBER-25, blocked for at least 245 days by “switchgear maker”?"
    )
    assert str(asked.options[0].name) == "Ask the container terminal for its spare switchgear"
    assert str(asked.options[0].effect).startswith("Gannet electric crossings: likely ")


def test_an_item_that_is_blocked_for_longer_than_it_is_old_says_why():
    stuck = words_of(sample_review("project_health", scope="EMBER").section("stuck"))
    assert "EMBER-25 was blocked before any export shows it in progress" in stuck
    assert "was blocked before" not in words_of(
        sample_review("project_health", scope="ATLAS").section("stuck")
    )


def test_the_milestone_that_slipped_most_stands_with_both_its_dates():
    section = sample_review("project_health", scope="EMBER").section("work")
    assert str(section.subtitle) == "It was first forecast for 26 June and is now for 20 November."


def test_who_decides_for_helm_is_asked_while_its_report_is_old():
    asked = asked_of("HELM", "HELM.report")
    assert str(asked.question) == (
        "Who decides for Helm crew rostering, and renews the report that is 82 days old?"
    )
    assert str(asked.options[0].name).startswith("Name who decides")


def test_money_that_goes_above_the_budget_is_asked_for():
    asked = asked_of("EMBER", "EMBER.cost")
    assert "above the budget" in str(asked.question)
    assert [str(option.name) for option in asked.options] == [
        "Raise the budget by £629k",
        "Do nothing",
    ]
    assert str(asked.options[-1].effect) == (
        "The budget is likely spent by 5 November; it pays for 7 of the 33 open items"
    )


def test_boreal_finished_a_fifth_less_and_that_may_be_chance():
    panel = panel_of("Boreal")
    assert (panel.is_signal, panel.verdict) == (False, "routine")
    recent = sum(panel.columns["finished_count"][-8:]) / 8
    assert 0.7 < recent / panel.options["mean"] < 0.85


def test_helm_slowed_and_that_is_a_signal_whose_cause_is_asked_after():
    panel = panel_of("Helm")
    assert (panel.is_signal, panel.verdict) == (True, "slower for 9 weeks")
    assert row_of("HELM").rag.computed == "red"
    lost = fact_of(sample_review(), "pace_signal", "lost_share", scope="HELM")
    assert 0.6 < lost.value < 0.8
    said = words_of(sample_review("project_health", scope="HELM").section("pace"))
    assert "It finishes less than normal" in said
    assert "“Lend two builders to the storm-damage survey?” was answered “Lend both”. " in said
    assert "To ask: is that why?" in said


def test_since_its_builders_were_lent_items_of_helm_take_longer_in_build():
    assert value("HELM", "time_signal", "change_date") == date(2026, 7, 16)
    said = words_of(sample_review("project_health", scope="HELM").section("pace"))
    assert "Items finished since 16 July took 38 days on average" in said
    assert "In “Build” alone they stay 8 days longer." in said


def test_the_date_of_helm_is_told_without_the_items_that_nobody_touched():
    said = words_of(sample_review("project_health", scope="HELM").section("data"))
    assert "5 open items may not be open" in said
    assert "Without them the likely finish would be 21 January" in said
    assert "The colour of the date stays" in said


def test_coral_jumped_and_that_is_noise():
    panel = panel_of("Coral")
    assert not panel.is_signal
    assert panel.verdict == "routine"
    counts = panel.columns["finished_count"]
    assert counts[-1] > 2 * counts[-2], "the jump is in the data"
    said = words_of(sample_review("project_health", scope="CORAL").section("pace"))
    assert "it needs no explanation and no action" in said
    assert "To ask" not in said
    assert row_of("CORAL").rag.computed == "green"


def test_dune_has_finished_nothing_and_that_is_said():
    row = row_of("DUNE")
    assert row.rag.computed == "grey"
    assert row.rag.declared == "green"
    assert not row.rag.is_watermelon
    assert row.forecast.likely_date is None
    assert "nothing has been finished yet" in row.forecast.reason
    headline = str(sample_review("project_health", scope="DUNE").headline)
    assert "has finished nothing yet" in headline


def test_the_overdue_decision_is_found():
    """Without a forecast it costs nothing that is known; overdue, it stands first all the same."""
    section = sample_review("project_health", scope="DUNE").section("decisions")
    assert str(section.title) == "One decision is overdue"
    (late,) = section.blocks[0].decisions
    assert (late.decision_id, late.due_date) == ("D-06", date(2026, 9, 25))
    assert "overdue by 5 days" in str(late.reason)
    programme = sample_review(scope="Port Operations").section("decisions")
    assert "one is overdue" in str(programme.title)
    portfolio = sample_review().section("decisions")
    assert "one is overdue" in str(portfolio.title)
    first, *_ = portfolio.blocks[0].decisions
    assert first.decision_id == "D-06"
    assert str(first.due) == "Fri 25 Sep, overdue"
    assert "Its options are not known" in str(first.note)


def tables_of(section: Section) -> dict[str, DataTable]:
    tables = (block for block in section.blocks if isinstance(block, DataTable))
    return {str(table.title): table for table in tables}


def test_what_was_decided_is_followed_up_with_chance_and_pace():
    title = "Three decisions were made in the last 16 weeks; since one of them the pace has changed"
    rows = tables_of(sample_review().section("decisions"))[title].rows
    said = {str(row[1].text): [str(cell.text) for cell in row[2:]] for row in rows}
    assert said["Helm crew rostering"][0] == "Lend both"
    assert said["Helm crew rostering"][2] == "over 99% then, 1% now"
    assert said["Helm crew rostering"][3].startswith("Slower: ")
    assert said["Boreal berth planning"][3] == "Within its normal range"
    assert said["Atlas booking renewal"][2] == "99% then, 4% now"


def test_actions_that_nobody_did_are_on_the_page():
    table = tables_of(sample_review().section("decisions"))["Six actions are past their due day"]
    assert str(table.rows[0][0].text) == "Write the handover of the lead for his leave"
    assert [str(row[-1].text) for row in table.rows[:2]] == ["82 days", "47 days"]


def test_a_planted_fault_of_the_register_is_not_a_fault_of_the_report():
    files = {file.path: file for file in sample_review().provenance.files}
    (jira,) = [file for path, file in files.items() if "/jira/" in path]
    assert jira.rejected == 1  # a row that stands twice
    assert "registers/decisions.csv" in files


@pytest.mark.parametrize("project", ["ATLAS", "BOREAL", "CORAL", "DUNE"])
def test_each_project_stands_once_among_the_changes(project):
    (changes,) = blocks_of(sample_review(), Changes)
    name = row_of(project).name
    moved = [one.project_name for one in (*changes.worse, *changes.better)]
    kept = " ".join(map(str, changes.unchanged))
    assert moved.count(name) + (name in kept) == 1


def test_the_oldest_card_of_ember_began_on_a_day_that_nobody_knows():
    """EMBER-25 was in progress in the first export: it is at least so old, and stands first."""
    (board,) = blocks_of(sample_review("project_health", scope="EMBER"), Board)
    column = next(one for one in board.columns if one.stage == "Construction")
    first = column.cards[0]
    assert (first.item.text, first.is_age_known, first.is_old) == ("EMBER-25", False, True)
    assert first.age_days > column.cards[1].age_days
