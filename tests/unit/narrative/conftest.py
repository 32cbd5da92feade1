"""Projects made by hand, of every kind of outlook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from made_facts import KINDS, made_project

from pmo_analytics.narrative.project import Project


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Return each kind of outlook in turn."""
    return request.param


@pytest.fixture
def project_of_kind() -> Callable[..., Project]:
    """Return a maker of a project with a given outlook."""

    def made(kind: str, name: str = "Atlas", **more: Any) -> Project:
        return made_project(name, **{**KINDS[kind], **more})

    return made
