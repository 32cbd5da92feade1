"""The rhythm of releases, told or found."""

from pmo_analytics.forecasts.releases import days_since_release, release_rhythm


def test_even_lumps_are_a_rhythm(history):
    scope = history(week=(0, 0, 0, 0, 0, 0, 0, 0, 0, 9), weeks=6, arrivals=(0,) * 10)
    assert release_rhythm(scope) == 10
    assert days_since_release(scope) == 0


def test_single_items_are_no_releases(history):
    assert release_rhythm(history(week=(0, 0, 0, 0, 1))) == 0
    assert release_rhythm(history()) == 0


def test_what_is_told_goes_before_what_is_found(history):
    assert release_rhythm(history(release_days=15)) == 15
