"""The statuses whose meaning needs no setting, as data: `status_names.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from pmo_analytics.sources.folding import fold


@cache
def status_groups(kind: str) -> Sequence[Mapping[str, Any]]:
    """Return groups of names, each with its category and, where it has one, its stage.

    Args:
        kind: "names", or "proposed": what often means that and is never taken for granted.
    """
    text = (files("pmo_analytics.sources") / "status_names.toml").read_text("utf-8")
    return tomllib.loads(text)[kind]


def named_statuses(kind: str = "names") -> Iterator[tuple[str, str]]:
    """Yield the statuses of some groups as they are written, each with its category."""
    for group in status_groups(kind):
        yield from ((name, group["category"]) for name in group["names"])


@cache
def known_statuses() -> Mapping[str, str]:
    """Return the category of each known status by its folded name."""
    return {fold(name): category for name, category in named_statuses()}


@cache
def likely_statuses() -> Mapping[str, str]:
    """Return the category of each status by its folded name, those that are only proposed too."""
    proposed = {fold(name): category for name, category in named_statuses("proposed")}
    return {**proposed, **known_statuses()}
