"""`make bench`: one table, with ratios taken in the same run.

Ratios can be compared between machines; seconds only within one run.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.files import write_history, write_navigator
from benchmarks.timing import best_of, best_told, timed

ROOT = Path(__file__).resolve().parents[1]
Row = tuple[str, str, str, str]
_RUNS = 4

_BUILD = """
import sys
from pathlib import Path
from pmo_analytics.warehouse.build import build_warehouse
build_warehouse(Path(sys.argv[1]))
"""
_INGEST = """
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from pmo_analytics.settings import read_settings
from pmo_analytics.sources.exports import plan_exports
from pmo_analytics.sources.folder import scan_folder
from pmo_analytics.warehouse.connection import open_writer
from pmo_analytics.warehouse.landed_settings import land_settings
from pmo_analytics.warehouse.landing import create_landing_tables, land_export
folder = Path(sys.argv[1])
settings = read_settings(folder)
with TemporaryDirectory(dir=folder) as name:
    scratch = Path(name)
    with closing(open_writer(scratch / "new.duckdb", readable=folder)) as connection:
        create_landing_tables(connection)
        plans = plan_exports(folder, scan_folder(folder), settings)
        land_settings(connection, settings, sources={plan.source for plan in plans})
        for export_id, plan in enumerate(plans, start=1):
            land_export(connection, plan, export_id=export_id, folder=folder, scratch=scratch,
                        day_zone=settings.portfolio.time_zone)
"""
_FLOW = """
import sys, time
import pandas
from pmo_analytics import open_portfolio
portfolio = open_portfolio(sys.argv[1], build=False)
scope = {"project": sys.argv[2]} if sys.argv[2] else {}
started = time.perf_counter()
portfolio.family("flow", **scope)
print(time.perf_counter() - started)
"""
_BARE = """
import sys, duckdb
connection = duckdb.connect(sys.argv[2])
connection.execute("create table raw as from read_csv($path, all_varchar = true)",
                   {"path": sys.argv[1]})
connection.close()
"""
_REPORT = """
import sys
from pmo_analytics.cli.app import main
sys.argv = ["pmo", "report", "--portfolio", sys.argv[1], "--out", sys.argv[2]]
main()
"""
_LOOP = """
import sys
from pathlib import Path
import papermill
from pmo_analytics import open_portfolio
folder, out, notebooks = map(Path, sys.argv[1:])
out.mkdir(parents=True, exist_ok=True)
portfolio = open_portfolio(folder)
runs = [("portfolio_health", {})]
runs += [("portfolio_health", {"programme": name})
         for name in dict.fromkeys(portfolio.projects()["programme"].dropna())]
runs += [("project_health", {"project": name}) for name in portfolio.projects()["project_id"]]
for number, (name, scope) in enumerate(runs):
    papermill.execute_notebook(str(notebooks / f"{name}.ipynb"), str(out / f"{number}.ipynb"),
                               parameters={"portfolio": str(folder), **scope}, progress_bar=False)
"""


def main() -> None:
    """Take every timing and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the large export")
    parser.add_argument(
        "--items", type=int, default=100_000, help="most items of a history; from 10,000 by tens"
    )
    arguments = parser.parse_args()
    table = Table("What", "Ours", "What it replaces", "Ratio", title="Benchmarks")
    with TemporaryDirectory() as scratch:
        for rows in (
            build_rows(Path(scratch), arguments.rows),
            growth_rows(Path(scratch), arguments.items),
            report_rows(Path(scratch)),
        ):
            for row in rows:
                table.add_row(*row)
    Console().print(table)


def build_rows(scratch: Path, rows: int) -> Iterable[Row]:
    """Compare a build with a bare `read_csv` of the same file into a new DuckDB file.

    The ratios are of processor time; that of the ingest is to stay at most 2.2.
    """
    folder = scratch / "large"
    export = folder / "exports" / "jira" / "jira 2025-12-31.csv"
    export.parent.mkdir(parents=True)
    (folder / "pmo.toml").write_text('[sources.jira]\ntime_zone = "Europe/London"\n')
    write_navigator(export, rows=rows)
    bare = best_of(
        _RUNS,
        _BARE.replace(
            "connection.close()", "connection.close()\nimport os\nos.unlink(sys.argv[2])"
        ),
        export,
        scratch / "bare.duckdb",
    )
    ingested = best_of(_RUNS, _INGEST, folder)
    yield (
        f"ingest of {rows:,} rows × 100 columns, against bare read_csv as text",
        f"{ingested.seconds:.1f} s, {ingested.peak_mib:,.0f} MiB",
        f"{bare.seconds:.1f} s, {bare.peak_mib:,.0f} MiB",
        f"{ingested.cpu_seconds / bare.cpu_seconds:.2f}",
    )
    built = timed(_BUILD, folder)
    yield (
        f"build of {rows:,} rows × 100 columns, against bare read_csv as text",
        f"{built.seconds:.1f} s, {built.peak_mib:,.0f} MiB",
        f"{bare.seconds:.1f} s, {bare.peak_mib:,.0f} MiB",
        f"{built.cpu_seconds / bare.cpu_seconds:.2f}",
    )


def growth_rows(scratch: Path, most_items: int) -> Iterable[Row]:
    """Show how a build and the flow metrics grow with the history, ten changes an item."""
    items, before = 10_000, 0.0
    while items <= most_items:
        folder = scratch / f"history-{items}"
        export = folder / "exports" / "tracker" / "history 2025-12-31.csv"
        export.parent.mkdir(parents=True)
        (folder / "pmo.toml").write_text('[sources.tracker]\ntime_zone = "Europe/London"\n')
        write_history(export, items=items)
        built = timed(_BUILD, folder)
        yield (
            f"build of {items:,} items with {10 * items:,} changes, against a tenth of them",
            f"{built.seconds:.1f} s, {built.peak_mib:,.0f} MiB",
            f"{before:.1f} s" if before else "–",
            f"{built.seconds / before:.2f}" if before else "–",
        )
        for scope, name in (("P1", "one of 20 projects"), ("", "the portfolio")):
            seconds = best_told(2, _FLOW, folder, scope)
            yield (f"all flow metrics of {name}, {items:,} items", f"{seconds:.2f} s", "–", "–")
        items, before = items * 10, built.seconds
        shutil.rmtree(folder)


def report_rows(scratch: Path) -> Iterable[Row]:
    """Compare the sample's reports with papermill in a loop over the same notebooks."""
    folder = scratch / "sample"
    shutil.copytree(ROOT / "data" / "sample", folder, ignore=shutil.ignore_patterns(".pmo"))
    timed(_BUILD, folder)
    ours = timed(_REPORT, folder, scratch / "out")
    loop = timed(_LOOP, folder, scratch / "loop", ROOT / "notebooks")
    pages = sorted((scratch / "out" / "latest").glob("*_health*.html"))
    yield (
        f"{len(pages)} reports with pages, against a papermill loop without",
        f"{ours.seconds:.1f} s",
        f"{loop.seconds:.1f} s",
        f"{ours.seconds / loop.seconds:.2f}",
    )
    largest = max(page.stat().st_size for page in pages)
    yield (
        "largest page, against the limit",
        f"{largest / 1e6:.2f} MB",
        "2.00 MB",
        f"{largest / 2e6:.2f}",
    )


if __name__ == "__main__":
    main()
