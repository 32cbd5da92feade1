"""The planted stories, found again by a calculation of its own, and taken out one by one."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, reduce
from itertools import pairwise
from math import comb
from statistics import fmean
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from data.simulator.description import PortfolioSpec
from data.simulator.items import Fate
from data.simulator.registers.written import register_rows
from data.simulator.sample import sample_texts
from data.simulator.simulation import simulate_project
from data.simulator.truth import finished_by_week, project_truth

pytestmark = pytest.mark.slow

AS_OF = date(2026, 9, 30)
LAST_MONDAY = date(2026, 9, 21)  # of the last complete week
BASELINE_WEEKS = 20
HISTORY_WEEKS = 12
LONDON = ZoneInfo("Europe/London")
BASELINES = "registers/baselines.csv"


def weekly(truths, first, last=LAST_MONDAY):
    monday = first + timedelta(days=(-first.weekday()) % 7)  # of the first complete week
    weeks = finished_by_week(truths, first=monday, last=last, time_zone="Europe/London")
    return [count for _, count in weeks]


def limits(series):
    baseline = series[:BASELINE_WEEKS]
    mean = fmean(baseline)
    moving_range = fmean(abs(after - before) for before, after in pairwise(baseline))
    return mean, mean - 2.66 * moving_range, mean + 2.66 * moving_range, 3.268 * moving_range


def signals(series):
    """Return the positions outside the limits, after a large step, or in a run of eight."""
    mean, low, high, step = limits(series)
    found = {i for i, value in enumerate(series) if not max(low, 0) <= value <= high}
    found |= {i for i, (a, b) in enumerate(pairwise(series), start=1) if abs(b - a) > step}
    for end in range(8, len(series) + 1):
        run = series[end - 8 : end]
        if all(value < mean for value in run) or all(value > mean for value in run):
            found |= set(range(end - 8, end))
    return found


def open_on(truths, day):
    def by(moment):
        return moment is not None and moment.astimezone(LONDON).date() <= day

    items = [truth for truth in truths if truth.level == "item" and by(truth.created_at)]
    ends = [(item.done_at, item.cancelled_at, item.vanished_at) for item in items]
    return sum(not any(by(end) for end in of_item) for of_item in ends)


def chance(truths, day, finish):
    """Return the chance that what is open on a day is finished by another, by convolution."""
    last = day - timedelta(days=day.weekday() + (0 if day.weekday() == 6 else 7))
    history = weekly(truths, last - timedelta(weeks=HISTORY_WEEKS - 1), last)
    one_week = np.bincount(history) / HISTORY_WEEKS
    total = np.ones(1)
    for _ in range((finish - day).days // 7):
        total = np.convolve(total, one_week)
    return float(total[open_on(truths, day) :].sum())


def chances_by_week(truths, first, last, finish):
    sundays = range((last - first).days // 7 + 1)
    return [chance(truths, first + timedelta(weeks=week), finish) for week in sundays]


def rows_of(texts, name):
    return list(csv.DictReader(io.StringIO(texts[name], newline="")))


def finish_of(histories, name):
    return histories[name].project.registers["baselines"][-1]["finish_date"]


@pytest.fixture(scope="module")
def without(portfolio):
    """Simulate a project without a story, each pair once."""

    @cache
    def simulated(story, name):
        other = portfolio.without(story)
        (project,) = (one for one in other.projects if one.project_id == name)
        return simulate_project(other, project)

    return simulated


@pytest.fixture(scope="module")
def truth_without(portfolio, without):
    """Return what is true of a project without a story."""
    return lambda story, name: project_truth(without(story, name), portfolio.without(story))


# --- Atlas: a watermelon ------------------------------------------------------------------------


def test_atlas_will_miss_its_date(truths, histories):
    finish = finish_of(histories, "ATLAS")
    assert 0.02 < chance(truths["ATLAS"], AS_OF, finish) < 0.25


def test_atlas_looked_well_until_its_scope_grew(truths, histories):
    finish = finish_of(histories, "ATLAS")
    ends = [date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31), date(2026, 7, 31)]
    assert all(chance(truths["ATLAS"], end, finish) > 0.8 for end in ends)
    assert 0.45 < chance(truths["ATLAS"], date(2026, 8, 31), finish) < 0.7


def test_atlas_has_no_lack_of_pace(truths):
    series = weekly(truths["ATLAS"], date(2025, 10, 1))
    assert signals(series) == set()
    assert fmean(series[-HISTORY_WEEKS:]) >= limits(series)[0]


def test_atlas_would_be_nearly_done_without_the_growth(truth_without, histories):
    truths = truth_without("resident scheme", "ATLAS")
    assert chance(truths, AS_OF, finish_of(histories, "ATLAS")) > 0.9


# --- Boreal: a shift that so few counts do not tell from chance ---------------------------------


def chance_of_so_few(series, weeks):
    """Return the chance that of all items since the baseline the last weeks have so few."""
    recent, before = sum(series[-weeks:]), sum(series[:BASELINE_WEEKS])
    share, total = weeks / (weeks + BASELINE_WEEKS), recent + before
    return sum(
        comb(total, count) * share**count * (1 - share) ** (total - count)
        for count in range(recent + 1)
    )


def test_boreal_is_slower_for_eight_weeks_and_was_not_before(truths):
    series = weekly(truths["BOREAL"], date(2026, 1, 5))
    assert signals(series) == set(range(len(series) - 8, len(series)))
    assert all(value < limits(series)[0] for value in series[-8:])


def test_counts_as_few_as_those_of_boreal_are_no_rare_chance(truths):
    assert chance_of_so_few(weekly(truths["BOREAL"], date(2026, 1, 5)), 8) > 0.1
    assert chance_of_so_few(weekly(truths["HELM"], date(2025, 4, 1)), 9) < 0.001


def test_boreal_lost_a_part_of_its_pace(truths):
    series = weekly(truths["BOREAL"], date(2026, 1, 5))
    assert 0.12 < 1 - fmean(series[-8:]) / limits(series)[0] < 0.28


def test_boreal_waits_for_review(truths, histories):
    items = [truth for truth in truths["BOREAL"] if truth.level == "item"]
    assert sum(truth.status == "Awaiting review" for truth in items) >= 10

    def waiting_on(day):
        states = [
            [c.status for c in h.status_changes() if c.changed_at.date() <= day][-1:]
            for h in histories["BOREAL"].items
        ]
        return states.count(["Awaiting review"])

    assert waiting_on(date(2026, 7, 24)) == 1
    assert waiting_on(date(2026, 8, 28)) == 10  # as its report of that day says


def test_boreal_may_miss_its_date(truths, histories):
    finish = finish_of(histories, "BOREAL")
    assert 0.42 < chance(truths["BOREAL"], AS_OF, finish) < 0.73
    weeks = chances_by_week(truths["BOREAL"], date(2026, 5, 24), date(2026, 9, 20), finish)
    assert min(weeks) > 0.85


def test_boreal_would_have_kept_its_pace_with_its_reviewers(truth_without):
    truths = truth_without("reviewers moved", "BOREAL")
    series = weekly(truths, date(2026, 1, 5))
    assert signals(series) == set()
    assert sum(truth.status == "Awaiting review" for truth in truths) <= 4


# --- Coral: a jump that is noise ----------------------------------------------------------------


def test_coral_jumped_inside_its_normal_range(truths):
    series = weekly(truths["CORAL"], date(2025, 10, 1))
    assert series[-1] >= 1.5 * series[-2] > 0
    assert signals(series) == set()
    assert series[-1] < limits(series)[2] - 1


def test_coral_will_probably_meet_its_date(truths, histories):
    finish = finish_of(histories, "CORAL")
    weeks = chances_by_week(truths["CORAL"], date(2026, 1, 4), date(2026, 9, 27), finish)
    assert min(weeks) > 0.8
    assert chance(truths["CORAL"], AS_OF, finish) > 0.95


def test_coral_jumps_less_without_the_closed_pier(truth_without, truths):
    other = truth_without("test pier closed", "CORAL")
    before, last = weekly(truths["CORAL"], date(2025, 10, 1))[-2:]
    other_before, other_last = weekly(other, date(2025, 10, 1))[-2:]
    assert other_last - other_before < last - before


# --- Dune: nothing finished yet -----------------------------------------------------------------


def test_dune_has_started_and_finished_nothing(truths):
    items = [truth for truth in truths["DUNE"] if truth.level == "item"]
    assert len(items) >= 40
    assert all(truth.is_open for truth in items)
    assert sum(truth.started_at is not None for truth in items) >= 8
    assert sum(truth.status == "Ready for Test" for truth in items) >= 2


def test_dune_would_have_finished_something_with_its_tablets(truth_without):
    truths = truth_without("tablets late", "DUNE")
    assert any(truth.done_at for truth in truths if truth.level == "item")


# --- Ember: a scope that creeps -----------------------------------------------------------------


def items_of_exports(texts, project):
    """Return the rows of a project in each weekly export, the oldest first: items alone."""
    exports = [rows_of(texts, name) for name in sorted(texts) if name.startswith("exports/energy/")]
    return [
        [
            row
            for row in rows
            if row["Project key"] == project and row["Issue Type"] not in ("Epic", "Sub-task")
        ]
        for rows in exports
    ]


def test_ember_grows_week_by_week_without_a_new_baseline(texts):
    counts = [len(rows) for rows in items_of_exports(texts, "EMBER")]
    assert len(counts) == 16
    assert sum(after > before for before, after in pairwise(counts)) >= 12
    assert counts[-1] >= counts[0] + 40
    (baseline,) = [row for row in rows_of(texts, BASELINES) if row["project_id"] == "EMBER"]
    assert counts[-1] > 1.3 * int(baseline["scope_items"])


def test_ember_would_have_kept_its_scope_and_its_date(truth_without, truths, histories):
    other = truth_without("one berth more every week", "EMBER")
    finish = finish_of(histories, "EMBER")
    assert chance(truths["EMBER"], AS_OF, finish) < 0.05
    assert chance(truths["EMBER"], date(2026, 6, 10), finish) > 0.8
    assert open_on(other, AS_OF) < 6
    assert chance(other, AS_OF, finish) > 0.9


# --- Gannet waits for Ember: a blocking dependency between projects ------------------------------

SWITCHGEAR = "Commission the 11 kV switchgear at Northquay"


def test_items_of_gannet_wait_for_an_item_of_ember_that_is_late(texts, truths, histories):
    key = next(h.item.key for h in histories["EMBER"].items if h.item.title == SWITCHGEAR)
    (late,) = [truth for truth in truths["EMBER"] if truth.item_key == key]
    assert late.is_open
    assert late.blocked_spells[-1].ended_at is None
    rows = items_of_exports(texts, "GANNET")[-1]
    waiting = {r["Issue key"] for r in rows if r["Inward issue link (Blocks)"] == key}
    assert len(waiting) == 4
    assert all(r["Custom field (Flagged)"] for r in rows if r["Issue key"] in waiting)
    blockers = rows_of(texts, "registers/blockers.csv")
    assert waiting <= {r["item_key"] for r in blockers if r["cause"] == "shore power"}
    assert not any(r["end_date"] for r in blockers if r["item_key"] in waiting)


def test_the_register_says_what_waits_and_since_when_it_is_late(texts, histories):
    dependencies = rows_of(texts, "registers/dependencies.csv")
    late = [r for r in dependencies if r["to_id"] in ("EM-2", "EMBER-25")]
    assert all(r["committed_date"] > r["need_by_date"] for r in late)
    titles = {h.item.key: h.item.title for h in histories["GANNET"].items}
    held_up = histories["GANNET"].project.stories[0].titles
    assert {titles[r["from_id"]] for r in late if r["from_id"] in titles} == set(held_up)
    reports = [r for r in rows_of(texts, "registers/milestones.csv") if r["milestone_id"] == "EM-2"]
    assert reports[-1]["forecast_date"] == late[0]["committed_date"]
    assert reports[-1]["forecast_date"] > reports[-1]["baseline_date"]


def test_nothing_would_wait_without_the_late_switchgear(truth_without):
    gannet = truth_without("waits for shore power", "GANNET")
    assert not any(spell.cause == "shore power" for item in gannet for spell in item.blocked_spells)
    ember = truth_without("switchgear late", "EMBER")
    key = "EMBER-25"
    assert next(truth for truth in ember if truth.item_key == key).done_at


# --- Helm: a status report that is stale --------------------------------------------------------


def test_the_report_of_helm_is_old_and_green_while_its_data_worsen(texts, truths, histories):
    reports = [r for r in rows_of(texts, "registers/status.csv") if r["project_id"] == "HELM"]
    reported_on = date.fromisoformat(reports[-1]["report_date"])
    assert AS_OF - reported_on > timedelta(days=62)
    assert reports[-1]["overall"] == "green"
    finish = finish_of(histories, "HELM")
    assert chance(truths["HELM"], reported_on, finish) > 0.95
    assert chance(truths["HELM"], AS_OF, finish) < 0.2
    series = weekly(truths["HELM"], date(2025, 4, 1))
    assert {len(series) - 1 - week for week in range(8)} <= signals(series)


def test_everybody_else_has_reported_in_the_last_weeks(texts):
    newest = {}
    for row in rows_of(texts, "registers/status.csv"):
        newest[row["project_id"]] = max(row["report_date"], newest.get(row["project_id"], ""))
    old = {name for name, day in newest.items() if AS_OF - date.fromisoformat(day) > timedelta(45)}
    assert old == {"HELM"}


def test_helm_would_be_nearly_done_with_its_builders(truth_without, histories):
    truths = truth_without("builders lent", "HELM")
    assert chance(truths, AS_OF, finish_of(histories, "HELM")) > 0.9


# --- Inlet and Jetty: one has ended, one should have ----------------------------------------------


def test_inlet_has_finished_everything_two_weeks_before_its_date(texts, truths, histories):
    items = [truth for truth in truths["INLET"] if truth.level == "item"]
    assert not any(item.is_open for item in items)
    last = max(item.done_at for item in items if item.done_at).astimezone(LONDON).date()
    assert last == finish_of(histories, "INLET") - timedelta(days=16)
    reports = [r for r in rows_of(texts, "registers/status.csv") if r["project_id"] == "INLET"]
    assert reports[-1]["forecast_finish_date"] == last.isoformat()
    benefits = rows_of(texts, "registers/benefits.csv")
    own = [row for row in benefits if row["project_id"] == "INLET"]
    assert own
    assert not any(row["realised"] for row in own)
    assert min(row["period"] for row in own) > AS_OF.isoformat()


def test_jetty_is_past_its_date_and_was_on_course_before_its_fitters_were_lent(truths, histories):
    finish = finish_of(histories, "JETTY")
    assert finish < AS_OF - timedelta(days=30)
    assert open_on(truths["JETTY"], finish) > open_on(truths["JETTY"], AS_OF) > 0
    assert chance(truths["JETTY"], date(2026, 5, 31), finish) > 0.8
    assert chance(truths["JETTY"], date(2026, 7, 31), finish) < 0.05


def test_jetty_would_have_kept_its_date_with_its_fitters(truth_without, histories):
    assert open_on(truth_without("fitters lent", "JETTY"), finish_of(histories, "JETTY")) == 0


def test_what_jetty_wrote_of_its_delay_is_gone_with_it(portfolio, histories, without):
    told = register_rows(portfolio, [histories["JETTY"]])
    untold = register_rows(portfolio, [without("fitters lent", "JETTY")])
    for name in ("status", "milestones", "decisions", "decision_options"):
        assert len(untold[name]) < len(told[name]), name


def test_the_rows_of_the_others_are_as_they_are_without_both(portfolio, texts):
    others = tuple(one for one in portfolio.projects if one.project_id not in ("INLET", "JETTY"))
    without = sample_texts(portfolio.model_copy(update={"projects": others}))
    assert set(without) == set(texts)
    for name, text in without.items():
        assert not set(text.splitlines()) - set(texts[name].splitlines()), name


# --- Energy: a team that is promised more than it has --------------------------------------------


def shares_promised(texts, column="team"):
    """Return hours promised per hour there is, by (team or person, month)."""
    sums = {}
    for name, hours in (("capacity", "available_hours"), ("allocations", "hours")):
        sums[name] = Counter()
        for row in rows_of(texts, f"registers/{name}.csv"):
            sums[name][row[column], row["period"]] += int(row[hours])
    there_are = {place: hours for place, hours in sums["capacity"].items() if hours}
    return {place: sums["allocations"][place] / hours for place, hours in there_are.items()}


def test_the_energy_team_is_promised_too_much_in_the_coming_months_and_nobody_else(texts):
    shares = shares_promised(texts)
    over = {place for place, share in shares.items() if share > 1}
    assert over == {("Energy", month) for month in ("2026-10", "2026-11", "2026-12")}
    people = shares_promised(texts, "person")
    busiest = {person for (person, _), share in people.items() if share > 1.25}
    assert busiest == {"Nadia Benali", "Struan Fraser", "Ximena Rojas", "Henrik Dahl"}


def test_the_energy_team_would_have_hours_left_if_fjord_did_not_ask(portfolio):
    texts = sample_texts(portfolio.without("commissioning engineers promised twice"))
    assert max(shares_promised(texts).values()) <= 1


# --- decisions: options that can be estimated, and one whose effect is seen -----------------------


def items_out(texts, decision_id, option):
    (row,) = [
        row
        for row in rows_of(texts, "registers/decision_options.csv")
        if (row["decision_id"], row["option"]) == (decision_id, option)
    ]
    return {part.strip() for part in row["items_out"].split(";")}


def test_a_decision_on_the_resident_scheme_has_three_options_of_open_items(texts, truths):
    rows = rows_of(texts, "registers/decision_options.csv")
    options = [row for row in rows if row["decision_id"] == "D-08"]
    assert len(options) == 3
    moved = items_out(texts, "D-08", "Second release for resident fares")
    still_open = {truth.item_key for truth in truths["ATLAS"] if truth.is_open}
    assert moved <= still_open
    assert len(moved) > len(still_open) / 2


def test_what_the_options_move_is_gone_without_the_stories(texts, truth_without):
    moved = items_out(texts, "D-08", "Second release for resident fares")
    other = truth_without("resident scheme", "ATLAS")
    assert not moved & {truth.item_key for truth in other if truth.is_open}
    berths = items_out(texts, "D-09", "Northquay and Eastholm only")
    other = truth_without("one berth more every week", "EMBER")
    assert not berths & {truth.item_key for truth in other if truth.is_open}


def test_the_berths_left_out_are_open_and_of_no_other_harbour_than_said(texts, truths, histories):
    moved = items_out(texts, "D-09", "Northquay and Eastholm only")
    titles = {h.item.key: h.item.title for h in histories["EMBER"].items}
    assert moved <= {truth.item_key for truth in truths["EMBER"] if truth.is_open}
    assert all("Tarn Bay" in titles[key] or "Skerry Point" in titles[key] for key in moved)


def test_each_decision_with_options_is_open_and_names_them_as_its_own(texts):
    decisions = {row["decision_id"]: row for row in rows_of(texts, "registers/decisions.csv")}
    estimated = rows_of(texts, "registers/decision_options.csv")
    weighed = {"D-07", "D-08", "D-09", "D-10", "D-12", "D-18"}
    assert {row["decision_id"] for row in estimated} == weighed
    for row in estimated:
        decision = decisions[row["decision_id"]]
        assert not decision["decided_date"]
        assert row["option"] in [part.strip() for part in decision["options"].split(";")]


def test_the_pace_of_helm_fell_after_its_builders_were_lent(texts, truths, truth_without):
    (lent,) = [r for r in rows_of(texts, "registers/decisions.csv") if r["decision_id"] == "D-14"]
    decided = date.fromisoformat(lent["decided_date"])

    def paces(known):
        before = weekly(known, decided - timedelta(weeks=9), decided - timedelta(weeks=2))
        return fmean(before), fmean(weekly(known, decided + timedelta(days=1)))

    before, after = paces(truths["HELM"])
    assert after < 0.5 * before
    before, after = paces(truth_without("builders lent", "HELM"))
    assert after > 0.5 * before


# --- one story out, nothing else changes --------------------------------------------------------

FIRST_DAYS = {
    "one berth more every week": ("EMBER", date(2026, 6, 10)),
    "switchgear late": ("EMBER", date(2026, 1, 28)),
    "waits for shore power": ("GANNET", date(2026, 7, 1)),
    "builders lent": ("HELM", date(2026, 7, 13)),
    "fitters lent": ("JETTY", date(2026, 6, 1)),
    "resident scheme": ("ATLAS", date(2026, 6, 15)),
    "reviewers moved": ("BOREAL", date(2026, 7, 27)),
    "test pier closed": ("CORAL", date(2026, 9, 16)),
    "tablets late": ("DUNE", date(2026, 9, 1)),
    "inspections no longer on the board": ("FJORD", date(2026, 8, 3)),
}


def test_taking_stories_out_leaves_the_other_projects_as_they_are(portfolio, histories):
    for name in histories:
        of_others = [story for story, (owner, _) in FIRST_DAYS.items() if owner != name]
        other = reduce(PortfolioSpec.without, of_others, portfolio)
        (project,) = (one for one in other.projects if one.project_id == name)
        assert simulate_project(other, project).histories == histories[name].histories, name


@pytest.mark.parametrize("story", FIRST_DAYS)
def test_taking_a_story_out_leaves_what_was_before_it(without, histories, story):
    owner, first_day = FIRST_DAYS[story]
    history = without(story, owner)
    told = {h.item.key: h for h in histories[owner].histories}

    def before(changes):
        return [change for change in changes if change.changed_at.date() < first_day]

    assert history.histories
    for untold in history.histories:
        with_story = told[untold.item.key]
        assert replace(untold.item, fate=Fate()) == replace(with_story.item, fate=Fate())
        assert before(untold.changes) == before(with_story.changes)


@pytest.mark.parametrize("story", FIRST_DAYS)
def test_each_story_makes_a_difference(without, histories, story):
    owner, _ = FIRST_DAYS[story]
    history = without(story, owner)
    assert history.histories != histories[owner].histories


# --- Fjord: cards that are moved past the inspection ---------------------------------------------


def share_inspected(truths, first, last):
    """Return the share of what was finished between two days that was moved to the inspection."""
    ended = [one for one in truths if one.level == "item" and one.done_at]
    ended = [one for one in ended if first <= one.done_at.astimezone(LONDON).date() <= last]
    seen = [any(move.to_status == "Inspection" for move in one.transitions) for one in ended]
    return fmean(seen)


def test_cards_of_fjord_are_moved_past_the_inspection_since_august(truths, truth_without):
    change = date(2026, 8, 3)
    spans = ((date(2025, 4, 1), change), (change + timedelta(days=3), AS_OF))
    before, since = (share_inspected(truths["FJORD"], *span) for span in spans)
    assert before > 0.97
    assert since < 0.5
    told = truth_without("inspections no longer on the board", "FJORD")
    assert min(share_inspected(told, *span) for span in spans) > 0.97


def test_cards_of_inlet_pass_the_inspection_since_its_team_was_taught(truths, truth_without):
    held = date(2026, 4, 13)
    spans = ((date(2025, 11, 3), held), (held + timedelta(days=3), AS_OF))
    before, since = (share_inspected(truths["INLET"], *span) for span in spans)
    assert before < 0.55
    assert since > 0.97
    told = truth_without("a training that worked", "INLET")
    assert min(share_inspected(told, *span) for span in spans) > 0.97


@pytest.mark.parametrize(
    ("story", "project"),
    [("inspections no longer on the board", "FJORD"), ("a training that worked", "INLET")],
)
def test_only_the_card_is_moved_otherwise(truths, truth_without, story, project):
    told = truth_without(story, project)
    for card, work in zip(truths[project], told, strict=True):
        kept = {"transitions": (), "status": ""}
        assert replace(card, **kept) == replace(work, **kept)
        assert card.status == work.status


# --- what people wrote down ---------------------------------------------------------------------

WRITTEN = {
    "a gate is overdue": ("gates", "EMBER"),
    "a condition is past its day": ("gates", "DUNE"),
    "a request waits": ("requests", "EMBER"),
    "a standard is broken by consent": ("exceptions", "DUNE"),
    "a consent has ended": ("exceptions", "HELM"),
    "a change after which it was better": ("improvements", "HELM"),
    "a change that made no difference": ("improvements", "FJORD"),
    "a change that came with another": ("improvements", "BOREAL"),
    "too early to tell": ("improvements", "EMBER"),
    "the lead says it in her own words": ("comments", "ATLAS"),
    "a quick win was taken": ("actions", "DUNE"),
    "a training was not held": ("training", "Energy"),
    "feedback that led to something": ("actions", "EMBER"),
}


@pytest.fixture(scope="module")
def told(portfolio, histories):
    return register_rows(portfolio, tuple(histories.values()))


@pytest.mark.parametrize("story", WRITTEN)
def test_what_is_written_down_is_gone_without_its_story(portfolio, histories, told, story):
    register, place = WRITTEN[story]
    other = portfolio.without(story)
    same_work = [
        replace(history, project=project)
        for history, project in zip(histories.values(), other.projects, strict=True)
    ]
    untold = register_rows(other, same_work)
    assert {name for name in told if told[name] != untold[name]} == {register}
    (lost,) = (row for row in told[register] if row not in untold[register])
    assert place in lost


def test_without_what_is_written_down_nothing_else_is_changed(portfolio, texts):
    other = sample_texts(reduce(PortfolioSpec.without, WRITTEN, portfolio))
    registers = {f"registers/{register}.csv" for register, _ in WRITTEN.values()}
    assert {name for name in texts if texts[name] != other[name]} == registers


def days_taken(truths, first, last):
    """Return the days that the items took which were finished between two days."""
    ended = [one for one in truths if one.done_at and one.started_at and one.level == "item"]
    spans = [
        (one.started_at.astimezone(LONDON).date(), one.done_at.astimezone(LONDON).date())
        for one in ended
    ]
    return [(done - started).days + 1 for started, done in spans if first <= done < last]


def test_items_of_boreal_took_longer_since_its_change_because_reviewers_were_moved(
    truths, truth_without
):
    """The change of 24 August came four weeks after the reviewers went: theirs is the effect."""
    change = date(2026, 8, 24)
    half_year = timedelta(weeks=26)

    def medians(known):
        before = days_taken(known, change - half_year, change)
        after = days_taken(known, change, AS_OF + timedelta(days=1))
        return np.median(before), np.median(after)

    before, after = medians(truths["BOREAL"])
    assert after > 1.4 * before
    before, after = medians(truth_without("reviewers moved", "BOREAL"))
    assert after < 1.4 * before
