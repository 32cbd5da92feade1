"""What mutants found, each as the smallest file that shows it."""

from __future__ import annotations

import pytest

from tests.fuzz.mutants import Mutant
from tests.fuzz.reader import MutantReader

NAVIGATOR = b"Issue key,Summary,Status,Created\n"
FINDINGS = {
    "an export without dates that has no rows": b"Issue key,Summary,Status\n",
    "a NUL in a file that is otherwise well formed": NAVIGATOR + b"A-1,no\0thing,Open,2026-01-02\n",
    "a backslash in an address": b"Issue key,Summary,Status,Assignee\nA-1,b,Open,har\\bo@x.org\n",
    "a header with a quote that nothing closes": b'Issue key,Status,Created,"Sum\nA-1,Open,,b\n',
    "a lone quote as the last line": NAVIGATOR + b'A-1,b,Open,2026-01-02\n"',
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return MutantReader(tmp_path_factory.mktemp("findings"))


@pytest.mark.parametrize("finding", FINDINGS)
def test_finding_stays_mended(reader, finding):
    reader.forget()
    assert reader.read(Mutant(1, "export.csv", FINDINGS[finding], ())), "it was refused"
    reader.build()
