"""The text of a new portfolio folder: `pmo.toml` with comments, and a header for each register."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

from pmo_analytics.errors import SettingsError
from pmo_analytics.settings import SETTINGS_FILE, parse_settings
from pmo_analytics.sources.folder import EXPORTS, REGISTERS
from pmo_analytics.sources.grouping import SourceGroup
from pmo_analytics.sources.mapping import MappingProposal, mapping_toml
from pmo_analytics.sources.register_schema import register_schemas
from pmo_analytics.sources.toml_text import toml_key, toml_string

BOARD_HEADER = "title,column,description,due_date,assignee,moved_date,project\n"
_UNSAID_ZONE = "UTC"
_HEAD = """\
# What the files of this folder do not say. Every key has a default but the time zone of a source
# whose times carry none. All keys: docs/reference/settings.md

[portfolio]
name = {name}
time_zone = {time_zone}  # where a day begins and ends
# currency = "£"
# date_style = "day_first"      # or "month_first"
# stale_export_days = 14        # an older export says nothing of its projects
"""
_STAGE_NAMES = {
    **{"to_do": "To Do", "active": "In Progress", "waiting": "Waiting", "done": "Done"},
    **{"cancelled": "Cancelled"},
}


@dataclass(frozen=True, slots=True)
class Starter:
    """What a new folder is made from: a name, the zone of its people, exports by source."""

    name: str
    time_zone: str | None
    groups: tuple[SourceGroup, ...]


def write_folder(folder: Path, starter: Starter) -> None:
    """Make a portfolio folder; its workflow is filled with the statuses of the exports given."""
    sources = _copy_exports(folder, starter.groups)
    zone = starter.time_zone or _UNSAID_ZONE
    statuses = _statuses(folder, zone, sources) if sources else {}
    head = _HEAD.format(name=toml_string(starter.name), time_zone=toml_string(zone))
    tables = [
        _source_text(source, starter.time_zone, statuses.get(source, ())) for source in sources
    ]
    (folder / SETTINGS_FILE).write_text("\n".join([head, *tables]), encoding="utf-8")
    registers = folder / REGISTERS
    registers.mkdir(exist_ok=True)
    for name, schema in register_schemas().items():
        header = ",".join(column.name for column in schema.columns)
        (registers / f"{name}.csv").write_text(header + "\n", encoding="utf-8")
    board = folder / EXPORTS / "board"
    if not board.exists():
        board.mkdir(parents=True)
        (board / "board.csv").write_text(BOARD_HEADER, encoding="utf-8")


def add_columns(folder: Path, source: str, proposal: MappingProposal) -> None:
    """Write the columns proposed for a source at the end of the portfolio's `pmo.toml`.

    Raises:
        SettingsError: no column is a key, the source has columns there already, or the file would
            not be sound.
    """
    path = folder / SETTINGS_FILE
    text = path.read_text("utf-8")
    if proposal.header("item_key") is None:
        raise SettingsError(
            f"No column of the file names its items, so that nothing was written to {path}. Export "
            f"it with the key or number of each item, or say under [sources.{toml_key(source)}"
            '.columns] which column it is: item_key = "…".'
        )
    if tomllib.loads(text).get("sources", {}).get(source, {}).get("columns"):
        raise SettingsError(
            f"{path} names columns of {source} already; correct them there by hand."
        )
    extended = f"{text.rstrip()}\n\n{mapping_toml(source, proposal)}"
    parse_settings(tomllib.loads(extended))
    path.write_text(extended, encoding="utf-8")


def _copy_exports(folder: Path, groups: Sequence[SourceGroup]) -> list[str]:
    (folder / EXPORTS).mkdir(parents=True, exist_ok=True)
    for group in groups:
        place = folder / EXPORTS / group.name
        place.mkdir(exist_ok=True)
        for path in group.paths:
            shutil.copy2(path, _free_name(place, path))
    return [group.name for group in groups]


def _free_name(place: Path, path: Path) -> Path:
    """Return where a file is copied to: two of one name are told apart by their folders.

    A name that begins with a dot would be passed over as hidden, so it is not kept.
    """
    is_hidden = path.name.startswith(".")
    stem, suffix = ("export", path.suffix or ".csv") if is_hidden else (path.stem, path.suffix)
    apart = f"{stem} ({path.resolve().parent.name})"
    stems = chain([stem, apart], (f"{apart} {number}" for number in count(2)))
    return next(target for stem in stems if not (target := place / f"{stem}{suffix}").exists())


def _statuses(
    folder: Path, time_zone: str, sources: Iterable[str]
) -> Mapping[str, list[dict[str, Any]]]:
    """Return the statuses of each source, found out by a build that is thrown away."""
    from pmo_analytics.sources.scratch import scratch_folder  # noqa: PLC0415
    from pmo_analytics.warehouse.build import build_warehouse  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.connection import fetch_rows, open_reader  # noqa: PLC0415

    with scratch_folder() as place:
        scratch = place / "folder"
        shutil.copytree(folder / EXPORTS, scratch / EXPORTS)
        zones = "".join(
            f"[sources.{toml_key(source)}]\ntime_zone = {toml_string(time_zone)}\n"
            for source in sources
        )
        (scratch / SETTINGS_FILE).write_text(zones, encoding="utf-8")
        built = build_warehouse(scratch, tables=("items", "status_meanings"))
        with closing(open_reader(built.warehouse)) as connection:
            rows = fetch_rows(connection, _STATUSES, name="statuses")
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(str(row["source"]), []).append(row)
    return found


# A workflow outweighs a resolution and a date: a status in which most items are resolved, or have a
# date of finishing, is proposed as done.
_STATUSES = """
    with resolved as (
        select source, status
        from items
        group by source, status
        having
            2 * count(*) filter (
                where disagreement = 'status says open' or (state = 'done' and done_at is not null)
            ) > count(*)
    )
    select
        meanings.source,
        min(meanings.status) as status,
        if(
            count(resolved.status) > 0,
            'done',
            mode(
                coalesce(meanings.category, meanings.proposed_category) order by meanings.category
            )
        ) as category,
        bool_or(meanings.decided_by = 'unknown') or count(resolved.status) > 0 as is_proposal,
        min(meanings.stage_order) as stage_order
    from status_meanings as meanings
    left join resolved
        on meanings.source = resolved.source and meanings.status = resolved.status
    group by meanings.source, meanings.status_folded
    order by meanings.source, stage_order nulls last, status
"""


def _source_text(source: str, time_zone: str | None, statuses: Sequence[Mapping[str, Any]]) -> str:
    zone = f"time_zone = {toml_string(time_zone or _UNSAID_ZONE)}"
    lines = [
        f"[sources.{toml_key(source)}]",
        f"{'' if time_zone else '# '}{zone}  # of whoever exported, where times carry none",
        '# item_url = "https://tracker.example/browse/{key}"',
        "",
    ]
    lines += _workflow_lines(source, statuses) if statuses else []
    return "\n".join(lines)


def _workflow_lines(source: str, statuses: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """Write a stage for each category that occurs, with its statuses; proposals stand apart."""
    for category, name in _STAGE_NAMES.items():
        members = [row for row in statuses if row["category"] == category]
        if not members:
            continue
        yield f"[[sources.{toml_key(source)}.workflow.stages]]"
        yield f"name = {toml_string(name)}"
        yield f'category = "{category}"'
        yield from _status_lines("statuses", [row for row in members if not row["is_proposal"]])
        proposed = [row for row in members if row["is_proposal"]]
        if proposed:
            yield "# Nobody confirmed these: move what is right up to statuses, the rest elsewhere."
        yield from _status_lines("proposed", proposed)
        yield from ("# wip_limit = 6", "") if category in ("active", "waiting") else ("",)


def _status_lines(key: str, rows: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    if rows:
        yield f"{key} = ["
        yield from (f"  {toml_string(str(row['status']))}," for row in rows)
        yield "]"
    elif key == "statuses":
        yield "statuses = []"
