import pytest

from data.simulator.exports.links import BLOCKED_BY_ITEM, links_of


@pytest.fixture(scope="module")
def links(histories):
    return links_of(histories["ATLAS"])


def test_both_ends_of_a_link_name_each_other(links):
    pairs = {(other, key) for key, (inward, _) in links.items() for other in inward}
    assert pairs == {(key, other) for key, (_, outward) in links.items() for other in outward}
    assert len(pairs) >= 5
    assert all(one != other for one, other in pairs)


def test_only_items_blocked_by_another_have_a_blocker(links, histories):
    blocked = {
        h.item.key
        for h in histories["ATLAS"].items
        if any(c.blocked_by == BLOCKED_BY_ITEM for c in h.changes)
    }
    assert {key for key, (inward, _) in links.items() if inward} <= blocked


def test_the_blocker_was_in_progress_then(links, histories):
    items = {h.item.key: h for h in histories["ATLAS"].items}
    for key, (inward, _) in links.items():
        for other in inward:
            stopped = next(c for c in items[key].changes if c.blocked_by == BLOCKED_BY_ITEM)
            worked = [c.changed_at for c in items[other].changes if c.assignee]
            assert worked[0] < stopped.changed_at
