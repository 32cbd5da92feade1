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
    *("outturn_over_cost", "sure_outturn_cost", "reserve_left_cost", "likely_delay_cost"),
)
ADDED_UP = [0, 1, 2, 3, 4, 6]
OF_OUTTURN = [3, 4]
COMPARED = "Nine with an outturn"
LAST_MONTH = "2026-09"
DAY = "2026-09-30"


def register(name: str) -> list[dict[str, str]]:
    with (built_sample() / "registers" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def printed(review=None) -> dict[str, list[int | None]]:
    """Return the numbers of each row, by its first cell."""
    (table,) = (review or sample_review()).section("money").blocks
    assert tuple(column.name for column in table.columns[1:]) == COLUMNS
    return {str(row[0].text): [number(str(cell.text)) for cell in row[1:]] for row in table.rows}


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
        shown = [rows[name][at] for at in (0, 1, 2, 6)]
        assert shown == pytest.approx([float(each) / 1000 for each in expected], abs=1), project
    total = rows["All projects"]
    for at, each in ((0, "budget"), (1, "spent"), (2, "earned"), (6, "reserve")):
        assert total[at] == thousands(sum(own[each] for own in registers.values()))


def test_parts_add_up_as_they_are_printed():
    rows, projects = printed(), sample().projects()
    for at in ADDED_UP:
        programmes = [rows[f"All of {name}"][at] for name in PROGRAMMES]
        if None not in programmes:
            assert sum(programmes) == rows["All projects"][at]
        for name, shown in zip(PROGRAMMES, programmes, strict=True):
            own = projects["name"][projects["programme"] == name]
            parts = [rows[one][at] for one in own]
            is_told = at not in OF_OUTTURN or None not in parts
            assert shown == (sum(parts) if is_told else None), (name, COLUMNS[at])


def test_an_outturn_is_compared_with_the_budgets_of_the_same_projects():
    """Of a project without an outturn the budget stands in no sum that is compared with one."""
    rows = printed()
    known = [rows[name] for name in sample().projects()["name"] if rows[name][3] is not None]
    assert len(known) == len(PROJECTS) - 1
    assert rows["All projects"][3:5] == [None, None]
    for at in (0, *OF_OUTTURN):
        assert rows[COMPARED][at] == sum(row[at] for row in known)
    told = [row for row in rows.values() if row[3] is not None]
    assert len(told) == len(known) + 3  # two programmes, and the sum of these
    assert all(budget + over == outturn for budget, _, _, outturn, over, *_ in told)


def test_the_overspend_of_the_headline_is_that_of_the_rows_of_its_projects():
    over = sample().metric("judgement").values["overspending_cost"]
    rows = printed()
    dear = ("Jetty gangways", "Ember shore power", "Fjord ferry refit")
    assert sum(rows[name][4] for name in dear) == pytest.approx(thousands(over), abs=1)
    said = str(sample_review().section("money").blocks[0].note)
    assert said.startswith("With the others: £1.49m over budget.")
    assert thousands(over) != rows[COMPARED][4]


def test_an_executive_sees_who_overspends_and_no_sum_of_others_below():
    (table,) = sample_review(persona="executive").section("money").blocks
    dear = ["Fjord ferry refit", "Ember shore power", "Jetty gangways"]  # the most first
    assert [str(row[0].text) for row in table.rows] == dear
    assert "baseline_budget outturn_over_cost" in " ".join(
        name for name in (column.name for column in table.columns) if name != "likely_outturn_cost"
    )


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
def test_without_registers_there_is_no_money(review_as):
    assert review_as("no_registers").section("money") is None


amounts = st.decimals(min_value=-50, max_value=500, places=2)


@given(st.lists(amounts, min_size=1, max_size=12))
def test_rounded_parts_add_up_and_are_next_to_the_parts(parts):
    total = int(sum(parts).quantize(Decimal(1)))
    found = rounded_parts(parts, total)
    assert sum(found) == total
    assert all(abs(whole - part) < 1 for whole, part in zip(found, parts, strict=True))
