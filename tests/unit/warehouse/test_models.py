"""Models run in the order of their references, and every mart keeps what its card promises."""

from __future__ import annotations

from contextlib import closing

import duckdb
import pytest
from sample_portfolio import sample_connection

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader
from pmo_analytics.warehouse.models import (
    MARTS,
    Model,
    read_models,
    read_table_cards,
    run_models,
    table_references,
)

MART_NAMES = [model.name for model in read_models() if model.layer == MARTS]
CARDS = read_table_cards()
# Sound and crooked at once: no key, twice the same key, finished before created, vanished,
# reopened, sent back, cancelled, moved between projects, linked to nothing, not explained.
CROOKED = {
    "exports/tracker/items 2026-01-11.csv": (
        "Issue key,Issue id,Summary,Status,Created,Updated,Resolution,Resolved,Due date,Labels,"
        "Outward issue link (Blocks)\n"
        "A-1,1,One,In Progress,2026-01-05,2026-01-06,,,2026-01-09,pay,A-2\n"
        "A-2,2,Two,Parked,2026-01-05,2026-01-06,,,,pay,A-9\n"
        "A-3,3,Three,To Do,2026-01-05,2026-01-06,,,2026-13-45,web,\n"
        ",,no key,To Do,2026-01-05,,,,,,\n"
        "A-1,1,One again,In Progress,2026-01-05,2026-01-07,,,2026-01-09,pay,A-2\n"
    ),
    "exports/tracker/items 2026-01-25.csv": (
        "Issue key,Issue id,Summary,Status,Created,Updated,Resolution,Resolved,Due date,Labels,"
        "Outward issue link (Blocks)\n"
        "A-1,1,One,Done,2026-01-05,2026-01-14,Done,2026-01-14,2026-01-19,pay,\n"
        "A-2,2,Two,To Do,2026-01-05,2026-01-20,,,,,\n"
        "A-4,4,Four,Done,2026-01-20,2026-01-21,Won't Do,2026-01-19,,web,\n"
    ),
    "exports/history/changes 2026-01-25.csv": (
        "key,changed at,field,from,to\n"
        "B-1,2026-01-06 09:00:00Z,status,To Do,In Progress\n"
        "B-1,2026-01-08 09:00:00Z,status,In Progress,Done\n"
        "B-1,2026-01-08 09:00:00Z,status,Done,In Progress\n"
        "B-2,2026-01-06 09:00:00Z,status,In Progress,To Do\n"
        "B-2,yesterday,status,To Do,Done\n"
    ),
    "exports/board/table 2026-01-25.csv": (
        "key,title,created,started,done\n"
        "C-1,One,2026-01-05,2026-01-09,2026-01-08\n"
        "C-2,Two,2026-01-09,,2026-01-08\n"
    ),
    "exports/odd/colours.csv": "colour,shape\nred,round\n",
    "registers/projects.csv": (
        "project_id,name,items\nPAY,Pay,label:pay\nWEB,Web,label:web\nREST,Rest,A;B;C\nREST,,B\n"
    ),
    "registers/baselines.csv": (
        "project_id,approved_date,start_date,finish_date\n"
        "PAY,2026-01-05,2026-01-05,2026-03-31\nPAY,2026-01-12,2026-01-05,2026-04-30\n"
    ),
}


@pytest.fixture(scope="module")
def crooked(tmp_path_factory):
    """Return the warehouse of a folder in which as much is odd as fits."""
    folder = tmp_path_factory.mktemp("crooked")
    for path, text in CROOKED.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    with closing(open_reader(build_warehouse(folder).warehouse)) as connection:
        yield connection


def test_each_model_comes_after_those_it_reads():
    seen: set[str] = set()
    names = {model.name for model in read_models()}
    for model in read_models():
        assert model.references & names <= seen, model.name
        seen.add(model.name)


def test_reading_the_models_again_gives_the_same_order():
    before = [model.name for model in read_models()]
    read_models.cache_clear()
    assert [model.name for model in read_models()] == before


def test_model_names_its_layer():
    for model in read_models():
        is_staging = model.name.startswith(("stg_", "int_"))
        assert is_staging == (model.layer != MARTS), model.name


def test_references_are_tables_and_not_own_expressions(connection):
    sql = "with a as (from items), b as (select * from a join main.other using (x)) from b"
    assert table_references(connection, sql) == {"items", "other"}
    assert table_references(connection, "select (select max(x) from deep) from top") == {
        *("deep", "top")
    }


@pytest.mark.parametrize("sql", ["drop table items", "select 1; select 2", "selec"])
def test_model_that_is_no_single_select_is_refused(connection, sql):
    with pytest.raises((ValueError, duckdb.Error)):
        table_references(connection, sql)


def test_failing_model_is_named_with_its_text(connection, monkeypatch):
    broken = Model("broken", MARTS, "select * from nowhere", frozenset())
    monkeypatch.setattr("pmo_analytics.warehouse.models.read_models", lambda: (broken,))
    with pytest.raises(Exception, match=r"broken failed: (.|\n)*select \* from nowhere"):
        run_models(connection)


def test_every_mart_has_a_card():
    assert sorted(CARDS) == sorted(MART_NAMES)


@pytest.mark.parametrize("name", MART_NAMES)
def test_card_names_the_columns_of_its_table(name, crooked):
    columns = {column for column, *_ in crooked.execute(f"describe {name}").fetchall()}
    assert set(CARDS[name].columns) == columns
    assert set(CARDS[name].keys) <= columns


@pytest.mark.parametrize("name", MART_NAMES)
def test_card_is_written_in_words(name):
    card = CARDS[name]
    assert card.grain.startswith(("a ", "an ", "one "))
    assert all(words and not words.endswith(".") for words in card.columns.values())


def repeated_keys(connection, card):
    keys = ", ".join(card.keys)
    return connection.execute(
        f"select {keys} from {card.name} group by all having count(*) > 1"
    ).fetchall()


def broken_identities(connection, card):
    """Return the identities that do not hold, each with a row for which they do not."""
    found = {}
    for identity in card.identities:
        row = connection.execute(
            f"from {card.name} where not coalesce(({identity}), false) limit 1"
        ).fetchone()
        if row:
            found[identity] = row
    return found


@pytest.mark.parametrize("name", [name for name in MART_NAMES if CARDS[name].keys])
def test_key_of_a_card_is_unique(name, crooked):
    assert repeated_keys(crooked, CARDS[name]) == []
    assert repeated_keys(sample_connection(), CARDS[name]) == []


@pytest.mark.parametrize("name", MART_NAMES)
def test_identities_of_a_card_hold(name, crooked):
    assert CARDS[name].identities
    assert broken_identities(crooked, CARDS[name]) == {}
    assert broken_identities(sample_connection(), CARDS[name]) == {}


def test_identity_that_does_not_hold_is_found(crooked):
    card = CARDS["items"]
    false = type(card)(card.name, card.grain, card.keys, ("state = 'done'",), card.columns)
    assert list(broken_identities(crooked, false)) == ["state = 'done'"]
    twice = type(card)(card.name, card.grain, ("source",), (), card.columns)
    assert repeated_keys(crooked, twice)


def test_crooked_folder_is_as_crooked_as_it_says(crooked):
    counts = crooked.execute(
        "select path, rows_in, rows_rejected, cells_rejected from exports order by path"
    ).fetchall()
    assert counts == [
        ("exports/board/table 2026-01-25.csv", 2, 0, 0),
        ("exports/history/changes 2026-01-25.csv", 5, 1, 1),
        ("exports/odd/colours.csv", 1, 1, 0),
        ("exports/tracker/items 2026-01-11.csv", 5, 2, 1),
        ("exports/tracker/items 2026-01-25.csv", 3, 0, 0),
    ]
    states = crooked.execute("select item_key, state, project_id from items order by 1").fetchall()
    assert states == [
        ("A-1", "done", "PAY"),
        ("A-2", "to_do", "REST"),
        ("A-3", "vanished", "WEB"),
        ("A-4", "cancelled", "WEB"),
        ("B-1", "in_progress", "REST"),
        ("B-2", "to_do", "REST"),
        ("C-1", "done", "REST"),
        ("C-2", "done", "REST"),
    ]
