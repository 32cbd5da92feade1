"""A run as the index page shows it: the reports, what each says, and what failed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pmo_analytics.values import Rag, RagPair, Sentence, Value


class ReportEntry(Value):
    """A line of the index: a report, what it says, and as of when."""

    title: str
    file: str  # relative address of the page; empty where there has never been one
    rag: RagPair | None = None
    rag_counts: dict[Rag, int] = Field(default_factory=dict)  # instead of a pair: of many projects
    one_line: Sentence
    change: Literal["worse", "better", "same", "lost", "new"] = "same"
    change_words: str = ""
    as_of_words: str  # "30 Sep"
    is_current: bool = True  # False: not made in this run, the page is the last good one


class ReportFailure(Value):
    """A report that could not be made: the cause, the remedy, and what holds until then."""

    title: str
    found: Sentence
    remedy: Sentence
    command: str = ""  # to be typed after the repair
    last_good_file: str = ""
    last_good_words: str = ""  # "Report of 29 Sep"
    last_good_age: str = ""  # "1 day old"


class ReportGroup(Value):
    """The reports of the portfolio or of one programme."""

    name: str
    note: str = ""  # "3 projects, £10.6m"
    entries: tuple[ReportEntry, ...]


class ReportIndex(Value):
    """A run as the index page shows it. Seconds and clock times stand in manifest.json only."""

    portfolio_name: str
    as_of_words: str  # "Wednesday 30 September 2026"
    since: str  # "31 Aug"
    line: Sentence  # one quiet line in the masthead
    deck: tuple[Sentence, ...] = ()
    failures: tuple[ReportFailure, ...] = ()
    contradictions: tuple[Sentence, ...] = ()  # within the reports of the run, and between them
    refusals: tuple[str, ...] = ()  # files and places of the folder that were not used
    groups: tuple[ReportGroup, ...]
    version: str
