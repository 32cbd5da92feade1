"""Smaller things than projects: epics, releases, sprints and single items of the sample."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from given_answers import AS_OF, GivenAnswers, as_of
from sample_portfolio import PROJECTS, sample

from pmo_analytics.catalogue.parts import items_of_milestone
from pmo_analytics.errors import UnknownNameError, UsageError
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import ItemFilter


@pytest.mark.parametrize("project", PROJECTS)
def test_no_part_ends_later_than_its_project(project):
    whole = sample().forecast(project=project)
    for row in sample()._evidence.detail("part_forecasts", *_asked(project)):
        for probability, name in ((LIKELY, "likely_date"), (SURE, "sure_date")):
            both = (row[name], whole.when(probability))
            assert None in both or both[0] <= both[1], row["part_name"]


def _asked(project):
    evidence = sample()._evidence
    return (evidence.scope(project=project),), sample().as_of


def test_open_items_of_all_epics_are_those_that_have_one():
    rows = sample()._evidence.detail("part_forecasts", *_asked("EMBER"))
    open_items = sample().sql(
        "select count(*) as n from items where project_id = 'EMBER' and level = 'item' "
        "and state in ('to_do', 'in_progress') and epic_key is not null"
    )
    assert sum(row["open_count"] for row in rows) == open_items["n"][0] > 0


def test_epic_is_the_same_by_the_forecast_of_the_page_and_of_a_call():
    (row,) = (
        row
        for row in sample()._evidence.detail("part_forecasts", *_asked("ATLAS"))
        if row["part"] == "ATLAS-155"
    )
    called = sample().forecast(project="ATLAS", epics=["ATLAS-155"])
    assert (row["basis_name"], row["likely_date"]) == ("pace", called.when(LIKELY))
    assert row["open_count"] == called.open_items > 0


def test_what_has_no_pace_of_its_own_is_dated_by_its_place():
    rows = sample()._evidence.detail("part_forecasts", *_asked("ATLAS"))
    placed = [row for row in rows if row["basis_name"] == "place"]
    assert placed
    assert all(row["likely_date"] for row in placed)
    undated = [row for row in rows if row["likely_date"] is None]
    assert all(row["doubt_name"] for row in undated)


def test_later_places_of_the_backlog_are_less_likely():
    found = sample().metric("backlog_by_rank", project="ATLAS")
    rows = sample()._evidence.detail("backlog_by_rank", *_asked("ATLAS"))
    places = [row["place_count"] for row in rows]
    chances = [row["chance_share"] for row in rows]
    assert places == list(range(1, len(places) + 1))
    assert chances == sorted(chances, reverse=True)
    likely, sure = found.values["likely_done_count"], found.values["sure_done_count"]
    assert sure == sum(chance >= SURE for chance in chances)
    assert likely >= sum(chance >= LIKELY for chance in chances)
    assert sure < likely <= found.values["open_count"]


def test_later_day_of_the_backlog_is_asked_for():
    by_november = sample().metric("backlog_by_rank", project="ATLAS").value
    by_october = sample().metric("backlog_by_rank", project="ATLAS", target_date="2026-10-15")
    assert by_october.values["by_date"] == date(2026, 10, 15)
    assert by_october.value < by_november


def test_without_ranks_the_backlog_says_what_to_add():
    found = sample().metric("backlog_by_rank", project="GANNET")
    assert found.value is None
    assert "add the Rank column" in found.reason


def test_sprint_is_finished_less_likely_than_a_part_of_it():
    values = sample().metric("sprint_forecast", project="ATLAS").values
    assert values["sprint_name"] == "ATLAS Sprint 27"
    assert 0 < values["sprint_chance_share"] < LIKELY  # so not all are likely
    assert values["sure_finished_count"] <= values["likely_finished_count"] < values["left_count"]


def test_without_a_running_sprint_there_is_nothing_to_measure():
    found = sample().metric("sprint_forecast", project="HELM")
    assert found.value is None
    assert found.reason


def test_chance_of_the_service_level_equals_kaplan_and_meier_written_out():
    evidence, (scopes, day) = sample()._evidence, _asked("GANNET")
    rows = evidence.detail("service_level_chance", scopes, day)
    level = sample().metric("service_level_chance", project="GANNET").values["level_days"]
    took = [row["cycle_days"] for row in evidence.detail("cycle_time", scopes, day)]
    took = [days for days in took if days is not None]
    ages = [row["age_days"] for row in rows]
    assert len(rows) > 1

    def longer_than(days: int) -> Fraction:
        share = Fraction(1)
        for end in sorted({one for one in took if one <= days}):
            at_risk = sum(one >= end for one in (*took, *ages))
            share *= 1 - Fraction(took.count(end), at_risk)
        return share

    for row in rows:
        age = row["age_days"]
        expected = 0 if age > level else 1 - longer_than(level) / longer_than(age)
        assert row["chance_share"] == pytest.approx(float(expected)), row["item_key"]


def test_older_items_keep_the_service_level_less_likely():
    rows = sample()._evidence.detail("service_level_chance", *_asked("GANNET"))
    by_age = [row["chance_share"] for row in sorted(rows, key=lambda row: row["age_days"])]
    assert by_age == sorted(by_age, reverse=True)
    doubtful = sample().metric("service_level_chance", project="GANNET").values
    assert doubtful["doubtful_count"] == sum(chance < LIKELY for chance in by_age)


def test_changes_are_asked_of_the_forecast_of_the_page():
    fewer = Change("ATLAS", name="fewer items", items=-8)
    faster = Change("ATLAS", name="more pace", pace_factor=1.25)
    found = sample().what_if(fewer, faster, project="ATLAS")
    before = sample().forecast(project="ATLAS").when(LIKELY)
    assert found.before.by_scope["ATLAS"].when(LIKELY) == before
    shifted = found.after.by_scope["ATLAS"].when(LIKELY)
    assert (shifted - before).days == found.likely.total < 0
    assert sum(part.amount for part in found.likely.parts) == pytest.approx(found.likely.total)


def test_changes_of_what_has_no_forecast_are_refused():
    with pytest.raises(UsageError, match="DUNE has no forecast"):
        sample().what_if(Change("DUNE", items=-1), project="DUNE")
    with pytest.raises(UnknownNameError):
        sample().what_if(project="no such project")


# --- a milestone that is called like an epic or a release -------------------------------------


def milestones():
    row = {"scope": "ATLAS", "as_of": AS_OF, "kind": "release", "part": "2.0"}
    rows = [{**row, "milestone_id": "M-2"}, {**row, "part": "3.0", "milestone_id": None}]
    return GivenAnswers(rows={"parts_as_of": rows})


def test_a_milestone_stands_for_the_items_of_what_is_called_like_it():
    found = items_of_milestone(milestones(), project_scope("ATLAS"), as_of(AS_OF), "M-2")
    assert found == ItemFilter(releases=("2.0",))


def test_a_milestone_that_nothing_is_called_like_is_refused():
    with pytest.raises(UnknownNameError, match='Did you mean "M-2"'):
        items_of_milestone(milestones(), project_scope("ATLAS"), as_of(AS_OF), "M-3")
    with pytest.raises(UnknownNameError, match='No open milestone "AT-1" of ATLAS'):
        sample().forecast(project="ATLAS", milestone="AT-1")
