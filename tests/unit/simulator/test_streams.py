from statistics import fmean

import numpy as np
import pytest

from data.simulator.streams import Streams, gamma, happens, lognormal


def test_same_name_draws_same_numbers():
    streams = Streams(7, "ATLAS")
    assert streams.of("item", "a").random(5).tolist() == streams.of("item", "a").random(5).tolist()


@pytest.mark.parametrize(
    "other",
    [
        Streams(7, "ATLAS").of("item", "b"),
        Streams(7, "DUNE").of("item", "a"),
        Streams(8, "ATLAS").of("item", "a"),
    ],
)
def test_other_name_project_or_seed_draws_other_numbers(other):
    assert Streams(7, "ATLAS").of("item", "a").random() != other.random()


def test_numbers_of_a_name_never_change():
    rng = Streams(1, "ATLAS").of("item")
    assert rng.integers(0, 1_000_000, 4).tolist() == [738918, 322454, 920306, 874288]


def test_draws_have_the_mean_they_are_asked_for():
    rng = np.random.default_rng(5)
    assert fmean(lognormal(rng, 4.0, 0.6) for _ in range(20_000)) == pytest.approx(4.0, rel=0.03)
    assert fmean(gamma(rng, 4.0) for _ in range(20_000)) == pytest.approx(4.0, rel=0.03)
    assert fmean(happens(rng, 0.3) for _ in range(20_000)) == pytest.approx(0.3, rel=0.05)
