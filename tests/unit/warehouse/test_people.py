"""Names of persons: as they are, as keyed pseudonyms, or not at all, and that everywhere."""

from __future__ import annotations

import hashlib
import hmac
import os
from contextlib import closing
from functools import cache

import pytest

from pmo_analytics.errors import EnvironmentBrokenError
from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader
from pmo_analytics.warehouse.people import KEY_FILE, People, people_of
from tests.unit.warehouse.plans import write_files

pytestmark = pytest.mark.slow

NAMES = ("Bo Moen", "Dana Novák", "Ike Ito", "Uma Udo", "Pat Poe", "Zoe Zed", "Kim Ko")
FILES = {
    "exports/tracker/items 2026-02-01.csv": (
        "key,title,status,created,started,assignee\n"
        "A-1,One,In Progress,2026-01-05,2026-01-06,Bo Moen\n"
        "A-2,Two,In Progress,2026-01-05,2026-01-06,BO  MOEN <bo@example.org>\n"
        "A-3,Mail bo.moen@example.org,In Progress,2026-01-05,2026-01-06,\n"
        "A-4,Four,In Progress,2026-01-05,2026-01-06,Ike Ito,too,many,Bo Moen\n"
    ),
    "exports/history/changes 2026-02-01.csv": (
        "key,changed at,field,from,to\n"
        "B-1,2026-01-06 09:00:00Z,status,To Do,In Progress\n"
        "B-1,2026-01-07 09:00:00Z,assignee,Bo Moen,Uma Udo\n"
        "B-1,2026-01-08 09:00:00Z,Tester,,Pat Poe\n"
        "B-1,2026-01-09 09:00:00Z,comment,,Zoe Zed said so\n"
    ),
    "registers/projects.csv": (
        "project_id,name,items,manager,steward\nALPHA,Alpha,A,Dana Novák,Kim Ko\n"
    ),
    "registers/capacity.csv": (
        "period,team,person,skill,available_hours\n"
        "2026-01,T,Bo Moen,x,10\n2026-01,T,Uma Udo,x,20\n2026-01,T,Bo Moen,x,30\n"
    ),
    "registers/actions.csv": "action_id,raised_date,action,owner\n1,2026-01-05,Do it,Pat Poe\n",
}


def texts_of(warehouse) -> str:
    """Return every text of every table."""
    with closing(open_reader(warehouse)) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() union all select view_name from duckdb_views() "
            "where not internal"
        ).fetchall()
        return "\n".join(
            str(connection.execute(f'from "{table}"').fetchall()) for (table,) in tables
        )


def with_mode(mode: str) -> dict[str, str]:
    return {**FILES, "pmo.toml": f'[portfolio]\npeople = "{mode}"\n'}


def built(portfolio, mode: str, parent: str = ""):
    return build_warehouse(portfolio(with_mode(mode), parent=parent)).warehouse


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    """Return what builds the folder with a mode once, for tests that only read the warehouse."""

    @cache
    def build(mode: str):
        folder = tmp_path_factory.mktemp(mode) / "portfolio"
        return build_warehouse(write_files(folder, with_mode(mode))).warehouse

    return build


def rows(warehouse, sql: str):
    with closing(open_reader(warehouse)) as connection:
        return connection.execute(sql).fetchall()


def test_names_stand_as_they_are_unless_something_else_is_said(built_once):
    text = texts_of(built_once("names"))
    assert [name for name in NAMES if name not in text] == ["Zoe Zed"]  # a comment is never read


@pytest.mark.parametrize("mode", ["pseudonyms", "none"])
def test_no_name_is_anywhere_in_the_warehouse(mode, built_once):
    warehouse = built_once(mode)
    text, content = texts_of(warehouse), warehouse.read_bytes()
    for name in NAMES:
        assert name.casefold() not in text.casefold()
        assert name.encode() not in content


@pytest.mark.parametrize("mode", ["names", "pseudonyms", "none"])
def test_addresses_are_nowhere(mode, built_once):
    assert "example.org" not in texts_of(built_once(mode))


def test_a_person_has_one_pseudonym_in_exports_and_registers(built_once):
    warehouse = built_once("pseudonyms")
    sql = "select assignee from items where assignee is not null and item_key in ('A-1', 'A-2')"
    (first,), (second,) = rows(warehouse, sql)
    assert first == second
    assert first.startswith("Person ")
    assert (first,) in rows(warehouse, "select person from capacity")


def test_pseudonyms_are_keyed(built_once):
    warehouse = built_once("pseudonyms")
    key = (warehouse.parent / KEY_FILE).read_bytes()
    digest = hmac.new(key, b"bo moen", hashlib.sha256).hexdigest()
    ((found,),) = rows(warehouse, "select assignee from items where item_key = 'A-1'")
    assert found == f"Person {digest[:10]}"
    assert digest not in texts_of(warehouse)
    assert key.hex() not in texts_of(warehouse)


def test_the_key_is_private_and_stays(portfolio):
    first = built(portfolio, "pseudonyms")
    key = first.parent / KEY_FILE
    content = key.read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600
    assert built(portfolio, "pseudonyms") == first
    assert key.read_bytes() == content


def test_another_key_makes_other_pseudonyms(portfolio):
    first = built(portfolio, "pseudonyms")
    (before,) = rows(first, "select assignee from items where item_key = 'A-1'")
    (first.parent / KEY_FILE).unlink()
    second = built(portfolio, "pseudonyms")
    assert second != first
    assert rows(second, "select assignee from items where item_key = 'A-1'") != [before]


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_can_read_is_refused(mode, tmp_path):
    people_of(tmp_path, "pseudonyms")
    os.chmod(tmp_path / KEY_FILE, mode)
    with pytest.raises(EnvironmentBrokenError, match="not the private key"):
        people_of(tmp_path, "pseudonyms")


def test_without_names_nobody_can_be_told_apart(built_once):
    warehouse = built_once("none")
    assert set(rows(warehouse, "select distinct assignee from items")) == {(None,)}
    # that the column was there is not said either: a load by person is not measurable
    assert rows(warehouse, "select count(*) from raw_columns where role = 'assignee'") == [(0,)]
    assert rows(warehouse, "select distinct person from capacity") == [(None,)]
    assert rows(warehouse, "select owner from actions") == [("(name withheld)",)]


@pytest.mark.parametrize("mode", ["names", "pseudonyms", "none"])
def test_rows_are_checked_alike_however_persons_are_named(mode, built_once):
    warehouse = built_once(mode)
    # Bo Moen's second row has the key of the first; the two persons have not.
    assert rows(warehouse, "select available_hours from capacity order by 1") == [(10,), (20,)]


def test_rows_that_were_read_before_are_not_taken_over_when_the_naming_changes(portfolio):
    built(portfolio, "names")
    warehouse = built(portfolio, "pseudonyms")
    assert "Bo Moen" not in texts_of(warehouse)
    assert [path.name for path in warehouse.parent.glob("warehouse-*")] == [warehouse.name]


def test_the_digest_of_the_naming_tells_nothing_of_the_key():
    one, other = People("pseudonyms", b"1" * 32), People("pseudonyms", b"2" * 32)
    assert one.digest != other.digest
    assert "1" * 32 not in one.digest
