"""Parameters of a notebook: read from its tagged cell, compared with what is given, refused early.

papermill only warns at a misspelt parameter and runs with the default; here a name that the
notebook does not have, or a value of another type, is refused before anything runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill

from pmo_analytics.errors import ParameterError, did_you_mean

_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
}


class NotebookFaultError(ParameterError):
    """A notebook cannot be run as a report; the others can."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a notebook, as its cell declares it."""

    name: str
    type_name: str
    default: str  # the literal, as written
    help: str


def notebook_parameters(notebook: Path) -> dict[str, Parameter]:
    """Return the parameters of a notebook by name.

    Raises:
        NotebookFaultError: the notebook has no cell tagged "parameters", or is none.
    """
    try:
        inspected = papermill.inspect_notebook(str(notebook))
    except (ValueError, LookupError, TypeError, AttributeError, nbformat.ValidationError):
        raise NotebookFaultError(
            f"{notebook.name} is no Jupyter notebook, or a damaged one."
        ) from None
    if not inspected:
        raise NotebookFaultError(
            f'{notebook.name} has no cell tagged "parameters", so it cannot be run as a report.'
        )
    return {
        name: Parameter(
            name=name,
            type_name=found["inferred_type_name"],
            default=found["default"],
            help=found["help"],
        )
        for name, found in inspected.items()
    }


def checked_parameters(notebook: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters for a run, after comparing them with the notebook.

    Raises:
        ParameterError: a name the notebook does not have, or a value of another type.
    """
    known = notebook_parameters(notebook)
    for name, value in given.items():
        if name not in known:
            raise ParameterError(_unknown_sentence(notebook, name, known))
        _check_type(notebook, known[name], value)
    return dict(given)


def parsed_value(notebook: Path, name: str, text: str) -> Any:
    """Turn the text of a command line into the type that the notebook declares.

    Raises:
        ParameterError: a name the notebook does not have, or a text that is no such value.
    """
    known = notebook_parameters(notebook)
    if name not in known:
        raise ParameterError(_unknown_sentence(notebook, name, known))
    type_name = known[name].type_name
    if type_name == "bool":
        if text.lower() not in ("true", "false"):
            raise ParameterError(f'{name} of {notebook.stem} is true or false, not "{text}".')
        return text.lower() == "true"
    if type_name in ("int", "float"):
        try:
            return int(text) if type_name == "int" else float(text)
        except ValueError:
            raise ParameterError(f'{name} of {notebook.stem} is a number, not "{text}".') from None
    return text


def _check_type(notebook: Path, parameter: Parameter, value: Any) -> None:
    expected = _TYPES.get(parameter.type_name)
    is_wrong_bool = isinstance(value, bool) and expected != (bool,)
    if expected and (not isinstance(value, expected) or is_wrong_bool):
        raise ParameterError(
            f"{parameter.name} of {notebook.stem} is a {parameter.type_name} ({parameter.help}), "
            f"not {value!r}."
        )


def _unknown_sentence(notebook: Path, name: str, known: Mapping[str, Parameter]) -> str:
    return f'{notebook.stem} has no parameter "{name}". {did_you_mean(name, known)}'
