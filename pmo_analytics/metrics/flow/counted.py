"""Flow from a table of counts alone: how many items stand in each stage on each day."""

from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import COUNTS

COUNTED_FLOW = Measure(
    name="counted_flow",
    family="flow",
    meaning="What is in progress and what is finished a week, by a table of counts.",
    rule=(
        "Items by stage on the last counted day, by what the stages mean in pmo.toml or by known "
        "names. Finished is by how much the finished ones grew from one count to the next, arrived "
        "by how much all of them did, less those dropped; both by the week of seven days. Steps in "
        "which the finished ones became fewer, and days on which a column is blank, are left out. "
        "Several sources are added."
    ),
    source="Cumulative flow, read off a table of counts",
    unit="count",
    better="lower",
    least_tier=None,
    least_data="a table of counts by day and stage",
    cannot_tell=(
        "Which items they are, so neither ages nor cycle times, and what came and went between two "
        "counts."
    ),
    summary="counted_flow_summary",
    detail="counted_flow",
    values={
        "wip_count": "items in stages in progress on the last counted day; blank where no stage is",
        "to_do_count": "items in stages to do",
        "finished_per_week": "items finished a week between the counts",
        "arrived_per_week": "items that came a week, less those dropped",
        "finished_count": "items finished between the counts",
        "weeks": "weeks between the counts behind these means, of the source with the fewest",
        "count_age_days": "days since the last count of the source that was counted longest ago",
    },
    needs=(COUNTS,),
    left_out={
        "unexplained_count": LeftOut(
            "in stages that nobody explained", "name them in workflow of pmo.toml"
        ),
        "blank_days": LeftOut(
            "counted days on which a column was blank", "fill the blank cells of the table"
        ),
        "fallen_count": LeftOut(
            "steps in which the finished ones became fewer",
            "correct the finished ones in the table",
        ),
    },
    counted="counted days",
    nothing_because={
        "is_running_total": "not measurable from this data: its counts never fall, from one day to "
        "the next or from one stage to the one before, so they may be all that ever reached a "
        "stage; export what stands in each"
    },
    conventions={
        "earlier days": "by the tables taken by then and the days counted by then; a later table "
        "is not used"
    },
)

FAMILY = (COUNTED_FLOW,)
