"""The text of a new portfolio folder: `pmo.toml` with comments, and a header for each register."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo_analytics.errors import ParameterError, SettingsError
from pmo_analytics.settings import SETTINGS_FILE, parse_settings
from pmo_analytics.sources.folder import EXPORTS, REGISTERS
from pmo_analytics.sources.mapping import MappingProposal, mapping_toml
from pmo_analytics.sources.register_schema import register_schemas
from pmo_analytics.sources.toml_text import toml_comment, toml_key, toml_string

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
_CATEGORIES = ("to_do", "active", "waiting", "done")
_STAGE_NAMES = {"to_do": "To Do", "active": "In Progress", "waiting": "Waiting", "done": "Done"}


@dataclass(frozen=True, slots=True)
class Starter:
    """What a new folder is made from: a name, the zone of its people, exports to begin with."""

    name: str
    time_zone: str | None
    exports: tuple[Path, ...]


def write_folder(folder: Path, starter: Starter) -> None:
    """Make a portfolio folder; its workflow is filled with the statuses of the exports given."""
    sources = _copy_exports(folder, starter.exports)
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
        SettingsError: the source has columns there already, or the file would not be sound.
    """
    path = folder / SETTINGS_FILE
    text = path.read_text("utf-8")
    if tomllib.loads(text).get("sources", {}).get(source, {}).get("columns"):
        raise SettingsError(
            f"{path} names columns of {source} already; correct them there by hand."
        )
    extended = f"{text.rstrip()}\n\n{mapping_toml(source, proposal)}"
    parse_settings(tomllib.loads(extended))
    path.write_text(extended, encoding="utf-8")


def _copy_exports(folder: Path, exports: Sequence[Path]) -> list[str]:
    sources: dict[str, None] = {}
    for path in exports:
        source = _source_name(path)
        target = folder / EXPORTS / source
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target / path.name)
        sources[source] = None
    (folder / EXPORTS).mkdir(parents=True, exist_ok=True)
    return list(sources)


def _source_name(path: Path) -> str:
    """Return the letters and digits a file begins with: a name that leads nowhere else."""
    found = re.match(r"[^\W_]+", path.stem)
    return found.group().lower() if found else "tracker"


def _statuses(
    folder: Path, time_zone: str, sources: Iterable[str]
) -> Mapping[str, list[dict[str, Any]]]:
    """Return the statuses of each source, found out by a build that is thrown away."""
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import
    from pmo_analytics.warehouse.scratch import scratch_folder  # noqa: PLC0415

    with scratch_folder() as place:
        scratch = place / "folder"
        shutil.copytree(folder / EXPORTS, scratch / EXPORTS)
        zones = "".join(
            f"[sources.{toml_key(source)}]\ntime_zone = {toml_string(time_zone)}\n"
            for source in sources
        )
        (scratch / SETTINGS_FILE).write_text(zones, encoding="utf-8")
        try:
            frame = open_portfolio(scratch).sql(_STATUSES)
        except ParameterError:  # no export could be read: `pmo build` will say why
            return {}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.to_dict("records"):
        found.setdefault(str(row["source"]), []).append(row)
    return found


# A workflow outweighs a resolution: a status in which most items are resolved is proposed as done.
_STATUSES = """
    with resolved as (
        select source, status
        from items
        group by source, status
        having 2 * count(*) filter (where disagreement = 'status says open') > count(*)
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
    """Write a stage for each category that occurs, with its statuses; proposals are marked."""
    for category in _CATEGORIES:
        members = [row for row in statuses if row["category"] == category]
        if not members:
            continue
        yield f"[[sources.{toml_key(source)}.workflow.stages]]"
        yield f"name = {toml_string(_STAGE_NAMES[category])}"
        yield f'category = "{category}"'
        yield "statuses = ["
        for row in members:
            mark = "  # proposed: say whether it is right" if row["is_proposal"] else ""
            yield f"  {toml_string(str(row['status']))},{mark}"
        yield "]"
        yield from ("# wip_limit = 6", "") if category in ("active", "waiting") else ("",)
    dropped = [str(row["status"]) for row in statuses if row["category"] == "cancelled"]
    if dropped:
        yield toml_comment(f"ended without being done: {', '.join(dropped)}")
