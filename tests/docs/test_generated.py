"""Documents that repeat code are written from it, and nothing that exists goes undocumented."""

from __future__ import annotations

import re

import pytest

from docs.generate import REFERENCE, documents
from pmo_analytics.catalogue.registry import MEASURES
from pmo_analytics.cli.app import app
from pmo_analytics.errors import EXIT_CODES
from pmo_analytics.settings import Settings
from pmo_analytics.sources.registers import register_schemas
from pmo_analytics.warehouse.models import read_table_cards

COMMANDS = tuple(command.name for command in app.registered_commands)


@pytest.mark.parametrize("name", documents())
def test_what_is_committed_is_what_would_be_written(name):
    committed = (REFERENCE / name).read_text(encoding="utf-8")
    assert committed == documents()[name], "run: make docs"


def test_writing_twice_writes_the_same():
    assert documents() == documents()


def test_every_command_is_documented_with_all_its_options():
    text = documents()["commands.md"]
    for command in COMMANDS:
        assert f"## pmo {command}\n" in text
    for option in (
        "--portfolio",
        "--as-of",
        "--json",
        "--csv",
        "--set",
        "--suite",
        "--out",
        "--jobs",
    ):
        assert f"`{option}`" in text


def test_every_option_says_what_it_means():
    rows = [line for line in documents()["commands.md"].splitlines() if line.startswith("| `")]
    assert rows
    assert [row for row in rows if row.endswith("|  |")] == []


def test_every_exit_code_is_documented():
    text = documents()["commands.md"]
    assert "| 0 | all well |" in text
    for _, code, meaning in EXIT_CODES:
        assert f"| {code} | {meaning} |" in text


def test_every_metric_is_documented_with_its_rule_and_limits():
    text = re.sub(r"\(sources\.md#[\w-]+\)", "", documents()["metrics.md"])
    for metric in MEASURES.values():
        assert f"## {metric.name}\n" in text
        for said in (metric.meaning, metric.rule, metric.source, metric.cannot_tell):
            assert said in text


def test_every_register_is_documented_with_its_columns():
    text = documents()["registers.md"]
    for schema in register_schemas().values():
        assert f"## {schema.name}.csv\n" in text
        for column in schema.columns:
            assert column.name in text


def test_every_setting_is_documented():
    text = documents()["settings.md"]
    for table in Settings.model_json_schema()["$defs"].values():
        for key in table["properties"]:
            assert f"| `{key}` |" in text


def test_every_table_is_documented_with_what_one_row_is():
    text = documents()["tables.md"]
    cards = read_table_cards()
    assert cards
    for card in cards.values():
        assert f"## {card.name}\n\nOne row is {card.grain}.\n" in text
