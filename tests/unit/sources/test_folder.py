from pathlib import Path

import pytest

from pmo_analytics.errors import FolderError
from pmo_analytics.sources import folder as folder_module
from pmo_analytics.sources.folder import ExportFile, scan_folder


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    root = tmp_path / "portfolio"
    for name in (
        "exports/jira/2026/b.csv",
        "exports/jira/a.csv",
        "exports/board/board.tsv",
        "exports/Plan 2026-09-30.csv",
        "exports/jira/.hidden.csv",
        "exports/jira/~$a.csv",
        "registers/projects.csv",
        "registers/risks.csv",
        "pmo.toml",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a,b\n")
    return root


def test_exports_are_listed_by_source_and_path(portfolio):
    assert scan_folder(portfolio).exports == (
        ExportFile("Plan", "exports/Plan 2026-09-30.csv"),
        ExportFile("board", "exports/board/board.tsv"),
        ExportFile("jira", "exports/jira/2026/b.csv"),
        ExportFile("jira", "exports/jira/a.csv"),
    )


def test_registers_are_listed_by_name(portfolio):
    assert scan_folder(portfolio).registers == (
        ("projects", "registers/projects.csv"),
        ("risks", "registers/risks.csv"),
    )
    assert scan_folder(portfolio).problems == ()


def test_what_is_no_table_is_named(portfolio):
    (portfolio / "exports/jira/notes.docx").write_bytes(b"PK")
    (problem,) = scan_folder(portfolio).problems
    assert problem.kind == "not_a_table"
    assert problem.text.startswith("exports/jira/notes.docx")


def test_link_that_leaves_the_folder_is_refused(portfolio, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n")
    (portfolio / "exports/jira/link.csv").symlink_to(secret)
    scan = scan_folder(portfolio)
    assert "exports/jira/link.csv" not in {export.path for export in scan.exports}
    assert [problem.kind for problem in scan.problems] == ["link_leaves_folder"]


def test_link_inside_the_folder_is_a_file_like_any_other(portfolio):
    (portfolio / "exports/jira/c.csv").symlink_to(portfolio / "exports/jira/a.csv")
    scan = scan_folder(portfolio)
    assert "exports/jira/c.csv" in {export.path for export in scan.exports}
    assert scan.problems == ()


def test_link_to_nothing_is_named(portfolio):
    (portfolio / "exports/jira/c.csv").symlink_to(portfolio / "exports/jira/gone.csv")
    assert [problem.kind for problem in scan_folder(portfolio).problems] == ["link_without_file"]


def test_file_beyond_the_limit_is_named(portfolio, monkeypatch):
    monkeypatch.setattr(folder_module, "MOST_BYTES", 3)
    kinds = {problem.kind for problem in scan_folder(portfolio).problems}
    assert kinds == {"file_too_large", "no_exports"}


def test_folder_without_exports_says_so(tmp_path):
    assert [problem.kind for problem in scan_folder(tmp_path).problems] == ["no_exports"]


def test_missing_folder_is_an_error(tmp_path):
    with pytest.raises(FolderError, match="pmo init"):
        scan_folder(tmp_path / "nowhere")
