"""Reviews as values: whole after a trip through JSON, the same in another process, in agreement."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from review_reader import blocks_of
from sample_portfolio import PROJECTS, all_sample_reviews, built_sample, sample_review

from pmo_analytics.display.charts.frames import MOST_MARKS
from pmo_analytics.values import Figure, Matrix, Review

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
        for figure in blocks_of(review, Figure):
            rows = max(map(len, figure.columns.values()), default=0)
            assert rows <= MOST_MARKS or figure.chart in MOST_GATHERED, figure.chart


def test_matrix_chart_and_facts_tell_one_number():
    portfolio = sample_review()
    for row in (row for group in matrix_of(portfolio).groups for row in group.rows):
        project = sample_review("project_health", scope=row.project_id)
        facts = {**portfolio.facts, **project.facts}
        day = portfolio.as_of
        burn_up = [one for one in blocks_of(project, Figure) if one.chart == "burn_up"]
        for key, shown in (
            ("likely", row.forecast.likely_date),
            ("sure", row.forecast.sure_date),
        ):
            told = facts.get(f"{row.project_id}.{key}_finish.{day}")
            assert (told.value if told else None) == shown
            drawn = burn_up[0].options.get(f"{key}_date") if burn_up else None
            assert drawn == (shown.isoformat() if shown else None)
        if row.chances[-1] is not None:
            assert facts[f"{row.project_id}.chance.{day}"].value == row.chances[-1]


def test_both_reports_tell_the_same_facts_of_a_project():
    portfolio = sample_review()
    for project in PROJECTS:
        own = sample_review("project_health", scope=project)
        shared = [
            key for key in own.facts.keys() & portfolio.facts.keys() if key.startswith(project)
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
            key = f"portfolio.{side}_{colour}"
            money = [review.facts[key].value for review in programmes if key in review.facts]
            whole = portfolio.facts[key].value if key in portfolio.facts else Decimal(0)
            assert sum(money, Decimal(0)) == whole


def test_the_tally_counts_every_project_on_both_sides():
    for review in all_sample_reviews():
        if review.tally is None:
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
    facts, tally = sample_review().facts, sample_review().tally
    for side in ("declared", "computed"):
        parts = [facts[f"portfolio.{side}_{row.rag}"].value for row in tally.rows]
        assert sum(parts) == facts["portfolio.budget"].value


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
