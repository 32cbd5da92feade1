"""What changed since the comparison date, and why: exact splits, never a guessed cause."""

from __future__ import annotations

from collections.abc import Container, Sequence

from pmo_analytics.content import Change, Changes
from pmo_analytics.narrative.formatting import share_text
from pmo_analytics.narrative.outlook import gap, red_for
from pmo_analytics.narrative.pace import pace_changed
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, listed, say, unsigned
from pmo_analytics.values import Sentence

MOST_MESSAGES = 5  # changes of a page that are explained: more are no news but a list
_LEAST_MOVE = 0.05  # of a chance; less is no news beside its limits
_APPROVED = {"date": "baseline_finish_date", "budget": "baseline_budget"}
_NOISE = 2  # standard errors of the method, within which a date has not moved
_WORSE, _BETTER = ("worse", "lost"), ("better", "new")


def changes_block(projects: Sequence[Project], facts: Facts) -> Changes:
    """Sort the projects into worse, better and unchanged, the largest move first."""
    projects = sorted(projects, key=_largest_first)
    told = {each.project_id for each in _changed(projects)[:MOST_MESSAGES]}
    same = [each for each in projects if each.change == "same"]
    ended = [each for each in same if each.is_finished]
    running = [each for each in same if not each.is_finished]
    kept = [each for each in running if each.colour != "grey"]
    grey = [each for each in running if each.colour == "grey"]
    unchanged = (
        say("unchanged", facts, names=_names(kept)) if kept else Sentence(),
        say("unchanged-ended", facts, names=_names(ended), count=len(ended))
        if ended
        else Sentence(),
        say("unjudged", facts, names=_names(grey)) if grey else Sentence(),
        say("routine", facts) if facts.value("routine_pace_count") else Sentence(),
    )
    return Changes(
        worse=tuple(_change(each, told) for each in projects if each.change in _WORSE),
        better=tuple(_change(each, told) for each in projects if each.change in _BETTER),
        unchanged=tuple(text for text in unchanged if text),
    )


def changes_subtitle(projects: Sequence[Project], facts: Facts) -> Sentence:
    """Say of when the numbers are, and that only the largest are explained; empty without any."""
    changed = _changed(projects)
    if not changed:
        return Sentence()
    return say("changes-largest" if len(changed) > MOST_MESSAGES else "changes-all", facts)


def _changed(projects: Sequence[Project]) -> list[Project]:
    return [each for each in projects if each.change in (*_WORSE, *_BETTER)]


def _largest_first(project: Project) -> tuple[float, str]:
    return (-project.value("change_size"), project.name)


def changes_title(facts: Facts) -> Sentence:
    """Say how many projects changed, and which way."""
    if not facts.value("moved_count"):
        return say("changes-none", facts)
    return say("changes-worse" if facts.value("worse_count") else "changes-better", facts)


def _change(project: Project, told: Container[str]) -> Change:
    return Change(
        project_name=project.name,
        before=project.value("before_name"),
        after=project.colour,
        text=explanation(project, is_headed=False) if project.project_id in told else (),
    )


def _names(projects: Sequence[Project]) -> Sentence:
    return listed([each.segment for each in projects])


def explanation(project: Project, *, is_headed: bool = True) -> tuple[Sentence, ...]:
    """Say what moved a project since the comparison date, in the order of consequence.

    Args:
        project: that moved.
        is_headed: it stands under its headline, which may say already where the colour comes from.
    """
    sentences = (
        rebaselined(project),
        Sentence() if is_headed and red_for(project) else _driver(project),
        move(project),
        chance_moved(project),
        pace_changed(project),
        gap(project),
    )
    return tuple(text for text in sentences if text)


def _driver(project: Project) -> Sentence:
    driver = project.value("change_driver_name") or ""
    if driver in ("", "schedule"):
        return Sentence()
    return say("driver", project.facts, driver=say("driver-name", project.facts, driver=driver))


def move(project: Project) -> Sentence:
    """Say by how many days the likely finish moved, split exactly into scope and pace."""
    moved = project.value("moved_days")
    if moved is None:
        return Sentence()
    if abs(moved) <= _NOISE * (project.value("noise_days") or 0) or not moved:
        return say("move-none", project.facts)
    return say(
        "move",
        project.facts,
        moved=unsigned(project.facts, "moved_days"),
        direction="later" if moved > 0 else "earlier",
        parts=_parts(project),
    )


def _parts(project: Project) -> Sentence:
    """Name the parts with their sign, so that they add up as printed."""
    parts = {
        "scope_days": lambda: _added(project),
        "pace_days": lambda: _finishing(project),
        "other_days": lambda: say("move-rest", project.facts),
    }
    known = [name for name in parts if project.value(name)]
    if not known:
        return Sentence()
    if len(known) == 1:
        return say("move-all", project.facts, cause=parts[known[0]]())
    told = (
        say("move-part", project.facts, days=_signed(project, name), cause=parts[name]())
        for name in known
    )
    return say("move-parts", project.facts, parts=listed(told))


def _finishing(project: Project) -> Sentence:
    """Name a slower or faster pace, and say where it is no more than the ups and downs of weeks."""
    kind = "slower" if project.value("pace_days") > 0 else "faster"
    routine = "yes" if project.value("side_name") == "routine" else "no"
    return say("finishing", project.facts, kind=kind, routine=routine)


def _signed(project: Project, name: str) -> Sentence:
    """Print a part of a move: bare where it has the direction of the whole, else with its own."""
    size, days = unsigned(project.facts, name), project.value(name)
    if days * project.value("moved_days") >= 0:
        return Sentence.of(size)
    return say("part-later" if days > 0 else "part-earlier", project.facts, days=size)


def _added(project: Project) -> Sentence:
    added = project.value("net_added_count")
    kind = "added" if added >= 0 else "removed"
    return say("added", project.facts, kind=kind, added_size=abs(added))


def chance_moved(project: Project) -> Sentence:
    """Say how the chance of the date moved; empty where it did not, or is not known."""
    before, after = project.value("chance_share_before"), project.value("chance_share")
    if before is None or after is None:
        return Sentence()
    is_new_date = project.value("target_date_before") != project.value("target_date")
    if is_new_date or abs(after - before) < _LEAST_MOVE or share_text(before) == share_text(after):
        return Sentence()
    return say("chance-moved", project.facts, verb="rose" if after > before else "fell")


def rebaselined(project: Project) -> Sentence:
    """Say which date and budget were approved anew, with the old ones; empty where none was."""
    if not project.value("is_rebaselined_since"):
        return Sentence()
    changed = [
        say(f"rebaselined-{what}", project.facts)
        for what, name in _APPROVED.items()
        if project.value(f"{name}_before") is not None
        and project.value(f"{name}_before") != project.value(name)
    ]
    return say("rebaselined", project.facts, parts=listed(changed))
