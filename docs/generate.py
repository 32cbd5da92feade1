"""Write the reference documentation that repeats code: `python -m docs.generate`.

A test compares what is committed with what this returns, so it cannot go stale.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import typer

from pmo_analytics.catalogue.registry import MEASURES
from pmo_analytics.cli.app import app
from pmo_analytics.errors import EXIT_CODES
from pmo_analytics.metrics.options import OPTIONS
from pmo_analytics.settings import Settings
from pmo_analytics.sources.registers import register_schemas
from pmo_analytics.standards import ENFORCED, checks
from pmo_analytics.warehouse.models import read_table_cards

REFERENCE = Path(__file__).parent / "reference"
SOURCE_KEY = re.compile(r"(?<!\w)\[([a-z][a-z0-9]+(?:-[a-z0-9]+)+)\]")  # as in [kanban-guide]
_NOTE = "<!-- written by `make docs`; edit the code instead -->"


def documents() -> dict[str, str]:
    """Return every generated document by its file name."""
    makers: dict[str, Callable[[], Iterable[str]]] = {
        "commands.md": _commands,
        "metrics.md": _metrics,
        "registers.md": _registers,
        "settings.md": _settings,
        "standards.md": _standards,
        "tables.md": _tables,
    }
    return {name: "\n".join([_NOTE, "", *make()]) + "\n" for name, make in makers.items()}


def _commands() -> Iterable[str]:
    yield "# Commands"
    group = typer.main.get_command(app)
    context = click.Context(group, info_name="pmo")
    yield from ("", f"{group.help}", "")
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        yield from _command(name, command, context)
    yield from ("## Exit codes", "", "| code | meaning |", "|---|---|", "| 0 | all well |")
    for code, meaning in sorted({(code, meaning) for _, code, meaning in EXIT_CODES}):
        yield f"| {code} | {meaning} |"


def _command(name: str, command: click.Command, parent: click.Context) -> Iterable[str]:
    context = click.Context(command, info_name=name.rpartition(" ")[2], parent=parent)
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            yield from _command(f"{name} {part}", command.commands[part], context)
        return
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f"## pmo {name}", "", f"`pmo {name} {usage}`", "")
    yield from (inspect.cleandoc(command.help or ""), "")
    yield from ("| argument or option | what it says |", "|---|---|")
    for parameter in command.get_params(context):
        names = ", ".join(f"`{one}`" for one in (*parameter.opts, *parameter.secondary_opts))
        yield f"| {names} | {getattr(parameter, 'help', '') or ''} |"
    if command.epilog:
        yield from ("", command.epilog)
    yield ""


def _metrics() -> Iterable[str]:
    yield from ("# Metrics", "", "Each is asked for with `p.metric(name, …)` or `pmo metric name`,")
    yield from ("for any scope and as of any day.", "", "## Options", "")
    yield from ("`p.metric(name, percentile=0.7)` or `pmo metric name --set percentile=0.7`.", "")
    yield from ("| option | meaning | default | takes |", "|---|---|---|---|")
    for name, option in OPTIONS.items():
        default = "" if option.default in {"", None} else f"`{option.default}`"
        yield f"| `{name}` | {option.meaning} | {default} | {option.expected} |"
    yield ""
    for metric in MEASURES.values():
        yield from (f"## {metric.name}", "", metric.meaning, "")
        yield f"- **Rule.** {metric.rule}"
        yield f"- **Source.** {_cited(metric.source)}"
        yield f"- **Unit.** {metric.unit}; better: {metric.better}."
        yield f"- **Data needed.** {metric.data_needed}. Otherwise: {metric.missing}."
        for name, words in metric.conventions.items():
            yield f"- **{name[0].upper()}{name[1:]}.** {words}"
        if metric.smallest_n:
            yield f"- **Smallest n.** {metric.smallest_n}"
        for why, add in metric.remedies.items():
            yield f"- **Left out.** {why[0].upper()}{why[1:]}: {add}."
        yield f"- **Cannot tell.** {metric.cannot_tell}"
        if metric.options:
            yield f"- **Options.** {', '.join(f'`{option}`' for option in metric.options)}"
        yield from ("", "| value | meaning |", "|---|---|")
        yield from (f"| `{name}` | {meaning} |" for name, meaning in metric.values.items())
        yield ""


def _cited(text: str) -> str:
    """Link the keys of sources to their page."""
    return SOURCE_KEY.sub(r"[\1](sources.md#\1)", text)


def _registers() -> Iterable[str]:
    yield "# Registers"
    yield from ("", "One CSV each in `registers/`. **Bold** columns are filled in every row.", "")
    for schema in register_schemas().values():
        yield from (f"## {schema.name}.csv", "", f"One row is {schema.row}.", "")
        if schema.unique:
            yield from (f"Rows are told apart by {', '.join(schema.unique)}.", "")
        yield from ("| column | holds | meaning |", "|---|---|---|")
        for column in schema.columns:
            name = f"**{column.name}**" if column.is_required else column.name
            holds = column.type if not column.choices else "one of " + ", ".join(column.choices)
            if column.references:
                holds += f", of `{column.references}`"
            yield f"| {name} | {holds} | {column.meaning} |"
        yield ""


def _settings() -> Iterable[str]:
    yield from ("# pmo.toml", "", "Every key has a default but the time zone of a source.", "")
    schema = Settings.model_json_schema()
    for title, table in sorted(schema["$defs"].items()):
        yield from (f"## {title}", "", inspect.cleandoc(table.get("description", "")), "")
        yield from ("| key | type | default |", "|---|---|---|")
        for key, field in table["properties"].items():
            default = field.get("default", "-" if key in table.get("required", []) else "")
            yield f"| `{key}` | {_type_words(field)} | `{default}` |"
        yield ""
    for name, table in schema["properties"].items():
        if "description" in table:
            yield from (f"## {name}", "", table["description"], "")


def _standards() -> Iterable[str]:
    yield from ("# Standards", "", "The checks of the catalogue. Those marked hold where `preset` in")
    yield "`pmo.toml` names the set; `[standards.ID]` adds, changes or drops one, and names SQL"
    yield from ("of the folder as a check of its own ([settings](settings.md#standardtable)).", "")
    yield from ("Breaches of these severities fail `pmo check`:", "")
    for mode, levels in ENFORCED.items():
        yield f"- `{mode}`: {', '.join(levels) or 'none'}"
    yield ""
    for check in checks().values():
        line = "the tolerated share" if check.line is None else f"{check.line:.0%}"
        yield from (f"## {check.check_id}", "", f"{check.counts.capitalize()} {check.fails}.", "")
        yield f"- **Severity.** {check.severity}; kept up to {line} of failures."
        yield f"- **Remedy.** The {check.owner}: {check.remedy}."
        yield f"- **Help.** {check.help}."
        yield f"- **Data needed.** {check.needs[0].upper()}{check.needs[1:]}."
        yield f"- **Starter sets.** {', '.join(f'`{one}`' for one in check.sets) or 'none'}."
        yield from (f"- **Source.** {_cited(check.source)}", "")


def _type_words(field: dict) -> str:
    if "enum" in field:
        return "one of " + ", ".join(map(str, field["enum"]))
    if "anyOf" in field:
        return " or ".join(_type_words(one) for one in field["anyOf"] if one.get("type") != "null")
    if "$ref" in field:
        return field["$ref"].rsplit("/", 1)[1]
    return str(field.get("type", "any"))


def _tables() -> Iterable[str]:
    yield from ("# Tables", "", "What `p.sql(…)` can ask. Moments are UTC, days local.", "")
    for card in read_table_cards().values():
        yield from (f"## {card.name}", "", f"One row is {card.grain}.", "")
        yield f"- **Keys.** {', '.join(f'`{key}`' for key in card.keys)}"
        yield from (f"- **Always.** `{identity}`" for identity in card.identities)
        if card.columns:
            yield from ("", "| column | holds |", "|---|---|")
            yield from (f"| `{name}` | {words} |" for name, words in card.columns.items())
        yield ""


def main() -> None:
    """Write every document."""
    REFERENCE.mkdir(exist_ok=True)
    for name, text in documents().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
