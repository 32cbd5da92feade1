from pathlib import Path

import pytest

from pmo_analytics.sources import survey as survey_module
from pmo_analytics.sources.csv_shape import CsvShape
from pmo_analytics.sources.survey import Survey, Watch, survey_file
from pmo_analytics.sources.text_encoding import read_byte_evidence


@pytest.fixture
def survey(tmp_path: Path):
    def run(
        text: str,
        *,
        width: int,
        watch: Watch = Watch(),  # noqa: B008
        header_row: int = 0,
        kinds: tuple[str, ...] = (),
    ) -> Survey:
        path = tmp_path / "file.csv"
        path.write_bytes(text.encode())
        found = read_byte_evidence(path)
        shape = CsvShape(",")
        return survey_file(
            path,
            found,
            shape,
            header_row=header_row,
            kinds=kinds or ("text",) * width,
            watch=watch,
        )

    return run


def test_rows_are_counted_and_blank_lines_are_not(survey):
    found = survey("a,b\n1,2\n\n,\n3,4", width=2)
    assert (found.row_count, found.is_even) == (3, True)


def test_header_row_counts_no_blank_lines(survey):
    assert survey("title\n\na,b\n1,2\n", width=2, header_row=1).row_count == 1


def test_short_and_long_rows_are_counted_and_shown(survey):
    found = survey("a,b\n1\n1,2,3\n1,2,\n1,2\n", width=2)
    assert (found.short_rows, found.long_rows, found.row_count) == (1, 2, 4)
    assert found.long_records == [(3, ["1", "2", "3"])]  # a blank surplus is none


def test_blank_surplus_behind_cells_that_moved_is_a_shift(survey):
    found = survey("a,b,c\nx,1,\ny,z,1,\ny,2,,\n", width=3, kinds=("text", "whole", "empty"))
    assert (found.long_rows, found.long_records) == (2, [(3, ["y", "z", "1", ""])])


def test_cells_of_a_shifted_row_are_not_looked_at(survey):
    found = survey("a,b\nx,2023-01-01\ny,z,2023-01-02\n", width=2, watch=Watch(dates=(1,)))
    assert found.dates[1].shapes == {"9999-99-99", ""}


def test_rows_are_numbered_across_batches(survey, monkeypatch):
    monkeypatch.setattr(survey_module, "BATCH_ROWS", 2)
    rows = "".join(f"{n},2023-01-0{n}\n" for n in range(1, 6))
    found = survey(f"a,b\n{rows}", width=2, watch=Watch(dates=(1,)))
    assert [seen.row for seen in found.dates[1].first_of_days()] == [2, 3, 4, 5, 6]
    assert found.row_count == 5


def test_file_that_ends_inside_quotes_is_noticed(survey):
    found = survey('a,b\n1,2\n3,"un', width=2)
    assert (found.row_count, found.ends_inside_quotes) == (2, True)
    assert not survey('a,b\n1,2\n3,"un"', width=2).ends_inside_quotes


def test_last_row_that_is_short_is_noticed(survey):
    assert survey("a,b\n1,2\n3", width=2).last_row_is_short
    assert not survey("a,b\n1\n3,4", width=2).last_row_is_short


def test_shapes_of_watched_columns_are_kept(survey):
    found = survey("a,b\n1,2.5\n10,33.5\n", width=2, watch=Watch(shapes=(1,)))
    assert found.shapes == {1: {"9.9", "99.9"}}


def test_row_numbers_of_r_are_recognised(survey):
    watch = Watch(has_unnamed_first=True)
    counted = survey(",b\n1,x\n2,NA\n", width=2, watch=watch)
    assert (counted.is_numbered, counted.has_not_available) == (True, True)
    assert not survey(",b\n1,x\n3,NA\n", width=2, watch=watch).is_numbered


def test_moments_of_neighbouring_rows_of_one_item_are_paired(survey):
    text = "key,at\nA,2023-01-02\nA,2023-01-01\nB,2023-01-05\nB,2023-01-05\n"
    found = survey(text, width=2, watch=Watch(dates=(1,), key=0, moment=1))
    assert found.pairs == [("2023-01-02", "2023-01-01")]


def test_header_that_a_quote_leaves_open_stops_the_pass_with_a_reason(survey):
    found = survey('a,"b\n1,2\n3,4\n', width=2)
    assert (found.row_count, found.stopped_by) == (
        *(0, "its header opens a quote that nothing closes"),
    )
    assert survey("a,b\n", width=2).stopped_by == ""


def test_cell_without_end_stops_the_pass_with_a_reason(survey, monkeypatch):
    import csv

    limit = csv.field_size_limit(50)
    try:
        found = survey("a,b\n1,2\n3," + "x" * 100 + "\n", width=2)
    finally:
        csv.field_size_limit(limit)
    assert "field larger than field limit" in found.stopped_by
    assert not found.is_even
