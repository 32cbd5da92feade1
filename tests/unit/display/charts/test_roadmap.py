"""The roadmap: a row a project, finishes on its first line, what falls due on its second."""

from __future__ import annotations

import pytest
from chart_reader import texts

from pmo_analytics.display.charts.roadmap import roadmap
from pmo_analytics.display.theme import ACCENT, INK, PAPER

DAYS = {
    "project": ["Atlas"] * 6 + ["Helm"] * 3,
    "kind_name": [
        *("baseline", "reported", "likely", "sure", "gate", "milestone"),
        *("baseline", "likely", "sure"),
    ],
    "mark_name": ["", "", "", "", "Go live", "Open to all islands", "", "", ""],
    "mark_date": [
        *("2026-11-13", "2026-11-13", "2026-12-30", "2027-02-18", "2026-08-28", "2026-11-06"),
        *("2026-11-27", "2026-11-20", "2026-12-24"),
    ],
    "is_overdue": [False, False, False, False, True, False, False, False, False],
}


def drawn(**options):
    return roadmap(DAYS, as_of="2026-09-30", **options)


def points(chart) -> dict[tuple[str, str], dict]:
    """Return the marks by project and kind."""
    spec = chart.to_dict()
    rows = [
        row
        for layer in spec["layer"]
        if "shape" in layer.get("encoding", {})
        for row in spec["datasets"][layer["data"]["name"]]
    ]
    return {(row["project"], row["kind_name"]): row for row in rows}


def test_a_finish_after_its_baseline_takes_the_accent_and_no_other_does():
    found = points(drawn())
    assert found["Atlas", "likely"]["tone"] == ACCENT
    assert found["Helm", "likely"]["tone"] == INK


def test_what_is_overdue_is_filled_and_what_is_ahead_is_not():
    found = points(drawn())
    assert found["Atlas", "gate"]["inside"] == INK
    assert found["Atlas", "milestone"]["inside"] == PAPER
    assert "filled: overdue" in texts(drawn())


def test_what_falls_due_has_a_shape_of_its_own_below_the_finishes():
    found = points(drawn())
    shapes = {kind: row["shape"] for (name, kind), row in found.items() if name == "Atlas"}
    assert len({shapes["gate"], shapes["milestone"], shapes["likely"]}) == 3
    assert found["Atlas", "gate"]["down"] > found["Atlas", "likely"]["down"]


def test_names_stand_where_there_is_room_and_not_on_a_phone():
    assert {"Atlas", "Helm", "Go live", "Open to all islands"} <= set(texts(drawn()))
    assert "Go live" not in texts(drawn(width=350))
    assert {"Atlas", "Helm"} <= set(texts(drawn(width=350)))


def test_only_what_is_drawn_has_a_key():
    assert "needed of others" not in texts(drawn())
    assert "stage gate" in texts(drawn())


def row_of_gates(*marks: tuple[str, str, bool]) -> dict:
    names, days, overdue = zip(*marks, strict=True)
    columns = {"project": ["Atlas"] * len(marks), "kind_name": ["gate"] * len(marks)}
    return columns | {"mark_name": names, "mark_date": days, "is_overdue": overdue}


def test_a_name_is_written_whole_or_not_at_all():
    long = "Commission the switchgear of every harbour of the islands before winter"
    marks = [("Energised", "2026-09-01", False), (long, "2026-10-01", False)]
    written = texts(roadmap(row_of_gates(*marks, ("Live", "2026-12-01", False))))
    assert {"Energised", "Live"} <= set(written)
    assert not any("…" in text or text == long for text in written)


@pytest.mark.parametrize("late", ["first", "second"])
def test_where_there_is_room_for_one_name_it_is_that_of_what_is_overdue(late):
    """Both names would stand between the two marks, and are too long to stand there together."""
    names = {
        place: f"The {place} of two names that take much room" for place in ("first", "second")
    }
    days = {"first": "2026-01-01", "second": "2026-12-31"}
    marks = [(names[place], days[place], place == late) for place in names]
    assert set(names.values()) & set(texts(roadmap(row_of_gates(*marks)))) == {names[late]}


def test_no_name_lies_on_a_mark():
    chart = drawn()
    found = [row for (name, _), row in points(chart).items() if name == "Atlas"]
    names = {row["mark_name"] for row in found} - {""}
    written = {text: look for text, look in texts(chart).items() if text in names}
    assert len(written) == 2
    for text, look in written.items():
        width = 5 * len(text)
        start = look["x"] - (width if look["align"] == "right" else 0)
        due = [row for row in found if row["down"] == look["y"]]
        assert not [row for row in due if start < row["across"] < start + width]
