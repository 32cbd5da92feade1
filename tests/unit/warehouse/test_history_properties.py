"""What holds of successive exports, whatever they show and however their files are called."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tries import tries

from tests.unit.warehouse.in_memory import build_tables

pytestmark = pytest.mark.slow

# A failing portfolio is small as it is; to make it smaller would take minutes.
NO_SHRINK = (Phase.explicit, Phase.generate)
few = settings(derandomize=True, deadline=None, max_examples=tries(3), phases=NO_SHRINK)

START = datetime(2026, 3, 2, 9)
HEADER = ("Issue key", "Issue id", "Summary", "Status", "Resolution", "Created", "Updated")
HEADER += ("Resolved", "Story Points", "Due date", "Labels")
CATEGORIES = ("To Do", "In Progress", "In Review", "Done", "Parked")


@dataclass(frozen=True)
class State:
    """What a tracker knows of an item from an hour on."""

    hour: int
    status: str
    points: int | None
    title: str
    project: str

    def cells(self, number: int, created: int) -> list[str]:
        """Return the item as an export shows it."""
        is_done = self.status == "Done"
        return [
            f"{self.project}-{number}",
            str(1000 + number),
            self.title,
            self.status,
            "Done" if is_done else "",
            moment(created),
            moment(self.hour),
            moment(self.hour) if is_done else "",
            str(self.points or ""),
            "",
            "late",
        ]


def moment(hour: int) -> str:
    return (START + timedelta(hours=hour)).isoformat(sep=" ")


states = st.builds(
    State,
    hour=st.integers(0, 400),
    status=st.sampled_from(CATEGORIES),
    points=st.none() | st.integers(1, 8),
    title=st.sampled_from(["Quay", "Crane", "Berth"]),
    project=st.sampled_from(["PIER", "PIER", "DOCK"]),
)
histories = st.lists(states, min_size=1, max_size=4, unique_by=lambda state: state.hour).map(
    lambda known: sorted(known, key=lambda state: state.hour)
)


@st.composite
def successive_exports(draw: st.DrawFn) -> list[bytes]:
    """Return exports of one tracker, oldest first; each shows some of its items."""
    items = draw(st.lists(histories, min_size=1, max_size=3))
    hours = draw(st.lists(st.integers(1, 500), min_size=2, max_size=4, unique=True))
    return [_export(draw, items, hour) for hour in sorted(hours)]


def _export(draw: st.DrawFn, items: list[list[State]], hour: int) -> bytes:
    # An item that was touched when it was exported: the time of the export.
    newest = State(hour, "To Do", None, "Clock", "PIER")
    rows = [newest.cells(99, created=0)]
    for number, known in enumerate(items):
        past = [state for state in known if state.hour <= hour]
        if past and draw(st.integers(0, 4)):
            rows.append(past[-1].cells(number, created=known[0].hour))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *draw(st.permutations(rows))])
    return text.getvalue().encode()


@few
@given(exports=successive_exports(), data=st.data())
def test_names_of_files_their_order_and_copies_change_no_item_and_no_transition(exports, data):
    in_order = {f"{place}.csv": content for place, content in enumerate(exports)}
    once = build_tables(in_order)
    shuffled = data.draw(st.permutations(exports))
    out_of_order = {f"{name}.csv": content for name, content in zip("mzax", shuffled, strict=False)}
    assert build_tables(out_of_order) == once
    again = data.draw(st.sampled_from(exports))
    name = data.draw(st.sampled_from(["a.csv", "z.csv"]))
    twice = build_tables({**in_order, name: again})
    for tables in (once, twice):  # they name the files themselves
        del tables["exports"], tables["export_doubts"]
    assert twice == once
