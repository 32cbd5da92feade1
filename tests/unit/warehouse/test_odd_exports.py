"""Exports as odd as real ones that may not be kept here, built again from what is known of them."""

from __future__ import annotations


def wide_navigator() -> str:
    """Return a navigator export whose header alone is longer than 16,000 characters."""
    header = ["Summary", "Issue key", "Issue id", "Status", "Created"]
    header += ["Affects versions"] * 120 + ["Watchers"] * 35 + ["Watchers Id"] * 35
    header += [f'"Custom field ( Reviewer, {number} ""second"" line)"' for number in range(400)]
    header += ["Custom field (Collaborators)Id", "Sprint", "Sprint", "Custom field (Story Points)"]
    header += ["Custom field (${field_Story_Points})"]
    row = ["Check the berth", "QUAY-1", "1", "To Do", "03/Mar/26 9:00 AM"]
    row += ["1.0"] * 120 + ["ann"] * 35 + ["a1"] * 35 + ["secret"] * 400
    row += ["a2", "Sprint 1", "Sprint 2", "", "8.0"]
    return f"{','.join(header)}\n{','.join(row)}\n"


def test_header_of_hundreds_of_columns_is_read(built):
    text = wide_navigator()
    assert len(text.partition("\n")[0]) > 16_000
    connection = built(
        {
            "exports/tracker/wide.csv": text,
            "pmo.toml": '[sources.tracker]\ntime_zone = "UTC"\n',
        }
    )
    row = connection.execute(
        "select item_key, created_at::varchar, sprints, points::int from items"
    ).fetchall()
    # The points stand where the name of the field was never translated.
    assert row == [("QUAY-1", "2026-03-03 09:00:00", ["Sprint 1", "Sprint 2"], 8)]


def test_sheet_of_hundreds_of_blank_rows_keeps_its_one_item_and_lists_the_others(built):
    lines = [
        "Summary,Issue key,Status,Created,Custom field ([CHART] Date of First Response)",
        "Check the berth,QUAY-1,To Do,16/02/2017 15:26,29:10.8",  # minutes and seconds are left
        *[",,,,"] * 300,
    ]
    connection = built(
        {
            "exports/tracker/sheet.csv": "\r\n".join(lines) + "\r\n",
            "pmo.toml": '[sources.tracker]\ntime_zone = "UTC"\n',
        }
    )
    counts = connection.execute("select rows_in, rows_accepted, rows_rejected from exports")
    assert counts.fetchall() == [(301, 1, 300)]
    reasons = connection.execute("select reason, count(*) from rejects group by all").fetchall()
    assert reasons == [("The row has no item key.", 300)]
    created = connection.execute("select created_at::varchar from items").fetchall()
    assert created == [("2017-02-16 15:26:00",)]


def test_semicolons_and_the_moment_in_the_name_of_a_file_are_read(built):
    """A Server export saved with semicolons, named by the moment at which it was taken."""
    connection = built(
        {
            "exports/tracker/Jira 2021-04-28T17 44 57+0200.csv": (
                "Issue key;Summary;Status;Created\r\nCRM-1;Call; Ann;Open;28/Apr/21 16:00\r\n"
            ).replace("Call; Ann", '"Call; Ann"'),
            "pmo.toml": '[sources.tracker]\ntime_zone = "Europe/Berlin"\n',
        }
    )
    ((title, taken_at),) = connection.execute(
        "select items.title, exports.taken_at::varchar from items, exports"
    ).fetchall()
    assert (title, taken_at) == ("Call; Ann", "2021-04-28 15:44:57")
