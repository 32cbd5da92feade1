"""The settings, and the names that need none, are written as the models read them."""

from __future__ import annotations

import pytest

from pmo_analytics.settings import Workflow, parse_settings
from pmo_analytics.warehouse.landed_settings import land_settings, stage_states
from pmo_analytics.warehouse.landing import create_landing_tables


def stages(*pairs, **settings):
    listed = [{"name": name, "category": category, "statuses": [name]} for name, category in pairs]
    return parse_settings({"workflow": {"stages": listed, **settings}}).workflow


FLOW = (("Ideas", "to_do"), ("Design", "active"), ("Wait", "waiting"), ("Ship", "done"))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ["to_do", "in_progress", "in_progress", "done"]),
        ({"start_stage": "Wait"}, ["to_do", "to_do", "in_progress", "done"]),
        ({"start_stage": "Ideas"}, ["in_progress", "in_progress", "in_progress", "done"]),
        ({"finish_stage": "Wait"}, ["to_do", "in_progress", "done", "done"]),
        (
            {"start_stage": "Wait", "finish_stage": "Ship"},
            ["to_do", "to_do", "in_progress", "done"],
        ),
    ],
)
def test_start_and_finish_stage_decide_over_categories(settings, expected):
    assert list(stage_states(stages(*FLOW, **settings)).values()) == expected


def test_done_stage_before_the_finish_stage_is_in_progress():
    flow = stages(*FLOW, ("Live", "done"), finish_stage="Live")
    assert list(stage_states(flow).values())[-2:] == ["in_progress", "done"]


def test_cancelled_stage_stays_so_on_either_side_of_start_and_finish():
    stages = [
        {"name": "Shelf", "category": "cancelled", "statuses": ["Shelved"]},
        {"name": "Build", "category": "active", "statuses": ["Build"]},
        {"name": "Live", "category": "done", "statuses": ["Live"]},
        {"name": "Bin", "category": "cancelled", "statuses": ["Binned"]},
    ]
    settings = {"stages": stages, "start_stage": "Build", "finish_stage": "Live"}
    assert stage_states(Workflow.model_validate(settings)) == {
        **{"Shelf": "cancelled", "Build": "in_progress"},
        **{"Live": "done", "Bin": "cancelled"},
    }


def test_settings_land_folded_and_by_scope(connection):
    create_landing_tables(connection)
    settings = parse_settings(
        {
            "workflow": {"stages": [{"name": "Fini", "category": "done", "statuses": ["Terminé"]}]},
            "sources": {
                "jira": {
                    "item_url": "https://tracker.example/browse/{key}",
                    "workflow": {"cancelled_resolutions": ["Abandonné"]},
                }
            },
        }
    )
    land_settings(connection, settings, sources=["jira", "board", "jira"])
    placed = connection.execute("select scope_kind, status_folded, state from setting_stages")
    assert placed.fetchall() == [("all", "termine", "done")]
    cancelled = connection.execute(
        "select scope_name from setting_cancelled_resolutions where resolution_folded = 'abandonne'"
        " and scope_kind = 'source'"
    )
    assert cancelled.fetchall() == [("jira",)]
    urls = connection.execute("from setting_sources order by source").fetchall()
    assert urls == [("board", ""), ("jira", "https://tracker.example/browse/{key}")]


def test_names_that_mean_something_are_known_without_accents_and_case(connection):
    create_landing_tables(connection)
    land_settings(connection, parse_settings({}), sources=[])
    known = dict(
        connection.execute("select status_folded, category from known_statuses").fetchall()
    )
    assert known["a faire"] == "to_do"
    assert known["in progress"] == "active"
    assert known["erledigt"] == "done"
    assert "parked" not in known
