"""What teams have in progress at once, and the question to stop starting."""

from __future__ import annotations

import pytest
from portfolio_folders import untold
from sample_portfolio import sample, sample_review

from pmo_analytics import Change
from pmo_analytics.catalogue.team_work import LEAST_PEOPLE

pytestmark = pytest.mark.slow


def teams(portfolio=None, **scope):
    frame = (portfolio or sample()).metric("team_work", **scope).frame
    return {row["team"]: row for row in frame.to_dict("records")}


def test_the_teams_that_have_much_at_once_and_old_are_found_and_no_others():
    stopping = {name for name, row in teams().items() if row["is_to_stop"]}
    assert stopping == {"Berths", "Energy"}


def test_a_team_is_told_of_with_all_that_it_has_in_whichever_project_it_is_asked():
    assert teams(project="EMBER")["Energy"] == teams(project="GANNET")["Energy"]
    assert teams()["Energy"]["project_ids"] == ["EMBER", "GANNET"]
    assert "Berths" not in teams(project="EMBER")


def test_no_team_of_few_people_and_no_person_is_told_of():
    found = sample().metric("team_work")
    assert found.frame["person_count"].min() >= LEAST_PEOPLE
    assert {name for name in found.frame if "person" in name} == {"person_count", "wip_per_person"}
    assert "Crew systems" not in teams()
    helm = sample().metric("team_work", project="HELM")
    assert helm.reason.startswith("an average of fewer than 5 people tells of persons; the team ")
    assert "the team has 4. To tell it, name teams" in helm.reason


def asked_of(project: str, team: str):
    section = sample_review("project_health", scope=project).section("decisions")
    found = {one.decision_id: one for one in section.blocks[0].decisions}
    return found.get(f"{team}.focus")


def test_the_page_asks_the_team_to_stop_starting_and_says_why():
    asked = asked_of("BOREAL", "Berths")
    row = teams()["Berths"]
    assert str(asked.question) == (
        "Should the people of Berths start nothing new until they have 8 items in progress "
        "instead of 26?"
    )
    assert (row["limit_count"], row["wip_count"]) == (8, 26)
    assert str(asked.reason).startswith("They have 3.3 items each; 7 of 26 are older than")
    assert [str(option.name) for option in asked.options] == [
        "Start nothing before 8 are in progress",
        "Do nothing",
    ]


@pytest.mark.parametrize(
    ("team", "projects", "limits"),
    [("Berths", ("BOREAL",), (8,)), ("Energy", ("EMBER", "GANNET"), (9, 7))],
)
def test_the_effect_of_the_limit_is_that_of_the_what_if(team, projects, limits):
    options = sample().metric("decision_options").frame
    (option,) = options[
        (options["decision_id"] == f"{team}.focus") & (options["kind_name"] == "limit")
    ].to_dict("records")
    changes = [Change(one, wip_limit=limit) for one, limit in zip(projects, limits, strict=True)]
    effects = [sample().what_if(*changes, project=one).likely.total for one in projects]
    assert min(effects) - 1 <= -option["likely_earlier_days"] <= max(effects) + 1
    assert (
        option["through_weeks"] == teams()[team]["wip_count"] / teams()[team]["finished_per_week"]
    )


def test_without_the_reviewers_who_moved_nobody_asks_the_team_of_boreal_to_stop():
    assert not teams(untold())["Berths"]["is_to_stop"]
