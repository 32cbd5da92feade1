"""The reports of the sample, kept in fields of a tracker, read as those of status.csv do."""

from __future__ import annotations

import csv
import shutil
from datetime import date

import pytest
from review_reader import words_of
from sample_portfolio import AS_OF, PROJECTS, copy_sample, own_sample, sample, sample_review

from pmo_analytics.portfolio import open_portfolio
from tests.unit.warehouse.in_memory import opened_in_memory

pytestmark = pytest.mark.slow

TABLE = "select * exclude (source) from status order by project_id, report_date"
ROLES = {
    "reported_project": "project_id",
    "reported_date": "report_date",
    "reported_overall": "overall",
    "reported_schedule": "schedule",
    "reported_cost": "cost",
    "reported_scope": "scope",
    "reported_risk": "risk",
    "reported_resources": "resources",
    "reported_benefits": "benefits",
    "reported_finish_date": "forecast_finish_date",
    "reported_summary": "summary",
    "reported_path_to_green": "path_to_green",
}


def moved_to_a_tracker(folder, *, until):
    """Turn each day of status.csv into an export that shows the last report of each project."""
    register = folder / "registers" / "status.csv"
    with register.open(encoding="utf-8", newline="") as file:
        reports = sorted(csv.DictReader(file), key=lambda row: row["report_date"])
    register.unlink()
    office = folder / "exports" / "office"
    office.mkdir(parents=True)
    for day in sorted({row["report_date"] for row in reports if row["report_date"] <= until}):
        last = {row["project_id"]: row for row in reports if row["report_date"] <= day}
        rows = [
            {"Key": f"OFF-{number}", "Type": "Initiative", "State": "Open", **row}
            for number, row in enumerate(last.values(), start=1)
        ]
        with (office / f"office {day}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    columns = "\n".join(f'{role} = "{header}"' for role, header in ROLES.items())
    with (folder / "pmo.toml").open("a", encoding="utf-8") as file:
        file.write('\n[sources.office]\ntime_zone = "Europe/London"\n')
        file.write(f"[sources.office.columns]\n{columns}\n")
    return folder


@pytest.fixture(scope="module")
def tracked(tmp_path_factory):
    folder = own_sample(tmp_path_factory.mktemp("tracked") / "sample")
    return open_portfolio(moved_to_a_tracker(folder, until=AS_OF), as_of=AS_OF)


def test_the_same_rows_come_of_both(tracked):
    ours, theirs = tracked.sql(TABLE), sample().sql(TABLE)
    plain = ["other_columns"]  # of a file alone
    assert len(theirs) > len(PROJECTS)
    assert ours.drop(columns=plain).equals(theirs.drop(columns=plain))


@pytest.mark.parametrize("project", ["ATLAS", "HELM"])
def test_the_pages_say_the_same(tracked, project):
    ours = tracked.review("project_health", project=project).section("reported")
    said = words_of(ours)
    assert said == words_of(sample_review("project_health", scope=project).section("reported"))
    assert "In its own words" in said


def test_a_day_in_the_past_knows_no_later_report(tmp_path):
    day = "2026-06-30"
    folder = copy_sample(tmp_path / "then")
    shutil.rmtree(folder / "exports")  # no report stands in those of other trackers
    moved_to_a_tracker(folder, until=day)
    then = opened_in_memory(folder, as_of=date.fromisoformat(day))
    query = "select max(report_date) as newest, count(*) as n from status"
    known = then.sql(query).iloc[0]
    assert known["n"] > 0
    assert known.equals(sample().sql(f"{query} where report_date <= '{day}'").iloc[0])
