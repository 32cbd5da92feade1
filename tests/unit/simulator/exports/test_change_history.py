import csv
import io
import re
from datetime import datetime
from itertools import groupby

import pytest

from data.simulator.exports.change_history import FIELD_NAMES

pytestmark = pytest.mark.slow

NAME = "exports/kanban/history-2026-09-30.csv"


@pytest.fixture(scope="module")
def rows(texts):
    return list(csv.DictReader(io.StringIO(texts[NAME], newline="")))


def test_header_is_that_of_an_r_script(texts):
    assert texts[NAME].startswith('"","ticket","project","type","summary","description",')
    assert texts[NAME].splitlines()[0].endswith('"flagged","Changed.Fields"')


def test_rows_are_numbered_in_a_column_without_a_name(rows):
    assert [int(row[""]) for row in rows] == list(range(1, len(rows) + 1))


def test_text_is_quoted_and_dates_numbers_and_gaps_are_not(texts):
    line = next(line for line in texts[NAME].splitlines() if ",5,NA," in line)
    assert re.search(r",\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{4}-", line)
    assert '"NA"' not in texts[NAME]
    assert ',"",' in texts[NAME]


def test_file_holds_three_projects(rows):
    assert {row["project"] for row in rows} == {"BOREAL", "CORAL", "HELM"}
    assert all(row["ticket"].startswith(f"{row['project']}-") for row in rows)


def test_rows_are_the_changes_newest_first_with_the_state_after(rows, histories):
    told = {
        h.item.key: h for name in ("BOREAL", "CORAL", "HELM") for h in histories[name].histories
    }
    shown = {key: list(group) for key, group in groupby(rows, key=lambda row: row["ticket"])}
    assert set(shown) == set(told)
    for key, group in shown.items():
        changes = told[key].changes
        assert [row["status"] for row in group] == [c.status for c in reversed(changes)]
        moments = [datetime.fromisoformat(row["date_updated"]) for row in group]
        assert moments == [c.changed_at for c in reversed(changes)]
        assert {row["date_created"] for row in group} == {group[-1]["date_updated"]}


def test_changed_fields_are_a_list_in_one_cell_and_empty_at_creation(rows):
    created = [row for row in rows if not row["Changed.Fields"]]
    assert len(created) == len({row["ticket"] for row in rows})
    assert any(row["Changed.Fields"] == "Status,Assignee" for row in rows)
    named = {name for row in rows for name in row["Changed.Fields"].split(",") if name}
    assert named == set(FIELD_NAMES.values())


def test_missing_is_na_for_numbers_and_dates_and_empty_for_text(rows):
    assert {"NA"} < {row["due_date"] for row in rows}
    assert {"NA"} < {row["points"] for row in rows}
    assert {row["flagged"] for row in rows} == {"NA", "Impediment"}
    assert {""} < {row["assignee"] for row in rows}
    assert {row["resolution"] for row in rows} == {"", "Done", "Won't Do", "Duplicate"}


def test_descriptions_hold_quotes_and_line_breaks(rows):
    assert any('"' in row["description"] for row in rows)
    assert any("\n" in row["description"] for row in rows)
