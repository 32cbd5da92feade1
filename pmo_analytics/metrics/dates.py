"""The dates family: what became of due dates."""

from pmo_analytics.metrics.catalogue import MetricDefinition, Need
from pmo_analytics.metrics.flow import FINISHED
from pmo_analytics.values import Tier

DUE_DATE = Need("add the Due date column to the export", ("due_date",))

DUE_DATE_PERFORMANCE = MetricDefinition(
    name="due_date_performance",
    family="dates",
    meaning="Of all items that fell due, how many were finished in time.",
    rule=(
        "An item has fallen due when its due day has ended; it was in time when finished on or "
        "before that day. The count over finished items only stands beside it: it flatters, since "
        "what is still open and late is not in it."
    ),
    source="DOMAIN §3.3; survivorship bias of done-only counts",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=5,
    cannot_tell="Whether the due dates were moved before they fell.",
    summary="due_date_performance",
    detail="due_items",
    values={
        "on_time_share": "share of what fell due that was finished in time",
        "on_time_count": "items finished in time",
        "finished_on_time_share": "the same over finished items only",
        "mean_days_late": "mean days late of those finished late",
        "overdue_count": "open items past their due day",
        "longest_overdue_days": "days the longest of them is overdue",
        "due_date_share": "share of items that have a due date",
    },
    needs=(DUE_DATE, FINISHED),
    left_out={"without_due_date": "without a due date"},
    told_by="due_date_share",
)

FAMILY = (DUE_DATE_PERFORMANCE,)
