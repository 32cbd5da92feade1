"""One file that needs no network, holds everything, and is the same every time."""

import base64
import hashlib
import json
import re
from functools import cache
from itertools import pairwise

import pytest
from example_reviews.notebooks import chart_output, foreign_notebook, notebook_of
from example_reviews.portfolio import pace_panel, portfolio_review
from example_reviews.project import project_review
from example_reviews.states import hostile_review, quiet_review, thin_review
from markup_reader import elements, one
from nbformat.v4 import new_code_cell, new_markdown_cell

from pmo_analytics.display.drawing import altair_chart
from pmo_analytics.runner.page import page_html, review_of

pytestmark = pytest.mark.slow

LARGEST_PAGE = 2_000_000
REVIEWS = {
    "portfolio": portfolio_review,
    "project": project_review,
    "quiet": quiet_review,
    "thin": thin_review,
    "hostile": hostile_review,
}


@cache
def page_of(name: str) -> str:
    """Return the page of an example review."""
    index_file = "index.html" if name == "project" else ""
    return page_html(notebook_of(REVIEWS[name]()), index_file=index_file)


@pytest.fixture
def page(name: str) -> str:
    return page_of(name)


def blocks(page: str, tag: str) -> list[tuple[str, str]]:
    return re.findall(rf"<{tag}\b([^>]*)>(.*?)</{tag}>", page, flags=re.DOTALL)


def sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def policy_of(page: str) -> str:
    quoted = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
    return quoted.replace("&#39;", "'")


@pytest.mark.parametrize("name", REVIEWS)
def test_the_policy_names_exactly_what_acts_by_hash(page):
    acting = [text for kind, text in blocks(page, "script") if "application/json" not in kind]
    styles = [text for _, text in blocks(page, "style")]
    named = re.findall(r"sha256-[A-Za-z0-9+/=]+", policy_of(page))
    assert named == [sha256(text) for text in acting + styles]
    assert "unsafe" not in policy_of(page)
    assert policy_of(page).startswith("default-src 'none'")


@pytest.mark.parametrize("name", REVIEWS)
def test_a_page_is_at_most_two_megabytes_and_can_be_written(page):
    assert len(page.encode("utf-8")) <= LARGEST_PAGE


@pytest.mark.parametrize("name", REVIEWS)
def test_a_page_has_no_style_attribute_no_handler_and_no_address_to_fetch(page):
    for element in elements(_body(page)):
        names = set(element.attributes)
        assert not names & {"style", "srcset", "action", "formaction", "background", "poster"}
        assert not [name for name in names if name.startswith("on")]
        assert element.attributes.get("src", "data:").startswith("data:")


@pytest.mark.parametrize("name", REVIEWS)
def test_ids_are_unique_and_every_button_opens_something(page):
    found = elements(_body(page))
    ids = [element.attributes["id"] for element in found if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in found:
        assert element.attributes.get("popovertarget", ids[0]) in ids
        assert element.attributes.get("aria-labelledby", ids[0]) in ids
        link = element.attributes.get("href", "")
        assert not link.startswith("#") or link[1:] in ids


@pytest.mark.parametrize("name", REVIEWS)
def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(level) for level in re.findall(r"<h(\d)\b", _body(page))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_same_notebook_gives_the_same_bytes():
    again = page_html(notebook_of(project_review()), index_file="index.html")
    assert again == page_of("project")


def test_the_bundle_is_there_once_and_only_with_charts():
    acting = [
        text
        for kind, text in blocks(page_of("project"), "script")
        if "application/json" not in kind
    ]
    assert [len(text) > 500_000 for text in acting] == [True, False]
    assert len(page_of("quiet")) < 150_000  # of which the letters are 75


def test_data_stand_once_and_every_chart_finds_its_own():
    shared = json.loads(
        next(
            text for kind, text in blocks(page_of("project"), "script") if 'id="chart-data"' in kind
        )
    )
    specs = [
        text
        for kind, text in blocks(page_of("project"), "script")
        if "application/json" in kind and "chart-data" not in kind
    ]
    assert len(specs) == 16
    for spec in specs:
        assert "datasets" not in json.loads(spec)
        assert set(re.findall(r'"name":"(data-[0-9a-f]+)"', spec)) <= set(shared)


def test_contents_lead_back_to_all_reports_and_to_every_section():
    links = [link for link in elements(_body(page_of("project")), "a") if "nav" in link.ancestors]
    assert [link.attributes["href"] for link in links] == [
        "index.html", "#decisions", "#finish", "#slower", "#stuck", "#flow", "#board", "#inflow",
        "#recipes",
    ]  # fmt: skip
    assert [link.text for link in links][:3] == ["All reports", "Decision", "Where it will end"]


def test_item_keys_link_to_the_tracker():
    hrefs = {
        link.attributes["href"] for link in elements(_body(page_of("project")), "a", look="item")
    }
    assert "https://tracker.example/browse/INP-231" in hrefs


def test_a_hostile_file_adds_no_element_to_the_page():
    tags = {element.tag for element in elements(_body(page_of("hostile")))}
    assert tags <= {element.tag for element in elements(_body(page_of("project")))} | {"wbr"}
    hostile = page_of("hostile")
    assert hostile.count("<script") == hostile.count("</script>")


def test_the_title_of_the_page_is_the_title_of_the_review():
    assert one(
        page_of("project")[page_of("project").index("<title") : page_of("project").index("<style")],
        "title",
    ).text == ("Instant Payments, Project health, as of Wednesday 30 September 2026")


def test_a_notebook_without_a_review_is_a_page_too():
    chart = altair_chart(pace_panel("Instant Payments", 3), width=262)
    notebook = foreign_notebook(
        new_markdown_cell("# My costs\n\nThey rise."), new_code_cell(outputs=[chart_output(chart)])
    )
    page = page_html(notebook)
    assert review_of(notebook) is None
    assert one(_body(page), "h1").text == "My costs"
    assert "They rise." in page
    assert 'class="drawing only"' in page
    assert 'id="chart-data"' in page


def _body(page: str) -> str:
    body = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    return body[body.index("<body") : body.rindex("</html>")]
