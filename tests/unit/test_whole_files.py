"""A reader finds the old file or the new one, and nothing is left beside it."""

import os

import pytest

from pmo_analytics.whole_files import write_whole


def test_what_was_there_is_replaced(tmp_path):
    path = tmp_path / "status.json"
    for content in (b"old", b"new and longer"):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["status.json"]


def test_a_link_that_lies_where_it_is_written_aside_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"kept")
    (tmp_path / f".page.html.{os.getpid()}").symlink_to(elsewhere)
    write_whole(tmp_path / "page.html", b"page")
    assert elsewhere.read_bytes() == b"kept"
    assert (tmp_path / "page.html").read_bytes() == b"page"


def test_what_cannot_be_moved_into_place_leaves_nothing_aside(tmp_path):
    (tmp_path / "page.html").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "page.html", b"page")
    assert os.listdir(tmp_path) == ["page.html"]
