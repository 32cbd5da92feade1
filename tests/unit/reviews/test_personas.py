"""For whom a report is: sections, their order, and how much of them an executive reads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from review_reader import blocks_of
from sample_portfolio import PROGRAMMES, PROJECTS, sample, sample_review

from pmo_analytics.content import DataTable, Matrix, Review
from pmo_analytics.errors import ParameterError
from pmo_analytics.narrative.cross_check import contradictions
from pmo_analytics.reviews.personas import MOST_WORDS, PERSONAS, word_count
from pmo_analytics.values import Sentence, words

pytestmark = pytest.mark.slow


def review_for(persona: str, report: str = "portfolio_health", scope: str = "") -> Review:
    return sample_review(report, scope=scope, persona=persona)


def names(review: Review) -> list[str]:
    return [section.name for section in review.sections]


def read(review: Review) -> int:
    """Count the words that stand above the evidence."""
    parts = (review.headline, review.deck, review.tally, review.key_facts, review.sections)
    return word_count(parts)


@pytest.mark.parametrize("report", ["portfolio_health", "governance", "support"])
@pytest.mark.parametrize("programme", ["", *PROGRAMMES])
def test_an_executive_page_of_the_portfolio_has_few_words(report, programme):
    review = review_for("executive", report, programme)
    assert 80 < read(review) <= MOST_WORDS
    assert len(review.sections) >= 2


@pytest.mark.parametrize("project", PROJECTS)
def test_an_executive_page_of_a_project_has_few_words(project):
    assert 40 < read(review_for("executive", "project_health", project)) <= MOST_WORDS


def test_money_comes_first_for_an_executive():
    assert names(review_for("executive"))[:2] == ["money", "decisions"]
    (table,) = review_for("executive").section("money").blocks
    assert [str(row[0].text) for row in table.rows] == [
        "Fjord ferry refit",
        "Ember shore power",
        "Jetty gangways",
    ]
    assert [str(row[-1].text) for row in table.rows] == ["915", "629", "83"]


def test_an_executive_is_asked_in_lines_and_told_how_many_others_there_are():
    review = review_for("executive")
    (asked,) = review.section("decisions").blocks
    assert isinstance(asked, DataTable)
    assert [column.name for column in asked.columns] == [
        "decision",
        "project",
        "owner",
        "decide_by",
    ]
    first = [str(cell.text) for cell in asked.rows[0]]
    assert first[1:] == ["Dune permits to work", "Idris Vaughan", "Fri 25 Sep, overdue"]
    assert len(asked.rows) == 2
    count = sample().metric("decisions").values["decision_count"]
    assert str(asked.note) == f"All {count} are in the whole report."


def test_an_executive_reads_which_projects_are_red_where_their_rows_have_no_room():
    section = review_for("executive").section("projects")
    (block,) = section.blocks
    ((text,),) = block.paragraphs
    reds = {
        row.name
        for group in blocks_of(sample_review(), Matrix)[0].groups
        for row in group.rows
        if row.rag.computed == "red"
    }
    assert len(reds) > 1
    assert (
        set(str(text).removeprefix("Red: ").rstrip(".").replace(" and ", ", ").split(", ")) == reds
    )


def test_an_executive_reads_what_issues_cost_beside_what_risks_may_cost():
    title = str(review_for("executive").section("exposure").title)
    found = sample().metric("risk_exposure").values
    assert title.endswith(f"open issues cost £{int(found['issue_cost'] / 1000 + Decimal('0.5'))}k")


def test_an_executive_reads_the_word_of_the_office():
    section = review_for("executive").section("comment")
    assert str(section.title) == "Catriona Sutherland on 28 September"
    (block,) = section.blocks
    assert [str(text) for part in block.paragraphs for text in part] == quotes()[:1]


def test_an_executive_is_shown_the_worst_projects_where_there_is_room():
    review = review_for("executive", scope="Port Operations")
    (matrix,) = blocks_of(review, Matrix)
    shown = [row for group in matrix.groups for row in group.rows]
    assert {row.rag.computed for row in shown} == {"red"}
    reds = [
        row.name
        for group in blocks_of(sample_review(scope="Port Operations"), Matrix)[0].groups
        for row in group.rows
        if row.rag.computed == "red"
    ]
    named = {row.name for row in shown}
    assert len(reds) > 1
    assert all(name in named or name in str(matrix.caption) for name in reds)


def test_what_the_headline_says_stands_below_only_with_more():
    review = review_for("executive")
    said = {segment.fact_id for segment in review.headline.segments if segment.fact_id}
    for text in review.deck:
        assert {segment.fact_id for segment in text.segments if segment.fact_id} - said


def test_an_executive_page_keeps_the_evidence_of_what_it_prints_and_no_other():
    whole, short = sample_review(), review_for("executive")
    assert set(short.facts) < set(whole.facts)
    assert {name: whole.facts[name].value for name in short.facts} == {
        name: fact.value for name, fact in short.facts.items()
    }


def test_pages_for_several_readers_do_not_contradict_each_other():
    pages = [sample_review(), *(review_for(persona) for persona in PERSONAS)]
    assert contradictions(pages) == ()


@pytest.mark.parametrize(
    ("persona", "has", "lacks"),
    [
        ("executive", {"money", "decisions"}, {"pace", "data", "blockers", "oversight"}),
        ("pmo_lead", {"decisions", "money", "pace", "oversight", "data"}, set()),
        ("delivery_manager", {"decisions", "pace", "blockers", "data"}, {"money", "oversight"}),
        ("analyst", {"money", "pace", "data"}, {"decisions"}),
    ],
)
def test_each_persona_has_sections_of_its_own(persona, has, lacks):
    found = set(names(review_for(persona)))
    assert has <= found
    assert not lacks & found


def test_the_board_is_for_who_delivers():
    assert "board" in names(review_for("delivery_manager", "project_health", "BOREAL"))
    assert "board" not in names(review_for("pmo_lead", "project_health", "BOREAL"))


def test_a_page_says_for_whom_it_is():
    assert review_for("executive").kind == "Portfolio health, for executives"
    assert sample_review().kind == "Portfolio health"


def test_a_persona_that_does_not_exist_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match='Did you mean "executive"'):
        sample().review(persona="executives")


def test_words_are_counted_as_they_are_read():
    assert word_count(words("Five words stand in here")) == 5
    assert word_count((words("two more"), Sentence())) == 2


# --- the word of the office ---------------------------------------------------------------------


def quotes(project: str = "", as_of: str = "") -> list[str]:
    report = "project_health" if project else "portfolio_health"
    section = sample_review(report, scope=project, as_of=as_of).section("comment")
    return [str(text) for block in section.blocks for part in block.paragraphs for text in part]


def test_a_comment_stands_as_theirs_on_the_page_of_its_scope_alone():
    section = sample_review("project_health", scope="ATLAS").section("comment")
    assert str(section.title) == "Catriona Sutherland on 29 September"
    assert quotes("ATLAS")[0].startswith("“Niamh reports green because the pace is good")
    assert sample_review("project_health", scope="CORAL").section("comment") is None
    programme = sample_review(scope="Ships & Energy").section("comment")
    assert "no date of this programme holds" in programme.model_dump_json()


def test_the_comment_before_it_is_dated_and_an_earlier_day_knows_no_later_one():
    now = quotes()
    assert now[0].startswith("“The loans to the storm-damage survey slow")
    assert now[1].startswith("Before, on 28 August: “")
    assert quotes(as_of="2026-09-15") == [now[1].partition(": ")[2]]
