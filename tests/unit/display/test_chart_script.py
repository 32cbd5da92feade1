"""The script of the charts is bundled once a machine; what is kept is never trusted blindly."""

from __future__ import annotations

import gzip

import pytest

from pmo_analytics.display import chart_script as module

SCRIPT = "let café = 1;"
PACKED = gzip.compress(SCRIPT.encode(), mtime=0)  # workers must name their cases alike


@pytest.fixture
def bundled(tmp_path, monkeypatch):
    """Keep scripts in a folder of the test; return how often one was bundled."""
    times: list[str] = []
    monkeypatch.setattr(module, "user_cache_path", lambda _: tmp_path / "cache" / "own")
    monkeypatch.setattr(module.vl_convert, "javascript_bundle", lambda: times.append("") or SCRIPT)
    return times


def read() -> str:
    return module.chart_script.__wrapped__()


def test_a_second_process_reads_what_the_first_has_bundled(bundled, tmp_path):
    assert [read(), read()] == [SCRIPT, SCRIPT]
    assert len(bundled) == 1
    (kept,) = (tmp_path / "cache" / "own").iterdir()
    assert module.vl_convert.__version__ in kept.name


@pytest.mark.parametrize(
    "content", [b"", b"no archive", PACKED[:-9], gzip.compress(b"\xff", mtime=0)]
)
def test_what_cannot_be_read_is_bundled_anew(bundled, tmp_path, content):
    read()
    (kept,) = (tmp_path / "cache" / "own").iterdir()
    kept.write_bytes(content)
    assert read() == read() == SCRIPT
    assert len(bundled) == 2


def test_where_nothing_can_be_kept_it_is_bundled_each_time(bundled, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert [read(), read()] == [SCRIPT, SCRIPT]
    assert len(bundled) == 2
