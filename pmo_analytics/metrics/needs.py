"""What metrics of items need of the exports, and what to add where it is missing."""

from pmo_analytics.metrics.measure import LeftOut, Need

CREATED = Need("add the Created column to the export", ("created", "changed_at", "stage"))
FINISHED = Need(
    "add the Resolved column, a completed date, or a change history to the export",
    ("resolved", "done", "status_category_changed", "changed_at", "stage", "snapshot_date"),
)
STARTED = Need(
    "add a start date (Actual start, Started, Activated), Status Category Changed, or a change "
    "history to the export",
    ("started", "status_category_changed", "changed_at", "stage", "snapshot_date"),
)
# An item that is done has no other status category left that could tell when it was started.
STARTED_AND_LEFT = Need(
    "add a start date (Actual start, Started, Activated) or a change history to the export",
    ("started", "changed_at", "stage", "snapshot_date"),
)
HISTORY = Need(
    "add a change history, or dates of all stages, to the exports", ("changed_at", "stage")
)
WAYS = Need(
    "add a change history, dates of all stages, or an export of each day, to the exports",
    ("changed_at", "stage", "snapshot_date", "status"),
)
# One date a stage tells no way back.
WAYS_BACK = Need("add a change history to the exports", ("changed_at",))
REOPENINGS = Need(
    "add a change history to the exports, or export the Status column more than once",
    ("changed_at", "status", "snapshot_date"),
)
COUNTS = Need(
    "add a table of how many items stand in each stage on each day to the exports, one row a day",
    ("count", "finished_total"),
)
UPDATED = Need(
    "add the Updated column or a change history to the export",
    ("updated", "changed_at", "stage", "snapshot_date"),
)
STATUS = Need("add the Status column to the export", ("status", "stage", "from_value", "to_value"))
LIMITS = Need(
    "add wip_limit to the stages in pmo.toml, and the Status column to the export if it has none",
    ("status", "stage", "from_value", "to_value"),
)
TYPE = Need("add the type of the items to the export", ("item_type",))
ASSIGNEE = Need("add the Assignee column to the export", ("assignee",))
# One export tells what is, not what was.
ASSIGNEE_CHANGES = Need(
    "export the Assignee column more than once, or add a change history that tells assignees",
    ("assignee", "field"),
)
DUE_DATE_CHANGES = Need(
    "export the Due date column more than once, or add a change history that tells due dates",
    ("due_date", "field"),
)
ESTIMATE_CHANGES = Need(
    "export story points or estimates more than once, or add a change history that tells them",
    ("points", "estimate_hours", "estimate_seconds", "field"),
)
DUE_DATE = Need("add the Due date column to the export", ("due_date",))
RANK = Need("add the Rank column to the export", ("rank",))
SPRINT = Need("add the Sprint column to the export", ("sprint",))
COMMITMENT = Need(
    "take an export with the Sprint column in the week before each sprint begins, or add a change "
    "history that tells sprints",
    ("sprint",),
)
BLOCKED = Need(
    "add the flag, the label, the field or the links that say so, or the register blockers.csv, "
    "and name them in blocked_by of pmo.toml",
    ("flagged", "blocked", "label", "link_in", "link_out", "status", "stage", "field"),
    ("blockers",),
)
BASELINES = Need("add the register baselines.csv", registers=("baselines",))
BASELINE_DAY = Need(
    "add the register baselines.csv, or give since_date",
    registers=("baselines",),
    option="since_date",
)
FORECASTS = Need(
    "add forecast_finish_date to status.csv, or the register milestones.csv",
    registers=("status", "milestones"),
)
MILESTONES = Need("add the register milestones.csv", registers=("milestones",))
SPRINTS = Need("add the register sprints.csv", registers=("sprints",))
BLOCKERS = Need(
    "add the register blockers.csv with causes, or a field that names them",
    ("blocked",),
    ("blockers",),
)

NO_FINISH_DATE = LeftOut("finished at an unknown time", FINISHED.add)
NO_START = LeftOut("without a known start", STARTED.add)
NO_HISTORY = LeftOut("without a history of their statuses", HISTORY.add)
ONE_EXPORT = LeftOut("whose changes no two exports and no history show")
OTHER_CURRENCY = LeftOut("in another currency", "give all amounts in one currency")
