"""Labels never touch, keep their order, and move as little as they must."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.display.charts.labels import spread


def test_labels_that_do_not_touch_stay():
    assert spread([100, 10, 50], high=200) == [100, 10, 50]


def test_labels_that_touch_move_down_in_their_order():
    assert spread([50, 50, 50], gap=16, high=200) == [50, 66, 82]


def test_labels_at_the_end_move_up():
    assert spread([190, 195], gap=16, high=200) == [184, 200]


def test_a_label_of_two_lines_needs_the_room_of_two():
    assert spread([50, 50, 50], gap=16, high=200, lines=(1, 2, 1)) == [50, 66, 98]
    assert spread([195, 195], gap=16, high=200, lines=(1, 2)) == [168, 184]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(0, 300), max_size=12))
def test_any_labels_are_apart_and_in_order(places):
    moved = spread(places, gap=16, high=300)
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    gaps = [moved[b] - moved[a] for a, b in pairwise(order)]
    assert all(gap >= 15.98 for gap in gaps)
    assert all(place >= 0 for place in moved)
    if 16 * len(places) <= 300:
        assert all(place <= 300.01 for place in moved)
