"""Every exception the suite raises, and the exit code each one leads to.

An error shown to a person says what was found, where, and what to do next; it is printed without a
traceback unless `--debug` is given.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class PmoError(Exception):
    """Base of everything raised on purpose."""


class UserError(PmoError):
    """Shown to the user as one sentence, without a traceback."""


class UsageError(UserError):
    """The command, a parameter or an argument is wrong."""


class SettingsError(UsageError):
    """`pmo.toml` or `suite.toml` holds a key or a value that is not understood."""


class ParameterError(UsageError):
    """A report parameter is misspelt, mistyped or missing."""


class UnknownNameError(UsageError):
    """A metric, project, programme, table or report of that name does not exist."""


class InputError(UserError):
    """A file of the portfolio folder cannot be used."""


class FolderError(InputError):
    """The portfolio folder is missing, empty or unsafe to read."""


class UnreadableFileError(InputError):
    """A file is refused as a whole: no dialect, no encoding, no date order that the data prove."""


class NothingUsableError(InputError):
    """No export of the portfolio folder could be read."""


class ChangingFileError(InputError):
    """A file changed each time it was read; the warehouse that was there stays."""


class EnvironmentBrokenError(UserError):
    """Something outside the portfolio folder is missing or held: a kernel, a browser, a lock."""


class BuildLockedError(EnvironmentBrokenError):
    """Another build of the same folder is running."""


class WarehouseMissingError(UserError):
    """The folder has no warehouse yet."""


class ModelError(PmoError):
    """A SQL model or query failed; names it and carries its text."""


class ReportFailedError(UserError):
    """A report could not be made; the others were."""


class CheckFailedError(UserError):
    """A check found a fault, or a file or folder was refused while the others were read."""


ALL_WELL = 0
CHECK_FAILED = 1
WRONG_USAGE = 2
INPUT_UNUSABLE = 3
ENVIRONMENT_BROKEN = 4

_PARTLY = "a check or a report failed, or a file was refused; the rest was made"

EXIT_CODES: tuple[tuple[type[PmoError], int, str], ...] = (
    (ReportFailedError, CHECK_FAILED, _PARTLY),
    (CheckFailedError, CHECK_FAILED, _PARTLY),
    (UsageError, WRONG_USAGE, "wrong usage: a command, a parameter or a setting"),
    (InputError, INPUT_UNUSABLE, "input unusable: the folder or a file in it"),
    (WarehouseMissingError, INPUT_UNUSABLE, "input unusable: the folder or a file in it"),
    (EnvironmentBrokenError, ENVIRONMENT_BROKEN, "the environment is broken"),
)


def exit_code(error: PmoError) -> int:
    """Return the exit code of the most specific entry of `EXIT_CODES`, 1 for anything else."""
    return next((code for kind, code, _ in EXIT_CODES if isinstance(error, kind)), CHECK_FAILED)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like one, "" where none is."""
    return next(iter(get_close_matches(name, tuple(known), n=1)), "")


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Return the sentence that leads from an unknown name on.

    Args:
        otherwise: what it says where no name is near; by default all there are.
    """
    names = tuple(known)
    near = nearest(name, names)
    if near:
        return f'Did you mean "{near}"?'
    return otherwise or (f"There are: {', '.join(names)}." if names else "There are none.")
