"""What is known of a project: colours, what it reports, and what is not known."""

from __future__ import annotations

from datetime import date

import pytest
from made_facts import AS_OF, made_project

from pmo_analytics.catalogue.judged_projects import STALE_REPORT_DAYS


def test_an_old_export_measures_nothing(project_of_kind):
    project = project_of_kind("stale", side_name="low")
    assert project.is_stale
    assert project.signal == ""
    assert not project.has_normal_range
    assert project.colour == "grey"


def test_before_the_first_item_nothing_is_measured(project_of_kind):
    project = project_of_kind("no_items")
    assert not project.has_normal_range
    assert project.colour == "grey"
    assert project.value("likely_date") is None


def test_clean_data_alone_give_no_colour():
    project = made_project(colours={"flow": "grey", "data": "green"})
    assert (project.colour, project.driver) == ("grey", "")


def test_the_worst_dimension_drives_and_of_equals_the_first():
    project = made_project(colours={"schedule": "red", "flow": "red", "data": "amber"})
    assert (project.colour, project.driver) == ("red", "schedule")
    assert project.rag.driver == "schedule"


def test_a_project_without_a_name_is_called_by_its_id():
    project = made_project("ATLAS", project_name=None)
    assert project.name == "ATLAS"
    assert (project.segment.kind, project.segment.text) == ("name", "ATLAS")
    assert project.programme == ""


def test_never_reported_is_not_reported_green():
    pair = made_project().rag
    assert pair.declared is None
    assert pair.declared_age_days is None
    assert not pair.is_watermelon


@pytest.mark.parametrize(
    ("age", "is_stale"), [(STALE_REPORT_DAYS, False), (STALE_REPORT_DAYS + 1, True)]
)
def test_a_report_keeps_its_day_and_its_age(age, is_stale):
    pair = made_project(declared="green", report_age_days=age).rag
    assert (pair.declared_age_days, pair.is_stale) == (age, is_stale)
    assert pair.declared_date == date.fromordinal(AS_OF.toordinal() - age)


@pytest.mark.parametrize(
    ("declared", "computed", "is_watermelon"),
    [
        ("green", "red", True),
        ("green", "amber", True),
        ("amber", "red", True),
        ("green", "green", False),
        ("red", "green", False),
        ("green", "grey", False),
    ],
)
def test_a_watermelon_reports_better_than_its_data(declared, computed, is_watermelon):
    colours = {"schedule": computed, "flow": computed, "data": "green"}
    assert made_project(declared=declared, colours=colours).rag.is_watermelon == is_watermelon
