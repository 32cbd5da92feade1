"""What may still happen to a project: risks, handovers and the hours of its teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import month_text, noun
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.values import Sentence

Row = Mapping[str, Any]


def risks_title(exposure: Row, responses: Row, figures: Figures, *, recipe: str) -> Sentence:
    """Say how many risks are open, what they may cost, and what nobody has looked at."""
    count = exposure["risk_count"]
    opening = sentence(
        "{count} open {risks} may cost {cost}",
        count=figures.book.count("risks.open", count, recipe=recipe, is_first=True),
        risks=noun(count, "risk"),
        cost=figures.book.figure(
            "risks.exposure", exposure["exposure_cost"], "money", recipe=recipe
        ),
    )
    overdue = responses.get("overdue_count") or 0
    if not overdue:
        return opening
    return sentence(
        "{opening}; {overdue} {responses} overdue",
        opening=opening,
        overdue=figures.book.figure("risks.overdue", overdue, "count"),
        responses=noun(overdue, "response is", "responses are"),
    )


def contingency_sentence(exposure: Row, figures: Figures, *, recipe: str) -> Sentence:
    """Say how much would be enough; empty where it is not known."""
    if exposure["contingency_cost"] is None:
        return Sentence()
    return sentence(
        "With {cost} set aside, four chances in five are covered; issues that have happened cost "
        "{issues} beside that.",
        cost=figures.book.figure(
            "risks.contingency", exposure["contingency_cost"], "money", recipe=recipe
        ),
        issues=figures.book.figure("risks.issues", exposure["issue_cost"], "money", recipe=recipe),
    )


def handovers_title(late: int, to_come: int, figures: Figures, *, recipe: str) -> Sentence:
    """Say how many handovers between projects are late or will be."""
    if late:
        return sentence(
            "{late} {handovers} between projects {are} later than needed",
            late=figures.book.count("handovers.late", late, recipe=recipe, is_first=True),
            handovers=noun(late, "handover"),
            are=noun(late, "comes", "come"),
        )
    return sentence(
        "No handover between projects is late; {count} {are} still to come",
        count=figures.book.figure("handovers.to_come", to_come, "count", recipe=recipe),
        are=noun(to_come, "is", "are"),
    )


def teams_title(worst: Row, figures: Figures, *, recipe: str) -> Sentence:
    """Say which team is promised most of its hours, and in which month."""
    share = figures.book.figure(
        f"team.{worst['team']}.{worst['month_date']}.share",
        worst["utilisation_share"],
        "share",
        recipe=recipe,
    )
    return sentence(
        "{team} is promised {share} of its hours in {month}",
        team=name(worst["team"]),
        share=share,
        month=month_text(worst["month_date"]),
    )
