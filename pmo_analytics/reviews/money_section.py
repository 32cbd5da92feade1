"""The money line: budget, spent, earned, outturn, reserve and delay, by project and programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.formatting import rounded_parts, thousands_text, thousands_unit
from pmo_analytics.narrative.saying import Facts, named, printed, say, unsigned
from pmo_analytics.reviews.brief import Brief, Gathered, Head, values_of
from pmo_analytics.reviews.table_cells import BLANK, column, said_cell, words_cell
from pmo_analytics.values import Fact, Sentence

_MEASURES = ("project_entry", "earned_value", "outturn", "risk_reserve", "forecast_delay_cost")
_OF_OUTTURN = ("likely_outturn_cost", "outturn_over_cost")  # not known of every project
# What those with an outturn have of each column that compares them.
_COMPARED = {
    "baseline_budget": "outturn_budget",
    **dict(zip(_OF_OUTTURN, _OF_OUTTURN, strict=True)),
}
_ADDED_UP = (
    *("baseline_budget", "actual_cost", "earned_value"),
    *("likely_outturn_cost", "outturn_over_cost", "reserve_left_cost"),
)
_COLUMNS = (
    *("baseline_budget", "actual_cost", "earned_value", "likely_outturn_cost"),
    *("outturn_over_cost", "sure_outturn_cost", "reserve_left_cost", "likely_delay_cost"),
)
_THOUSAND = Decimal(1000)
_Columns = Mapping[str, list[list[int | None]]]  # of each a list a group, the sum of all last


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
    facts, groups = found.facts, _groups(found)
    columns = _columns(groups, facts)
    totals = tuple(_totals(groups, columns, facts))
    table = DataTable(
        subtitle=say("money-subtitle", facts, unit=named(thousands_unit(facts.style))),
        columns=(
            column("project"),
            *(column(name, is_number=True) for name in _COLUMNS),
        ),
        rows=(*_shown_rows(found, groups, columns), *totals),
        total_count=len(totals),
        note=_note(facts),
    )
    return Section(name="money", label=label, title=_title(facts), blocks=(table,))


def _title(facts: Facts) -> Sentence:
    if facts.value("overspending_count"):
        return say("money-title-over", facts)
    known = facts.value("outturn_count")
    return say("money-title-kept" if known else "money-title-unknown", facts)


def _note(facts: Facts) -> Sentence:
    """Say what all together are over, beside the overspend of the title, and what is no sum."""
    over = facts.value("outturn_over_cost")
    if over is None:
        return Sentence()
    side = "over" if over > 0 else "under"
    amount = unsigned(facts, "outturn_over_cost")
    overspending = facts.value("overspending_count")
    count = facts.value("outturn_count") - overspending if overspending else 0
    others = {0: "none", 1: "one"}.get(count, "some")
    about = say("money-note", facts, side=side, amount=amount, others=others)
    sums = say("money-no-sum", facts, delay="yes" if facts.value("likely_delay_cost") else "no")
    return Sentence.of(*about.segments, *sums.segments)


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Group:
    """The projects of a programme, and the programme where the table has several."""

    projects: tuple[tuple[str, Facts], ...]
    programme: tuple[str, Facts] | None = None


def _shown_rows(
    found: Gathered, groups: Sequence[_Group], columns: _Columns
) -> Iterator[tuple[Cell, ...]]:
    """Yield all rows; for an executive of the projects over budget alone, the most over first."""
    if found.head.brief.persona != "executive":
        yield from _rows(groups, columns)
        return
    spending = {one.name for one in found.head.projects if one.is_overspending}
    over = [
        (-facts.value("outturn_over_cost"), name, place, row)
        for place, group in enumerate(groups)
        for row, (name, facts) in enumerate(group.projects, start=1)
        if name in spending
    ]
    for *_, place, row in sorted(over):
        yield _project_row(groups[place].projects[row - 1], columns, place, row)


def _project_row(
    project: tuple[str, Facts], columns: _Columns, place: int, row: int
) -> tuple[Cell, ...]:
    name, facts = project
    thousands = {each: columns[each][place][row] for each in _COLUMNS}
    return _row(Sentence.of(named(name)), facts, thousands)


def _rows(groups: Sequence[_Group], columns: _Columns) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a project, then one a programme where there are several."""
    for place, group in enumerate(groups):
        for row, project in enumerate(group.projects, start=1):
            yield _project_row(project, columns, place, row)
        if group.programme:
            name, facts = group.programme
            sums = _sums(facts, columns, place, of=len(group.projects))
            yield _row(say("money-programme", facts, programme=named(name)), facts, sums)


def _totals(
    groups: Sequence[_Group], columns: _Columns, facts: Facts
) -> Iterator[tuple[Cell, ...]]:
    """Yield the sum of all, and where some have no outturn what those with one add up to."""
    count, known = sum(len(each.projects) for each in groups), facts.value("outturn_count")
    yield _row(say("money-total", facts), facts, _sums(facts, columns, -1, of=count))
    if not known or known == count:
        return
    sums = {
        each: sum(
            columns[each][place][row]
            for place, group in enumerate(groups)
            for row in range(1, len(group.projects) + 1)
            if columns["likely_outturn_cost"][place][row] is not None
        )
        for each in _COMPARED
    }
    compared = {each: facts[name] for each, name in _COMPARED.items()}
    yield _row(say("money-compared", facts), Facts(facts.style, compared), sums)


def _sums(facts: Facts, columns: _Columns, place: int, *, of: int) -> dict[str, int | None]:
    """Return what adds up so many projects; an outturn of only some of them is none of theirs."""
    is_whole = facts.value("outturn_count") == of
    return {
        name: columns[name][place][0] if is_whole or name not in _OF_OUTTURN else None
        for name in _ADDED_UP
    }


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


def _columns(groups: Sequence[_Group], total: Facts) -> _Columns:
    """Return what each column prints; budget and what is over it add up to the outturn."""
    found = {name: _thousands(name, groups, total) for name in _COLUMNS}
    budgets, overs = found["baseline_budget"], found["outturn_over_cost"]
    found["likely_outturn_cost"] = [
        [
            None if None in (budget, over) else budget + over
            for budget, over in zip(*lists, strict=True)
        ]
        for lists in zip(budgets, overs, strict=True)
    ]
    return found


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
