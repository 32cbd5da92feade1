"""The figures of projects: each fact by one name, with the recipe that tells how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pmo_analytics.forecasts.finish import MINIMUM_ACTIVE_DAYS
from pmo_analytics.metrics.data.data_quality import DATA_QUALITY
from pmo_analytics.metrics.measure import Measure
from pmo_analytics.metrics.query import query_text
from pmo_analytics.narrative.facts import FactBook
from pmo_analytics.narrative.formatting import amount_text, count_text, rounded, share_text
from pmo_analytics.narrative.project import Moment, ProjectState
from pmo_analytics.settings import Policy
from pmo_analytics.values import Recipe, Segment, Tier, Unit

_CREATED_AND_RESOLVED = Tier.T0.words
_REGISTER = "projects.csv, baselines.csv"
_MOST_BASES = 12  # projects listed behind a number that serves many


class Figures:
    """Gives out the segments of the facts of projects; recipes are told on first use."""

    def __init__(
        self, book: FactBook, states: Sequence[ProjectState], policies: Mapping[str, Policy]
    ) -> None:
        self.book = book
        self._states = states
        self._policies = policies

    def chance(self, moment: Moment, *, text: str | None = None) -> Segment:
        """Return the chance of finishing by the baseline date."""
        recipe = self._forecast_recipe(
            "chance",
            "Chance of the baseline date",
            means="In how many possible futures the items open now are finished by the baseline "
            "date.",
            extra=_lines_rule(self._policies["schedule"]),
        )
        return self._moment_figure("chance", moment, moment.chance, "share", recipe, text=text)

    def likely(self, moment: Moment, *, is_strong: bool = False) -> Segment:
        """Return the day by which half of the futures end."""
        recipe = self._forecast_recipe(
            "likely_finish",
            "Likely finish",
            means="The day by which half of all possible futures have finished the open items.",
        )
        return self._moment_figure(
            "likely_finish", moment, moment.likely_finish, "date", recipe, is_strong=is_strong
        )

    def sure(self, moment: Moment, *, is_strong: bool = False) -> Segment:
        """Return the day by which 85% of the futures end."""
        recipe = self._forecast_recipe(
            "sure_finish",
            "85% sure finish",
            means="The day by which 85% of all possible futures have finished the open items.",
        )
        return self._moment_figure(
            "sure_finish", moment, moment.sure_finish, "date", recipe, is_strong=is_strong
        )

    def open_items(self, moment: Moment, *, is_strong: bool = False) -> Segment:
        """Return the items that are neither finished nor cancelled."""
        recipe = self._recipe(
            "open_items",
            "Open items",
            means="Items that are neither finished nor cancelled.",
            rule="Sub-tasks and epics are not counted with their stories.",
            query="pace",
        )
        return self._moment_figure(
            "open_items", moment, moment.open_count, "count", recipe, is_strong=is_strong
        )

    def pace_lost(self, state: ProjectState) -> Segment:
        """Return the share of its pace that a project has lost."""
        lost = state.now.value("flow")
        recipe = self.pace_recipe()
        text = f"−{share_text(lost)}" if lost else None
        return self._moment_figure("pace_lost", state.now, lost, "share", recipe, text=text)

    def passed(self, state: ProjectState) -> Segment:
        """Return the share of checks on the data that are passed."""
        recipe = self._recipe(
            "passed_share",
            "Checks passed",
            means=DATA_QUALITY.meaning,
            rule=f"{DATA_QUALITY.rule} {_lines_rule(self._policies['data'])}",
            query="data_quality",
            based_on=self._bases(_quality_basis),
        )
        share = state.now.quality.get("passed_share")
        return self._moment_figure("passed_share", state.now, share, "share", recipe)

    def budget(self, state: ProjectState) -> Segment | None:
        """Return the budget of the baseline in force, None where there is none."""
        amount = state.now.entry["budget"]
        if amount is None:
            return None
        recipe = self.budget_recipe()
        return self._moment_figure("budget", state.now, amount, "money", recipe)

    def budget_recipe(self) -> str:
        """Tell how budgets are added up."""
        return self.book.tell(
            Recipe(
                recipe_id="budget",
                label="Budget by colour",
                means="The budgets of the baselines in force, by the colour of the project.",
                rule="A project takes the colour of its worst measured dimension.",
                based_on=amount_text(len(self._states), "project"),
                data_needed="baselines.csv",
                query=query_text("projects_as_of"),
            )
        )

    def required_recipe(self) -> str:
        """Tell how the required pace is made."""
        return self._recipe(
            "required_pace",
            "Required pace",
            means="The items a week that would finish all open items by the baseline date.",
            rule="Open items × 7 ÷ days left.",
            query="pace",
        )

    def drivers_recipe(self) -> str:
        """Tell how the move of the likely finish is split."""
        return self._recipe(
            "finish_drivers",
            "Move of the likely finish",
            means="How much later or earlier the likely finish is than on the comparison date, "
            "split into scope and pace.",
            rule="Shapley split: the average of changing scope first and pace first, so that the "
            "parts add up. Scope is what was added, net of what was taken out; pace is the rest.",
            query="pace",
        )

    def delay_cost(self, state: ProjectState, until: date | None, name: str) -> Segment | None:
        """Return what finishing on a day costs in delay, None where no cost of delay is known."""
        amount = delay_cost(state, until)
        if amount is None:
            return None
        recipe = self.delay_recipe()
        return self.book.figure(f"{state.project_id}.{name}", amount, "money", recipe=recipe)

    def delay_recipe(self) -> str:
        """Tell how a delay is priced."""
        return self.book.tell(
            Recipe(
                recipe_id="delay_cost",
                label="Cost of delay",
                means="The weeks from the baseline date to a finish, times what a week of delay "
                "costs.",
                rule="Days late ÷ 7 × cost of delay a week; nothing where the finish is in time.",
                based_on=self._bases(_delay_basis),
                data_needed=f"{_REGISTER}; {_CREATED_AND_RESOLVED}",
                query=query_text("projects_as_of"),
            )
        )

    def metric_recipe(self, metric: Measure, *, label: str, based_on: str) -> str:
        """Tell how a metric of the catalogue is made."""
        return self.book.tell(
            Recipe(
                recipe_id=metric.name,
                label=label,
                means=metric.meaning,
                rule=metric.rule,
                based_on=based_on,
                data_needed=metric.data_needed,
                left_out=f"It cannot tell: {metric.cannot_tell}",
                query=query_text(metric.summary),
            )
        )

    def _forecast_recipe(self, recipe_id: str, label: str, *, means: str, extra: str = "") -> str:
        return self._recipe(
            recipe_id,
            label,
            means=means,
            rule="Every future draws each coming week from the complete weeks of the last twelve, "
            "all equally likely; the chances are computed exactly, without drawing lots. Only "
            "items open now are counted, none that arrive later. A week counts when it ends on or "
            f"before the day. No forecast below {MINIMUM_ACTIVE_DAYS} days with finished work. "
            + extra,
            query="pace",
        )

    def pace_recipe(self) -> str:
        """Tell what the normal range is, and how lost pace is measured."""
        return self._recipe(
            "pace_lost",
            "Pace lost",
            means="By how much the finishes of the last eight weeks fall short of the normal "
            "mean, while that is more than routine variation.",
            rule="Normal range: mean ± 2.66 × mean week-to-week change of the first twenty "
            "complete weeks. A week outside it, a step larger than 3.27 × that change, or eight "
            "weeks in a row on one side of the mean are signals. "
            + _lines_rule(self._policies["flow"]),
            query="throughput",
            based_on=self._bases(_pace_basis),
        )

    def _recipe(
        self, recipe_id: str, label: str, *, means: str, rule: str, query: str, based_on: str = ""
    ) -> str:
        return self.book.tell(
            Recipe(
                recipe_id=recipe_id,
                label=label,
                means=means,
                rule=rule.strip(),
                based_on=based_on or self._bases(_forecast_basis),
                data_needed=_CREATED_AND_RESOLVED,
                query=query_text(query),
            )
        )

    def _bases(self, basis: Callable[[ProjectState], str]) -> str:
        """Say what a number rests on, project by project."""
        if len(self._states) == 1:
            return basis(self._states[0])
        lines = [f"{state.name}: {basis(state)}" for state in self._states]
        rest = len(lines) - _MOST_BASES
        return "; ".join(lines[:_MOST_BASES]) + (f"; and {rest} more" if rest > 0 else "")

    def _moment_figure(
        self,
        name: str,
        moment: Moment,
        value: Any,
        unit: Unit,
        recipe: str,
        *,
        text: str | None = None,
        is_strong: bool = False,
    ) -> Segment:
        fact_id = f"{moment.entry['project_id']}.{name}.{moment.as_of.day.isoformat()}"
        return self.book.figure(fact_id, value, unit, recipe=recipe, text=text, is_strong=is_strong)


def delay_cost(state: ProjectState, until: date | None) -> Decimal | None:
    """Return what it costs to finish on a day instead of the baseline date."""
    weekly = state.now.entry["cost_of_delay_per_week"]
    baseline = state.now.baseline_finish
    if weekly is None or baseline is None or until is None:
        return None
    return max((until - baseline).days, 0) * Decimal(weekly) / 7


def total_delay_cost(states: Iterable[ProjectState]) -> Decimal:
    """Return the likely cost of delay of several projects."""
    costs = (delay_cost(state, state.now.likely_finish) for state in states)
    return sum((cost for cost in costs if cost is not None), Decimal(0))


def _lines_rule(policy: Policy) -> str:
    if policy.enter_red < policy.enter_amber:
        return (
            f"Amber below {share_text(policy.enter_amber)}, red below "
            f"{share_text(policy.enter_red)}; green again from {share_text(policy.leave_amber)}, "
            f"out of red from {share_text(policy.leave_red)}."
        )
    return (
        f"Amber from {share_text(policy.enter_amber)}, red from {share_text(policy.enter_red)}; "
        f"green again below {share_text(policy.leave_amber)}, out of red below "
        f"{share_text(policy.leave_red)}."
    )


def _forecast_basis(state: ProjectState) -> str:
    forecast = state.now.forecast
    if forecast is None:
        return "no items"
    weeks, finished = len(forecast.weekly_finished), sum(forecast.weekly_finished)
    span = f"{amount_text(finished, 'item')} finished in {amount_text(weeks, 'complete week')}"
    return f"{amount_text(forecast.open_items, 'open item')}; {span}"


def _pace_basis(state: ProjectState) -> str:
    weeks = amount_text(len(state.now.weekly_finished), "complete week")
    limits = state.now.limits
    if limits is None:
        return f"{weeks}; ten are needed"
    return f"{weeks}; mean {rounded(limits.mean, 1)} a week, from {limits.n} weeks"


def _quality_basis(state: ProjectState) -> str:
    quality = state.now.quality
    if not quality:
        return "no items"
    failed, checked = int(quality["failed_count"]), int(quality["checked_count"])
    checks = amount_text(int(quality["checks"]), "check")
    return f"{checks}, {count_text(failed)} of {count_text(checked)} failed"


def _delay_basis(state: ProjectState) -> str:
    weekly = state.now.entry["cost_of_delay_per_week"]
    return "cost of delay not in projects.csv" if weekly is None else f"{weekly:,.0f} a week"
