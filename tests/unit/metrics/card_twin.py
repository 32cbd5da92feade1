"""The next wave and the work of teams in plain Python, one loop a card.

As in `twin.py`, each function answers with the rows that the query of its name gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.unit.metrics.card_boards import Card, CardBoard
from tests.unit.metrics.twin import Day, Rows

WAVE_DAYS = 30
WEEKS = 12


def _items(board: CardBoard, day: Day) -> Iterator[tuple[Card, str]]:
    """Yield the items there are, each with where it stands."""
    for card in board.cards:
        state = card.state(day.day)
        if state and card.kind == "Story" and card.project in board.project_ids:
            yield card, state


def planning_horizon(board: CardBoard, day: Day) -> Rows:
    """key, why near, what it has of the four, sub-tasks, refined, detailed, told of at all."""
    rows = []
    for card, state in _items(board, day):
        if state == "done":
            continue
        told = {
            name: None if board.field(card, name) is None else bool(board.field(card, name))
            for name in ("description", "points", "assignee", "due")
        }
        has_parts = any(
            part.parent == card.key and part.kind == "Sub-task" and part.created <= day.day
            for part in board.cards
        )
        is_detailed = has_parts or bool(told["points"] and told["assignee"])
        rows.append(
            (
                *(card.key, _near(board, card, state, day.day), *told.values(), has_parts),
                *(False not in told.values(), is_detailed),
                any(one is not None for one in told.values()),
            )
        )
    return rows


def _near(board: CardBoard, card: Card, state: str, day: date) -> str | None:
    until = day + timedelta(days=WAVE_DAYS)
    if state == "in_progress":
        return "in_progress"
    sprint = (board.field(card, "sprints") or "").casefold()
    for name, start, end in board.sprints:
        if name.casefold() == sprint and start <= until and end >= day:
            return "sprint"
    due = board.field(card, "due")
    return "due" if due and date.fromisoformat(due) <= until else None


def rolling_wave(board: CardBoard, day: Day) -> Rows:
    """near, ready, not ready, without each of the four, far, far and detailed, n, not told of."""
    rows = planning_horizon(board, day)
    if not rows:
        return []
    told = [row for row in rows if row[-1]]
    near = [row for row in told if row[1]]
    far = [row for row in told if not row[1]]
    ready = sum(row[7] for row in near)
    lacking = [sum(row[place] is False for row in near) for place in range(2, 6)]
    counts = (len(near), ready, len(near) - ready, *lacking, len(far), sum(r[8] for r in far))
    # where no item is told of there is nothing to count, and no zero
    return [(*(counts if told else [None] * len(counts)), len(told), len(rows) - len(told))]


def team_items(board: CardBoard, day: Day) -> Rows:
    """key, state, person and team of what is in progress, or was finished lately."""
    since = day.day - timedelta(weeks=WEEKS)
    rows = []
    for card, state in _items(board, day):
        person = board.field(card, "assignee")
        is_recent = state == "done" and card.done is not None and card.done > since
        if person and (state == "in_progress" or is_recent):
            team = board.field(card, "team") or _home(board, person, day.day)
            rows.append((card.key, state, person.casefold(), team and team.casefold()))
    return rows


def _home(board: CardBoard, person: str, day: date) -> str | None:
    """Return the team of a person in the month, where there is a single one."""
    found = {
        team.casefold()
        for month, name, team in board.homes
        if name.casefold() == person.casefold() and month == f"{day:%Y-%m}"
    }
    return found.pop() if len(found) == 1 else None


def team_wip(board: CardBoard, day: Day) -> Rows:
    """team, items, people, projects and items a person in progress, finished a week."""
    told = team_items(board, day)
    rows = []
    for team in sorted({row[3] for row in told if row[1] == "in_progress" and row[3]}):
        work = [row for row in told if row[3] == team and row[1] == "in_progress"]
        finished = sum(row[3] == team and row[1] == "done" for row in told)
        people = {row[2] for row in work}
        projects = {row[0].partition("-")[0] for row in work}
        rows.append(
            (
                *(team, len(work), len(people), len(projects), len(work) / len(people)),
                finished / WEEKS if finished else None,
            )
        )
    return rows


def project_work(board: CardBoard, day: Day) -> Rows:
    """project, items to do, items begun, finished a week, days of the oldest begun."""
    since = day.day - timedelta(weeks=WEEKS)
    rows = []
    for project in board.project_ids:
        told = [each for each in _items(board, day) if each[0].project == project]
        waiting = sum(state == "to_do" for _, state in told)
        begun = [card.started for card, state in told if state == "in_progress" and card.started]
        done = sum(
            state == "done" and card.done is not None and card.done > since for card, state in told
        )
        if waiting or begun or done:
            oldest = (day.day - min(begun)).days + 1 if begun else None
            rows.append((project, waiting, len(begun), done / WEEKS, oldest))
    return rows


def work_by_project(board: CardBoard, day: Day) -> Rows:
    """projects with work, items to do and items begun."""
    rows = project_work(board, day)
    return [(len(rows), *(sum(row[place] for row in rows) for place in (1, 2)))] if rows else []


def taught_findings(board: CardBoard, day: Day) -> Rows:
    """standard, team, asked, failed, projects: of the standards of planning."""
    asked: dict[tuple[str, str | None], list[tuple[bool, str]]] = {}
    teams = {card.key: _team(board, card, day.day) for card in board.cards}
    for row in planning_horizon(board, day):
        key, is_near, is_refined, is_detailed, is_told = (*row[:2], *row[7:])
        name = "near_work_refined" if is_near else "far_work_not_detailed"
        project = key.partition("-")[0]
        if is_told and not _is_excused(board, name, project, day.day):
            fails = not is_refined if is_near else is_detailed
            asked.setdefault((name, teams[key]), []).append((fails, project))
    return [
        (*place, len(told), sum(fails for fails, _ in told), sorted({one for _, one in told}))
        for place, told in asked.items()
    ]


def _is_excused(board: CardBoard, standard: str, project: str, day: date) -> bool:
    return any(
        (name, of) == (standard, project) and until >= day for name, of, until in board.consents
    )


def _team(board: CardBoard, card: Card, day: date) -> str | None:
    """Return the team of an item: its own where registers know it, else that of most hours."""
    own = (board.field(card, "team") or "").casefold() or None
    known = {team.casefold() for *_, team in board.homes}
    known |= {team.casefold() for _, _, team, _ in board.hours}
    if own in known:
        return own
    promised = [
        (month, hours, team.casefold())
        for month, project, team, hours in board.hours
        if project == card.project and f"{month}-01" <= day.isoformat()
    ]
    return max(promised)[2] if promised else own
