"""Pages in the system's Chromium: every message it writes and every request it makes is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from example_reviews.index import report_index
from example_reviews.notebooks import notebook_of
from example_reviews.portfolio import portfolio_review
from example_reviews.project import project_review
from example_reviews.states import hostile_review, quiet_review, thin_review

from pmo_analytics.runner.index_page import index_html
from pmo_analytics.runner.page import page_html

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
BRING_IT = "there is no Chromium here; bring it with: sudo apt-get install -y chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
)
MAKERS: dict[str, Callable[[], str]] = {
    "portfolio": lambda: page_html(notebook_of(portfolio_review()), index_file="index.html"),
    "project": lambda: page_html(notebook_of(project_review()), index_file="index.html"),
    "quiet": lambda: page_html(notebook_of(quiet_review())),
    "thin": lambda: page_html(notebook_of(thin_review())),
    "hostile": lambda: page_html(notebook_of(hostile_review())),
    "index": lambda: index_html(report_index()),
}


@dataclass
class Opened:
    """A page that was opened, and all it said and asked for."""

    page: Any
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def evaluate(self, script: str) -> Any:
        """Ask the page."""
        return self.page.evaluate(script)

    def wait_for_charts(self) -> None:
        """Wait until every chart that can be seen is live."""
        self.page.wait_for_function(
            """() => [...document.querySelectorAll(".drawing")]
                .filter(drawing => drawing.checkVisibility())
                .every(drawing => drawing.classList.contains("is-live"))"""
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        if os.environ.get("CI") == "true":
            pytest.fail(BRING_IT)
        pytest.skip(BRING_IT)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page_files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder, made = tmp_path_factory.mktemp("pages"), {}

    def page_file(name: str) -> Path:
        if name not in made:
            made[name] = folder / f"{name}.html"
            made[name].write_bytes(MAKERS[name]().encode("utf-8"))
        return made[name]

    return page_file


@pytest.fixture
def open_page(chromium: Any, page_files: Callable[[str], Path]) -> Iterator[Callable[..., Opened]]:
    """Open an example page: `open_page("project", width=390, color_scheme="dark")`."""
    contexts = []

    def opened(name: str, *, width: int = 1280, height: int = 900, **options: Any) -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        result = Opened(context.new_page())
        result.page.on("console", lambda message: result.messages.append(message.text))
        result.page.on("pageerror", lambda error: result.messages.append(str(error)))
        result.page.on("dialog", lambda dialog: result.messages.append(f"dialog {dialog.message}"))
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.goto(page_files(name).as_uri())
        return result

    yield opened
    for context in contexts:
        context.close()
