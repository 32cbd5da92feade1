"""The oversight family: what the office itself says of a scope, in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.metrics.conventions import FROM_REPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row
from pmo_analytics.metrics.question import Question, Scope


def comment_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Find what was said about exactly each scope, the newest first."""
    for day in question.as_of:
        said = answers.rows("comments_said", Question((), (day,)))
        for scope in question.scopes:
            rows = [row for row in said if _is_about(row, scope)]
            rows.sort(key=lambda row: (row["age_days"], row["author"], row["text"]))
            yield {
                "scope": scope.name,
                "as_of": day.day,
                "n": len(rows),
                "comment_count": len(rows),
                "last_comment_date": rows[0]["date"] if rows else None,
                "frame": [
                    {**row, "comment_number": number} for number, row in enumerate(rows, start=1)
                ],
            }


def _is_about(row: Row, scope: Scope) -> bool:
    match scope.kind:
        case "project":
            return row["project_id"] == scope.name
        case "programme":
            is_named = (row["programme"] or "").casefold() == scope.name.casefold()
            return is_named and not row["project_id"]
    return not row["project_id"] and not row["programme"]


COMMENTS = Measure(
    name="comments",
    family="oversight",
    label="In the words of the office",
    meaning="What the office said about a project, a programme or the portfolio, by the day.",
    rule="Comments dated by the day that are about exactly this scope, the newest first.",
    source="comments.csv",
    unit="count",
    least_tier=None,
    smallest_n=0,
    cannot_tell="Whether it still holds: its day stands beside it.",
    detail="comments_said",
    values={
        "comment_count": "comments about this scope",
        "last_comment_date": "day of the newest",
    },
    needs=(Need("add the register comments.csv", registers=("comments",)),),
    counted="comments",
    units={"date": "date"},
    conventions=FROM_REPORTS,
    derive=comment_rows,
)

FAMILY = (COMMENTS,)
