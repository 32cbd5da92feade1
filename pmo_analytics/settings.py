"""`pmo.toml`, validated and frozen.

Every key has a default that the reports print, except the time zone of a source whose times carry
none: a guess there would move items across midnight. An unknown key is refused with the nearest
known one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from pmo_analytics.errors import InputError, SettingsError, did_you_mean, nearest
from pmo_analytics.standards import (
    Mode,
    Preset,
    Standard,
    StandardTable,
    standards_in_force,
    unknown_check,
)

SETTINGS_FILE = "pmo.toml"
MOST_BYTES = 1 << 20  # a larger pmo.toml was not written by hand
MOST_DAYS = 36_500  # a century
MOST_ITEMS = 1_000_000  # in a stage at a time
_REPORTED, _WHOLE_REPORT = "reported_", "reported_overall"  # roles of a project's own report

StageCategory = Literal["to_do", "active", "waiting", "done", "cancelled"]


@cache
def _time_zones() -> frozenset[str]:
    """Return the names of all zones; "localtime" is whatever the machine is set to, and no name."""
    return frozenset(available_timezones() - {"localtime"})


def _known_time_zone(name: str) -> str:
    if name not in _time_zones():
        raise ValueError(f'"{name}" is not a time zone; expected a name such as "Europe/London"')
    return name


TimeZone = Annotated[str, AfterValidator(_known_time_zone)]

# What can say that an item is blocked: the flag of the tracker, a field that pmo.toml names, a
# status, a label, an open item that blocks it, or blockers.csv.
DEFAULT_BLOCKED_BY = (
    *("flag", "field", "status:Blocked", "status:Impediment", "link:Blocks", "register"),
)
_BLOCKS_ALONE = ("flag", "field", "register")
_BLOCKS_BY_NAME = ("status", "label", "link")
_BLOCK_FORMS = "flag, field, register, status:NAME, label:NAME or link:NAME"


def _known_block(text: str) -> str:
    kind, _, name = text.partition(":")
    if text in _BLOCKS_ALONE or (kind in _BLOCKS_BY_NAME and name.strip()):
        return text
    raise ValueError(f'"{text}" does not say what blocks; expected {_BLOCK_FORMS}')


BlockRule = Annotated[str, AfterValidator(_known_block)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _known_country(text: str) -> str:
    if not text:
        return text
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - slow to import, and few settings ask

    code, _, part = text.partition("-")
    names = {name.casefold(): codes[1] for codes in COUNTRIES.values() for name in codes}
    if code not in names.values():
        remedy = _nearest(code, names) or 'expected a code such as "GB" or "DE-BY"'
        raise ValueError(f'"{code}" is no country whose public holidays are known; {remedy}')
    if part:
        _check_part(code, part)
    return text


def _check_part(code: str, part: str) -> None:
    from holidays import country_holidays  # noqa: PLC0415

    country = country_holidays(code)
    names = {name.casefold(): name for name in country.subdivisions}
    names |= {name.casefold(): own for name, own in country.subdivisions_aliases.items()}
    if part not in names.values():
        remedy = _nearest(part, names) or f"known are {', '.join(country.subdivisions) or 'none'}"
        raise ValueError(f'"{part}" is no part of {code} with public holidays of its own; {remedy}')


def _nearest(name: str, known: Mapping[str, str]) -> str:
    near = nearest(name.casefold(), known)
    return f'the nearest known is "{known[near]}"' if near else ""


def _listed(selectors: Any) -> Any:
    """Take selectors as projects.csv writes them, in one text, as a list."""
    if not isinstance(selectors, str):
        return selectors
    return tuple(filter(None, map(str.strip, selectors.split(";"))))


Country = Annotated[str, AfterValidator(_known_country)]
Selectors = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


OverallRule = Literal["worst", "average"]


class PortfolioTable(_Table):
    """`[portfolio]`: what holds for every source."""

    name: str = ""  # default: the name of the folder
    time_zone: TimeZone = "UTC"  # where a day begins and ends
    currency: str = ""  # printed before money: "£", "EUR "
    date_style: Literal["day_first", "month_first"] = "day_first"
    decimal_sign: Literal[".", ","] = "."  # in registers
    forecast_unit: Literal["items", "points"] = "items"  # points: where nearly all items have some
    stale_export_days: int = Field(14, ge=1, le=MOST_DAYS)
    people: Literal["names", "pseudonyms", "none"] = "names"  # how persons are shown, everywhere
    discount_rate: float = Field(0.1, ge=0, le=1)  # a year, of what a benefit is worth later
    preset: Preset = "corporate_it"  # government: delivery confidence on five points
    pmo_mode: Mode = "controlling"  # what the office may do: advise, ask for, or also reassign
    overall: OverallRule = "worst"  # average: of points, unless the manager rates it lower
    objectives: tuple[str, ...] = ()  # of the portfolio; projects.csv says which a project serves
    blocked_by: tuple[BlockRule, ...] = DEFAULT_BLOCKED_BY  # what says that an item is blocked

    @property
    def counts_points(self) -> bool:
        """Tell whether forecasts count points where nearly all items have some."""
        return self.forecast_unit == "points"


class Stage(_Table):
    """`[[workflow.stages]]`: a column of the board and the statuses that stand in it.

    `proposed` holds those that `pmo init` placed and nobody confirmed: they count, but less than a
    resolution, and pages say so.
    """

    name: str
    category: StageCategory
    statuses: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    wip_limit: int | None = Field(None, ge=1, le=MOST_ITEMS)

    @model_validator(mode="after")
    def _holds_a_status(self) -> Stage:
        if not (self.statuses or self.proposed):
            raise ValueError(f'stage "{self.name}" names no statuses')
        return self


class Workflow(_Table):
    """`[workflow]`: which status means what, in the order of the board."""

    stages: tuple[Stage, ...] = ()
    start_stage: str = ""  # default: the first stage that is neither to do nor done
    finish_stage: str = ""  # default: the first stage of category done
    # default: those of resolution_names.toml, in every language
    cancelled_resolutions: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _stages_are_consistent(self) -> Workflow:
        names = [stage.name for stage in self.stages]
        for key in ("start_stage", "finish_stage"):
            name = getattr(self, key)
            if name and name not in names:
                raise ValueError(f'{key} "{name}" is not one of the stages: {", ".join(names)}')
        owners: dict[str, str] = {}
        for stage in self.stages:
            for status in (*stage.statuses, *stage.proposed):
                owner = owners.setdefault(status.casefold(), stage.name)
                if owner != stage.name:
                    raise ValueError(
                        f'status "{status}" stands in two stages, {owner} and {stage.name}'
                    )
        return self


class PortfolioWorkflow(Workflow):
    """`[workflow]` of the whole portfolio."""

    shortest_visit_seconds: int = Field(0, ge=0)  # a shorter stay in a stage is no visit to it


class CalendarTable(_Table):
    """`[calendar]`: which days are no working days; `calendar.csv` names the exceptions.

    Public holidays of the `country` are none: "GB", or with the code of a part "DE-BY", where parts
    have holidays of their own. They are known from 1980 to 2070.
    """

    weekend: tuple[Weekday, ...] = ("saturday", "sunday")
    country: Country = ""  # default: no public holidays but those of calendar.csv

    @property
    def weekday_numbers(self) -> tuple[int, ...]:
        """Return the days of the weekend as numbers; Monday is 0."""
        return tuple(get_args(Weekday).index(day) for day in self.weekend)


# "Bug" and its like in the languages of the dialects; compared without case and accents.
DEFAULT_DEFECT_TYPES = (
    *("Bug", "Defect", "Fault", "Fehler", "Defekt", "Mangel", "Error", "Defecto", "Bogue"),
    *("Anomalie", "Défaut", "Erro", "Defeito", "Fout", "Difetto", "Błąd", "Ошибка", "Дефект"),
    *("Fel", "バグ", "不具合"),
)


class QualityTable(_Table):
    """`[quality]`: which items are defects, and which of them users found first."""

    defect_types: tuple[str, ...] = DEFAULT_DEFECT_TYPES
    escaped_labels: tuple[str, ...] = ("escaped",)


class SourceTable(_Table):
    """`[sources.NAME]`: what the files below `exports/NAME/` do not say themselves."""

    dialect: str = ""  # default: recognised from content
    time_zone: TimeZone | None = None
    date_order: Literal["day_first", "month_first", "year_first"] | None = None
    item_url: str = ""  # "https://tracker.example/browse/{key}"
    columns: dict[str, str] = Field(default_factory=dict)  # role = header
    stage_columns: tuple[str, ...] = ()  # of a table of stage dates, in order; default: judged
    workflow: Workflow | None = None

    @model_validator(mode="after")
    def _report_has_a_colour(self) -> SourceTable:
        named = sorted(role for role in self.columns if role.startswith(_REPORTED))
        if named and _WHOLE_REPORT not in named:
            raise ValueError(
                f"columns names {named[0]} and not {_WHOLE_REPORT}; a report has a colour for the "
                "whole, so name the field that holds it"
            )
        return self

    @model_validator(mode="after")
    def _item_url_is_safe(self) -> SourceTable:
        if self.item_url and not self.item_url.startswith(("https://", "http://")):
            raise ValueError('item_url must start with "https://" or "http://"')
        if self.item_url and "{key}" not in self.item_url:
            raise ValueError("item_url must hold {key} where the key of the item goes")
        return self


class Policy(_Table):
    """`[policy.DIMENSION]`: four numbers, so that a value at a line does not flip its colour.

    All are shares: 0.75 is 75 %.
    """

    enter_amber: float
    leave_amber: float
    enter_red: float
    leave_red: float
    grey_below: float | None = None  # too little to judge by


class ProjectTable(_Table):
    """`[projects.ID]`: a project whose workflow differs from that of its source."""

    workflow: Workflow


class Settings(_Table):
    """The whole of `pmo.toml`."""

    portfolio: PortfolioTable = PortfolioTable()
    sources: dict[str, SourceTable] = Field(default_factory=dict)
    workflow: PortfolioWorkflow = PortfolioWorkflow()
    calendar: CalendarTable = CalendarTable()
    quality: QualityTable = QualityTable()
    projects: dict[str, ProjectTable] = Field(default_factory=dict)
    teams: dict[str, Selectors] = Field(
        default_factory=dict,
        description="`[teams]` NAME = selectors, written as in `projects.csv`: whose the items are "
        "for which no export names the team. The finest selector wins.",
    )
    policy: dict[str, Policy] = Field(default_factory=dict)
    standards: dict[str, StandardTable] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _standards_are_checks(self) -> Settings:
        faults = [unknown_check(name, table) for name, table in self.standards.items()]
        if any(faults):
            raise ValueError(". ".join(filter(None, faults)))
        return self

    @property
    def standards_in_force(self) -> tuple[Standard, ...]:
        """Return the standards that hold: the starter set of the preset, and what is set here."""
        return standards_in_force(self.standards, self.portfolio.preset)

    def source(self, name: str) -> SourceTable:
        """Return what is set for a source, the defaults where nothing is."""
        return self.sources.get(name, SourceTable())


def read_settings(folder: Path) -> Settings:
    """Read `pmo.toml` of a portfolio folder; without the file, the defaults.

    Raises:
        SettingsError: the file is not TOML, or holds a key or value that is not understood.
    """
    path = folder / SETTINGS_FILE
    try:
        table = tomllib.loads(_settings_text(path)) if os.path.lexists(path) else {}
    except UnicodeDecodeError:
        raise SettingsError(
            f"{SETTINGS_FILE} is not valid TOML: it is not UTF-8 text. Save it as UTF-8."
        ) from None
    except (ValueError, RecursionError) as error:  # also a number of five thousand digits
        raise SettingsError(f"{SETTINGS_FILE} is not valid TOML: {error}.") from None
    settings = parse_settings(table)
    if settings.portfolio.name:
        return settings
    named = settings.portfolio.model_copy(update={"name": _shown_name(folder)})
    return settings.model_copy(update={"portfolio": named})


def _shown_name(folder: Path) -> str:
    """Return the name of a folder as text: a name on disk may hold bytes that are none."""
    return os.fsencode(folder.resolve().name).decode("utf-8", "replace")


def _settings_text(path: Path) -> str:
    """Return the text of a settings file, if it is a plain file of a sensible size inside."""
    if not path.is_file() or not path.resolve().is_relative_to(path.parent.resolve()):
        raise SettingsError(
            f"{path} is no file of the portfolio folder: it is a folder, a device, or a link that "
            "leads away or nowhere. Put the settings themselves there."
        )
    if path.stat().st_size > MOST_BYTES:
        raise SettingsError(
            f"{path} is larger than {MOST_BYTES >> 20} MB, so it holds no settings. Replace it."
        )
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None


def parse_settings(table: dict[str, Any]) -> Settings:
    """Validate the content of `pmo.toml`, reporting every fault at once."""
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        faults = [_fault_sentence(fault) for fault in error.errors()]
        raise SettingsError(f"{SETTINGS_FILE}: " + " ".join(faults)) from None


def _fault_sentence(fault: Any) -> str:
    location = [str(part) for part in fault["loc"]]
    place = ".".join(location)
    if fault["type"] == "extra_forbidden":
        return f'unknown key "{place}". {did_you_mean(location[-1], _known_keys(location[:-1]))}'
    message = fault["msg"].removeprefix("Value error, ")
    return f'"{place}": {message}.' if place else f"{message}."


def _known_keys(location: list[str]) -> list[str]:
    """Name the keys that the table at a location may hold."""
    model: Any = Settings
    for part in location:
        field = model.model_fields.get(part) if isinstance(model, type) else None
        annotation = field.annotation if field else model
        model = _inner_model(annotation) or model
    return sorted(model.model_fields) if hasattr(model, "model_fields") else []


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)
