"""What is referred to is in the repository, and every source that is cited is listed."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from docs.generate import SOURCE_KEY
from pmo_analytics.catalogue.registry import MEASURES

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "docs" / "reference" / "sources.md"
READ = {".py", ".sql", ".md", ".toml", ".ftl", ".css", ".js", ".j2", ".ipynb", ".yml", ""}
INVENTED = ("data/sample/", "tests/fixtures/exports/", "docs/oracle-pack/inputs/")
# A section sign, the number of an issue, and the tags that notes of research carry.
OUTSIDE = re.compile(r"\u00a7|\b[Ii]ssues? #?[0-9]+\b(?! of)|\[S[0-9]+\]|\bS[0-9]+ to S[0-9]+\b")
DOCUMENT = re.compile(r"\b([\w-]+\.md)\b")
OF_PACKAGES = {"LICENSE.md"}  # of the letters, in the package that brings them
CITED = {".py", ".sql", ".md"}  # a table of TOML and a selector look like a key


@cache
def texts() -> dict[str, str]:
    """Return every text of the repository that people wrote, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    found = {
        name: ROOT / name
        for name in listed
        if not name.startswith(INVENTED) and Path(name).suffix in READ
    }
    return {
        name: path.read_text(encoding="utf-8") for name, path in found.items() if path.is_file()
    }


def keys() -> list[str]:
    return re.findall(r"^### (.+)$", SOURCES.read_text(encoding="utf-8"), re.MULTILINE)


def cited_in(name: str) -> set[str]:
    return set(SOURCE_KEY.findall(texts()[name])) if Path(name).suffix in CITED else set()


@pytest.fixture(autouse=True)
def in_a_checkout() -> None:
    if not texts():
        pytest.skip("a copy without git: what belongs to the repository is not known")


def test_no_text_refers_to_a_document_outside_the_repository():
    own = {Path(name).name for name in texts()} | OF_PACKAGES
    outside = {
        name: found
        for name, text in texts().items()
        if (found := [word for word in DOCUMENT.findall(text) if word not in own])
        or (found := OUTSIDE.findall(text))
    }
    assert len(texts()) > 500
    assert outside == {}


def test_every_key_that_is_cited_is_a_source():
    known = set(keys())
    cited = {name: cited_in(name) - known for name in texts()}
    assert {name: found for name, found in cited.items() if found} == {}


def test_every_source_is_cited_by_the_package_and_says_what_is_taken_from_it():
    package = [name for name in texts() if name.startswith("pmo_analytics/")]
    assert set(keys()) - {key for name in package for key in cited_in(name)} == set()
    assert len(keys()) == len(set(keys()))
    entries = re.split(r"^### .+$", SOURCES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if len(entry.split()) < 12] == []


def test_a_measure_that_names_a_work_names_its_key():
    """A year or a standard's number alone cannot be looked up."""
    named = re.compile(r"\b(?:19|20)\d\d\b|\bGAO|\bISO\b|\bPMI\b")
    loose = {
        measure.name: rest
        for measure in MEASURES.values()
        if named.search(rest := SOURCE_KEY.sub("", measure.source))
    }
    assert loose == {}
    assert sum(bool(SOURCE_KEY.search(each.source)) for each in MEASURES.values()) > 20
