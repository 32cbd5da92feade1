"""An output folder belongs to one portfolio."""

from __future__ import annotations

import json

import pytest

from pmo_analytics.errors import UsageError
from pmo_analytics.runner.ownership import OWNER_FILE, claim, is_owned, owner_of


@pytest.fixture
def folders(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    return one, other


def claimed(out, folder, name="Same name"):
    claim(out, owner_of(out, folder, name), folder=folder)


def test_the_first_portfolio_owns_the_folder_and_may_come_again(folders, tmp_path):
    one, _ = folders
    out = tmp_path / "out"
    claimed(out, one)
    claimed(out, one, "Another name")
    assert is_owned(out, one)


def test_another_portfolio_is_refused_even_if_it_has_the_same_name(folders, tmp_path):
    one, other = folders
    out = tmp_path / "out"
    claimed(out, one)
    with pytest.raises(UsageError, match=r'of another portfolio, "Same name"\. Name another'):
        claimed(out, other)
    assert not is_owned(out, other)


def test_a_portfolio_that_is_moved_with_its_reports_keeps_them(folders, tmp_path):
    one, _ = folders
    claimed(one / "reports", one)
    moved = one.rename(tmp_path / "moved")
    claimed(moved / "reports", moved)


def test_the_owner_says_nothing_of_places(folders, tmp_path):
    one, _ = folders
    out = tmp_path / "out"
    claimed(out, one)
    text = (out / OWNER_FILE).read_text()
    assert str(tmp_path) not in text
    assert one.name not in json.loads(text)["key"]
    assert [path.name for path in out.iterdir()] == [OWNER_FILE]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"portfolio": "x"}', "\x00"])
def test_an_owner_that_cannot_be_read_is_refused_and_not_replaced(content, folders, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / OWNER_FILE).write_text(content)
    with pytest.raises(UsageError, match="does not say whose reports"):
        claimed(out, folders[0])
    assert (out / OWNER_FILE).read_text() == content


def test_links_are_refused(folders, tmp_path):
    one, other = folders
    (tmp_path / "out").symlink_to(other)
    with pytest.raises(UsageError, match="is a link"):
        claimed(tmp_path / "out", one)
    (one / "reports").mkdir()
    (one / "reports" / OWNER_FILE).symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="does not say whose reports"):
        claimed(one / "reports", one)


@pytest.mark.parametrize("place", ["exports", "exports/reports", "registers", ".pmo"])
def test_reports_are_not_put_where_exports_are_read(place, folders):
    one, _ = folders
    with pytest.raises(UsageError, match="lies in"):
        claimed(one / place, one)
    assert not (one / place).exists()
