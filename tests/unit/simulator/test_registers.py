import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from data.simulator.registers.columns import COLUMNS
from data.simulator.registers.written import register_rows
from pmo_analytics.standards import checks

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rows(portfolio, histories):
    tables = register_rows(portfolio, list(histories.values()))
    return {
        name: [dict(zip(header, row, strict=True)) for row in rest]
        for name, (header, *rest) in tables.items()
    }


def test_columns_are_those_of_the_register_schema():
    folder = Path(__file__).parents[3] / "pmo_analytics" / "sources"
    schema = tomllib.loads((folder / "registers.toml").read_text(encoding="utf-8"))
    for name, columns in COLUMNS.items():
        known = schema[name]["columns"]
        assert set(columns) <= set(known)
        assert {c for c, column in known.items() if column.get("required")} <= set(columns)


def test_unknown_column_is_refused(portfolio, histories):
    atlas = histories["ATLAS"]
    registers = atlas.project.registers | {"risks": [{"risk_id": "R", "likelihood": 1}]}
    project = atlas.project.model_copy(update={"registers": registers})
    changed = type(atlas)(project, atlas.histories, atlas.ends_at)
    with pytest.raises(ValueError, match="likelihood"):
        register_rows(portfolio, [changed])


def test_two_projects_were_rebaselined_once(rows):
    projects = [row["project_id"] for row in rows["baselines"]]
    assert {name: projects.count(name) for name in projects} == {
        "ATLAS": 1,
        "BOREAL": 2,
        "CORAL": 1,
        "DUNE": 1,
        "EMBER": 1,
        "FJORD": 2,
        "GANNET": 1,
        "HELM": 1,
        "INLET": 1,
        "JETTY": 1,
    }


def test_managers_report_every_month(rows):
    for name, first in (("ATLAS", "2025-10"), ("BOREAL", "2026-01"), ("CORAL", "2025-10")):
        months = {r["report_date"][:7] for r in rows["status"] if r["project_id"] == name}
        year = [f"2025-{m}" for m in range(10, 13)] + [f"2026-0{m}" for m in range(1, 10)]
        assert months == {month for month in year if month >= first}


def test_declared_colours_tell_the_stories(rows):
    declared = {}
    for row in sorted(rows["status"], key=lambda row: row["report_date"]):
        declared.setdefault(row["project_id"], []).append(row["overall"])
    assert set(declared["ATLAS"]) == {"green"}
    assert declared["BOREAL"][-2:] == ["amber", "amber"]
    assert (declared["CORAL"][-1], declared["DUNE"]) == ("green", ["green"])


def test_forecasts_of_milestones_move_until_they_are_reached(rows):
    by_milestone = {}
    for row in rows["milestones"]:
        by_milestone.setdefault(row["milestone_id"], []).append(row)
    assert len(by_milestone) == 38
    moved = [m for m, r in by_milestone.items() if len({x["forecast_date"] for x in r}) > 1]
    assert len(moved) >= 16
    for reports in by_milestone.values():
        dates = [row["report_date"] for row in reports]
        assert dates == sorted(dates)
        for row in reports:
            assert not row["actual_date"] or row["actual_date"] <= row["report_date"]
        reached = [bool(row["actual_date"]) for row in reports]
        assert sum(reached) <= 1
        assert not any(reached[:-1])


def test_risks_hold_issues_a_closed_one_and_some_nobody_reviews(rows):
    risks = rows["risks"]
    assert len(risks) == 29
    assert {row["kind"] for row in risks} == {"risk", "issue"}
    assert sum(bool(row["closed_date"]) for row in risks) == 3
    unreviewed = [r for r in risks if r["reviewed_date"] < "2026-05" and not r["closed_date"]]
    assert len(unreviewed) == 2
    assert all(0 <= float(row["probability"]) <= 1 for row in risks)


def test_some_decisions_are_open_and_one_of_them_is_overdue(rows, portfolio):
    undecided = [row for row in rows["decisions"] if not row["decided_date"]]
    assert len(undecided) == 7
    overdue = [row for row in undecided if row["due_date"] < portfolio.as_of.isoformat()]
    assert [row["project_id"] for row in overdue] == ["DUNE"]
    assert sum(bool(row["options"]) for row in undecided) == 6
    assert all(row["decided_date"] for row in rows["decisions"] if row["decision"])


def test_costs_cover_the_months_until_the_sample_was_taken(rows):
    months = [row["period"] for row in rows["costs"] if row["project_id"] == "ATLAS"]
    assert (months[0], months[-1], len(months)) == ("2025-10", "2026-09", 12)
    assert [r["period"] for r in rows["costs"] if r["project_id"] == "DUNE"] == ["2026-09"]


def test_earned_value_follows_what_was_finished(rows, truths):
    months = [row for row in rows["costs"] if row["project_id"] == "CORAL"]
    earned = sum(Decimal(row["earned_value"]) for row in months)
    done = sum(t.done_at is not None for t in truths["CORAL"] if t.level == "item")
    assert earned == pytest.approx(Decimal(960_000) * done / 150, abs=Decimal("0.1"))


def test_every_date_of_the_past_is_past(rows, portfolio):
    names = ("report_date", "approved_date", "opened_date", "closed_date", "raised_date")
    for row in (row for table in rows.values() for row in table):
        for column in {*names, "decided_date", "reviewed_date", "actual_date"} & set(row):
            if row[column]:
                assert date.fromisoformat(row[column]) <= portfolio.as_of, row


def test_every_register_has_rows(rows):
    assert [name for name in COLUMNS if not rows[name]] == []


def test_hours_are_promised_to_the_owners_of_a_team_first(rows):
    has = {(r["person"], r["period"]): int(r["available_hours"]) for r in rows["capacity"]}
    lent = [r for r in rows["allocations"] if r["project_id"] == "FJORD" and r["team"] == "Energy"]
    assert {r["period"] for r in lent} == {"2026-10", "2026-11", "2026-12"}
    assert all(0 < int(r["hours"]) < has[r["person"], r["period"]] for r in lent)
    others = [r for r in rows["allocations"] if r not in lent]
    assert all(int(r["hours"]) <= has[r["person"], r["period"]] for r in others)


def test_who_was_moved_away_has_no_hours_any_more(rows):
    hours = {r["period"]: r for r in rows["capacity"] if r["person"] == "Sunniva Berg"}
    assert int(hours["2026-06"]["available_hours"]) > 100
    assert int(hours["2026-08"]["available_hours"]) == 0


def test_benefits_are_realised_only_in_months_that_are_over(rows):
    realised = [r for r in rows["benefits"] if r["realised"]]
    assert {r["period"] for r in rows["benefits"]} - {r["period"] for r in realised}
    assert max(r["period"] for r in realised) == "2026-09"
    assert {"£", "hours", "sailings"} <= {r["unit"] for r in rows["benefits"]}
    ember = [r for r in realised if r["benefit_id"] == "B-08"]
    assert sum(int(r["realised"]) for r in ember) < 0.6 * sum(int(r["planned"]) for r in ember)


def test_blocked_spells_of_the_yard_are_those_of_the_truth(rows, truths):
    kept = Counter(r["item_key"] for r in rows["blockers"] if r["item_key"].startswith("FJORD-"))
    spells = Counter({t.item_key: len(t.blocked_spells) for t in truths["FJORD"]})
    assert kept == +spells
    assert {r["is_external"] for r in rows["blockers"]} == {"yes", "no"}


def test_sprints_follow_one_another(rows):
    for project in ("ATLAS", "GANNET"):
        sprints = [r for r in rows["sprints"] if r["project_id"] == project]
        starts = [date.fromisoformat(r["start_date"]) for r in sprints]
        ends = [date.fromisoformat(r["end_date"]) for r in sprints]
        assert all((end - start).days == 13 for start, end in zip(starts, ends, strict=True))
        assert all((b - a).days == 14 for a, b in pairwise(starts))
        assert all(r["goal"] for r in sprints)


def test_an_exception_names_a_check_and_one_has_run_out(rows):
    assert {r["check_id"] for r in rows["exceptions"]} <= set(checks())
    assert {r["project_id"] for r in rows["exceptions"]} == {"DUNE", "HELM"}
    assert min(r["until_date"] for r in rows["exceptions"]) < "2026-09-30"
