"""One set of packages however installed: pyproject, both locks and conda's environment agree."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PYPROJECT_TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads(PYPROJECT_TEXT)
NEEDED = [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]
FOR_TESTS = [Requirement(text) for text in PYPROJECT["project"]["optional-dependencies"]["test"]]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def lock_text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins_of(name: str) -> dict[str, str]:
    return {
        canonicalize_name(package): version for package, version in PIN.findall(lock_text(name))
    }


RUN, TEST = pins_of("requirements.lock"), pins_of("requirements-test.lock")


@pytest.mark.parametrize("requirement", NEEDED, ids=str)
def test_every_requirement_is_pinned_to_a_version_it_allows(requirement):
    version = RUN[canonicalize_name(requirement.name)]
    assert Version(version) in requirement.specifier


@pytest.mark.parametrize("requirement", FOR_TESTS, ids=str)
def test_every_requirement_of_the_tests_is_pinned_too(requirement):
    version = TEST[canonicalize_name(requirement.name)]
    assert Version(version) in requirement.specifier


def test_what_is_tested_is_what_is_run():
    assert TEST.items() >= RUN.items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_pin_has_its_hashes(name):
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock_text(name))
    pinned = [block for block in blocks if PIN.match(block)]
    assert len(pinned) == len(pins_of(name))
    for block in pinned:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.partition("\n")[0]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_no_address_stands_in_a_lock(name):
    for line in lock_text(name).splitlines():
        assert "://" not in line
        assert not line.startswith("-"), line  # an option such as --index-url


@pytest.mark.parametrize("requirement", [*NEEDED, *FOR_TESTS], ids=str)
def test_requirements_have_a_lower_bound_and_no_upper_one(requirement):
    assert {one.operator for one in requirement.specifier} == {">="}


def test_every_dependency_carries_its_reason():
    lines = re.findall(r'^  "([A-Za-z0-9._-]+)>=[^"]*",?(.*)$', PYPROJECT_TEXT, re.MULTILINE)
    assert {name for name, _ in lines} == {one.name for one in [*NEEDED, *FOR_TESTS]}
    # the name says it all of these
    plain = {"pytest"}
    assert [name for name, rest in lines if "#" not in rest and name not in plain] == []


def test_the_conda_environment_takes_the_same_lock():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert "- -r requirements.lock" in text
    assert "--require-hashes" in text
    python = re.search(r"- python=([\d.]+)", text).group(1)
    assert Version(python) in SpecifierSet(PYPROJECT["project"]["requires-python"])
    locked_for = re.search(r"pip-compile with Python ([\d.]+)", lock_text("requirements.lock"))
    assert python == locked_for.group(1)
    packages = re.findall(r"^  - ([a-z]\S*)", text, re.MULTILINE)
    assert set(packages) == {"conda-forge", f"python={python}", "pip", "pip:"}


def test_make_installs_the_locks_with_their_hashes():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in ("requirements.lock", "requirements-test.lock"):
        assert f"--require-hashes -r {name}" in makefile


def imported_packages() -> set[str]:
    """Return the top-level names that the package imports anywhere, its own left out."""
    names: set[str] = set()
    for path in (ROOT / "pmo_analytics").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"pmo_analytics"}


def test_every_package_that_is_imported_is_a_requirement():
    owners = packages_distributions()
    needed = {canonicalize_name(requirement.name) for requirement in NEEDED}
    for name in sorted(imported_packages()):
        found = {canonicalize_name(owner) for owner in owners[name]}
        assert found & needed, f"{name} is imported, but none of {found} is in pyproject.toml"


def test_the_changelog_has_a_place_for_what_is_not_released():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in changelog
