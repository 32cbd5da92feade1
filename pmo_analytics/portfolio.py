"""The façade an analyst works with: a portfolio folder, opened as of a day.

Each method is one call of the layer below; no logic lives here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_analytics.catalogue import registry, sensitivity
from pmo_analytics.catalogue.evidence import Evidence, family_frame
from pmo_analytics.catalogue.finish import forecast_of
from pmo_analytics.catalogue.kept_promises import KeptPromises
from pmo_analytics.catalogue.parts import items_of_milestone
from pmo_analytics.catalogue.result import MetricResult
from pmo_analytics.content import Review
from pmo_analytics.errors import FolderError
from pmo_analytics.metrics.projects import list_teams
from pmo_analytics.metrics.question import AsOf, item_filter
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.card import portfolio_card
from pmo_analytics.reviews.reports import make_report
from pmo_analytics.reviews.standards_check import StandardsCheck, check_standards
from pmo_analytics.settings import SETTINGS_FILE, Settings, read_settings
from pmo_analytics.warehouse.build import build_warehouse, is_current
from pmo_analytics.warehouse.connection import fetch_frame, open_reader
from pmo_analytics.warehouse.generations import current_warehouse
from pmo_analytics.warehouse.own_standards import own_standards_held
from pmo_analytics.warehouse.tables import list_tables

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from pmo_analytics.forecasts.changes import Change
    from pmo_analytics.forecasts.finish import FinishForecast
    from pmo_analytics.forecasts.what_if import WhatIf


class Portfolio:
    """A portfolio as of a day.

    Open one with `open_portfolio`. It holds a read-only connection to the warehouse; what it
    answers never uses what was only known later than the day.
    """

    def __init__(
        self,
        folder: Path,
        connection: duckdb.DuckDBPyConnection,
        settings: Settings,
        *,
        as_of: date | str | None = None,
        kept: Path | None = None,
        reports: Path | None = None,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self._connection = connection
        self._evidence = Evidence(connection, settings, KeptPromises(kept), reports)
        self._as_of = self._evidence.calendar.as_of(as_of)

    @property
    def as_of(self) -> AsOf:
        """Return the day for which everything is answered."""
        return self._as_of

    def review(
        self,
        name: str = "portfolio_health",
        *,
        project: str = "",
        programme: str = "",
        team: str = "",
        compared_with: date | str | None = None,
        persona: str = "",
    ) -> Review:
        """Return a report as one value that shows itself.

        Args:
            name: `portfolio_health`, `project_health` with a project, or `team_health` with a team.
            project: id of the project.
            programme: name of the programme; without it the whole portfolio.
            team: name of the team, in whichever projects it works.
            compared_with: the day to compare with; by default the last day of the month before.
            persona: `executive`, `pmo_lead`, `delivery_manager` or `analyst`, who read less each
                in another way; without it the whole report.

        Raises:
            UnknownNameError: there is no report, project, programme or team of that name.
            ParameterError: the day does not lie before `as_of`, or there is no such persona.
        """
        before = self._evidence.calendar.compared_with(self._as_of, compared_with)
        return make_report(
            self._evidence,
            name,
            self._as_of,
            before,
            project=project,
            programme=programme,
            team=team,
            persona=persona,
        )

    def metric(
        self,
        name: str,
        *,
        project: str = "",
        programme: str = "",
        team: str = "",
        item_types: Sequence[str] = (),
        teams: Sequence[str] = (),
        priorities: Sequence[str] = (),
        epics: Sequence[str] = (),
        labels: Sequence[str] = (),
        components: Sequence[str] = (),
        releases: Sequence[str] = (),
        as_of: date | str | None = None,
        **options: Any,
    ) -> MetricResult:
        """Return a metric of a project, a programme or the portfolio, of all or of some items.

        The answer has `.value`, `.values`, `.n`, `.tier`, `.reason`, `.left_out`, `.frame` and
        `.sql`; its definition says what it means and what it cannot tell.

        Args:
            name: one of `metrics()`.
            project: id of the project.
            programme: name of the programme; without both the whole portfolio.
            team: name of a team; only its items count, in whatever of these it works on.
            item_types: count only items of these types; the other filters likewise.
            as_of: another day than that of the portfolio.
            options: options of the metric, such as `percentile=0.7` or `days=90`.

        Raises:
            UnknownNameError: there is no metric, project, programme or team of that name.
            ParameterError: the metric has no such option, or the day is no day.
        """
        items = item_filter(item_types, teams, priorities, epics, labels, components, releases)
        day = self._day(as_of)
        scope = self._evidence.scope(project=project, programme=programme, team=team, items=items)
        return self._evidence.answer(name, scope, day, **options)

    def family(
        self,
        name: str,
        *,
        project: str = "",
        programme: str = "",
        team: str = "",
        as_of: date | str | None = None,
    ) -> pd.DataFrame:
        """Return all metrics of a family, such as "flow", by the rules of the house.

        One row a value: the number, what it means, n, tier, and where there is none the reason. It
        is faster than one metric after the other, since the items are worked out once.

        Raises:
            UnknownNameError: there is no family, project, programme or team of that name.
            ParameterError: the day is no day.
        """
        day = self._day(as_of)
        scope = self._evidence.scope(project=project, programme=programme, team=team)
        return family_frame(self._evidence.family(name, scope, day))

    def check(
        self,
        *,
        project: str = "",
        programme: str = "",
        trusted: Mapping[str, str] | None = None,
    ) -> StandardsCheck:
        """Return which standards a scope keeps, and what breaks the others.

        Args:
            project: id of the project.
            programme: name of the programme; without both the whole portfolio.
            trusted: SQL of the portfolio folder to run, by the name of its check.

        Raises:
            UnknownNameError: there is no project or programme of that name.
            InputError: the SQL of the folder does not answer as it should.
        """
        scope = self._evidence.scope(project=project, programme=programme)
        before = self._evidence.calendar.compared_with(self._as_of)
        # Beside what the portfolio remembers: pages and other checks hold nothing that is trusted.
        evidence = Evidence(self._connection, self.settings) if trusted else self._evidence
        with own_standards_held(self._connection, trusted or {}, self._as_of.day):
            return check_standards(Brief(evidence, scope, self._as_of, before))

    def teams(self) -> tuple[str, ...]:
        """Return the teams that the exports or `[teams]` of `pmo.toml` name."""
        return tuple(sorted(list_teams(self._connection)))

    def metrics(self) -> pd.DataFrame:
        """Return the catalogue: one row a metric, with its meaning, unit and options."""
        return registry.catalogue_frame()

    def sensitivity(
        self,
        *,
        project: str = "",
        programme: str = "",
        team: str = "",
        as_of: date | str | None = None,
    ) -> pd.DataFrame:
        """Return the headline numbers by the rule of the house and by the other defensible ones.

        One row a number and rule: its value, the difference to the rule of the house, and whether
        that is large enough to matter.

        Raises:
            UnknownNameError: there is no project, programme or team of that name.
        """
        day = self._day(as_of)
        scope = self._evidence.scope(project=project, programme=programme, team=team)
        rows = sensitivity.sensitivity_rows(self._evidence, scope=scope, as_of=day)
        return sensitivity.sensitivity_frame(rows)

    def forecast(
        self,
        *,
        project: str = "",
        programme: str = "",
        team: str = "",
        item_types: Sequence[str] = (),
        teams: Sequence[str] = (),
        priorities: Sequence[str] = (),
        epics: Sequence[str] = (),
        labels: Sequence[str] = (),
        components: Sequence[str] = (),
        releases: Sequence[str] = (),
        milestone: str = "",
        as_of: date | str | None = None,
        compared_with: date | str | None = None,
    ) -> FinishForecast:
        """Return when all work will be finished: `.when(0.85)`, `.how_many(4, 0.85)`, `.record`.

        It is the object that the page uses. Some items, such as those of an epic, or those of a
        team are forecast from their own work.

        Args:
            project: id of the project.
            programme: name of the programme; without both the whole portfolio.
            team: name of a team; only its items count.
            epics: count only items of these epics; the other filters likewise.
            milestone: count only items of the epic or release that is called like this one of
                milestones.csv.
            as_of: another day than that of the portfolio.
            compared_with: the day since which `.drivers` tell what moved the date of a project; by
                default the last day of the month before.

        Raises:
            UnknownNameError: there is no project, programme, team or milestone of that name.
            ParameterError: a day is no day, or not before the other.
        """
        items = item_filter(item_types, teams, priorities, epics, labels, components, releases)
        day = self._day(as_of)
        scope = self._evidence.scope(project=project, programme=programme, team=team, items=items)
        if milestone:
            scope = replace(scope, items=items_of_milestone(self._evidence, scope, day, milestone))
        before = self._evidence.calendar.compared_with(day, compared_with)
        return forecast_of(self._evidence, scope, day, before=before)

    def what_if(
        self,
        *changes: Change,
        project: str = "",
        programme: str = "",
        as_of: date | str | None = None,
    ) -> WhatIf:
        """Return what changes do to the likely and the 85% sure date, all in the same futures.

        `.likely.total` and `.sure.total` are the shifts in days, earlier is negative; their
        `.parts` tell which change brings how much; `.before` and `.after` hold the forecasts. A
        change is a `pmo_analytics.Change` of a project: items out or in, a pace,
        a WIP limit, what it waits for, people of a shared team.

        Args:
            changes: at most six, with different names.
            project: whose end is asked for.
            programme: name of the programme, which ends with its last project; without both the
                whole portfolio.
            as_of: another day than that of the portfolio.

        Raises:
            UnknownNameError: there is no project or programme of that name.
            UsageError: one of the projects has no forecast.
        """
        scope = self._evidence.scope(project=project, programme=programme)
        asked = self._evidence.forecaster
        return asked.what_if(self._day(as_of), scope.project_ids, changes)

    def sql(self, query: str, **parameters: Any) -> pd.DataFrame:
        """Run your own query over the warehouse; `tables()` says what there is.

        Values go in as named parameters, never pasted into the text:
        `p.sql("from items where project_id = $project", project="ATLAS")`.
        """
        return fetch_frame(self._connection, query, parameters, name="your query")

    def tables(self) -> pd.DataFrame:
        """Return the tables of the warehouse, with the grain of each."""
        return list_tables(self._connection)

    def projects(self) -> pd.DataFrame:
        """Return the projects, one a row."""
        return self.sql("from projects order by programme nulls last, name, project_id")

    def _day(self, as_of: date | str | None) -> AsOf:
        return self._as_of if as_of is None else self._evidence.calendar.as_of(as_of)

    def __repr__(self) -> str:
        return portfolio_card(self._evidence, self._as_of)


def open_portfolio(
    folder: str | Path = ".", *, as_of: date | str | None = None, build: bool = True
) -> Portfolio:
    """Open a portfolio folder as of a day; build its warehouse first where files have changed.

    Args:
        folder: the portfolio folder; a relative one is looked for from here upwards.
        as_of: the day asked for; by default, or where it is "", that of the newest export.
        build: False opens the warehouse there is, however old.

    Raises:
        FolderError: there is no such folder.
        SettingsError: `pmo.toml` is not understood.
        ParameterError: `as_of` is no day, or no export could be read.
    """
    path = find_folder(folder)
    if build and not is_current(path):
        build_warehouse(path)
    _show_in_notebooks()
    warehouse = current_warehouse(path)
    return Portfolio(
        path,
        open_reader(warehouse),
        read_settings(path),
        as_of=as_of,
        kept=warehouse.with_suffix(".forecasts"),
        reports=reports_folder(path),
    )


def find_folder(folder: str | Path) -> Path:
    """Return a portfolio folder; a relative path counts from the nearest parent that holds it.

    papermill runs a notebook in the caller's folder, JupyterLab in the notebook's own; a path such
    as "data/sample" must mean the same in both.

    Raises:
        FolderError: no parent holds it.
    """
    path = Path(folder).expanduser()
    here = Path.cwd()
    candidates = [path] if path.is_absolute() else [start / path for start in (here, *here.parents)]
    for candidate in candidates:
        is_portfolio = (candidate / SETTINGS_FILE).is_file() or (candidate / "exports").is_dir()
        if candidate.is_dir() and is_portfolio:
            return candidate.resolve()
    raise FolderError(
        f"There is no portfolio folder {path} here or above {here}: a folder with a "
        f"{SETTINGS_FILE} or an exports folder in it. Copy the sample: pmo sample {path}"
    )


def reports_folder(folder: Path) -> Path:
    """Return where the reports of a portfolio are kept by default: with it, or beside the sample.

    What they promised is an input of later reports.
    """
    checkout = Path(__file__).resolve().parents[1]
    if folder.resolve() == checkout / "data" / "sample":
        return checkout / "reports" / "out"
    return folder / "reports"


def _show_in_notebooks() -> None:
    """Let reviews, sections and charts show themselves where this runs in a notebook."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        from pmo_analytics.display.notebook import register_displays  # noqa: PLC0415

        register_displays(shell)
