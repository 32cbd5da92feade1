"""Ways through the board: what was skipped and gone back is seen without a colour."""

from __future__ import annotations

import pytest
from chart_reader import layers, marks, texts

from pmo_analytics.display.charts.ways import ways

STAGES = ("To do", "Build", "Review", "Test", "Done")
WIDTHS = (738, 350)
WORDS = {
    "skipped_words": "skipped",
    "back_words": ("back", "back, 2 times"),
    "back_to_words": ("gone back to", "gone back to, 2 times"),
}


def board(*visits: str, skipped: tuple[str, ...] = (), number: int = 1) -> list[dict]:
    """Return the rows of one way along the columns of the board."""
    same = {"way_number": number, "head": f"Way {number}", "is_skipped": False}
    rows = [
        {**same, "stage": stage, "stage_number": STAGES.index(stage), "step_number": step}
        for step, stage in enumerate(visits)
    ]
    rows += [
        {**same, "stage": stage, "stage_number": place, "step_number": None}
        | {"is_skipped": stage in skipped}
        for place, stage in enumerate(STAGES)
        if stage not in visits
    ]
    return rows


def drawn(rows: list[dict], width: int = 738):
    return ways({name: [row[name] for row in rows] for name in rows[0]}, width=width, **WORDS)


def signs(chart) -> list[dict]:
    """Return the marks: dots, rings and the heads of arrows."""
    (layer,) = marks(chart, "point")
    return layer["rows"]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_declared_way_is_a_full_line_of_dots(width):
    chart = drawn(board(*STAGES), width)
    assert len({row["inside"] for row in signs(chart)}) == 1
    assert not [layer for layer in marks(chart, "rule") if "strokeDash" in layer["mark"]]
    assert not [text for text in texts(chart) if "skipped" in text or "back" in text]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_skipped_column_is_a_ring_past_which_the_line_is_dashed_and_says_so(width):
    chart = drawn(board("To do", "Build", "Test", "Done", skipped=("Review",)), width)
    assert sorted(row["inside"] for row in signs(chart)).count(signs(chart)[2]["inside"]) == 1
    (dashed,) = [layer for layer in marks(chart, "rule") if "strokeDash" in layer["mark"]]
    assert len(dashed["rows"]) == 2  # to it and from it
    assert any("skipped" in text for text in texts(chart))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_column_that_need_not_be_entered_is_not_called_skipped(width):
    chart = drawn(board("To do", "Build", "Test", "Done"), width)
    assert not any("skipped" in text for text in texts(chart))


@pytest.mark.parametrize(("width", "words"), [(738, "back_words"), (350, "back_to_words")])
def test_a_way_back_is_an_arrow_that_says_how_often(width, words):
    again = ("Build", "Review")
    chart = drawn(board("To do", *again, *again, *again, "Test", "Done"), width)
    assert [row for row in signs(chart) if row["shape"].startswith("triangle")]
    assert any(WORDS[words][1] in text for text in texts(chart))


def test_on_a_phone_columns_stand_below_each_other_and_else_beside():
    for width, same in zip(WIDTHS, ("down", "across"), strict=True):
        assert len({row[same] for row in signs(drawn(board(*STAGES), width))}) == 1


def test_a_board_of_many_columns_stands_below_each_other_everywhere():
    many = [
        row | {name: row[name] + len(STAGES) * turn for name in ("stage_number", "step_number")}
        for turn in range(3)
        for row in board(*STAGES)
    ]
    assert len({row["across"] for row in signs(drawn(many))}) == 1


def test_ways_stand_below_each_other_in_their_order():
    chart = drawn([*board(*STAGES), *board("To do", "Done", number=2)])
    written = {text: look["y"] for text, look in texts(chart).items()}
    assert written["Way 1"] < written["Way 2"] < layers(chart)[0]["rows"][0]["down"] + 400
