"""Writes the sample portfolio: settings, exports and registers, and nothing of the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from data.simulator.description import PORTFOLIO_FOLDER, PortfolioSpec, SourceSpec, read_portfolio
from data.simulator.exports.change_history import change_history_text
from data.simulator.exports.csv_text import csv_text
from data.simulator.exports.navigator import navigator_text
from data.simulator.exports.stage_dates import stage_dates_text
from data.simulator.exports.weekly_navigator import weekly_navigator_texts
from data.simulator.registers.written import register_rows
from data.simulator.simulation import ProjectHistory, simulate

SETTINGS_FILE = "pmo.toml"


def write_sample(folder: Path, portfolio: PortfolioSpec | None = None) -> None:
    """Write the sample into a folder; the same description gives the same bytes."""
    portfolio = portfolio or read_portfolio()
    for path, text in sample_texts(portfolio).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def sample_texts(portfolio: PortfolioSpec) -> dict[str, str]:
    """Return the text of each file of the sample, by its path in the folder."""
    histories = simulate(portfolio)
    texts = {SETTINGS_FILE: (PORTFOLIO_FOLDER / SETTINGS_FILE).read_text(encoding="utf-8")}
    for source in portfolio.sources:
        shown = [history for history in histories if history.project.source == source.name]
        for file_name, text in _EXPORTERS[source.dialect](portfolio, source, shown):
            texts[f"exports/{source.name}/{file_name}"] = text
    for name, rows in register_rows(portfolio, histories).items():
        texts[f"registers/{name}.csv"] = csv_text(rows)
    return texts


def _navigator(
    portfolio: PortfolioSpec, source: SourceSpec, shown: Sequence[ProjectHistory]
) -> Iterator[tuple[str, str]]:
    for taken_at, file_name in source.exports.items():
        yield file_name, navigator_text(portfolio, shown, exported_at=taken_at)


def _weekly_navigator(
    _: PortfolioSpec, source: SourceSpec, shown: Sequence[ProjectHistory]
) -> Iterator[tuple[str, str]]:
    return weekly_navigator_texts(source, shown)


def _change_history(
    _: PortfolioSpec, source: SourceSpec, shown: Sequence[ProjectHistory]
) -> Iterator[tuple[str, str]]:
    for file_name in source.exports.values():
        yield file_name, change_history_text(shown)


def _stage_dates(
    portfolio: PortfolioSpec, source: SourceSpec, shown: Sequence[ProjectHistory]
) -> Iterator[tuple[str, str]]:
    for file_name in source.exports.values():
        yield file_name, stage_dates_text(portfolio, shown)


Exporter = Callable[
    [PortfolioSpec, SourceSpec, Sequence[ProjectHistory]], Iterable[tuple[str, str]]
]
_EXPORTERS: dict[str, Exporter] = {
    "navigator": _navigator,
    "weekly_navigator": _weekly_navigator,
    "change_history": _change_history,
    "stage_dates": _stage_dates,
}
