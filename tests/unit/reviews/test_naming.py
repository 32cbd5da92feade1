"""Names of pages: safe as file names, and different for different scopes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.reviews.naming import report_file


def test_plain_names_stay_as_they_are():
    assert report_file("portfolio_health") == "portfolio_health.html"
    assert report_file("project_health", "ATLAS-1.b") == "project_health-ATLAS-1.b.html"


@pytest.mark.parametrize(
    "scope",
    [
        "../../etc/passwd",
        "/abs",
        "a/b",
        "a\\b",
        "..",
        ".",
        "CON:",
        "a b",
        "<b>",
        "x" * 500,
        "é",
        "\0",
    ],
)
def test_names_that_could_leave_the_folder_are_changed(scope):
    file = report_file("project_health", scope)
    assert re.fullmatch(r"project_health-[A-Za-z0-9._-]+\.html", file)
    assert "/" not in file
    assert len(file) < 120


@settings(derandomize=True, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1))
def test_different_scopes_have_different_files(first, second):
    assert (report_file("r", first) == report_file("r", second)) == (first == second)


def test_names_that_differ_only_in_what_is_unsafe_stay_apart():
    assert report_file("r", "a/b") != report_file("r", "a b") != report_file("r", "a-b")
