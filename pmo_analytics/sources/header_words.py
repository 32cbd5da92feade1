"""The words of a header: how they are cut, and which of them say no more than what the rows are."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pmo_analytics.sources.folding import fold

_CAMEL_HUMP = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])")
_WORD = re.compile(r"[^\W_]+")


def header_words(header: str) -> list[str]:
    """Split a header into its words: "StartedDate" and "date_started" have two each."""
    return _WORD.findall(_CAMEL_HUMP.sub(" ", header))


def own_name(header: str) -> str:
    """Return what is left of a header such as "Feature status" or "User story created on".

    Tables of features, tasks or tickets may say so before the name of every column. A header that
    begins otherwise ("Parent status", "User name") speaks of something else and stays whole.
    """
    words, names = header_words(header), key_names()
    first = next((at for at, word in enumerate(words) if fold(word) not in names["nouns"]), 0)
    is_of_item = first > 0 and fold(words[first - 1]) in names["things"]
    return " ".join(words[first:]) if is_of_item else header


@cache
def key_names() -> dict[str, frozenset[str]]:
    """Return the words that say what numbers are: names of items, or places of rows."""
    text = (files("pmo_analytics.sources") / "key_names.toml").read_text("utf-8")
    return {kind: frozenset(map(fold, words)) for kind, words in tomllib.loads(text).items()}
