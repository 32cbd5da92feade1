"""The work of scopes in points, where `forecast_unit` says that those are what is estimated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmo_analytics.catalogue.work import Work
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.metrics.measure import Row

LEAST_SIZED_SHARE = 0.8  # of the items; where fewer have points, items are counted
_WEIGHED = ("finished", "arrived", "open_items", "blocked")


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is open or finished as of a day: items, those with points, and their points."""

    item_count: int = 0
    sized_count: int = 0
    points: float = 0.0

    @property
    def are_enough(self) -> bool:
        """Tell whether points stand for the work."""
        return self.points > 0 and self.sized_count >= LEAST_SIZED_SHARE * self.item_count

    @property
    def mean(self) -> float:
        """Return the points of an item that has any."""
        return self.points / self.sized_count


def sizes_of(rows: Iterable[Row]) -> Sizes:
    """Return the sizes of a scope from its rows of `points_as_of`; without rows there are none."""
    row = next(iter(rows), None)
    return Sizes(row["item_count"], row["sized_count"], row["size"]) if row else Sizes()


def history_of(work: Work, row: Row, rows: Iterable[Row]) -> WorkHistory:
    """Return what was known of the work of a scope on a day, in points where they are enough.

    An item without points has as many as the others in the mean; a change of points is work that
    came or went. What was estimated later does not change what was known.

    Args:
        work: of the scope.
        row: of `work_as_of`.
        rows: of `points_as_of` of the same scope and day; none where items are counted.
    """
    items, sizes = work.known_at(row), sizes_of(rows)
    if not sizes.are_enough:
        return items
    known = {each["is_sized"]: work.by_size[each["is_sized"]].known_at(each) for each in rows}
    weighed = {
        name: getattr(known[True], name) + sizes.mean * getattr(known[False], name)
        for name in _WEIGHED
    }
    # one item a person, however large
    weighed["in_progress"] = items.in_progress * sizes.mean
    return replace(items, **weighed, mean_size=sizes.mean, counted=items)
