"""Items by rank, and the committed work of a sprint."""

import numpy as np

from pmo_analytics.forecasts.backlog import chance_by_rank, chance_of_commitment
from pmo_analytics.forecasts.models import POOLED, Pool


def test_later_ranks_are_less_likely(history):
    futures = POOLED.futures(history(), pool=Pool())
    chances = chance_by_rank(futures, working_days=20, ranks=range(1, 41))
    assert (np.diff(chances) <= 0).all()
    assert chances[0] > 0.95
    assert chances[-1] < 0.05
    assert 0.35 < chances[15] < 0.7  # sixteen are finished in four weeks


def test_commitment_that_is_met_is_certain(history):
    futures = POOLED.futures(history(), pool=Pool())
    assert chance_of_commitment(futures, working_days=5, left=0) == 1
    assert chance_of_commitment(futures, working_days=5, left=3) > chance_of_commitment(
        futures, working_days=5, left=9
    )
