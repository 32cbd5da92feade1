"""The index of a run as a value: what was made, what failed, and what holds until then."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sample_portfolio import sample, sample_review

from pmo_analytics.runner.earlier import EarlierPage
from pmo_analytics.runner.execute import JobResult
from pmo_analytics.runner.index import report_index
from pmo_analytics.runner.jobs import Job
from pmo_analytics.runner.remedy import Remedy


def job(stem: str, *, title: str = "", group: str = "", project: str = "") -> Job:
    return Job(
        title=title or stem,
        notebook=Path("notebooks") / f"{stem}.ipynb",
        file=f"{stem}.html",
        group=group,
        parameters={},
        time_limit_seconds=60,
        project=project,
    )


def made(of: Job) -> JobResult:
    review = sample_review("project_health", scope=of.project) if of.project else sample_review()
    return JobResult(of, 1.0, review=review)


PORTFOLIO = job("portfolio_health", title="Portfolio health")
ATLAS = job("atlas", title="Atlas", group="Passenger Services", project="ATLAS")
DUNE = job("dune", title="Dune", group="Port Operations", project="DUNE")
OWN = job("own", title="Own look")
ALONE = job("coral", title="Coral", project="CORAL")


def test_reports_are_counted_as_they_came():
    index = report_index(sample(), [made(PORTFOLIO), JobResult(ATLAS, 1.0, "It broke.")], kept={})
    assert str(index.line) == "2 reports planned, 1 made, 1 failed."
    single = report_index(sample(), [made(PORTFOLIO)], kept={})
    assert str(single.line) == "1 report planned, 1 made, 0 failed."


def test_the_index_leads_with_the_first_headline():
    index = report_index(sample(), [made(PORTFOLIO), made(ATLAS)], kept={})
    (deck,) = index.deck
    assert str(deck) == f"Start with Portfolio health: {sample_review().headline}"


def test_reports_stand_by_programme_in_the_order_of_the_suite():
    index = report_index(sample(), [made(PORTFOLIO), made(ATLAS), made(DUNE), made(ALONE)], kept={})
    assert [(group.name, group.note) for group in index.groups] == [
        ("Portfolio", ""),
        ("Passenger Services", "1 project"),
        ("Port Operations", "1 project"),
        ("No programme", "1 project"),
    ]


def test_an_entry_has_the_marks_the_line_and_the_change_of_its_review():
    index = report_index(sample(), [made(ATLAS)], kept={})
    (entry,) = index.groups[0].entries
    review = sample_review("project_health", scope="ATLAS")
    assert entry.rag == review.rag
    assert entry.one_line == review.one_line
    assert entry.change == review.change
    assert entry.file == "atlas.html"
    assert entry.is_current


def test_a_notebook_without_a_review_is_listed_all_the_same():
    index = report_index(sample(), [JobResult(OWN, 1.0)], kept={})
    (entry,) = index.groups[0].entries
    assert (entry.title, entry.file, entry.rag) == ("Own look", "own.html", None)
    assert str(entry.one_line) == "Made from a notebook without a review."


def test_a_failed_report_says_cause_and_remedy():
    index = report_index(sample(), [JobResult(ATLAS, 1.0, "Cell 2: <b> [/x] \x1b[31m")], kept={})
    (failure,) = index.failures
    assert str(failure.found) == "Cell 2: <b> [/x] \x1b[31m"
    assert {segment.kind for segment in failure.found.segments} == {"name"}
    assert failure.command == "pmo report atlas"
    assert failure.last_good_file == ""
    (entry,) = index.groups[0].entries
    assert (entry.file, entry.is_current, str(entry.one_line)) == ("", False, "Not made.")


def earlier(of: Job, *, days: int = 0, review=None) -> EarlierPage:
    entry = {"title": of.title, "file": of.file, "group": of.group, "project": of.project}
    day = sample().as_of.day - timedelta(days=days)
    return EarlierPage(entry, day, page=b"page", review=review)


def test_a_failed_report_with_an_earlier_page_says_which_and_how_old():
    review = sample_review("project_health", scope="ATLAS")
    review = review.model_copy(update={"as_of": review.as_of.replace(day=28)})
    page = earlier(ATLAS, days=2, review=review)
    index = report_index(sample(), [JobResult(ATLAS, 1.0, "It broke.")], kept={ATLAS.file: page})
    (failure,) = index.failures
    assert failure.last_good_file == "atlas.html"
    assert failure.last_good_words == "Report of 28 Sep"
    assert failure.last_good_age == "2 days old"
    (entry,) = index.groups[0].entries
    assert entry.file == "atlas.html"
    assert not entry.is_current
    assert str(entry.one_line).startswith("Last good report: ")


def test_an_own_notebook_that_failed_keeps_the_link_to_its_page():
    index = report_index(
        sample(), [JobResult(OWN, 1.0, "It broke.")], kept={OWN.file: earlier(OWN)}
    )
    assert index.failures[0].last_good_file == "own.html"
    assert index.failures[0].last_good_age == "of the same day"
    (entry,) = index.groups[0].entries
    assert (entry.file, str(entry.one_line)) == ("own.html", "Last good report.")


def test_pages_that_were_not_asked_for_are_marked_with_their_day():
    pages = [earlier(DUNE, days=3), earlier(PORTFOLIO, days=1)]
    index = report_index(sample(), [made(ATLAS)], kept={}, carried=pages)
    assert str(index.line) == "1 report planned, 1 made, 0 failed; 2 carried over."
    entries = {entry.title: entry for group in index.groups for entry in group.entries}
    assert [group.name for group in index.groups] == [
        "Portfolio",
        "Passenger Services",
        "Port Operations",
    ]
    dune = entries["Dune"]
    assert (dune.file, dune.is_current, dune.as_of_words) == ("dune.html", False, "27 Sep")
    assert str(dune.one_line) == "Carried over."
    assert entries["Atlas"].is_current


def test_what_was_refused_stands_in_the_index():
    index = report_index(sample(), [made(ATLAS)], kept={}, refusals=["exports/x.csv: broken."])
    assert index.refusals == ("exports/x.csv: broken.",)


def test_the_command_of_a_page_names_no_place_of_the_machine():
    remedy = Remedy(
        folder=Path("/home/anna/portfolio"),
        places=(("--out", Path("/srv/anna")),),
        options=(("--as-of", "2026-09-30"),),
    )
    index = report_index(sample(), [JobResult(ATLAS, 1, "It broke.")], kept={}, remedy=remedy)
    assert index.failures[0].command == "pmo report atlas --out … --as-of 2026-09-30"
    assert remedy.command("atlas") == (
        "pmo report atlas --portfolio /home/anna/portfolio --out /srv/anna --as-of 2026-09-30"
    )
