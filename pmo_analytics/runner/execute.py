"""Make one report: run its notebook with papermill, take the review out, write page and review.

This runs in a worker process. papermill's saved status is not the truth: after a dead kernel every
cell reads "completed", and `sys.exit(0)` in a cell raises nothing; so what it raises *and* what it
noted are looked at.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from pmo_analytics.content import Review
from pmo_analytics.runner import kernel
from pmo_analytics.runner.jobs import Job
from pmo_analytics.runner.page import page_html, review_of
from pmo_analytics.whole_files import write_whole

INDEX_FILE = "index.html"
KERNEL = "pmo-report"  # jupyter/kernels/
# A port that was free when chosen can be taken when the kernel binds it; nothing has run by then.
_STARTS = 3
_LONGEST_CAUSE = 600
_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class JobResult:
    """What became of a report: made, or failed with its cause."""

    job: Job
    seconds: float
    failure: str = ""  # a sentence; empty: made
    review: Review | None = None
    page_bytes: int = 0

    @property
    def is_made(self) -> bool:
        """Tell whether the page was made."""
        return not self.failure


def make_report(job: Job, *, pages: Path, executed: Path) -> JobResult:
    """Run a notebook and write its page and review below `pages`; the notebook stays apart."""
    started = time.monotonic()
    output = executed / f"{job.stem}.ipynb"
    failure = _run_notebook(job, output)
    review, size = None, 0
    if not failure:
        notebook = nbformat.read(output, as_version=4)
        review = review_of(notebook)
        page = page_html(notebook, index_file=INDEX_FILE)
        size = _write(pages / job.file, page)
        if review is not None:
            _write(pages / f"{job.stem}.review.json", review.model_dump_json(indent=1) + "\n")
    return JobResult(job, time.monotonic() - started, failure, review, size)


def _run_notebook(job: Job, output: Path) -> str:
    """Return "" when every cell ran, else the cause in a sentence."""
    try:
        notebook = _executed(job, output)
    except PapermillExecutionError as error:
        return _cell_sentence(error)
    except DeadKernelError:
        return "The kernel died: out of memory, or ended from outside."
    except CellTimeoutError:
        return "A cell ran longer than its time limit."
    unfinished = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code"
        and cell.metadata.get("papermill", {}).get("status", "completed") != "completed"
    ]
    if notebook.metadata.papermill.get("exception") or unfinished:
        return "The notebook ended before its last cell."
    return ""


def _executed(job: Job, output: Path, starts: int = _STARTS) -> nbformat.NotebookNode:
    """Return the notebook with its outputs; a kernel that ended unasked is started once more."""
    try:
        return papermill.execute_notebook(
            str(job.notebook),
            str(output),
            parameters=dict(job.parameters),
            kernel_name=_kernel_of(job.notebook),
            # The folder whose code runs anyway; of what else lies there nothing is imported.
            cwd=str(job.notebook.parent),
            extra_arguments=[kernel.TRUSTED] if job.is_trusted else [],
            progress_bar=False,
            # It would write the notebook anew at every start and end of a cell.
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
        )
    except RuntimeError as error:
        if starts > 1 and "before replying to kernel_info" in str(error):
            return _executed(job, output, starts - 1)
        raise


def _kernel_of(notebook: Path) -> str | None:
    """Return the kernel of reports; None, for the one it names, where a notebook is no Python."""
    spec = nbformat.read(notebook, as_version=4).metadata.get("kernelspec", {})
    return KERNEL if spec.get("language", "python").lower() == "python" else None


def _cell_sentence(error: PapermillExecutionError) -> str:
    """Name the cell and what it said; the traceback stays in the executed notebook."""
    said = _ESCAPES.sub("", str(error.evalue)).strip() or str(error.ename)
    # Our own errors are sentences already; others are named by their kind.
    is_ours = error.ename.endswith("Error") and said.endswith((".", "?"))
    cause = said if is_ours else f"{error.ename}: {said}"
    return f"Cell {error.exec_count}: {cause[:_LONGEST_CAUSE]}"


def _write(path: Path, text: str) -> int:
    """Write a file whole or not at all, and return its size."""
    content = text.encode()
    write_whole(path, content)
    return len(content)
