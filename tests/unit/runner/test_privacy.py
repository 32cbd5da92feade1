"""No place of the machine and nobody's address leaves the house."""

from __future__ import annotations

import pytest

from pmo_analytics.runner.privacy import shareable


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("No such file: '/home/anna/secret/x.csv'.", "No such file: '…/x.csv'."),
        (r"Found C:\Users\anna\x.csv here", "Found …/x.csv here"),
        ("/srv/anna/", "…/anna"),
        ("ask anna.smith@example.org, please", "ask (address), please"),
        ("5 items/week, https://tracker.example/browse/A-1", None),
        ("exports/jira/a.csv: refused", None),
    ],
)
def test_places_and_addresses_are_cut(text, shared):
    assert shareable(text) == (text if shared is None else shared)
