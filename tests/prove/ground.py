"""What the proofs stand on: small portfolio folders, and processes that are marked and counted."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

ITEMS = "exports/tracker/items 2026-02-28.csv"
SETTINGS = '[portfolio]\ntime_zone = "Europe/London"\n[sources.tracker]\ntime_zone = "UTC"\n'
PROJECTS = "project_id,name,items,manager\nALPHA,Alpha,A,Dana Novak\n"
MARK = "PMO_PROOF"
LONGEST_WAIT = 2.0  # seconds that anything may outlive its run


def items_text(done: int, count: int = 10) -> str:
    """Return an export of some items of which so many are done."""
    lines = ["key,title,status,created,started,done,assignee"]
    for number in range(count):
        started = "2026-01-12" if number <= done else ""
        finished = "2026-02-02" if number < done else ""
        status = "Done" if finished else "In Progress" if started else "To Do"
        lines.append(f"A-{number},Item {number},{status},2026-01-05,{started},{finished},Bo Moen")
    return "\n".join(lines) + "\n"


def write_folder(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a small portfolio folder, with other files on top."""
    base = {ITEMS: items_text(3), "registers/projects.csv": PROJECTS, "pmo.toml": SETTINGS}
    for name, content in {**base, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def marked_environment(mark: str, scratch: Path) -> dict[str, str]:
    """Return an environment by which every process of a run is known, whoever its parent is."""
    return {**os.environ, MARK: mark, "TMPDIR": str(scratch)}


def marked_processes(mark: str) -> list[psutil.Process]:
    """Return the living processes of a run."""
    found = []
    for process in psutil.process_iter():
        try:
            is_marked = process.environ().get(MARK) == mark
            if is_marked and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def survivors(mark: str) -> list[str]:
    """Return the processes of a run that are left when they have had their time to end."""
    until = time.monotonic() + LONGEST_WAIT
    while (left := marked_processes(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    return [" ".join(process.cmdline()) for process in left if process.is_running()]
