"""The self-check: a number stands nowhere in a review unless it is a fact that can be looked up.

A review is made once and then put through every check, since making it takes longest.
"""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict

import pytest
from review_reader import (
    NUMBER,
    blocks_of,
    parts_of,
    printed_forms,
    segments_of,
    sentences_of,
)

from pmo_analytics.catalogue.finish import HORIZON_YEARS
from pmo_analytics.catalogue.registry import find_measure
from pmo_analytics.content import Chart, Matrix, Review, Section
from pmo_analytics.forecasts.doubts import DORMANT_DAYS, LEAST_DAYS, LEAST_FINISHED
from pmo_analytics.forecasts.finish import SURE
from pmo_analytics.health.pace import PACE_WEEKS
from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.narrative.cross_check import contradictions
from pmo_analytics.narrative.formatting import Style, rounded
from pmo_analytics.reviews.exposure_section import MOST_RISKS
from pmo_analytics.reviews.flow_section import SHOWN_WEEKS
from pmo_analytics.values import Segment

pytestmark = pytest.mark.slow

# Numbers of the page itself, each a constant of the package.
TERMS = {
    f"{SURE:.0%}",
    f"{1 - SURE:.0%}",
    str(SHOWN_WEEKS),
    str(MOST_RISKS),
    str(PACE_WEEKS),
    str(DEFAULT_OPTIONS["ahead_days"]),
    str(DEFAULT_OPTIONS["wave_days"]),
}
LIMITS = {  # of a forecast, as the reason why there is none says them
    str(DORMANT_DAYS // 5),
    str(LEAST_FINISHED),
    str(LEAST_DAYS),
    str(HORIZON_YEARS),
}
SURE_TERM = re.compile(rf"{SURE:.0%}(?: sure)?")
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
DAY = re.compile(rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?")
# What a measure needs, and how few there are, as its reason says it.
NEEDED = re.compile(r"\d+ [a-z ]+; \d+ are needed")
SENTENCE_END = re.compile(r"(?<=[.?!]) ")
LONGEST = {"headline": 20, "title": 15, "deck": 25}  # words


def style_of(review: Review, currency: str) -> Style:
    return Style(as_of=review.as_of, currency=currency)


def currency_of(review: Review) -> str:
    return "€" if review.scope_name == "Exports" else "£"


def no_number_stands_among_our_words(review: Review) -> None:
    for path, segment in segments_of(review):
        if segment.kind == "words":
            assert not any(sign.isnumeric() for sign in segment.text), f"{path}: {segment.text}"


def a_term_is_a_constant_of_the_page(review: Review) -> None:
    for path, segment in segments_of(review):
        assert segment.kind != "term" or segment.text in TERMS, f"{path}: {segment.text}"


def every_fact_says_where_it_is_asked_for_again(review: Review) -> None:
    """Its measure has such a value, or rows with such a column; the day is one of the review."""
    days = (review.as_of, review.compared_with)
    for fact in review.facts.values():
        source, measure = fact.source, find_measure(fact.source.measure)
        assert source.column in measure.values or source.row, fact.fact_id
        assert source.as_of in days, fact.fact_id
        assert bool(source.scope) == (source.scope_kind != "portfolio"), fact.fact_id
        assert set(source.options) <= set(measure.options), fact.fact_id
        assert fact.unit == measure.unit_of(source.column), fact.fact_id


def every_fact_belongs_to_the_review(review: Review) -> None:
    """A review of a project prints facts of no other; of a programme, those of its projects.

    What it waits for as a whole stands with the likely finish of that other project.
    """
    for fact in review.facts.values():
        kind, scope = fact.source.scope_kind, fact.source.scope
        if (fact.source.measure, fact.source.column) == ("finish_forecast", "likely_date"):
            continue
        if review.project_id:
            assert (kind, scope) == ("project", review.project_id), fact.fact_id
        elif kind == "programme":
            assert scope == review.programme or not review.programme, fact.fact_id


def every_segment_of_a_fact_prints_its_fact(review: Review) -> None:
    style = style_of(review, currency_of(review))
    for path, segment in segments_of(review):
        if segment.kind == "fact":
            fact = review.facts[segment.fact_id]
            assert segment.text in printed_forms(fact, style), f"{path}: {segment} of {fact}"


def only_they_carry_facts(review: Review) -> None:
    for path, segment in segments_of(review):
        assert bool(segment.fact_id) == (segment.kind == "fact"), path


def every_date_is_a_date(review: Review) -> None:
    for path, segment in segments_of(review):
        if segment.kind == "date":
            assert DAY.fullmatch(segment.text), f"{path}: {segment.text}"


def a_fact_is_kept_under_its_own_name(review: Review) -> None:
    assert all(fact.fact_id == name for name, fact in review.facts.items())
    assert list(review.facts) == sorted(review.facts)


def every_fact_has_a_value_or_a_reason(review: Review) -> None:
    assert all(fact.value is not None or fact.reason for fact in review.facts.values())


def every_recipe_that_is_named_exists_and_has_a_query(review: Review) -> None:
    recipes = {recipe.recipe_id: recipe for recipe in review.recipes}
    named = {segment.recipe_id for _, segment in segments_of(review)} | {
        fact.recipe_id for fact in review.facts.values()
    }
    assert named - {""} <= recipes.keys()
    for recipe in recipes.values():
        assert "select" in recipe.query.lower()
        for said in (recipe.label, recipe.means, recipe.rule, recipe.data_needed):
            assert said.strip(), recipe.recipe_id


def every_recipe_says_what_it_rests_on_and_how_to_ask_again(review: Review) -> None:
    used = re.compile(r"\$([a-z_]+)")
    for recipe in review.recipes:
        facts = [fact for fact in review.facts.values() if fact.recipe_id == recipe.recipe_id]
        assert recipe.based_on or all(fact.n is None for fact in facts), recipe.recipe_id
        parameters = json.loads(recipe.parameters)
        assert set(parameters) == set(used.findall(recipe.query)), recipe.recipe_id
        call = ast.parse(recipe.call, mode="eval").body
        assert ast.unparse(call.func) == "p.metric"
        assert {call.args[0].value} == {fact.source.measure for fact in facts}


def every_recipe_belongs_to_a_number(review: Review) -> None:
    opened = {segment.recipe_id for _, segment in segments_of(review)}
    opened |= {fact.recipe_id for fact in review.facts.values()}  # said beside a chart
    assert {recipe.recipe_id for recipe in review.recipes} <= opened


def every_number_opens(review: Review) -> None:
    recipes = {recipe.recipe_id for recipe in review.recipes}
    closed = [fact.fact_id for fact in review.facts.values() if fact.recipe_id not in recipes]
    assert closed == []


def every_fact_is_printed(review: Review) -> None:
    printed = {segment.fact_id for _, segment in segments_of(review)} - {""}
    assert printed == review.facts.keys()
    assert len(printed) > 5


def a_number_printed_twice_is_the_same_number(review: Review) -> None:
    forms = defaultdict(set)
    for _, segment in segments_of(review):
        if segment.kind == "fact":
            digits = NUMBER.findall(segment.text)
            if digits:
                forms[segment.fact_id].add(tuple(digits))
    for fact_id, found in forms.items():
        unit = review.facts[fact_id].unit
        # "£2.40m" in a decision is "£2.4m" in a total, and 12% is "1 in 8" in a headline.
        assert len(found) == 1 or unit in ("money", "share"), f"{fact_id}: {found}"


def numbers_in_a_reason_are_facts_too(review: Review) -> None:
    style = style_of(review, currency_of(review))
    known = {
        number
        for fact in review.facts.values()
        for form in printed_forms(fact, style)
        for number in NUMBER.findall(form)
    }
    for path, part in parts_of(review):
        if isinstance(part, str) and path.endswith(".reason") and "facts" not in path:
            rest = DAY.sub("", NEEDED.sub("", part))
            assert set(NUMBER.findall(rest)) <= known | LIMITS, f"{path}: {part}"


def a_chart_says_in_words_only_what_it_shows(review: Review) -> None:
    for chart in blocks_of(review, Chart):
        shown = [str(value) for values in chart.columns.values() for value in values]
        shown += [str(option) for option in chart.options.values()]
        shown += [  # as the normal range is printed
            rounded(option, decimals)
            for option in chart.options.values()
            if isinstance(option, float)
            for decimals in (0, 1)
        ]
        shown += [str(len(values)) for values in chart.columns.values()]
        # labels and words of a fact, such as a normal range or a day with its month
        shown += [str(said) for _, said in sentences_of((chart.note, chart.subtitle))]
        numbers = {number.lstrip("0") for text in shown for number in NUMBER.findall(text)}
        numbers |= {part for number in numbers for part in number.split("-")}
        said = SURE_TERM.sub("", chart.alternative)
        for number in NUMBER.findall(said):
            is_zero = number.strip("0") == ""
            assert is_zero or number.lstrip("0") in numbers, f"{number} in {chart.alternative}"


def every_chart_has_an_alternative_and_columns_of_one_length(review: Review) -> None:
    for chart in blocks_of(review, Chart):
        assert chart.alternative.strip()
        assert len({len(values) for values in chart.columns.values()}) <= 1
        assert chart.columns or chart.note, chart.name


def sentences_of_the_head_are_short(review: Review) -> None:
    texts = {
        "headline": [review.headline, review.one_line],
        "deck": list(review.deck),
        "title": [section.title for section in review.sections],
    }
    for kind, said in ((kind, said) for kind, told in texts.items() for said in told):
        # Names belong to the register: three words of one are what a sentence can be held to.
        text = "".join(
            " ".join(one.text.split()[:3]) if one.kind == "name" else one.text
            for one in said.segments
        )
        longest = max(len(sentence.split()) for sentence in SENTENCE_END.split(text))
        assert longest <= LONGEST[kind], str(said)


def sentences_are_written_clean(review: Review) -> None:
    for path, said in sentences_of(review):
        text = str(said)
        names = "".join(one.text for one in said.segments if one.kind == "name")
        if "  " not in names:
            assert "  " not in text, f"{path}: {text!r}"
        assert not re.search(r"\bNone\b(?! of )", text), f"{path}: {text!r}"
        assert "nan" not in text.lower().split(), f"{path}: {text!r}"
        assert not re.search(r"\{\w*\}|%[sd]", text.replace(names, "")), f"{path}: {text!r}"
        one = r"(?<![\d.,])1 (?:items|days|weeks|projects)\b"
        assert not re.search(one, text), f"{path}: {text}"


def sections_have_names_of_their_own(review: Review) -> None:
    names = [section.name for section in review.sections]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)
    assert all(section.title for section in review.sections)


def a_grey_cell_says_why_and_no_other_has_a_reason(review: Review) -> None:
    for matrix in blocks_of(review, Matrix):
        for row in (row for group in matrix.groups for row in group.rows):
            for cell in row.cells:
                assert bool(cell.reason) == (cell.rag == "grey"), cell
                assert (cell.number is None) == (cell.rag == "grey"), cell
            if row.forecast.likely_date is None and row.forecast.sure_date is None:
                assert row.forecast.reason or row.chances, row.name


def facts_in(section: Section) -> list[tuple[str, Segment]]:
    return [(path, segment) for path, segment in segments_of(section) if segment.fact_id]


def blocks_fit_the_grid(review: Review) -> None:
    spans = [getattr(block, "span", 12) for one in review.sections for block in one.blocks]
    assert all(1 <= span <= 12 for span in spans)


def no_two_statements_contradict_each_other(review: Review) -> None:
    assert contradictions((review,)) == ()


CHECKS = (
    no_two_statements_contradict_each_other,
    no_number_stands_among_our_words,
    a_term_is_a_constant_of_the_page,
    every_fact_says_where_it_is_asked_for_again,
    every_fact_belongs_to_the_review,
    every_segment_of_a_fact_prints_its_fact,
    only_they_carry_facts,
    every_date_is_a_date,
    a_fact_is_kept_under_its_own_name,
    every_fact_has_a_value_or_a_reason,
    every_recipe_that_is_named_exists_and_has_a_query,
    every_recipe_belongs_to_a_number,
    every_recipe_says_what_it_rests_on_and_how_to_ask_again,
    every_number_opens,
    every_fact_is_printed,
    a_number_printed_twice_is_the_same_number,
    numbers_in_a_reason_are_facts_too,
    a_chart_says_in_words_only_what_it_shows,
    every_chart_has_an_alternative_and_columns_of_one_length,
    sentences_of_the_head_are_short,
    sentences_are_written_clean,
    sections_have_names_of_their_own,
    a_grey_cell_says_why_and_no_other_has_a_reason,
    blocks_fit_the_grid,
)


def test_every_review_passes_every_check(review):
    for check in CHECKS:
        check(review)
