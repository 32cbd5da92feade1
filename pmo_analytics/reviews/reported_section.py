"""What a project reports of itself beside what its data say: by dimension, and in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_analytics.catalogue.colours import CAPS
from pmo_analytics.content import Block, Cell, DataTable, Paragraphs, Section
from pmo_analytics.health.dimensions import DIMENSIONS, Dimension
from pmo_analytics.health.pace import PACE_WEEKS
from pmo_analytics.narrative.outlook import gap
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import listed, named, printed, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.matrix_section import driving_number, grey_reason, is_number_held
from pmo_analytics.reviews.table_cells import BLANK, column, said_cell, words_cell
from pmo_analytics.settings import Policy
from pmo_analytics.values import RagPair, Sentence

_TABLE_SPAN, _WORDS_SPAN = 7, 5


def gather(head: Head) -> Gathered | None:
    """Gather nothing more than what is known of the project; None where it never reported."""
    return Gathered(head, head.project.facts) if head.project.rag.declared else None


def compose(found: Gathered, label: str) -> Section:
    """Show both colours of every dimension, and quote what the manager says."""
    project, evidence = found.head.project, found.head.brief.evidence
    policies, names = evidence.policies, evidence.project_names
    blocks: list[Block] = [
        DataTable(
            span=_TABLE_SPAN,
            columns=(column("dimension"), column("reported"), column("computed"), column("number")),
            rows=tuple(_rows(project, policies)),
        ),
        Paragraphs(
            span=_WORDS_SPAN,
            heading=say("reported-words", project.facts),
            paragraphs=tuple((text,) for text in _words(project, names)),
        ),
    ]
    title = _title(project)
    return Section(name="reported", label=label, title=title, blocks=tuple(blocks))


def _title(project: Project) -> Sentence:
    pair = project.rag
    slots = {"declared": pair.declared or "", "computed": pair.computed}
    if pair.computed == "grey":
        return say("reported-title-grey", project.facts, declared=slots["declared"])
    if pair.declared == pair.computed:
        return say("reported-title-alike", project.facts, computed=pair.computed)
    return say("reported-title-apart", project.facts, **slots)


# --- by dimension --------------------------------------------------------------------------------


def _rows(project: Project, policies: Mapping[str, Policy]) -> Iterator[tuple[Cell, ...]]:
    yield _row(project, "overall", "", project.rag, words_cell(""))
    for each in DIMENSIONS:
        declared = project.value(f"{each.name}_declared_colour_name")
        pair = RagPair(declared=declared, computed=project.colour_of(each.name))
        number = _number_cell(project, each, policies[each.name])
        yield _row(project, each.name, each.head, pair, number)
    if project.value("confidence_name"):
        yield _confidence(project)
    if project.value("reported_finish_date"):
        yield _finish(project)


def _row(project: Project, name: str, head: str, pair: RagPair, number: Cell) -> tuple[Cell, ...]:
    unknown = BLANK if project.is_finished else "not known"
    computed = words_cell(unknown if pair.computed == "grey" else pair.computed)
    return (
        said_cell(say("reported-row", project.facts, name=name, head=head)),
        words_cell(pair.declared or BLANK),
        computed.model_copy(update={"is_strong": pair.is_watermelon}),
        number,
    )


def _number_cell(project: Project, dimension: Dimension, policy: Policy) -> Cell:
    if project.colour_of(dimension.name) == "grey":
        return said_cell(grey_reason(project, dimension))
    if dimension.name == "schedule" and project.is_finished:
        return said_cell(gap(project))
    if dimension.name == "schedule" and project.is_overdue:
        return said_cell(say("reported-overdue", project.facts))
    fact, style = project.facts[dimension.column], project.facts.style
    if dimension.name == "flow" and not fact.value:
        return said_cell(say("reported-pace-kept", project.facts))
    number = driving_number(project, dimension, policy)
    is_late = number.fact_id != fact.fact_id
    shown = project.facts[dimension.late] if is_late else fact
    slots = {
        "number": printed(shown.model_copy(update={"value": abs(shown.value)}), style),
        "name": dimension.name,
        "side": "below" if fact.value < 0 else "above",
        "late": "yes" if is_late else "no",
        "words": dimension.words,
        "pace_weeks": PACE_WEEKS,
    }
    said = say("reported-number", project.facts, **slots)
    if is_number_held(project, dimension, policy):
        said = listed((said, say("reported-held", project.facts)), last="")
    return said_cell(said)


def _confidence(project: Project) -> tuple[Cell, ...]:
    declared = project.value("declared_confidence_name")
    return (
        said_cell(say("reported-confidence", project.facts)),
        words_cell(declared or BLANK),
        words_cell(project.value("confidence_name")),
        words_cell(""),
    )


def _finish(project: Project) -> tuple[Cell, ...]:
    style = project.facts.style
    likely = project.facts["ended_date" if project.is_finished else "likely_date"]
    return (
        said_cell(
            say("reported-finish", project.facts, ended="yes" if project.is_finished else "no")
        ),
        Cell(text=Sentence.of(printed(project.facts["reported_finish_date"], style))),
        words_cell(BLANK)
        if likely.value is None
        else Cell(text=Sentence.of(printed(likely, style))),
        words_cell(""),
    )


# --- in words ------------------------------------------------------------------------------------


def _words(project: Project, names: Mapping[str, str]) -> Iterator[Sentence]:
    facts = project.facts
    if project.value("report_summary"):
        yield say("reported-summary", facts, summary=named(project.value("report_summary")))
    yield from _path(project)
    if project.value("optimistic_weeks_count"):
        yield _drift(project)
    if project.driver in CAPS:
        yield _cap(project, names)


def _drift(project: Project) -> Sentence:
    """Say in how many weeks the report was better than the data, of which benefits have no past."""
    still = "no"
    if project.rag.is_watermelon:
        still = "yes" if project.value("optimistic_since_date") else "today"
    has_aside = project.colour_of("benefits") in ("amber", "red")
    return say("reported-drift", project.facts, still=still, aside="yes" if has_aside else "no")


def _cap(project: Project, names: Mapping[str, str]) -> Sentence:
    """Say what keeps a green from being one."""
    if project.driver == "long_blocked":
        return say("cap-long_blocked", project.facts)
    needed = project.value("overdue_need_name")
    return say("cap-overdue_need", project.facts, needed=named(names.get(needed, needed)))


def _path(project: Project) -> Iterator[Sentence]:
    """Quote the path to green; where there is none and should be, that is a finding."""
    path = project.value("path_to_green")
    if path:
        yield say("reported-path", project.facts, path=named(path))
    elif project.rag.declared in ("amber", "red"):
        yield say("reported-no-path", project.facts, declared=project.rag.declared)
    elif project.colour in ("amber", "red"):
        yield say("reported-no-path-data", project.facts, computed=project.colour)
