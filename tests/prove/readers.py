"""Readers that open a portfolio while it is built again and again: none ever fails."""

from __future__ import annotations

import multiprocessing
import tempfile
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

from tests.prove.ground import ITEMS, items_text, write_folder

READERS = 4
OPENS_PER_BUILD = 50
STATES = 10  # what an export may hold: none to nine items done


def prove(count: int) -> str:
    """Open so often by four readers during rebuilds; raise when one fails or answers wrongly."""
    from pmo_analytics.warehouse.build import build_warehouse

    builds = max(2, count // OPENS_PER_BUILD)
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        folder = write_folder(Path(name) / "portfolio")
        build_warehouse(folder)
        context = multiprocessing.get_context("spawn")
        readers = []
        for _ in range(READERS):
            ours, theirs = context.Pipe()
            share = -(-count // READERS)
            process = context.Process(target=_read, args=(folder, share, theirs))
            process.start()
            readers.append((process, ours))
        for _, pipe in readers:
            assert pipe.recv() == "ready"
        done = 0
        while done < builds or any(process.is_alive() for process, _ in readers):
            done += 1
            (folder / ITEMS).write_text(items_text(done % STATES))
            build_warehouse(folder)
        faults = [fault for _, pipe in readers for fault in pipe.recv()]
        for process, _ in readers:
            process.join()
    assert not faults, f"{len(faults)} of {count} opens: {faults[:3]}"
    return f"{count} opens by {READERS} readers during {done} rebuilds: 0 errors"


def _read(folder: Path, count: int, pipe: Connection) -> None:
    from pmo_analytics.warehouse.connection import open_reader
    from pmo_analytics.warehouse.generations import current_warehouse

    pipe.send("ready")
    faults = []
    for _ in range(count):
        try:
            with closing(open_reader(current_warehouse(folder))) as connection:
                states = connection.execute("select state from items").fetchall()
            found = [state for (state,) in states]
            if len(found) != 10 or found.count("done") not in range(STATES):
                faults.append(f"it answered {found}")
        except Exception as error:  # whatever it is, it is counted
            faults.append(f"{type(error).__name__}: {error}")
    pipe.send(faults)
