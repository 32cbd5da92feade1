"""What can be said of a project's finish: one message for each kind of knowledge."""

from __future__ import annotations

from pmo_analytics.forecasts.doubts import WITHOUT_DATE
from pmo_analytics.narrative.formatting import odds_text
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, printed, say
from pmo_analytics.values import Segment, Sentence

_WITHOUT_FORECAST = (
    *("no_items", "stale", "nothing_left", "nothing_finished", "dormant", "thin"),
    *("awaited", "member"),
)
_OPENINGS = ("It ", "has ", "is ")


def headline(project: Project, *, has_name: bool = True) -> Sentence:
    """Say the outlook of a project in one sentence of at most twenty words."""
    who = project.segment if has_name else Segment(text="It")
    kind = project.outlook
    if kind == "no_baseline" and project.value("likely_date") is None:
        return say(f"headline-no_baseline-{_doubt(project)}", project.facts, who=who)
    if kind in (*_WITHOUT_FORECAST, "no_baseline"):
        return say(f"headline-{kind}", project.facts, who=who)
    if kind == "overdue":
        return say("headline-overdue", project.facts, who=who, likely=_likely(project))
    chance = _chance(project, has_odds=kind != "on_course")
    slots = {"who": who, "chance": chance, "article": _article(chance)}
    if kind == "on_course":
        return say("headline-on_course", project.facts, **slots)
    return say("headline-unlikely", project.facts, likely=_likely(project), **slots)


def one_line(project: Project) -> Sentence:
    """Say the outlook for the index, where the name stands beside it."""
    text = headline(project, has_name=False)
    first, *rest = text.segments
    opening = first.text
    for start in _OPENINGS:
        opening = opening.removeprefix(start)
    if not opening:
        return text
    start = first.model_copy(update={"text": opening[:1].upper() + opening[1:]})
    return Sentence(segments=(start, *rest))


def gap(project: Project) -> Sentence:
    """Say why a project has no date, and what would give it one; empty where it has one."""
    if project.outlook in _WITHOUT_FORECAST:
        return say(f"gap-{project.outlook}", project.facts)
    doubt = project.value("doubt_name")
    return say(f"gap-{doubt}", project.facts) if doubt in WITHOUT_DATE else Sentence()


def outrun(project: Project) -> Sentence:
    """Say that more arrives than is finished; empty where it does not."""
    return say("outrun", project.facts) if project.value("is_outrun") else Sentence()


def finish_range(project: Project) -> Sentence:
    """Say when half and when most of the futures end; empty without a forecast."""
    if project.value("likely_date") is None or project.value("sure_date") is None:
        return Sentence()
    return say("range", project.facts)


def growth(project: Project) -> Sentence:
    """Say how much arrives for what is finished; empty where nothing is forecast."""
    if project.value("arrivals_of_ten_count") is None or project.value("likely_date") is None:
        return Sentence()
    return say("growth", project.facts)


def record(facts: Facts) -> Sentence:
    """Say how many of the dates promised before were kept."""
    if not facts.value("promise_count"):
        return say("record-none", facts)
    is_published = "yes" if facts.value("published_due_count") else "no"
    whose = "own" if facts.value("is_own_record") else "all"
    return say(
        "record", facts, whose=whose, verdict=facts.value("verdict_name"), published=is_published
    )


def _doubt(project: Project) -> str:
    """Return why there is no date; "never" where the horizon is all that is known."""
    doubt = project.value("doubt_name")
    return doubt if doubt in WITHOUT_DATE else "never"


def _chance(project: Project, *, has_odds: bool) -> Segment:
    fact = project.facts["chance_share"]
    text = odds_text(fact.value) if has_odds else ""
    return printed(fact, project.facts.style, text=text)


def _likely(project: Project) -> Sentence:
    fact = project.facts["likely_date"]
    if fact.value is None:
        return say(f"likely-{_doubt(project)}", project.facts)
    return Sentence(segments=(printed(fact, project.facts.style),))


def _article(chance: Segment) -> str:
    """Return "an" before eight, eleven, eighteen, over and under, as they are read aloud."""
    is_vowel = chance.text.startswith(("8", "over", "under")) or chance.text in ("11%", "18%")
    return "an" if is_vowel else "a"
