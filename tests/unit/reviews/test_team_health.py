"""The report of a team across its projects."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pier import LAST_SUNDAY, SETTINGS, history
from portfolio_folders import small_folder
from review_reader import fact_of, words_of
from sample_portfolio import TEAMS, sample, sample_review

from pmo_analytics.content import DataTable, Missing
from pmo_analytics.errors import ParameterError, UnknownNameError
from pmo_analytics.narrative.cross_check import contradictions
from pmo_analytics.portfolio import open_portfolio
from tests.unit.reviews.conftest import across_projects

pytestmark = pytest.mark.slow


def review(team: str):
    return sample_review("team_health", scope=team)


def energy():
    return across_projects().review("team_health", team="Energy")


def lines(section) -> list[list[str]]:
    table = next(block for block in section.blocks if isinstance(block, DataTable))
    return [[str(cell.text) for cell in row] for row in table.rows]


def test_a_team_is_reported_in_all_of_its_projects():
    found = energy()
    rows = lines(found.section("load"))
    assert [row[0] for row in rows] == ["Ember shore power", "Gannet electric crossings"]
    frame = across_projects().metric("work_by_project", team="Energy").frame
    assert [row[2] for row in rows] == [
        str(count) for count in sorted(frame["begun_item_count"])[::-1]
    ]
    assert "Ember shore power and Gannet electric crossings" in str(found.deck[0])


def test_a_team_whose_work_is_finished_has_no_pace_and_nothing_at_once():
    """Slipway finished its one project in August; the weeks since then are no pace."""
    ended, running = (review(team).section("load") for team in ("Slipway", "Fleet refit"))
    assert str(ended.title) == "Nothing is in progress"
    assert not [block for block in ended.blocks if isinstance(block, DataTable)]
    assert lines(running)


def test_a_team_with_much_at_once_says_so_first_and_what_would_help():
    found = energy()
    row = across_projects().metric("team_work", team="Energy").frame.iloc[0]
    assert row["is_to_stop"]
    assert str(found.headline) == (
        f"Energy has {row['wip_per_person']:.1f} items a person in progress at once; "
        f"{row['older_count']} of {row['wip_count']} are old"
    )
    assert "it had better start nothing until that many" in words_of(found.section("load"))


def test_numbers_of_the_team_are_those_of_its_items():
    found = energy()
    fact = fact_of(found, "ageing", "older_count", scope="Energy")
    assert fact.source.scope_kind == "team"
    assert fact.value == across_projects().metric("ageing", team="Energy").values["older_count"]


def test_what_waits_for_a_team_and_what_it_waits_for_are_told_apart():
    given = review("Fleet refit").section("waits")
    assert str(given.title) == "What others wait for from it"
    assert lines(given)[0][:2] == ["Fjord ferry refit", "Ember shore power"]
    taken = energy().section("waits")
    assert str(taken.title) == "What it waits for"
    assert lines(taken)[0][:2] == ["Fjord ferry refit", "Ember shore power"]


def test_what_waits_within_the_team_is_no_handover():
    frame = across_projects().metric("team_handovers", team="Energy").frame
    assert "GANNET" not in set(frame["waiting_project_id"]) | set(frame["needed_project_id"])
    apart = across_projects().metric("team_handovers", project="GANNET").frame
    assert "EMBER" in set(apart["needed_project_id"])


def test_of_a_small_team_nothing_is_told_of_its_people_and_hours_name_what_to_add():
    said = [block for block in review("Dune permits to work").section("load").blocks]
    missing = [str(block.text) for block in said if isinstance(block, Missing)]
    assert any("Add it to capacity.csv" in text for text in missing)
    assert any("fewer than 5 people" in text for text in missing)
    assert "items a person" not in str(review("Dune permits to work").headline)


def test_without_dependencies_the_register_that_would_tell_them_is_named(tmp_path):
    folder = small_folder(
        tmp_path / "pier",
        history=history(),
        taken=LAST_SUNDAY + timedelta(days=1),
        settings=SETTINGS + '\n[teams]\nDivers = "PIER"\n',
    )
    opened = open_portfolio(folder, as_of=LAST_SUNDAY)
    found = opened.review("team_health", team="Divers").section("waits")
    (missing,) = found.blocks
    assert "add the register dependencies.csv" in str(missing.text)


def test_an_old_export_judges_nothing():
    found = sample("2026-11-20").review("team_health", team="Fleet refit")
    assert "cannot be judged: its newest export is 51 days old" in str(found.headline)
    assert found.section("pace") is None


def test_pages_of_teams_and_projects_agree():
    opened = across_projects()
    pages = [opened.review("project_health", project=one) for one in ("EMBER", "GANNET")]
    assert contradictions([energy(), *pages, *map(review, TEAMS)]) == ()


def test_a_team_is_needed_and_an_unknown_one_is_refused_with_those_there_are():
    with pytest.raises(ParameterError, match="team_health needs a team"):
        sample().review("team_health")
    with pytest.raises(UnknownNameError, match=r'There is no team "Pier".* Fleet refit'):
        sample().review("team_health", team="Pier")
    with pytest.raises(ParameterError, match="takes a team, not a project"):
        sample().review("team_health", project="EMBER")
