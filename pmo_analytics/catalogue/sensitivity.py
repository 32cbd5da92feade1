"""The sensitivity table: the headline numbers under other defensible rules; does the choice matter?

Four tools give four answers for the same items, and none prints its rule. Each number stands here
by the rule of the house and by others, all computed by the metrics and their options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.result import MetricResult
from pmo_analytics.metrics.question import NOTHING, AsOf, Scope

if TYPE_CHECKING:
    import pandas as pd

MATTERS_SHARE = 0.1  # a difference of a tenth and more is one that a reader would act upon
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words, and how a number is computed by it.

    `value` names a column of the metric, or works it out of its columns.
    """

    words: str
    metric: str
    value: str | Callable[[Values], float | None]
    options: Mapping[str, Any] = field(default_factory=dict)

    def of(self, values: Values) -> Any:
        """Return the number, None where the metric has none."""
        if not values:
            return None
        return values[self.value] if isinstance(self.value, str) else self.value(values)


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline number: the rule of the house, and the others."""

    name: str
    house: Rule
    others: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """A number by one rule, against that of the house."""

    number: str
    rule: str
    is_house_rule: bool
    value: float | None
    difference: float | None
    difference_share: float | None  # of the value by the rule of the house
    n: int
    reason: str

    @property
    def matters(self) -> bool:
        """Tell whether the choice of this rule changes the number noticeably."""
        return self.difference_share is not None and abs(self.difference_share) >= MATTERS_SHARE


def _active_with_blocked(values: Values) -> float | None:
    elapsed = values["elapsed_days"]
    return (values["active_days"] + values["blocked_days"]) / elapsed if elapsed else None


_OF_EVERY_SCOPE = (
    Headline(
        "throughput a week",
        Rule("mean of the last 12 complete weeks", "throughput", "mean_count"),
        (
            Rule("last 4 weeks", "throughput", "mean_count", {"periods": 4}),
            Rule("last 26 weeks", "throughput", "mean_count", {"periods": 26}),
            Rule("the last week alone", "throughput", "last_count"),
        ),
    ),
    Headline(
        "work in progress",
        Rule("when the day ends", "wip", "wip_count"),
        (
            Rule("at any time of the day", "wip", "wip_any_time_count"),
            Rule("mean of the last 30 days", "wip", "mean_wip_count", {"days": 30}),
        ),
    ),
    Headline(
        "flow efficiency",
        Rule("active columns, blocked time taken off", "flow_efficiency", "active_share"),
        (Rule("blocked time counts as active", "flow_efficiency", _active_with_blocked),),
    ),
    Headline(
        "due-date performance",
        Rule("of all that fell due", "due_date_performance", "on_time_share"),
        (Rule("of the finished only", "due_date_performance", "finished_on_time_share"),),
    ),
    Headline(
        "scope added or dropped",
        Rule("added less dropped", "scope_change", "net_change_share"),
        (
            Rule("added and dropped together", "scope_change", "gross_change_share"),
            Rule("added alone", "scope_change", "added_share"),
        ),
    ),
)


def _cycle_time(percentile: float, stages: tuple[str, ...]) -> Headline:
    kept = {"percentile": percentile}

    def rule(words: str, value: str = "percentile_days", **options: Any) -> Rule:
        return Rule(words, "cycle_time", value, {**kept, **options})

    others = (
        rule("interpolated between two items", "interpolated_days"),
        rule("elapsed days: the last less the first", "percentile_elapsed_days"),
        rule("working days", calendar="working"),
        rule("from the first start, though sent back to do since", start_crossing="first"),
        rule("reopened items left out", reopened="left_out"),
        rule("items finished in the last 90 days", days=90),
        *(rule(f"from the stage {stage}", start_stage=stage) for stage in stages),
        Rule("from the creation of the item", "lead_time", "percentile_days", kept),
    )
    words = "nearest rank, first and last day count, calendar days, from the last start, all items"
    return Headline(f"cycle time, P{percentile * 100:.0f}", rule(words), others)


def headlines(stages: tuple[str, ...]) -> tuple[Headline, ...]:
    """Return the headline numbers of a scope whose later stages in progress are known."""
    return (_cycle_time(0.85, stages), _cycle_time(0.95, stages), *_OF_EVERY_SCOPE)


def sensitivity_rows(evidence: Evidence, *, scope: Scope, as_of: AsOf) -> Iterator[SensitivityRow]:
    """Yield every headline number by the rule of the house and by the others.

    A number that the data cannot tell stands there once, with the reason.
    """
    for headline in headlines(_later_stages(evidence, scope)):
        house = _answer(evidence, headline.house, scope, as_of)
        base = headline.house.of(house.values)
        yield _row(headline, headline.house, house, base)
        for rule in headline.others if base is not None else ():
            yield _row(headline, rule, _answer(evidence, rule, scope, as_of), base)


def sensitivity_frame(rows: Iterator[SensitivityRow]) -> pd.DataFrame:
    """Return the rows as a frame, by number and rule."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

    records = [{**asdict(row), "matters": row.matters} for row in rows]
    return pd.DataFrame(records).set_index(["number", "rule"])


def _answer(evidence: Evidence, rule: Rule, scope: Scope, as_of: AsOf) -> MetricResult:
    return evidence.answer(rule.metric, scope, as_of, **rule.options)


def _row(headline: Headline, rule: Rule, answer: MetricResult, base: Any) -> SensitivityRow:
    value = rule.of(answer.values)
    difference = None if value is None or base is None else float(value) - float(base)
    return SensitivityRow(
        number=headline.name,
        rule=rule.words,
        is_house_rule=rule is headline.house,
        value=None if value is None else float(value),
        difference=difference,
        difference_share=difference / float(base) if difference is not None and base else None,
        n=answer.n,
        reason=answer.reason,
    )


def _later_stages(evidence: Evidence, scope: Scope) -> tuple[str, ...]:
    """Return the stages in progress of one project after the first, in the order of its board."""
    if len(scope.project_ids) != 1:
        return ()
    found = [
        row
        for row in evidence.rows("progress_stages", NOTHING)
        if row["project_id"] == scope.project_ids[0]
    ]
    found.sort(key=lambda row: (row["stage_order"], row["stage"]))
    return tuple(row["stage"] for row in found[1:])
