"""No page contradicts itself or a sibling: portfolios generated from the sample, each otherwise.

Each leaves out some registers and rows, moves approved dates and budgets, and is read as of another
day; nothing of it was seen by whoever wrote the rules.
"""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sample_portfolio import own_sample

from pmo_analytics.content import Review
from pmo_analytics.narrative.cross_check import contradictions
from pmo_analytics.portfolio import Portfolio, open_portfolio

FIRST_DAY, DAYS = date(2025, 11, 1), 380
_KEPT_REGISTER, _FEWEST_ROWS = 0.75, 0.4
_REQUIRED = "projects.csv"
_PROJECTS = 2  # whose pages are made beside that of the portfolio
Row = dict[str, str]


def prove(count: int) -> str:
    """Generate so many portfolios and hold their pages against each other."""
    pages, found = 0, []
    for seed in range(count):
        with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
            folder = _generated(Path(name) / "portfolio", random.Random(seed))
            day = FIRST_DAY + timedelta(days=random.Random(f"day {seed}").randrange(DAYS))
            reviews = _siblings(open_portfolio(folder, as_of=day), random.Random(seed))
            found += [f"portfolio {seed} as of {day}: {each}" for each in contradictions(reviews)]
            pages += len(reviews)
    assert not found, "\n".join([f"{len(found)} contradictions", *found])
    assert pages > count, "no portfolio had a project"
    return f"{count} portfolios, {pages} pages, no contradiction"


def _siblings(portfolio: Portfolio, chance: random.Random) -> list[Review]:
    """Return the pages of the office, of a team and of some projects beside the portfolio's."""
    projects, teams = list(portfolio.projects()["project_id"]), portfolio.teams()
    return [
        *(portfolio.review(name) for name in ("portfolio_health", "governance", "support")),
        *(
            portfolio.review("team_health", team=team)
            for team in chance.sample(teams, min(1, len(teams)))
        ),
        *(
            portfolio.review("project_health", project=project)
            for project in chance.sample(projects, min(len(projects), _PROJECTS))
        ),
    ]


def _generated(folder: Path, chance: random.Random) -> Path:
    own_sample(folder)  # whose exports were read, once for all portfolios
    for register in sorted((folder / "registers").glob("*.csv")):
        if register.name != _REQUIRED and chance.random() > _KEPT_REGISTER:
            register.unlink()
        elif register.name != _REQUIRED:
            _thin_out(register, chance)
    return folder


def _thin_out(register: Path, chance: random.Random) -> None:
    with register.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), list(reader.fieldnames or ())
    share = chance.uniform(_FEWEST_ROWS, 1.0)
    kept = [_moved(row, chance) for row in rows if chance.random() < share]
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(kept)


def _moved(row: Row, chance: random.Random) -> Row:
    """Move an approved date or budget of a row, where it has one."""
    changes: dict[str, Callable[[str], str]] = {
        "finish_date": lambda text: _later(text, chance.randint(-60, 120)),
        "budget": lambda text: str(round(float(text) * chance.uniform(0.7, 1.4))),
        "need_by_date": lambda text: _later(text, chance.randint(-30, 30)),
        "probability": lambda _: str(round(chance.random(), 2)),
    }
    found = {name: change(row[name]) for name, change in changes.items() if row.get(name)}
    return {**row, **found}


def _later(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()
