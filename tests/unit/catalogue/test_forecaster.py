"""Forecasts of a portfolio as of any day, over rows given by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from given_answers import (
    AS_OF,
    BEFORE,
    GivenAnswers,
    as_of,
    dependency_row,
    team_row,
    weekly_history,
    work_rows,
)

from pmo_analytics.catalogue.forecaster import Forecaster
from pmo_analytics.catalogue.kept_promises import KeptPromises
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import ItemFilter, Scope

NAMES = ("ATLAS", "BOREAL", "CORAL")
NOW, THEN, TOMORROW = as_of(AS_OF), as_of(BEFORE), as_of(AS_OF + timedelta(days=1))


def forecaster(*, kept: KeptPromises | None = None, **rows) -> Forecaster:
    """Make the forecaster of three projects, known on two days, and the day after as well."""
    found: dict[str, list] = {"work_by_day": [], "work_as_of": []}
    for open_items, name in enumerate(NAMES, start=20):
        history = weekly_history(name, finished=(3, 5) * 12, open_items=open_items)
        for query, given in work_rows(history, BEFORE, AS_OF).items():
            found[query] += given
        last = found["work_as_of"][-1]
        found["work_as_of"].append({**last, "as_of": TOMORROW.day})
    return Forecaster(GivenAnswers(rows={**found, **rows}), NAMES, kept or KeptPromises())


def test_a_project_alone_has_the_forecast_that_it_has_among_all():
    alone, among = forecaster(), forecaster()
    one = alone.forecasts(("BOREAL",), NOW)["BOREAL"]
    assert np.array_equal(one.ends, among.forecasts(NAMES, NOW)["BOREAL"].ends)


def test_a_day_later_without_new_data_nothing_has_changed():
    """The clock starts where the exports end, not on the day that is asked for."""
    made = forecaster()
    for name in NAMES:
        today, tomorrow = (made.of(project_scope(name), day) for day in (NOW, TOMORROW))
        assert today.when(0.5) == tomorrow.when(0.5)
        assert today.when(0.85) == tomorrow.when(0.85)


def test_all_projects_end_with_the_last_of_them():
    made = forecaster()
    every = made.of(Scope("portfolio", NAMES), NOW)
    for name in NAMES:
        assert (every.scope.ends >= made.forecasts((name,), NOW)[name].ends).all()


def test_a_change_of_scope_is_never_earlier_and_leaves_others_alone():
    made = forecaster()
    before = made.forecasts(("ATLAS",), NOW)["ATLAS"]
    after = made.changed(NOW, "ATLAS", (Change(scope_id="ATLAS", items=5),))
    assert (after.ends >= before.ends).all()
    assert np.array_equal(made.changed(NOW, "ATLAS", ()).ends, before.ends)


def test_a_project_ends_after_what_it_waits_for():
    made = forecaster(dependency_edges=[dependency_row(needs="CORAL")])
    found = made.forecasts(("ATLAS",), NOW)["ATLAS"]
    assert (found.ends > made.forecasts(("CORAL",), NOW)["CORAL"].ends).all()
    assert 0 < made.held_up("ATLAS", NOW)["CORAL"] <= 1
    assert made.held_up("CORAL", NOW) == {}


def test_a_project_waits_for_a_committed_date():
    committed = date(2027, 6, 1)
    made = forecaster(dependency_edges=[dependency_row(later_date=committed)])
    assert made.of(project_scope("ATLAS"), NOW).when(0.01) > committed
    ((_, share),) = made.held_up("ATLAS", NOW).items()
    assert share == 1.0


def test_who_waits_for_nothing_is_held_up_by_nobody():
    assert forecaster().held_up("ATLAS", NOW) == {}


def test_a_team_that_is_shared_lets_nothing_end_later_than_it_would_alone():
    """What ends first leaves its days to the other."""
    shared = forecaster(sole_teams=[team_row(name, "Harbour") for name in NAMES[:2]])
    alone = forecaster()
    for name in NAMES[:2]:
        together = shared.forecasts(NAMES, NOW)[name].ends_uncorrected
        assert (together <= alone.forecasts(NAMES, NOW)[name].ends_uncorrected).all()


def test_the_past_is_forecast_from_what_was_known_then():
    made = forecaster()
    (then,) = (one for one in made.work.histories(THEN) if one.scope_id == "ATLAS")
    assert then.last_day == BEFORE
    assert made.of(project_scope("ATLAS"), THEN).when(0.5) > BEFORE


def test_what_moved_a_date_adds_up():
    found = forecaster().drivers(project_scope("ATLAS"), THEN, NOW)
    assert sum(part.amount for part in found.parts) == pytest.approx(found.total)
    assert forecaster().drivers(Scope("portfolio", NAMES), THEN, NOW) is None


def test_kept_promises_are_those_that_were_made(tmp_path):
    kept = KeptPromises(tmp_path / "kept")
    made = forecaster(kept=kept).records.promises("pooled")
    again = kept.promises("pooled 40", lambda: pytest.fail("made again"))
    assert again.scope_ids == made.scope_ids
    assert np.array_equal(again.levels, made.levels, equal_nan=True)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_a_file_that_cannot_be_read_is_made_anew(tmp_path, content):
    kept = KeptPromises(tmp_path / "kept")
    made = forecaster(kept=kept).records.promises("pooled")
    (path,) = (tmp_path / "kept").glob("pooled 40*")
    path.write_bytes(content)
    assert kept.promises("pooled 40", lambda: made) is made


def test_only_all_items_of_one_project_are_a_whole_project():
    whole = project_scope("ATLAS")
    assert whole.is_whole_project
    assert not replace(whole, team="Booking").is_whole_project
    assert not replace(whole, items=ItemFilter(item_types=("Bug",))).is_whole_project
    assert not replace(whole, kind="programme").is_whole_project
