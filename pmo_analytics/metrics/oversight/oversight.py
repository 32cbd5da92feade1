"""The oversight family: what a portfolio is steered by, above the single project."""

from pmo_analytics.metrics.conventions import (
    COMPLETION,
    FROM_EXPORTS,
    INCLUSIVE_DAYS,
    NEAREST_RANK,
    rules,
)
from pmo_analytics.metrics.measure import LeftOut, Measure, Need
from pmo_analytics.metrics.needs import BASELINES, FINISHED
from pmo_analytics.values import Tier

_OBJECTIVES = Need("add the objective of each project to projects.csv", registers=("projects",))
_FEEDBACK = Need("add the register feedback.csv", registers=("feedback",))

SUCCESS = Measure(
    name="success",
    family="oversight",
    meaning="How many projects keep their date, their budget and their benefits.",
    rule=(
        "On time: expected to finish, by the last status report or else the last milestone, no "
        "later than the baseline in force. Within budget: the estimate at completion (BAC/CPI) is "
        "no more than the budget. Benefits: of each benefit at least enough_share of what was "
        "planned until now was realised. Shares are over the projects of which it is known; a "
        "project succeeds that breaks nothing of what is known of it."
    ),
    source="Date, budget and benefits as they were approved",
    unit="share",
    better="higher",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether what the projects forecast comes true.",
    detail="promises",
    values={
        "success_share": "share of projects that break nothing of what is known of them",
        "success_count": "projects that break nothing",
        "on_time_share": "share of projects that by their reports end no later than their baseline",
        "on_time_count": "projects that by their reports end no later than their baseline",
        "dated_count": "projects with a baseline and a forecast",
        "within_budget_share": "share of projects expected to cost no more than their budget",
        "within_budget_count": "projects expected to cost no more than their budget",
        "costed_count": "projects with costs and a budget",
        "benefits_share": "share of projects whose benefits so far are as planned",
        "benefits_count": "projects whose benefits so far are as planned",
        "promised_count": "projects with benefits by now",
        "known_count": "projects of which at least one of the three is known",
        "whole_count": "projects of which all three are known",
        "keeping_all_count": "of these, those that keep all three",
    },
    needs=(BASELINES,),
    left_out={
        "without_promise": LeftOut(
            "of which neither date nor budget nor benefits are known",
            "add their promises to baselines.csv or benefits.csv",
        )
    },
    options=("enough_share",),
    conventions={"earlier days": "by reports and baselines dated by then, and periods ended then"},
)

STRATEGY_ALIGNMENT = Measure(
    name="strategy_alignment",
    family="oversight",
    meaning="How much of the portfolio serves an objective, and which objective nobody serves.",
    rule=(
        "Projects by the objective of projects.csv, with the budgets of the baselines in force, "
        "what was spent and what benefits in money are worth. For the whole portfolio the "
        "objectives of pmo.toml that no project serves stand there with none."
    ),
    source="Objectives of projects.csv and pmo.toml",
    unit="share",
    better="higher",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether a project furthers the objective it names.",
    detail="objectives",
    values={
        "aligned_share": "share of projects that name an objective",
        "aligned_count": "projects that name an objective",
        "aligned_budget_share": "share of the budget that these projects have",
        "objective_count": "objectives",
        "unserved_count": "objectives of pmo.toml that no project serves",
        "aimless_count": "projects that name no objective",
    },
    units={"budget": "money", "planned_benefit": "money"},
    needs=(_OBJECTIVES,),
    conventions={"earlier days": "objectives as projects.csv and pmo.toml tell them now"},
)

OWN_BASELINE = Measure(
    name="own_baseline",
    family="oversight",
    meaning="How a project does against its own past, so that projects can be compared.",
    rule=(
        "The last complete weeks over the first complete weeks of the same project: items finished "
        "a week, items arrived a week, and the days that half of the finished items took at most. "
        "1 is as in its own beginning. Items of two projects are of different size, so their plain "
        "counts are never compared."
    ),
    source="Each project against its own beginning, so that none is compared with another",
    unit="ratio",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=28,
    counted="complete weeks",
    cannot_tell="Whether the beginning was typical, or why it changed.",
    detail="own_baseline",
    values={
        "pace_ratio": "items finished a week, of those in its baseline",
        "duration_ratio": "days that half of the items took at most, of those in its baseline",
        "arrival_ratio": "items arrived a week, of those in its baseline",
        "finished_per_arrived": "items finished for each that arrived, in the last weeks",
        "recent_finished": "items finished a week, in the last weeks",
        "baseline_finished": "items finished a week, in its baseline",
        "recent_days": "days that half of the items took at most, in the last weeks",
        "baseline_days": "the same in its baseline",
    },
    units={
        "pace_ratio": "share",
        "duration_ratio": "share",
        "arrival_ratio": "share",
        "recent_finished": "per_week",
        "baseline_finished": "per_week",
    },
    needs=(FINISHED,),
    options=("baseline_weeks", "recent_weeks"),
    conventions=rules(COMPLETION, NEAREST_RANK, INCLUSIVE_DAYS, FROM_EXPORTS),
)

FEEDBACK = Measure(
    name="feedback",
    family="oversight",
    meaning="What clients, users and teams said, by theme.",
    rule=(
        "Feedback received by the day, themes compared without case and accents. The mean is over "
        "what has a score. Done about a theme: actions of the origin feedback that name one of its "
        "pieces of feedback by its id, agreed by the day."
    ),
    source="feedback.csv",
    unit="ratio",
    better="higher",
    least_tier=None,
    counted="pieces of feedback",
    cannot_tell="What those think who said nothing.",
    summary="feedback_summary",
    detail="feedback_themes",
    values={
        "mean_score": "mean score",
        "best_score": "the best score that can be given",
        "promoter_share": "share of the scores that are 9 or 10",
        "detractor_share": "share of the scores that are 6 or less",
        "feedback_count": "pieces of feedback",
        "theme_count": "themes",
        "answered_theme_count": "themes about which something was done or agreed",
        "last_date": "day of the last one",
    },
    units={"best_score": "count"},
    needs=(_FEEDBACK,),
    options=("days",),
    conventions={"earlier days": "by the day of the feedback"},
)

FAMILY = (SUCCESS, STRATEGY_ALIGNMENT, OWN_BASELINE, FEEDBACK)
