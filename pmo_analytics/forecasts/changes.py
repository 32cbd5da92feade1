"""What could be done about a date, as values that a forecast takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.forecasts.models import Futures
from pmo_analytics.forecasts.net_flow import NetFlow


@dataclass(frozen=True)
class Change:
    """Something done to one scope; what is left at its default stays as it is.

    Attributes:
        scope_id: of the scope.
        name: of the change, for the split; the scope without it.
        items: that come in, or go out where negative.
        pace_factor: of the pace from now on: 1.25 where four people become five.
        wip_limit: items worked on at once.
        waits: what the scope waits for instead; None: for what it does today.
        team_people: of a shared team that work on the scope from now on; 0: after the others.
    """

    scope_id: str
    name: str = ""
    items: float = 0.0
    pace_factor: float = 1.0
    wip_limit: float | None = None
    waits: tuple[Wait, ...] | None = None
    team_people: float | None = None

    @property
    def cause(self) -> str:
        """Return the name by which a split tells it."""
        return self.name or self.scope_id


def changed_futures(futures: Futures, scope_id: str, changes: Sequence[Change]) -> Futures:
    """Return the futures of a scope after the changes to it, in the same draws."""
    for change in changes:
        if change.scope_id == scope_id and isinstance(futures, NetFlow):
            futures = futures.changed(
                items=change.items, pace_factor=change.pace_factor, wip_limit=change.wip_limit
            )
    return futures


def remaining_waits(waits: Sequence[Wait], changes: Sequence[Change]) -> tuple[Wait, ...]:
    """Return what is waited for when some scopes wait for something else instead."""
    instead = {change.scope_id: change.waits for change in changes if change.waits is not None}
    kept = (wait for wait in waits if wait.scope_id not in instead)
    return (*kept, *(wait for own in instead.values() for wait in own))


def planned_people(changes: Sequence[Change]) -> dict[str, float]:
    """Return the people of a shared team on each scope for which that changes."""
    return {c.scope_id: c.team_people for c in changes if c.team_people is not None}
