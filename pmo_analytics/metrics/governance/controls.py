"""The governance family, controls: gates, requests and the log of decisions."""

from pmo_analytics.metrics.conventions import FROM_REPORTS, NEAREST_RANK, rules
from pmo_analytics.metrics.measure import Measure, Need

GATES = Measure(
    name="gates",
    family="governance",
    label="Stage gates",
    meaning="Which stage gates are passed, which with conditions, and which are past their day.",
    rule=(
        "A gate is passed from its day of approval; it is conditional while the register names "
        "conditions, which are to be met by the day that it names, else by the next gate of the "
        "project; it is overdue when its due day is over without an approval."
    ),
    source="gates.csv",
    unit="count",
    better="lower",
    least_tier=None,
    smallest_n=0,
    cannot_tell="Whether what stands before a gate was ready, or since when conditions are met.",
    summary="gates_summary",
    detail="gates_as_of",
    values={
        "overdue_gate_count": "gates past their day without approval",
        "conditional_gate_count": "gates passed whose conditions the register still names",
        "unmet_gate_count": "of these, with conditions past the day for them",
        "approved_gate_count": "gates that were passed by the day",
        "late_gate_count": "of these, passed after their due day",
        "ahead_gate_count": "gates whose day is still to come",
        "gate_count": "gates",
        "longest_gate_days": "days since the oldest of the overdue ones was due",
        "next_gate_date": "day of the next gate",
    },
    needs=(Need("add the register gates.csv", registers=("gates",)),),
    counted="gates",
    conventions={"earlier days": "by the day of approval; due days and conditions are today's"},
)

REQUESTS = Measure(
    name="requests",
    family="governance",
    label="Requests and changes",
    meaning="What was asked for, what waits for an answer, and how long answers take.",
    rule=(
        "Asked for by the day; it waits until it is decided. Half of the answers took at most so "
        "many days from the day of the request."
    ),
    source="requests.csv",
    unit="count",
    better="lower",
    least_tier=None,
    smallest_n=0,
    cannot_tell="What was asked for without being written down.",
    summary="requests_summary",
    detail="requests_as_of",
    values={
        "waiting_count": "requests that wait for an answer",
        "request_count": "requests by the day",
        "answered_count": "requests that were answered by the day",
        "half_answer_days": "half of the answers took at most so many days",
        "longest_wait_days": "days for which the oldest of the waiting ones has waited",
    },
    needs=(Need("add the register requests.csv", registers=("requests",)),),
    counted="requests",
    conventions=rules(NEAREST_RANK, FROM_REPORTS),
)

DECISION_LOG = Measure(
    name="decision_log",
    family="governance",
    meaning="How many decisions came in time, how long they took, and how old the open ones are.",
    rule=(
        "Of the decisions that were made or are past their due day, those made on or before it. "
        "The age of an open one counts from the day it was raised."
    ),
    source="decisions.csv",
    unit="share",
    better="higher",
    least_tier=None,
    cannot_tell="What was decided without being written down.",
    detail="logged_decisions",
    values={
        "in_time_share": "of what fell due, the share that was decided in time",
        "in_time_count": "decided in time",
        "fallen_due_count": "decisions made, or past their due day",
        "undecided_count": "decisions that are open",
        "late_decision_count": "of these, past their due day",
        "half_decision_days": "half of those made took at most so many days",
        "oldest_decision_days": "days since the oldest open one was raised",
    },
    needs=(Need("add the register decisions.csv", registers=("decisions",)),),
    counted="decisions",
    conventions=rules(NEAREST_RANK, FROM_REPORTS),
)

OWNER_LOAD = Measure(
    name="owner_load",
    family="governance",
    label="Load of those who are named",
    meaning="What waits for the people whom the registers name: decisions, actions and risks.",
    rule=(
        "Open decisions and actions by owner, open risks and issues by owner, projects by manager. "
        "Overdue are decisions and actions past their day and responses to risks past theirs. "
        "Overloaded is somebody for whom something is overdue who has twice the mean or more."
    ),
    source="Load, never performance: decisions.csv, actions.csv, risks.csv, projects.csv",
    unit="count",
    least_tier=None,
    smallest_n=0,
    cannot_tell="What else they do, or how much work each of these is.",
    detail="duties",
    values={
        "owner_count": "people whom the registers name",
        "late_owner_count": "of these, people for whom something is overdue",
        "overloaded_owner_count": "of these, with twice the duties of the others or more",
        "overdue_duty_count": "decisions, actions and responses that are overdue",
        "duty_count": "open decisions, actions, risks and issues",
        "mean_duty_ratio": "of these, for each of the people",
    },
    needs=(
        Need(
            "add the registers decisions.csv, actions.csv or risks.csv",
            registers=("decisions", "actions", "risks", "projects"),
        ),
    ),
    counted="people",
    conventions=FROM_REPORTS,
)

FAMILY = (GATES, REQUESTS, DECISION_LOG, OWNER_LOAD)
