"""What can be said of a project's finish: one message for each kind of knowledge."""

from __future__ import annotations

from pmo_analytics.forecasts.doubts import WITHOUT_DATE
from pmo_analytics.forecasts.models import NET_FLOW
from pmo_analytics.narrative.formatting import odds_text, share_text
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, named, printed, say
from pmo_analytics.values import Segment, Sentence

_WITHOUT_FORECAST = (
    *("no_items", "stale", "nothing_left", "nothing_finished", "dormant", "thin"),
    *("awaited", "member"),
)
_OVER, _UNDER = "over ", "under "  # of a share that is not quite all, or nothing
_CONDITIONS = {"blocked": "longest_blocked_name", "needing": "overdue_need_name"}
_DATED = ("on_course", "uncertain", "unlikely")  # past its date, the date drives
# Drivers of a colour that the date and its condition tell.
IN_THE_HEADLINE = ("", "schedule", "long_blocked", "overdue_need")
_OPENINGS = ("It ", "has ", "is ")
_RECOVERY = 1.25  # of the pace of late: from here on a forecast expects that it gets better


def headline(project: Project, *, has_name: bool = True) -> Sentence:
    """Say the outlook of a project in one sentence of at most twenty words."""
    who = project.segment if has_name else Segment(text="It")
    kind = project.outlook
    if kind == "no_baseline" and project.value("likely_date") is None:
        return say(f"headline-no_baseline-{_doubt(project)}", project.facts, who=who)
    if kind in (*_WITHOUT_FORECAST, "no_baseline"):
        return say(f"headline-{told_doubt(kind, project)}", project.facts, who=who)
    if kind == "ended":
        return say("headline-ended", project.facts, who=who, timing=_timing(project))
    if kind == "overdue":
        return _overdue(project, who)
    chance = _chance(project, has_odds=kind != "on_course")
    slots = {"who": who, "chance": chance, "article": _article(chance), "size": _size(project)}
    slots |= {"red_for": red_for(project)}
    if kind == "on_course":
        return _conditional(project, who) or say("headline-on_course", project.facts, **slots)
    return say("headline-unlikely", project.facts, likely=_likely(project), **slots)


def _conditional(project: Project, who: Segment) -> Sentence:
    """Say on what a course hangs: an item blocked too long, or what is needed and overdue."""
    for condition, name in _CONDITIONS.items():
        if project.value(name) is not None:
            slots = {"who": who, "what": named(str(project.value(name)))}
            why = red_for(project)
            slots |= {"red_for": why, "is_driven": "yes" if why else "no"}
            return say(f"headline-on_course-{condition}", project.facts, **slots)
    return Sentence()


def red_for(project: Project) -> Sentence:
    """Say in a headline with a date for what else a project is red or amber; else empty."""
    is_told = project.colour not in ("red", "amber") or project.driver in IN_THE_HEADLINE
    if is_told or project.outlook not in _DATED:
        return Sentence()
    driver = say("driver-name", project.facts, driver=project.driver)
    return say("headline-driver", project.facts, colour=project.colour, driver=driver)


def _overdue(project: Project, who: Segment) -> Sentence:
    if gap(project):
        return say("headline-overdue-undated", project.facts, who=who)
    is_dated = "yes" if project.value("likely_date") else "no"
    slots = {"who": who, "likely": _likely(project), "dated": is_dated}
    return say("headline-overdue", project.facts, **slots)


def _timing(project: Project) -> str:
    """Return how the last finish lies to the date: early, late, on_day, or undated without one."""
    if project.value("target_date") is None:
        return "undated"
    if project.value("ended_late_days"):
        return "late"
    return "early" if project.value("ended_early_days") else "on_day"


def one_line(project: Project) -> Sentence:
    """Say the outlook for the index, where the name stands beside it."""
    text = headline(project, has_name=False)
    first, *rest = text.segments
    opening = first.text
    for start in _OPENINGS:
        opening = opening.removeprefix(start)
    if not opening:  # a number begins the line
        return Sentence(segments=tuple(rest))
    start = first.model_copy(update={"text": opening[:1].upper() + opening[1:]})
    return Sentence(segments=(start, *rest))


def gap(project: Project) -> Sentence:
    """Say why a project has no date, and what would give it one; empty where it has one."""
    if project.is_finished:
        return say("gap-ended", project.facts)
    doubt = project.outlook if project.outlook in _WITHOUT_FORECAST else project.value("doubt_name")
    return say(f"gap-{told_doubt(doubt, project)}", project.facts) if doubt else Sentence()


def told_doubt(doubt: str, project: Project) -> str:
    """Tell what was never finished from what was on unknown days, or of which nothing is told."""
    if doubt != "nothing_finished":
        return doubt
    if project.value("done_count"):
        return "finished_undated"
    return "untold" if project.is_untold else doubt


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


def forecast_pace(project: Project) -> Sentence:
    """Say which pace the forecast expects, from which past, and why; empty without a date."""
    if project.value("likely_date") is None or project.value("expected_per_week") is None:
        return Sentence()
    return say(
        "forecast-pace",
        project.facts,
        weeks="all" if project.value("model_name") == NET_FLOW.name else "late",
        default="yes" if project.value("is_default_model") else "no",
    )


def pace_changed(project: Project) -> Sentence:
    """Say since when the forecast takes the pace for another one; empty without a change."""
    if project.value("likely_date") is None or project.value("changed_since_date") is None:
        return Sentence()
    beside = "yes" if _expects_recovery(project) else "no"
    return say("forecast-changed", project.facts, beside=beside)


def _expects_recovery(project: Project) -> bool:
    """Tell whether the forecast expects clearly more than the weeks of a signal have made."""
    if project.signal != "low" or project.value("is_in_points"):
        return False
    return bool(project.value("expected_per_week") > _RECOVERY * project.value("recent_per_week"))


def forecast_unit(project: Project) -> Sentence:
    """Say whether points are counted, where they are asked for; empty without a date."""
    if project.value("likely_date") is None or project.value("sizable_count") is None:
        return Sentence()
    return say("in-points" if project.value("is_in_points") else "points-too-few", project.facts)


def record(facts: Facts) -> Sentence:
    """Say how many of the dates promised before were kept."""
    if not facts.value("promise_count"):
        return say("record-none", facts)
    is_published = "yes" if facts.value("published_due_count") else "no"
    whose = "own" if facts.value("is_own_record") else "all"
    verdict = facts.value("verdict_name")
    if verdict == "alike" and facts.value("independent_count") < facts.value("promise_count"):
        verdict = "overlapping"
    return say("record", facts, whose=whose, verdict=verdict, published=is_published)


def _doubt(project: Project) -> str:
    """Return why there is no date; "never" where the horizon is all that is known."""
    doubt = project.value("doubt_name")
    return doubt if doubt in WITHOUT_DATE else "never"


def _chance(project: Project, *, has_odds: bool) -> Segment:
    fact = project.facts["chance_share"]
    text = odds_text(fact.value) if has_odds else ""
    return printed(fact, project.facts.style, text=text)


def _size(project: Project) -> str:
    """Tell a chance that is nearly none, or nearly certain: a model's is never quite."""
    text = share_text(project.value("chance_share"))
    if text.startswith(_OVER):
        return "near"
    return "slight" if text.startswith(_UNDER) else "some"


def _likely(project: Project) -> Sentence:
    fact = project.facts["likely_date"]
    if fact.value is None:
        return say(f"likely-{_doubt(project)}", project.facts)
    return Sentence(segments=(printed(fact, project.facts.style),))


def _article(chance: Segment) -> str:
    """Return "an" before eight, eleven and eighteen, as they are read aloud."""
    is_vowel = chance.text.startswith("8") or chance.text in ("11%", "18%")
    return "an" if is_vowel else "a"
