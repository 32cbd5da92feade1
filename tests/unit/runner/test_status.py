"""How the last run went, for those who watch."""

from __future__ import annotations

import json

from pmo_analytics.runner.status import Status, write_status

STATUS = Status('A "b"\\\n', 1, seconds=2.5, made=3, failed=1, carried_over=2, refused=4, error="x")


def test_both_files_say_the_same(tmp_path):
    write_status(tmp_path, STATUS)
    written = json.loads((tmp_path / "status.json").read_text())
    assert (written["exit_code"], written["made"], written["refused"]) == (1, 3, 4)
    lines = (tmp_path / "pmo.prom").read_text().splitlines()
    values = {line.split("{")[0]: line.rsplit(" ", 1)[1] for line in lines if line[0] != "#"}
    assert values == {
        "pmo_report_exit_code": "1",
        "pmo_report_seconds": "2.5",
        "pmo_reports_made": "3",
        "pmo_reports_failed": "1",
        "pmo_reports_carried_over": "2",
        "pmo_files_refused": "4",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pmo.prom", "status.json"]


def test_the_name_of_a_portfolio_cannot_leave_its_label():
    lines = STATUS.prometheus().splitlines()
    assert len(lines) == 18
    assert all(r'{portfolio="A \"b\"\\\n"}' in line for line in lines if line[0] != "#")


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / "status.json").symlink_to(precious)
    write_status(out, STATUS)
    assert precious.read_text() == "mine"
    assert not (out / "status.json").is_symlink()
