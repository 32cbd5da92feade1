"""Reviews as values: whole after a trip through JSON, the same in another process, in agreement."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from review_reader import blocks_of, fact_of
from sample_portfolio import PROJECTS, all_sample_reviews, built_sample, sample_review

from pmo_analytics.content import Chart, Matrix, Review
from pmo_analytics.display.charts.frames import MOST_MARKS

pytestmark = pytest.mark.slow

MOST_GATHERED = ("finished_items",)  # charts that gather their dots beyond the limit

IN_ANOTHER_PROCESS = """
import hashlib, sys
from pmo_analytics import open_portfolio
p = open_portfolio(sys.argv[1])
made = [p.review()] + [p.review("project_health", project=one) for one in sys.argv[2:]]
print(" ".join(hashlib.sha256(one.model_dump_json().encode()).hexdigest() for one in made))
"""


def matrix_of(review: Review) -> Matrix:
    (matrix,) = blocks_of(review, Matrix)
    return matrix


def values_of(review: Review, measure: str, column: str, scope: str = "") -> set:
    """Return the values of a fact of the day of the review, none where it is not printed."""
    wanted = (measure, column, scope, review.as_of)
    return {
        fact.value
        for fact in review.facts.values()
        if wanted == (fact.source.measure, fact.source.column, fact.source.scope, fact.source.as_of)
    }


def test_a_review_is_the_same_after_a_trip_through_json():
    for review in all_sample_reviews():
        text = review.model_dump_json()
        again = Review.model_validate_json(text)
        assert again == review
        assert again.model_dump_json() == text


def test_the_same_folder_gives_the_same_bytes_in_any_process(tmp_path):
    program = (
        tmp_path / "program.py"
    )  # with -c DuckDB takes it for a person and draws progress bars
    program.write_text(IN_ANOTHER_PROCESS, encoding="utf-8")
    environment = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    here = [sample_review(), *(sample_review("project_health", scope=one) for one in PROJECTS)]
    there = subprocess.run(
        [sys.executable, str(program), str(built_sample()), *PROJECTS],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), **environment},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.split() == [
        hashlib.sha256(review.model_dump_json().encode()).hexdigest() for review in here
    ]


def test_no_chart_holds_more_marks_than_can_be_read():
    for review in all_sample_reviews():
        for chart in blocks_of(review, Chart):
            rows = max(map(len, chart.columns.values()), default=0)
            assert rows <= MOST_MARKS or chart.name in MOST_GATHERED, chart.name


def test_matrix_chart_and_facts_tell_one_number():
    portfolio = sample_review()
    for row in (row for group in matrix_of(portfolio).groups for row in group.rows):
        project = sample_review("project_health", scope=row.project_id)
        burn_up = [one for one in blocks_of(project, Chart) if one.name == "burn_up"]
        for key, shown in (
            ("likely", row.forecast.likely_date),
            ("sure", row.forecast.sure_date),
        ):
            assert values_of(project, "finish_forecast", f"{key}_date", row.project_id) <= {shown}
            if shown and key == "likely":
                assert values_of(project, "finish_forecast", "likely_date", row.project_id)
            drawn = burn_up[0].options.get(f"{key}_date") if burn_up else None
            assert drawn == (shown.isoformat() if shown else None)
        if row.chances[-1]:  # of a date that has passed none is told
            printed = values_of(portfolio, "finish_forecast", "chance_share", row.project_id)
            assert printed == {row.chances[-1]}


def test_both_reports_tell_the_same_facts_of_a_project():
    portfolio = sample_review()
    for project in PROJECTS:
        own = sample_review("project_health", scope=project)
        shared = [
            key
            for key in own.facts.keys() & portfolio.facts.keys()
            if own.facts[key].source.scope == project
        ]
        assert shared
        for key in shared:
            assert own.facts[key].value == portfolio.facts[key].value, key
        (row,) = [
            row
            for group in matrix_of(portfolio).groups
            for row in group.rows
            if row.project_id == project
        ]
        assert own.rag == row.rag
        assert own.change == row.change


def test_programmes_add_up_to_the_portfolio():
    portfolio, *rest = all_sample_reviews()
    programmes = [review for review in rest if review.kind == "Programme health"]
    for colour in ("red", "amber", "green", "grey"):
        parts = sum(review.rag_counts.get(colour, 0) for review in programmes)
        assert parts == portfolio.rag_counts.get(colour, 0)
        for side in ("declared", "computed"):
            column = f"{side}_{colour}_budget"
            money = [values_of(one, "judgement", column, one.programme) for one in programmes]
            (whole,) = values_of(portfolio, "judgement", column) or {Decimal(0)}
            assert sum((amount for one in money for amount in one), Decimal(0)) == whole


def test_the_tally_counts_every_project_on_both_sides():
    for review in all_sample_reviews():
        if review.tally is None or review.persona:  # an executive sees the worst projects
            continue
        projects = sum(len(group.rows) for group in matrix_of(review).groups)
        assert sum(row.declared_count for row in review.tally.rows) == projects
        assert sum(row.computed_count for row in review.tally.rows) == projects
        assert {row.rag: row.computed_count for row in review.tally.rows if row.computed_count} == (
            review.rag_counts
        )
        bars = [bar for row in review.tally.rows for bar in (row.declared_bar, row.computed_bar)]
        assert max(bars) == 1
        assert min(bars) >= 0


def test_money_by_colour_adds_up_to_the_portfolio():
    review = sample_review()
    whole = fact_of(review, "judgement", "portfolio_budget").value
    for side in ("declared", "computed"):
        columns = [f"{side}_{row.rag}_budget" for row in review.tally.rows]
        assert sum(fact_of(review, "judgement", column).value for column in columns) == whole


def test_every_file_of_the_folder_stands_in_the_provenance():
    folder = built_sample()
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in ("exports", "registers")
        for path in (folder / part).rglob("*.csv")
    }
    for review in all_sample_reviews():
        files = {file.path: file for file in review.provenance.files}
        assert {path: file.sha256 for path, file in files.items() if "registers/" not in path} == {
            path: digest for path, digest in found.items() if "registers/" not in path
        }
        assert all(found[path] == file.sha256 for path, file in files.items())
        assert all(0 <= file.rejected <= file.rows for file in files.values())
