"""What a review states: a subject, of a scope as of a day, with its value and where it stands.

Facts, cells, charts, marks and tables state the same things in different forms; here they are
brought to one, so that two statements of the same thing can be held against each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from pmo_analytics.content import (
    Board,
    Change,
    Changes,
    Chart,
    Contradiction,
    DataTable,
    Decision,
    Decisions,
    Matrix,
    MatrixRow,
    Review,
    SmallMultiples,
)
from pmo_analytics.values import TOLERANCE, Fact, RagPair, Segment, Sentence, within

# Columns of measures that state a subject; several measures may state the same.
SUBJECTS: Mapping[str, str] = {
    "open_count": "open-items",
    "in_progress_count": "in-progress",
    "blocked_count": "blocked-items",
    "likely_date": "likely-finish",
    "sure_date": "sure-finish",
    "chance_share": "chance",
    "target_date": "date-to-keep",
    "baseline_finish_date": "date-to-keep",
    "sure_days": "service-level",
    "missing_count": "missing-projects",
    "missing_watermelon_count": "optimistic-reports",
    "decision_count": "decisions-asked",
    "hidden_count": "decisions-in-a-line",
    "declared_colour_name": "declared-colour",
    "overall_name": "computed-colour",
    "report_age_days": "report-age",
    "baseline_budget": "budget",
    "portfolio_budget": "budget",
    "worse_count": "got-worse",
    "last_week_count": "last-week",
}


# Rows of these are the same on every page that shows them.
_ALIKE_EVERYWHERE = ("risk_exposure", "dependencies", "decisions", "blocker_chains")


@dataclass(frozen=True)
class Statement:
    """One thing that a review states."""

    subject: str
    scope: str  # a project or programme; "" is the portfolio
    day: date
    value: Any
    place: str


def is_same(first: Any, second: Any) -> bool:
    """Tell whether two values are one; numbers are compared as numbers."""
    numbers = (int, float, Decimal)
    if isinstance(first, numbers) and isinstance(second, numbers):
        return math.isclose(float(first), float(second), rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(first == second)


@dataclass(frozen=True)
class Page:
    """A review with its parts at hand."""

    review: Review

    @property
    def scope(self) -> str:
        """Return the scope of the page as facts name it."""
        review = self.review
        return review.project_id or review.programme or _scope("team", review.team)

    @cached_property
    def blocks(self) -> list[Any]:
        """Return the blocks of all sections, the panels of small multiples among them."""
        found: list[Any] = []
        for section in self.review.sections:
            for block in section.blocks:
                found += block.panels if isinstance(block, SmallMultiples) else (block,)
        return found

    def of(self, kind: type) -> list[Any]:
        """Return the blocks of a kind."""
        return [block for block in self.blocks if isinstance(block, kind)]

    def chart(self, name: str) -> Chart | None:
        """Return the chart of a name that has data."""
        found = (each for each in self.of(Chart) if each.name == name and each.columns)
        return next(found, None)

    @cached_property
    def rows(self) -> list[MatrixRow]:
        """Return the rows of the matrix."""
        return [row for matrix in self.of(Matrix) for group in matrix.groups for row in group.rows]

    @cached_property
    def decisions(self) -> list[Decision]:
        """Return the decisions that are asked for."""
        return [one for block in self.of(Decisions) for one in block.decisions]

    @property
    def waiting_decisions(self) -> int:
        """Return how many decisions stand in a line each, below those with their options."""
        tables = self.of(DataTable)
        return sum(len(one.rows) for one in tables if one.title.message == "waiting-title")

    @cached_property
    def changes(self) -> list[tuple[str, Change]]:
        """Return the changes, each with the column it stands in."""
        return [
            (name, change)
            for block in self.of(Changes)
            for name in ("worse", "better")
            for change in getattr(block, name)
        ]

    @cached_property
    def sentences(self) -> list[tuple[str, Sentence]]:
        """Return every sentence with its place."""
        parts: list[tuple[str, Any]] = [("headline", self.review.headline)]
        parts += [("deck", each) for each in self.review.deck]
        parts += [("tally", self.review.tally), ("facts", self.review.key_facts)]
        parts += [(section.label, section) for section in self.review.sections]
        return [(place, said) for place, part in parts for said in within(part, Sentence)]

    def said(self, *messages: str) -> list[tuple[str, Sentence]]:
        """Return what was said by some messages, with its place."""
        return [(place, said) for place, said in self.sentences if said.message in messages]

    def fact(self, segment: Segment) -> Fact | None:
        """Return the fact that a segment prints."""
        return self.review.facts.get(segment.fact_id)

    def value(self, column: str, scope: str | None = None) -> Any:
        """Return the value of a fact of the page as of its day, None where it prints none."""
        wanted = self.scope if scope is None else scope
        for fact in self.review.facts.values():
            source = fact.source
            scope = _scope(source.scope_kind, source.scope)
            is_it = (source.column, scope, source.as_of) == (column, wanted, self.day)
            if is_it and not source.row:
                return fact.value
        return None

    def rows_of(self, measure: str, **key: Any) -> list[dict[str, Any]]:
        """Return what the page prints of rows behind a measure as of its day, with their keys."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for fact in self.review.facts.values():
            source = fact.source
            is_it = (source.measure, source.as_of) == (measure, self.day)
            if is_it and key.items() <= source.row.items():
                row = found.setdefault(tuple(source.row.items()), dict(source.row))
                row[source.column] = fact.value
        return list(found.values())

    def contradiction(self, subject: str, first: Any, second: Any) -> Contradiction:
        """Return two values of one subject that do not agree on this page."""
        name = self.review.scope_name
        return Contradiction(subject=subject, first=f"{first} ({name})", second=str(second))

    @property
    def day(self) -> date:
        """Return the day of the page."""
        return self.review.as_of

    def statements(self) -> Iterator[Statement]:
        """Yield what the page states."""
        yield from self._of_facts()
        yield from self._of_matrix()
        yield from self._of_charts()
        yield from self._of_head()

    def _say(self, subject: str, value: Any, place: str, scope: str | None = None) -> Statement:
        return Statement(
            subject, self.scope if scope is None else scope, self.day, value, self._place(place)
        )

    def _place(self, place: str) -> str:
        return f"{self.review.scope_name}, {place}"

    def _of_facts(self) -> Iterator[Statement]:
        for fact in self.review.facts.values():
            source = fact.source
            subject = SUBJECTS.get(source.column)
            if subject and not source.row and source.as_of and fact.value is not None:
                scope, place = _scope(source.scope_kind, source.scope), self._place(source.measure)
                yield Statement(subject, scope, source.as_of, fact.value, place)
            if source.row and source.measure in _ALIKE_EVERYWHERE and source.as_of:
                row = " ".join(map(str, source.row.values()))
                subject = f"{source.column} of {row}"
                yield Statement(subject, "", source.as_of, fact.value, self._place(source.measure))

    def _of_matrix(self) -> Iterator[Statement]:
        for row in self.rows:
            yield from self._of_pair(row.rag, "matrix", row.project_id)
            found = {
                "change": row.change,
                "likely-finish": row.forecast.likely_date,
                "sure-finish": row.forecast.sure_date,
                "date-to-keep": row.forecast.baseline_date,
                "chance": row.chances[-1] if row.chances else None,
            }
            for subject, value in found.items():
                if value is not None:
                    yield self._say(subject, value, "matrix", row.project_id)

    def _of_pair(self, pair: RagPair, place: str, scope: str | None = None) -> Iterator[Statement]:
        yield self._say("computed-colour", pair.computed, place, scope)
        if pair.declared is not None:
            yield self._say("declared-colour", pair.declared, place, scope)
        if pair.declared_age_days is not None:
            yield self._say("report-age", pair.declared_age_days, place, scope)

    def _of_charts(self) -> Iterator[Statement]:
        burn_up, ageing = self.chart("burn_up"), self.chart("ageing")
        if burn_up:
            last = {name: values[-1] for name, values in burn_up.columns.items()}
            left = int(last["scope_count"]) - int(last["finished_count"])
            yield self._say("open-items", left, "burn-up")
            for key, subject in (("likely", "likely-finish"), ("sure", "sure-finish")):
                if f"{key}_date" in burn_up.options:
                    day = date.fromisoformat(str(burn_up.options[f"{key}_date"]))
                    yield self._say(subject, day, "burn-up")
        if ageing:
            yield self._say("in-progress", len(ageing.columns["age_days"]), "ageing")
            for stage, count in zip(
                _texts(ageing, "stages"), _texts(ageing, "counts"), strict=True
            ):
                yield self._say(f"items in {stage}", int(count), "ageing")
        for board in self.of(Board) if ageing else ():
            for column in board.columns:
                if column.stage in _texts(ageing, "stages"):
                    yield self._say(f"items in {column.stage}", column.count, "board")
        throughput = self.chart("throughput")
        if throughput and not throughput.options.get("has_ended"):
            last = int(throughput.columns["finished_count"][-1])
            yield self._say("last-week", last, "pace")
        names = {row.name: row.project_id for row in self.rows}
        for panel in self.of(Chart):
            if panel.name == "pace" and panel.columns and str(panel.title) in names:
                last = int(panel.columns["finished_count"][-1])
                yield self._say("last-week", last, "pace", names[str(panel.title)])

    def _of_head(self) -> Iterator[Statement]:
        review = self.review
        if review.project_id:
            yield self._say("change", review.change, "index")
        for pair, place in (
            (review.rag, "index"),
            (review.key_facts and review.key_facts.rag, "facts"),
        ):
            if pair and review.project_id:
                yield from self._of_pair(pair, place)
        for decision in self.decisions:
            if decision.rag and decision.project_id:
                yield self._say(
                    "computed-colour", decision.rag.computed, "decisions", decision.project_id
                )
            subject = f"due day of {decision.decision_id}"
            yield self._say(subject, decision.due_date, "decisions", "")
        if self.review.persona:
            return  # which of them are shown is a choice
        if self.decisions or self.value("decision_count") is not None:
            asked = len(self.decisions) + self.waiting_decisions
            yield self._say("decisions-asked", asked, "decisions")
        if self.waiting_decisions or self.value("hidden_count") is not None:
            yield self._say("decisions-in-a-line", self.waiting_decisions, "decisions")


def _scope(kind: str, name: str) -> str:
    """Return the name of a scope; a team may be called as a project is."""
    return f"team {name}" if kind == "team" and name else name


def _texts(chart: Chart, option: str) -> tuple[str, ...]:
    values = chart.options[option]
    return tuple(map(str, values)) if isinstance(values, tuple) else (str(values),)
