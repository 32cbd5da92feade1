"""What a page says of its projects: headline, colours, changes and decisions must agree."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.content import Contradiction
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.health.decision_kinds import BLOCKER
from pmo_analytics.health.recommendation import MOST_DEARER_SHARE
from pmo_analytics.narrative.formatting import Style, day_text
from pmo_analytics.narrative.outlook import IN_THE_HEADLINE
from pmo_analytics.narrative.statements import Page
from pmo_analytics.values import RAG_ORDER

_BESIDE = 0.01  # of an even chance: dates are whole days


def the_index_repeats_the_headline(page: Page) -> Iterator[Contradiction]:
    """The line of the index is the headline without the name."""
    line, headline = str(page.review.one_line), str(page.review.headline)
    if not headline.casefold().endswith(line.casefold()):
        yield page.contradiction("index", line, headline)


def a_headline_names_the_driver_of_its_colour(page: Page) -> Iterator[Contradiction]:
    """What is red for something else than its date says so in its first line, and in the index."""
    said, pair = page.review.headline, page.review.rag
    is_dated = said.message.startswith(("headline-on_course", "headline-unlikely"))
    if not (page.review.project_id and pair and is_dated) or pair.driver in IN_THE_HEADLINE:
        return
    if pair.computed in ("red", "amber") and f"{pair.computed} for" not in str(said):
        yield page.contradiction(str(said), "no driver", pair.driver)


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
        if likely and chance < LIKELY - _BESIDE and likely < target:
            yield page.contradiction(f"{name}: chance and likely finish", f"{chance:.0%}", likely)
        if likely and chance > LIKELY + _BESIDE and likely > target:
            yield page.contradiction(f"{name}: chance and likely finish", f"{chance:.0%}", likely)
        if sure and chance < SURE - _BESIDE and sure < target:
            yield page.contradiction(f"{name}: chance and sure finish", f"{chance:.0%}", sure)


def a_headline_says_what_the_facts_say(page: Page) -> Iterator[Contradiction]:
    """On course, past its date and finished are not said of what is none of these."""
    said, target = page.review.headline, page.value("target_date")
    if (
        said.message.startswith("headline-on_course")
        and (page.value("chance_share") or 1.0) < LIKELY
    ):
        yield page.contradiction(str(said), "on course", f"{page.value('chance_share'):.0%}")
    if said.message.startswith("headline-overdue") and target and target > page.day:
        yield page.contradiction(str(said), "past its date", target)
    if not said.message.startswith("headline-overdue") and page.review.project_id:
        has_open = (page.value("open_count") or 0) > 0
        if target and target < page.day and has_open:
            yield page.contradiction(str(said), "date", target)
    if said.message == "headline-ended" and (page.value("open_count") or 0) > 0:
        yield page.contradiction(str(said), "finished", page.value("open_count"))


def nothing_finished_is_said_of_nothing_finished(page: Page) -> Iterator[Contradiction]:
    """ "Nothing has been finished yet" beside finished items, or "no forecast" beside a date."""
    burn_up = page.chart("burn_up")
    finished = int(burn_up.columns["finished_count"][-1]) if burn_up else 0
    for place, said in page.said("headline-nothing_finished", "gap-nothing_finished"):
        if finished and page.review.project_id:
            yield page.contradiction(f"{place}: {said}", "nothing finished", finished)
    undated = [m for m in _UNDATED if page.said(m)]
    if undated and page.review.project_id and page.value("likely_date"):
        yield page.contradiction(f"{undated[0]}", "no date", page.value("likely_date"))


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
            yield page.contradiction(f"{colour} projects", count, computed.count(colour))
    for row in page.review.tally.rows if page.review.tally else ():
        for told, shown in ((row.computed_count, computed), (row.declared_count, declared)):
            if told != shown.count(row.rag):
                yield page.contradiction(f"{row.rag} projects", told, shown.count(row.rag))
        for side, shown in (("computed", computed), ("declared", declared)):
            told = page.value(f"{side}_{row.rag}_count")
            if told is not None and told != shown.count(row.rag):
                yield page.contradiction(f"{row.rag} projects", told, shown.count(row.rag))


def a_cell_has_the_colour_that_drives(page: Page) -> Iterator[Contradiction]:
    """The dimension that drives has the colour of its project; a green one has no red cell."""
    for row in page.rows:
        cells = {cell.dimension.casefold(): cell.rag for cell in row.cells}
        driver = cells.get(row.rag.driver)
        if driver and driver != row.rag.computed:
            yield page.contradiction(f"{row.name}: colour, driver", row.rag.computed, driver)
        if row.rag.computed == "green" and "red" in cells.values():
            yield page.contradiction(f"{row.name}: colour, dimensions", "green", "red")


def who_misses_is_counted_as_shown(page: Page) -> Iterator[Contradiction]:
    """The headline counts the projects that the matrix gives less than an even chance."""
    parts = [page.value(name) for name in ("past_date_count", "unlikely_count")]
    known = [row for row in page.rows if row.chances and row.chances[-1] is not None]
    shown = sum(row.chances[-1] < LIKELY for row in known)
    for told in (page.value("missing_count"), None if None in parts else sum(parts)):
        if told is not None and page.rows and told != shown:
            yield page.contradiction("projects that miss their date", told, shown)
    told = page.value("missing_watermelon_count")
    shown = sum(row.rag.is_watermelon for row in known if row.chances[-1] < LIKELY)
    if told is not None and page.rows and told != shown:
        yield page.contradiction("reports better than the data", told, shown)


def a_change_stands_in_its_column(page: Page) -> Iterator[Contradiction]:
    """What got worse stands under worse, once, with the colour that the matrix shows."""
    rows = {row.name: row for row in page.rows}
    for column, change in page.changes:
        row = rows.get(change.project_name)
        if row is None:
            continue
        kinds = ("worse", "lost") if column == "worse" else ("better", "new")
        if row.change not in kinds:
            yield page.contradiction(f"{row.name}: change", column, row.change)
        if change.after != row.rag.computed:
            yield page.contradiction(f"{row.name}: colour", change.after, row.rag.computed)
        if None not in (change.before, change.after):
            order = [RAG_ORDER.get(one or "") for one in (change.before, change.after)]
            if None not in order and (
                order[1] > order[0] if column == "better" else order[1] < order[0]
            ):
                yield page.contradiction(f"{row.name}: {column}", change.before, change.after)
    named = [change.project_name for _, change in page.changes]
    for name in {name for name in named if named.count(name) > 1}:
        yield page.contradiction(f"{name}: change", "worse", "better")
    told, shown = page.value("worse_count"), sum(column == "worse" for column, _ in page.changes)
    if told is not None and rows and told != shown:
        yield page.contradiction("projects that got worse", told, shown)


def a_recommended_option_beats_doing_nothing(page: Page) -> Iterator[Contradiction]:
    """One option at most is recommended, and neither likely nor often costs more than nothing."""
    for decision in page.decisions:
        chosen = [option for option in decision.options if option.is_recommended]
        if len(chosen) > 1:
            yield page.contradiction(str(decision.question), chosen[0].name, chosen[1].name)
        for option in chosen:
            nothing = decision.options[-1]
            costs = (option.likely_cost, nothing.likely_cost)
            if None not in costs and option is not nothing and costs[0] >= costs[1]:
                yield page.contradiction(str(decision.question), option.name, nothing.name)
        for row in page.rows_of("decision_options", decision_id=decision.decision_id):
            option = decision.options[row["option_number"] - 1]
            if option.is_recommended and (row.get("dearer_share") or 0) > MOST_DEARER_SHARE:
                yield page.contradiction(str(decision.question), option.name, row["dearer_share"])


def doing_nothing_costs_what_goes_above_the_budget(page: Page) -> Iterator[Contradiction]:
    """The cost of doing nothing counts the money above the budget that the page names elsewhere."""
    over = page.value("outturn_over_cost") if page.review.project_id else None
    for decision in page.decisions if over else ():
        is_own = decision.project_id == page.review.project_id
        is_weighed = not decision.decision_id.endswith(f".{BLOCKER}")
        cost = decision.options[-1].likely_cost
        if is_own and is_weighed and cost is not None and cost < over - 1:
            yield page.contradiction(str(decision.question), f"{cost:,.0f}", f"{over:,.0f}")


def a_decision_is_due_as_its_title_says(page: Page) -> Iterator[Contradiction]:
    """The title names the last due day of the decisions under it, where all have their options."""
    if not page.decisions or page.waiting_decisions:
        return
    last = max(decision.due_date for decision in page.decisions)
    forms = {
        day_text(last, Style(as_of=page.day, date_style=style))
        for style in ("day_first", "month_first")
    }
    for place, said in page.said("decisions-title"):
        told = next((one.text for one in said.segments if one.kind == "date"), "")
        if told and told not in forms:
            yield page.contradiction(f"{place}: due", told, last)


def a_report_is_better_as_its_marks_show(page: Page) -> Iterator[Contradiction]:
    """What is said of the report of late is what both colours of the day show."""
    for _, said in page.said("reported-drift"):
        is_better = "now it is not" not in str(said)
        pair = page.review.rag
        if pair and is_better != pair.is_watermelon:
            shown = f"{pair.declared} and {pair.computed}"
            yield page.contradiction("report and data", said, shown)


RULES_OF_PROJECTS = (
    the_index_repeats_the_headline,
    a_headline_names_the_driver_of_its_colour,
    a_chance_fits_its_dates,
    a_headline_says_what_the_facts_say,
    nothing_finished_is_said_of_nothing_finished,
    colours_are_counted_as_they_are_shown,
    a_cell_has_the_colour_that_drives,
    who_misses_is_counted_as_shown,
    a_change_stands_in_its_column,
    a_recommended_option_beats_doing_nothing,
    doing_nothing_costs_what_goes_above_the_budget,
    a_decision_is_due_as_its_title_says,
    a_report_is_better_as_its_marks_show,
)
