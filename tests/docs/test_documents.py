"""Hand-written documents: their links lead somewhere, their code runs, their commands exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from sample_portfolio import own_sample

from pmo_analytics.cli.app import app
from pmo_analytics.settings import parse_settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md")]
    + [*(ROOT / "docs").rglob("*.md")]
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = tuple(one.name for one in (*app.registered_commands, *app.registered_groups))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks_of(language: str) -> list:
    """Return the blocks of code of a language that no other test runs: specs and how-tos do."""
    return [
        pytest.param(code, id=f"{name_of(path)}-{number}")
        for path in DOCUMENTS
        if path.name != "counting.md" and not path.name.startswith("add-")
        for number, (kind, code) in enumerate(BLOCK.findall(text_of(path)), start=1)
        if kind == language
    ]


def anchors_of(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_inside_the_project_leads_somewhere(path):
    for link in LINK.findall(text_of(path)):
        if "://" in link:
            continue
        place, _, anchor = link.partition("#")
        target = (path.parent / place).resolve() if place else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors_of(target), link


@pytest.mark.slow
@pytest.mark.parametrize("code", blocks_of("python"))
def test_python_that_is_shown_runs_on_the_sample(code, tmp_path, monkeypatch):
    own_sample(tmp_path / "data" / "sample")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "document", "exec"), {})


def test_the_readme_shows_how_an_analyst_begins():
    assert any("open_portfolio" in block.values[0] for block in blocks_of("python"))


@pytest.mark.parametrize("code", blocks_of("toml"))
def test_settings_that_are_shown_are_understood(code):
    parse_settings(tomllib.loads(code))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_that_is_named_exists(path):
    text = text_of(path)
    shown = "\n".join(code for kind, code in BLOCK.findall(text) if kind == "sh")
    named = re.findall(r"`pmo (\w+)", text) + re.findall(r"(?:^|/)pmo (\w+)", shown, re.MULTILINE)
    assert set(named) <= set(COMMANDS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_target_of_make_that_is_named_exists(path):
    targets = set(re.findall(r"^([\w-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([\w-]+)", text_of(path), re.MULTILINE)
    assert set(named) <= targets


def test_every_target_of_make_is_told_in_its_head():
    makefile = text_of(ROOT / "Makefile")
    told = set(re.findall(r"make ([\w-]+)", makefile.partition("\n\n")[0]))
    assert {"report", "lab", "test", "test-fast", "check", "bench", "docs", "lock"} <= told


def test_the_pipeline_runs_what_the_readme_says():
    script = text_of(ROOT / ".ci" / "run")
    assert "make test" in script
    assert "export CI=true" in script
    assert "make test" in text_of(ROOT / "README.md")


def test_no_place_of_this_machine_is_named():
    for path in DOCUMENTS:
        assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", text_of(path)), path


def test_decisions_are_numbered_and_each_says_what_and_why():
    notes = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [note.name[:4] for note in notes] == [f"{n:04}" for n in range(1, len(notes) + 1)]
    for note in notes:
        assert text_of(note).startswith(f"# {note.name[:4]} ")


# --- the glossary -------------------------------------------------------------------------------


def glossary_entries() -> list[tuple[str, ...]]:
    """Return the words of each entry; one entry may explain several that belong together."""
    rows = re.findall(r"^\| ([^|]+) \|", text_of(ROOT / "GLOSSARY.md"), re.MULTILINE)
    return [tuple(row.strip().split(", ")) for row in rows if row.strip() != "word"]


def test_a_word_is_defined_once():
    words = [word for entry in glossary_entries() for word in entry]
    assert len(words) > 40
    assert len(words) == len(set(words))


@pytest.mark.parametrize("entry", glossary_entries(), ids=lambda entry: entry[0])
def test_a_word_that_is_defined_is_used(entry):
    places = [
        *(path for path in DOCUMENTS if path.name != "GLOSSARY.md"),
        *(ROOT / "pmo_analytics").rglob("*.py"),
        *(ROOT / "pmo_analytics").rglob("*.sql"),
        *(ROOT / "pmo_analytics").rglob("*.toml"),
    ]
    forms = "|".join(re.escape(word).replace(r"\ ", "[ _]") for word in entry)
    wanted = re.compile(rf"\b(?:{forms})s?\b", re.IGNORECASE)
    assert any(wanted.search(text_of(path)) for path in places)
