"""Rows that are too long: what is cut off, what is joined, what is listed."""

from __future__ import annotations

from contextlib import closing

import pytest

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

# In "proven" a date and a number follow the title, so a comma outside quotes in it proves itself;
# in "loose" another text follows, and nothing is proven.
FILES = {
    "exports/proven/table-2026-10-01.csv": """key,title,created,points,labels
A-1,Berth,2026-09-01,3,
A-2,Berth, north,2026-09-02,5,
A-3,Fender,2026-09-03,8,,
A-4,Fender,2026-09-04,13,,,,
A-5,Crane, old, tall,2026-09-05,,
""",
    "exports/loose/table-2026-10-01.csv": """key,title,assignee,created
B-1,Berth,Bo,2026-09-01
B-2,Berth,Bo,2026-09-02,
B-3,Berth, north,Bo,2026-09-03
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ragged")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text(text, encoding="utf-8")
    with closing(open_reader(build_warehouse(folder).warehouse)) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def test_rows_are_cut_or_joined_as_their_cells_prove(ask):
    assert ask(
        "select item_key, title, cast(created_at as date)::varchar, cast(points as int) "
        "from items where source = 'proven' order by item_key"
    ) == [
        ("A-1", "Berth", "2026-09-01", 3),
        ("A-2", "Berth, north", "2026-09-02", 5),  # its surplus is blank, and still a shift
        ("A-3", "Fender", "2026-09-03", 8),
        ("A-4", "Fender", "2026-09-04", 13),
        ("A-5", "Crane, old, tall", "2026-09-05", None),
    ]


def test_row_whose_surplus_belongs_nowhere_is_listed(ask):
    assert ask("select path, row_number, text_found from rejects order by path") == [
        ("exports/loose/table-2026-10-01.csv", 4, "B-3 | Berth |  north | Bo | 2026-09-03"),
    ]


def test_rows_are_accounted_for(ask):
    assert ask("select source, rows_in, rows_accepted, rows_rejected from exports order by 1") == [
        ("loose", 3, 2, 1),
        ("proven", 5, 5, 0),
    ]
