"""Rows of a file in another order change no byte of what a review says."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from sample_portfolio import copy_sample, sample

from pmo_analytics.portfolio import Portfolio, open_portfolio

REPORTS = (("portfolio_health", ""), ("project_health", "EMBER"), ("delivery_forecast", "HELM"))


def permute(path: Path, seed: str) -> bool:
    """Put the rows of a file in another order; False where there is no other."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    if len(rows) < 2:
        return False
    random.Random(f"{seed} {path.name}").shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return True


@pytest.fixture(scope="module")
def permuted(tmp_path_factory) -> Portfolio:
    folder = copy_sample(tmp_path_factory.mktemp("permuted") / "sample")
    files = [path for path in sorted(folder.rglob("*.csv")) if permute(path, "rows")]
    assert len(files) > 20
    return open_portfolio(folder)


def said(portfolio: Portfolio, report: str, project: str) -> str:
    """Return a review without what tells the files apart: their digests."""
    review = portfolio.review(report, **({"project": project} if project else {}))
    provenance = review.provenance.model_copy(update={"files": ()})
    return review.model_copy(update={"provenance": provenance}).model_dump_json()


@pytest.mark.slow
@pytest.mark.parametrize(("report", "project"), REPORTS)
def test_the_order_of_rows_changes_no_byte(report, project, permuted):
    assert said(permuted, report, project) == said(sample(), report, project)
