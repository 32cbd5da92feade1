"""`suite.toml`: which notebooks are run, for whom, with which parameters, and how long at most."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from pmo_analytics.errors import SettingsError

Scalar = str | int | float | bool
ForEach = Literal["portfolio", "programme", "project", "team"]


def _bare_name(name: str) -> str:
    if not name or "/" in name or "\\" in name:
        raise ValueError("give the name of a notebook without its folder and ending")
    return name


class SuiteReport(BaseModel):
    """An entry of the suite: a notebook, and for whom it is run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notebook: Annotated[str, AfterValidator(_bare_name)]
    for_each: ForEach = "portfolio"
    time_limit_seconds: float = Field(600, gt=0)
    parameters: dict[str, Scalar] = Field(default_factory=dict)


class Suite(BaseModel):
    """What one run makes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reports: tuple[SuiteReport, ...] = Field(min_length=1)


def read_suite(path: Path) -> Suite:
    """Read a suite file.

    Raises:
        SettingsError: the file is missing, is not TOML, or holds what is not understood.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"There is no suite {path}. Name one with --suite.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} is not valid TOML: {error}.") from None
    try:
        return Suite.model_validate(table)
    except ValidationError as error:
        faults = [
            f'"{".".join(map(str, fault["loc"]))}": {fault["msg"].removeprefix("Value error, ")}.'
            for fault in error.errors()
        ]
        raise SettingsError(f"{path.name}: {' '.join(faults)}") from None
