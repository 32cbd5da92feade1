"""Reports from real exports say truthfully what can and cannot be known from them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from portfolio_folders import folder_of_exports, reviewed_once
from real_exports import REAL_EXPORTS, require_real_exports
from review_reader import blocks_of, words_of

from pmo_analytics.content import Matrix, MatrixRow, Review
from pmo_analytics.narrative.cross_check import contradictions
from pmo_analytics.portfolio import Portfolio, open_portfolio
from pmo_analytics.settings import read_settings
from pmo_analytics.warehouse.connection import open_reader
from pmo_analytics.warehouse.generations import current_warehouse

pytestmark = pytest.mark.slow

# Read off the files with Python's csv; ../shared/data/README.md says the same.
ROWS = {
    "ado_lighthouse_dmy_dots": 117,
    "aea_history_2021": 19_406,
    "ala_taxonomy_cp1252": 44,
    "asf_activemq_2020": 77,
    "cfd_weekly_dmy_pt": 8,
    "daily_status_snapshots": 13_219,
    "estimates_mixed_offsets": 2_480,
    "events724_fr": 49,
    "jwprogram_cloud2018": 90,
    "letpeoplework_flowmetrics_example": 266,
    "lupapiste_latin1_semicolon": 768,
    "nautilus_wallet": 192,
    "rueedlinger_agile_project": 4_123,
    "sea_jira_iterations_latin1": 1_873,
    "stagedates_dmy_pt": 22,
    "ticketproject_es": 200,
    "werkplaats_small": 26,
}
UNDECIDABLE = "ala_taxonomy_cp1252"
NOTHING_RESOLVED = ("ticketproject_es", "events724_fr", "jwprogram_cloud2018")


@pytest.fixture(scope="module", autouse=True)
def _exports_are_there():
    require_real_exports()


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Return a portfolio of a Jira export without and one with a history, as of any day."""
    files = [REAL_EXPORTS / f"{name}.csv" for name in ("nautilus_wallet", "aea_history_2021")]
    folder = folder_of_exports(
        tmp_path_factory.mktemp("real") / "two", files, time_zone="America/New_York"
    )
    open_portfolio(folder)
    connection = open_reader(current_warehouse(folder))
    settings = read_settings(folder)

    @cache
    def opened(day: str = "") -> Portfolio:
        return reviewed_once(Portfolio(folder, connection, settings, as_of=day))

    return opened


def rows_of(review: Review) -> dict[str, MatrixRow]:
    (matrix,) = blocks_of(review, Matrix)
    return {row.project_id: row for group in matrix.groups for row in group.rows}


# --- nautilus_wallet and aea_history_2021, no registers -----------------------------------------


def test_the_report_is_of_the_day_of_the_newest_export(two):
    review = two().review()
    assert str(review.as_of) == "2023-09-26"
    assert set(rows_of(review)) == {"NW", "AEAREP", "AEJAPP", "AEJPOLICY"}


def test_projects_without_a_recent_export_are_grey_with_the_day(two):
    review = two().review()
    for project in ("AEAREP", "AEJAPP", "AEJPOLICY"):
        row = rows_of(review)[project]
        assert row.rag.computed == "grey"
        assert all("no export since" in cell.reason for cell in row.cells)
    assert any("newest exports are too old" in str(said) for said in review.deck)


def test_what_no_register_says_is_not_judged(two):
    review = two().review()
    assert "without baselines no finish date can be judged" in str(review.headline)
    assert rows_of(review)["NW"].cells[0].reason == "Not measured: add baselines.csv."
    said = words_of(review.section("data"))
    for register in ("projects", "baselines", "status", "milestones", "decisions"):
        assert f"Add {register}.csv." in said
    assert str(review.section("decisions").title) == "No decision is requested"
    assert [str(one) for one in review.tally.caption] == ["No project has reported a rating."]


def test_an_export_without_starts_measures_no_cycle_time_and_names_the_empty_column(two):
    review = two().review("project_health", project="NW")
    assert "How long an item takes is not measurable from this data" in words_of(
        review.section("pace")
    )
    result = two().metric("cycle_time", project="NW")
    assert result.value is None
    said = 'the column "Custom field (Actual start)" is there and empty'
    assert said in result.reason
    assert said in words_of(review.section("pace"))


def test_items_resolved_in_an_open_status_are_counted_and_shown(two):
    # 45 rows have the status Deploy, of category In Progress, and a resolution with its date
    said = words_of(two().review("project_health", project="NW").section("data"))
    assert "45 status, resolution or history disagree" in said


def test_statuses_that_nobody_explained_are_listed(two):
    said = words_of(two().review().section("data"))
    assert "that nobody explained" in said
    assert "Pending publication" in said


def test_every_row_of_both_is_accounted_for(two):
    files = {Path(file.path).stem: file for file in two().review().provenance.files}
    assert {name: file.rows for name, file in files.items()} == {
        name: ROWS[name] for name in ("nautilus_wallet", "aea_history_2021")
    }
    exports = two().sql("from exports")
    assert (exports["rows_in"] == exports["rows_accepted"] + exports["rows_rejected"]).all()


def test_a_history_measures_flow_as_of_its_own_last_day(two):
    review = two("2020-12-21").review()
    row = rows_of(review)["AEAREP"]
    (flow,) = [cell for cell in row.cells if cell.dimension == "Flow"]
    assert flow.rag != "grey"
    assert two("2020-12-21").metric("cycle_time", project="AEAREP").tier.name == "T3"


def test_what_began_later_is_not_known_then(two):
    row = rows_of(two("2020-12-21").review())["NW"]
    assert row.rag.computed == "grey"
    assert row.forecast.likely_date is None
    assert two("2020-12-21").metric("throughput", project="NW").n == 0


# --- every file ---------------------------------------------------------------------------------


def test_no_real_export_is_left_out():
    assert sorted(path.stem for path in REAL_EXPORTS.glob("*.csv")) == sorted(ROWS)


@pytest.fixture(scope="module")
def all_files(tmp_path_factory) -> Portfolio:
    """Return all files as one portfolio, built once."""
    files = sorted(REAL_EXPORTS.glob("*.csv"))
    folder = tmp_path_factory.mktemp("real") / "all"
    folder_of_exports(folder, files, time_zone="Europe/Berlin")
    return reviewed_once(open_portfolio(folder))


def test_every_file_is_read_or_refused_with_a_sentence_and_no_row_is_lost(all_files):
    exports = all_files.sql("from exports order by path").set_index("source")
    assert exports["rows_in"].to_dict() == ROWS
    assert (exports["rows_in"] == exports["rows_accepted"] + exports["rows_rejected"]).all()
    refused = exports["refused_reason"].dropna()
    assert list(refused.index) == [UNDECIDABLE]
    assert "11 Jan 2023 (day first) or 1 Nov 2023 (month first)" in refused[UNDECIDABLE]
    assert exports["rows_accepted"][UNDECIDABLE] == 0


def test_one_bad_file_is_said_in_the_report_and_never_stops_the_others(all_files):
    review = all_files.review()
    said = words_of(review.section("data"))
    assert f"exports/{UNDECIDABLE}/{UNDECIDABLE}.csv was refused: Created in row 2" in said
    assert len(rows_of(review)) > 10


@pytest.mark.parametrize("source", NOTHING_RESOLVED)
def test_where_nothing_is_resolved_nothing_is_said_to_be_finished(source, all_files):
    ids = all_files.sql(
        "select distinct project_id from items where source = $source", source=source
    )["project_id"]
    for project in ids:
        result = all_files.metric("throughput", project=project)
        assert result.n == 0
        assert result.value is None or result.value == 0
        review = all_files.review("project_health", project=project)
        assert review.section("pace") is None
        assert "Likely" not in str(review.headline)


def test_where_no_column_tells_a_state_nothing_is_called_unfinished(all_files):
    then = open_portfolio(all_files.folder, as_of="2019-01-10", build=False)
    review = then.review("project_health", project="AMQ")  # neither status nor resolution
    assert str(review.headline).startswith("AMQ cannot be measured: no export tells")
    assert "whether the items of AMQ are finished" in words_of(review.section("data"))
    said = words_of(all_files.review().section("data"))
    assert said.count("Nothing says whether the items of AMQ are finished") == 1


def test_creation_that_no_column_tells_is_said_to_have_no_earliest_moment(all_files):
    project = "letpeoplework_flowmetrics_example"  # one without keys of a project
    said = words_of(all_files.review("project_health", project=project).section("data"))
    assert "The present status alone 266 with no earliest moment" in said
    assert "527 of 793 changes are known to the day or better" in said  # 266 starts, 261 finishes


def test_governance_says_what_it_can_of_a_history_and_names_the_registers_for_the_rest(two):
    review = two().review("governance")
    assert "standards are broken" in str(review.headline)
    ways = review.section("conformance")
    drawn, listed, *_ = ways.blocks
    assert drawn.name == "ways"
    assert str(listed.rows[0][0].text) == "To Do → In Progress → Done"
    assert str(ways.blocks[-1].text).startswith("Nobody declared a way.")
    missing = words_of(review.section("controls"))
    for register in ("gates", "decisions", "actions", "requests"):
        assert f"Add {register}.csv" in missing
    assert "improvements.csv" in str(review.section("improvements").title)
    assert review.section("charter") is None
    assert review.section("comment") is None
    assert contradictions((review,)) == ()


def test_support_says_what_it_can_of_exports_and_names_the_registers_for_the_rest(two):
    portfolio = two()
    review = portfolio.review("support")
    assert " needs help most" in str(review.headline)
    assert review.section("quick_wins").blocks[0].rows
    said = words_of(review)
    for register in ("actions", "feedback"):
        assert f"Add {register}.csv" in said
    assert contradictions((review, portfolio.review("governance"))) == ()


def test_exports_of_each_day_tell_which_ways_were_taken_and_not_who_left_one(all_files):
    # KAF and five others, of daily_status_snapshots: 61 of 95 items are done on the last day
    projects = all_files.sql(
        "select distinct project_id from items where source = 'daily_status_snapshots'"
    )["project_id"]
    found = [all_files.metric("ways_taken", project=project) for project in projects]
    told = [one for one in found if one.values]
    assert sum(one.values["by_export_count"] for one in told) == sum(one.n for one in told) > 20
    ways = {way for one in told for way in one.frame["way"]}
    assert "To Do → Done" in ways
    assert all(all_files.metric("conformance", project=project).reason for project in projects)


@pytest.mark.parametrize("report", ["governance", "support"])
def test_the_office_says_of_every_export_what_it_can_and_agrees_with_itself(report, all_files):
    review = all_files.review(report)
    assert contradictions((review,)) == ()
    said = words_of(review)
    assert "Add actions.csv" in said
    assert " 1 projects" not in said
