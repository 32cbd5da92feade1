"""`manifest.json`: from what a run was made, with which parameters and versions, and how it went.

Seconds and statuses stand here and nowhere else, so that the pages of equal inputs are equal.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pmo_analytics.portfolio import Portfolio
from pmo_analytics.runner.execute import JobResult

MANIFEST_FILE = "manifest.json"
_PACKAGES = ("pmo-analytics", "papermill", "duckdb", "pandas", "altair", "vl-convert-python")


def write_manifest(
    pages: Path,
    portfolio: Portfolio,
    results: Iterable[JobResult],
    *,
    kept: Iterable[str],
    seconds: float,
) -> None:
    """Write the manifest of a run beside its pages.

    Args:
        pages: the folder of the run.
        portfolio: what was reported on.
        results: what became of each report.
        kept: files of failed reports whose last good page was kept.
        seconds: of the whole run.
    """
    kept = set(kept)
    results = sorted(results, key=lambda result: result.job.file)
    manifest = {
        "portfolio": portfolio.settings.portfolio.name,
        "as_of": portfolio.as_of.day.isoformat(),
        "seconds": round(seconds, 3),
        "made": sum(result.is_made for result in results),
        "failed": sum(not result.is_made for result in results),
        "inputs": _inputs(portfolio),
        "versions": {
            "python": platform.python_version(),
            **{package: version(package) for package in _PACKAGES},
        },
        "reports": [_report(result, pages, is_kept=result.job.file in kept) for result in results],
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False, default=str)
    (pages / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _inputs(portfolio: Portfolio) -> list[dict[str, Any]]:
    frame = portfolio.sql(
        """
        select path, sha256, rows_in as rows, rows_rejected as rejected, refused_reason as refused
        from exports
        union all
        select path, sha256, row_count, faulty_rows, refused_reason
        from raw_registers
        order by path
        """
    )
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(key): value for key, value in record.items()} for record in records]


def _report(result: JobResult, pages: Path, *, is_kept: bool) -> dict[str, Any]:
    page = pages / result.job.file
    return {
        "title": result.job.title,
        "file": result.job.file if page.is_file() else None,
        "status": "made" if result.is_made else "failed",
        "cause": result.failure or None,
        "keeps_last_good_page": is_kept,
        "notebook": result.job.notebook.name,
        "parameters": dict(result.job.parameters),
        "seconds": round(result.seconds, 3),
        "bytes": page.stat().st_size if page.is_file() else None,
        "sha256": hashlib.sha256(page.read_bytes()).hexdigest() if page.is_file() else None,
    }
