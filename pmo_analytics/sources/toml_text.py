"""Text that goes into `pmo.toml`, or into a sentence that shows how to write it there."""

from __future__ import annotations

import json
import re


def toml_string(text: str) -> str:
    """Write a text as a TOML string, whatever it holds."""
    # JSON's escapes are TOML's, but for DEL, which TOML wants escaped too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(name: str) -> str:
    """Write a name as a key of TOML, quoted where it needs to be."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else toml_string(name)


def toml_comment(text: str) -> str:
    """Write a text as a TOML comment on one line."""
    return "# " + "".join(sign if sign.isprintable() else " " for sign in text)
