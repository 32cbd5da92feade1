"""The cross-check: statements of a page and of its siblings that speak of one thing must agree.

It reads reviews as they are printed, not how they were made, so that it can find what the makers
did not think of. A contradiction is a finding about the program: it fails a test, and on a page it
is shown, for a reader must not choose between two numbers unwarned.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pmo_analytics.content import Chart, Contradiction, DataTable, Review
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.narrative.statements import Page, Statement
from pmo_analytics.values import RAG_ORDER, TOLERANCE, Fact, Sentence

_EVEN = 0.5
_SURE = 0.85
_COUNTED = ("count", "money", "share")


def contradictions(reviews: Sequence[Review]) -> tuple[Contradiction, ...]:
    """Return what contradicts itself within reviews of one run, and between them.

    Args:
        reviews: of the same portfolio; one alone is held against itself.
    """
    pages = [Page(review) for review in reviews]
    found = [*_disagreeing(one for page in pages for one in page.statements())]
    found += _two_values(pages)
    found += [each for page in pages for rule in RULES for each in rule(page)]
    return tuple(dict.fromkeys(found))


def contradiction_sentence(found: Contradiction, facts: Facts) -> Sentence:
    """Say both statements with their places."""
    return say(
        "contradiction",
        facts,
        subject=named(found.subject),
        first=named(found.first),
        second=named(found.second),
    )


def _disagreeing(statements: Iterable[Statement]) -> Iterator[Contradiction]:
    groups: dict[tuple[str, str, date], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[one.subject, one.scope, one.day].append(one)
    for (subject, scope, _), group in groups.items():
        first = group[0]
        for other in group[1:]:
            if not _is_same(first.value, other.value):
                yield _between(f"{scope} {subject}".strip(), first, other)
                break


def _between(subject: str, first: Statement, other: Statement) -> Contradiction:
    return Contradiction(
        subject=subject,
        first=f"{_text(first.value)} ({first.place})",
        second=f"{_text(other.value)} ({other.place})",
    )


def _text(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _is_same(first: Any, second: Any) -> bool:
    numbers = (int, float, Decimal)
    if isinstance(first, numbers) and isinstance(second, numbers):
        return math.isclose(float(first), float(second), rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(first == second)


def _two_values(pages: Sequence[Page]) -> Iterator[Contradiction]:
    """Find facts of one name that have one value on a page and another on its sibling."""
    known: dict[str, tuple[Any, str]] = {}
    for page in pages:
        for name, fact in page.review.facts.items():
            value, place = known.setdefault(name, (fact.value, page.review.scope_name))
            if not _is_same(value, fact.value):
                yield Contradiction(
                    subject=name,
                    first=f"{value} ({place})",
                    second=f"{fact.value} ({page.review.scope_name})",
                )


# --- rules of one page ---------------------------------------------------------------------------


def _found(page: Page, subject: str, first: Any, second: Any) -> Contradiction:
    name = page.review.scope_name
    return Contradiction(subject=subject, first=f"{first} ({name})", second=str(second))


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
                yield _found(page, f"{place}: a part of its whole", part.value, whole.value)


def a_direction_is_that_of_its_numbers(page: Page) -> Iterator[Contradiction]:
    """What rose ends higher than it began, what fell lower; later is after, earlier before."""
    for place, said in page.said("chance-moved"):
        before, after = (fact for one in said.segments if (fact := _share(page, one)))
        words = "".join(one.text for one in said.segments if one.kind == "words")
        if (" rose " in words) != (after.value > before.value):
            yield _found(page, f"{place}: {said}", before.value, after.value)
    for place, said in page.said("move"):
        moved = next(f for one in said.segments if (f := page.fact(one)) and f.unit == "days")
        direction = _before_comma(said)
        if direction and ("later" in direction) != (moved.value > 0):
            yield _found(page, f"{place}: {said}", moved.value, direction.strip())


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
            yield _found(page, f"{row.name}: likely and sure finish", likely, sure)
    likely, sure = page.value("likely_date"), page.value("sure_date")
    if likely and sure and likely > sure:
        yield _found(page, "likely and sure finish", likely, sure)


def a_chance_fits_its_dates(page: Page) -> Iterator[Contradiction]:
    """Below an even chance the likely finish is after the date; 85% sure by it is 85%."""
    known = [
        (
            row.name,
            row.chances[-1] if row.chances else None,
            row.forecast.baseline_date,
            row.forecast.likely_date,
            row.forecast.sure_date,
        )
        for row in page.rows
    ]
    names = ("chance_share", "target_date", "likely_date", "sure_date")
    if page.review.project_id:
        known.append((page.review.scope_name, *(page.value(name) for name in names)))
    for name, chance, target, likely, sure in known:
        if chance is None or target is None:
            continue
        if likely and chance < _EVEN - 0.01 and likely < target:
            yield _found(page, f"{name}: chance and likely finish", f"{chance:.0%}", likely)
        if likely and chance > _EVEN + 0.01 and likely > target:
            yield _found(page, f"{name}: chance and likely finish", f"{chance:.0%}", likely)
        if sure and chance < _SURE - 0.01 and sure < target:
            yield _found(page, f"{name}: chance and sure finish", f"{chance:.0%}", sure)


def a_headline_says_what_the_facts_say(page: Page) -> Iterator[Contradiction]:
    """On course, past its date and finished are not said of what is none of these."""
    said, target = page.review.headline, page.value("target_date")
    if (
        said.message.startswith("headline-on_course")
        and (page.value("chance_share") or 1.0) < _EVEN
    ):
        yield _found(page, str(said), "on course", f"{page.value('chance_share'):.0%}")
    if said.message.startswith("headline-overdue") and target and target > page.day:
        yield _found(page, str(said), "past its date", target)
    if not said.message.startswith("headline-overdue") and page.review.project_id:
        has_open = (page.value("open_count") or 0) > 0
        if target and target < page.day and has_open:
            yield _found(page, str(said), "date", target)
    if said.message == "headline-ended" and (page.value("open_count") or 0) > 0:
        yield _found(page, str(said), "finished", page.value("open_count"))


def nothing_finished_is_said_of_nothing_finished(page: Page) -> Iterator[Contradiction]:
    """ "Nothing has been finished yet" beside finished items, or "no forecast" beside a date."""
    burn_up = page.chart("burn_up")
    finished = int(burn_up.columns["finished_count"][-1]) if burn_up else 0
    for place, said in page.said("headline-nothing_finished", "gap-nothing_finished"):
        if finished and page.review.project_id:
            yield _found(page, f"{place}: {said}", "nothing finished", finished)
    undated = [m for m in _UNDATED if page.said(m)]
    if undated and page.review.project_id and page.value("likely_date"):
        yield _found(page, f"{undated[0]}", "no date", page.value("likely_date"))


_UNDATED = (
    *("gap-nothing_finished", "gap-dormant", "gap-thin", "gap-never", "gap-too_wide"),
    *("headline-nothing_finished", "headline-dormant", "headline-thin"),
)


def colours_are_counted_as_they_are_shown(page: Page) -> Iterator[Contradiction]:
    """Tally, index and matrix count the same projects."""
    if not page.rows:
        return
    computed = [row.rag.computed for row in page.rows]
    declared = [row.rag.declared or "grey" for row in page.rows]
    for colour, count in page.review.rag_counts.items():
        if count != computed.count(colour):
            yield _found(page, f"{colour} projects", count, computed.count(colour))
    for row in page.review.tally.rows if page.review.tally else ():
        for told, shown in ((row.computed_count, computed), (row.declared_count, declared)):
            if told != shown.count(row.rag):
                yield _found(page, f"{row.rag} projects", told, shown.count(row.rag))


def a_cell_has_the_colour_that_drives(page: Page) -> Iterator[Contradiction]:
    """No cell is worse than the colour of its project, and its driver has that colour."""
    for row in page.rows:
        cells = {cell.dimension.casefold(): cell.rag for cell in row.cells}
        driver = cells.get(row.rag.driver)
        if (
            row.rag.driver
            and driver
            and RAG_ORDER.get(driver, 0) > RAG_ORDER.get(row.rag.computed, 0)
        ):
            yield _found(page, f"{row.name}: colour and its driver", row.rag.computed, driver)
        if row.rag.computed == "green" and "red" in cells.values():
            yield _found(page, f"{row.name}: colour and its dimensions", "green", "red")


def who_misses_is_counted_as_shown(page: Page) -> Iterator[Contradiction]:
    """The headline counts the projects that the matrix gives less than an even chance."""
    told = page.value("missing_count")
    known = [row for row in page.rows if row.chances and row.chances[-1] is not None]
    shown = sum(row.chances[-1] < _EVEN for row in known)
    if told is not None and page.rows and told != shown:
        yield _found(page, "projects that miss their date", told, shown)
    told = page.value("watermelon_count")
    shown = sum(row.rag.is_watermelon for row in page.rows)
    if told is not None and page.rows and told != shown:
        yield _found(page, "reports better than the data", told, shown)


def a_change_stands_in_its_column(page: Page) -> Iterator[Contradiction]:
    """What got worse stands under worse, once, with the colour that the matrix shows."""
    rows = {row.name: row for row in page.rows}
    for column, change in page.changes:
        row = rows.get(change.project_name)
        if row is None:
            continue
        kinds = ("worse", "lost") if column == "worse" else ("better", "new")
        if row.change not in kinds:
            yield _found(page, f"{row.name}: change", column, row.change)
        if change.after != row.rag.computed:
            yield _found(page, f"{row.name}: colour", change.after, row.rag.computed)
        if None not in (change.before, change.after):
            order = [RAG_ORDER.get(one or "") for one in (change.before, change.after)]
            if None not in order and (
                order[1] > order[0] if column == "better" else order[1] < order[0]
            ):
                yield _found(page, f"{row.name}: {column}", change.before, change.after)
    named = [change.project_name for _, change in page.changes]
    for name in {name for name in named if named.count(name) > 1}:
        yield _found(page, f"{name}: change", "worse", "better")
    told, shown = page.value("worse_count"), sum(column == "worse" for column, _ in page.changes)
    if told is not None and rows and told != shown:
        yield _found(page, "projects that got worse", told, shown)


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
            yield _found(page, f"budgets, {side}", whole, sum(known))
    own = [page.value("baseline_budget", row.project_id) for row in page.rows]
    if page.rows and sum(one for one in own if one is not None) != whole:
        yield _found(page, "budgets of the projects", whole, sum(filter(None, own)))


def a_total_is_the_sum_of_its_rows(page: Page) -> Iterator[Contradiction]:
    """The last row of a table with a total adds up the others, column by column."""
    for table in page.of(DataTable):
        if not table.has_total:
            continue
        for at, column in enumerate(table.columns):
            facts = [_fact_of(page, row[at].text) for row in table.rows]
            if not column.is_number or facts[-1] is None or None in facts[:-1]:
                continue
            parts = sum(fact.value for fact in facts[:-1])
            if not _is_same(parts, facts[-1].value):
                yield _found(page, f"{table.title}: {column.label}", facts[-1].value, parts)


def _fact_of(page: Page, said: Sentence) -> Fact | None:
    return next((fact for one in said.segments if (fact := page.fact(one))), None)


def a_recommended_option_beats_doing_nothing(page: Page) -> Iterator[Contradiction]:
    """One option at most is recommended, and it does not cost what doing nothing costs or more."""
    for decision in page.decisions:
        chosen = [option for option in decision.options if option.is_recommended]
        if len(chosen) > 1:
            yield _found(page, str(decision.question), chosen[0].name, chosen[1].name)
        for option in chosen:
            nothing = decision.options[-1]
            costs = (option.likely_cost, nothing.likely_cost)
            is_estimated = None not in costs and option is not nothing
            if is_estimated and costs[0] >= costs[1] and str(option.effect) == str(nothing.effect):
                yield _found(page, str(decision.question), option.name, nothing.name)


def the_oldest_is_the_oldest(page: Page) -> Iterator[Contradiction]:
    """No card of the board is older than the oldest item of the ageing chart."""
    ageing = page.chart("ageing")
    named = [
        fact.value
        for fact in page.review.facts.values()
        if fact.source.measure == "ageing" and fact.source.row and fact.unit == "days"
    ]
    if ageing and named:
        oldest = max(int(age) for age in ageing.columns["age_days"])
        if max(named) != oldest:
            yield _found(page, "the oldest item in progress", oldest, max(named))
    none_old = page.said("stuck-title-none")
    sure = page.value("sure_days")
    if ageing and none_old and sure is not None:
        oldest = max(int(age) for age in ageing.columns["age_days"])
        if oldest > sure:
            yield _found(page, str(none_old[0][1]), sure, oldest)


def a_pace_is_said_as_it_is_drawn(page: Page) -> Iterator[Contradiction]:
    """The title names the projects whose panel is marked, and no others."""
    panels = [
        chart for chart in page.of(Chart) if chart.name == "pace" and chart.columns and chart.title
    ]
    for place, said in page.said("pace-title"):
        named = {one.text for one in said.segments if one.kind == "name"}
        marked = {str(panel.title) for panel in panels if panel.is_signal}
        if panels and place == "Pace of work" and named != marked:
            yield _found(page, place, ", ".join(sorted(named)), ", ".join(sorted(marked)))


def a_period_named_is_the_period_shown(page: Page) -> Iterator[Contradiction]:
    """ "The last 26 complete weeks" over a chart of no more weeks than these."""
    for chart in page.of(Chart):
        terms = [int(one.text) for one in chart.subtitle.segments if one.text.isdecimal()]
        weeks = len(chart.columns.get("week_date", ()))
        if terms and weeks > terms[0]:
            yield _found(page, str(chart.subtitle), terms[0], weeks)


def columns_of_one_row_agree(page: Page) -> Iterator[Contradiction]:
    """Days late are the days between the two dates of the same row."""
    rows: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in page.review.facts.values():
        if fact.source.row:
            rows[fact.source.measure, str(fact.source.row)][fact.source.column] = fact
    for (measure, _), row in rows.items():
        dates = [row[name].value for name in ("need_by_date", "later_date") if name in row]
        if len(dates) == 2 and "late_days" in row:
            late = max((dates[1] - dates[0]).days, 0)
            if row["late_days"].value != late:
                yield _found(page, f"{measure}: days late", row["late_days"].value, late)


def chances_are_chances(page: Page) -> Iterator[Contradiction]:
    """A share of a whole lies between none and all of it."""
    for fact in page.review.facts.values():
        if fact.source.column in _WITHIN and not 0 <= float(fact.value or 0) <= 1:
            yield _found(page, fact.fact_id, fact.value, "0 to 1")


_WITHIN = ("chance_share", "passed_share", "chance_after_share", "faster_chance_share")

Rule = Callable[[Page], Iterator[Contradiction]]
RULES: tuple[Rule, ...] = (
    a_part_is_not_more_than_its_whole,
    a_direction_is_that_of_its_numbers,
    dates_come_in_their_order,
    a_chance_fits_its_dates,
    a_headline_says_what_the_facts_say,
    nothing_finished_is_said_of_nothing_finished,
    colours_are_counted_as_they_are_shown,
    a_cell_has_the_colour_that_drives,
    who_misses_is_counted_as_shown,
    a_change_stands_in_its_column,
    budgets_add_up,
    a_total_is_the_sum_of_its_rows,
    a_recommended_option_beats_doing_nothing,
    the_oldest_is_the_oldest,
    a_pace_is_said_as_it_is_drawn,
    a_period_named_is_the_period_shown,
    columns_of_one_row_agree,
    chances_are_chances,
)
