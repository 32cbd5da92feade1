"""Reviews of many kinds of data: the sample, parts of it, other days of it, invented exports."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import pytest
from portfolio_folders import across_projects, bare_sample, invented
from sample_portfolio import PROGRAMMES, PROJECTS, TEAMS, review_once, sample, sample_review

from pmo_analytics.content import Review
from pmo_analytics.portfolio import Portfolio

_of_project = partial(sample_review, "project_health")
_of_governance = partial(sample_review, "governance")
_of_support = partial(sample_review, "support")
_bare = partial(review_once, bare_sample, "bare")
_invented = partial(review_once, invented, "invented")
_of_team = partial(sample_review, "team_health")
_across = partial(review_once, across_projects, "across")
CASES: dict[str, Callable[[], Review]] = {
    "portfolio": sample_review,
    **{one: partial(sample_review, scope=one) for one in PROGRAMMES},
    **{one: partial(_of_project, scope=one) for one in PROJECTS},
    **{f"team_{one}": partial(_of_team, scope=one) for one in TEAMS},
    "team_in_the_middle": partial(_of_team, scope="Fleet refit", as_of="2026-03-31"),
    "energy": partial(_across, name="team_health", team="Energy"),
    "stale_team": partial(_of_team, scope="Fleet refit", as_of="2026-11-20"),
    "before_all_work": partial(sample_review, as_of="2025-03-17"),
    "first_weeks": partial(sample_review, as_of="2025-11-14"),
    "first_weeks_of_atlas": partial(_of_project, scope="ATLAS", as_of="2025-11-14"),
    "in_the_middle": partial(sample_review, as_of="2026-03-31", compared_with="2026-01-31"),
    "stale": partial(sample_review, as_of="2026-11-20"),
    "stale_boreal": partial(_of_project, scope="BOREAL", as_of="2026-11-20"),
    "no_registers": _bare,
    "no_registers_atlas": partial(_bare, name="project_health", project="ATLAS"),
    "governance": _of_governance,
    "governance_of_ships": partial(_of_governance, scope="Ships & Energy"),
    "governance_before_all_work": partial(_of_governance, as_of="2025-03-17"),
    "governance_in_the_middle": partial(_of_governance, as_of="2026-03-31"),
    "governance_without_registers": partial(_bare, name="governance"),
    "governance_of_invented": partial(_invented, name="governance"),
    "support": _of_support,
    "support_of_ships": partial(_of_support, scope="Ships & Energy"),
    "support_before_all_work": partial(_of_support, as_of="2025-03-17"),
    "support_in_the_middle": partial(_of_support, as_of="2026-03-31"),
    "support_without_registers": partial(_bare, name="support"),
    "support_of_invented": partial(_invented, name="support"),
    "executive_support": partial(_of_support, persona="executive"),
    "executive": partial(sample_review, persona="executive"),
    "executive_of_fjord": partial(_of_project, scope="FJORD", persona="executive"),
    "executive_governance": partial(_of_governance, persona="executive"),
    "delivery_manager_of_boreal": partial(_of_project, scope="BOREAL", persona="delivery_manager"),
    "invented": _invented,
    "invented_hafen": partial(_invented, name="project_health", project="HAF"),
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
def opened_as_of() -> Callable[[str], Portfolio]:
    """Return the sample as of a day."""
    return sample
