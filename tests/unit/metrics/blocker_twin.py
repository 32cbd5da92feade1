"""Causes of blocked time in plain Python, one loop an item.

As in `twin.py`, each function answers with the rows that the query of its name gives. Causes are
told by a field of the items and by blockers.csv.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from statistics import fmean

from pmo_analytics.warehouse.moments import utc_moment
from tests.unit.metrics.seen_boards import CAUSES, SeenBoard, SeenStory
from tests.unit.metrics.twin import OPEN, Day, Rows, state_of

EVER = 36_500
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Spell:
    """A time in which one thing blocked an item, as far as a day knows it."""

    cause: str | None
    end: date | None
    days: int
    is_external: bool
    is_begin_known: bool


@dataclass(frozen=True)
class Cluster:
    """What one cause cost."""

    cause: str
    days: list[int]
    external_days: int


def spells(board: SeenBoard, day: Day) -> Iterator[Spell]:
    """Yield the spells that had begun by a day."""
    known = board.known(day)
    for story in board.stories:
        first_seen = None if board.is_history else story.sightings[0].at
        for is_field, cause, (begin, end) in _blocked(board, story, day):
            if begin <= known:
                last = day.local(end) if end <= known else None
                days = ((last or day.day) - day.local(begin)).days
                is_external = not is_field and bool(CAUSES.get(cause))
                yield Spell(cause, last, days, is_external, not is_field or begin != first_seen)


def _blocked(
    board: SeenBoard, story: SeenStory, day: Day
) -> Iterator[tuple[bool, str | None, Span]]:
    """Yield whether a field tells it, the cause, and a time in which an open item was blocked."""
    told = {True: _field_spans(story), False: _register_spans(board, story, day)}
    for is_field, spans_of_causes in told.items() if story.is_counted else ():
        for cause, spans in _by_cause(spans_of_causes):
            for span in _joined(_clipped(spans, _open_times(story))):
                yield is_field, cause, span


def _by_cause(told: Iterable[tuple[str | None, Span]]) -> list[tuple[str | None, list[Span]]]:
    causes: dict[str | None, list[Span]] = {}
    for cause, span in told:
        causes.setdefault(cause, []).append(span)
    return list(causes.items())


def _field_spans(story: SeenStory) -> Iterator[tuple[str, Span]]:
    ends = [*(sighting.at for sighting in story.sightings[1:]), datetime.max]
    for sighting, end in zip(story.sightings, ends, strict=True):
        if sighting.cause:
            yield sighting.cause, (sighting.at, end)


def _register_spans(
    board: SeenBoard, story: SeenStory, day: Day
) -> Iterator[tuple[str | None, Span]]:
    for row in board.blockers:
        if row.key == story.key:
            end = _midnight(row.end, day) if row.end else datetime.max
            yield row.cause, (_midnight(row.start, day), end)


def _midnight(date_: date, day: Day) -> datetime:
    return utc_moment(datetime.combine(date_, time()), day.zone)


def _open_times(story: SeenStory) -> list[Span]:
    """Return the times in which an item was open."""
    times, state = [], "to_do"
    ends = [*(change.at for change in story.changes[1:]), story.vanished or datetime.max]
    for change, end in zip(story.changes, ends, strict=True):
        state = state_of(change, state)
        if state in OPEN:
            times.append((change.at, end))
    return times


def _clipped(spans: Iterable[Span], times: Iterable[Span]) -> list[Span]:
    times = list(times)
    shared = [(max(a, c), min(b, d)) for a, b in spans for c, d in times]
    return [span for span in shared if span[0] < span[1]]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans that touch or overlap as one."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def _recent(board: SeenBoard, day: Day, days: int) -> list[Spell]:
    """Return the spells that were not over before the last days."""
    first = day.day - timedelta(days=days)
    return [spell for spell in spells(board, day) if spell.end is None or spell.end > first]


def _clusters(found: Iterable[Spell]) -> list[Cluster]:
    """Return the causes, the costliest first."""
    clusters = []
    for cause in CAUSES:
        caused = [spell for spell in found if spell.cause == cause and spell.is_begin_known]
        if caused:
            external = sum(spell.days for spell in caused if spell.is_external)
            clusters.append(Cluster(cause, [spell.days for spell in caused], external))
    return sorted(clusters, key=lambda cluster: (-sum(cluster.days), cluster.cause))


def _commonest(clusters: Iterable[Cluster]) -> list[Cluster]:
    return sorted(clusters, key=lambda cluster: (-len(cluster.days), cluster.cause))


def blocker_clusters(board: SeenBoard, day: Day, *, days: int = EVER) -> Rows:
    """Ranks by days and by spells, cause, spells, days, their mean, external; shares of days."""
    clusters = _clusters(_recent(board, day, days))
    costs = [sum(cluster.days) for cluster in clusters]
    whole, ranked = sum(costs), _commonest(clusters)
    return [
        (
            *(rank, ranked.index(cluster) + 1, cluster.cause, len(cluster.days), cost),
            *(fmean(cluster.days), cluster.external_days),
            *(cost / whole if whole else None, so_far / whole if whole else None),
        )
        for rank, (cluster, cost, so_far) in enumerate(
            zip(clusters, costs, accumulate(costs), strict=True), 1
        )
    ]


def blocker_clusters_summary(board: SeenBoard, day: Day, *, days: int = EVER) -> Rows:
    """The costliest cause, the commonest, days outside of the team, days, n, what lacks."""
    found = _recent(board, day, days)
    if not found:
        return []
    clusters = _clusters(found)
    uncaused = sum(spell.cause is None for spell in found)
    begun = sum(spell.cause is not None and not spell.is_begin_known for spell in found)
    if not clusters:
        return [(*(None,) * 8, 0, uncaused, begun)]
    costliest, commonest = clusters[0], _commonest(clusters)[0]
    cost, whole = sum(costliest.days), sum(sum(cluster.days) for cluster in clusters)
    external = sum(cluster.external_days for cluster in clusters)
    return [
        (
            *(cost / whole if whole else None, costliest.cause, cost),
            *(commonest.cause, len(commonest.days)),
            *(external / whole if whole else None, external, whole),
            *(sum(len(cluster.days) for cluster in clusters), uncaused, begun),
        )
    ]
