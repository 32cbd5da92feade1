from datetime import datetime

import pytest

from data.simulator.backlog import Entry
from data.simulator.wording import describe


@pytest.fixture(scope="module")
def texts_of(portfolio):
    def texts(project_number, item_type):
        project = portfolio.projects[project_number]
        epic = project.epics[0]
        entry = Entry("n", epic, 0, item_type, "A title", True, datetime(2026, 1, 5))
        rngs = [project.streams.of("wording", str(number)) for number in range(200)]
        return epic, [describe(portfolio, project, entry, rng) for rng in rngs]

    return texts


def test_navigator_stories_are_wiki_markup_over_several_lines(texts_of):
    epic, texts = texts_of(0, "Story")
    written = [text for text in texts if text]
    assert all(text.startswith("h3. Why\nAs a foot passenger") for text in written)
    assert all(sum(check in text for check in epic.checks) >= 2 for text in written)
    assert any("{code:json}" in text for text in written)
    assert any("||Case||Expected||" in text for text in written)


def test_navigator_bugs_hold_colours_and_quotes(texts_of):
    _, texts = texts_of(0, "Bug")
    assert any('"it did this twice today"' in text for text in texts)
    assert all("{color:#bf2600}" in text for text in texts if text)


def test_some_items_have_no_description(texts_of):
    _, texts = texts_of(0, "Task")
    assert 0.1 < texts.count("") / len(texts) < 0.3


def test_board_descriptions_are_short_and_plain(texts_of):
    for item_type in ("Story", "Bug", "Task"):
        _, texts = texts_of(1, item_type)
        assert max(len(text) for text in texts) < 200
        assert not [text for text in texts if "h3." in text or "{" in text]


def test_articles_fit(planned):
    texts = [item.description for items in planned.values() for item in items]
    assert any("As an island resident" in text for text in texts)
    assert not [text for text in texts if "a island" in text or "a electrical" in text]
