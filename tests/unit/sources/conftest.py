"""Shared by the tests of `sources`: text in, plan out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.planning import plan_file
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., ReadPlan | RefusedFile]:
    """Write text (or bytes) to a file and plan it; settings of the source as keywords."""

    def plan_text(
        content: str | bytes, *, name: str = "export.csv", siblings=(), **settings: object
    ) -> ReadPlan | RefusedFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return plan_file(
            path,
            name=f"exports/tracker/{name}",
            source="tracker",
            table=SourceTable(**settings),
            sibling_orders=siblings,
        )

    return plan_text
