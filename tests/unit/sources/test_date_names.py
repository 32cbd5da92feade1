import pytest

from pmo_analytics.sources.date_names import named_date_role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Start Date", "planned_start"),
        ("Actual Start Date", "started"),
        ("actual_start", "started"),
        ("Tatsächlicher Beginn", "started"),
        ("Fecha de inicio real", "started"),
        ("Actual End Date", "done"),
        ("Ist-Ende", "done"),
        ("Date de fin réelle", "done"),
        ("Actual closed", "done"),
        ("End Date", None),  # the statuses beside it tell
        ("Actual due", None),
        ("Actual", None),
    ],
)
def test_a_start_or_end_that_happened_is_no_plan(header, role):
    assert named_date_role(header) == role
