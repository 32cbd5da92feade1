"""Contradictions planted in honest reviews by somebody who has not read the cross-check.

Each mutation takes the reviews of the portfolio and of ATLAS, EMBER, HELM and CORAL and plants
exactly one: two statements of the same thing that a reader can see disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pmo_analytics.content import Review
from pmo_analytics.values import Scalar, Segment, Sentence, Value

Mutation = Callable[[list[Review]], list[Review]]
Step = str | int | Callable[[Any], bool]  # a field or key, a place, or what the element must be

PLANTED: dict[str, Mutation] = {}
PORTFOLIO = ""  # the project of the review of the portfolio
DAY = "2026-09-30"


# --- ways to change a frozen value ------------------------------------------------------------


def changed(value: Any, path: tuple[Step, ...], change: Callable[[Any], Any]) -> Any:
    """Return the value with what stands at the end of the path changed."""
    if not path:
        after = change(value)
        assert after != value, f"nothing is changed in {value!r}"
        return after
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {**value, step: changed(value[step], rest, change)}
    if isinstance(value, tuple):
        place = step if isinstance(step, int) else only_place(value, step)
        place %= len(value)
        return (*value[:place], changed(value[place], rest, change), *value[place + 1 :])
    return value.model_copy(update={step: changed(getattr(value, step), rest, change)})


def only_place(values: tuple[Any, ...], is_it: Callable[[Any], bool]) -> int:
    """Return the place of the one element that is it."""
    (place,) = (place for place, value in enumerate(values) if is_it(value))
    return place


def everywhere(value: Any, change: Callable[[Segment], Segment]) -> Any:
    """Return the value with every segment changed, however deep it stands."""
    if isinstance(value, Segment):
        return change(value)
    if isinstance(value, Value):
        parts = {name: getattr(value, name) for name in type(value).model_fields}
        return value.model_copy(update={k: everywhere(v, change) for k, v in parts.items()})
    if isinstance(value, tuple):
        return tuple(everywhere(part, change) for part in value)
    return value


def restated(review: Review, fact_id: str, value: Scalar, texts: dict[str, str]) -> Review:
    """Let a fact be another number wherever the page prints it, each printed text by another."""
    printed = []

    def say(segment: Segment) -> Segment:
        if segment.fact_id != fact_id:
            return segment
        printed.append(segment.text)
        return segment.model_copy(update={"text": texts[segment.text]})

    review = everywhere(review, say)
    assert set(printed) == set(texts), f"{fact_id} is printed as {printed}"
    return changed(review, ("facts", fact_id, "value"), lambda before: type(before)(value))


def respoken(before: str, after: str) -> Callable[[Sentence], Sentence]:
    """Return the change of a sentence whose one segment with the words says others instead."""

    def speak(sentence: Sentence) -> Sentence:
        path = ("segments", lambda segment: before in segment.text, "text")
        return changed(sentence, path, lambda text: text.replace(before, after))

    return speak


def to(after: Any) -> Callable[[Any], Any]:
    """Return the change of anything to this."""
    return lambda _: after


def named(name: str) -> Callable[[Any], bool]:
    """Tell whether a section, chart or cell bears the name."""
    return lambda value: getattr(value, "name", "") == name


def having(**fields: Any) -> Callable[[Any], bool]:
    """Tell whether a value has these fields."""
    return lambda value: all(getattr(value, k, None) == v for k, v in fields.items())


def section(name: str, *rest: Step) -> tuple[Step, ...]:
    """Return the path into a section."""
    return ("sections", named(name), *rest)


def chart(section_name: str, name: str, *rest: Step) -> tuple[Step, ...]:
    """Return the path into a chart of a section."""
    return section(section_name, "blocks", named(name), *rest)


def block(section_name: str, kind: str, *rest: Step) -> tuple[Step, ...]:
    """Return the path into the one block of the kind in a section."""
    return section(section_name, "blocks", having(block=kind), *rest)


def plants(project_id: str) -> Callable[[Callable[[Review], Review]], Mutation]:
    """Enter a mutation of the one review of a project, or of the portfolio."""

    def enter(mutate: Callable[[Review], Review]) -> Mutation:
        def mutation(honest: list[Review]) -> list[Review]:
            place = only_place(tuple(honest), having(project_id=project_id))
            mutated = mutate(honest[place])
            assert mutated != honest[place], f"{mutate.__name__} changes nothing"
            Review.model_validate(mutated.model_dump())
            return [*honest[:place], mutated, *honest[place + 1 :]]

        PLANTED[mutate.__name__] = mutation
        return mutation

    return enter


# --- the masthead: headline, index line, tally, key facts -------------------------------------


@plants("EMBER")
def index_line_keeps_the_date_that_the_headline_misses(ember: Review) -> Review:
    target = ember.one_line.segments[1]
    line = Sentence.of(Segment(text="On course for "), target, Segment(text="."))
    return changed(ember, ("one_line",), to(line))


@plants(PORTFOLIO)
def deck_names_a_whole_that_the_tally_does_not_add_up_to(portfolio: Review) -> Review:
    fact_id = f"portfolio.portfolio.judgement.portfolio_budget.{DAY}"
    return restated(portfolio, fact_id, 22_950_000, {"£21.0m": "£23.0m"})


@plants(PORTFOLIO)
def tally_counts_fewer_reported_green_than_the_matrix_shows(portfolio: Review) -> Review:
    path = ("tally", "rows", having(rag="green"), "declared_count")
    return changed(portfolio, path, lambda count: count - 1)


@plants("EMBER")
def key_fact_says_fewer_days_late_than_lie_between_its_dates(ember: Review) -> Review:
    fact_id = f"project.EMBER.finish_forecast.likely_late_days.{DAY}"
    return restated(ember, fact_id, 72, {"103 days": "72 days"})


# --- decisions --------------------------------------------------------------------------------


@plants(PORTFOLIO)
def decision_is_due_after_the_last_day_of_the_title(portfolio: Review) -> Review:
    decision = block("decisions", "decisions", "decisions", having(decision_id="D-09"))
    later = changed(portfolio, (*decision, "due_date"), to(date(2026, 10, 16)))
    return changed(later, (*decision, "due"), respoken("Wed 14 Oct", "Fri 16 Oct"))


# --- the matrix, and what changed -------------------------------------------------------------


@plants(PORTFOLIO)
def title_counts_fewer_red_projects_than_the_matrix_shows(portfolio: Review) -> Review:
    fact_id = f"portfolio.portfolio.judgement.computed_red_count.{DAY}"
    return restated(portfolio, fact_id, 5, {"Six": "Five"})


@plants(PORTFOLIO)
def dimension_that_drives_a_red_project_is_shown_green(portfolio: Review) -> Review:
    fjord = block(
        "projects", "matrix", "groups", named("Ships & Energy"), "rows", having(project_id="FJORD")
    )
    return changed(portfolio, (*fjord, "cells", having(dimension="Cost"), "rag"), to("green"))


@plants(PORTFOLIO)
def portfolio_gives_another_chance_than_the_page_of_the_project(portfolio: Review) -> Review:
    fact_id = f"project.CORAL.finish_forecast.chance_share.{DAY}"
    coral = block(
        "projects",
        "matrix",
        "groups",
        named("Passenger Services"),
        "rows",
        having(project_id="CORAL"),
    )
    higher = restated(portfolio, fact_id, 0.87, {"79%": "87%"})
    return changed(higher, (*coral, "chances", -1), to(0.87))


@plants(PORTFOLIO)
def project_whose_chance_fell_stands_under_better(portfolio: Review) -> Review:
    def move(changes: Any) -> Any:
        place = only_place(changes.worse, having(project_name="Boreal berth planning"))
        rest = (*changes.worse[:place], *changes.worse[place + 1 :])
        return changes.model_copy(update={"worse": rest, "better": (changes.worse[place],)})

    return changed(portfolio, block("changed", "changes"), move)


# --- the pages of the projects ----------------------------------------------------------------


@plants("ATLAS")
def chart_marks_an_earlier_likely_finish_than_its_title(atlas: Review) -> Review:
    burn_up = chart("finish", "burn_up")
    moved = changed(atlas, (*burn_up, "options", "likely_date"), to("2026-12-03"))
    labelled = changed(moved, (*burn_up, "options", "likely_label"), to("likely 3 Dec"))
    return changed(
        labelled,
        (*burn_up, "alternative"),
        lambda words: words.replace("likely 30 Dec", "likely 3 Dec"),
    )


@plants("EMBER")
def last_bar_of_the_chart_is_higher_than_the_words_say(ember: Review) -> Review:
    path = chart("pace", "throughput", "columns", "finished_count", -1)
    return changed(ember, path, lambda count: count + 5)


@plants("EMBER")
def subtitle_names_fewer_weeks_than_the_chart_shows(ember: Review) -> Review:
    return changed(ember, chart("pace", "throughput", "subtitle"), respoken("26", "12"))


@plants("HELM")
def text_alternative_names_a_younger_oldest_item(helm: Review) -> Review:
    return changed(
        helm,
        chart("stuck", "ageing", "alternative"),
        lambda words: words.replace("oldest is 85 days", "oldest is 58 days"),
    )


@plants("ATLAS")
def fewer_items_are_blocked_than_are_named_as_blocked(atlas: Review) -> Review:
    fact_id = f"project.ATLAS.blocked_items.blocked_count.{DAY}"
    return restated(atlas, fact_id, 2, {"3": "2"})


@plants("EMBER")
def card_is_marked_overdue_before_its_day(ember: Review) -> Review:
    cards = block("board", "board", "columns", having(stage="To Do"), "cards")
    return changed(ember, (*cards, lambda card: card.item.text == "EMBER-171", "due"), to("14 Oct"))


@plants("EMBER")
def column_of_the_board_counts_fewer_items_than_the_chart(ember: Review) -> Review:
    path = block("board", "board", "columns", having(stage="Construction"), "count")
    return changed(ember, path, lambda count: count - 2)


@plants("EMBER")
def rows_of_the_risks_add_up_to_more_than_the_title(ember: Review) -> Review:
    fact_id = f"project.EMBER.risk_exposure.R-14.exposure_cost.{DAY}"
    dearer = restated(ember, fact_id, 196_000, {"£126k": "£196k"})
    risks = ("exposure", "blocks", 0, "rows")
    row = lambda cells: cells[1].text.segments[0].fact_id == fact_id  # noqa: E731
    return changed(dearer, section(*risks, row, 1, "bar"), to(196_000.0))


@plants(PORTFOLIO)
def more_projects_keep_every_promise_than_keep_one_of_them(portfolio: Review) -> Review:
    fact_id = f"portfolio.portfolio.success.keeping_all_count.{DAY}"
    return restated(portfolio, fact_id, 6, {"three": "six"})
