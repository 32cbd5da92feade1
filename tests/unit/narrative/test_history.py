"""How changes are known is said as exactly as the bounds allow, and no more."""

import pytest

from pmo_analytics.narrative.history import history_title, precision_words


def road(evidence, changes, half_seconds):
    return {"evidence": evidence, "change_count": changes, "half_seconds": half_seconds}


@pytest.mark.parametrize(
    ("half_seconds", "words"),
    [
        (1, "to the second"),
        (60, "to the minute"),
        (86_400, "to the day"),
        (7 * 86_400, "within 7 days"),
        (None, "with no earliest moment"),
    ],
)
def test_half_of_the_changes_are_known_within_a_time(half_seconds, words, figures):
    assert str(precision_words(road("created", 3, half_seconds), figures())) == words


def test_changes_without_an_earliest_moment_are_not_known_to_the_day(figures):
    roads = [road("created", 5, 60), road("current status", 2, None)]
    assert str(history_title(roads, figures())) == "5 of 7 changes are known to the day or better"
