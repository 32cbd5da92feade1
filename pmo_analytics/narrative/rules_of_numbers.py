"""What a page says in numbers: parts and wholes, sums, directions, dates and periods must agree."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pmo_analytics.content import Board, Cell, Chart, Contradiction, DataTable
from pmo_analytics.narrative.formatting import Style, day_text
from pmo_analytics.narrative.saying import words_of
from pmo_analytics.narrative.statements import Page, is_same
from pmo_analytics.values import Fact, Sentence

NUMBER = re.compile(r"[0-9]+")
_COUNTED = ("count", "money", "share")
_Facts = list[Fact | None]  # of the cells of a row
_NEAR_DAYS = 400  # a due day without a year is one of these before or after the page


def a_part_is_not_more_than_its_whole(page: Page) -> Iterator[Contradiction]:
    """ "12 of 8": two numbers of one unit with "of" between them."""
    for place, said in page.sentences:
        for first, between, second in zip(
            said.segments, said.segments[1:], said.segments[2:], strict=False
        ):
            part, whole = page.fact(first), page.fact(second)
            if between.text.strip() != "of" or not (part and whole):
                continue
            if part.unit == whole.unit and part.unit in _COUNTED and part.value > whole.value:
                yield page.contradiction(f"{place}: a part of its whole", part.value, whole.value)


def a_direction_is_that_of_its_numbers(page: Page) -> Iterator[Contradiction]:
    """What rose ends higher than it began, what fell lower; later is after, earlier before."""
    for place, said in page.said("chance-moved"):
        before, after = (fact for one in said.segments if (fact := _share(page, one)))
        words = "".join(one.text for one in said.segments if one.kind == "words")
        if (" rose " in words) != (after.value > before.value):
            yield page.contradiction(f"{place}: {said}", before.value, after.value)
    for place, said in page.said("move"):
        moved = next(f for one in said.segments if (f := page.fact(one)) and f.unit == "days")
        direction = _before_comma(said)
        if direction and ("later" in direction) != (moved.value > 0):
            yield page.contradiction(f"{place}: {said}", moved.value, direction.strip())


def _share(page: Page, segment: Any) -> Fact | None:
    fact = page.fact(segment)
    return fact if fact and fact.unit == "share" else None


def _before_comma(said: Sentence) -> str:
    texts = [one.text for one in said.segments]
    return next(
        (text.partition(",")[0] for text in texts if "later" in text or "earlier" in text), ""
    )


def dates_come_in_their_order(page: Page) -> Iterator[Contradiction]:
    """Half of the futures end before 85% of them, and none before the day."""
    for row in page.rows:
        likely, sure = row.forecast.likely_date, row.forecast.sure_date
        if likely and sure and likely > sure:
            yield page.contradiction(f"{row.name}: likely and sure finish", likely, sure)
    likely, sure = page.value("likely_date"), page.value("sure_date")
    if likely and sure and likely > sure:
        yield page.contradiction("likely and sure finish", likely, sure)


def budgets_add_up(page: Page) -> Iterator[Contradiction]:
    """Budgets by colour add up to that of the portfolio, and so do those of the projects."""
    whole = page.value("portfolio_budget")
    if whole is None:
        return
    for side in ("declared", "computed"):
        parts = [
            page.value(f"{side}_{colour}_budget") for colour in ("red", "amber", "green", "grey")
        ]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and sum(known) != whole:
            yield page.contradiction(f"budgets, {side}", whole, sum(known))
    own = [page.value("baseline_budget", row.project_id) for row in page.rows]
    if page.rows and sum(one for one in own if one is not None) != whole:
        yield page.contradiction("budgets of the projects", whole, sum(filter(None, own)))


def a_total_is_the_sum_of_its_rows(page: Page) -> Iterator[Contradiction]:
    """A total adds up all rows but sums among them, or those that have all that it has."""
    for table in page.of(DataTable):
        at = len(table.rows) - table.total_count
        body = [_facts_of(page, row) for row in table.rows[:at] if not row[0].is_strong]
        for total in (_facts_of(page, row) for row in table.rows[at:]):
            have = [
                place
                for place, column in enumerate(table.columns)
                if column.is_number and total[place] is not None
            ]
            whole = [row for row in body if all(row[place] is not None for place in have)]
            wrong = (list(_not_added_up(page, table, rows, total, have)) for rows in (body, whole))
            yield from min(wrong, key=len)


def _not_added_up(
    page: Page, table: DataTable, rows: Sequence[_Facts], total: _Facts, have: Sequence[int]
) -> Iterator[Contradiction]:
    for place in have:
        facts = [row[place] for row in rows]
        parts = sum(fact.value for fact in facts if fact is not None)
        if None not in facts and not is_same(parts, total[place].value):
            label = table.columns[place].label
            yield page.contradiction(f"{table.title}: {label}", total[place].value, parts)


def what_is_over_is_the_outturn_less_the_budget(page: Page) -> Iterator[Contradiction]:
    """In each row: a budget of all projects is not compared with the outturn of some."""
    for table in page.of(DataTable):
        names = [column.name for column in table.columns]
        if not set(_OVER) <= set(names):
            continue
        for row in table.rows:
            facts = [_fact_of(page, row[names.index(name)].text) for name in _OVER]
            if None in facts:
                continue
            budget, outturn, over = (fact.value for fact in facts)
            if not is_same(outturn - budget, over):
                yield page.contradiction(f"{row[0].text}: over budget", over, outturn - budget)


_OVER = ("baseline_budget", "likely_outturn_cost", "outturn_over_cost")


def _facts_of(page: Page, row: Sequence[Cell]) -> _Facts:
    return [_fact_of(page, cell.text) for cell in row]


def _fact_of(page: Page, said: Sentence) -> Fact | None:
    return next((fact for one in said.segments if (fact := page.fact(one))), None)


def the_oldest_is_the_oldest(page: Page) -> Iterator[Contradiction]:
    """Chart, its words and the sentences beside it know one oldest item in progress."""
    ageing = page.chart("ageing")
    if ageing is None:
        return
    oldest = max(int(age) for age in ageing.columns["age_days"])
    named = [
        fact.value
        for fact in page.review.facts.values()
        if fact.source.measure == "ageing" and fact.source.row and fact.unit == "days"
    ]
    if named and max(named) != oldest:
        yield page.contradiction("the oldest item in progress", oldest, max(named))
    if str(oldest) not in NUMBER.findall(ageing.alternative):
        yield page.contradiction("the oldest item in progress", oldest, ageing.alternative)
    sure = page.value("sure_days")
    for _, said in page.said("stuck-title-none"):
        if sure is not None and oldest > sure:
            yield page.contradiction(str(said), sure, oldest)


def what_is_blocked_is_not_older_than_it_is(page: Page) -> Iterator[Contradiction]:
    """An item is not blocked for longer than it is in progress, unless the page says why."""
    days: dict[str, dict[str, int]] = defaultdict(dict)
    for fact in page.review.facts.values():
        key = str(fact.source.row.get("item_key") or "")
        if key and fact.source.column in _LASTING and fact.value is not None:
            days[key][_LASTING[fact.source.column]] = fact.value
    told = {one.text for _, said in page.said("blocked-before-shown") for one in said.segments}
    for key, known in sorted(days.items()):
        is_longer = known.get("blocked", 0) > known.get("in progress", math.inf)
        if is_longer and key not in told:
            yield page.contradiction(f"{key}: days", known["in progress"], known["blocked"])


_LASTING = {
    "age_days": "in progress",
    "least_age_days": "in progress",
    "blocked_days": "blocked",
}


def a_pace_is_said_as_it_is_drawn(page: Page) -> Iterator[Contradiction]:
    """The title names the projects whose panel is marked, and no others."""
    panels = [
        chart for chart in page.of(Chart) if chart.name == "pace" and chart.columns and chart.title
    ]
    for place, said in page.said("pace-title"):
        named = {one.text for one in said.segments if one.kind == "name"}
        marked = {str(panel.title) for panel in panels if panel.is_signal}
        if panels and place == "Pace of work" and named != marked:
            yield page.contradiction(place, ", ".join(sorted(named)), ", ".join(sorted(marked)))


def a_period_named_is_the_period_shown(page: Page) -> Iterator[Contradiction]:
    """ "The last 26 complete weeks" over a chart of no more weeks than these."""
    for chart in page.of(Chart):
        terms = [int(one.text) for one in chart.subtitle.segments if one.text.isdecimal()]
        weeks = len(chart.columns.get("week_date", ()))
        if terms and weeks > terms[0]:
            yield page.contradiction(str(chart.subtitle), terms[0], weeks)


def days_late_lie_between_their_dates(page: Page) -> Iterator[Contradiction]:
    """Days late are the days between two dates, of one row of a table or of the page."""
    rows: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for fact in page.review.facts.values():
        if fact.source.row:
            key = (fact.source.measure, str(fact.source.row))
            rows[key][fact.source.column] = fact.value
    found = [
        (f"{measure}: late", row, "need_by_date", "later_date", "late_days")
        for (measure, _), row in rows.items()
    ]
    own = {name: page.value(name) for name in _OF_FINISH}
    found += [
        ("likely finish: late", own, "target_date", "likely_date", "likely_late_days"),
        ("sure finish: late", own, "target_date", "sure_date", "sure_late_days"),
    ]
    for subject, row, due, day, late in found:
        if all(row.get(name) is not None for name in (due, day, late)):
            days = max((row[day] - row[due]).days, 0)
            if row[late] != days:
                yield page.contradiction(subject, row[late], days)


_OF_FINISH = ("target_date", "likely_date", "likely_late_days", "sure_date", "sure_late_days")


def chances_are_chances(page: Page) -> Iterator[Contradiction]:
    """A share of a whole lies between none and all of it."""
    for fact in page.review.facts.values():
        if fact.source.column in _WITHIN and not 0 <= float(fact.value or 0) <= 1:
            yield page.contradiction(fact.fact_id, fact.value, "0 to 1")


_WITHIN = ("chance_share", "passed_share", "chance_after_share", "faster_chance_share")


def a_sum_is_that_of_its_parts(page: Page) -> Iterator[Contradiction]:
    """The cost in the title of the risks or issues is that of the rows, where none is left out."""
    for table in page.of(DataTable):
        names = [column.name for column in table.columns]
        if names[0] not in _SUMMED or "cost" not in names:
            continue
        whole, count = (page.value(name) for name in _SUMMED[names[0]])
        facts = [_fact_of(page, row[names.index("cost")].text) for row in table.rows]
        parts = [fact.value for fact in facts if fact is not None]
        if whole is not None and len(parts) == count and not is_same(sum(parts), whole):
            yield page.contradiction(f"likely cost of each {names[0]}", whole, sum(parts))


_SUMMED = {"risk": ("exposure_cost", "risk_count"), "issue": ("issue_cost", "issue_count")}


def what_is_named_is_counted(page: Page) -> Iterator[Contradiction]:
    """A sentence that counts blocked items names no more of them, and the board shows no more."""
    for place, said in page.said("blocked"):
        facts = [fact for one in said.segments if (fact := page.fact(one))]
        told = next((fact.value for fact in facts if fact.source.column == "blocked_count"), None)
        named = {one.text for one in said.segments if one.kind == "item"}
        if told is not None and len(named) > told:
            yield page.contradiction(f"{place}: blocked items", told, len(named))


def whoever_keeps_all_keeps_each(page: Page) -> Iterator[Contradiction]:
    """No more projects keep all promises than keep any single one of them."""
    whole = page.value("keeping_all_count")
    for name in ("within_budget_count", "benefits_count", "on_time_count"):
        each = page.value(name)
        if whole is not None and each is not None and whole > each:
            yield page.contradiction("projects that keep all promises", whole, each)


def a_card_is_overdue_after_its_day(page: Page) -> Iterator[Contradiction]:
    """A card that is marked overdue was due before the day of the page."""
    overdue = [
        card
        for board in page.of(Board)
        for column in board.columns
        for card in column.cards
        if card.is_overdue
    ]
    days = _days_by_form(page.day) if overdue else {}
    for card in overdue:
        due = days.get(card.due)
        if due and due >= page.day:
            yield page.contradiction(f"{card.item.text}: overdue", page.day, card.due)


def _days_by_form(as_of: date) -> dict[str, date]:
    """Return the days around a page by the ways in which it may write them."""
    days = (as_of + timedelta(days=back) for back in range(-_NEAR_DAYS, _NEAR_DAYS + 1))
    return {
        day_text(day, Style(as_of=as_of, date_style=style), is_short=True): day
        for day in days
        for style in ("day_first", "month_first")
    }


def over_is_not_under(page: Page) -> Iterator[Contradiction]:
    """An amount over the budget is positive, one under it negative, whatever the sentence."""
    over, under = (words_of(message) for message in ("over-budget", "under-budget"))
    for place, said in page.sentences:
        for amount, after in pairwise(said.segments):
            fact = page.fact(amount)
            if fact is None or fact.unit != "money" or after.kind != "words":
                continue
            told = after.text.strip()
            if (told.startswith(over) and fact.value < 0) or (
                told.startswith(under) and fact.value > 0
            ):
                yield page.contradiction(f"{place}: {said}", fact.value, told)


RULES_OF_NUMBERS = (
    a_part_is_not_more_than_its_whole,
    a_direction_is_that_of_its_numbers,
    dates_come_in_their_order,
    days_late_lie_between_their_dates,
    budgets_add_up,
    a_total_is_the_sum_of_its_rows,
    what_is_over_is_the_outturn_less_the_budget,
    a_sum_is_that_of_its_parts,
    what_is_named_is_counted,
    whoever_keeps_all_keeps_each,
    a_card_is_overdue_after_its_day,
    over_is_not_under,
    the_oldest_is_the_oldest,
    what_is_blocked_is_not_older_than_it_is,
    a_pace_is_said_as_it_is_drawn,
    a_period_named_is_the_period_shown,
    chances_are_chances,
)
