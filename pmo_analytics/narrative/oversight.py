"""Above the single project: promises, objectives, each project against itself, and feedback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import noun
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.values import Sentence

Row = Mapping[str, Any]


def promises_title(success: Row, figures: Figures, *, recipe: str) -> Sentence:
    """Say how many projects break none of their promises."""
    kept, told = success["success_count"], success["n"]
    return sentence(
        "{kept} of {told} {projects} {keep} date, budget and benefits, as far as told",
        kept=figures.book.count("success.all", kept, recipe=recipe, is_first=True),
        told=figures.book.count("success.told", told),
        projects=noun(told, "project"),
        keep=noun(kept, "keeps", "keep"),
    )


def objectives_title(objectives: Sequence[Row], figures: Figures, *, recipe: str) -> Sentence:
    """Say which objective no project serves, or how much serves none."""
    unserved = [row["objective"] for row in objectives if not row["project_count"]]
    if unserved:
        return sentence(
            "{count} {objectives} no project: {first}{more}",
            count=figures.book.count(
                "objectives.unserved", len(unserved), recipe=recipe, is_first=True
            ),
            objectives=noun(len(unserved), "objective has", "objectives have"),
            first=name(unserved[0]),
            more=" and others" if len(unserved) > 1 else "",
        )
    aimless = sum(row["project_count"] for row in objectives if row["objective"] is None)
    if aimless:
        return sentence(
            "{count} {projects} no objective",
            count=figures.book.count("objectives.aimless", aimless, recipe=recipe, is_first=True),
            projects=noun(aimless, "project serves", "projects serve"),
        )
    return sentence(
        "Every project serves one of {count} {objectives}",
        count=figures.book.figure("objectives.served", len(objectives), "count", recipe=recipe),
        objectives=noun(len(objectives), "objective"),
    )


def own_baseline_title(measured: Sequence[Row], figures: Figures, *, recipe: str) -> Sentence:
    """Say how many projects finish less a week than at their own beginning."""
    slower = sum(row["pace_ratio"] is not None and row["pace_ratio"] < 1 for row in measured)
    return sentence(
        "{slower} of {all} {projects} less a week than at their own beginning",
        slower=figures.book.count("own_baseline.slower", slower, recipe=recipe, is_first=True),
        all=figures.book.count("own_baseline.measured", len(measured)),
        projects=noun(len(measured), "project finishes", "projects finish"),
    )


def feedback_title(summary: Row, figures: Figures, *, recipe: str) -> Sentence:
    """Say what score the feedback gives on average, and from how much of it."""
    count = summary["feedback_count"]
    pieces = sentence(
        "{count} {pieces} of feedback",
        count=figures.book.figure("feedback.count", count, "count", recipe=recipe),
        pieces=noun(count, "piece"),
    )
    if summary["mean_score"] is None:
        return sentence("{pieces}, none with a score", pieces=pieces)
    return sentence(
        "{pieces} give {score} of {best} on average",
        pieces=pieces,
        score=figures.book.figure("feedback.mean", summary["mean_score"], "ratio", recipe=recipe),
        best=figures.book.figure("feedback.best", 10, "count"),
    )
