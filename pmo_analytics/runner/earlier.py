"""Pages of the latest run that may hold on: of the same portfolio, and unchanged since.

A page holds on for a report that failed, if it was made with the same parameters, and for one that
this run was not asked to make.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pmo_analytics.content import Review
from pmo_analytics.runner.jobs import Job
from pmo_analytics.runner.privacy import shareable
from pmo_analytics.runner.publish import latest_run

MANIFEST_FILE = "manifest.json"
# Where the portfolio lies says nothing of a page, and its day is shown beside it.
_LEFT_OUT = ("portfolio", "as_of")


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """A page as an earlier run made it."""

    entry: Mapping[str, Any]  # of its report in manifest.json
    as_of: date
    page: bytes
    review_text: str = ""
    review: Review | None = None

    @property
    def file(self) -> str:
        """Return the name of the page."""
        return str(self.entry["file"])

    def write(self, pages: Path) -> None:
        """Write the page, and its review where it has one, into a run."""
        (pages / self.file).write_bytes(self.page)
        if self.review_text:
            path = pages / review_file(self.file)
            path.write_text(self.review_text, encoding="utf-8", newline="")


def review_file(page: str) -> str:
    """Return the name of the review beside a page."""
    return f"{page.removesuffix('.html')}.review.json"


def page_parameters(job: Job) -> dict[str, Any]:
    """Return the parameters of a report that tell one page of it from another."""
    return {
        name: shareable(value) if isinstance(value, str) else value
        for name, value in job.parameters.items()
        if name not in _LEFT_OUT
    }


def earlier_pages(out: Path, *, owner_key: str) -> dict[str, EarlierPage]:
    """Return the pages of the latest run by their file, in its order."""
    latest = latest_run(out)
    if latest is None:
        return {}
    try:
        manifest = json.loads((latest / MANIFEST_FILE).read_text(encoding="utf-8"))
        entries = manifest["reports"] if manifest["portfolio_key"] == owner_key else []
        read = [page for entry in entries if (page := _page(latest, entry))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # of another version, or damaged: no page of it is known to be one
    return {page.file: page for page in read}


def can_stand_for(page: EarlierPage, job: Job, *, as_of: date) -> bool:
    """Tell whether a page is what a failed report last had: it knows nothing of a later day."""
    return page.entry["parameters"] == page_parameters(job) and page.as_of <= as_of


def _page(folder: Path, entry: Mapping[str, Any]) -> EarlierPage | None:
    name = entry["file"]
    if not name or Path(name).name != name:
        return None
    path = folder / name
    content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    if hashlib.sha256(content).hexdigest() != entry["sha256"]:
        return None
    text, review = _review(folder / review_file(name))
    return EarlierPage(entry, date.fromisoformat(entry["as_of"]), content, text, review)


def _review(path: Path) -> tuple[str, Review | None]:
    if path.is_symlink() or not path.is_file():
        return "", None
    try:
        text = path.read_text(encoding="utf-8")
        return text, Review.model_validate_json(text)
    except ValueError:  # written by another version, or damaged
        return "", None
