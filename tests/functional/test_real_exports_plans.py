"""What is decided about the real exports; every fact was read off the file by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from real_exports import REAL_EXPORTS, require_real_exports

from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.planning import plan_file
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile, plan_from_json, plan_to_json


@pytest.fixture(autouse=True)
def _exports_are_there():
    require_real_exports()


def decide(name: str, *, siblings=(), **settings: object) -> ReadPlan | RefusedFile:
    return plan_file(
        REAL_EXPORTS / name,
        name=f"exports/{name}",
        source=Path(name).stem,
        table=SourceTable(**settings),
        sibling_orders=siblings,
    )


def headers_of(plan: ReadPlan, role: str) -> list[str]:
    return [column.header for column in plan.columns_of(role)]


def patterns_of(plan: ReadPlan, role: str) -> set[str]:
    return {form.pattern for column in plan.columns_of(role) for form in column.date_formats}


# dialect, kind, rows, columns, encoding, delimiter
FACTS = {
    "nautilus_wallet": ("jira_navigator", "items", 192, 108, "utf-8", ","),
    "ticketproject_es": ("jira_navigator", "items", 200, 52, "utf-8", ","),
    "events724_fr": ("jira_navigator", "items", 49, 61, "utf-8", ","),
    "jwprogram_cloud2018": ("jira_navigator", "items", 90, 53, "utf-8", ","),
    "asf_activemq_2020": ("jira_navigator", "items", 77, 6, "utf-8", ","),
    "werkplaats_small": ("jira_navigator", "items", 26, 48, "utf-8", ","),
    "aea_history_2021": ("change_history", "changes", 19_406, 16, "utf-8", ","),
    "stagedates_dmy_pt": ("stage_dates", "stage_dates", 22, 15, "utf-8", ","),
    "cfd_weekly_dmy_pt": ("counts", "counts", 8, 9, "utf-8", ","),
    "letpeoplework_flowmetrics_example": ("azure_devops", "items", 266, 4, "utf-8", ";"),
    "ado_lighthouse_dmy_dots": ("azure_devops", "items", 117, 8, "utf-8-sig", ","),
    "rueedlinger_agile_project": ("item_table", "items", 4_123, 6, "utf-8", ","),
    "daily_status_snapshots": ("snapshots", "snapshots", 13_219, 23, "utf-8", ","),
    "estimates_mixed_offsets": ("tracker_collection", "items", 2_480, 23, "utf-8", ","),
    "sea_jira_iterations_latin1": ("sprint_table", "sprints", 1_873, 19, "latin-1", ","),
    "lupapiste_latin1_semicolon": ("service_desk", "items", 768, 9, "latin-1", ";"),
}


@pytest.mark.parametrize("name", FACTS)
def test_file_is_recognised_and_counted(name):
    plan = decide(f"{name}.csv")
    assert isinstance(plan, ReadPlan), plan
    shape = plan.row_count, len(plan.columns), plan.encoding, plan.delimiter
    assert (plan.dialect, plan.kind, *shape) == FACTS[name]
    assert plan.header_row == 0
    assert plan_from_json(plan_to_json(plan)) == plan


def test_no_real_export_is_left_out():
    refused = {"ala_taxonomy_cp1252"}
    assert {path.stem for path in REAL_EXPORTS.iterdir()} == FACTS.keys() | refused


def test_nautilus_has_multi_valued_fields_and_two_kinds_of_points():
    plan = decide("nautilus_wallet.csv")
    assert len(plan.columns_of("sprint")) == 5
    assert headers_of(plan, "points") == [
        "Custom field (Story Points)",
        "Custom field (Story point estimate)",
    ]
    assert headers_of(plan, "started") == ["Custom field (Actual start)"]
    assert headers_of(plan, "planned_start") == [
        "Custom field (Start date)",
        "Custom field (Target start)",
    ]
    assert headers_of(plan, "status_category") == ["Status Category"]
    assert headers_of(plan, "parent_id") == ["Parent"]  # 10180, not NW-134
    assert [column.detail for column in plan.columns_of("link_out")] == ["Relates"]
    assert patterns_of(plan, "created") == {"%d/%b/%y %I:%M %p"}
    assert plan.taken_at == datetime(2023, 9, 26, 16, 10)  # last viewed when it was exported


def test_nautilus_comments_watchers_and_accounts_are_never_read():
    plan = decide("nautilus_wallet.csv")
    private = headers_of(plan, "private")
    assert private.count("Comment") == 7
    assert private.count("Watchers") == private.count("Watchers Id") == 4
    assert {"Reporter", "Creator", "Assignee Id", "Attachment"} <= set(private)


def test_navigator_times_wait_for_a_time_zone():
    alone = decide("nautilus_wallet.csv")
    assert alone.needs_time_zone
    assert "time_zone_missing" in {problem.kind for problem in alone.problems}
    placed = decide("nautilus_wallet.csv", time_zone="Africa/Johannesburg")
    assert placed.problems == ()
    assert placed.taken_at == datetime(2023, 9, 26, 14, 10, tzinfo=UTC)


def test_spanish_headers_and_months():
    plan = decide("ticketproject_es.csv")
    assert headers_of(plan, "item_key") == ["Clave de incidencia"]
    assert headers_of(plan, "resolved") == ["Resuelta"]
    assert headers_of(plan, "status_category_changed") == ["Categoría de estado cambiada"]
    assert headers_of(plan, "parent_key") == ["Clave principal"]
    assert headers_of(plan, "points") == ["Campo personalizado (Story point estimate)"]
    assert plan.taken_at == datetime(2026, 3, 15, 19, 2)  # 15/mar/26 7:02 PM


def test_exactly_two_hundred_rows_may_be_one_page_of_more():
    plan = decide("ticketproject_es.csv", time_zone="America/La_Paz")
    assert [problem.kind for problem in plan.problems] == ["may_be_truncated"]


def test_french_months_with_accent_and_full_stop():
    plan = decide("events724_fr.csv")
    (created,) = plan.columns_of("created")
    assert [form.months for form in created.date_formats] == [(("févr.", 2),)]
    assert [column.detail for column in plan.columns_of("link_in")] == ["Blocks"] * 13
    assert [column.detail for column in plan.columns_of("link_out")] == ["Blocks"]
    assert plan.taken_at == datetime(2026, 2, 19, 19, 38)


def test_old_navigator_names_are_known():
    plan = decide("jwprogram_cloud2018.csv")
    assert headers_of(plan, "epic_key") == ["Custom field (Epic Link)"]
    assert headers_of(plan, "fix_version") == ["Fix Version/s"]
    assert headers_of(plan, "due_date") == ["Due Date"]
    assert headers_of(plan, "estimate_seconds") == ["Original Estimate"]
    assert plan.columns_of("status_category") == ()


def test_server_export_has_many_more_lines_than_rows():
    plan = decide("asf_activemq_2020.csv")
    assert (REAL_EXPORTS / "asf_activemq_2020.csv").read_bytes().count(b"\n") == 2725
    assert plan.row_count == 77
    assert patterns_of(plan, "created") == {"%d/%b/%y %H:%M"}
    assert plan.columns_of("status") == ()


def test_date_order_that_nothing_proves_is_refused_with_both_readings():
    refused = decide("ala_taxonomy_cp1252.csv")
    assert isinstance(refused, RefusedFile)
    assert refused.row_count == 44
    assert '"11/01/2023 15:22": 11 Jan 2023 (day first) or 1 Nov 2023' in refused.reason
    assert "[sources.ala_taxonomy_cp1252]" in refused.reason


def test_date_order_is_taken_from_pmo_toml_or_another_export():
    told = decide("ala_taxonomy_cp1252.csv", date_order="day_first")
    assert (told.encoding, told.date_order.origin) == ("cp1252", "settings")
    assert told.taken_at == datetime(2023, 1, 11, 15, 29)  # Updated of one of its rows
    proof = decide("stagedates_dmy_pt.csv").date_order
    learnt = decide("ala_taxonomy_cp1252.csv", siblings=[proof], date_order="month_first")
    assert (learnt.date_order.order, learnt.date_order.origin) == ("day_first", "other_exports")


def test_change_history_written_by_r():
    plan = decide("aea_history_2021.csv")
    assert plan.row_order == "newest_first"
    assert plan.null_texts == ("NA",)
    assert headers_of(plan, "changed_at") == ["date_updated"]
    assert headers_of(plan, "changed_fields") == ["Changed.Fields"]
    assert plan.columns[0].role == ""  # row numbers
    assert not plan.needs_time_zone  # days only
    assert (plan.taken_at, plan.taken_at_is_day) == (datetime(2020, 12, 21, 23, 59, 59), True)


def test_stages_are_the_columns_of_dates_in_their_order():
    plan = decide("stagedates_dmy_pt.csv")
    stages = [column.detail for column in plan.columns_of("stage")]
    assert stages == ["Inicio", "Dev", "Hml", "PO", "ProntoPpd", "Ppd", "Fim"]
    assert headers_of(plan, "item_key") == ["PBI"]
    assert plan.date_order.order == "day_first"
    assert 'row 2, Inicio: "16/01/2018"' in plan.date_order.proof


def test_count_table_tells_what_was_delivered_by_arithmetic():
    plan = decide("cfd_weekly_dmy_pt.csv")
    stages = [column.detail for column in plan.columns_of("count")]
    assert stages[:2] == ["Backlog", "Desenvolvimento"]
    assert len(stages) == 6
    assert headers_of(plan, "finished_count") == ["EntregueSemana"]
    assert headers_of(plan, "finished_total") == ["EntregueTotal"]


def test_us_dates_behind_semicolons():
    plan = decide("letpeoplework_flowmetrics_example.csv")
    assert plan.date_order.order == "month_first"
    assert 'row 2, Closed Date: "5/31/2023 8:04:10 AM"' in plan.date_order.proof
    assert patterns_of(plan, "done") == {"%m/%d/%Y %I:%M:%S %p"}
    assert plan.taken_at == datetime(2024, 5, 30, 18, 42, 4)


def test_swiss_dates_are_day_first_by_proof():
    plan = decide("ado_lighthouse_dmy_dots.csv")
    assert plan.has_bom
    assert 'row 7, Activated Date: "15.6.2025 09:28:27"' in plan.date_order.proof
    assert patterns_of(plan, "started") == {"%d.%m.%Y %H:%M:%S"}
    assert [column.separator for column in plan.columns_of("label")] == ["|"]
    assert plan.taken_at == datetime(2025, 8, 29, 16, 35, 38)


def test_dates_in_the_future_do_not_move_the_time_of_the_export():
    plan = decide("rueedlinger_agile_project.csv")  # one item "finished" on 2019-08-08
    assert plan.taken_at == datetime(2018, 2, 27, 23, 59, 59)
    assert [problem.kind for problem in plan.problems] == ["dates_beyond_export"]


def test_snapshots_are_days():
    plan = decide("daily_status_snapshots.csv")
    assert headers_of(plan, "snapshot_date") == ["currentdate"]
    assert plan.taken_at == datetime(2020, 11, 5, 23, 59, 59)
    # They repeat on every day what happened only later.
    assert {column.header: column.role for column in plan.columns}["closeddate"] == ""


def test_mixed_offsets_need_no_time_zone():
    plan = decide("estimates_mixed_offsets.csv")
    assert not plan.needs_time_zone
    assert plan.key_roles == ("repository", "source_item_id")
    assert patterns_of(plan, "created") == {"%Y-%m-%dT%H:%M:%S.%f%z"}
    assert plan.taken_at == datetime(2022, 1, 5, 7, 27, tzinfo=UTC)


def test_unquoted_commas_are_put_back_into_the_only_text_column():
    plan = decide("sea_jira_iterations_latin1.csv")
    assert (plan.long_rows, plan.short_rows) == (12, 0)
    assert plan.columns[plan.overflow_position].header == "name"


def test_mail_dates_and_a_trailing_delimiter():
    plan = decide("lupapiste_latin1_semicolon.csv")
    assert plan.columns[8].header == ""
    (created,) = plan.columns_of("created")
    assert [form.pattern for form in created.date_formats] == ["%a, %d %b %Y %H:%M:%S %z"]
    assert not plan.needs_time_zone
    assert plan.taken_at == datetime(2015, 1, 30, 12, 39, 34, tzinfo=UTC)
