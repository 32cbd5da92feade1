"""The record of what was really published, that outlives its run: promises, and questions.

`OUT/promises.csv` has a line a project and day, `OUT/questions.jsonl` a line a question and day.
Both are inputs of later reports. What was once published stays as it was.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pmo_analytics.catalogue.published import (
    COLUMNS,
    NOTHING_ASKED,
    PROMISES_FILE,
    QUESTIONS_FILE,
    AskedQuestion,
    read_promises,
    read_questions,
)
from pmo_analytics.content import Decisions, Review
from pmo_analytics.whole_files import write_whole

_MEASURE = "finish_forecast"
_ASKING = "decisions"  # the section that asks


def keep_promises(out: Path, reviews: Iterable[Review]) -> None:
    """Add the 85% dates of some reviews to those published before, in the order of days."""
    known = {(row.made_date, row.project_id): row.cells() for row in read_promises(out)[0]}
    for review in reviews:
        for project_id, values in _promised(review).items():
            cells = {"project_id": project_id, "made_date": review.as_of.isoformat(), **values}
            known.setdefault((review.as_of, project_id), cells)
    if known:
        _write(out / PROMISES_FILE, [known[key] for key in sorted(known)])


def keep_questions(out: Path, reviews: Iterable[Review]) -> None:
    """Add what some reviews ask to be decided to what was asked before, in the order of days.

    That a report of a project, or of all of them, asked nothing is a line too.
    """
    known = {_key(one): one for one in read_questions(out)}
    for review in reviews:
        for asked in (*_asked(review), *_nothing_asked(review)):
            known.setdefault(_key(asked), asked)
    if known:
        lines = (known[key].line() for key in sorted(known))
        write_whole(out / QUESTIONS_FILE, "".join(f"{line}\n" for line in lines).encode())


def _asked(review: Review) -> Iterator[AskedQuestion]:
    """Yield the decisions of a review with their question as it is printed."""
    blocks = (block for section in review.sections for block in section.blocks)
    for block in blocks:
        for one in block.decisions if isinstance(block, Decisions) else ():
            cost = one.options[-1].likely_cost
            yield AskedQuestion(
                made_date=review.as_of.isoformat(),
                decision_id=one.decision_id,
                project_id=one.project_id,
                question=str(one.question),
                nothing_cost=None if cost is None else round(cost),
            )


def _key(asked: AskedQuestion) -> tuple[str, str, str]:
    return (asked.made_date, asked.decision_id, asked.project_id)


def _nothing_asked(review: Review) -> Iterator[AskedQuestion]:
    """Yield a line without a question where a report could have asked one and did not."""
    could_ask = review.section(_ASKING) and not review.programme
    asked = {one.project_id for one in _asked(review)}
    if could_ask and (review.project_id not in asked if review.project_id else not asked):
        yield AskedQuestion(review.as_of.isoformat(), NOTHING_ASKED, review.project_id, "")


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
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(path, text.getvalue().encode())
