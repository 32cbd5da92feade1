"""What the report of a team says first: what it has at once, its pace, and what waits."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, say
from pmo_analytics.values import Sentence


def team_headline(
    team: Project, work: Facts | None, drift: Facts | None, *, is_stale: bool
) -> Sentence:
    """Say that a team does too much at once, else how its pace stands, and its way.

    Args:
        team: its facts.
        work: its row of `team_work`; None where nothing is told of it.
        drift: since when fewer of its items take the declared way; None where they do not.
        is_stale: its exports are too old to judge it.
    """
    if is_stale:
        return say("team-headline-stale", team.facts, team=team.segment)
    if work is not None and work.value("is_to_stop"):
        return say("team-headline-stop", work, team=team.segment)
    if not team.value("in_progress_count"):
        return say("team-headline-none", team.facts, team=team.segment)
    if team.signal:
        return say("team-headline-signal", team.facts, team=team.segment, side=team.signal)
    if drift is not None:
        return say("team-headline-drift", drift, team=team.segment)
    kind = "routine" if team.has_normal_range else "thin"
    return say(f"team-headline-{kind}", team.facts, team=team.segment)


def team_deck(facts: Facts, *, projects: Sentence, is_start_known: bool) -> Iterator[Sentence]:
    """Say where a team works, what of it is blocked, and what waits.

    Args:
        facts: of the team.
        projects: their names; empty where it has no work.
        is_start_known: of the item that is blocked longest.
    """
    if projects:
        has_ended = not facts.value("open_count") and facts.value("last_done_date") is not None
        yield say("team-worked" if has_ended else "team-works", facts, projects=projects)
    if facts.value("blocked_count"):
        yield say("team-blocked", facts, least="no" if is_start_known else "yes")
    if facts.value("awaited_count"):
        yield say("team-gives", facts)
    if facts.value("awaiting_count"):
        yield say("team-takes", facts)
