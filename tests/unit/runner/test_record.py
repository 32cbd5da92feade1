"""What was really promised outlives its run, and nobody can promise it otherwise later."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest

from pmo_analytics.catalogue.published import PROMISES_FILE, read_promises, read_questions
from pmo_analytics.content import Decision, Decisions, Option
from pmo_analytics.runner.record import keep_promises, keep_questions
from pmo_analytics.values import Fact, FactSource, Segment, Sentence

DAY, SURE = date(2026, 9, 30), date(2027, 2, 22)


def review(day=DAY, *, sure=SURE, project="HELM", column="sure_date", as_of=None):
    source = FactSource(
        measure="finish_forecast",
        column=column,
        scope=project,
        scope_kind="project",
        as_of=as_of or day,
    )
    fact = Fact(fact_id="one", value=sure, unit="date", source=source)
    return SimpleNamespace(as_of=day, facts={"one": fact})


def test_a_promise_is_kept_with_its_day_and_project(tmp_path):
    keep_promises(tmp_path, [review()])
    (kept,), unread = read_promises(tmp_path)
    assert (kept.project_id, kept.made_date, kept.sure_date, unread) == ("HELM", DAY, SURE, 0)


def test_what_was_promised_is_not_promised_otherwise_later(tmp_path):
    keep_promises(tmp_path, [review()])
    keep_promises(tmp_path, [review(sure=date(2027, 6, 1))])
    assert [one.sure_date for one in read_promises(tmp_path)[0]] == [SURE]


def test_promises_of_days_and_projects_stand_in_their_order(tmp_path):
    keep_promises(tmp_path, [review(date(2026, 10, 1)), review(project="ATLAS")])
    keep_promises(tmp_path, [review()])
    order = [(one.made_date.day, one.project_id) for one in read_promises(tmp_path)[0]]
    assert order == [(30, "ATLAS"), (30, "HELM"), (1, "HELM")]


@pytest.mark.parametrize(
    "unsaid", [review(column="likely_date"), review(as_of=date(2026, 8, 31)), review(sure=None)]
)
def test_only_the_sure_date_of_the_day_is_a_promise(unsaid, tmp_path):
    keep_promises(tmp_path, [unsaid])
    assert not (tmp_path / PROMISES_FILE).exists()


def test_rows_that_cannot_be_read_are_counted(tmp_path):
    keep_promises(tmp_path, [review()])
    with (tmp_path / PROMISES_FILE).open("a", encoding="utf-8") as file:
        file.write("HELM,yesterday,,2026-01-01,,\n")
    found, unread = read_promises(tmp_path)
    assert (len(found), unread) == (1, 1)


@pytest.fixture
def few_characters() -> Iterator[int]:
    """Let a cell hold few characters only, and return how many."""
    before = csv.field_size_limit(100)
    yield 100
    csv.field_size_limit(before)


def test_a_row_that_cannot_be_parsed_is_counted_and_the_next_is_read(few_characters, tmp_path):
    keep_promises(tmp_path, [review()])
    with (tmp_path / PROMISES_FILE).open("a", encoding="utf-8") as file:
        file.write("H" * (few_characters + 1) + ",2026-01-01,,2026-02-01,,\n")
        file.write("CORAL,2026-01-01,,2026-02-01,,\n")
    found, unread = read_promises(tmp_path)
    assert ([one.project_id for one in found], unread) == (["HELM", "CORAL"], 1)


def test_a_link_is_not_followed(tmp_path):
    keep_promises(tmp_path, [review()])
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / PROMISES_FILE).symlink_to(tmp_path / PROMISES_FILE)
    assert read_promises(tmp_path / "other") == ((), 0)


def asking(decision_id="D-1", *, day=DAY, question="Who pays?", cost=None):
    """Return a review that asks for one decision."""
    nothing = Option(name=Sentence(), effect=Sentence(), likely_cost=cost)
    asked = Decision(
        decision_id=decision_id,
        project_id="HELM",
        question=Sentence.of(Segment(text=question)),
        reason=Sentence(),
        owner="",
        due_date=None,
        due=Sentence(),
        options=(nothing,),
    )
    return reviewed(Decisions(decisions=(asked,)), day=day)


def reviewed(*blocks, day=DAY, name="decisions", project_id="HELM", programme=""):
    """Return a review of one section."""
    section = SimpleNamespace(name=name, blocks=blocks)
    return SimpleNamespace(
        as_of=day,
        sections=(section,),
        section=lambda wanted: section if wanted == name else None,
        project_id=project_id,
        programme=programme,
    )


def test_a_question_is_kept_as_it_was_printed_first(tmp_path):
    keep_questions(tmp_path, [asking(cost=1234.4), asking(question="Who else?")])
    keep_questions(tmp_path, [asking(question="Nobody?"), asking(day=date(2026, 10, 1))])
    kept = read_questions(tmp_path)
    assert [(one.made_date, one.question) for one in kept] == [
        ("2026-09-30", "Who pays?"),
        ("2026-10-01", "Who pays?"),
    ]
    assert kept[0].nothing_cost == 1234


@pytest.mark.parametrize("project_id", ["HELM", ""])
def test_that_nothing_was_asked_is_kept(tmp_path, project_id):
    keep_questions(tmp_path, [reviewed(project_id=project_id)])
    (kept,) = read_questions(tmp_path)
    assert (kept.made_date, kept.decision_id, kept.project_id) == ("2026-09-30", "", project_id)


def test_a_report_of_a_project_that_asks_of_another_asked_nothing_of_its_own(tmp_path):
    asked = asking()
    asked.project_id = "ATLAS"
    keep_questions(tmp_path, [asked])
    kept = {(one.decision_id, one.project_id) for one in read_questions(tmp_path)}
    assert kept == {("D-1", "HELM"), ("", "ATLAS")}


@pytest.mark.parametrize("other", [{"name": "data"}, {"programme": "Ships", "project_id": ""}])
def test_a_report_that_cannot_ask_for_all_says_nothing_of_asking(tmp_path, other):
    keep_questions(tmp_path, [reviewed(**other)])
    assert not list(tmp_path.iterdir())
