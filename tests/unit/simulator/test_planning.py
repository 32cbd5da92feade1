from collections import Counter

import pytest

from data.simulator.people import office_time
from data.simulator.planning import plan_items


def test_keys_are_given_in_order_of_creation(planned):
    numbers = [int(item.key.rpartition("-")[2]) for item in planned["ATLAS"]]
    assert numbers == sorted(numbers)
    assert planned["BOREAL"][0].key == "BOREAL-101"


def test_names_and_keys_are_unique(planned):
    for items in planned.values():
        assert len({item.name for item in items}) == len({item.key for item in items}) == len(items)


def test_parents_exist_and_are_older(planned):
    for items in planned.values():
        by_name = {item.name: item for item in items}
        for item in items:
            if item.parent_name:
                assert by_name[item.parent_name].created_at <= item.created_at
        assert {item.level for item in items if not item.parent_name} == {"epic"}


def test_only_navigator_stories_have_sub_tasks(planned):
    parents = {i.name: i for i in planned["ATLAS"]}
    tasks = [item for item in planned["ATLAS"] if item.level == "sub-task"]
    assert tasks
    assert {parents[task.parent_name].item_type for task in tasks} == {"Story"}
    assert not [item for item in planned["BOREAL"] if item.level == "sub-task"]


def test_work_that_is_older_than_the_tracker_starts_in_its_stage(portfolio, planned):
    for project in portfolio.projects:
        stages = portfolio.workflows[project.workflow].stages
        items = planned[project.project_id]
        found = Counter(
            stages[i.fate.starts_in].name for i in items if i.fate.starts_in is not None
        )
        assert found == project.started_on_first_day


def test_due_dates_are_fridays_after_creation(planned):
    items = [item for items in planned.values() for item in items if item.due_date]
    assert {item.due_date.weekday() for item in items} == {4}
    assert all(item.due_date > item.created_at.date() for item in items)
    assert all(item.due_date for item in items if item.due_moved_by_days)


def test_shares_of_due_dates_and_estimates_are_near_their_rates(portfolio, planned):
    items = [item for item in planned["BOREAL"] if item.level == "item"]
    due = sum(item.due_date is not None for item in items) / len(items)
    assert due == pytest.approx(portfolio.projects[1].rates.has_due_date, abs=0.12)
    assert 0.8 < sum(item.points is not None for item in items) / len(items) < 0.95


def test_urgent_bugs_jump_the_queue(planned):
    late = [i for i in planned["BOREAL"] if i.level == "item" and "/bugs/" in i.name]
    assert {i.rank == 0.0 for i in late if i.priority in ("High", "Highest")} == {True}
    assert not [i for i in late if i.rank == 0.0 and i.priority not in ("High", "Highest")]


def test_taking_a_story_out_leaves_the_plans_and_keys_of_all_others(portfolio, planned):
    other = portfolio.without("resident scheme")
    atlas = other.projects[0]
    without = plan_items(other, atlas, office_time(other, atlas))
    assert without == tuple(item for item in planned["ATLAS"] if not item.story)
    assert len(planned["ATLAS"]) > len(without)
