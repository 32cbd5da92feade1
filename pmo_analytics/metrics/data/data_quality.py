"""The data-quality family: which checks the items pass, and how old the exports are."""

from pmo_analytics.metrics.measure import Measure, Need
from pmo_analytics.values import Tier

DATA_QUALITY = Measure(
    name="data_quality",
    family="data",
    meaning="How many of the checks on the data are passed.",
    rule=(
        "For each check the share of the items it applies to that pass; the mean of these shares, "
        "every check with the same weight. A check that needs a column the export lacks does not "
        "apply."
    ),
    source="Checks as in the quality report of [jirametrics-docs]",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="Whether what is written in the tracker is true.",
    detail="data_checks",
    values={
        "passed_share": "share of checks passed",
        "checked_count": "items checked, each as often as a check applies to it",
        "failed_count": "of these, failed",
        "checks": "checks that apply",
        "export_age_days": "days since the newest export of the stalest source",
        "newest_export_date": "day of that export",
    },
    needs=(Need("add exports", ("item_key",)),),
)

FAMILY = (DATA_QUALITY,)
