"""`pmo`: the entry point. It alone prints errors and sets the exit code."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from pmo_analytics.cli import build, check, init, inspect, lab, metric, register, report, sample
from pmo_analytics.cli.terminal import say
from pmo_analytics.errors import (
    EXIT_CODES,
    EnvironmentBrokenError,
    PmoError,
    UserError,
    exit_code,
)

INTERRUPTED = 130  # as shells have it: 128, and the number of SIGINT

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


for command in (init, inspect, build, check, metric, report, sample, lab):
    app.command(name=command.NAME, epilog=getattr(command, "EPILOG", None))(command.run)
app.add_typer(register.commands, name=register.NAME)


def main() -> None:
    """Run the command line; errors are sentences, and their kind is the exit code."""
    try:
        app(standalone_mode=True)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        shown = _shown_error(error)
        say(Console(stderr=True), _sentence(shown), style="bold red")
        sys.exit(exit_code(shown))


def _shown_error(error: Exception) -> PmoError:
    """Return whatever went wrong as an error that is a sentence."""
    match error:
        case PmoError():
            return error
        case OSError():
            return _environment_error(error)
        case MemoryError():
            return EnvironmentBrokenError("There is not enough memory. Free some, then try again.")
        case ImportError():
            return EnvironmentBrokenError(
                f"A part of the program cannot be loaded ({error}). Memory is short, or the "
                "installation is damaged: free some, or run make setup."
            )
    return PmoError(f"{type(error).__name__}: {error}")


def _environment_error(error: OSError) -> EnvironmentBrokenError:
    """Return what the system refused as a sentence: no space, no permission, no such place."""
    place = f" {error.filename}" if error.filename else ""
    return EnvironmentBrokenError(f"The system refused{place}: {error.strerror or error}.")


def _sentence(error: PmoError) -> str:
    if isinstance(error, UserError):
        return str(error)
    first = str(error).partition("\n")[0]
    return f"{first} This is a fault of the program; show it with: pmo --debug …"


if __name__ == "__main__":
    main()
