"""The oracle pack: answers computed independently of this project, by key."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from asked import compute_metric

from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

PACK = Path(__file__).with_name("oracles.json")
ITEMS = Path(__file__).with_name("oracle_items.csv")
AS_OF = date(2026, 1, 23)  # the day for which the oracles were worked
REGISTERS = Path(__file__).with_name("portfolio")  # a project, or programme, for each key
REGISTERS_AS_OF = date(2026, 4, 30)


@pytest.fixture(scope="session")
def oracle():
    """Return the answer of a key.

    Call it with the key as a literal: `test_every_key.py` reads the test files to learn which
    keys are asserted.
    """
    answers = json.loads(PACK.read_text(encoding="utf-8"))
    return answers.__getitem__


@pytest.fixture(scope="session")
def micro_dataset(tmp_path_factory):
    """Build the warehouse of the micro-dataset; what it says is known until the day after."""
    folder = tmp_path_factory.mktemp("micro")
    exports = folder / "exports" / "oracle"
    exports.mkdir(parents=True)
    shutil.copy(ITEMS, exports / "items 2026-01-24.csv")
    with open_reader(build_warehouse(folder).warehouse) as connection:
        yield connection


@pytest.fixture
def metric(micro_dataset):
    """Ask a metric of the micro-dataset as of its day."""

    def ask(name, *, as_of=AS_OF, **options):
        day = Calendar(micro_dataset).as_of(as_of)
        scope = find_scope(micro_dataset)
        return compute_metric(micro_dataset, name, scope=scope, as_of=day, **options)

    return ask


@pytest.fixture
def rows(metric):
    """Ask for the rows behind a metric, blanks as None."""

    def ask(name, **named):
        frame = metric(name, **named).frame
        return frame.astype(object).where(frame.notna(), None).to_dict("records")

    return ask


@pytest.fixture(scope="session")
def register_dataset(tmp_path_factory):
    """Build the warehouse of the inputs that rest on registers, from real files."""
    folder = tmp_path_factory.mktemp("registers") / "portfolio"
    shutil.copytree(REGISTERS, folder)
    with open_reader(build_warehouse(folder).warehouse) as connection:
        yield connection


@pytest.fixture
def project_metric(register_dataset):
    """Ask a metric of a project, or programme, of the register inputs."""

    def ask(name, project="", *, programme="", **options):
        day = Calendar(register_dataset).as_of(REGISTERS_AS_OF)
        scope = find_scope(register_dataset, project=project, programme=programme)
        return compute_metric(register_dataset, name, scope=scope, as_of=day, **options)

    return ask


@pytest.fixture
def board_metric(board_warehouse):
    """Ask a metric of boards of text; its rows are fetched while they are there."""

    def ask(name, *boards, as_of, registers=(), toml="", **options):
        with board_warehouse.holding(
            boards, until=as_of, registers=registers, toml=toml
        ) as connection:
            day = Calendar(connection).as_of(as_of)
            scope = find_scope(connection)
            found = compute_metric(connection, name, scope=scope, as_of=day, **options)
            frame = found.frame
            return replace(found, _fetch=lambda: frame)

    return ask
