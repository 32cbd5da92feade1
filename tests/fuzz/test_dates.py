"""Dates whose moments are known, in many formats: right or refused, and the provable ones read."""

from __future__ import annotations

import pytest

from tests.fuzz.date_reader import DateReader, check_dates
from tests.fuzz.dated_files import FORMATS, make_dated_file


@pytest.mark.parametrize("files", [40, pytest.param(120, marks=pytest.mark.slow)])
def test_no_date_is_silently_wrong_and_what_is_provable_is_read(files, tmp_path):
    check_dates(DateReader(tmp_path).read(range(files)))


def test_dated_files_use_every_format_and_are_the_same_every_time():
    files = [make_dated_file(seed) for seed in range(200)]
    assert files == [make_dated_file(seed) for seed in range(200)]
    assert {column.writing for file in files for column in file.columns} == set(FORMATS)
