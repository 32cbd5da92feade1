"""Runs are published whole; `latest` moves last; what broke off is cleaned, what runs is left."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from pmo_analytics.errors import FolderError
from pmo_analytics.runner.publish import KEPT_RUNS, latest_run, new_run, publish_run


def run_whole(out: Path, *, is_newest: bool = True, content: str = "page") -> Path:
    run = new_run(out)
    (run.pages / "index.html").write_text(content)
    return publish_run(run, is_newest=is_newest)


def visible_runs(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "runs").iterdir() if not path.name.startswith("."))


def hidden_files(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "runs").iterdir() if path.name.startswith("."))


def test_a_run_is_invisible_until_it_is_published(tmp_path):
    run = new_run(tmp_path)
    assert visible_runs(tmp_path) == []
    assert latest_run(tmp_path) is None
    (run.pages / "index.html").write_text("page")
    published = publish_run(run, is_newest=True)
    assert published == tmp_path / "runs" / "0001"
    assert (tmp_path / "latest" / "index.html").read_text() == "page"
    assert hidden_files(tmp_path) == []


def test_runs_are_numbered_on(tmp_path):
    assert [run_whole(tmp_path).name for _ in range(3)] == ["0001", "0002", "0003"]
    assert latest_run(tmp_path).name == "0003"


def test_a_run_that_made_nothing_does_not_become_the_latest(tmp_path):
    run_whole(tmp_path, content="good")
    published = run_whole(tmp_path, is_newest=False, content="failed")
    assert published.name == "0002"
    assert (tmp_path / "latest" / "index.html").read_text() == "good"


def test_two_runs_at_once_do_not_collide(tmp_path):
    first, second = new_run(tmp_path), new_run(tmp_path)
    assert first.pages != second.pages
    (first.pages / "index.html").write_text("first")
    (second.pages / "index.html").write_text("second")
    publish_run(second, is_newest=True)
    assert first.pages.is_dir(), "a run that still works was taken for a broken one"
    publish_run(first, is_newest=True)
    assert visible_runs(tmp_path) == ["0001", "0002"]
    assert (tmp_path / "runs" / "0001" / "index.html").read_text() == "first"


def test_a_run_that_was_overtaken_does_not_move_latest_back(tmp_path):
    slow, fast = new_run(tmp_path), new_run(tmp_path)
    publish_run(fast, is_newest=True)
    publish_run(slow, is_newest=True)
    assert latest_run(tmp_path) == fast.published


def _broken_off(out: Path) -> None:
    run = new_run(out)
    (run.pages / "half.html").write_text("half")
    os._exit(9)  # killed: nothing is tidied up


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path):
    killed = multiprocessing.get_context("spawn").Process(target=_broken_off, args=(tmp_path,))
    killed.start()
    killed.join()
    assert ".0001" in hidden_files(tmp_path)
    assert run_whole(tmp_path).name == "0001"
    assert hidden_files(tmp_path) == []
    assert visible_runs(tmp_path) == ["0001"]


@pytest.mark.parametrize("name", ["runs", "executed"])
def test_a_folder_that_is_a_link_is_refused_and_nothing_behind_it_touched(name, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / ".0001").mkdir(parents=True)
    (tmp_path / name).symlink_to(elsewhere)
    with pytest.raises(FolderError, match="is a link"):
        new_run(tmp_path)
    assert (elsewhere / ".0001").is_dir()


def test_a_link_in_the_place_of_a_run_is_neither_followed_nor_removed(tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "mine.txt").write_text("mine")
    out = tmp_path / "out"
    for folder in ("runs", "executed"):
        (out / folder).mkdir(parents=True)
        (out / folder / "0001").symlink_to(precious)
        (out / folder / ".0002.lock").symlink_to(precious / "mine.txt")
    (out / "latest").symlink_to(precious)
    assert latest_run(out) is None
    assert int(run_whole(out).name) > 1
    assert [path.name for path in precious.iterdir()] == ["mine.txt"]
    assert (precious / "mine.txt").read_text() == "mine"


def test_only_two_weeks_of_runs_are_kept(tmp_path):
    for _ in range(KEPT_RUNS + 3):
        run_whole(tmp_path)
    assert visible_runs(tmp_path) == [f"{number:04}" for number in range(4, KEPT_RUNS + 4)]
    executed = sorted(path.name for path in (tmp_path / "executed").iterdir())
    assert executed == visible_runs(tmp_path)
    assert latest_run(tmp_path).name == visible_runs(tmp_path)[-1]


def test_failed_runs_never_push_the_latest_out(tmp_path):
    run_whole(tmp_path, content="good")
    for _ in range(KEPT_RUNS + 3):
        run_whole(tmp_path, is_newest=False)
    assert (tmp_path / "latest" / "index.html").read_text() == "good"


def test_latest_is_a_relative_link_so_that_the_folder_can_be_moved(tmp_path):
    out = tmp_path / "out"
    run_whole(out)
    out.rename(tmp_path / "moved")
    assert (tmp_path / "moved" / "latest" / "index.html").read_text() == "page"


@pytest.mark.parametrize("name", ["notes.txt", "old", ".hidden", "12a"])
def test_what_is_not_a_run_is_left_alone(name, tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / name).mkdir()
    assert run_whole(tmp_path).name == "0001"
    assert (tmp_path / "runs" / name).is_dir()
