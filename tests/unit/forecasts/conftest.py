"""Histories of invented scopes: the same few weeks, over and over."""

from datetime import date

import numpy as np
import pytest

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.working_days import WorkingCalendar

LAST_DAY = date(2026, 9, 30)  # a Wednesday


def make_history(
    scope_id="gannet",
    *,
    weeks=16,
    week=(1, 0, 2, 0, 1),
    arrivals=(0, 0, 0, 0, 0),
    open_now=40,
    wip=4,
    blocked=0,
    last_day=LAST_DAY,
    calendar=None,
    **named,
):
    """Return a history in which every week is the same."""
    finished = np.tile(np.array(week, dtype=float), weeks)
    arrived = np.tile(np.array(arrivals, dtype=float), weeks)
    flow = np.cumsum((arrived - finished)[::-1])[::-1]
    open_items = open_now - np.append(flow[1:], 0.0)
    return WorkHistory(
        scope_id=scope_id,
        last_day=last_day,
        calendar=calendar or WorkingCalendar(),
        finished=finished,
        arrived=arrived,
        open_items=open_items,
        in_progress=np.full(len(finished), float(wip)),
        blocked=np.full(len(finished), float(blocked)),
        **named,
    )


@pytest.fixture
def history():
    return make_history
