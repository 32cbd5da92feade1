"""Where warehouses lie, and what the pointer, the lock and the sweeping keep safe."""

from __future__ import annotations

import json
import os
import shutil
import threading

import pytest

from pmo_analytics.errors import BuildLockedError, FolderError, WarehouseMissingError
from pmo_analytics.warehouse.generations import (
    build_lock,
    current_warehouse,
    generation_path,
    publish,
    read_pointer,
)


@pytest.fixture
def derived(tmp_path):
    folder = tmp_path / ".pmo"
    folder.mkdir()
    return folder


def warehouse(derived, key):
    path = generation_path(derived, key)
    path.write_bytes(key.encode())
    return path


def test_folder_never_built_has_no_pointer(tmp_path):
    assert read_pointer(tmp_path) is None
    with pytest.raises(WarehouseMissingError, match=r"has no warehouse yet\. Build it: pmo build"):
        current_warehouse(tmp_path)


def test_published_warehouse_is_the_current_one(tmp_path, derived):
    path = warehouse(derived, "a" * 64)
    publish(path, seen="signature")
    pointer = read_pointer(tmp_path)
    assert (pointer.warehouse, pointer.seen) == (path.name, "signature")
    assert current_warehouse(tmp_path) == path


def test_publishing_replaces_the_pointer_and_sweeps_what_nothing_points_to(derived):
    old, new = warehouse(derived, "a" * 64), warehouse(derived, "b" * 64)
    publish(old, seen="")
    publish(warehouse(derived, "b" * 64), seen="")
    assert not old.exists()
    assert {path.name for path in derived.iterdir()} == {"current", new.name}


def test_leftovers_of_a_killed_build_are_removed(derived):
    leftover = derived / "building-x1y2"
    leftover.mkdir()
    (leftover / "warehouse-1.duckdb").write_bytes(b"half")
    (derived / "warehouse-2.duckdb.wal").write_bytes(b"")
    (derived / "current.warehouse-3").write_text("{}")
    publish(warehouse(derived, "a" * 64), seen="")
    assert sorted(path.name for path in derived.iterdir()) == [
        "current",
        f"warehouse-{'a' * 16}.duckdb",
    ]


def test_files_of_others_are_left_alone(derived):
    (derived / "notes.txt").write_text("mine")
    publish(warehouse(derived, "a" * 64), seen="")
    assert (derived / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"warehouse": "a"}', '{"warehouse": null, "seen": ""}', "\x00"]
)
def test_broken_pointer_is_no_pointer(tmp_path, derived, text):
    (derived / "current").write_text(text)
    assert read_pointer(tmp_path) is None


@pytest.mark.parametrize("name", ["../../secret.duckdb", "/etc/passwd", "a/b.duckdb"])
def test_pointer_leads_to_no_file_but_its_neighbours(tmp_path, derived, name):
    publish(warehouse(derived, "a" * 64), seen="")
    pointer = json.loads((derived / "current").read_text())
    (derived / "current").write_text(json.dumps(pointer | {"warehouse": name}))
    with pytest.raises(WarehouseMissingError):
        current_warehouse(tmp_path)


def test_pointer_to_a_deleted_warehouse_says_to_build(tmp_path, derived):
    path = warehouse(derived, "a" * 64)
    publish(path, seen="")
    path.unlink()
    with pytest.raises(WarehouseMissingError, match="pmo build"):
        current_warehouse(tmp_path)


def test_content_names_the_file(derived):
    assert generation_path(derived, "a" * 64) == generation_path(derived, "a" * 64)
    assert generation_path(derived, "a" * 64) != generation_path(derived, "b" * 64)


def test_second_build_fails_with_a_sentence_after_the_wait(tmp_path):
    with (
        build_lock(tmp_path),
        pytest.raises(
            BuildLockedError, match=r"Another build of .* for 0\.05 seconds. Wait for it"
        ),
        build_lock(tmp_path, wait_seconds=0.05),
    ):
        pytest.fail("two builds hold one folder")


def test_second_build_waits_for_the_first(tmp_path):
    order: list[str] = []
    is_held, may_end = threading.Event(), threading.Event()

    def first():
        with build_lock(tmp_path):
            is_held.set()
            may_end.wait()
            order.append("first")

    holder = threading.Thread(target=first)
    holder.start()
    is_held.wait()
    threading.Timer(0.1, may_end.set).start()
    with build_lock(tmp_path, wait_seconds=60):
        order.append("second")
    holder.join()
    assert order == ["first", "second"]


def test_lock_is_free_again_after_a_failed_build(tmp_path):
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path):
        1 / 0  # noqa: B018
    with build_lock(tmp_path, wait_seconds=0) as derived:
        assert derived == tmp_path / ".pmo"


@pytest.mark.parametrize("touch", ["rewritten", "copied", "linked"])
def test_a_warehouse_that_is_not_as_a_build_left_it_is_not_believed(touch, tmp_path, derived):
    path = warehouse(derived, "a" * 64)
    publish(path, seen="signature")
    if touch == "rewritten":
        path.write_bytes(path.read_bytes())
    else:
        aside = path.rename(tmp_path / "aside")
        if touch == "copied":
            shutil.copy2(aside, path)
        else:
            path.symlink_to(aside)
    assert read_pointer(tmp_path) is None
    with pytest.raises(WarehouseMissingError):
        current_warehouse(tmp_path)


def test_a_link_of_our_name_is_removed_and_what_it_leads_to_stays(tmp_path, derived):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "mine.txt").write_text("mine")
    for name in ("building-x", "warehouse-y.duckdb", "current"):
        (derived / name).symlink_to(precious)
    (derived / "build.lock").symlink_to(precious / "mine.txt")
    with build_lock(tmp_path):
        assert [path.name for path in derived.iterdir()] == ["build.lock"]
        assert not (derived / "build.lock").is_symlink()
    assert (precious / "mine.txt").read_text() == "mine"


def test_a_derived_folder_that_is_a_link_is_refused(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "building-x").mkdir()
    (tmp_path / ".pmo").symlink_to(elsewhere)
    with pytest.raises(FolderError, match="is a link or a file"), build_lock(tmp_path):
        pytest.fail("a link was followed")
    assert (elsewhere / "building-x").is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_derived_folder_of_another_user_is_replaced(tmp_path, derived):
    publish(warehouse(derived, "a" * 64), seen="signature")
    os.chown(derived, 12345, 12345)
    assert read_pointer(tmp_path) is None
    with build_lock(tmp_path):
        assert derived.stat().st_uid == 0
        assert [path.name for path in derived.iterdir()] == ["build.lock"]
