"""One run: plan, make every report, keep what was good, publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pmo_analytics.errors import ChangingFileError, WarehouseMissingError
from pmo_analytics.health.dimensions import merged_policies
from pmo_analytics.portfolio import Portfolio, open_portfolio
from pmo_analytics.runner.earlier import EarlierPage, can_stand_for, earlier_pages
from pmo_analytics.runner.execute import INDEX_FILE, JobResult
from pmo_analytics.runner.executors import Executor
from pmo_analytics.runner.index import report_index
from pmo_analytics.runner.index_page import index_html
from pmo_analytics.runner.jobs import Job, RunRequest, plan_jobs
from pmo_analytics.runner.manifest import write_manifest
from pmo_analytics.runner.ownership import Owner, claim, owner_of
from pmo_analytics.runner.publish import RunFolder, discard_run, new_run, publish_run
from pmo_analytics.runner.record import keep_promises, keep_questions
from pmo_analytics.warehouse.build import found_in
from pmo_analytics.warehouse.findings import Findings, read_findings
from pmo_analytics.warehouse.generations import current_warehouse

OnStep = Callable[[str], None]
OnFound = Callable[[Findings], None]
OnPlan = Callable[[Sequence[Job]], None]
OnResult = Callable[[JobResult], None]


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run left behind."""

    index: Path
    portfolio_name: str
    results: tuple[JobResult, ...]
    seconds: float
    refusals: tuple[str, ...] = ()  # what of the folder was not used
    carried: int = 0  # pages of reports that were not asked for

    @property
    def failed(self) -> tuple[JobResult, ...]:
        """Return the reports that could not be made."""
        return tuple(result for result in self.results if not result.is_made)


def run_suite(
    request: RunRequest,
    *,
    out: Path,
    executor: Executor,
    on_step: OnStep = lambda _: None,
    on_found: OnFound = lambda _: None,
    on_plan: OnPlan = lambda _: None,
    on_result: OnResult = lambda _: None,
) -> RunResult:
    """Make the reports of a suite and publish them as one.

    Args:
        request: what is asked for.
        out: where runs are kept; it belongs to one portfolio.
        executor: how reports are executed.
        on_step: is told in a few words what a build does next.
        on_found: is told what of the folder cannot be used or is doubtful, before anything runs.
        on_plan: is told the reports before the first one runs.
        on_result: is told each result as soon as it is there.

    Raises:
        UsageError: a parameter, report, setting or the output folder is wrong; nothing has run.
        InputError: the folder cannot be used; nothing has run then.
    """
    started = time.monotonic()
    findings = _findings(request.folder, on_step)
    on_found(findings)
    findings.check_usable()
    refusals = findings.refused
    portfolio = open_portfolio(request.folder, as_of=request.as_of, build=False)
    settings = portfolio.settings  # contradictions are refused before anything runs
    merged_policies(settings.policy, settings.portfolio.preset)
    jobs = plan_jobs(request, portfolio)
    owner = owner_of(out, request.folder, portfolio.settings.portfolio.name)
    claim(out, owner, folder=request.folder)
    on_plan(jobs)
    run = new_run(out)
    try:
        results = _results(jobs, run, executor, on_result)
        made = _Made(request, portfolio, owner, results, refusals, started)
        index, carried = _publish(run, made)
    except BaseException:
        discard_run(run)
        raise
    return RunResult(
        index=index,
        portfolio_name=owner.name,
        results=results,
        seconds=time.monotonic() - started,
        refusals=refusals,
        carried=carried,
    )


def _findings(folder: Path, on_step: OnStep) -> Findings:
    """Bring the warehouse up to date; where a file keeps changing, the one there is serves."""
    try:
        return found_in(folder, progress=on_step)
    except ChangingFileError as changing:
        try:
            found = read_findings(current_warehouse(folder))
        except WarehouseMissingError:
            raise changing from None
        said = f"{changing} The warehouse of before is used."
        return replace(found, other_refusals=(said, *found.other_refusals))


def _results(
    jobs: Sequence[Job], run: RunFolder, executor: Executor, on_result: OnResult
) -> tuple[JobResult, ...]:
    """Make the reports, and return what became of each in the order of the jobs."""
    found = {job.file: JobResult(job, 0.0, job.fault) for job in jobs if job.fault}
    for result in found.values():
        on_result(result)
    sound = [job for job in jobs if not job.fault]
    for result in executor.run(sound, pages=run.pages, executed=run.executed):
        found[result.job.file] = result
        on_result(result)
    return tuple(found[job.file] for job in jobs)


@dataclass(frozen=True, slots=True)
class _Made:
    """A run whose reports are made, before it is published."""

    request: RunRequest
    portfolio: Portfolio
    owner: Owner
    results: tuple[JobResult, ...]
    refusals: tuple[str, ...]
    started: float

    @property
    def failed_jobs(self) -> list[Job]:
        return [result.job for result in self.results if not result.is_made]


def _publish(run: RunFolder, made: _Made) -> tuple[Path, int]:
    earlier = earlier_pages(run.out, owner_key=made.owner.key)
    kept = _kept(earlier, made)
    carried = _carried(earlier, made)
    for page in (*kept.values(), *carried):
        page.write(run.pages)
    index = report_index(
        made.portfolio,
        made.results,
        kept=kept,
        carried=carried,
        refusals=made.refusals,
        remedy=made.request.remedy,
    )
    (run.pages / INDEX_FILE).write_text(index_html(index), encoding="utf-8", newline="")
    write_manifest(
        run.pages,
        made.portfolio,
        made.results,
        owner_key=made.owner.key,
        kept=kept,
        carried=carried,
        refusals=made.refusals,
        seconds=time.monotonic() - made.started,
    )
    is_newest = len(made.failed_jobs) < len(made.results)
    reviews = [result.review for result in made.results if result.review]
    keep_promises(run.out, reviews)
    keep_questions(run.out, reviews)
    return publish_run(run, is_newest=is_newest) / INDEX_FILE, len(carried)


def _kept(earlier: dict[str, EarlierPage], made: _Made) -> dict[str, EarlierPage]:
    """Return the pages that stand for reports that failed, so that no link breaks."""
    day = made.portfolio.as_of.day
    return {
        job.file: earlier[job.file]
        for job in made.failed_jobs
        if job.file in earlier and can_stand_for(earlier[job.file], job, as_of=day)
    }


def _carried(earlier: dict[str, EarlierPage], made: _Made) -> list[EarlierPage]:
    """Return the pages of reports that were not asked for; a whole run carries nothing over."""
    if not made.request.only:
        return []
    planned = {result.job.file for result in made.results}
    return [page for file, page in earlier.items() if file not in planned]
