"""The vocabulary of column roles: what a column can mean to the suite."""

from __future__ import annotations

# What a project declares of itself in fields of a tracker, where pmo.toml names them: the colours,
# the days and the words of status.csv.
REPORTED_COLOURS = frozenset(
    {
        *("reported_overall", "reported_schedule", "reported_cost", "reported_scope"),
        *("reported_risk", "reported_resources", "reported_benefits"),
    }
)
REPORTED_DAYS = frozenset({"reported_date", "reported_finish_date"})
REPORTED_WORDS = frozenset({"reported_project", "reported_summary", "reported_path_to_green"})
# Read as dates. "planned_start" is a wish, not a start: Jira's "Start date" is typed in by hand,
# mostly before the work, so it never makes a cycle time.
DATE_ROLES = frozenset(
    {
        *("created", "started", "done", "cancelled", "resolved", "updated", "due_date"),
        *("status_category_changed", "planned_start", "last_viewed", "moved"),
        *("changed_at", "stage", "snapshot_date", "date"),
        *REPORTED_DAYS,
    }
)
# Written by the tracker at the moment itself, so the newest of them is a bound for the export.
STAMP_ROLES = frozenset(
    {"updated", "changed_at", "last_viewed", "status_category_changed", "snapshot_date", "date"}
)
# Dates that tell the state of an item, or which rows of a file there are: without them what is
# finished would seem open.
STATE_ROLES = frozenset(
    {"started", "done", "cancelled", "resolved", "stage", "changed_at", "snapshot_date", "date"}
)
# Days by their meaning: a time of day beside them is an accident, so they need no time zone.
DAY_ROLES = frozenset({"due_date", "planned_start", "snapshot_date", "date", *REPORTED_DAYS})
# Moments in which something happened to an item; the newest bounds the export where none is
# stamped.
EVENT_ROLES = frozenset({"created", "started", "done", "cancelled", "resolved", "stage", "moved"})
NUMBER_ROLES = frozenset(
    {
        *("points", "estimate_seconds", "spent_seconds", "estimate_hours", "spent_hours"),
        *("count", "finished_count", "finished_total"),
        *("planned_days", "committed_items", "committed_points", "added_items", "added_points"),
        *("removed_items", "removed_points", "done_items", "done_points"),
    }
)
TEXT_ROLES = frozenset(
    {
        *("item_key", "source_item_id", "url", "title", "description", "item_type", "is_subtask"),
        *("status", "status_category", "resolution", "priority", "class_of_service", "assignee"),
        *("project_key", "project_name", "parent_key", "parent_id", "epic_key", "rank", "team"),
        *("label", "component", "fix_version", "sprint", "link_in", "link_out"),
        *("flagged", "blocked", "time_in_status", "is_archived"),
        *("field", "from_value", "to_value", "changed_fields"),
        *("sprint_id", "board_id", "repository", "progress"),
    }
)
IGNORED, PRIVATE = "", "private"
# How long an item was in the status that the column is named after.
STATUS_DURATION = "status_duration"
# Decided from the cells: a key such as ABC-12 is a "parent_key", a number a "parent_id".
PARENT = "parent"
ROLES = (
    DATE_ROLES
    | NUMBER_ROLES
    | TEXT_ROLES
    | REPORTED_COLOURS
    | REPORTED_WORDS
    | {PRIVATE, PARENT, STATUS_DURATION}
)
