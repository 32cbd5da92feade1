"""Dates whose moments are known, in many formats: right or refused, and the provable ones read."""

from __future__ import annotations

import pytest

from tests.fuzz.date_reader import DateReader
from tests.fuzz.dated_files import FORMATS, make_dated_file

LEAST_SHARE_READ = 0.95  # of the cells whose own column proves their format


@pytest.mark.parametrize("files", [40, pytest.param(400, marks=pytest.mark.slow)])
def test_no_date_is_silently_wrong_and_what_is_provable_is_read(files, tmp_path):
    # A date of the state whose order nothing proves refuses its file, provable columns and all.
    outcome = DateReader(tmp_path).read(range(files))
    assert outcome.wrong == []
    assert outcome.provable > outcome.cells / 2  # or nothing would be tested
    assert outcome.provable_read >= LEAST_SHARE_READ * outcome.provable


def test_dated_files_use_every_format_and_are_the_same_every_time():
    files = [make_dated_file(seed) for seed in range(200)]
    assert files == [make_dated_file(seed) for seed in range(200)]
    assert {column.writing for file in files for column in file.columns} == set(FORMATS)
