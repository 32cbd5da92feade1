"""One run: plan, make every report, keep what was good, publish."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmo_analytics.portfolio import Portfolio, open_portfolio
from pmo_analytics.runner.execute import INDEX_FILE, JobResult
from pmo_analytics.runner.executors import Executor
from pmo_analytics.runner.index import kept_pages, report_index
from pmo_analytics.runner.index_page import index_html
from pmo_analytics.runner.jobs import Job, RunRequest, plan_jobs
from pmo_analytics.runner.manifest import write_manifest
from pmo_analytics.runner.publish import RunFolder, latest_run, new_run, publish_run

OnPlan = Callable[[Sequence[Job]], None]
OnResult = Callable[[JobResult], None]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run left behind."""

    index: Path
    results: tuple[JobResult, ...]
    seconds: float

    @property
    def failed(self) -> tuple[JobResult, ...]:
        """Return the reports that could not be made."""
        return tuple(result for result in self.results if not result.is_made)


def run_suite(
    request: RunRequest,
    *,
    out: Path,
    executor: Executor,
    on_plan: OnPlan = lambda _: None,
    on_result: OnResult = lambda _: None,
) -> RunResult:
    """Make the reports of a suite and publish them as one.

    Args:
        request: what is asked for.
        out: where runs are kept.
        executor: how reports are executed.
        on_plan: is told the reports before the first one runs.
        on_result: is told each result as soon as it is there.

    Raises:
        UsageError: a parameter, notebook, report or setting is wrong; nothing has run then.
        InputError: the folder cannot be used; nothing has run then.
    """
    started = time.monotonic()
    portfolio = open_portfolio(request.folder, as_of=request.as_of)
    jobs = plan_jobs(request, portfolio)
    on_plan(jobs)
    run = new_run(out)
    found: dict[str, JobResult] = {}
    for result in executor.run(jobs, pages=run.pages, executed=run.executed):
        found[result.job.file] = result
        on_result(result)
    results = tuple(found[job.file] for job in jobs)
    index = _publish(run, portfolio, results, started)
    return RunResult(index=index, results=results, seconds=time.monotonic() - started)


def _publish(
    run: RunFolder, portfolio: Portfolio, results: tuple[JobResult, ...], started: float
) -> Path:
    failed = [result.job.file for result in results if not result.is_made]
    kept_files = _keep_last_good(run, failed)
    kept = kept_pages(run.pages, kept_files)
    page = index_html(report_index(portfolio, results, kept))
    (run.pages / INDEX_FILE).write_text(page, encoding="utf-8", newline="")
    write_manifest(
        run.pages, portfolio, results, kept=kept_files, seconds=time.monotonic() - started
    )
    published = publish_run(run, is_newest=len(failed) < len(results))
    return published / INDEX_FILE


def _keep_last_good(run: RunFolder, files: Sequence[str]) -> list[str]:
    """Copy the last good pages of failed reports into the run, so that no link breaks."""
    latest = latest_run(run.out)
    kept = []
    for file in files:
        for name in (file, f"{file.removesuffix('.html')}.review.json"):
            if latest and (latest / name).is_file():
                shutil.copy2(latest / name, run.pages / name)
        if (run.pages / file).is_file():
            kept.append(file)
    return kept
