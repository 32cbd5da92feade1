"""A portfolio folder as it was at the end of a day: nothing in it that was only known later."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date
from pathlib import Path

_DAY_OF_FILE = re.compile(r"(\d{4}-\d{2}-\d{2})")
# When a row was first known; one that was known later is not there yet.
_KNOWN_SINCE = {
    "status": "report_date",
    "milestones": "report_date",
    "baselines": "approved_date",
    "risks": "opened_date",
    "decisions": "raised_date",
    "actions": "raised_date",
    "improvements": "change_date",
    "feedback": "date",
    "scores": "scored_date",
    "blockers": "start_date",
    "requests": "raised_date",
    "comments": "date",
}
# What became of a row, with the day on which it did: blank until then.
_BECAME = {
    "risks": {"closed_date": ("closed_date",), "reviewed_date": ("reviewed_date",)},
    "decisions": {"decided_date": ("decided_date", "decision", "outcome")},
    "actions": {"done_date": ("done_date",)},
    "milestones": {},
    "blockers": {"end_date": ("end_date",)},
    "gates": {"approved_date": ("approved_date", "approved_by")},
    "training": {"held_date": ("held_date",)},
    "requests": {"decided_date": ("decided_date", "decision")},
}
# Actuals of a period, known when it has ended.
_ACTUALS = {
    "costs": ("actual_cost", "earned_value", "committed", "actual_hours"),
    "benefits": ("realised",),
}


def cut_folder(folder: Path, into: Path, day: date) -> Path:
    """Copy a folder without what was only known after a day; plans of later periods stay."""
    shutil.copytree(folder, into, ignore=shutil.ignore_patterns(".pmo", "reports"))
    for path in sorted(into.glob("exports/**/*.csv")):
        taken = _DAY_OF_FILE.search(path.name)
        if taken and date.fromisoformat(taken.group(1)) > day:
            path.unlink()
    for path in sorted(into.glob("registers/*.csv")):
        _cut_register(path, day)
    return into


def _cut_register(path: Path, day: date) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        fields, rows = reader.fieldnames or [], list(reader)
    known = [
        _as_then(path.stem, row, day) for row in rows if _is_known(path.stem, row, day)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(known)


def _is_known(register: str, row: dict[str, str], day: date) -> bool:
    since = row.get(_KNOWN_SINCE.get(register, ""), "")
    return not since or date.fromisoformat(since) <= day


def _as_then(register: str, row: dict[str, str], day: date) -> dict[str, str]:
    then = dict(row)
    for column, belonging in _BECAME.get(register, {}).items():
        if row.get(column) and date.fromisoformat(row[column]) > day:
            then |= dict.fromkeys(belonging, "")
    if register in _ACTUALS and _has_not_ended(row["period"], day):
        then |= {column: "" for column in _ACTUALS[register] if column in row}
    return then


def _has_not_ended(period: str, day: date) -> bool:
    """Tell whether a month, or a quarter, has days after the day asked for."""
    year, part = period.split("-")
    last = int(part[1]) * 3 if part.startswith("Q") else int(part)
    following = date(int(year) + last // 12, last % 12 + 1, 1)
    return following > day and following.toordinal() - 1 > day.toordinal()
