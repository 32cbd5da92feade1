from __future__ import annotations

import json
from pathlib import Path

import pytest
from workbooks import write_workbook

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.sources.read_plan import RefusedFile, plan_from_json, plan_to_json
from pmo_analytics.sources.text_encoding import file_digest
from pmo_analytics.sources.text_versions import container_of, text_version

TABLE = [
    ["Key", "Status", "Created"],
    ["A-1", "Done", "2026-03-02"],
    ["A-2", "To Do", "2026-03-03"],
]


@pytest.mark.parametrize(
    ("content", "container"),
    [
        (b"Key,Status\n", ""),
        (b"[x],y\n", ""),
        (b"", ""),
        (b'\xef\xbb\xbf {"a": 1}', "json"),
        (b'[ {"a": 1}]', "json"),
        (b"[]", "json"),
    ],
)
def test_file_is_what_its_first_bytes_say(content, container, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    assert container_of(path) == container


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xd0\xcf\x11\xe0 old", "old Excel"), (b"PK\x03\x04 cut", "broken archive")],
)
def test_what_is_no_text_and_no_workbook_is_refused(content, said, tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=said):
        container_of(path)


def test_text_is_its_own_version_and_a_copy_is_thrown_away(tmp_path: Path):
    csv_file = tmp_path / "a.csv"
    csv_file.write_text("Key\n")
    with text_version(csv_file) as text:
        assert text == csv_file
    with text_version(write_workbook(tmp_path / "a.xlsx", {"Items": TABLE})) as text:
        assert text.read_text() == "Key,Status,Created\nA-1,Done,2026-03-02\nA-2,To Do,2026-03-03\n"
    assert not text.exists()


def test_plan_of_a_workbook_is_about_its_text_and_depends_on_its_bytes(plan, tmp_path):
    path = write_workbook(tmp_path / "book.xlsx", {"Items": TABLE})
    planned = plan(path.read_bytes(), name="items.xlsx")
    assert (planned.container, planned.dialect, planned.row_count) == ("xlsx", "item_table", 2)
    assert planned.sha256 == file_digest(path)
    assert plan_from_json(plan_to_json(planned)) == planned


def test_unreadable_json_is_a_refused_file(plan):
    refused = plan(json.dumps({"bugs": []}), name="bugs.json")
    assert isinstance(refused, RefusedFile)
    assert "gh issue list" in refused.reason
