"""What became of what the last report asked: the published one, else the one worked out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from given_answers import AS_OF, BEFORE, GivenAnswers

from pmo_analytics.catalogue.published import QUESTIONS_FILE, AskedQuestion, read_questions

LATER = date(2026, 9, 10)


def asked(decision_id: str, about: str = "written", cost: int | None = None, **known) -> dict:
    return {
        "decision_id": decision_id,
        "project_id": "ATLAS",
        "about_name": about,
        "question_name": "Wait?" if about == "written" else "",
        "raised_date": date(2026, 8, 1),
        "nothing_cost": None if cost is None else Decimal(cost),
        **known,
    }


def decisions(day: date, *rows: dict) -> dict:
    return {"scope": "ATLAS", "as_of": day, "frame": list(rows)}


def followed(then=(), now=(), decided=(), published=(), day=AS_OF) -> dict:
    answers = GivenAnswers(
        rows={
            "decided_decisions": [
                {"scope": "ATLAS", "as_of": day, "decision_id": one, "decision": "Yes"}
                for one in decided
            ]
        },
        values={"decisions": [decisions(BEFORE, *then), decisions(day, *now)]},
        asked=published,
    )
    return answers.value("asked_before", day=day)


def became(found: dict) -> dict[str, str]:
    return {row["decision_id"]: row["became_name"] for row in found["frame"]}


def test_without_a_published_report_the_day_compared_with_is_worked_out():
    found = followed(then=[asked("D-1"), asked("D-2")], now=[asked("D-2")], decided=["D-1"])
    assert (found["last_report_date"], found["is_published"]) == (BEFORE, False)
    assert became(found) == {"D-1": "decided", "D-2": "waiting"}
    assert found["frame"][0]["answer_name"] == "Yes"
    assert (found["asked_count"], found["decided_count"], found["waiting_count"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [(100, 111, "worse"), (100, 109, "waiting"), (None, 100, "waiting"), (0, 1, "worse")],
)
def test_what_waits_and_is_dearer_is_worse(then, now, expected):
    found = followed(then=[asked("D-1", cost=then)], now=[asked("D-1", cost=now)])
    assert became(found) == {"D-1": expected}
    assert found["waiting_count"] == 1


def test_a_question_of_ours_is_put_to_a_decision_that_was_raised_since():
    own = asked("ATLAS.date", about="date")
    raised = asked("D-9", question_name="Move the date?", raised_date=LATER)
    found = followed(then=[own], now=[raised])
    assert became(found) == {"ATLAS.date": "raised"}
    assert found["frame"][0]["answer_name"] == "Move the date?"


@pytest.mark.parametrize("now", [(), (asked("D-9"),)])
def test_it_is_gone_where_nothing_was_raised_since(now):
    found = followed(then=[asked("ATLAS.date", about="date")], now=now)
    assert became(found) == {"ATLAS.date": "gone"}


def published(day: date, decision_id: str, **known) -> AskedQuestion:
    return AskedQuestion(
        **{"project_id": "ATLAS", "question": "Who pays?", **known},
        made_date=day.isoformat(),
        decision_id=decision_id,
    )


def test_the_newest_report_that_was_published_before_the_day_is_the_last_one():
    found = followed(
        then=[asked("D-1")],
        published=[
            published(date(2026, 9, 1), "D-2"),
            published(LATER, "D-3"),
            published(AS_OF, "D-4"),
            published(LATER, "D-5", project_id="BOREAL"),
        ],
    )
    assert (found["last_report_date"], found["is_published"]) == (LATER, True)
    assert became(found) == {"D-3": "gone"}
    assert found["frame"][0]["question_name"] == "Who pays?"


@pytest.mark.parametrize("project", ["ATLAS", ""])
def test_a_last_report_that_asked_nothing_is_the_last_one(project):
    found = followed(
        then=[asked("D-1")],
        now=[asked("D-2")],
        published=[
            published(date(2026, 9, 1), "D-2"),
            published(LATER, "", project_id=project, question=""),
        ],
    )
    assert (found["last_report_date"], found["is_published"]) == (LATER, True)
    assert (found["asked_count"], found["waiting_count"]) == (0, 0)


def test_that_another_project_was_asked_nothing_ends_no_question_of_this_one():
    quiet = published(LATER, "", project_id="BOREAL", question="")
    found = followed(now=[asked("D-2")], published=[published(date(2026, 9, 1), "D-2"), quiet])
    assert became(found) == {"D-2": "waiting"}


def test_lines_that_are_none_of_ours_are_left_out(tmp_path):
    lines = (
        published(LATER, "D-3", nothing_cost=5).line(),
        "{",
        '{"made_date": "soon", "decision_id": "D-1", "project_id": "", "question": ""}',
        '{"made_date": "2026-09-01", "decision_id": 7, "project_id": "", "question": ""}',
        "[1]",
        '{"other": 1}',
    )
    (tmp_path / QUESTIONS_FILE).write_text("\n".join(lines), encoding="utf-8")
    assert read_questions(tmp_path) == (published(LATER, "D-3", nothing_cost=5),)
    assert read_questions(None) == read_questions(tmp_path / "none") == ()
