"""The money line: its parts add up as printed, and to what the registers say, summed by hand."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_portfolio import PROGRAMMES, PROJECTS, built_sample, sample, sample_review

from pmo_analytics.narrative.formatting import rounded_parts

COLUMNS = (
    *("baseline_budget", "actual_cost", "earned_value", "likely_outturn_cost"),
    *("sure_outturn_cost", "reserve_left_cost", "likely_delay_cost"),
)
ADDED_UP = [0, 1, 2, 3, 5]
LAST_MONTH = "2026-09"
DAY = "2026-09-30"


def register(name: str) -> list[dict[str, str]]:
    with (built_sample() / "registers" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def printed(review=None) -> dict[str, list[int | None]]:
    """Return the numbers of each row, by its first cell."""
    (table,) = (review or sample_review()).section("money").blocks
    assert tuple(column.name for column in table.columns[1:]) == COLUMNS
    return {
        str(row[0].text).partition(", outturn")[0]: [number(str(cell.text)) for cell in row[1:]]
        for row in table.rows
    }


def number(text: str) -> int | None:
    return None if text in ("", "–") else int(text.replace(",", "").replace("−", "-"))


def thousands(amount: Decimal) -> int:
    return int((amount / 1000).quantize(Decimal(1), ROUND_HALF_UP))


def by_project() -> dict[str, dict[str, Decimal]]:
    """Sum up the registers in plain Python."""
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    in_force: dict[str, dict[str, str]] = {}
    for row in sorted(register("baselines"), key=lambda row: row["approved_date"]):
        if row["approved_date"] <= DAY:
            in_force[row["project_id"]] = row
    for project, row in in_force.items():
        found[project]["budget"] = Decimal(row["budget"])
        found[project]["reserve"] = Decimal(row["reserve"])
    for row in register("costs"):
        if row["period"] <= LAST_MONTH:
            found[row["project_id"]]["spent"] += Decimal(row["actual_cost"])
            found[row["project_id"]]["earned"] += Decimal(row["earned_value"] or 0)
    for row in register("risks"):
        since = in_force[row["project_id"]]["approved_date"]
        if row["kind"] == "issue" and since <= row["opened_date"] <= DAY:
            cost = Decimal(row["probability"]) * Decimal(row["impact_cost"])
            found[row["project_id"]]["reserve"] -= cost
    return found


def test_budget_spent_earned_and_reserve_are_those_of_the_registers():
    registers, rows = by_project(), printed()
    names = {row["project_id"]: row["name"] for row in register("projects")}
    assert set(registers) == set(names)
    for project, name in names.items():
        own = registers[project]
        expected = [own[each] for each in ("budget", "spent", "earned", "reserve")]
        shown = [rows[name][at] for at in (0, 1, 2, 5)]
        assert shown == pytest.approx([float(each) / 1000 for each in expected], abs=1), project
    total = rows["All projects"]
    for at, each in ((0, "budget"), (1, "spent"), (2, "earned"), (5, "reserve")):
        assert total[at] == thousands(sum(own[each] for own in registers.values()))


def test_parts_add_up_as_they_are_printed():
    rows, projects = printed(), sample().projects()
    for at in ADDED_UP:
        programmes = [rows[f"All of {name}"][at] for name in PROGRAMMES]
        assert sum(programmes) == rows["All projects"][at]
        for name, shown in zip(PROGRAMMES, programmes, strict=True):
            own = projects["name"][projects["programme"] == name]
            assert sum(rows[one][at] or 0 for one in own) == shown, (name, COLUMNS[at])


def test_what_is_no_sum_has_no_total():
    alone = [at for at in range(len(COLUMNS)) if at not in ADDED_UP]
    for name in ("All projects", *(f"All of {each}" for each in PROGRAMMES)):
        assert [printed()[name][at] for at in alone] == [None, None]


def test_a_programme_has_the_same_money_on_its_own_page():
    whole, own = printed(), printed(sample_review(scope="Ships & Energy"))
    assert "All of Ships & Energy" not in own
    apart = [own["All projects"][at] - whole["All of Ships & Energy"][at] for at in ADDED_UP]
    assert set(apart) <= {-1, 0, 1}  # each table adds up as printed, which moves a thousand
    assert apart.count(0) > len(apart) / 2


def test_the_overspend_stands_in_the_headline_and_in_the_title():
    review = sample_review()
    over = sample().metric("judgement").values["overspending_cost"]
    assert over > 1_000_000
    said = f"£{over / 1_000_000:.2f}m"
    assert said in str(review.headline)
    assert said in str(review.section("money").title)


@pytest.mark.slow
def test_without_registers_there_is_no_money(bare):
    assert bare.review().section("money") is None


amounts = st.decimals(min_value=-50, max_value=500, places=2)


@given(st.lists(amounts, min_size=1, max_size=12))
def test_rounded_parts_add_up_and_are_next_to_the_parts(parts):
    total = int(sum(parts).quantize(Decimal(1)))
    found = rounded_parts(parts, total)
    assert sum(found) == total
    assert all(abs(whole - part) < 1 for whole, part in zip(found, parts, strict=True))


def test_projects_over_budget_that_the_title_tolerates_are_counted_below():
    section = sample_review().section("money")
    (table,) = section.blocks
    over = [
        project
        for project in PROJECTS
        if (sample().metric("outturn", project=project).values.get("outturn_over_cost") or 0) > 0
    ]
    told = sample_review().facts
    (title_count,) = {
        fact.value for fact in told.values() if fact.source.column == "overspending_count"
    }
    assert len(over) > title_count
    assert sample().metric("judgement").values["tolerated_count"] == len(over) - title_count == 2
    expected = "Two more are over budget by less than that."
    assert expected in str(table.note)
