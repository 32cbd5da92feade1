"""What the office does on the pages of health: the same facts, in three voices."""

from __future__ import annotations

import pytest
from review_reader import lines, sentences_of, table
from sample_portfolio import PROJECTS, review_in_mode, sample, sample_review

from pmo_analytics.content import Missing, Review

pytestmark = pytest.mark.slow

MODES = ("supportive", "controlling", "directive")
PAGES = {
    "ember": ("project_health", {"project": "EMBER"}),
    "helm": ("project_health", {"project": "HELM"}),
    "all": ("portfolio_health", {}),
}


def page(name: str, mode: str) -> Review:
    report, scope = PAGES[name]
    return review_in_mode(report, mode, **scope)


def rows(name: str, mode: str) -> list[list[str]]:
    first = "project" if name == "all" else "help_with"
    return lines(table(page(name, mode), "office", first))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("other", ["supportive", "directive"])
def test_the_facts_of_a_page_are_the_same_in_every_mode(name, other):
    mine, theirs = (
        {fact: each.value for fact, each in page(name, mode).facts.items()}
        for mode in ("controlling", other)
    )
    shared = mine.keys() & theirs.keys()
    assert len(shared) > 50
    assert {fact: mine[fact] for fact in shared} == {fact: theirs[fact] for fact in shared}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_but_the_voice_differs(name):
    """All other sections read alike; in this one what was found does, line by line."""
    others = {
        mode: [
            str(said)
            for section in page(name, mode).sections
            if section.name != "office"
            for _, said in sentences_of(section)
        ]
        for mode in MODES
    }
    assert others["supportive"] == others["controlling"] == others["directive"]
    found = {mode: [row[:-1] for row in rows(name, mode)] for mode in MODES}
    assert found["supportive"] == found["controlling"] == found["directive"]
    for voices in zip(*([row[-1] for row in rows(name, mode)] for mode in MODES), strict=True):
        assert len(set(voices)) == len(MODES)


def test_each_kind_of_help_is_advised_asked_for_or_ordered():
    found, needs = rows("ember", "controlling"), len(_needs("EMBER"))
    voices = zip(*([row[-1] for row in rows("ember", mode)] for mode in MODES), strict=True)
    for advice, compliance, order in list(voices)[1:needs]:
        is_grave = "of them grave" in compliance
        who = "Idris Vaughan and Rosalind Achebe" if is_grave else "Rosalind Achebe"  # a gate
        assert advice.startswith(f"Talk with {who} about ")
        task = compliance.removeprefix(f"{who} must act: ").partition(", ")[0]
        assert order.startswith(f"{who} by 14 October: {task}")
        assert order.endswith("Until then nothing new starts there") is is_grave
    assert [row[0] for row in found[needs:]] == [
        "Gate “Energisation”",
        "The people of Energy have 28 items in progress, 2.2 each; 9 are old",
    ]
    assert rows("ember", "directive")[-1][-1] == "Nothing new starts there until 13 are in progress"


TEAM = "Fleet refit"


def team_rows(mode: str) -> list[list[str]]:
    review = review_in_mode("team_health", mode, team=TEAM)
    return lines(table(review, "office", "found"))


def test_the_page_of_a_team_finds_the_same_in_three_voices_and_asks_who_sees_to_it():
    found = {mode: [row[0] for row in team_rows(mode)] for mode in MODES}
    assert found["supportive"] == found["controlling"] == found["directive"]
    assert found["controlling"][0].startswith("35% of 34 finished items took the declared way")
    for advice, compliance, order in zip(
        *([row[-1] for row in team_rows(mode)] for mode in MODES), strict=True
    ):
        who, _, remedy = compliance.partition(": ")
        assert who == "Astrid Halvorsen"
        assert advice == f"Offer help to {who}: {remedy}"
        assert order == f"{who} by 14 October: {remedy}"
    titles = {
        str(review_in_mode("team_health", mode, team=TEAM).section("office").title)
        for mode in MODES
    }
    assert len(titles) == len(MODES)


def test_nobody_is_told_to_ask_for_a_decision_that_is_asked_for():
    """Ember waits for the answer about its berths: who owes it is told, not its manager."""
    (open_decision,) = sample().sql(
        "select owner from decisions where project_id = 'EMBER' and decided_date is null"
    )["owner"]
    assert [rows("ember", mode)[0] for mode in MODES] == [
        [
            "Its date (red)",
            f"Asked for already: talk with {open_decision} about deciding by 14 October",
        ],
        ["Its date (red)", f"Asked for already: {open_decision} must decide by 14 October"],
        ["Its date (red)", f"Asked for already: {open_decision} decides by 14 October"],
    ]
    assert rows("helm", "controlling")[0] == [
        "Its date (red)",
        "Asked for already: Marguerite Lockhart must decide by 14 October",
    ], "the data ask: no decision of the register is open"
    told = {row["project_id"]: row["decider_name"] for one in PROJECTS for row in _delivery(one)}
    assert told["JETTY"] == open_decision
    assert told["FJORD"] == "Marguerite Lockhart", "its cost is red, and the data ask who pays"


def _delivery(project: str) -> list[dict]:
    return [row for row in _needs(project) if row["kind_name"] == "delivery"]


def _needs(project: str) -> list[dict]:
    return sample().metric("support_needs", project=project).frame.to_dict("records")


def test_the_load_of_owners_stands_beside_orders_alone():
    for name in PAGES:
        heads = {
            mode: [
                block.columns[0].name
                for block in page(name, mode).section("office").blocks
                if not isinstance(block, Missing)
            ]
            for mode in MODES
        }
        assert heads["directive"][1:] == ["named"]
        assert heads["supportive"] == heads["controlling"] == heads["directive"][:1]


def test_a_portfolio_names_every_project_that_needs_something():
    named = [row[0] for row in rows("all", "controlling")]
    projects = sample().projects().set_index("project_id")["name"]
    needing = {
        row["project_id"] for row in sample().metric("support_needs").frame.to_dict("records")
    }
    assert needing == set(PROJECTS) - {"INLET"}, "which has finished"
    assert set(named) >= {projects[one] for one in needing}


def test_where_a_load_is_not_told_stands_why_and_what_would_tell_it():
    (missing,) = (
        block
        for block in sample_review("project_health", scope="HELM").section("office").blocks
        if isinstance(block, Missing)
    )
    assert str(missing.text) == (
        "What its people have at once is not told: an average of fewer than 5 people tells of "
        "persons; the team has 4. To tell it, name teams that work as one under one name in "
        "[teams] of pmo.toml."
    )
