"""What the how-tos say is done, in a copy of the project, and works."""

from __future__ import annotations

import re

import pytest
from sample_portfolio import own_sample

from tests.docs.how_to import ROOT, Step, copy_project, steps_of, take_step

PAGES = sorted((ROOT / "docs" / "how-to").glob("add-*.md"))


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_how_to_works_as_it_is_written(page, tmp_path):
    project = copy_project(tmp_path)
    steps = steps_of(page)
    if any("data/sample" in step.text for step in steps):
        own_sample(project / "data" / "sample")
    for step in steps:
        take_step(step, project)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_how_to_says_how_many_files_it_touches(page):
    said = re.search(r"^Touches (\d+) files?", page.read_text(encoding="utf-8"), re.MULTILINE)
    files = {step.path for step in steps_of(page) if step.path}
    assert int(said.group(1)) == len(files) > 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_how_to_shows_what_holds_in_the_end(page):
    assert "assert " in "".join(step.text for step in steps_of(page) if step.kind == "python")


def test_an_edit_must_find_its_place(tmp_path):
    (tmp_path / "a.py").write_text("one\ntwo\n", encoding="utf-8")
    take_step(Step("diff", " one\n+more\n two\n", "a.py"), tmp_path)
    assert (tmp_path / "a.py").read_text(encoding="utf-8") == "one\nmore\ntwo\n"
    with pytest.raises(AssertionError, match="does not hold once"):
        take_step(Step("diff", " three\n+four\n", "a.py"), tmp_path)


def test_a_step_that_fails_fails_the_how_to(tmp_path):
    with pytest.raises(AssertionError, match="boom"):
        take_step(Step("python", "raise ValueError('boom')\n"), tmp_path)
