"""Every dialect of which no real file could be had, from its file to its items, by one build.

What is expected was read off the invented exports by hand. All sources are in UTC but two.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from portfolio_folders import INVENTED_EXPORTS

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

ELSEWHERE = {"jira_cloud": "America/New_York", "jira_server": "Asia/Kolkata"}
# Files of one source; others are a source each.
TOGETHER = {
    "jira_dc_issues": "jira_dc",
    "jira_dc_history": "jira_dc",
    "history_before": "history_before",
    "history_before_items": "history_before",
}
# A view without dates tells nothing but what is; when it was taken, its name must say.
DATED = {"github_projects": "github_projects 2026-09-30.tsv"}

# key | status | state | created | started | finished
ITEMS = {
    "asana": """
        1211430000000001 | Done  | done  | 2026-05-13 00:00 |  | 2026-05-29 00:00
        1211430000000002 | To do | to_do | 2026-05-14 00:00 |  |
    """,
    "azure_devops_us": """
        41 | Closed  | done        | 2025-12-12 15:30 | 2025-12-15 08:00 | 2026-01-09 00:05
        42 | Active  | in_progress | 2025-12-13 09:00 | 2025-12-16 09:30 |
        43 | Removed | cancelled   | 2025-12-14 09:00 |                  |
    """,
    "board": """
        Quay/Check the berth    | In Progress | in_progress | | 2026-05-20 00:00 |
        Quay/Replace the fender | To Do       | to_do       | |                  |
    """,
    "github_projects": """
        A draft                                 | Todo | to_do | | |
        https://github.example/har/quay/issues/1 | Done | done  | | |
        https://github.example/har/quay/issues/2 | Todo | to_do | | |
    """,
    # Created is when a change was made; when the items were, nobody wrote.
    "change_log": """
        LOG-1 | Done        | done        |  | 2026-03-10 08:00 | 2026-03-20 16:30
        LOG-2 | In Progress | in_progress |  | 2026-03-11 08:00 |
    """,
    "gitlab": """
        https://git.example/har/quay/-/issues/1|Closed| done  | 2026-05-13 11:21 || 2026-05-29 09:00
        https://git.example/har/quay/-/issues/2| Open | to_do | 2026-05-14 11:21 ||
    """,
    # Where the last change of an item led to, the export of the items tells.
    "history_before": """
        BAY-1 | Done        | done        | 2026-03-02 07:00 | 2026-03-10 08:00 | 2026-03-20 16:30
        BAY-2 | In Progress | in_progress | 2026-03-03 07:00 | 2026-03-11 08:00 |
    """,
    "history_from_to": """
        PIER-1 | Done  | done  | 2026-02-03 08:17 | 2026-02-10 09:00 | 2026-02-28 10:00
        PIER-2 | To Do | to_do | 2026-02-04 09:00 |                  |
    """,
    "history_newest_first": """
        NEW-1 | Done  | done  | 2026-03-02 07:00 | 2026-03-10 08:00 | 2026-03-20 16:30
        NEW-2 | To Do | to_do | 2026-03-11 08:00 |                  |
    """,
    "items": """
        1 | | done  | 2026-03-02 00:00 | 2026-03-05 00:00 | 2026-03-20 00:00
        2 | | to_do | 2026-03-03 00:00 |                  |
    """,
    # New York is five hours behind UTC until 8 March, then four.
    "jira_cloud": """
        QUAY-1 | Done        | done        | 2026-03-02 14:00 | 2026-03-05 15:15 | 2026-03-20 21:30
        QUAY-2 | In Progress | in_progress | 2026-03-03 14:00 | 2026-03-24 15:00 |
        QUAY-3 | Done        | cancelled   | 2026-03-04 14:00 |                  | 2026-03-25 16:00
        QUAY-4 | Deploy      | done        | 2026-03-04 14:00 |                  | 2026-03-26 13:00
    """,
    "jira_dc": """
        PIER-1 | Done  | done  | 2026-02-03 08:17 | 2026-02-10 09:00 | 2026-03-01 10:00
        PIER-2 | To Do | to_do | 2026-02-04 08:00 |                  |
    """,
    "jira_de": """
        HAF-1 | Erledigt  | done        | 2026-03-03 09:05 |                  | 2026-10-17 16:12
        HAF-2 | In Arbeit | in_progress | 2026-05-05 10:00 | 2026-05-06 08:00 |
    """,
    "jira_es": """
        MUE-1 | Finalizada | done | 2026-01-05 09:30 |                  | 2026-09-02 12:15
        MUE-2 | En revisión | in_progress | 2026-04-14 00:05 | 2026-04-15 08:00 |
        MUE-3 | Tareas por hacer| to_do | 2025-12-01 08:00 |                  |
    """,
    "jira_excel_us": """
        PIER-1 | Done  | done  | 2025-06-21 16:14 | | 2025-07-03 09:05
        PIER-2 | To Do | to_do | 2025-07-04 08:00 | |
    """,
    "jira_fr": """
        QUA-1 | Terminé(e) | done        | 2026-02-28 19:31 | | 2026-08-03 09:00
        QUA-2 | EN COURS   | in_progress | 2026-06-01 08:00 | |
        QUA-3 | Terminé(e) | cancelled   | 2025-12-02 08:00 | | 2026-01-15 08:00
    """,
    "jira_it": """
        POR-1 | Completato    | done  | 2026-07-17 15:25 | | 2026-08-18 09:00
        POR-2 | Da completare | to_do | 2026-01-02 15:25 | |
    """,
    "jira_ja": """
        MIN-1 | 完了   | done        | 2026-07-20 15:25 | | 2026-12-21 09:00
        MIN-2 | 進行中 | in_progress | 2026-10-01 11:00 | |
    """,
    "jira_nl": """
        SLU-1 | Gereed | done        | 2026-03-17 09:00 | | 2026-05-02 16:00
        SLU-2 | Bezig  | in_progress | 2026-10-18 09:00 | |
    """,
    "jira_pl": """
        NAB-1 | Gotowe | done        | 2026-10-02 15:25 | | 2026-12-12 09:00
        NAB-2 | W toku | in_progress | 2026-11-03 15:25 | |
    """,
    "jira_pt": """
        CAI-1 | Concluído    | done        | 2026-03-17 10:00 | | 2026-08-05 10:33
        CAI-2 | Em andamento | in_progress | 2026-02-18 14:00 | |
    """,
    # The a of the status is Latin, as is the o of the header of its last change.
    "jira_ru": """
        POR-1 | Готово  | done  | 2026-07-29 09:59 | | 2026-08-30 18:25
        POR-2 | Сделaть | to_do | 2026-05-01 08:00 | |
    """,
    "jira_ru_dots": """
        POR-3 | Сделaть | to_do | 2024-07-30 18:25 | |
        POR-4 | Сделaть | to_do | 2024-08-01 10:00 | |
    """,
    # Kolkata is five hours and a half ahead of UTC.
    "jira_server": """
        SRV-7 | Closed | done  | 2019-11-09 18:28 | | 2019-12-11 18:34
        SRV-8 | Open   | to_do | 2019-10-30 06:30 | |
    """,
    "jira_sv": """
        HMN-1 | Klart    | done        | 2026-05-17 09:00 | | 2026-06-18 16:00
        HMN-2 | Pågående | in_progress | 2026-10-18 09:00 | |
    """,
    "linear": """
        HAR-1 | Done | done  | 2026-05-13 11:21 | 2026-05-14 08:00 | 2026-05-29 09:00
        HAR-2 | Todo | to_do | 2026-05-14 11:21 |                  |
    """,
    # Between two days: dated at the end of the second.
    "snapshots": """
        SNAP-1 | Done        | done        | 2026-03-02 08:00 | 2026-03-03 23:59 | 2026-03-06 23:59
        SNAP-2 | In Progress | in_progress | 2026-03-02 09:00 | 2026-03-06 23:59 |
    """,
    "stage_dates_en": """
        PIER-1 | | done  | | 2026-02-10 00:00 | 2026-02-28 00:00
        PIER-2 | | to_do | |                  |
    """,
    "trello-2026-09-30": """
        6a0b1c2d3e4f5a6b7c8d9e0f | Doing | in_progress | | |
        6a0b1c2d3e4f5a6b7c8d9e10 | To Do | to_do       | | |
    """,
}
NO_ITEMS = {"counts"}
ONE_ROW_OF_TWO = {"asana_excel"}  # keys that a spreadsheet made equal

Ask = Callable[..., list[tuple[Any, ...]]]


def source_of(file: Path) -> str:
    return TOGETHER.get(file.stem, file.stem)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Build all invented exports as one portfolio and ask it with SQL."""
    folder = tmp_path_factory.mktemp("dialects")
    settings = ['[portfolio]\ntime_zone = "UTC"']
    files = sorted(INVENTED_EXPORTS.glob("*.[ct]sv"))
    for file in files:
        place = folder / "exports" / source_of(file)
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, place / DATED.get(file.stem, file.name))
    for source in sorted(set(map(source_of, files))):
        zone = ELSEWHERE.get(source, "UTC")
        settings.append(f'[sources."{source}"]\ntime_zone = "{zone}"')
    (folder / "pmo.toml").write_text("\n".join(settings), encoding="utf-8")
    result = build_warehouse(folder)
    assert result.refused == ()
    with closing(open_reader(result.warehouse)) as connection:
        yield lambda query, **values: connection.execute(query, values or None).fetchall()


def one(ask: Ask, source: str, key: str, columns: str) -> tuple[Any, ...]:
    (row,) = ask(
        f"select {columns} from items where source = $source and item_key = $key",
        source=source,
        key=key,
    )
    return row


def test_every_invented_export_is_followed_to_its_items():
    sources = set(map(source_of, INVENTED_EXPORTS.glob("*.[ct]sv")))
    assert sources == ITEMS.keys() | NO_ITEMS | ONE_ROW_OF_TWO


@pytest.mark.parametrize("source", ITEMS)
def test_items_with_their_states_and_moments(source, ask):
    rows = ask(
        "select item_key, status, state, created_at, started_at, "
        "coalesce(done_at, cancelled_at) from items where source = $source order by item_key",
        source=source,
    )
    found = [
        [str(cell)[:16] if at > 2 and cell else cell for at, cell in enumerate(row)] for row in rows
    ]
    expected = [
        [cell.strip() or None for cell in line.split("|")]
        for line in ITEMS[source].strip().splitlines()
    ]
    assert found == expected


def test_blank_rows_and_repeated_keys_are_listed_and_nothing_else(ask):
    rejects = ask("select path, row_number, reason from rejects order by path")
    assert rejects == [
        (
            *("exports/asana_excel/asana_excel.csv", 3),
            "Row 2 of the same file shows the same item, as new or newer.",
        ),
        ("exports/jira_excel_us/jira_excel_us.csv", 5, "The row has no item key."),
    ]


def test_lists_points_and_parents_of_jira_cloud(ask):
    columns = "labels, sprints, points, description, title"
    labels, sprints, points, description, title = one(ask, "jira_cloud", "QUAY-1", columns)
    assert (labels, sprints) == (["quay", "urgent"], ["Sprint 1", "Sprint 2"])
    assert (points, title) == (3, "Check the berth")
    assert description == 'Two lines,\nthe second with "quotes"'
    assert one(ask, "jira_cloud", "QUAY-2", "points") == (5,)  # the other column of points
    assert one(ask, "jira_cloud", "QUAY-3", "points, level, parent_key") == (
        *(None, "sub-task", "QUAY-1"),
    )
    assert one(ask, "jira_cloud", "QUAY-4", "points, disagreement") == (0, "status says open")


def test_link_told_by_one_end_points_from_the_blocking_item(ask):
    query = (
        "select blocking.item_key, blocked.item_key from item_links "
        "join items as blocking on from_item_id = blocking.item_id "
        "join items as blocked on to_item_id = blocked.item_id where item_links.source = $source"
    )
    assert ask(query, source="jira_cloud") == [("QUAY-2", "QUAY-1")]
    assert ask(query, source="linear") == [("HAR-1", "HAR-2")]
    assert ask(query, source="jira_ru") == [("POR-2", "POR-1")]


def test_what_people_wrote_about_is_never_landed(ask):
    kept = "select string_agg(columns(*)::varchar, ' ') from raw_rows"
    said = " ".join(filter(None, ask(kept)[0]))
    assert "Check the berth" in said
    for private in ("a; b", "@example.org", "Ole Petersen"):
        assert private not in said
    assert one(ask, "azure_devops_us", "41", "assignee") == ("Bo",)  # Bo <bo@example.org>
    assert one(ask, "linear", "HAR-1", "assignee") == ("bo",)  # bo@example.org


def test_parent_told_by_its_id_has_its_key_where_an_export_tells_it(ask):
    assert one(ask, "jira_dc", "PIER-2", "parent_key") == ("PIER-1",)
    assert one(ask, "jira_es", "MUE-1", "parent_key") == ("MUE-3",)
    assert one(ask, "jira_de", "HAF-1", "parent_key") == ("10009",)  # in no export


def test_decimal_signs_and_hours(ask):
    assert one(ask, "items", "1", "points::varchar") == ("2.500",)  # written 2,5
    assert one(ask, "jira_server", "SRV-7", "estimate_hours, spent_hours, epic_key") == (
        *(4, 2, "SRV-1"),
    )
    assert one(ask, "jira_excel_us", "PIER-2", "points") == (5,)  # no custom field by its header
    assert one(ask, "jira_server", "SRV-7", "title") == ("Pump; fails at low tide",)
    assert one(ask, "azure_devops_us", "41", "labels, parent_key") == (["quay", "urgent"], "40")


def test_title_stays_a_title_where_it_is_a_key_too(ask):
    query = "select distinct project_id from items where source = 'board'"
    assert ask(query) == [("Quay",)]
    assert one(ask, "board", "Quay/Check the berth", "title") == ("Check the berth",)
    key = "https://github.example/har/quay/issues/1"
    assert one(ask, "github_projects", key, "title") == ('Check the "new" berth',)


def test_changes_of_one_second_keep_their_order_newest_first(ask):
    query = (
        "select to_status, evidence from transitions join items using (item_id) "
        "where source = 'history_newest_first' and item_key = 'NEW-1' order by sequence"
    )
    statuses = ["To Do", "In Progress", "Review", "Done"]
    assert ask(query) == [(status, "changelog") for status in statuses]


def test_change_between_two_snapshots_is_bounded_by_them(ask):
    query = (
        "select earliest_at::date::varchar, latest_at::date::varchar from transitions "
        "join items using (item_id) where item_key = 'SNAP-1' and to_state = 'done'"
    )
    assert ask(query) == [("2026-03-03", "2026-03-06")]


def test_counts_of_columns_by_day(ask):
    query = (
        "select stage, item_count from stage_counts "
        "where source = 'counts' and count_date = '2026-01-12'"
    )
    assert dict(ask(query)) == {"Offen": 6, "In Arbeit": 2, "Fertig": 2}
