"""Every month of every language that a navigator may write, at both halves of the day.

The names are those of the Unicode locale data, from which trackers take them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import time

import pytest
from babel.dates import format_time, get_month_names

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader

LANGUAGES = ("en", "de", "es", "fr", "pt", "nl", "it", "pl", "ru", "sv", "ja")
MORNING, EVENING = "12:07", "11:45"  # just after midnight, late in the evening


@pytest.fixture(scope="module")
def created(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """Return the moments of creation by language, in the order of the rows."""
    folder = tmp_path_factory.mktemp("languages")
    settings = '[portfolio]\ntime_zone = "UTC"\n'
    for language in LANGUAGES:
        place = folder / "exports" / language
        place.mkdir(parents=True)
        (place / "export.csv").write_text(export_of(language), encoding="utf-8")
        settings += f'[sources.{language}]\ntime_zone = "UTC"\n'
    (folder / "pmo.toml").write_text(settings, encoding="utf-8")
    with closing(open_reader(build_warehouse(folder).warehouse)) as connection:
        rows = connection.execute(
            "select source, list(created_at::varchar order by item_key) from items group by all"
        ).fetchall()
        yield dict(rows)


def export_of(language: str) -> str:
    """Return a navigator export with two items for each month of 2025."""
    lines = ["Summary,Issue key,Status,Created"]
    morning, evening = halves(language)
    for month, name in get_month_names("abbreviated", "format", language).items():
        lines.append(f"One,M-{month:02}A,Open,03/{name}/25 {MORNING} {morning}")
        lines.append(f"Two,M-{month:02}B,Open,28/{name}/25 {EVENING} {evening}")
    return "\n".join(lines) + "\n"


def halves(language: str) -> tuple[str, str]:
    """Return what the language writes for the two halves of the day."""
    return format_time(time(1), "a", locale=language), format_time(time(13), "a", locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_months_and_both_halves_of_the_day_are_read(language, created):
    expected = []
    for month in range(1, 13):
        expected += [f"2025-{month:02}-03 00:07:00", f"2025-{month:02}-28 23:45:00"]
    assert created[language] == expected
