"""One file that needs no network and runs nothing but what its policy names by hash.

Plain jinja2 with autoescape rather than an nbconvert exporter: nbconvert turns autoescape off and
parses its result again, which reorders what the hashes were made of.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from pmo_analytics.display import theme
from pmo_analytics.display.chart_script import chart_script
from pmo_analytics.display.drawing import json_block
from pmo_analytics.display.markup import Html, visible
from pmo_analytics.display.typefaces import typeface_rules

TEMPLATES = Path(__file__).parent / "templates"
SCRIPT = Path(theme.__file__).parent / "page.js"
STYLES = ("base", "page", "marks", "decisions", "matrix", "blocks", "charts", "index")

NOTHING = Html()


@dataclass(frozen=True)
class Sheet:
    """What stands on a page, as markup."""

    title: str
    header: Html
    main: Html
    footer: Html
    popovers: Html = NOTHING
    look: str = ""  # class of the body
    datasets: Mapping[str, Any] | None = None  # of its charts; None where it has none


def sealed_page(sheet: Sheet) -> str:
    """Return the page as one string; write it as UTF-8 without changing a line end."""
    style = "\n".join(
        [typeface_rules(), theme.stylesheet(*STYLES), theme.print_footer(visible(sheet.title))]
    )
    scripts = [SCRIPT.read_text(encoding="utf-8")]
    if sheet.datasets is not None:
        scripts.insert(0, chart_script())
    return _template().render(
        policy=content_policy(style, scripts),
        title=visible(sheet.title),
        style=Html(style),
        look=sheet.look,
        header=sheet.header,
        main=sheet.main,
        footer=sheet.footer,
        popovers=sheet.popovers,
        datasets=None if sheet.datasets is None else json_block(sheet.datasets),
        scripts=[Html(script) for script in scripts],
    )


def content_policy(style: str, scripts: list[str]) -> str:
    """Return a policy under which exactly this style and these scripts act."""
    named = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {named}; style-src {_hash(style)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
