"""What is gathered of a project: history replayed on week ends, worked out by hand for PIER."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from pier import LAST_SUNDAY, pier
from review_reader import blocks_of
from sample_portfolio import PROJECTS, sample, sample_connection

from pmo_analytics.catalogue.colours import REPLAY_WEEKS
from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.content import Matrix, MatrixRow
from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.narrative.project import Project
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.gather import TRACE_WEEKS, gather_head, gather_projects
from pmo_analytics.settings import Policy, Settings

pytestmark = pytest.mark.slow

FLOW = [each.name for each in DIMENSIONS].index("flow")
SLOW_END = date(2026, 7, 19)  # the eighth week of two items, where the cumulative rule is sure
# PIER enters red at 48% lost and leaves it below 45%; with k weeks of 3 after 8 of 2 the loss over
# eight weeks is 1 - (2 + k / 8) / 4, until 3 is no longer told from the mean of 4.
COLOURS = {
    SLOW_END - timedelta(weeks=1): ("green", "0%"),  # seven weeks are routine
    SLOW_END: ("red", "50%"),
    SLOW_END + timedelta(weeks=1): ("red", "47%"),  # held: below 48%, yet not out of red
    SLOW_END + timedelta(weeks=2): ("amber", "44%"),  # below 45%: out of red at last
    SLOW_END + timedelta(weeks=3): ("green", "0%"),
    SLOW_END + timedelta(weeks=8): ("green", "0%"),
}


def row_of(day: date) -> MatrixRow:
    (matrix,) = blocks_of(pier(day).review(), Matrix)
    return matrix.groups[0].rows[0]


def brief_of(evidence: Evidence, *project_ids: str, day: str, before: str) -> Brief:
    calendar = evidence.calendar
    scope = Scope(name="some", project_ids=project_ids)
    return Brief(evidence, scope, calendar.as_of(day), calendar.as_of(before))


@cache
def judged_weeks() -> tuple[dict[date, str], dict[date, str]]:
    """Return the colour of the flow of PIER as of all days, and the loss in per cent."""
    evidence = Evidence(pier()._connection, pier().settings)
    days = [evidence.calendar.as_of(str(day)) for day in COLOURS]
    colours, losses = (
        {day: found.values for (_, day), found in each.items()}
        for each in (
            evidence.measure(measure, (project_scope("PIER"),), days)
            for measure in ("judgement", "pace_signal")
        )
    )
    return (
        {day: values["flow_colour_name"] for day, values in colours.items()},
        {day: f"{values['lost_share']:.0%}" for day, values in losses.items()},
    )


@pytest.mark.parametrize("day", COLOURS)
def test_a_colour_is_left_only_past_its_second_line(day):
    colours, losses = judged_weeks()
    assert (colours[day], losses[day]) == COLOURS[day]


@pytest.mark.parametrize("day", [SLOW_END, LAST_SUNDAY])
def test_the_matrix_shows_the_colour_and_the_loss(day):
    cell = row_of(day).cells[FLOW]
    assert (cell.rag, cell.number.text) == COLOURS[day]


def test_the_day_before_is_replayed_as_it_would_have_been_reported():
    before = SLOW_END + timedelta(weeks=1)
    review = pier().review("project_health", project="PIER", compared_with=before)
    assert review.change == "better"
    portfolio = pier().review(compared_with=before)
    (change,) = portfolio.section("changed").blocks[0].better
    assert (change.before, change.after) == ("red", "green")


def twin_replay(values: list[float | None], policy: Policy, agreeing: int) -> str:
    """Replay hysteresis with plain ifs, for a dimension where more is better."""
    state, colour, last = "", "grey", []

    def asked(value: float) -> int:
        red = policy.leave_red if state == "red" else policy.enter_red
        amber = policy.leave_amber if state in ("red", "amber") else policy.enter_amber
        return 2 if value < red else 1 if value < amber else 0

    for value in values:
        if value is None or (policy.grey_below is not None and value < policy.grey_below):
            colour = "grey"
            continue
        last = [*last, value][-agreeing:]
        step = asked(value)
        if state and value >= policy.enter_red / 2:
            was = ORDER.index(state)
            steps = [asked(each) for each in last]
            step = min(steps) if min(steps) > was else max(steps) if max(steps) < was else was
        state = colour = ORDER[step]
    return colour


ORDER = ("green", "amber", "red")
AGREEING = {"schedule": 3, "data": 1}  # weeks in a row before a colour changes


def driving_values(evidence: Evidence, project: str, dimension: str, day: str) -> list:
    """Return what drives a dimension on the ends of a year of weeks and lastly on the day."""
    calendar = evidence.calendar
    weeks = Question(
        (project_scope(project),), calendar.week_ends(calendar.as_of(day), REPLAY_WEEKS)
    )
    (asked,) = [each for each in DIMENSIONS if each.name == dimension]
    found = evidence.values(asked.measure, weeks)
    quality = evidence.values("data_quality", weeks)
    lines = evidence.policies[dimension]
    values = []
    for key in ((project, day.day) for day in weeks.as_of):
        row = found.get(key, {})
        value = None if quality.get(key, {}).get("is_stale") else row.get(asked.column)
        is_spared = value is not None and row.get("is_young")
        values.append(max(value, lines.leave_red) if is_spared else value)
    return values


@cache
def judged_by(lines: tuple[float, ...]) -> Evidence:
    """Return the sample, both dimensions judged by the same lines; it is replayed once for both."""
    policy = Policy(
        enter_amber=lines[0], leave_amber=lines[1], enter_red=lines[2], leave_red=lines[3]
    )
    return Evidence(sample_connection(), Settings(policy=dict.fromkeys(AGREEING, policy)))


@pytest.mark.parametrize("lines", [(0.97, 0.995, 0.85, 0.9), (0.8, 0.99, 0.45, 0.7)])
@pytest.mark.parametrize("dimension", AGREEING)
def test_colours_equal_a_replay_written_out(dimension, lines):
    evidence = judged_by(lines)
    lines = evidence.policies[dimension]
    days = ("2026-09-30", "2026-08-31")
    running = [project for project in PROJECTS if project != "INLET"]
    scopes = tuple(map(project_scope, running))
    judged = evidence.measure("judgement", scopes, tuple(map(evidence.calendar.as_of, days)))
    seen = set()
    for project in running:
        for day in days:
            colour = judged[project, date.fromisoformat(day)].values[f"{dimension}_colour_name"]
            values = driving_values(evidence, project, dimension, day)
            assert colour == twin_replay(values, lines, AGREEING[dimension]), (project, day)
            seen.add(colour)
    assert seen - {"grey"}


def test_a_year_of_week_ends_and_lastly_the_day_are_replayed():
    review_day = LAST_SUNDAY - timedelta(days=3)
    calendar = Evidence(pier()._connection).calendar
    days = [day.day for day in calendar.week_ends(calendar.as_of(review_day), REPLAY_WEEKS)]
    assert len(days) == REPLAY_WEEKS + 1
    assert days[-1] == review_day
    assert {day.isoweekday() for day in days[:-1]} == {7}
    assert {(after - before).days for before, after in pairwise(days[:-1])} == {7}


def gathered(*project_ids: str) -> tuple[Project, ...]:
    evidence = Evidence(sample_connection(), sample().settings)
    return gather_projects(brief_of(evidence, *project_ids, day="2026-09-30", before="2026-08-31"))


def test_projects_come_in_the_order_asked_for():
    asked = ("DUNE", "ATLAS")
    assert tuple(project.project_id for project in gathered(*asked)) == asked


def test_every_fact_of_a_project_is_that_of_its_measure_as_of_its_day():
    (project,) = gathered("ATLAS")
    for name, fact in project.facts.facts.items():
        is_before = name.endswith("_before")
        assert str(fact.source.as_of) == ("2026-08-31" if is_before else "2026-09-30"), name
        assert fact.source.scope == "ATLAS"
        assert fact.source.column == name.removesuffix("_before")


def test_a_dimension_that_cannot_be_measured_has_its_reason():
    (project,) = gathered("DUNE")
    assert set(project.reasons) == {each.name for each in DIMENSIONS}
    for dimension in DIMENSIONS:
        if project.colour_of(dimension.name) == "grey":
            assert project.reasons[dimension.name] or project.value(dimension.column) is None


def test_the_trace_ends_with_the_chance_of_the_day():
    (project,) = gathered("ATLAS")
    assert len(project.chances) == TRACE_WEEKS
    assert project.chances[-1] == project.value("chance_share")


def test_facts_of_the_scope_are_of_all_its_projects():
    evidence = Evidence(sample_connection(), sample().settings)
    head = gather_head(brief_of(evidence, "ATLAS", "DUNE", day="2026-09-30", before="2026-08-31"))
    assert head.facts.value("project_count") == 2
    assert [project.project_id for project in head.projects] == ["ATLAS", "DUNE"]
