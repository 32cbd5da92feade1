"""The charts by name: what a review names, and what an analyst calls.

Each is imported when it is first used, because Altair takes longer to import than most commands
take to run.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from pmo_analytics.errors import UnknownNameError, did_you_mean

CHARTS = (
    "ageing",
    "arrivals",
    "burn_up",
    "cumulative_flow",
    "finished_items",
    "milestones",
    "pace",
    "promises",
    "roadmap",
    "throughput",
    "ways",
    "wip",
)

SHAPES = {"counted_dots": "dots"}  # what makes many rows few enough for a chart


def chart_function(name: str) -> Callable[..., Any]:
    """Return the function that draws a chart.

    Raises:
        UnknownNameError: there is no chart of that name; the nearest one is named.
    """
    if name not in CHARTS:
        raise UnknownNameError(f'There is no chart "{name}". {did_you_mean(name, CHARTS)}')
    return getattr(import_module(f"pmo_analytics.display.charts.{name}"), name)


def __getattr__(name: str) -> Callable[..., Any]:
    if name in CHARTS:
        return chart_function(name)
    if name in SHAPES:
        return getattr(import_module(f"pmo_analytics.display.charts.{SHAPES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*CHARTS, *SHAPES]
