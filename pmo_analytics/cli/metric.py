"""`pmo metric NAME`: one metric of a project, a programme or the portfolio."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console

from pmo_analytics.cli.options import AsOfOption, JsonOption, PortfolioOption, portfolio_folder
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import UsageError

NAME = "metric"
EPILOG = "Example: pmo metric cycle_time --project ATLAS --set percentile=0.7"


def run(
    name: Annotated[str, typer.Argument(help="The metric; without one all are listed.")] = "",
    project: Annotated[str, typer.Option(help="Id of a project.")] = "",
    programme: Annotated[str, typer.Option(help="Name of a programme.")] = "",
    as_of: AsOfOption = "",
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="An option of the metric."),
    ] = None,
    as_json: JsonOption = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print the rows behind the number as CSV.")
    ] = False,
    portfolio: PortfolioOption = None,
) -> None:
    """Answer a metric with its number, n, meaning, rule, tier and what was left out."""
    from pmo_analytics.portfolio import open_portfolio  # noqa: PLC0415 - slow to import

    opened = open_portfolio(portfolio_folder(portfolio), as_of=as_of)
    console = Console()
    if not name:
        catalogue = opened.metrics()
        if as_json:
            sys.stdout.write(catalogue.reset_index().to_json(orient="records") + "\n")
            return
        for metric, row in catalogue.iterrows():
            say(console, f"{metric:<22}{row['meaning']}")
        return
    options = dict(_option(text) for text in settings or ())
    result = opened.metric(name, project=project, programme=programme, **options)
    if as_csv:
        sys.stdout.write(result.frame.to_csv(index=False))
    elif as_json:
        sys.stdout.write(json.dumps(result.to_dict(), default=str, ensure_ascii=False) + "\n")
    else:
        say(console, str(result))


def _option(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f'"{text}" is not NAME=VALUE; write --set percentile=0.7.')
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value
