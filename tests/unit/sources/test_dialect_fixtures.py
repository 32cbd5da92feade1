"""Every dialect of which no real file could be had, on an invented one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.planning import plan_file
from pmo_analytics.sources.read_plan import ReadPlan

EXPORTS = Path(__file__).parents[2] / "fixtures" / "exports"


def decide(name: str) -> ReadPlan:
    plan = plan_file(EXPORTS / name, name=f"exports/x/{name}", source="x", table=SourceTable())
    assert isinstance(plan, ReadPlan), plan
    return plan


def header(plan: ReadPlan, role: str) -> str | None:
    return next((column.header for column in plan.columns_of(role)), None)


def months(plan: ReadPlan, role: str) -> dict[str, int]:
    return {
        token: number
        for column in plan.columns_of(role)
        for form in column.date_formats
        for token, number in form.months
    }


def roles(plan: ReadPlan) -> set[str]:
    return {column.role for column in plan.columns}


NAVIGATOR_ROLES = {"title", "item_key", "status", "created", "updated", "resolved", "points"}


@pytest.mark.parametrize(
    ("language", "key", "assignee"),
    [
        ("de", "Vorgangsschlüssel", "Zugewiesene Person"),
        ("pt", "Chave da item", "Responsável"),
        ("nl", "Issuesleutel", "Toegewezen persoon"),
        ("it", "Chiave ticket", "Assegnatario"),
        ("pl", "Klucz zgłoszenia", "Osoba przypisana"),
        ("ru", "Ключ проблемы", "Исполнитель"),
        ("sv", "Ärendenyckel", "Tilldelad"),
        ("ja", "課題キー", "担当者"),
    ],
)
def test_navigator_in_another_language(language, key, assignee):
    plan = decide(f"jira_{language}.csv")
    assert (plan.dialect, plan.row_count) == ("jira_navigator", 2)
    assert (header(plan, "item_key"), header(plan, "assignee")) == (key, assignee)
    assert roles(plan) >= NAVIGATOR_ROLES
    assert f"({language})" in " ".join(plan.evidence)


@pytest.mark.parametrize(
    ("language", "written", "newest"),
    [
        ("de", {"mär": 3, "mai": 5}, datetime(2026, 12, 18, 8, 0)),
        ("pt", {"mar": 3, "fev": 2}, datetime(2026, 12, 4, 9, 0)),
        ("nl", {"mrt.": 3, "okt.": 10}, datetime(2026, 10, 19, 9, 30)),
        ("it", {"lug": 7, "gen": 1}, datetime(2026, 10, 3, 9, 0)),
        ("pl", {"paź": 10, "lis": 11}, datetime(2027, 1, 4, 9, 0)),
        ("ru", {"июл": 7, "мая": 5}, datetime(2027, 1, 2, 10, 0)),
        ("sv", {"maj": 5, "okt.": 10}, datetime(2026, 12, 19, 9, 30)),
    ],
)
def test_months_of_another_language(language, written, newest):
    plan = decide(f"jira_{language}.csv")
    assert months(plan, "created") == written
    assert plan.taken_at == newest


def test_japanese_months_and_halves_of_the_day():
    plan = decide("jira_ja.csv")
    (created,) = plan.columns_of("created")
    (form,) = created.date_formats
    assert form.day_halves == (("午前", "AM"), ("午後", "PM"))
    assert months(plan, "created")["7月"] == 7
    assert plan.taken_at == datetime(2026, 12, 22, 13, 30)


def test_german_export_keeps_repeated_labels_and_hides_people():
    plan = decide("jira_de.csv")
    assert [column.header for column in plan.columns_of("label")] == ["Stichwörter"] * 2
    private = {column.header for column in plan.columns_of("private")}
    assert {"Autor", "Ersteller", "Kommentar", "Anhang", "ID der zugewiesenen Person"} <= private
    assert header(plan, "flagged") == "Benutzerdefinierte Felder (Flagged)"
    assert header(plan, "planned_start") == "Benutzerdefinierte Felder (Start date)"
    assert header(plan, "parent_id") == "Übergeordnet"


def test_header_with_a_letter_of_another_script_is_known():
    plan = decide("jira_ru.csv")
    assert header(plan, "updated") == "Обновленo"  # the last letter is Latin
    assert [column.detail for column in plan.columns_of("link_in")] == ["Blocks"]


def test_dates_with_a_trailing_blank_are_read():
    plan = decide("jira_ru_dots.csv")
    assert plan.date_order.order == "day_first"
    assert plan.taken_at == datetime(2024, 8, 2, 11, 30)


def test_navigator_saved_again_by_a_spreadsheet():
    plan = decide("jira_excel_us.csv")
    assert (plan.header_row, plan.row_count, plan.delimiter) == (1, 3, ",")
    assert plan.date_order.order == "month_first"
    assert 'row 3, Created: "6/21/25 16:14"' in plan.date_order.proof
    (created,) = plan.columns_of("created")
    assert [form.pattern for form in created.date_formats] == ["%m/%d/%y %H:%M"]


def test_data_pipeline_issues_are_in_utc():
    plan = decide("jira_dc_issues.csv")
    assert (plan.dialect, plan.time_zone) == ("jira_pipeline_issues", "UTC")
    assert header(plan, "resolved") == "resolution_date"
    assert {"creator_name", "reporter_name"} <= {c.header for c in plan.columns_of("private")}
    assert plan.taken_at == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_data_pipeline_history_is_keyed_by_the_id_of_the_issue():
    plan = decide("jira_dc_history.csv")
    assert (plan.dialect, plan.kind) == ("jira_pipeline_history", "changes")
    assert (plan.key_roles, plan.row_order) == (("source_item_id",), "oldest_first")
    assert (header(plan, "from_value"), header(plan, "to_value")) == ("from_string", "to_string")


def test_linear_has_started_completed_and_canceled():
    plan = decide("linear.csv")
    assert plan.dialect == "linear"
    assert roles(plan) >= {"created", "started", "done", "cancelled", "points", "sprint"}
    assert [column.detail for column in plan.columns_of("link_in")] == ["Blocks"]
    (created,) = plan.columns_of("created")
    assert {form.cut_at for form in created.date_formats} == {" ("}
    assert not plan.needs_time_zone
    assert [column.separator for column in plan.columns_of("label")] == [","]


def test_gitlab_says_utc_in_its_headers():
    plan = decide("gitlab.csv")
    assert (plan.dialect, plan.time_zone, plan.key_roles) == ("gitlab", "UTC", ("url",))
    assert "time_zone_missing" not in {problem.kind for problem in plan.problems}
    assert header(plan, "done") == "Closed At (UTC)"


def test_github_view_with_quotes_that_are_mere_signs():
    plan = decide("github_projects.tsv")
    assert (plan.dialect, plan.delimiter, plan.quote) == ("github_projects", "\t", "")
    assert (plan.row_count, plan.short_rows, plan.long_rows) == (3, 0, 0)
    assert plan.taken_at is None
    assert "export_time_unknown" in {problem.kind for problem in plan.problems}


def test_asana_has_days_only():
    plan = decide("asana.csv")
    assert (plan.dialect, plan.needs_time_zone) == ("asana", False)
    assert header(plan, "private") == "Assignee Email"
    assert plan.columns_of("parent_key") == ()  # a name is no key


def test_keys_that_a_spreadsheet_mangled_are_a_problem():
    assert "keys_mangled" in {problem.kind for problem in decide("asana_excel.csv").problems}
    assert "keys_mangled" not in {problem.kind for problem in decide("asana.csv").problems}


def test_trello_knows_no_past_but_its_name():
    plan = decide("trello-2026-09-30.csv")
    assert plan.dialect == "trello"
    assert header(plan, "status") == "List Name"
    assert not roles(plan) & {"created", "started", "done"}
    assert (plan.taken_at, plan.taken_at_is_day) == (datetime(2026, 9, 30, 23, 59, 59), True)


def test_board_kept_by_hand_has_titles_for_keys():
    plan = decide("board.csv")
    assert (plan.dialect, plan.delimiter) == ("board", ";")
    assert plan.key_roles == ("project_key", "title")
    assert (header(plan, "status"), header(plan, "moved")) == ("column", "moved_date")


def test_changes_from_and_to_under_a_preamble():
    plan = decide("history_from_to.csv")
    assert (plan.dialect, plan.kind, plan.delimiter) == ("change_history", "changes", ";")
    assert (plan.header_row, plan.row_count) == (1, 4)
    assert (header(plan, "from_value"), header(plan, "to_value")) == ("old value", "new value")
    assert plan.row_order == "oldest_first"
    assert 'row 6, when: "28.02.2026 10:00"' in plan.date_order.proof


def test_changes_that_tell_only_what_was_before_are_a_history_with_a_warning():
    plan = decide("history_before.csv")
    assert (plan.dialect, plan.kind) == ("change_history", "changes")
    assert header(plan, "changed_at") == "left at"
    assert header(plan, "from_value") == "previous status"
    assert plan.row_order == "newest_first"
    assert "only_states_before" in {problem.kind for problem in plan.problems}


def test_history_that_tells_what_came_after_has_no_such_warning():
    for name in ("history_from_to.csv", "history_newest_first.csv", "change_log.csv"):
        assert "only_states_before" not in {problem.kind for problem in decide(name).problems}


def test_stages_keep_the_order_of_their_columns():
    plan = decide("stage_dates_en.csv")
    assert plan.dialect == "stage_dates"
    stages = [column.detail for column in plan.columns_of("stage")]
    assert stages == ["Backlog", "Ready", "In Progress", "Done"]
