"""The reports by name."""

from __future__ import annotations

from collections.abc import Callable

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.content import Review
from pmo_analytics.errors import ParameterError, UnknownNameError, did_you_mean
from pmo_analytics.metrics.question import AsOf
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.delivery_forecast import delivery_forecast
from pmo_analytics.reviews.governance import governance
from pmo_analytics.reviews.personas import check_persona
from pmo_analytics.reviews.portfolio_health import portfolio_health
from pmo_analytics.reviews.project_health import project_health
from pmo_analytics.reviews.support import support
from pmo_analytics.reviews.team_health import team_health

# The scope each report takes; the name is that of its notebook.
REPORTS: dict[str, tuple[Callable[[Brief], Review], str]] = {
    "portfolio_health": (portfolio_health, "programme"),
    "project_health": (project_health, "project"),
    "delivery_forecast": (delivery_forecast, "project"),
    "governance": (governance, "programme"),
    "support": (support, "programme"),
    "team_health": (team_health, "team"),
}

_NEEDED = ("project", "team")  # without one there is nothing to report on


def make_report(
    evidence: Evidence,
    name: str,
    day: AsOf,
    before: AsOf,
    *,
    project: str,
    programme: str,
    team: str,
    persona: str,
) -> Review:
    """Make the report of that name.

    Raises:
        UnknownNameError: there is no report, project, programme or team of that name.
        ParameterError: the report does not take the scope that was given, or there is no such
            persona.
    """
    if name not in REPORTS:
        raise UnknownNameError(f'There is no report "{name}". {did_you_mean(name, REPORTS)}')
    make, takes = REPORTS[name]
    given: dict[str, str] = {"project": project, "programme": programme, "team": team}
    for scope, value in given.items():
        if value and scope != takes:
            raise ParameterError(f"{name} takes a {takes}, not a {scope}.")
    if takes in _NEEDED and not given[takes]:
        raise ParameterError(f'{name} needs a {takes}: p.review("{name}", {takes}="…").')
    scope = evidence.scope(**{takes: given[takes]})
    return make(Brief(evidence, scope, day, before, check_persona(persona)))
