"""What can be said of a project's finish: one kind of sentence for each kind of knowledge."""

from __future__ import annotations

from typing import Literal

from pmo_analytics.forecasts.finish import MINIMUM_ACTIVE_DAYS
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import noun, odds_text
from pmo_analytics.narrative.project import Moment, ProjectState
from pmo_analytics.narrative.sentences import SURE_SHARE, SURE_WORDS, name, sentence
from pmo_analytics.values import Segment, Sentence

Outlook = Literal[
    "no_items",
    "stale",
    "nothing_left",
    "nothing_finished",
    "thin",
    "no_baseline",
    "overdue",
    "unlikely",
    "uncertain",
    "on_course",
]
_UNLIKELY_BELOW = 0.5  # "will probably miss": less than an even chance


def outlook(state: ProjectState) -> Outlook:
    """Return what kind of sentence the data allow, the plainest fact first."""
    moment = state.now
    if moment.is_stale:
        return "stale"
    if moment.forecast is None:
        return "no_items"
    if moment.forecast.reason:
        return moment.forecast.reason
    if moment.baseline_finish is None:
        return "no_baseline"
    if moment.baseline_finish <= moment.as_of.day:
        return "overdue"
    chance = moment.chance or 0.0
    if chance < _UNLIKELY_BELOW:
        return "unlikely"
    return "on_course" if state.colours["schedule"] == "green" else "uncertain"


def will_probably_miss(state: ProjectState) -> bool:
    """Tell whether the project more likely misses its baseline date than not."""
    return outlook(state) in ("unlikely", "overdue")


def headline_sentence(state: ProjectState, figures: Figures, *, has_name: bool = True) -> Sentence:
    """Say the outlook of a project in one sentence of at most twenty words."""
    moment, kind = state.now, outlook(state)
    who = {"who": name(state.name)} if has_name else {"who": "It"}
    baseline = moment.baseline_finish
    day = figures.book.day(baseline) if baseline else Segment(text="")
    match kind:
        case "no_items":
            return sentence("{who} has no items in the exports.", **who)
        case "stale":
            return sentence(
                "{who} cannot be measured: no export since {day}.",
                **who,
                day=_export_day(moment, figures),
            )
        case "nothing_left":
            return sentence("{who} has nothing left to finish.", **who)
        case "nothing_finished":
            return sentence(
                "{who} has finished nothing yet, so its {items} {have} no forecast.",
                **who,
                items=_open_items(moment, figures),
                have=noun(moment.open_count, "has", "have"),
            )
        case "thin":
            return sentence("{who} has finished too little for a forecast.", **who)
        case "no_baseline" if moment.likely_finish is None:
            return sentence(
                "{who} will likely need more than five years for its {items}; it has no baseline "
                "date.",
                **who,
                items=_open_items(moment, figures),
            )
        case "no_baseline":
            return sentence(
                "{who} will likely finish its {items} by {likely}; it has no baseline date.",
                **who,
                items=_open_items(moment, figures),
                likely=figures.likely(moment),
            )
        case "overdue":
            return sentence(
                "{who} is past its date of {day}; the likely finish is {likely}.",
                **who,
                day=day,
                likely=_or_never(moment, figures),
            )
        case "on_course":
            return sentence(
                "{who} is on course for {day}, with {article} {chance} chance.",
                **who,
                day=day,
                article=_article(figures.chance(moment)),
                chance=figures.chance(moment),
            )
    chance = figures.chance(moment, text=odds_text(moment.chance or 0.0) or None)
    return sentence(
        "{who} has {article} {chance} chance of {day}; the likely finish is {likely}.",
        **who,
        article=_article(chance),
        chance=chance,
        day=day,
        likely=_or_never(moment, figures),
    )


def one_line_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say the outlook for the index, where the name stands beside it."""
    text = headline_sentence(state, figures, has_name=False)
    first, *rest = text.segments
    words = first.text.removeprefix("It ").removeprefix("has ").removeprefix("is ")
    if not words:
        return text
    start = first.model_copy(update={"text": words[:1].upper() + words[1:]})
    return Sentence(segments=(start, *rest))


def forecast_gap_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say why a project has no forecast, and what would give it one; empty where it has one."""
    match outlook(state):
        case "no_items":
            return sentence("No items. Check its selectors in projects.csv.")
        case "stale":
            return sentence(
                "Not measurable: no export since {day}. Add a newer one to exports.",
                day=_export_day(state.now, figures),
            )
        case "nothing_left":
            return sentence("Nothing is left to finish.")
        case "nothing_finished":
            return sentence("No forecast: nothing has been finished yet.")
        case "thin":
            days = state.now.forecast.active_days if state.now.forecast else 0
            return sentence(
                "No forecast: {days} {noun} with finished work; {least} are needed.",
                days=figures.book.figure(
                    f"{state.project_id}.active_days.{state.now.as_of.day}", days, "count"
                ),
                noun=noun(days, "day"),
                least=figures.book.figure("forecast.least_days", MINIMUM_ACTIVE_DAYS, "count"),
            )
    return Sentence()


def outrun_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say that more arrives than is finished; empty where it does not."""
    forecast = state.now.forecast
    if forecast is None or not forecast.is_outrun or forecast.reason:
        return Sentence()
    key = f"{state.project_id}.%s.{state.now.as_of.day}"
    arrived, finished = sum(forecast.weekly_arrived), sum(forecast.weekly_finished)
    return sentence(
        "Arrivals outrun finishes: {arrived} {arrived_noun} arrived in {weeks} weeks and "
        "{finished} {were} finished. The forecast counts only what is open today.",
        arrived=figures.book.figure(key % "arrived", arrived, "count"),
        arrived_noun=noun(arrived, "item"),
        weeks=figures.book.figure(key % "weeks", len(forecast.weekly_arrived), "count"),
        finished=figures.book.figure(key % "finished", finished, "count"),
        were=noun(finished, "was", "were"),
    )


def range_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say when half and when 85% of the futures end; empty without a forecast."""
    if state.now.likely_finish is None:
        return Sentence()
    if state.now.sure_finish is None:
        return sentence(
            "Half of possible futures end by {likely}; later than five years for {sure}.",
            likely=figures.likely(state.now),
            sure=SURE_WORDS,
        )
    return sentence(
        "Half of possible futures end by {likely}, {sure} by {end}",
        likely=figures.likely(state.now),
        sure=SURE_SHARE,
        end=figures.sure(state.now),
    )


def _or_never(moment: Moment, figures: Figures) -> Segment:
    if moment.likely_finish is None:
        return Segment(text="more than five years away")
    return figures.likely(moment)


def _open_items(moment: Moment, figures: Figures) -> Sentence:
    return sentence(
        "{open} open {items}",
        open=figures.open_items(moment),
        items=noun(moment.open_count, "item"),
    )


def _export_day(moment: Moment, figures: Figures) -> Segment:
    newest = moment.newest_export
    return figures.book.day(newest) if newest else Segment(text="the day of the report")


def _article(chance: Segment) -> str:
    """Return "an" before eight, eleven, eighteen, over and under, as they are read aloud."""
    is_vowel = chance.text.startswith(("8", "over", "under")) or chance.text in ("11%", "18%")
    return "an" if is_vowel else "a"
