"""`pmo register`: all faults at once, a template, a row asked for field by field."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pmo_analytics.sources.register_schema import register_schemas

pytestmark = pytest.mark.slow

FILES = {
    "exports/list/list 2026-06-30.csv": "Key,Title,Status,Created\nAA-1,One,To Do,2026-01-05\n",
    "registers/projects.csv": "project_id,name,items\nAA,Alpha,AA\n",
    "registers/baselines.csv": (
        "project_id;approved_date;start_date;finish_date;budget\n"
        "AA;2026-01-01;2026-01-01;2026-12-31;1.250\n"
    ),
    "registers/costs.csv": (
        "project_id,period,planned_value,actual_cost,colour\nAA,2026-05,abc,\nBB,2026-08,10,,red\n"
    ),
    "registers/risk.csv": "risk_id\nR1\n",
}
RISK = ["R1", "AA", "risk", "Storm, big", "20 %", "1,250", "2026-05-04", *[""] * 7]


@pytest.fixture
def crooked(tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "pmo.toml").write_text('[portfolio]\nname = "C"\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def answer(monkeypatch):
    """Type answers to what a command asks."""

    def typed(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return typed


def test_all_faults_of_all_registers_are_listed_at_once(pmo, crooked):
    result = pmo("register", "check", "-p", crooked)
    assert result.code == 1
    lines = result.out.splitlines()
    for said in (
        'registers/baselines.csv, row 2: budget: "1.250". It can be read as 1.25 or as 1250.',
        "registers/costs.csv, row 2: actual_cost: The cell must be filled for a month that is",
        'registers/costs.csv, row 2: planned_value: "abc". Expected a number.',
        'registers/costs.csv, row 3: project_id: "BB". There is no such project_id',
        'registers/risk.csv: There is no register "risk". Did you mean "risks"?',
        'registers/costs.csv: costs has no column "colour"',
    ):
        assert any(line.startswith(said) for line in lines), (said, lines)
    assert result.error.strip() == "5 faults in 4 registers with 5 rows."


def test_sound_registers_are_said_to_be_sound(pmo, folder):
    result = pmo("register", "check", "-p", folder)
    assert result.code == 0
    assert result.out.splitlines()[-1].startswith("No fault in ")


def test_a_template_holds_the_header_and_is_written_once(pmo, crooked):
    path = crooked / "registers" / "gates.csv"
    assert pmo("register", "add", "gates", "--template", "-p", crooked).code == 0
    header = ",".join(column.name for column in register_schemas()["gates"].columns)
    assert path.read_text("utf-8") == f"{header}\n"
    path.write_text("gate,project_id,due_date\nOne,AA,2026-01-01\n")
    assert pmo("register", "add", "gates", "--template", "-p", crooked).code == 0
    assert "One,AA" in path.read_text("utf-8")


def test_a_row_is_asked_for_with_the_meaning_of_each_field(pmo, crooked, answer):
    answer(*RISK)
    result = pmo("register", "add", "risks", "-p", crooked)
    assert result.code == 0, result.error
    for column in register_schemas()["risks"].columns:
        assert f"{column.name} ({column.meaning}; " in result.out
    text = (crooked / "registers" / "risks.csv").read_text("utf-8")
    assert text.splitlines()[1] == 'R1,AA,risk,"Storm, big",20 %,"1,250",2026-05-04,,,,,,,'
    assert "risks.csv" not in pmo("register", "check", "-p", crooked).out


def test_a_row_with_a_fault_is_not_kept(pmo, crooked, answer):
    path = crooked / "registers" / "risks.csv"
    path.write_bytes(
        b"\xef\xbb\xbfrisk_id;project_id;kind;title;probability;impact_cost;opened_date"
    )
    before = path.read_bytes()
    answer("R1", "AA", "risk", "Storm", "much", "250k", "2026-05-04")
    result = pmo("register", "add", "risks", "-p", crooked)
    assert result.code == 1
    assert 'probability: "much"' in result.error
    assert 'impact_cost: "250k"' in result.error
    assert path.read_bytes() == before


def test_a_row_is_added_as_the_file_is_written(pmo, crooked, answer):
    path = crooked / "registers" / "risks.csv"
    header = "risk_id;kind;project_id;Own words;title;probability;impact_cost;opened_date"
    path.write_bytes(b"\xef\xbb\xbf" + header.encode())
    answer("R1", "risk", "AA", "Flut; hoch", "0.5", "10", "2026-05-04")
    assert pmo("register", "add", "risks", "-p", crooked).code == 0
    added = path.read_text("utf-8-sig").splitlines()[1]
    assert added == 'R1;risk;AA;;"Flut; hoch";0.5;10;2026-05-04'


@pytest.mark.parametrize(("name", "said"), [("riks", '"risks"'), ("zzz", "There are: projects")])
def test_a_register_that_does_not_exist_is_refused(pmo, crooked, name, said):
    result = pmo("register", "add", name, "-p", crooked)
    assert result.code == 2
    assert said in result.error
