"""Pages in the system's Chromium: every message it writes and every request it makes is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
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

# The letters that the machine has beside those of the page: no machine may decide what is tested.
# A browser ends where it finds no letters of one width, so the third set has these too.
TRUETYPE = Path("/usr/share/fonts/truetype")
SYSTEM_FONTS = {
    "DejaVu": (TRUETYPE / "dejavu", "*.ttf"),
    "Liberation": (TRUETYPE / "liberation", "*.ttf"),
    "one width": (TRUETYPE / "dejavu", "DejaVuSansMono.ttf"),
}
USUAL_FONTS = "DejaVu"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = "chromium fonts-dejavu-core fonts-liberation"
BRING_IT = f"{{}} is not here; bring it with: sudo apt-get install -y {PACKAGES}"
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

    def evaluate(self, script: str, argument: Any = None) -> Any:
        """Ask the page."""
        return self.page.evaluate(script, argument)

    def wait_for_charts(self) -> None:
        """Wait until every chart that can be seen is live."""
        self.page.wait_for_function(
            """() => [...document.querySelectorAll(".drawing")]
                .filter(drawing => drawing.checkVisibility())
                .every(drawing => drawing.classList.contains("is-live"))"""
        )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browsers(
    playwright: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Any]]:
    """Start Chromium once for each set of system fonts that is asked for."""
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        _miss("Chromium")
    folder, started = tmp_path_factory.mktemp("fonts"), {}

    def browser(fonts: str) -> Any:
        if fonts not in started:
            started[fonts] = playwright.chromium.launch(
                executable_path=executable,
                args=list(ARGUMENTS),
                env={**os.environ, "FONTCONFIG_FILE": str(_fonts_file(folder, fonts))},
            )
        return started[fonts]

    yield browser
    for each in started.values():
        each.close()


def _miss(what: str) -> None:
    reason = BRING_IT.format(what)
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _fonts_file(folder: Path, fonts: str) -> Path:
    """Write the configuration of a machine that has these fonts alone."""
    source, pattern = SYSTEM_FONTS[fonts]
    files = sorted(source.glob(pattern))
    if not files:
        _miss(f"The font {fonts}")
    place = folder / fonts
    place.mkdir()
    for file in files:
        (place / file.name).symlink_to(file)
    configuration = folder / f"{fonts}.conf"
    configuration.write_text(
        f"<fontconfig><dir>{place}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return configuration


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
def open_page(
    browsers: Callable[[str], Any], page_files: Callable[[str], Path]
) -> Iterator[Callable[..., Opened]]:
    """Open an example page: `open_page("project", width=390, color_scheme="dark")`."""
    with _opener(browsers, page_files) as opened:
        yield opened


@pytest.fixture(scope="module")
def opened_once(
    browsers: Callable[[str], Any], page_files: Callable[[str], Path]
) -> Iterator[Callable[..., Opened]]:
    """Open an example page as `open_page` does, each once for the tests that only look at it."""
    with _opener(browsers, page_files) as opened:
        yield cache(opened)


@contextmanager
def _opener(
    browsers: Callable[[str], Any], page_files: Callable[[str], Path]
) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opened(
        name: str,
        *,
        width: int = 1280,
        height: int = 900,
        fonts: str = USUAL_FONTS,
        **options: Any,
    ) -> Opened:
        size = {"width": width, "height": height}
        context = browsers(fonts).new_context(viewport=size, **options)
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
