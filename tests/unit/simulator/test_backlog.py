from datetime import timedelta

import pytest

from data.simulator.backlog import backlog_entries
from data.simulator.people import office_time


def entries_of(portfolio, name):
    project = next(p for p in portfolio.projects if p.project_id == name)
    return project, backlog_entries(portfolio, project, office_time(portfolio, project))


def test_backlog_of_the_first_day_is_imported_within_an_hour(portfolio):
    project, entries = entries_of(portfolio, "ATLAS")
    moments = [e.created_at for e in entries if e.is_initial and not e.epic.story]
    assert moments == sorted(moments)
    assert moments[0].date() == project.first_day
    assert moments[-1] - moments[0] < timedelta(hours=1)


def test_a_place_in_a_title_makes_one_item_for_each_place(portfolio):
    _, entries = entries_of(portfolio, "DUNE")
    titles = [e.title for e in entries if e.title.startswith("Number the breakers at ")]
    assert titles == [f"Number the breakers at {place}" for place in portfolio.places]
    assert not [e.title for e in entries if "{place}" in e.title or "{route}" in e.title]


def test_bugs_and_ideas_arrive_one_by_one_in_working_hours(portfolio):
    project, entries = entries_of(portfolio, "CORAL")
    late = [e.created_at for e in entries if not e.is_initial]
    assert late == sorted(late)
    assert all(a.weekday() < 5 and 8 <= a.hour < 17 for a in late)
    weeks = (late[-1].date() - project.first_day).days / 7
    assert len(late) / weeks == pytest.approx(project.arrivals_per_week, rel=0.35)


def test_no_project_in_time_runs_out_of_arrivals_before_the_export(portfolio):
    for project in portfolio.projects:
        if project.planned_finish < portfolio.as_of:  # finished, or late
            continue
        _, entries = entries_of(portfolio, project.project_id)
        last = max(e.created_at for e in entries if not e.is_initial)
        assert last.date() >= portfolio.as_of - timedelta(days=28)


def test_scope_grows_in_batches_between_the_two_dates(portfolio):
    project, entries = entries_of(portfolio, "ATLAS")
    story = project.stories[0]
    growth = [e.created_at for e in entries if e.epic.story]
    assert len(growth) == 33
    assert growth[0].date() >= story.from_date
    assert growth[-1].date() <= story.to_date + timedelta(days=21)
    days = {moment.date() for moment in growth}
    assert 5 <= len(days) <= 20
