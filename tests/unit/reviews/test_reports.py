"""Reports by name, the forecast of a scope, and the card of a portfolio."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pier import FINISHED, LAST_SUNDAY, SETTINGS, history, pier
from portfolio_folders import INVENTED_EXPORTS, folder_of_exports, small_folder
from review_reader import fact_of
from sample_portfolio import sample

from pmo_analytics.errors import ParameterError, UnknownNameError
from pmo_analytics.portfolio import Portfolio, open_portfolio

pytestmark = pytest.mark.slow


@pytest.fixture
def planned(tmp_path) -> Portfolio:
    """Return the pier with all items known before the work began, so that nothing arrives."""
    folder = small_folder(
        tmp_path / "pier",
        history=history(is_planned=True),
        taken=LAST_SUNDAY + timedelta(days=1),
        settings=SETTINGS,
    )
    return open_portfolio(folder, as_of=LAST_SUNDAY)


@pytest.mark.parametrize(
    ("name", "scope", "said"),
    [
        ("portfolio_helth", {}, 'Did you mean "portfolio_health"?'),
        (
            "zzz",
            {},
            "project_health, delivery_forecast, governance, support, team_health.",
        ),
        ("team_health", {"team": "Pier"}, 'There is no team "Pier". There are: '),
        ("project_health", {"project": "ATLSA"}, 'There is no project "ATLSA". There are: ATLAS'),
        ("portfolio_health", {"programme": "x"}, 'There is no programme "x". There are: Passenger'),
    ],
)
def test_a_name_that_does_not_exist_is_refused_with_those_that_do(name, scope, said):
    with pytest.raises(UnknownNameError) as error:
        sample().review(name, **scope)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("name", "scope", "said"),
    [
        ("project_health", {}, "project_health needs a project"),
        ("project_health", {"programme": "Port Operations"}, "takes a project, not a programme"),
        ("portfolio_health", {"project": "ATLAS"}, "takes a programme, not a project"),
    ],
)
def test_a_scope_the_report_does_not_take_is_refused(name, scope, said):
    with pytest.raises(ParameterError, match=said):
        sample().review(name, **scope)


def test_the_forecast_of_a_project_is_that_of_its_report():
    forecast = sample().forecast(project="ATLAS")
    review = sample().review("project_health", project="ATLAS")
    likely, sure = (
        fact_of(review, "finish_forecast", column, scope="ATLAS").value
        for column in ("likely_date", "sure_date")
    )
    assert (forecast.when(0.5), forecast.when(0.85)) == (likely, sure)


def test_a_forecast_by_hand(planned):
    # six items are open; a week brings two or three, so three weeks bring six at least, about
    forecast = planned.forecast(project="PIER")
    assert forecast.open_items == 6
    assert forecast.recent == (sum(FINISHED[-12:]), 0, 12)
    assert date(2026, 9, 28) <= forecast.when(0.5) <= date(2026, 10, 4)
    assert forecast.chance_of(LAST_SUNDAY) == 0
    assert forecast.chance_of(date(2026, 9, 20)) < 0.05 < forecast.chance_of(date(2026, 9, 27))
    assert forecast.chance_of(date(2026, 11, 1)) > 0.95


def test_work_that_grows_as_fast_as_it_is_finished_has_no_date():
    forecast = pier().forecast(project="PIER")
    assert (forecast.doubt, forecast.when(0.5)) == ("never", None)


def test_a_portfolio_of_one_project_has_the_forecast_of_that_project(planned):
    whole, own = planned.forecast(), planned.forecast(project="PIER")
    shares = (0.1, 0.5, 0.85, 0.99)
    assert [whole.when(share) for share in shares] == [own.when(share) for share in shares]


def test_the_card_says_sources_rows_and_problems():
    card = repr(sample())
    assert "as of 2026-09-30" in card
    assert "10 projects" in card
    assert "26 registers" in card
    assert "a history of status changes" in card
    assert "1 row or cell not used" in card


def test_card_keeps_long_names_apart_and_says_one_as_one(tmp_path):
    files = [INVENTED_EXPORTS / "jira_excel_us.csv", INVENTED_EXPORTS / "counts.csv"]
    long = tmp_path / "the_work_of_a_whole_year.csv"
    long.write_bytes(files[0].read_bytes())
    folder = folder_of_exports(tmp_path / "folder", [*files, long], time_zone="UTC")
    assert str(open_portfolio(folder)).splitlines()[1:] == [
        "  counts                    1 export, 3 of 3 rows used, newest 2026-01-19, no items in it",
        "  jira_excel_us             1 export, 2 of 3 rows used, newest 2025-07-04, "
        "created and resolved dates (any export)",
        "  the_work_of_a_whole_year  1 export, 2 of 3 rows used, newest 2025-07-04, "
        "created and resolved dates (any export)",
        "  3 projects, 4 items, 0 registers",
        '  problems: 0 files refused, 2 rows and cells not used; see p.sql("from rejects")',
    ]
