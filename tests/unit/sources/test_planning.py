import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.planning import TIME_ZONE_MISSING, plan_key
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile

EXPORT = (
    "Issue key,Summary,Status,Created,Parent,Custom field (Story Points)\n"
    "AB-1,One,Done,03/Apr/23 2:03 PM,10180,3.0\n"
    "AB-2,Two,To Do,04/Apr/23 2:03 PM,,\n"
)


def kinds(plan: ReadPlan | RefusedFile) -> list[str]:
    return [problem.kind for problem in plan.problems]


def test_plan_of_a_plain_export(plan):
    found = plan(EXPORT, time_zone="Europe/London")
    assert isinstance(found, ReadPlan)
    assert (found.path, found.source) == ("exports/tracker/export.csv", "tracker")
    assert (found.row_count, found.size_bytes) == (2, len(EXPORT))
    assert found.problems == ()
    assert [column.role for column in found.columns] == [
        *("item_key", "title", "status", "created", "parent_id", "points"),
    ]


def test_parent_that_is_a_key_is_one(plan):
    found = plan(EXPORT.replace("10180", "AB-9"))
    assert found.columns[4].role == "parent_key"


def test_times_without_a_zone_ask_for_one(plan):
    found = plan(EXPORT)
    assert kinds(found) == [TIME_ZONE_MISSING]
    assert '[sources.tracker] in pmo.toml: time_zone = "Europe/…"' in found.problems[0].text


def test_days_and_due_dates_ask_for_no_zone(plan):
    text = "Issue key,Summary,Created,Due date\nAB-1,One,2023-04-03,31/May/23 12:00 AM\n"
    assert not plan(text).needs_time_zone


def test_unknown_columns_are_refused_with_what_to_do(plan):
    found = plan("colour,weight\nred,3\nblue,4\n")
    assert isinstance(found, RefusedFile)
    assert found.row_count == 2
    assert 'these columns: "colour", "weight".' in found.reason
    assert "[sources.tracker.columns]" in found.reason


def test_many_unknown_columns_are_not_all_listed(plan):
    found = plan(",".join(f"column {n}" for n in range(40)) + "\n" + "x," * 39 + "x\n")
    assert "and 28 more" in found.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "The file is empty."), ("1,2\n3,4\n", "No row of it looks like a header")],
)
def test_file_without_a_table_is_refused(plan, content, reason):
    found = plan(content)
    assert isinstance(found, RefusedFile)
    assert found.reason.startswith(reason)


def test_file_cut_inside_a_quoted_cell_is_planned_and_the_row_named(plan):
    found = plan(EXPORT + 'AB-3,"Thr', time_zone="UTC")
    assert (found.row_count, kinds(found)) == (3, ["last_row_cut"])
    assert "row 4" in found.problems[0].text


def test_short_rows_are_no_cut(plan):
    found = plan(EXPORT + "AB-3,Three\n", time_zone="UTC")
    assert (found.short_rows, kinds(found)) == (1, ["short_rows"])


def test_row_with_surplus_cells_is_named(plan):
    found = plan(EXPORT + "AB-3,Three,and,Done,04/Apr/23 2:03 PM,,3.0\n", time_zone="UTC")
    assert kinds(found) == ["long_rows"]
    assert "(row 4)" in found.problems[0].text


def test_quotes_that_are_mere_signs_do_not_swallow_rows(plan):
    rows = EXPORT.replace("One", '"One').replace(",Parent,Custom field (Story Points)", "")
    found = plan(rows.replace(",10180,3.0", "").replace("PM,,", "PM"), time_zone="UTC")
    assert (found.quote, found.row_count, found.short_rows) == ("", 2, 0)


def test_two_encodings_in_one_file_are_a_problem(plan):
    latin = EXPORT.replace("One", "Mûre, été, hiver, forêt".replace(",", ""))
    found = plan(latin.encode("latin-1") + "AB-3,Déjà,Done,,,\n".encode(), time_zone="UTC")
    assert (found.encoding, kinds(found)) == ("latin-1", ["mixed_encodings"])
    assert found.problems[0].text.startswith("2 of its characters were saved as UTF-8")


def test_broken_bytes_are_counted(plan):
    content = (EXPORT * 1).replace(
        "One", "Ö" * 30
    ).encode() + b"AB-3,\xff,Done,04/Apr/23 2:03 PM,,\n"
    found = plan(content, time_zone="UTC")
    assert (found.encoding, found.encoding_errors, kinds(found)) == (
        "utf-8",
        "replace",
        ["broken_bytes"],
    )


def test_column_without_a_readable_date_is_named(plan):
    found = plan(EXPORT.replace("03/Apr/23 2:03 PM", "29:10.8").replace("04/Apr/23 2:03 PM", "x"))
    assert "dates_unreadable" in kinds(found)
    assert 'row 2: "29:10.8"' in " ".join(problem.text for problem in found.problems)


def test_decimal_comma_is_found(plan):
    found = plan(EXPORT.replace(",", ";").replace("3.0", "3,5"))
    assert (found.delimiter, found.decimal_sign) == (";", ",")


def test_undecided_order_is_refused_and_settled_by_pmo_toml(plan):
    text = "Issue key,Created\nAB-1,03/04/2023\n"
    assert kinds(plan(text)) == ["date_order_undecided"]
    assert plan(text, date_order="month_first").date_order.order == "month_first"


def test_header_of_another_file_is_not_guessed_from_its_name(plan):
    assert plan(EXPORT, name="linear-export.csv").dialect == "jira_navigator"


def test_key_depends_on_name_content_and_settings():
    table = SourceTable()
    key = plan_key("a.csv", "00", table)
    assert key == plan_key("a.csv", "00", SourceTable())
    others = [
        plan_key("b.csv", "00", table),
        plan_key("a.csv", "01", table),
        plan_key("a.csv", "00", SourceTable(time_zone="UTC")),
    ]
    assert key not in others


def test_plan_carries_its_key(plan):
    found = plan(EXPORT, time_zone="UTC")
    assert found.key == plan_key(found.path, found.sha256, SourceTable(time_zone="UTC"))


SAFE = settings(
    derandomize=True,
    deadline=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@SAFE
@given(cut=st.integers(0, len(EXPORT)))
def test_file_cut_anywhere_is_planned_or_refused(plan, cut):
    found = plan(EXPORT.encode()[:cut])
    rows = EXPORT[:cut].rstrip("\n").count("\n")
    assert found.row_count in (rows, max(rows - 1, 0), 0)


@SAFE
@given(content=st.binary(max_size=200))
def test_any_bytes_are_planned_or_refused(plan, content):
    found = plan(EXPORT.encode() + content)
    assert found.row_count >= 2 or isinstance(found, RefusedFile)


@SAFE
@given(at=st.integers(0, len(EXPORT) - 1), byte=st.integers(0, 255))
def test_any_flipped_byte_is_planned_or_refused(plan, at, byte):
    content = bytearray(EXPORT.encode())
    content[at] = byte
    found = plan(bytes(content))
    assert found.size_bytes == len(EXPORT)
