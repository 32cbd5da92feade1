"""The chapter on counting is what the specs say."""

from tests.spec.render import CHAPTER, render_chapter


def test_committed_chapter_is_the_rendered_one():
    committed = CHAPTER.read_text(encoding="utf-8")
    assert committed == render_chapter(), "run: python -m tests.spec.render"


def test_every_rule_is_one_sentence_and_one_call():
    for rule in render_chapter().split("\n### ")[1:]:
        assert rule.count("```python") + rule.count("```text") == 1, rule
        assert rule.split("\n")[2].endswith("."), rule
