"""Projects past their date, finished, and finished long ago say so: nobody is "likely" late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from portfolio_folders import reviewed_once
from review_reader import sentences_of

from pmo_analytics.content import Review
from pmo_analytics.portfolio import open_portfolio

pytestmark = pytest.mark.slow

AS_OF = date(2026, 6, 30)
HEADER = (
    "Issue key,Issue id,Issue Type,Status,Status Category,Project key,Summary,Created,Updated,"
    "Resolved,Resolution"
)
SETTINGS = """
[portfolio]
name = "Two ends"
time_zone = "UTC"

[sources.jira]
time_zone = "UTC"
"""
NEVER_SAID = ("slower", "finishes less than normal", "likely to miss", "will probably")


def _items() -> str:
    lines = [HEADER]
    for number in range(1, 4):
        lines.append(
            f"LATE-{number},{number},Story,To Do,To Do,LATE,Open {number},2026-01-05 09:00,"
            "2026-01-06 09:00,,"
        )
    first = date(2026, 1, 8)
    for number in range(1, 21):  # two a week, the last on 12 March
        done = f"{first + timedelta(days=7 * ((number - 1) // 2) - (number % 2))} 09:00"
        lines.append(
            f"DONE-{number},{100 + number},Story,Done,Done,DONE,Item {number},2026-01-02 09:00,"
            f"{done},{done},Done"
        )
    for number in range(1, 31):
        done = f"{date(2025, 1, 9) + timedelta(days=2 * number)} 09:00"
        lines.append(
            f"OLD-{number},{200 + number},Story,Done,Done,OLD,Item {number},2025-01-02 09:00,"
            f"{done},{done},Done"
        )
    lines.append("OLD-31,231,Story,To Do,To Do,OLD,Left,2025-01-02 09:00,2025-01-02 09:00,,")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("two-ends")
    files = {
        f"exports/jira/items {AS_OF}.csv": _items(),
        "registers/projects.csv": "project_id,name,items\nLATE,Late one,LATE\nDONE,Done one,DONE\n"
        "OLD,Old one,OLD\n",
        "registers/baselines.csv": "project_id,approved_date,start_date,finish_date\n"
        "LATE,2026-01-01,2026-01-05,2026-05-31\nDONE,2026-01-01,2026-01-05,2026-04-30\n",
        "pmo.toml": SETTINGS,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return reviewed_once(open_portfolio(folder, as_of=AS_OF))


def said(review: Review) -> str:
    parts = (review.headline, *review.deck, review.sections)
    return " ".join(str(sentence) for _, sentence in sentences_of(parts))


def test_a_date_that_has_passed_is_said_to_have_passed(portfolio):
    assert str(portfolio.review("portfolio_health").headline) == (
        "Late one is past its date of 31 May."
    )
    assert str(portfolio.review("project_health", project="LATE").headline) == (
        "Late one is 30 days past its date of 31 May; its 3 open items have no forecast."
    )
    judged = portfolio.metric("judgement", project="LATE").values
    assert (judged["outlook_name"], judged["schedule_colour_name"]) == ("overdue", "red")


def test_a_finished_project_is_green_and_says_by_when_it_was(portfolio):
    review = portfolio.review("project_health", project="DONE")
    assert str(review.headline) == (
        "Done one is finished: all 20 items by 12 March, 49 days before its date."
    )
    assert review.rag.computed == "green"
    assert not any(words in said(review) for words in NEVER_SAID)


def test_what_is_finished_on_the_portfolio_page_needs_no_attention(portfolio):
    text = said(portfolio.review("portfolio_health"))
    assert "Done one is slower" not in text
    assert "attention: Done one" not in text
    assert "the last item was finished on 12 March" in str(
        portfolio.review("portfolio_health").model_dump()
    )


def test_what_was_finished_long_ago_is_not_said_never_to_have_been(portfolio):
    text = said(portfolio.review("project_health", project="OLD"))
    assert "nothing has been finished yet" not in text
    assert "finished nothing yet" not in text
    assert "has finished nothing in the last 12 weeks" in text
