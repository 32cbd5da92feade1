"""The projects that a decision touches, with what prices and dates them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_analytics.catalogue.option_plan import OptionPlan
from pmo_analytics.catalogue.outturn import left_out_by
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.forecast import ScopeForecast
from pmo_analytics.health.decision_kinds import BLOCKER, DATE, WRITTEN
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question

Forecasts = Mapping[str, ScopeForecast]


@dataclass(frozen=True)
class Concerned:
    """The projects that a decision touches, with what prices and dates them.

    Attributes:
        answers: the door to the data.
        day: as of which.
        own: the project whose dates are meant; "" for none, or for several.
        owners: whose work the others wait for; of a blocker, the project that it blocks.
        direct: whose delay counts in full: the own one, and those whose work changes.
        waiting: others that wait for these: of their delay counts what waiting brings.
        entries: of all of them, what the registers say.
        finishes: of all of them, the forecast as the page uses it.
        spent: of those whose budget the decision touches, rows of `cost_histories` that tell an
            outturn.
    """

    answers: Answers
    day: AsOf
    own: str
    owners: tuple[str, ...]
    direct: tuple[str, ...]
    waiting: tuple[str, ...]
    entries: Mapping[str, Row]
    finishes: Mapping[str, Row]
    spent: Mapping[str, Row]

    @property
    def project_ids(self) -> tuple[str, ...]:
        """Return all of them."""
        return (*self.direct, *self.waiting)

    def forecasts(self, changes: Sequence[Change]) -> Forecasts:
        """Return the forecasts of all of them after changes, those with an end alone."""
        forecaster = self.answers.forecaster
        if changes:
            found = forecaster.all_changed(self.day, self.project_ids, changes)
        else:
            found = forecaster.forecasts(self.project_ids, self.day)
        return {one: made for one, made in found.items() if len(made.ends) and self._is_fresh(one)}

    def _is_fresh(self, project_id: str) -> bool:
        return self.finishes[project_id].get("doubt_name") != "stale"

    def without_waiting(self) -> Forecasts:
        """Return the forecasts of what waits, as if it did not wait for what is decided on."""
        waits = self.answers.forecaster.work.waits(self.day)
        changes = [
            Change(
                one,
                waits=tuple(w for w in waits if w.scope_id == one and w.owner not in self.owners),
            )
            for one in self.waiting
        ]
        return self.forecasts(changes) if changes else {}


def concerned_projects(
    answers: Answers, question: Row, plans: Sequence[OptionPlan], day: AsOf
) -> Concerned:
    """Return the projects that a decision touches."""
    about, project_id = question["about_name"], question["project_id"]
    changes = [change for plan in plans for change in plan.changes]
    at_work = dict.fromkeys(one.scope_id for one in changes if one.waits is None)
    freed = dict.fromkeys(one.scope_id for one in changes if one.waits is not None)
    own = ""
    if about == BLOCKER:  # what frees an item moves the dates of those that wait for it
        own = next(iter(freed)) if len(freed) == 1 else ""
    elif about in (DATE, WRITTEN):
        own = project_id or (next(iter(at_work)) if len(at_work) == 1 else "")
    is_blocker = about == BLOCKER  # it costs what is late because it waits, and no more
    direct = () if is_blocker else tuple(dict.fromkeys((*filter(None, (own,)), *at_work)))
    waiting = (*freed, *answers.forecaster.work.waiting_for((*direct, *freed), day))
    waiting = tuple(one for one in dict.fromkeys(waiting) if one not in direct)
    single = Question(tuple(map(project_scope, (*direct, *waiting))), (day,))

    def of(measure: str) -> dict[str, Row]:
        found = answers.values(measure, single)
        return {scope.name: found.get((scope.name, day.day), {}) for scope in single.scopes}

    return Concerned(
        answers=answers,
        day=day,
        own=own,
        owners=(project_id,) if is_blocker else direct,
        direct=direct,
        waiting=waiting,
        entries=of("project_entry"),
        finishes=of("finish_forecast"),
        spent={} if is_blocker else _spent(answers, direct, day),
    )


def _spent(answers: Answers, project_ids: Sequence[str], day: AsOf) -> dict[str, Row]:
    rows = answers.rows("cost_histories", Question(tuple(map(project_scope, project_ids)), (day,)))
    return {row["project_id"]: row for row in rows if not left_out_by(row)}
