from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.recognition import recognise

FIRST = date(2026, 3, 2)


def board(rows: int = 12, done: int = 8, **more: object) -> dict[str, list[str]]:
    """Return a table of items that go through five stages, as columns of text."""

    def day(offset: int) -> str:
        return (FIRST + timedelta(days=offset)).isoformat()

    columns = {
        "ID": [f"HAR-{n}" for n in range(rows)],
        "Backlog": [day(n) for n in range(rows)],
        "Ready": [day(n + 1) for n in range(rows)],
        "In Progress": [day(n + 3) for n in range(rows)],
        "In QA": [day(n + 5) if n < rows - 2 else "" for n in range(rows)],
        "Done": [day(n + 6 + n % 3) if n < done else "" for n in range(rows)],
    }
    return columns | {name: [make(n) for n in range(rows)] for name, make in more.items()}


def text(columns: dict[str, list[str]], order: list[str] | None = None) -> list[list[str]]:
    names = order or list(columns)
    return [names, *map(list, zip(*(columns[name] for name in names), strict=True))]


def read(columns, order=None, **said):
    found = recognise(text(columns, order), **said)
    assert found is not None
    header = found.table.header
    roles = {header[at]: meaning.role for at, meaning in enumerate(found.meanings)}
    return found, [header[at] for at in found.stage_order], roles


STAGES = ["Backlog", "Ready", "In Progress", "In QA", "Done"]
LATE = (FIRST + timedelta(days=40)).isoformat()


def test_stages_stand_in_the_order_of_their_dates():
    found, stages, _ = read(board(), ["Done", "In QA", "ID", "Ready", "In Progress", "Backlog"])
    assert found.dialect.name == "stage_dates"
    assert stages == STAGES


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Updated", "updated"),
        ("Last Modified", "updated"),
        ("Last updated date", "updated"),
        ("Created", "created"),
        ("Committed delivery", ""),
        ("Creation date", "created"),
        ("DateCreated", "created"),
        ("Due", "due_date"),
        ("Deadline", "due_date"),
        ("Target date", "due_date"),
        ("Planned", ""),
        ("Planned end", ""),
        ("Expected delivery", ""),
        ("Baseline finish", ""),
        ("Fällig am", "due_date"),
        ("Letzte Änderung", "updated"),
        ("Fecha prevista", ""),
        ("Última atualização", ""),
    ],
)
def test_dates_that_do_not_move_with_an_item_are_attributes_by_name(header, role):
    found, stages, roles = read(board(**{header: lambda _: LATE}))
    assert stages == STAGES
    assert roles[header] == role
    is_word_of_dialect = found.dialect.meaning(header) is not None
    assert (f'"{header}" is no stage: ' in " ".join(found.notes)) != is_word_of_dialect


def test_date_that_is_filled_before_an_item_comes_so_far_is_no_stage():
    found, stages, roles = read(board(Stand=lambda _: LATE))
    assert (stages, roles["Stand"]) == (STAGES, "")
    assert '"Stand" is no stage: it is filled in 4 rows that have not come to "Done"' in found.notes


def test_wish_is_no_stage_where_the_last_one_has_a_name_of_the_team_and_some_items_skip_one():
    columns = board(Freigabe=lambda n: LATE)
    columns["Shipped"] = columns.pop("Done")
    columns["Ready"][1] = columns["Ready"][4] = ""
    _, stages, roles = read(columns)
    assert "Freigabe" not in stages
    assert stages[-1] == "Shipped"
    assert roles["Freigabe"] == ""


def test_date_that_lies_before_and_after_a_stage_is_none():
    wish = lambda n: (FIRST + timedelta(days=n + (1 if n % 2 else 9))).isoformat()  # noqa: E731
    found, stages, _ = read(board(Wunsch=wish))
    assert stages == STAGES
    assert any("before" in note and "Wunsch" in note for note in found.notes)


def test_own_names_are_stages_where_the_cells_show_a_way():
    names = {
        "Backlog": "Inicio",
        "Ready": "Hml",
        "In Progress": "PO",
        "In QA": "Ppd",
        "Done": "Fim",
    }
    columns = {names.get(name, name): cells for name, cells in board().items()}
    _, stages, _ = read(columns)
    assert stages == list(names.values())


def test_last_stage_of_finished_items_stays_one_although_a_stage_before_is_skipped():
    columns = board(done=12, Deployed=lambda n: (FIRST + timedelta(days=n + 9)).isoformat())
    columns["In QA"] = [cell if n % 2 else "" for n, cell in enumerate(columns["In QA"])]
    _, stages, _ = read(columns)
    assert stages == [*STAGES, "Deployed"]


def test_pmo_toml_says_in_one_line_which_columns_are_stages():
    listed = ["Ready", "In Progress", "Stand", "Done"]
    _, stages, roles = read(board(Stand=lambda _: LATE), stage_columns=listed)
    assert stages == listed
    assert roles["Backlog"] == roles["In QA"] == ""


def test_stage_that_pmo_toml_lists_and_the_file_lacks_is_told():
    found, *_ = read(board(), stage_columns=[*STAGES, "Deployed"])
    (problem,) = found.problems
    assert problem.kind == "stage_column_missing"
    assert '"Deployed"' in problem.text


def test_table_of_stages_is_one_whatever_tool_has_such_a_key():
    columns = board()
    columns["Issue key"] = columns.pop("ID")
    found, stages, _ = read(columns)
    assert (found.dialect.name, stages) == ("stage_dates", STAGES)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data(), rows=st.integers(6, 30))
def test_neither_order_nor_an_attribute_changes_the_stages(data, rows):
    done = data.draw(st.integers(2, rows - 2))
    attribute = data.draw(
        st.sampled_from(["Updated", "Created", "Due date", "Planned finish", "Team"])
    )
    columns = board(rows, done, **{attribute: lambda _: LATE if attribute != "Team" else "Crane"})
    order = data.draw(st.permutations(list(columns)))
    _, stages, _ = read(columns, order)
    assert stages == STAGES
