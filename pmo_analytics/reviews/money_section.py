"""The money line: budget, spent, earned, outturn, reserve and delay, by project and programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.formatting import rounded_parts, thousands_text, thousands_unit
from pmo_analytics.narrative.saying import Facts, named, printed, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, values_of
from pmo_analytics.reviews.table_cells import BLANK, column, said_cell, words_cell
from pmo_analytics.values import Fact, Sentence

_MEASURES = ("project_entry", "earned_value", "outturn", "risk_reserve", "forecast_delay_cost")
_ADDED_UP = (
    *("baseline_budget", "actual_cost", "earned_value"),
    *("likely_outturn_cost", "reserve_left_cost"),
)
_EACH_ALONE = ("sure_outturn_cost", "likely_delay_cost")  # of all together less than their sum
_COLUMNS = (
    *("baseline_budget", "actual_cost", "earned_value", "likely_outturn_cost"),
    *("sure_outturn_cost", "reserve_left_cost", "likely_delay_cost"),
)
_THOUSAND = Decimal(1000)


def gather(head: Head) -> Gathered | None:
    """Gather the money of every project, programme and all; None where no register tells any."""
    brief = head.brief
    facts = head.facts.joined(_money(brief, (brief.scope,))[brief.scope.name].facts)
    if not any(facts.value(name) for name in ("baseline_budget", "actual_cost")):
        return None
    programmes = [brief.evidence.scope(programme=name) for name in _programmes(head)]
    tables = {
        "projects": _money(brief, tuple(map(project_scope, brief.scope.project_ids))),
        "programmes": _money(brief, programmes),
    }
    return Gathered(
        head, facts, tables={name: tuple(found.values()) for name, found in tables.items()}
    )


def _programmes(head: Head) -> tuple[str, ...]:
    """Return the programmes in the order of the page, where there are several."""
    names = dict.fromkeys(project.programme for project in head.projects if project.programme)
    return tuple(names) if len(names) > 1 else ()


def _money(brief: Brief, scopes: Sequence[Scope]) -> dict[str, Facts]:
    """Return what each scope has of money, by its name."""
    found: dict[str, dict[str, Fact]] = {scope.name: {} for scope in scopes}
    for measure in _MEASURES:
        answers = brief.evidence.measure(measure, scopes, (brief.day,))
        for scope in scopes:
            for name, fact in values_of(answers[scope.name, brief.day.day]).items():
                found[scope.name].setdefault(name, fact)
    return {name: Facts(brief.style, facts) for name, facts in found.items()}


def compose(found: Gathered, label: str) -> Section:
    """Show the money in thousands, so that the parts add up as they are printed."""
    facts = found.facts
    table = DataTable(
        subtitle=say("money-subtitle", facts, unit=named(thousands_unit(facts.style))),
        columns=(
            column("project"),
            *(column(name, is_number=True) for name in _COLUMNS),
        ),
        rows=tuple(_rows(found)),
        has_total=True,
        note=_note(found),
    )
    return Section(name="money", label=label, title=_title(facts), blocks=(table,))


def _title(facts: Facts) -> Sentence:
    if facts.value("overspending_count"):
        return say("money-title-over", facts)
    known = facts.value("outturn_count")
    return say("money-title-kept" if known else "money-title-unknown", facts)


def _note(found: Gathered) -> Sentence:
    facts = found.facts
    if facts.value("likely_outturn_cost") is None or not facts.value("outturn_count"):
        return Sentence()
    over = facts.value("outturn_over_cost")
    side = "over" if over > 0 else "under"
    amount = printed(
        facts["outturn_over_cost"].model_copy(update={"value": abs(over)}), facts.style
    )
    delay = "yes" if facts.value("likely_delay_cost") else "no"
    note = say("money-note", facts, side=side, amount=amount, delay=delay)
    return Sentence.of(*_tolerated(facts).segments, *note.segments)


def _tolerated(facts: Facts) -> Sentence:
    """Count the projects over budget that the title leaves out, where it counts any."""
    if not (facts.value("overspending_count") and facts.value("tolerated_count")):
        return Sentence()
    return say("money-tolerated", facts)


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Group:
    """The projects of a programme, and the programme where the table has several."""

    projects: tuple[tuple[str, Facts], ...]
    programme: tuple[str, Facts] | None = None


def _rows(found: Gathered) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a project, then one a programme where there are several; lastly one of all."""
    groups = _groups(found)
    columns = {name: _thousands(name, groups, found.facts) for name in _COLUMNS}
    for place, group in enumerate(groups):
        for row, (name, facts) in enumerate(group.projects, start=1):
            yield _row(
                Sentence.of(named(name)),
                facts,
                {each: columns[each][place][row] for each in _COLUMNS},
            )
        if group.programme:
            name, facts = group.programme
            sums = {each: columns[each][place][0] for each in _ADDED_UP}
            yield _row(say("money-programme", facts, programme=named(name)), facts, sums)
    total = {each: columns[each][-1][0] for each in _ADDED_UP}
    known, rows = found.facts.value("outturn_count"), sum(len(each.projects) for each in groups)
    is_all = "yes" if known in (0, None, rows) else "no"
    yield _row(say("money-total", found.facts, all=is_all), found.facts, total)


def _groups(found: Gathered) -> list[_Group]:
    projects = list(zip(found.head.projects, found.tables["projects"], strict=True))
    programmes = dict(zip(_programmes(found.head), found.tables["programmes"], strict=True))
    if not programmes:
        return [_Group(tuple((project.name, facts) for project, facts in projects))]
    names = dict.fromkeys(project.programme for project, _ in projects)
    return [
        _Group(
            projects=tuple((one.name, facts) for one, facts in projects if one.programme == name),
            programme=(name, programmes[name]) if name in programmes else None,
        )
        for name in names
    ]


def _thousands(column: str, groups: Sequence[_Group], total: Facts) -> list[list[int | None]]:
    """Return what a column prints: a list a group, its sum first, and lastly the sum of all."""
    is_sum = column in _ADDED_UP
    whole = _whole(total.value(column)) if is_sum else None
    sums = [group.programme[1].value(column) if group.programme else None for group in groups]
    heads = _parts(sums, whole) if any(group.programme for group in groups) else [whole]
    found = [
        [head, *_parts([facts.value(column) for _, facts in group.projects], head)]
        for group, head in zip(groups, heads, strict=True)
    ]
    return [*found, [whole]]


def _parts(amounts: Sequence[Decimal | None], whole: int | None) -> list[int | None]:
    """Round amounts to thousands that add up to a whole; without one each on its own."""
    known = [amount / _THOUSAND for amount in amounts if amount is not None]
    if whole is None:
        return [_whole(amount) for amount in amounts]
    printed_as = iter(rounded_parts(known, whole))
    return [None if amount is None else next(printed_as) for amount in amounts]


def _whole(amount: Decimal | None) -> int | None:
    return None if amount is None else int((amount / _THOUSAND).quantize(1, ROUND_HALF_UP))


def _row(name: Sentence, facts: Facts, thousands: Mapping[str, int | None]) -> tuple[Cell, ...]:
    is_sum = len(thousands) < len(_COLUMNS)
    return (
        said_cell(name, is_strong=is_sum),
        *(_cell(facts, column, thousands, is_sum=is_sum) for column in _COLUMNS),
    )


def _cell(facts: Facts, column: str, thousands: Mapping[str, int | None], *, is_sum: bool) -> Cell:
    if column not in thousands:
        return words_cell("")
    if thousands[column] is None:
        return words_cell(BLANK)
    text = thousands_text(thousands[column])
    return Cell(text=Sentence.of(printed(facts[column], facts.style, text=text)), is_strong=is_sum)
