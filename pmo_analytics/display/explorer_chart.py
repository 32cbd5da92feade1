"""The live chart of the explore notebook: items finished, to be dragged over."""

from __future__ import annotations

import altair as alt
import pandas as pd

from pmo_analytics.display import theme

BRUSH = "dragged"
COLUMNS = ("item_key", "item_type", "started_date", "finished_date", "cycle_days")


def offline_chart() -> alt.JupyterChart:
    """Return an empty live chart that fetches nothing from the internet."""
    alt.JupyterChart.enable_offline()
    return alt.JupyterChart(finished_items(pd.DataFrame(columns=COLUMNS), None))


def finished_items(items: pd.DataFrame, days: int | None) -> alt.LayerChart:
    """Draw a dot an item (with the columns of `COLUMNS`) and the line of the chosen percentile."""
    brush = alt.selection_interval(name=BRUSH)
    dots = (
        alt.Chart(items.astype(object))
        .mark_circle(size=45)
        .encode(
            x=alt.X("finished_date:T", title="Finished"),
            y=alt.Y("cycle_days:Q", title="Days from start to finish"),
            color=alt.condition(brush, alt.value(theme.ACCENT), alt.value(theme.BAND_3)),
            tooltip=["item_key:N", "cycle_days:Q"],
        )
        .add_params(brush)
    )
    line = (
        alt.Chart(pd.DataFrame({"days": [days] if days is not None else []}))
        .mark_rule(color=theme.INK)
        .encode(y="days:Q")
    )
    return (dots + line).properties(width=640, height=280)
