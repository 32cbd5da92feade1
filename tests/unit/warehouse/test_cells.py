"""Whatever a file holds, its cells are those of Python's `csv`, by either reader."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.planning import plan_file
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile
from pmo_analytics.warehouse.cells import REPAIRED, STRICT, read_cells
from tests.unit.warehouse.plans import plan_of

no_clock = settings(derandomize=True, deadline=None, max_examples=100)
HEADER = "Issue key,Status,Summary"
# What a cell is made of where readers disagree.
pieces = st.sampled_from(
    [
        *("a", "é", " ", "  ", "\t", '"', '""', ",", ";", "\n", "\r\n", "\r", "'", "\\", "\x00"),
        *("\x85", "\u2028", "\ufeff", "NULL", 'x"y', '"q"', '"q,1"', '"l\nm"', '" "', '"" ', "=1"),
    ]
)
raw_cells = st.lists(pieces, max_size=4).map("".join)
contents = st.text(st.characters(codec="utf-8"), max_size=12)


@dataclass(frozen=True)
class Told:
    """What came out of a file: the reader, rows by number, rows that could not be used."""

    reader: str
    rows: dict[int, tuple[str, ...]]
    faults: tuple[int, ...]


@cache
def database() -> duckdb.DuckDBPyConnection:
    """Return a database in memory; each reading replaces the one before."""
    return duckdb.connect(config={"threads": 1})


def read(plan: ReadPlan, file: Path) -> Told:
    positions = tuple(range(len(plan.columns)))
    found = read_cells(database(), plan, file=file, scratch=file.parent, kept=positions)
    names = ", ".join(f"c{position}" for position in positions)
    rows = database().execute(f"select row_number, {names} from cells").fetchall()
    assert len({number for number, *_ in rows}) == len(rows)
    faults = tuple(fault.row_number for fault in found.faults)
    return Told(found.reader, {number: tuple(cells) for number, *cells in rows}, faults)


def told_by_csv(text: str) -> dict[int, tuple[str, ...]]:
    """Return the data rows of a text as Python reads them, blank lines left out."""
    records = filter(None, csv.reader(io.StringIO(text, newline="")))
    return {number: tuple(record) for number, record in enumerate(records, start=1) if number > 1}


def plan_for(text: str, width: int = 3, **fields: object) -> ReadPlan:
    """Return the plan that a survey of the text would make."""
    rows = list(told_by_csv(text).values())
    return plan_of(
        *("title" for _ in range(width)),
        row_count=len(rows),
        short_rows=sum(len(row) < width for row in rows),
        long_rows=sum(len(row) > width for row in rows),
        **fields,
    )


def read_text(text: str, tmp_path: Path, **fields: object) -> Told:
    file = tmp_path / "export.csv"
    file.write_bytes(text.encode())
    return read(plan_for(text, **fields), file)


# --- the strict reader ---------------------------------------------------------------------------


@no_clock
@given(
    rows=st.lists(st.tuples(raw_cells, raw_cells, raw_cells), max_size=4),
    is_quoted=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    has_last_newline=st.booleans(),
)
@example(rows=[(' "a"', "b", "c")], is_quoted=False, newline="\n", has_last_newline=True)
@example(rows=[('"a" "b"', "b", "c")], is_quoted=False, newline="\n", has_last_newline=True)
@example(rows=[('"""" ""', "b", "c")], is_quoted=False, newline="\n", has_last_newline=True)
@example(rows=[('"a" ', "b", "c")], is_quoted=False, newline="\n", has_last_newline=True)
def test_what_the_strict_reader_accepts_it_reads_like_python(
    rows, is_quoted, newline, has_last_newline
):
    written = [[_quoted(cell) if is_quoted else cell for cell in row] for row in rows]
    lines = [HEADER, *(",".join(row) for row in written)]
    text = newline.join(lines) + newline * has_last_newline
    with TemporaryDirectory() as folder:
        told = read_text(text, Path(folder))
    if told.reader == STRICT:
        expected = told_by_csv(text)
        assert told.rows.keys() == expected.keys()
        # Blanks behind a closing quote are the one thing it drops; cells are trimmed anyway.
        assert _trimmed(told.rows) == _trimmed(expected)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _trimmed(rows):
    return {number: [cell.rstrip(" ") for cell in row] for number, row in rows.items()}


@no_clock
@given(rows=st.lists(st.tuples(contents, contents, contents), max_size=5))
@example(rows=[("\x01NULL", "", "NULL")])
@example(rows=[("", "", "")])
def test_any_content_survives_the_round_trip(rows):
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([HEADER.split(","), *rows])
    with TemporaryDirectory() as folder:
        told = read_text(written.getvalue(), Path(folder))
    found = list(told.rows.values())
    if told.reader == REPAIRED:
        rows = [tuple(cell.replace("\x00", "\ufffd") for cell in row) for row in rows]
    assert found == rows


def test_ordinary_file_is_read_by_the_strict_reader(tmp_path):
    text = f'{HEADER}\nA-1,Done,"two\nlines, and ""quotes"""\nA-2,,x\n'
    told = read_text(text, tmp_path)
    assert told.reader == STRICT
    assert told.rows == {2: ("A-1", "Done", 'two\nlines, and "quotes"'), 3: ("A-2", "", "x")}


def test_quoted_words_inside_a_text_keep_a_file_with_the_strict_reader(tmp_path):
    text = f'{HEADER}\nA-1,Done,"say ""yes"", ""no"" or ""maybe"" "\n'
    assert read_text(text, tmp_path).reader == STRICT


@pytest.mark.parametrize(
    "row", ['A-1, "Done",x', 'A-1,"Do" "ne",x', 'A-1,"" "x",y', 'A-1,"""" ""a"",y']
)
def test_quotes_beside_blanks_are_left_to_python(tmp_path, row):
    text = f"{HEADER}\n{row}\n"
    told = read_text(text, tmp_path)
    assert told.reader == REPAIRED
    assert told.rows == told_by_csv(text)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_that_of_the_plan(tmp_path, delimiter):
    text = delimiter.join(["A-1", "Done", "x,y;z"]).join([f"a{delimiter}b{delimiter}c\n", "\n"])
    file = tmp_path / "export.csv"
    file.write_text(text)
    plan = replace(plan_of("title", "title", "title", row_count=1), delimiter=delimiter)
    if delimiter in ",;":
        plan = replace(plan, long_rows=1, overflow_position=2)
    assert read(plan, file).rows == {2: ("A-1", "Done", "x,y;z")}


def test_byte_order_mark_belongs_to_no_cell(tmp_path):
    file = tmp_path / "export.csv"
    file.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\nA-1,Done,x\n".encode())
    for fields in ({}, {"header_row": 0, "long_rows": 1}):  # the second is left to Python
        plan = plan_of("title", "title", "title", row_count=1, encoding="utf-8-sig", **fields)
        assert read(plan, file).rows == {2: ("A-1", "Done", "x")}


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp1252", "cp1251"])
def test_other_encodings_are_decoded(tmp_path, encoding):
    word = "Ж" if encoding == "cp1251" else "é"
    file = tmp_path / "export.csv"
    file.write_bytes(f"{HEADER}\nA-1,Done,{word}\n".encode(encoding))
    plan = plan_of("title", "title", "title", row_count=1, encoding=encoding)
    told = read(plan, file)
    assert (told.reader, told.rows) == (REPAIRED, {2: ("A-1", "Done", word)})


@pytest.mark.parametrize(
    "name", ["a[1].csv", "*.csv", "it's.csv", "a?b.csv", "{a,b}.csv", "a b;.csv"]
)
def test_name_of_a_file_is_a_name_and_no_pattern(tmp_path, name):
    (tmp_path / "a1.csv").write_text(f"{HEADER}\nA-9,Open,decoy\n")
    file = tmp_path / name
    file.write_text(f"{HEADER}\nA-1,Done,x\n")
    assert read(plan_for(f"{HEADER}\nA-1,Done,x\n"), file).rows == {2: ("A-1", "Done", "x")}


def test_only_kept_columns_are_read(tmp_path, connection):
    file = tmp_path / "export.csv"
    file.write_text(f"{HEADER}\nA-1,Done,x\n")
    plan = plan_for(f"{HEADER}\nA-1,Done,x\n")
    read_cells(connection, plan, file=file, scratch=tmp_path, kept=(0, 2))
    columns = [name for name, *_ in connection.execute("describe cells").fetchall()]
    assert columns == ["row_number", "c0", "c2"]


def test_very_long_cell_is_read(tmp_path):
    text = f"{HEADER}\nA-1,Done,{'x' * 5_000_000}\n"
    told = read_text(text, tmp_path)
    assert len(told.rows[2][2]) == 5_000_000


# --- repair --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"{HEADER}\nA-1\nA-2,Done,x\n", {2: ("A-1", "", ""), 3: ("A-2", "Done", "x")}),
        (
            f"{HEADER}\nA-1,Done,x,,\nA-2,Done,y,\n",
            {2: ("A-1", "Done", "x"), 3: ("A-2", "Done", "y")},
        ),
        (
            f"{HEADER}\rA-1,Done,x\r\nA-2,Done,y\n",
            {2: ("A-1", "Done", "x"), 3: ("A-2", "Done", "y")},
        ),
        (f"{HEADER}\n\n\nA-1,Done,x\n\n", {2: ("A-1", "Done", "x")}),
        (f"{HEADER}\nA-1,Done,a\x00b\n", {2: ("A-1", "Done", "a\ufffdb")}),
        (f'{HEADER}\nA-1,Do"ne,x"y\n', {2: ("A-1", 'Do"ne', 'x"y')}),
        (f'{HEADER}\nA-1,"Do"ne,x\n', {2: ("A-1", "Done", "x")}),
    ],
    ids=[
        "short",
        "blank surplus",
        "line ends",
        "blank lines",
        "nul",
        "stray quotes",
        "closed early",
    ],
)
def test_uneven_file_keeps_all_its_rows(tmp_path, text, rows):
    told = read_text(text, tmp_path)
    if told.reader == STRICT:
        rows = {
            number: tuple(c.replace("\ufffd", "\x00") for c in row) for number, row in rows.items()
        }
    assert told.rows == rows
    assert told.faults == ()


def test_preamble_is_passed_over(tmp_path):
    text = f"Report of today\n\nby somebody\n{HEADER}\nA-1,Done,x\n"
    file = tmp_path / "export.csv"
    file.write_text(text)
    plan = plan_of("title", "title", "title", row_count=1, header_row=2)
    assert read(plan, file).rows == {4: ("A-1", "Done", "x")}


def test_surplus_is_joined_where_the_plan_proves_its_cell(tmp_path):
    text = f"{HEADER}\nA-1,Done,one, two, three\nA-2,Done,x\n"
    told = read_text(text, tmp_path, overflow_position=2)
    assert told.rows[2] == ("A-1", "Done", "one, two, three")
    told = read_text(f"{HEADER}\nA-1,Do,ne,x\n", tmp_path, overflow_position=1)
    assert told.rows[2] == ("A-1", "Do,ne", "x")


def test_surplus_that_nothing_places_is_rejected_with_its_row(tmp_path):
    told = read_text(f"{HEADER}\nA-1,Done,one, two\nA-2,Done,x\n", tmp_path)
    assert told.rows == {3: ("A-2", "Done", "x")}
    assert told.faults == (2,)


@pytest.mark.parametrize("tail", ['A-2,Done,"not closed', "A-2,Do", 'A-2,"Done', '"'])
def test_row_in_which_the_file_ends_is_rejected(tmp_path, tail):
    told = read_planned(f'{HEADER}\nA-1,Done,"two\nlines\n"\n{tail}'.encode(), tmp_path)
    assert told.rows == {2: ("A-1", "Done", "two\nlines\n")}
    assert told.faults == (3,)


def test_stray_quote_swallows_no_rows(tmp_path):
    rows = {number: (f"A-{number}", "Done", "x") for number in range(2, 9)}
    rows[4] = ("A-4", "Done", '"x')
    text = "\n".join([HEADER, *(",".join(row) for row in rows.values())]) + "\n"
    assert read_planned(text.encode(), tmp_path).rows == rows


def read_planned(content: bytes, folder: Path) -> Told:
    """Read a file as the plan says that its content leads to."""
    file = folder / "export.csv"
    file.write_bytes(content)
    plan = plan_file(
        file,
        name="exports/tracker/export.csv",
        source="tracker",
        table=SourceTable(time_zone="UTC"),
    )
    if isinstance(plan, RefusedFile):
        return Told("refused", {}, tuple(range(plan.row_count)))
    told = read(plan, file)
    assert len(told.rows) + len(told.faults) == plan.row_count
    return told


WHOLE = (
    "Issue key,Status,Created,Summary\r\n"
    'A-1,Done,2026-01-05 09:00,"two\nlines, ""quoted"""\r\n'
    'A-2,To Do,2026-01-06 10:00,"é\U0001f600\n\n* a list,\n* of things"\r\n'
    'A-3,Done,2026-01-07 11:00,"the\nlast"\r\n'
).encode()


@settings(derandomize=True, deadline=None, max_examples=60)
@given(cut=st.integers(0, len(WHOLE)))
def test_file_cut_anywhere_loses_at_most_the_row_it_was_cut_in(cut):
    with TemporaryDirectory() as folder:
        told = read_planned(WHOLE[:cut], Path(folder))
        whole = read_planned(WHOLE, Path(folder))
    if told.reader != "refused":
        complete = {number for number in told.rows if told.rows[number] == whole.rows.get(number)}
        assert len(told.rows) - len(complete) <= 1
        assert len(told.faults) <= 1
        assert complete >= set(range(2, 2 + WHOLE[:cut].count(b"\r\n") - 1))


@no_clock
@given(
    lines=st.lists(st.lists(raw_cells, max_size=5).map(",".join), max_size=6),
    flips=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=2),
)
def test_rows_in_are_rows_used_and_rows_listed(lines, flips):
    head = ["Issue key,Status,Created,Summary", "A-1,Done,2026-01-05 09:00,x"]
    content = bytearray("\n".join([*head, *lines]).encode())
    for position, value in flips:
        content[position % len(content)] = value
    with TemporaryDirectory() as folder:
        read_planned(bytes(content), Path(folder))  # counts both and compares with the survey


@no_clock
@given(lines=st.lists(st.lists(raw_cells, min_size=1, max_size=5).map(",".join), max_size=6))
def test_repaired_cells_are_those_of_python(lines):
    text = "\n".join([HEADER, *lines]) + "\n"
    with TemporaryDirectory() as folder:
        told = read_text(text, Path(folder))
    expected = told_by_csv(text)
    if told.reader == REPAIRED and not _ends_inside_quotes(text):
        assert sorted([*told.rows, *told.faults]) == sorted(expected)
        for number, row in told.rows.items():
            python = [cell.replace("\x00", "\ufffd") for cell in expected[number]]
            assert row == tuple((python + [""] * 3)[:3])
            assert not "".join(python[3:]).strip()


def _ends_inside_quotes(text: str) -> bool:
    marked = list(csv.reader(io.StringIO(text + "\x01", newline="")))
    return marked[-1] != ["\x01"]


def test_examples_reach_both_readers():
    texts = [f"{HEADER}\nA-1,Done,x\n", f"{HEADER}\nA-1,Done\n"]
    with TemporaryDirectory() as folder:
        readers = Counter(read_text(text, Path(folder)).reader for text in texts)
    assert readers == {STRICT: 1, REPAIRED: 1}
