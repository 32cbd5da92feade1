"""`pmo`: the entry point. It alone prints errors and sets the exit code."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from pmo_analytics.cli import build, inspect, lab, metric, report, sample
from pmo_analytics.errors import EXIT_CODES, PmoError, UserError, exit_code

_EPILOG = "Exit codes: 0 all well; " + "; ".join(
    f"{code} {meaning}" for code, meaning in sorted({(code, text) for _, code, text in EXIT_CODES})
)

app = typer.Typer(
    name="pmo",
    help="Portfolio health reports for a PMO, from nothing but a folder of CSV exports.",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def options(
    context: typer.Context,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error, for a bug report.")
    ] = False,
) -> None:
    """Hold the options of every command."""
    context.obj = {"debug": debug}


for command in (inspect, build, metric, report, sample, lab):
    app.command(name=command.NAME, epilog=getattr(command, "EPILOG", None))(command.run)


def main() -> None:
    """Run the command line; errors are sentences, and their kind is the exit code."""
    try:
        app(standalone_mode=True)
    except PmoError as error:
        if "--debug" in sys.argv:
            raise
        sentence = str(error)
        if not isinstance(error, UserError):
            sentence = (
                f"{sentence.splitlines()[0]} This is a fault of the program; show it with --debug."
            )
        # File text is data, never markup of the terminal.
        Console(stderr=True).print(Text(sentence, style="bold red"))
        sys.exit(exit_code(error))


if __name__ == "__main__":
    main()
