"""The statuses whose meaning needs no setting, as data: `status_names.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pmo_analytics.sources.folding import fold


@cache
def known_statuses() -> Mapping[str, str]:
    """Return the category of each known status by its folded name."""
    text = (files("pmo_analytics.sources") / "status_names.toml").read_text("utf-8")
    return {
        fold(name): group["category"]
        for group in tomllib.loads(text)["names"]
        for name in group["names"]
    }
