"""Reviews of many kinds of data: the sample, parts of it, other days of it, invented exports."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from portfolio_folders import INVENTED_EXPORTS, folder_of_exports, sample_without_registers
from sample_portfolio import PROGRAMMES, PROJECTS, sample, sample_review

from pmo_analytics.content import Review
from pmo_analytics.portfolio import Portfolio, open_portfolio

_aside = tempfile.TemporaryDirectory(prefix="pmo-reviews-")


@cache
def bare_sample() -> Portfolio:
    """Return the sample without any register."""
    return open_portfolio(sample_without_registers(Path(_aside.name) / "bare"))


@cache
def invented() -> Portfolio:
    """Return all invented exports as one portfolio."""
    files = sorted(INVENTED_EXPORTS.glob("*.[ct]sv"))
    folder = folder_of_exports(Path(_aside.name) / "invented", files, time_zone="Europe/Berlin")
    return open_portfolio(folder)


CASES: dict[str, Callable[[], Review]] = {
    "portfolio": sample_review,
    **{one: (lambda one=one: sample_review(scope=one)) for one in PROGRAMMES},
    **{one: (lambda one=one: sample_review("project_health", scope=one)) for one in PROJECTS},
    "before_all_work": lambda: sample("2025-03-17").review(),
    "first_weeks": lambda: sample("2025-11-14").review(),
    "first_weeks_of_atlas": lambda: sample("2025-11-14").review("project_health", project="ATLAS"),
    "in_the_middle": lambda: sample("2026-03-31").review(compared_with="2026-01-31"),
    "stale": lambda: sample("2026-11-20").review(),
    "stale_boreal": lambda: sample("2026-11-20").review("project_health", project="BOREAL"),
    "no_registers": lambda: bare_sample().review(),
    "no_registers_atlas": lambda: bare_sample().review("project_health", project="ATLAS"),
    "governance": lambda: sample_review("governance"),
    "governance_of_ships": lambda: sample_review("governance", scope="Ships & Energy"),
    "governance_before_all_work": lambda: sample("2025-03-17").review("governance"),
    "governance_in_the_middle": lambda: sample("2026-03-31").review("governance"),
    "governance_without_registers": lambda: bare_sample().review("governance"),
    "governance_of_invented": lambda: invented().review("governance"),
    "support": lambda: sample_review("support"),
    "support_of_ships": lambda: sample_review("support", scope="Ships & Energy"),
    "support_before_all_work": lambda: sample("2025-03-17").review("support"),
    "support_in_the_middle": lambda: sample("2026-03-31").review("support"),
    "support_without_registers": lambda: bare_sample().review("support"),
    "support_of_invented": lambda: invented().review("support"),
    "executive_support": lambda: sample().review("support", persona="executive"),
    "executive": lambda: sample().review(persona="executive"),
    "executive_of_fjord": lambda: sample().review(
        "project_health", project="FJORD", persona="executive"
    ),
    "executive_governance": lambda: sample().review("governance", persona="executive"),
    "delivery_manager_of_boreal": lambda: sample().review(
        "project_health", project="BOREAL", persona="delivery_manager"
    ),
    "invented": lambda: invented().review(),
    "invented_hafen": lambda: invented().review("project_health", project="HAF"),
}


@cache
def review_of_case(case: str) -> Review:
    """Return the review of a case, made once a process."""
    return CASES[case]()


@pytest.fixture(params=CASES)
def review(request: pytest.FixtureRequest) -> Review:
    """Return each review in turn."""
    return review_of_case(request.param)


@pytest.fixture
def review_as() -> Callable[[str], Review]:
    """Return the review of a named case."""
    return review_of_case


@pytest.fixture
def bare() -> Portfolio:
    """Return the sample without registers."""
    return bare_sample()


@pytest.fixture
def opened_as_of() -> Callable[[str], Portfolio]:
    """Return the sample as of a day."""
    return sample
