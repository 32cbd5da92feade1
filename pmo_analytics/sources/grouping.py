"""Which exports belong to one source: decided by what they hold, not by what they are called.

Files that show the same items under the same titles are one tracker's, one export after the other;
a history belongs to the items it tells of; boards with the same columns and no item in common are
parts of one export. Where the same numbers mean other items, there are two trackers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile
from itertools import count as count_from
from pathlib import Path

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.export_time import name_without_stamp
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.reading import Reading, read_whole
from pmo_analytics.sources.text_versions import text_version

NAMELESS_SOURCE = "tracker"
_WORD = re.compile(r"[^\W_]+")
_PROJECT = re.compile(r"(.*[^\W\d_].*)-\d+")


@dataclass(frozen=True)
class ExportContent:
    """What tells to whom a file belongs: its columns, and its items with their titles."""

    path: Path
    is_history: bool
    header: frozenset[str]
    titles: Mapping[str, str]  # key → folded title, "" where there is none

    @property
    def projects(self) -> frozenset[str]:
        """Return the projects that the keys name: "AB" of AB-12."""
        found = (_PROJECT.fullmatch(key) for key in self.titles)
        return frozenset(match[1] for match in found if match)


@dataclass(frozen=True)
class SourceGroup:
    """A source to be: its name, its files, and why they are one."""

    name: str
    paths: tuple[Path, ...]
    reason: str


def read_content(path: Path) -> ExportContent:
    """Return what a file holds, as far as its first rows show."""
    try:
        with text_version(path) as text:
            reading = read_whole(text, name=path.name, source="", settings=SourceTable())
    except UnreadableFileError:  # the build will say why
        return ExportContent(path, is_history=False, header=frozenset({path.name}), titles={})
    dialect = reading.recognition.dialect if reading.recognition else None
    return ExportContent(
        path=path,
        is_history=dialect is not None and dialect.kind == "changes",
        header=frozenset(fold(name) for name in reading.table.header if name.strip()),
        titles=_titles(reading, dialect.key_roles if dialect else ()),
    )


def _titles(reading: Reading, key_roles: Sequence[str]) -> dict[str, str]:
    keys = reading.positions_of(key_roles)
    titles = reading.positions_of({"title"})[:1]
    width = max([*keys, *titles], default=0)
    rows = [row for row in reading.table.rows if keys and len(row) > width]
    named = (("/".join(row[place].strip() for place in keys), row) for row in rows)
    return {key: fold(row[titles[0]]) if titles else "" for key, row in named if key.strip("/")}


def group_exports(paths: Sequence[Path]) -> tuple[SourceGroup, ...]:
    """Return the sources that some files make, in the order of their names.

    Files that hold items come before histories, so that a history finds its items; the order in
    which the files are given decides nothing.
    """
    contents = sorted(
        map(read_content, dict.fromkeys(paths)),
        key=lambda content: (content.is_history, content.path.name, str(content.path)),
    )
    groups: list[list[tuple[ExportContent, str]]] = []
    for content in contents:
        group, reason = _group_of(content, groups)
        if group is None:
            groups.append([(content, "")])
        else:
            group.append((content, reason))
    names = _distinct_names([tuple(content.path for content, _ in group) for group in groups])
    return tuple(
        SourceGroup(
            name,
            tuple(content.path for content, _ in group),
            "; ".join(dict.fromkeys(reason for _, reason in group if reason)),
        )
        for name, group in zip(names, groups, strict=True)
    )


def regroup(groups: Sequence[SourceGroup], own: Mapping[Path, str]) -> tuple[SourceGroup, ...]:
    """Return the sources with some files put where a person says."""
    if not own:
        return tuple(groups)
    found: dict[str, list[Path]] = {}
    reasons = {group.name: group.reason for group in groups}
    for group in groups:
        for path in group.paths:
            found.setdefault(own.get(path, group.name), []).append(path)
    chosen = set(own.values())
    return tuple(
        SourceGroup(name, tuple(paths), "as you say" if name in chosen else reasons.get(name, ""))
        for name, paths in found.items()
    )


def _group_of(
    content: ExportContent, groups: Iterable[list[tuple[ExportContent, str]]]
) -> tuple[list[tuple[ExportContent, str]] | None, str]:
    """Return the group that a file belongs to and why; None where it is the first of its own."""
    possible = [group for group in groups if not any(_differ(content, one) for one, _ in group)]
    kin = [
        (len(content.titles.keys() & other.titles.keys()), group, reason)
        for group in possible
        for other, _ in group
        if (reason := _kinship(content, other))
    ]
    if kin:
        _, group, reason = max(kin, key=lambda found: found[0])
        return group, reason
    items = [group for group in possible if not all(one.is_history for one, _ in group)]
    if content.is_history and len(items) == 1 and not content.projects | items[0][0][0].projects:
        return items[0], "a history, and no other items that it can be of"
    return None, ""


def _differ(one: ExportContent, other: ExportContent) -> bool:
    """Tell whether the same keys mean other items, most of them."""
    titled = [key for key in one.titles.keys() & other.titles.keys() if one.titles[key]]
    other_titles = [key for key in titled if other.titles[key] not in ("", one.titles[key])]
    return 2 * len(other_titles) > len(titled)


def _kinship(one: ExportContent, other: ExportContent) -> str:
    """Say why two files belong to one source; "" where nothing shows that they do."""
    shared = one.titles.keys() & other.titles.keys()
    if one.is_history != other.is_history and shared:
        return "items and their history"
    if 2 * len(shared) >= min(len(one.titles), len(other.titles)) > 0:
        return "the same items"
    if one.header == other.header:
        return "the same columns" + ("" if shared else ", no item in both")
    if projects := one.projects & other.projects:
        return f"the same project, {min(projects)}"
    return ""


def _distinct_names(groups: Sequence[tuple[Path, ...]]) -> list[str]:
    """Return a name for each group: as few of its words as tell it from the others."""
    possible = [_names(paths) for paths in groups]
    uses = Counter(name for names in possible for name in set(names))
    chosen: dict[str, None] = {}
    for names in possible:
        own = next((name for name in names if uses[name] == 1 and name not in chosen), names[-1])
        numbered = (f"{own}{number}" for number in count_from(2))
        chosen[next(name for name in chain([own], numbered) if name not in chosen)] = None
    return list(chosen)


def _names(paths: Sequence[Path]) -> list[str]:
    """Return names for a source: the words with which its files begin, from one to all of them."""
    words = [_words(path) for path in paths]
    same = takewhile(lambda at: len(set(at)) == 1, zip(*words, strict=False))
    common = [at[0] for at in same] or words[0]
    return ["-".join(common[:end]) for end in range(1, len(common) + 1)] or [NAMELESS_SOURCE]


def _words(path: Path) -> list[str]:
    """Return the words of a name in lower case, without the day in it: they lead nowhere else."""
    words = _WORD.findall(name_without_stamp(path.stem))
    return [word.lower() for word in words if not word.isdigit()]


def source_name(path: Path) -> str:
    """Return the name of the source that a file makes alone."""
    return _names([path])[0]
