"""Descriptions of items, in the markup of the tracker they are written in."""

from __future__ import annotations

import numpy as np

from data.simulator.backlog import Entry
from data.simulator.description import PortfolioSpec, ProjectSpec
from data.simulator.streams import happens

DESCRIBED_SHARE = 0.82
RED, GREEN = "#bf2600", "#36b37e"


def describe(
    portfolio: PortfolioSpec, project: ProjectSpec, entry: Entry, rng: np.random.Generator
) -> str:
    """Write what stands in the description field; a share of items has none."""
    checks = [entry.epic.checks[index] for index in rng.permutation(len(entry.epic.checks))]
    if not happens(rng, DESCRIBED_SHARE):
        return ""
    if portfolio.source(project.source).dialect == "change_history":
        return _short(entry, checks)
    if entry.item_type == "Bug":
        return _bug(entry, checks, rng)
    return _story(entry, checks, rng) if entry.item_type == "Story" else _task(entry, checks)


def _short(entry: Entry, checks: list[str]) -> str:
    """Write one or two plain lines, as people do on a board without a form."""
    if entry.item_type == "Bug":
        return f'Seen by {_with_article(entry.epic.role)}. Rule: "{checks[0]}".'
    if entry.item_type == "Task":
        return checks[0] + "."
    who = f"As {_with_article(entry.epic.role)}: {entry.epic.benefit}."
    return f"{who}\nDone when: {_lower(checks[0])}."


def _story(entry: Entry, checks: list[str], rng: np.random.Generator) -> str:
    lines = [
        "h3. Why",
        f"As {_with_article(entry.epic.role)} I want this so that {entry.epic.benefit}.",
        "",
        "h3. Acceptance criteria",
        *(f"# {check}" for check in checks[: 2 + int(rng.binomial(2, 0.4))]),
    ]
    if happens(rng, 0.12):
        lines += ["", "||Case||Expected||", f"|usual|{checks[0]}|", "|no network|_to be agreed_|"]
    if happens(rng, 0.1):
        lines += ["", "!sketch.png|width=640,height=411!"]
    if happens(rng, 0.08):
        lines += ["", "{code:json}", '{"component": "' + entry.epic.component + '", "pilot": true}']
        lines += ["{code}"]
    return "\n".join(lines)


def _bug(entry: Entry, checks: list[str], rng: np.random.Generator) -> str:
    lines = [
        "*Steps*",
        f"# Sign in as {_with_article(entry.epic.role)}",
        f"# Go through *{entry.epic.name}* and look for what the title describes",
        "",
        f"*Expected result:* {{color:{GREEN}}}{checks[0]}{{color}}",
        f"*Actual result:* {{color:{RED}}}FAIL{{color}}, see title",
    ]
    if happens(rng, 0.25):
        lines += ["", "----", 'Reported at the desk: "it did this twice today"; a retry helped.']
    return "\n".join(lines)


def _task(entry: Entry, checks: list[str]) -> str:
    return "\n".join([f"{entry.title}.", "", "To keep in mind:", *(f"* {c}" for c in checks[:2])])


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _with_article(role: str) -> str:
    return f"an {role}" if role[0] in "aeiou" else f"a {role}"
