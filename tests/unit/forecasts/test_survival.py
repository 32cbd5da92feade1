"""How long things take where some have not ended."""

import pytest

from pmo_analytics.forecasts.survival import survival


def test_open_items_count_for_as_long_as_they_were_watched():
    closed_only = survival([1, 2, 3], [True] * 3)
    with_open = survival([1, 2, 3, 10], [True] * 3 + [False])
    assert with_open.longer_than(3) > closed_only.longer_than(3)


def test_old_item_keeps_the_level_less_likely():
    curve = survival(range(1, 11), [True] * 10)
    assert curve.keeps(8, age=0) == pytest.approx(0.8)
    assert curve.keeps(8, age=4) == pytest.approx(4 / 6)
    assert curve.keeps(8, age=9) == 0
    assert survival([1, 2], [True, True]).keeps(8, age=5) is None


def test_weights_count():
    curve = survival([1, 2], [True, True], [3, 1])
    assert curve.longer_than(1) == pytest.approx(0.25)


def test_nothing_known():
    curve = survival([], [])
    assert curve.longer_than(3) == 1
    assert curve.quantile(0.5) is None
