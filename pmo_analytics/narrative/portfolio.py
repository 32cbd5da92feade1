"""The first words of a portfolio report: headline, deck, and the gap between report and data."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pmo_analytics.health.rag import divergence
from pmo_analytics.narrative.figures import Figures, total_delay_cost
from pmo_analytics.narrative.formatting import count_text, money_text, month_text, noun
from pmo_analytics.narrative.outlook import headline_sentence, outlook, will_probably_miss
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import capitalised, listed, name, sentence
from pmo_analytics.values import RAG_ORDER, Rag, Segment, Sentence

_MOST_NAMES, _MOST_NAME_WORDS = 3, 7  # in a headline of twenty words
_MOST_DECK_SENTENCES = 4
_PAIR = 2


def portfolio_headline(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    """Say the answer in one sentence of at most twenty words."""
    if len(states) == 1:
        return headline_sentence(states[0], figures)
    missing = [state for state in states if will_probably_miss(state)]
    if missing:
        return _missing_dates(missing, figures)
    if not any(state.now.baseline_finish for state in states):
        return _no_baselines(states, figures)
    reds = [state for state in states if state.overall.colour == "red"]
    ambers = [state for state in states if state.overall.colour == "amber"]
    if not reds and not ambers:
        return _nothing_wrong(states, figures)
    watched = reds or ambers
    return capitalised(
        sentence(
            "No project is likely to miss its date; {count} {need} attention: {names}.",
            count=_count(figures, "watched", len(watched)),
            need=noun(len(watched), "needs", "need"),
            names=_names(watched),
        )
    )


def _missing_dates(missing: list[ProjectState], figures: Figures) -> Sentence:
    melons = [state for state in missing if state.rag.is_watermelon]
    if len(missing) == 1:
        return sentence(
            "{name} will probably miss its date{melon}.",
            name=name(missing[0].name),
            melon=sentence(", yet still reports {colour}", colour=melons[0].rag.declared or "")
            if melons
            else "",
        )
    return capitalised(
        sentence(
            "{count} projects will probably miss their dates{melon}.",
            count=_count(figures, "missing", len(missing)),
            melon=_melon_words(melons, len(missing), figures),
        )
    )


def _melon_words(melons: list[ProjectState], missing: int, figures: Figures) -> Sentence:
    if not melons:
        return Sentence()
    if len(melons) == 1:
        return sentence(
            "; one of them, {name}, still reports {colour}",
            name=name(melons[0].name),
            colour=melons[0].rag.declared or "",
        )
    if len(melons) == missing:
        return sentence(
            "; {all} still report better than their data",
            all="both" if missing == _PAIR else "all of them",
        )
    return sentence(
        "; {count} of them still report better than their data",
        count=_count(figures, "missing_watermelons", len(melons)),
    )


def _no_baselines(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    known = [state for state in states if not state.now.is_stale]
    if not known:
        return sentence("No project can be measured: every export is too old.")
    slower = [state for state in known if state.now.verdict and state.now.verdict.side == "low"]
    open_count = sum(state.now.open_count for state in known)
    if slower:
        return sentence(
            "{names} {have} slowed; without baselines no finish date can be judged.",
            names=_names(slower),
            have=noun(len(slower), "has", "have"),
        )
    return sentence(
        "{count} open {items} in {known} {projects}; without baselines no finish date can be "
        "judged.",
        count=figures.book.figure("portfolio.open_items", open_count, "count"),
        items=noun(open_count, "item"),
        known=_count(figures, "known", len(known)),
        projects=noun(len(known), "project"),
    )


def _nothing_wrong(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    on_course = [state for state in states if outlook(state) == "on_course"]
    if len(on_course) == len(states):
        return sentence(
            "All {count} projects are on course for their dates.",
            count=_count(figures, "projects", len(states)),
        )
    if not on_course and all(state.overall.colour == "grey" for state in states):
        return sentence("No project of this portfolio can be judged yet.")
    if not on_course:
        return sentence("No finish date can be forecast; nothing that is measured gives concern.")
    return capitalised(
        sentence(
            "{count} of {total} projects {are} on course; nothing that is measured gives concern.",
            count=_count(figures, "on_course", len(on_course)),
            total=_count(figures, "projects", len(states)),
            are=noun(len(on_course), "is", "are"),
        )
    )


def portfolio_deck(states: Sequence[ProjectState], figures: Figures) -> tuple[Sentence, ...]:
    """Say in two to four sentences how much is at stake, what waiting costs, what is unknown."""
    sentences = (
        _stake_sentence(states, figures),
        _waiting_sentence(states, figures),
        _stale_sentence(states),
        _unchanged_sentence(states, figures),
        _unmeasured_sentence(states),
    )
    return tuple(text for text in sentences if text)[:_MOST_DECK_SENTENCES]


def _stake_sentence(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    reds = [state for state in states if state.overall.colour == "red"]
    at_stake, total = budget_of(reds), budget_of(states)
    if not reds or not at_stake or not total:
        return Sentence()
    return sentence(
        "{names} {hold} {money} of the {total} portfolio.",
        names=_names(reds),
        hold=noun(len(reds), "holds", "hold"),
        money=figures.book.figure(
            "portfolio.red_budget", at_stake, "money", recipe=figures.budget_recipe()
        ),
        total=figures.book.figure(
            "portfolio.budget", total, "money", recipe=figures.budget_recipe()
        ),
    )


def _waiting_sentence(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    cost = total_delay_cost(states)
    if not cost:
        return Sentence()
    return sentence(
        "If nothing changes, finishing late will likely cost {cost} in delay.",
        cost=figures.book.figure(
            "portfolio.likely_delay_cost", cost, "money", recipe=figures.delay_recipe()
        ),
    )


def _unchanged_sentence(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    unchanged = [state for state in states if has_kept_colour(state)]
    if not unchanged or len(states) == 1:
        return Sentence()
    since = month_text(states[0].before.as_of.day)
    if len(unchanged) == len(states):
        return sentence("No project changed colour since {month}.", month=since)
    return capitalised(
        sentence(
            "{count} {projects} kept {their} colour since {month}.",
            count=_count(figures, "unchanged", len(unchanged)),
            projects=noun(len(unchanged), "project"),
            their=noun(len(unchanged), "its", "their"),
            month=since,
        )
    )


def _stale_sentence(states: Sequence[ProjectState]) -> Sentence:
    stale = [state for state in states if state.now.is_stale]
    if not stale or len(states) == 1:
        return Sentence()
    return sentence(
        "{names} cannot be measured: {exports} too old.",
        names=_names(stale),
        exports=noun(len(stale), "its newest export is", "their newest exports are"),
    )


def _unmeasured_sentence(states: Sequence[ProjectState]) -> Sentence:
    unknown = [
        state for state in states if state.colours["schedule"] == "grey" and not state.now.is_stale
    ]
    if not unknown or not any(state.now.baseline_finish for state in states):
        return Sentence()
    return sentence(
        "{names} {have} no forecast yet.",
        names=_names(unknown),
        have=noun(len(unknown), "has", "have"),
    )


def tally_caption(states: Sequence[ProjectState], figures: Figures) -> tuple[Sentence, ...]:
    """Say how much is reported as green and how much the data support."""
    declared = [state for state in states if state.rag.declared == "green"]
    computed = [state for state in states if state.overall.colour == "green"]
    if not any(state.rag.declared for state in states):
        return (sentence("No project has reported a rating."),)
    if budget_of(states):
        return (
            sentence(
                "Projects report {money} as green.",
                money=_money(figures, "declared_green", declared),
            ),
            sentence(
                "The data support {money}.", money=_money(figures, "computed_green", computed)
            ),
        )
    return (
        sentence(
            "Projects report {count} as green.",
            count=_count(figures, "declared_green_count", len(declared)),
        ),
        sentence(
            "The data support {count}.",
            count=_count(figures, "computed_green_count", len(computed)),
        ),
    )


def divergence_sentence(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    """Say how many reports are better or worse than the data, so that the parts add up."""
    counted = divergence(state.rag for state in states)
    parts = [
        (counted.more_optimistic, "reports better than the data", "report better than the data"),
        (counted.more_pessimistic, "worse", "worse"),
        (counted.agree, "agrees", "agree"),
        (counted.not_comparable, "cannot be compared", "cannot be compared"),
    ]
    said = [
        sentence(
            "{count} {verb}",
            count=_count(figures, f"divergence_{position}", count),
            verb=noun(count, singular, plural),
        )
        for position, (count, singular, plural) in enumerate(parts)
        if count
    ]
    return capitalised(sentence("{parts}.", parts=listed(list(said), last=", ")))


def change_of(state: ProjectState) -> str:
    """Return how the colour moved since the comparison date."""
    before, after = state.overall_before.colour, state.overall.colour
    if before == after:
        return "same"
    if before == "grey":
        return "new"
    if after == "grey":
        return "lost"
    return "worse" if RAG_ORDER[after] > RAG_ORDER[before] else "better"


def has_kept_colour(state: ProjectState) -> bool:
    """Tell whether a project has the colour it had; grey is no colour."""
    return change_of(state) == "same" and state.overall.colour != "grey"


def change_words(states: Sequence[ProjectState]) -> str:
    """Say for the index how many projects moved."""
    moved = sum(change_of(state) != "same" for state in states)
    if len(states) == 1:
        words = {"worse": "worse", "better": "better", "lost": "lost", "new": "now measured"}
        return words.get(change_of(states[0]), "no change")
    return f"{count_text(moved)} of {count_text(len(states))} moved"


def budget_of(states: Sequence[ProjectState]) -> Decimal:
    """Return the budgets of the baselines in force, added up; nothing where there are none."""
    budgets = (state.now.entry["budget"] for state in states)
    return sum((budget for budget in budgets if budget is not None), Decimal(0))


def money_by_colour(
    states: Sequence[ProjectState], colour: Rag, *, is_declared: bool
) -> tuple[int, Decimal]:
    """Return how many projects have a colour, and their budgets added up."""
    having = [
        state
        for state in states
        if (state.rag.declared or "grey" if is_declared else state.overall.colour) == colour
    ]
    return len(having), budget_of(having)


def _money(figures: Figures, fact: str, states: Sequence[ProjectState]) -> Segment:
    amount = budget_of(states)
    return figures.book.figure(
        f"portfolio.{fact}",
        amount,
        "money",
        recipe=figures.budget_recipe(),
        text=money_text(amount, figures.book.style, decimals=1),
    )


def _count(figures: Figures, fact: str, count: int) -> Segment:
    return figures.book.count(f"portfolio.{fact}", count)


def _names(states: Sequence[ProjectState]) -> Sentence:
    """List as many names as leave the sentence short, at least one."""
    shown = 1
    words = len(states[0].name.split())
    for state in states[1:_MOST_NAMES]:
        words += len(state.name.split())
        shown += words <= _MOST_NAME_WORDS
    named = [name(state.name) for state in states[:shown]]
    return listed([*named, Segment(text="others")] if len(states) > shown else list(named))
