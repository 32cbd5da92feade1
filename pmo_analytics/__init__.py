"""Portfolio health reports for a PMO, from nothing but a folder of CSV exports.

The few names an analyst imports, resolved when they are first used, so that importing the package
costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_NAMES = {
    "open_portfolio": ("pmo_analytics.portfolio", "open_portfolio"),
    "Change": ("pmo_analytics.forecasts.changes", "Change"),
    "Portfolio": ("pmo_analytics.portfolio", "Portfolio"),
    "charts": ("pmo_analytics.display.gallery", None),
    "widgets": ("pmo_analytics.widgets", None),
}

__all__ = list(_NAMES)


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module_name, attribute = _NAMES[name]
    module = import_module(module_name)
    return getattr(module, attribute) if attribute else module


def __dir__() -> list[str]:
    return sorted(_NAMES)
