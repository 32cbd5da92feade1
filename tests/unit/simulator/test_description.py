import tomllib
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from pydantic import ValidationError

from data.simulator.description import PORTFOLIO_FOLDER, PeopleMoved, Promised, Rates
from pmo_analytics.settings import read_settings


def test_portfolio_has_three_programmes_ten_projects_and_every_road_of_history(portfolio):
    names = "ATLAS BOREAL CORAL DUNE EMBER FJORD GANNET HELM INLET JETTY"
    assert [p.project_id for p in portfolio.projects] == names.split()
    assert len({p.registers["projects"][0]["programme"] for p in portfolio.projects}) == 3
    assert [s.dialect for s in portfolio.sources] == [
        "navigator",
        "change_history",
        "weekly_navigator",
        "stage_dates",
    ]


def test_a_weekly_source_is_exported_on_the_same_day_of_each_week(portfolio):
    exports = portfolio.source("energy").exports
    assert len(exports) == len(set(exports.values())) == 16
    assert list(exports)[-1] == portfolio.source("energy").taken_at
    assert {after - before for before, after in pairwise(exports)} == {timedelta(weeks=1)}
    assert exports[datetime(2026, 8, 5, 17, 5)] == "energy-2026-08-05T17-05.csv"


def test_unknown_key_is_refused():
    with pytest.raises(ValidationError, match="reworked"):
        Rates(reworked=0.2)


def test_leaving_a_story_out_changes_a_copy(portfolio):
    other = portfolio.without("reviewers moved")
    boreal = next(p for p in other.projects if p.project_id == "BOREAL")
    assert {story.kind for story in boreal.told_stories} == {"written"}
    assert isinstance(portfolio.projects[1].told_stories[0], PeopleMoved)


def test_stories_name_people_skills_and_epics_that_exist(portfolio):
    everybody = {person.name for project in portfolio.projects for person in project.people}
    for project in portfolio.projects:
        names = {person.name for person in project.people}
        skills = {skill for person in project.people for skill in person.skills}
        told = {story.name for story in project.stories}
        assert {epic.story for epic in project.epics} - {""} <= told
        for story in project.stories:
            is_of_others = isinstance(story, Promised)
            assert set(getattr(story, "people", ())) <= (everybody if is_of_others else names)
            assert {getattr(story, "skill", "test")} <= skills


def test_every_stage_has_somebody_who_can_work_in_it(portfolio):
    for project in portfolio.projects:
        stages = portfolio.workflows[project.workflow].stages
        assert set(project.work) == {stage.name for stage in stages}
        skills = {skill for person in project.people for skill in person.skills}
        assert {stage.skill for stage in stages} <= skills


def test_titles_of_a_project_are_all_different(portfolio):
    for project in portfolio.projects:
        titles = [
            title
            for epic in project.epics
            for title in (*epic.stories, *epic.tasks, *epic.known_bugs, *epic.bugs, *epic.ideas)
        ]
        assert len(titles) == len(set(titles))


def test_settings_of_the_sample_are_valid_and_hold_every_status(portfolio):
    settings = read_settings(PORTFOLIO_FOLDER)
    assert settings.portfolio.time_zone == portfolio.time_zone
    for source in portfolio.sources:
        used = {p.workflow for p in portfolio.projects if p.source == source.name}
        (workflow,) = (portfolio.workflows[name] for name in used)
        stages = settings.source(source.name).workflow.stages
        known = {status: stage for stage in stages for status in stage.statuses}
        simulated = {stage.status: stage.wip_limit for stage in workflow.stages}
        waiting = {stage.waiting_status for stage in workflow.stages} - {""}
        renamed = {rename.new_name for rename in source.renames}
        ends = {workflow.to_do_status, workflow.done_status}
        assert set(known) == {*ends, *simulated, *waiting, *renamed}
        assert {s: known[s].wip_limit for s in simulated} == simulated
        assert {known[status].category for status in waiting} == {"waiting"}


def test_settings_of_the_sample_say_nothing_twice():
    table = tomllib.loads((PORTFOLIO_FOLDER / "pmo.toml").read_text(encoding="utf-8"))
    assert set(table) == {"portfolio", "sources"}
