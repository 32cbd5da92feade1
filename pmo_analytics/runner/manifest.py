"""`manifest.json`: from what a run was made, with which parameters and versions, and how it went.

Seconds and statuses stand here and nowhere else, so that the pages of equal inputs are equal.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pmo_analytics.portfolio import Portfolio
from pmo_analytics.runner.earlier import MANIFEST_FILE, EarlierPage, page_parameters
from pmo_analytics.runner.execute import JobResult
from pmo_analytics.runner.privacy import shareable

_PACKAGES = ("pmo-analytics", "papermill", "duckdb", "pandas", "altair", "vl-convert-python")


def write_manifest(
    pages: Path,
    portfolio: Portfolio,
    results: Sequence[JobResult],
    *,
    owner_key: str,
    kept: Mapping[str, EarlierPage],
    carried: Iterable[EarlierPage],
    refusals: Sequence[str],
    seconds: float,
) -> None:
    """Write the manifest of a run beside its pages.

    Args:
        pages: the folder of the run.
        portfolio: what was reported on.
        results: what became of each report, in the order of the suite.
        owner_key: whose pages these are, see `Owner`.
        kept: by file, the earlier pages of reports that failed.
        carried: pages of reports that this run was not asked to make.
        refusals: what of the folder was not used.
        seconds: of the whole run.
    """
    manifest = {
        "portfolio": portfolio.settings.portfolio.name,
        "portfolio_key": owner_key,
        "as_of": portfolio.as_of.day.isoformat(),
        "seconds": round(seconds, 3),
        "made": sum(result.is_made for result in results),
        "failed": sum(not result.is_made for result in results),
        "refused": list(refusals),
        "inputs": _inputs(portfolio),
        "versions": {
            "python": platform.python_version(),
            **{package: version(package) for package in _PACKAGES},
        },
        "reports": [
            *(
                _report(result, pages, kept.get(result.job.file), portfolio.as_of.day.isoformat())
                for result in results
            ),
            *({**page.entry, "status": "carried over"} for page in carried),
        ],
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


def _report(result: JobResult, pages: Path, kept: EarlierPage | None, as_of: str) -> dict[str, Any]:
    job, page = result.job, pages / result.job.file
    content = page.read_bytes() if page.is_file() else None
    return {
        "title": job.title,
        "file": job.file if content is not None else None,
        "group": job.group,
        "project": job.project,
        "status": "made" if result.is_made else "failed",
        "cause": shareable(result.failure) or None,
        "keeps_last_good_page": kept is not None,
        "notebook": job.notebook.name,
        # Of the page that lies there; of none, what was asked for.
        "as_of": kept.as_of.isoformat() if kept else str(job.parameters.get("as_of") or as_of),
        "parameters": page_parameters(job),
        "seconds": round(result.seconds, 3),
        "bytes": len(content) if content is not None else None,
        "sha256": hashlib.sha256(content).hexdigest() if content is not None else None,
    }
