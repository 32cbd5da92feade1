"""The report of support: who needs help, what is quickly done, who is taught; in three voices."""

from __future__ import annotations

from functools import partial

import pytest
from review_reader import lines, sentences_of, table
from sample_portfolio import PROJECTS, review_in_mode, sample, sample_review

from pmo_analytics.catalogue.support import KINDS, need_order
from pmo_analytics.content import DataTable, Review
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.standards_check import people_of

pytestmark = pytest.mark.slow

NEEDING = tuple(one for one in PROJECTS if one != "INLET")  # which has finished
MODES = ("supportive", "controlling", "directive")
in_mode = partial(review_in_mode, "support")


# --- who needs help ------------------------------------------------------------------------------


def test_projects_stand_in_the_order_of_their_need():
    frame = sample().metric("support_needs").frame
    needs = {
        project: rows.to_dict("records")
        for project, rows in frame.groupby("project_id", sort=False)
    }
    assert sorted(needs, key=lambda one: need_order(one, needs[one])) == list(needs)
    assert set(needs) == set(NEEDING)
    for rows in needs.values():
        kinds = [row["kind_name"] for row in rows]
        assert kinds == sorted(set(kinds), key=KINDS.index)


def test_a_project_is_named_with_what_it_needs_and_who_is_asked():
    rows = lines(table(sample_review("support"), "needs", "project"))
    ember = next(row for row in rows if row[0] == "Ember shore power")
    assert ember[1].startswith("Its date (red); 1 blocked item for at least 245 days; ")
    assert ember[2] == "Idris Vaughan and Rosalind Achebe: put right 6 breaches, 1 of them grave"


def test_who_must_act_on_what_is_the_same_person_on_all_pages():
    """Who sees to a standard is said once; support and the projects ask those whom it names."""
    broken = sample().check().broken
    for project, name in sample()._evidence.project_names.items():
        own = {one.who for one in broken if one.project_id == project}
        rows = lines(table(sample_review("support"), "needs", "project"))
        acts = [row[2] for row in rows if row[0] == name]
        assert bool(acts) == bool(own)
        assert all(who in act for who in own for act in acts)
        gravest = [one.who for one in broken if one.project_id == project][:1]
        assert [act for act in acts if not act.startswith(tuple(gravest))] == []
    page = lines(table(sample_review("project_health", scope="EMBER"), "office", "help_with"))
    steering = next(act for found, act in page if found.startswith("Reports, gates and answers"))
    assert steering.startswith("Idris Vaughan and Rosalind Achebe must act")


def test_breaches_by_project_are_those_of_the_standards():
    standards = sample().metric("standards").frame
    broken = standards[standards["is_broken"]].groupby("project_id").size().to_dict()
    needs = sample().metric("support_needs").frame
    shown = needs.groupby("project_id")["all_broken_count"].first().to_dict()
    assert {one: count for one, count in shown.items() if count} == broken


# --- quick wins, training, lessons, feedback ----------------------------------------------------


def test_a_quick_win_prints_its_arithmetic():
    first = lines(table(sample_review("support"), "quick_wins", "win"))[0]
    assert first[:3] == [
        "Call about “switchgear maker”",
        "EMBER-25, GANNET-47, GANNET-64 and 2 more",
        "Ember shore power",
    ]
    assert first[4:] == ["30", "5 × 3 = 15", "30"]


def test_lessons_are_those_of_retrospectives_and_audits_by_the_day_they_were_due():
    rows = lines(table(sample_review("support"), "lessons", "open_action"))
    assert {row[-1] for row in rows} == {"A retrospective", "An audit"}
    frame = sample().metric("overdue_actions").frame
    lessons = frame[frame["is_lesson"]].sort_values("due_date")
    assert [row[0] for row in rows] == list(lessons["action"])


def test_without_registers_what_would_tell_it_is_named(review_as):
    review = review_as("support_without_registers")
    said = " ".join(str(text) for _, text in sentences_of(review.sections))
    for register in ("actions", "feedback", "training"):
        assert f"Add {register}.csv" in said
    assert "projects could use help" in str(review.section("needs").title)
    assert lines(table(review, "quick_wins", "win"))


# --- three voices -------------------------------------------------------------------------------


def values(review: Review) -> dict:
    return {name: fact.value for name, fact in review.facts.items()}


@pytest.mark.parametrize("other", ["supportive", "directive"])
def test_the_facts_are_the_same_in_every_mode(other):
    mine, theirs = values(in_mode("controlling")), values(in_mode(other))
    shared = mine.keys() & theirs.keys()
    assert len(shared) > 100
    assert {name: mine[name] for name in shared} == {name: theirs[name] for name in shared}


def test_the_voices_differ_line_by_line_where_somebody_is_asked():
    acts = {
        mode: [row[2] for row in lines(table(in_mode(mode), "needs", "project"))] for mode in MODES
    }
    assert len(acts["directive"]) == len(NEEDING)
    for advice, compliance, order in zip(*(acts[mode] for mode in MODES), strict=True):
        who, _, breaches = compliance.partition(": ")
        assert advice == f"Ask {who} what would help first"
        assert order.startswith(f"{who} by 14 October: {breaches}")
    loaded = [order for order in acts["directive"] if " open duties of " in order]
    assert loaded
    assert not any("duties" in act for act in (*acts["supportive"], *acts["controlling"]))
    (helm,) = (order for order in loaded if "Malcolm Okafor by " in order)  # whose sponsor acts
    assert helm.startswith("Marguerite Lockhart for Malcolm Okafor by ")
    assert " open duties of Marguerite Lockhart " in helm


def test_what_is_found_is_said_alike_in_every_voice():
    found = {
        mode: [row[:2] for row in lines(table(in_mode(mode), "needs", "project"))]
        + [row[:3] for row in lines(table(in_mode(mode), "training", "team"))]
        + lines(table(in_mode(mode), "quick_wins", "win"))
        for mode in MODES
    }
    assert found["supportive"] == found["controlling"] == found["directive"]


def test_nobody_is_ranked():
    """Names stand beside what they are asked for; no table is ordered by people."""
    for section in sample_review("support").sections:
        for block in section.blocks:
            if isinstance(block, DataTable):
                assert block.columns[0].name not in ("who", "owner", "named")
    said = " ".join(str(text) for _, text in sentences_of(sample_review("support").sections))
    assert "most need first" in said.lower()


def test_what_a_manager_who_is_silent_for_long_would_do_is_asked_of_the_sponsor():
    """Helm's manager has not reported for 82 days, and is on leave; the others report."""
    evidence = sample()._evidence
    day = evidence.calendar.as_of()
    people = people_of(Brief(evidence, evidence.scope(), day, day))
    helm, atlas = (people[project]["project manager"] for project in ("HELM", "ATLAS"))
    assert helm.shown == "Marguerite Lockhart for Malcolm Okafor"
    assert (helm.name, atlas.shown) == ("Marguerite Lockhart", "Niamh Gallagher")
    wins = sample_review("support").section("quick_wins").blocks[0]
    asked = {str(row[2].text): str(row[3].text) for row in wins.rows}
    assert asked["Helm crew rostering"] == "Marguerite Lockhart for Malcolm Okafor"
