"""What a team gets done by a day: items by rank, and the committed work of a sprint."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pmo_analytics.forecasts.models import Futures


def chance_by_rank(futures: Futures, *, working_days: int, ranks: Sequence[int]) -> np.ndarray:
    """Return the chance of each item to be finished within some working days.

    Args:
        futures: of the team's whole backlog, worked on in the order of ranks.
        working_days: from the end of the data.
        ranks: 1 is the next to be finished; an item is finished when so many are.
    """
    finished = np.sort(futures.finished_within(working_days))
    short = np.searchsorted(finished, np.asarray(ranks, dtype=float), side="left")
    # of draws it is never 0 or 1: some more of them might have been enough, or not (Jeffreys)
    return (len(finished) - short + 0.5) / (len(finished) + 1)


def chance_of_commitment(futures: Futures, *, working_days: int, left: int) -> float:
    """Return the chance that the committed items that are left are finished in a sprint.

    Args:
        futures: of the team's work.
        working_days: of the sprint that are left.
        left: committed items that are not finished.
    """
    if left <= 0:
        return 1.0
    (chance,) = chance_by_rank(futures, working_days=working_days, ranks=[left])
    return float(chance)
