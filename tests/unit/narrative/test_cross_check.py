"""The cross-check finds contradictions that are planted, and none where nothing was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sample_portfolio import PROGRAMMES, PROJECTS, TEAMS, all_sample_reviews, sample_review

from pmo_analytics.content import Review
from pmo_analytics.narrative.cross_check import RULES, contradictions
from pmo_analytics.narrative.statements import Page
from pmo_analytics.values import Segment, Sentence
from tests.unit.narrative.foreign_contradictions import PLANTED

pytestmark = pytest.mark.slow

Reviews = list[Review]
PAGES = ("ATLAS", "EMBER", "HELM", "CORAL")


def honest() -> Reviews:
    """Return the portfolio page and four of its siblings."""
    return [sample_review(), *(sample_review("project_health", scope=one) for one in PAGES)]


def edited(review: Review, change: Callable[[dict[str, Any]], None]) -> Review:
    """Return a review after its plain form was changed."""
    plain = review.model_dump()
    change(plain)
    return Review.model_validate(plain)


def on(page: int, change: Callable[[dict[str, Any]], None]) -> Callable[[Reviews], Reviews]:
    """Make a planting on one of the pages."""

    def planted(reviews: Reviews) -> Reviews:
        return [edited(each, change) if at == page else each for at, each in enumerate(reviews)]

    return planted


def block_of(plain: dict[str, Any], kind: str, name: str = "") -> dict[str, Any]:
    """Return the first block of a kind, and of a name."""
    return next(
        block
        for section in plain["sections"]
        for block in section["blocks"]
        if block["block"] == kind and (not name or block["name"] == name)
    )


def set_fact(column: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Give the fact of a column another value, and leave the text that prints it."""

    def change(plain: dict[str, Any]) -> None:
        found = [
            fact
            for fact in plain["facts"].values()
            if fact["source"]["column"] == column and not fact["source"]["row"]
        ]
        assert found, f"no fact {column}"
        for fact in found:
            fact["value"] = value(fact["value"]) if callable(value) else value

    return change


def first_row(plain: dict[str, Any]) -> dict[str, Any]:
    return block_of(plain, "matrix")["groups"][0]["rows"][0]


def say_twice(plain: dict[str, Any]) -> None:
    changes = block_of(plain, "changes")
    changes["better"] = (*changes["better"], changes["worse"][0])


def rise_that_fell(plain: dict[str, Any]) -> None:
    for change in block_of(plain, "changes")["worse"]:
        for said in change["text"]:
            for segment in said["segments"]:
                segment["text"] = segment["text"].replace(" fell ", " rose ")


def older_card(plain: dict[str, Any]) -> None:
    chart = block_of(plain, "chart", "ageing")
    ages = chart["columns"]["age_days"]
    chart["columns"]["age_days"] = (max(ages) + 40, *ages[1:])


def longer_period(plain: dict[str, Any]) -> None:
    chart = block_of(plain, "chart", "throughput")
    chart["columns"] = {name: (*values, values[-1]) for name, values in chart["columns"].items()}


def two_recommended(plain: dict[str, Any]) -> None:
    decisions = block_of(plain, "decisions")["decisions"]
    for option in next(one for one in decisions if len(one["options"]) > 1)["options"]:
        option["is_recommended"] = True


def money_table(plain: dict[str, Any]) -> dict[str, Any]:
    (section,) = (one for one in plain["sections"] if one["name"] == "money")
    return section["blocks"][0]


def budget_of_all(plain: dict[str, Any]) -> None:
    """Let the budget of all projects stand beside the outturn of some."""
    *_, whole, compared = money_table(plain)["rows"]
    compared[1]["text"] = whole[1]["text"]


def total_of_less(plain: dict[str, Any]) -> None:
    money = money_table(plain)
    money["rows"] = money["rows"][1:]


def one_line_less(plain: dict[str, Any]) -> None:
    blocks = [block for section in plain["sections"] for block in section["blocks"]]
    titles = [(block.get("title") or {}).get("message") for block in blocks]
    waiting = blocks[titles.index("waiting-title")]
    waiting["rows"] = waiting["rows"][:-1]


def due_later(plain: dict[str, Any]) -> None:
    block_of(plain, "decisions")["decisions"][0]["due_date"] += timedelta(days=5)


def tally_of_one_more(plain: dict[str, Any]) -> None:
    plain["tally"]["rows"][0]["computed_count"] += 1


def later_than_sure(plain: dict[str, Any]) -> None:
    forecast = first_row(plain)["forecast"]
    forecast["likely_date"] = forecast["sure_date"] + timedelta(days=30)


def other_change(plain: dict[str, Any]) -> None:
    plain["change"] = "better" if plain["change"] != "better" else "worse"


def marked_panel(plain: dict[str, Any]) -> None:
    panels = block_of(plain, "small_multiples")["panels"]
    next(one for one in panels if one["columns"] and not one["is_signal"])["is_signal"] = True


def unexplained(message: str) -> Callable[[dict[str, Any]], None]:
    """Take out the paragraph that a message says."""

    def change(plain: dict[str, Any]) -> None:
        for section in plain["sections"]:
            for block in section["blocks"]:
                if block["block"] == "paragraphs":
                    block["paragraphs"] = tuple(
                        paragraph
                        for paragraph in block["paragraphs"]
                        if paragraph[0]["message"] != message
                    )

    return change


def better_no_more(plain: dict[str, Any]) -> None:
    """Say of a report that is better than the data that it is not."""
    texts = [
        segment
        for section in plain["sections"]
        for block in section["blocks"]
        if block["block"] == "paragraphs"
        for paragraph in block["paragraphs"]
        if paragraph[0]["message"] == "reported-drift"
        for segment in paragraph[0]["segments"]
    ]
    texts[-1]["text"] = "; now it is not."


def dearer_in_most_futures(plain: dict[str, Any]) -> None:
    """Let what is recommended cost more than doing nothing in most of the futures."""
    told = [f for f in plain["facts"].values() if f["source"]["column"] == "dearer_share"]
    assert told, "no share is printed"
    for fact in told:
        fact["value"] = 0.6


def overspend_left_out(plain: dict[str, Any]) -> None:
    """Let doing nothing cost less than what goes above the budget."""
    for decision in block_of(plain, "decisions")["decisions"]:
        for option in decision["options"]:
            if option["likely_cost"] is not None:
                option["likely_cost"] = 1.0


MINE: dict[str, Callable[[Reviews], Reviews]] = {
    "open items on the page and in the burn-up": on(1, set_fact("open_count", lambda n: n + 3)),
    "in progress, and the points of the ageing chart": on(
        1, set_fact("in_progress_count", lambda n: n + 1)
    ),
    "likely finish of the project and of its row": on(
        2, set_fact("likely_date", lambda day: day + timedelta(days=9))
    ),
    "chance of the project and of its row": on(1, set_fact("chance_share", 0.93)),
    "a likely finish after the sure one": on(0, later_than_sure),
    "a colour of the index and of the matrix": on(
        1, lambda plain: plain["rag"].update(computed="green")
    ),
    "red for its cost, and a headline of its date alone": on(
        1, lambda plain: plain["rag"].update(driver="cost")
    ),
    "a change of the index and of the matrix": on(1, other_change),
    "a tally that counts one more": on(0, tally_of_one_more),
    "a project worse and better": on(0, say_twice),
    "what fell is said to have risen": on(0, rise_that_fell),
    "an oldest item that is not the oldest": on(2, older_card),
    "an item that is blocked for longer than it is old": on(2, unexplained("blocked-before-shown")),
    "a period named and a longer one shown": on(1, longer_period),
    "a decision due after the day of its title": on(3, due_later),
    "a better report that is said to be none": on(1, better_no_more),
    "two options recommended": on(0, two_recommended),
    "an option recommended that costs more in most futures": on(1, dearer_in_most_futures),
    "doing nothing without the overspend": on(2, overspend_left_out),
    "a decision that stands in no line": on(0, one_line_less),
    "a budget of all beside the outturn of some": on(0, budget_of_all),
    "a total of more than its rows": on(0, total_of_less),
    "budgets that do not add up": on(0, set_fact("portfolio_budget", lambda money: money + 1)),
    "more projects miss than the matrix shows": on(0, set_fact("past_date_count", 2)),
    "fewer projects will miss than the matrix shows": on(0, set_fact("unlikely_count", 2)),
    "a marked panel that the title leaves out": on(0, marked_panel),
    "a date to keep that has passed under a chance": on(
        3, set_fact("target_date", lambda day: day - timedelta(days=90))
    ),
    "overdue reports counted otherwise": on(0, set_fact("missing_watermelon_count", 1)),
}


ALL = {**MINE, **PLANTED}  # half of them by somebody who had not read the check


@pytest.mark.parametrize("kind", ALL)
def test_a_planted_contradiction_is_found(kind):
    reviews = honest()
    planted = ALL[kind](reviews)
    assert planted != reviews, "nothing was planted"
    assert contradictions(reviews) == ()
    assert contradictions(planted)


def test_all_reviews_of_a_run_agree():
    assert contradictions(all_sample_reviews()) == ()
    assert len(all_sample_reviews()) == 4 + len(PROGRAMMES) + len(TEAMS) + len(PROJECTS)


def test_a_contradiction_names_both_values_and_their_places():
    (first, *_) = contradictions(on(1, set_fact("in_progress_count", lambda n: n + 1))(honest()))
    assert first.subject == "ATLAS in-progress"
    assert {first.first.split(" ")[0], first.second.split(" ")[0]} == {"10", "11"}
    assert "ageing" in first.second


def part_of(part: int, whole: int) -> Review:
    """Return a page that says "part of whole" in its deck."""
    review = sample_review()
    fact = next(f for f in review.facts.values() if f.unit == "count" and not f.source.row)
    facts = {
        name: fact.model_copy(update={"fact_id": name, "value": value})
        for name, value in (("part", part), ("whole", whole))
    }
    told = Sentence.of(
        Segment(kind="fact", text=str(part), fact_id="part"),
        Segment(text=" of "),
        Segment(kind="fact", text=str(whole), fact_id="whole"),
    )
    return review.model_copy(update={"deck": (told,), "facts": {**review.facts, **facts}})


@pytest.mark.parametrize(("part", "whole", "is_found"), [(12, 8, True), (8, 8, False)])
def test_a_part_is_not_more_than_its_whole(part, whole, is_found):
    assert bool(contradictions([part_of(part, whole)])) == is_found


def test_every_rule_of_one_page_can_be_read_on_the_sample_or_on_what_is_planted():
    """A rule that no planted contradiction breaks, and that stays quiet everywhere, is idle."""
    pages = [Page(review) for plant in ALL.values() for review in plant(honest())]
    idle = {rule.__name__ for rule in RULES if not any(next(rule(page), None) for page in pages)}
    assert idle <= NOT_PLANTED
    assert len(NOT_PLANTED) < len(RULES) / 3


# These find what the sample has no example of; each has a test of its own, or a page without it.
NOT_PLANTED = {
    "a_part_is_not_more_than_its_whole",
    "chances_are_chances",
    "nothing_finished_is_said_of_nothing_finished",
    "over_is_not_under",
}
