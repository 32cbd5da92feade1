"""Which standards a scope keeps, breaks, or is excused from: what `pmo check` and pages show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_analytics.catalogue.judged_projects import STALE_REPORT_DAYS
from pmo_analytics.metrics.question import Question
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Brief, Row
from pmo_analytics.standards import ENFORCED, SEVERITIES, Mode, Standard, checks

_COLUMNS = (
    *("failed_count", "checked_count", "line_share", "excepted_until_date", "accepted_by"),
    *("reason", "is_broken", "is_excepted"),
)


@dataclass(frozen=True)
class Actor:
    """Who is asked: the name by which the registers know a person, and how pages name them."""

    name: str
    shown: str


@dataclass(frozen=True)
class Breach:
    """A standard that a project does not keep, and what fails it.

    `facts` hold how many of how many fail; `actor` is the person behind the role, None where
    nobody is known.
    """

    standard: Standard
    project_id: str
    project_name: str
    facts: Facts
    actor: Actor | None
    subjects: tuple[tuple[str, str], ...]  # what fails, and its address in the tracker or ""

    @property
    def who(self) -> str:
        """Return who is asked, "" where nobody is known."""
        return self.actor.shown if self.actor else ""

    @property
    def has_lapsed(self) -> bool:
        """Tell whether a consent has ended."""
        return self.facts.value("excepted_until_date") is not None

    def to_dict(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        value = self.facts.value
        until = value("excepted_until_date")
        return {
            "standard": self.standard.standard_id,
            "check": self.standard.check_id,
            "severity": self.standard.severity,
            "project": self.project_id,
            "fails": self.standard.fails,
            "failed": value("failed_count"),
            "asked": value("checked_count"),
            "line": value("line_share"),
            "subjects": [subject for subject, _ in self.subjects],
            "owner": self.standard.owner,
            "who": self.who,
            "remedy": self.standard.remedy,
            "source": self.standard.source,
            "accepted_by": value("accepted_by"),
            "accepted_until": until.isoformat() if until else None,
        }


@dataclass(frozen=True)
class StandardsCheck:
    """The standards of a scope as of a day; breaches come by severity, then by share that fails."""

    mode: Mode
    facts: Facts
    broken: tuple[Breach, ...]
    excepted: tuple[Breach, ...]
    unasked: tuple[Standard, ...]  # they apply to nothing here
    unheeded: tuple[Row, ...]  # consents that name no standard which holds

    @property
    def enforced(self) -> tuple[Breach, ...]:
        """Return the breaches that the mode of the office does not let pass."""
        return tuple(one for one in self.broken if one.standard.severity in ENFORCED[self.mode])

    def to_dict(self) -> dict[str, Any]:
        """Return it as other programs read it."""
        counts = ("standard_count", "kept_count", "broken_count", "excepted_count")
        return {
            "mode": self.mode,
            "enforced": list(ENFORCED[self.mode]),
            **{name: self.facts.value(name) for name in counts},
            "broken": [breach.to_dict() for breach in self.broken],
            "excepted": [breach.to_dict() for breach in self.excepted],
            "unasked": [standard.standard_id for standard in self.unasked],
            "unheeded_exceptions": [
                dict(row) | {"until_date": str(row["until_date"])} for row in self.unheeded
            ],
        }


def standards_of(brief: Brief) -> dict[str, Standard]:
    """Return the standards that hold, by name."""
    return {one.standard_id: one for one in brief.evidence.settings.standards_in_force}


def check_standards(brief: Brief) -> StandardsCheck:
    """Check the standards that hold against a scope as of a day."""
    standards = standards_of(brief)
    rows = brief.rows("standards")
    breaches = _breaches(brief, [row for row in rows if not row["is_kept"]], standards)
    asked = {row["standard_id"] for row in rows}
    return StandardsCheck(
        mode=brief.evidence.settings.portfolio.pmo_mode,
        facts=brief.facts("standards"),
        broken=tuple(one for one in breaches if one.facts.value("is_broken")),
        excepted=tuple(one for one in breaches if not one.facts.value("is_broken")),
        unasked=tuple(one for name, one in standards.items() if name not in asked),
        unheeded=tuple(_unheeded(brief)),
    )


def _unheeded(brief: Brief) -> list[dict[str, Any]]:
    rows = brief.evidence.rows("unheeded_exceptions", Question((brief.scope,), (brief.day,)))
    names = ("check_id", "project_id", "accepted_by", "until_date")
    return [{name: row[name] for name in names} for row in rows]


def _breaches(brief: Brief, rows: Sequence[Row], standards: Mapping[str, Standard]) -> list[Breach]:
    found = brief.table("standards", rows, key=("project_id", "standard_id"), columns=_COLUMNS)
    subjects = _subjects(brief)
    people = people_of(brief)
    breaches = []
    for row, facts in zip(rows, found, strict=True):
        standard = standards[row["standard_id"]]
        project_id = row["project_id"]
        breaches.append(
            Breach(
                standard=standard,
                project_id=project_id,
                project_name=brief.evidence.project_names[project_id],
                facts=facts,
                actor=people[project_id].get(standard.owner),
                subjects=tuple(subjects[project_id, standard.standard_id]),
            )
        )
    return sorted(breaches, key=_gravest_first)


def _gravest_first(breach: Breach) -> tuple[Any, ...]:
    severity = SEVERITIES.index(breach.standard.severity)
    share = breach.facts.value("failed_count") / breach.facts.value("checked_count")
    return (severity, -share, breach.standard.standard_id, breach.project_id)


def _subjects(brief: Brief) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in brief.evidence.rows("standard_failures", Question((brief.scope,), (brief.day,))):
        place = (row["project_id"], row["standard_id"])
        found[place].append((row["subject"], row["item_url"] or ""))
    return found


def people_of(brief: Brief) -> Mapping[str, Mapping[str, Actor]]:
    """Return by project who stands behind each role, where the registers name somebody.

    What a manager would do who has not reported for long is asked of the sponsor instead.
    """
    people = {}
    for row in brief.evidence.rows("projects_as_of", Question((brief.scope,), (brief.day,))):
        sponsor, manager = (
            Actor(row[role], row[role]) if row[role] else None for role in ("sponsor", "manager")
        )
        if sponsor and manager and _is_silent(brief, row):
            names = {"sponsor": named(sponsor.name), "manager": named(manager.name)}
            shown = str(say("stands-in", Facts(brief.style, {}), **names))
            manager = Actor(sponsor.name, shown)
        roles = {"sponsor": sponsor, "project manager": manager, "delivery manager": manager}
        people[row["project_id"]] = {role: actor for role, actor in roles.items() if actor}
    return people


def sees_to(brief: Brief, check_id: str) -> Mapping[str, Actor]:
    """Return by project who sees to what a check asks for: the person, else the role."""
    owners = (one.owner for one in standards_of(brief).values() if one.check_id == check_id)
    role = next(owners, checks()[check_id].owner)
    return {project: actor_of(brief, people, role) for project, people in people_of(brief).items()}


def who_acts(brief: Brief) -> Mapping[tuple[str, str], tuple[Actor, ...]]:
    """Return who must act on what is broken, by project and kind of help, and by project and "".

    The ones of the gravest breaches come first: those whom the page of the standards names.
    """
    standards = standards_of(brief)
    broken = [
        (SEVERITIES.index(row["severity"]), row["standard_id"], row["project_id"])
        for row in brief.rows("standards")
        if row["is_broken"]
    ]
    people, found = people_of(brief), defaultdict(dict)
    for _, standard_id, project in sorted(broken):
        standard = standards[standard_id]
        actor = actor_of(brief, people[project], standard.owner)
        for kind in (standard.help, ""):
            found[project, kind][actor] = True
    return {place: tuple(actors) for place, actors in found.items()}


def actor_of(brief: Brief, people: Mapping[str, Actor], role: str) -> Actor:
    """Return who of a project is in a role, or the role itself where nobody is known."""
    return people.get(role) or Actor("", str(say("role", Facts(brief.style, {}), role=role)))


def _is_silent(brief: Brief, row: Row) -> bool:
    """Tell whether the last report of a project is too old."""
    reported = row["report_date"]
    return bool(reported and (brief.day.day - reported).days > STALE_REPORT_DAYS)
