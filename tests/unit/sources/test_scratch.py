"""Folders for what is written aside: private, and gone when their process is."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from pathlib import Path

import pytest

from pmo_analytics.errors import EnvironmentBrokenError
from pmo_analytics.sources.scratch import scratch_folder


@pytest.fixture(autouse=True)
def base(tmp_path, monkeypatch) -> Path:
    """Return where this user's folders lie, in a place of this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    user = os.geteuid() if hasattr(os, "geteuid") else "user"
    return tmp_path / f"pmo-analytics-{user}"


def test_a_folder_is_private_and_gone_afterwards(base):
    with scratch_folder() as folder:
        (folder / "x").write_text("x")
        assert base.stat().st_mode & 0o077 == 0
        assert folder.is_relative_to(base)
    assert [path.name for path in base.iterdir()] == ["base.lock"]


def _die(place: str) -> None:
    tempfile.tempdir = place
    with scratch_folder() as folder:
        (folder / "half").write_text("half")
        os._exit(9)


def test_what_a_killed_process_left_is_gone_at_the_next_start_and_what_lives_stays(base, tmp_path):
    with scratch_folder() as living:
        killed = multiprocessing.get_context("spawn").Process(target=_die, args=(str(tmp_path),))
        killed.start()
        killed.join()
        assert len(list(base.iterdir())) == 3  # the lock, the living one, the left one
        with scratch_folder():
            assert living.is_dir()
            assert len(list(base.iterdir())) == 3


def test_a_place_that_others_can_write_to_is_refused(base):
    base.mkdir(mode=0o777)
    base.chmod(0o777)
    with pytest.raises(EnvironmentBrokenError, match="not a private folder"), scratch_folder():
        pytest.fail("it was used")


def test_a_place_that_is_a_link_is_refused(base, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    base.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EnvironmentBrokenError, match="not a private folder"), scratch_folder():
        pytest.fail("it was followed")
