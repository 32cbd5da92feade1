"""Texts that try to act, in every place where a text can stand: none does.

Each is written into titles, statuses, people, labels, projects, registers, settings, names of
files and sources. Then the pages are opened in Chromium, every table is written as CSV and read
again, and whatever acts would leave a mark: a variable, a dialog, a request, a formula.
"""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from example_reviews.notebooks import notebook_of
from playwright.sync_api import sync_playwright

from tests.prove.ground import write_folder

ACTS = "window.hurt=1"
MARKUP = (
    f"<script>{ACTS}</script>",
    f"</script><script>{ACTS}</script>",
    f"<img src=x onerror={ACTS}>",
    f"<svg onload={ACTS}>",
    f'"><svg/onload={ACTS}>',
    f"' onmouseover='{ACTS}",
    f"</title><script>{ACTS}</script>",
    f"</style><script>{ACTS}</script>",
    f"--><script>{ACTS}</script>",
    f"]]><script>{ACTS}</script>",
    f"<iframe srcdoc='<script>parent.{ACTS}</script>'>",
    f"<math><mtext><script>{ACTS}</script>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<form action='https://evil.example'><button>go",
    "[x](javascript:window.hurt=1)",
    "![x](https://evil.example/x.png)",
    "javascript:window.hurt=1",
    "data:text/html,<script>parent.hurt=1</script>",
    "&lt;script&gt;window.hurt=1&lt;/script&gt;",
    "&#60;script&#62;window.hurt=1",
    "\\u003cscript\\u003ewindow.hurt=1",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "${window.hurt=1}",
    "`${window.hurt=1}`",
    "url(https://evil.example/x.png)",
    "} * { background: url(https://evil.example/x.png) } {",
    "datum.x = window.hurt = 1",
    "__proto__",
)
SHELL = ("$(touch /tmp/hurt)", "`touch /tmp/hurt`", "; touch /tmp/hurt #", "| touch /tmp/hurt")
SQL = (
    "'; drop table items; --",
    '"; drop table items; --',
    "') union select content from read_text('/etc/passwd') --",
    "$$; attach '/tmp/hurt.duckdb'; $$",
)
PYTHON = ("__import__('os').system('touch /tmp/hurt')", "{0.__class__}", "%(x)s%n", "!ls", "%run x")
TERMINAL = ("[/closed]", "[red]x", "\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "\x08\x08", "\x00")
HIDDEN = (
    "\u202egpj.exe",
    "\u2066x\u2069",
    "a\u200bb",
    "\ufeffx",
    "a\u00adb",
    "\U000e0041\U000e0042",
)
PATHS = (
    "../../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "\\\\evil\\share",
    "~root",
    "CON",
)
_LEADS = (
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\xa0",
    "\u3000",
    "\x00",
)
FORMULAS = tuple(
    f"{lead}{sign}{call}"
    for lead in _LEADS
    for sign, call in (("=", "HYPERLINK(1)"), ("+", "1"), ("-", "1"), ("@", "SUM(1)"))
) + tuple(
    f"{lead}{sign}1+cmd|' /C calc'!A0"
    for lead in _LEADS
    for sign in ("＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "=", "-")
)
PAYLOADS = (*MARKUP, *SHELL, *SQL, *PYTHON, *TERMINAL, *HIDDEN, *PATHS, *FORMULAS)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_EARLIEST_MOMENT = re.compile(r"-\d+-\d\d-\d\d ")  # of DuckDB, where nothing bounds a moment
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
GROUP = 12  # payloads that one folder holds


def prove(count: int) -> str:
    """Write so many payloads into every place; raise when one acts."""
    chosen = PAYLOADS[:: max(1, len(PAYLOADS) // count)][:count] if count else ()
    groups = [chosen[start : start + GROUP] for start in range(0, len(chosen), GROUP)]
    pages = tables = calculated = 0
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name, _browser() as opened:
        for number, group in enumerate(groups):
            folder = write_folder(Path(name) / f"{number}", _files(group))
            shown, exported = _shown(folder)
            for page in shown:
                _check_page(page, opened)
            for text in exported:
                _check_csv(text)
            calculated += _check_in_spreadsheet(exported, Path(name) / f"{number}-opened")
            pages, tables = pages + len(shown), tables + len(exported)
        assert not Path("/tmp/hurt").exists(), "a command was run"
    where = "opened in Chromium" if opened.is_there else "made; not opened, there is no Chromium"
    office = f"{calculated} of them opened in LibreOffice" if calculated else "no LibreOffice"
    return f"{len(chosen)} payloads: {pages} pages {where}, {tables} CSV files ({office}): 0 acted"


def _files(payloads: tuple[str, ...]) -> Mapping[str, str]:
    """Return a folder in which each payload stands in every column."""
    items = [["key", "title", "description", "status", "type", "priority", "assignee", "labels"]]
    items[0] += ["components", "team", "project", "created", "started", "done"]
    for number, text in enumerate(payloads):
        words = [text] * 10
        items.append([f"A-{number}", *words, "2026-01-05", "2026-01-12", "2026-02-02"])
        items.append([f"{text}-1", *words, "2026-01-05", "2026-01-12", ""])
    history = [["key", "changed at", "field", "from", "to"]]
    history += [
        [f"A-{number}", "2026-01-06 09:00:00Z", field, text, text]
        for number, text in enumerate(payloads)
        for field in ("status", "assignee", text)
    ]
    projects = [["project_id", "name", "items", "programme", "sponsor", "manager", "objective"]]
    projects += [
        [f"P{n}", text, f"label:{text}", text, text, text, text] for n, text in enumerate(payloads)
    ]
    projects += [[text, text, "A", text, text, text, text] for text in payloads[:1]]
    risks = [
        [
            "risk_id",
            "project_id",
            "kind",
            "title",
            "probability",
            "impact_cost",
            "opened_date",
            "owner",
            "response",
        ]
    ]
    risks += [
        [f"R{n}", f"P{n}", "risk", text, "0.5", "100", "2026-01-05", text, text]
        for n, text in enumerate(payloads)
    ]
    safe = "".join(sign for sign in payloads[0] if sign.isprintable() and sign not in "/\\")[:60]
    return {
        "exports/tracker/items 2026-02-28.csv": _csv(items),
        f"exports/{safe or 'x'}/{safe or 'x'}.csv": _csv(items[:3]),
        "exports/history/changes 2026-02-28.csv": _csv(history),
        "registers/projects.csv": _csv(projects),
        "registers/risks.csv": _csv(risks),
        "pmo.toml": (
            f"[portfolio]\nname = {_toml(payloads[-1])}\ncurrency = {_toml(payloads[0][:5])}\n"
        ),
    }


def _csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def _toml(text: str) -> str:
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


def _shown(folder: Path) -> tuple[list[str], list[str]]:
    """Return the pages of a folder, and its tables as CSV."""
    from pmo_analytics.cli.csv_text import csv_text
    from pmo_analytics.portfolio import open_portfolio
    from pmo_analytics.runner.page import page_html

    portfolio = open_portfolio(folder)
    reviews = [portfolio.review()]
    ids = portfolio.projects()["project_id"]
    reviews += [portfolio.review("project_health", project=one) for one in islice(ids, 2)]
    tables = [portfolio.sql(f'from "{name}"') for name in portfolio.tables().index]
    return [page_html(notebook_of(review)) for review in reviews], list(map(csv_text, tables))


def _check_csv(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            if not (_is_number(cell) or _EARLIEST_MOMENT.match(cell)):
                assert not cell.startswith(_FORMULA_SIGNS), f"a formula in CSV: {cell[:80]!r}"


def _check_in_spreadsheet(texts: list[str], folder: Path) -> int:
    """Open the tables in LibreOffice, where it is installed: no cell is a formula."""
    office = shutil.which("soffice")
    if office is None:
        return 0
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.csv").write_bytes(text.encode())
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "fods", "--outdir", str(folder)]
    files = [str(file) for file in sorted(folder.glob("*.csv"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=600)
    opened = sorted(folder.glob("*.fods"))
    assert len(opened) == len(texts), f"LibreOffice opened {len(opened)} of {len(texts)} tables"
    for file in opened:
        assert "table:formula=" not in file.read_text(encoding="utf-8"), f"a formula: {file.name}"
    return len(opened)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


class _Opened:
    """A browser, where there is one, that keeps all that a page says and asks for."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self.is_there = browser is not None

    def acts(self, page: str) -> list[str]:
        """Return what a page did that it should not."""
        if self._browser is None:
            return []
        context = self._browser.new_context()
        tab, found = context.new_page(), []
        tab.on("console", lambda message: found.append(message.text))
        tab.on("pageerror", lambda error: found.append(str(error)))
        tab.on("dialog", lambda dialog: found.append(f"dialog {dialog.message}"))
        tab.on("request", lambda request: found.append(f"request {request.url}"))
        with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
            file = Path(name) / "page.html"
            file.write_bytes(page.encode())
            tab.goto(file.as_uri())
            if tab.evaluate("window.hurt") is not None:
                found.append("it set a variable")
            hrefs = tab.evaluate("[...document.links].map(link => link.protocol)")
            found += [f"link {one}" for one in hrefs if one not in ("http:", "https:", "file:")]
            found.remove(f"request {file.as_uri()}")
        context.close()
        return found


@contextmanager
def _browser() -> Iterator[_Opened]:
    executable = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if executable is None:
        yield _Opened(None)
        return
    generator = random.getstate()
    with sync_playwright() as playwright:
        random.setstate(generator)  # Playwright draws names for its calls from the global one
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield _Opened(browser)
        browser.close()


def _check_page(page: str, opened: _Opened) -> None:
    for sign in ("\x1b", "\x00", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041"):
        assert sign not in page, f"the page holds {sign!r}"
    found = opened.acts(page)
    assert not found, f"a page acted: {found[:3]}"
