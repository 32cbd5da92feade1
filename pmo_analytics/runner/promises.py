"""The record of promises really published: a line a project and day, that outlives its run.

`OUT/promises.csv` is an input of later reports. A promise that was once published stays as it was.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pmo_analytics.catalogue.published import COLUMNS, PROMISES_FILE, read_promises
from pmo_analytics.content import Review

_MEASURE = "finish_forecast"


def keep_promises(out: Path, reviews: Iterable[Review]) -> None:
    """Add the 85% dates of some reviews to those published before, in the order of days."""
    known = {(row.made_date, row.project_id): row.cells() for row in read_promises(out)[0]}
    for review in reviews:
        for project_id, values in _promised(review).items():
            cells = {"project_id": project_id, "made_date": review.as_of.isoformat(), **values}
            known.setdefault((review.as_of, project_id), cells)
    if known:
        _write(out / PROMISES_FILE, [known[key] for key in sorted(known)])


def _promised(review: Review) -> dict[str, dict[str, str]]:
    """Return the dates of each project that a review prints as of its own day."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for fact in review.facts.values():
        source = fact.source
        is_ours = source.measure == _MEASURE and source.column in COLUMNS
        is_promise = is_ours and source.scope_kind == "project" and not source.options
        if is_promise and source.as_of == review.as_of and fact.value is not None:
            found[source.scope][source.column] = str(fact.value)
    return {one: values for one, values in found.items() if "sure_date" in values}


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    os.replace(aside, path)
