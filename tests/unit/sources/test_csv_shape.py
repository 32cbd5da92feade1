import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.csv_shape import CsvShape, find_shape, first_records, read_records
from pmo_analytics.sources.text_encoding import read_byte_evidence


@pytest.fixture
def look_at(tmp_path: Path):
    def look(text: str):
        path = tmp_path / "file.csv"
        path.write_bytes(text.encode())
        found = read_byte_evidence(path)
        shape = find_shape(path, found)
        return shape, first_records(path, found, shape)

    return look


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_the_one_that_cuts_evenly(look_at, delimiter):
    rows = [["id", "title", "points"], ["1", "a b", "2"], ["2", "c d", "3"]]
    shape, records = look_at("\n".join(delimiter.join(row) for row in rows))
    assert shape.delimiter == delimiter
    assert records == rows


def test_decimal_commas_do_not_make_commas_the_delimiter(look_at):
    shape, _ = look_at("id;points\n1;2,5\n2;3,5\n3;4,0\n")
    assert shape.delimiter == ";"


def test_one_sign_a_row_does_not_beat_many_columns(look_at):
    shape, _ = look_at("key,rank,a,b\n1,0|i0001:,x,y\n2,0|i0002:,x\n3,0|i0003:,x,y\n")
    assert shape.delimiter == ","


def test_line_breaks_inside_quotes_are_part_of_a_cell(look_at):
    _, records = look_at('key,text\n1,"two\nlines, and ""quotes"""\n')
    assert records[1] == ["1", 'two\nlines, and "quotes"']


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_separator_line_decides(look_at, line):
    shape, records = look_at(f"{line}\r\na;b,c\r\n1;2\r\n")
    assert (shape.delimiter, shape.lead) == (";", 1)
    assert records[1] == ["a", "b,c"]


def test_single_column_has_no_delimiter(look_at):
    shape, records = look_at("name\nx\ny\n")
    assert shape.delimiter == ","
    assert records == [["name"], ["x"], ["y"]]


def test_empty_file_has_no_records(look_at):
    assert look_at("")[1] == []


def test_record_cut_by_the_end_of_the_sample_is_left_out(look_at, monkeypatch):
    monkeypatch.setattr("pmo_analytics.sources.csv_shape.SAMPLE_CHARACTERS", 10)
    _, records = look_at("a,b\n1,2\n345,678\n")
    assert records == [["a", "b"], ["1", "2"]]


def test_without_quotes_a_quote_is_a_sign():
    shape = CsvShape(",", quote="")
    assert list(read_records(io.StringIO('"a,b"\n'), shape)) == [['"a', 'b"']]


CELLS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=8)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_any_cell_comes_back_as_it_was_written(rows):
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    text.seek(0)
    assert list(read_records(text, CsvShape(","))) == rows
