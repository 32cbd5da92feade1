"""Imports that cost seconds of every process for what nobody here asks for, made without it."""

from __future__ import annotations

import sys
from importlib import import_module

_IRI_GRAMMAR = "rfc3987_syntax"


def import_jsonschema() -> None:
    """Import jsonschema, which altair and nbformat stand on, without its grammar of addresses.

    Jupyter's server installs that grammar; compiling it takes two seconds of processor time, and no
    chart and no notebook has an address to be checked by it.
    """
    if "jsonschema" in sys.modules or _IRI_GRAMMAR in sys.modules:
        return
    sys.modules[_IRI_GRAMMAR] = None
    try:
        import_module("jsonschema")  # theirs, not ours: it is imported only to come first
    finally:
        del sys.modules[_IRI_GRAMMAR]
