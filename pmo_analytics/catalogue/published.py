"""What earlier reports really published: their promises, and what they asked to be decided."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

PROMISES_FILE, QUESTIONS_FILE = "promises.csv", "questions.jsonl"
NOTHING_ASKED = ""  # the decision of a line that says that a report asked nothing
COLUMNS = ("project_id", "made_date", "likely_date", "sure_date", "target_date", "chance_share")


@dataclass(frozen=True)
class PublishedPromise:
    """The dates of a project as a report of a day printed them."""

    project_id: str
    made_date: date
    sure_date: date
    likely: str = ""
    target: str = ""
    chance: str = ""

    def cells(self) -> dict[str, str]:
        """Return it as a row of the file."""
        return {
            "project_id": self.project_id,
            "made_date": self.made_date.isoformat(),
            "likely_date": self.likely,
            "sure_date": self.sure_date.isoformat(),
            "target_date": self.target,
            "chance_share": self.chance,
        }


def _record(folder: Path | None, name: str) -> Path | None:
    """Return a record in a folder of reports; None where there is none, or a link."""
    path = folder / name if folder else None
    return path if path and path.is_file() and not path.is_symlink() else None


def read_promises(folder: Path | None) -> tuple[tuple[PublishedPromise, ...], int]:
    """Return the promises in a folder of reports, and how many rows could not be read."""
    path = _record(folder, PROMISES_FILE)
    if path is None:
        return (), 0
    with path.open(encoding="utf-8", newline="", errors="replace") as file:
        found = list(_promises(csv.DictReader(file)))
    return tuple(one for one in found if one), sum(one is None for one in found)


def _promises(rows: csv.DictReader) -> Iterator[PublishedPromise | None]:
    """Yield what each row promises, None where it cannot be read."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None
        else:
            yield _promise(row)


def _promise(row: dict[str, str | None]) -> PublishedPromise | None:
    try:
        return PublishedPromise(
            project_id=str(row["project_id"]),
            made_date=date.fromisoformat(str(row["made_date"])),
            sure_date=date.fromisoformat(str(row["sure_date"])),
            likely=row.get("likely_date") or "",
            target=row.get("target_date") or "",
            chance=row.get("chance_share") or "",
        )
    except (KeyError, ValueError):
        return None


@dataclass(frozen=True)
class AskedQuestion:
    """A question as a report of a day printed it; its cost in full units of the currency.

    A report that asked nothing, of a project or of all of them, has no decision and no question.
    """

    made_date: str
    decision_id: str
    project_id: str
    question: str
    nothing_cost: int | None = None

    def line(self) -> str:
        """Return it as a line of the file."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def read_questions(folder: Path | None) -> tuple[AskedQuestion, ...]:
    """Return the questions of earlier reports; a line that cannot be read is none of ours."""
    path = _record(folder, QUESTIONS_FILE)
    if path is None:
        return ()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return tuple(one for one in map(_question, lines) if one)


def _question(line: str) -> AskedQuestion | None:
    try:
        asked = AskedQuestion(**json.loads(line))
        date.fromisoformat(asked.made_date)
        texts = (asked.decision_id, asked.project_id, asked.question)
        is_ours = all(isinstance(text, str) for text in texts)
        is_cost = asked.nothing_cost is None or isinstance(asked.nothing_cost, int)
    except (ValueError, TypeError):
        return None
    return asked if is_ours and is_cost else None
