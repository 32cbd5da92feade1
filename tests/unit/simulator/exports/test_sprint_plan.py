from collections import Counter
from datetime import timedelta

import pytest

from data.simulator.exports.sprint_plan import sprint_listings


@pytest.fixture(scope="module")
def listings(histories):
    return sprint_listings(histories["GANNET"])


def test_only_begun_items_of_a_project_with_sprints_are_listed(histories, listings):
    begun = {h.item.name for h in histories["GANNET"].items if any(c.assignee for c in h.changes)}
    assert set(listings) == begun
    assert sprint_listings(histories["EMBER"]) == {}


def test_no_item_is_listed_before_it_exists(histories, listings):
    created = {h.item.name: h.item.created_at for h in histories["GANNET"].items}
    for name, found in listings.items():
        assert all(since >= created[name] for since, _ in found)


def test_most_items_are_planned_some_are_taken_in_and_some_are_carried_over(histories, listings):
    begun = {
        h.item.name: next(c.changed_at for c in h.changes if c.assignee)
        for h in histories["GANNET"].items
        if h.item.name in listings
    }
    kinds = Counter("taken in" if f[0][0] == begun[n] else "planned" for n, f in listings.items())
    assert 0.1 < kinds["taken in"] / len(listings) < 0.4
    assert sum(len(found) > 1 for found in listings.values()) > 20


def test_an_open_item_is_in_the_sprint_of_the_export(histories, listings, portfolio):
    ends_at = histories["GANNET"].ends_at
    first = histories["GANNET"].project.first_sprint
    number = (ends_at.date() - first) // timedelta(days=14) + 1
    for history in histories["GANNET"].items:
        if history.item.name in listings and not history.last.resolution:
            assert listings[history.item.name][-1][1] == f"GANNET Sprint {number}"
