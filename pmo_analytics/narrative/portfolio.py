"""The first words of a portfolio report: headline, deck, and the gap between report and data."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.narrative.outlook import headline, told_doubt
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, capitalised, listed, named, printed, say
from pmo_analytics.values import Segment, Sentence

_MOST_NAMES, _MOST_NAME_WORDS, _MOST_DECK_WORDS = 3, 7, 10  # in a headline of twenty words
_MOST_DECK_SENTENCES = 4
_APART = ("optimistic", "pessimistic", "agreeing", "incomparable")


def portfolio_headline(projects: Sequence[Project], facts: Facts) -> Sentence:
    """Say the answer in one sentence of at most twenty words."""
    if len(projects) == 1:
        return headline(projects[0])
    missing = [each for each in projects if each.will_probably_miss]
    if missing:
        return _missing_dates(missing, facts)
    if facts.value("overspending_count"):
        return say("portfolio-overspending", facts, names=_names(_overspending(projects)))
    if not any(each.value("target_date") for each in projects):
        return _no_baselines(projects, facts)
    watched = [each for each in projects if each.colour == "red"] or [
        each for each in projects if each.colour == "amber"
    ]
    if watched:
        return say("portfolio-watched", facts, names=_names(watched))
    return _nothing_wrong(projects, facts)


def _missing_dates(missing: list[Project], facts: Facts) -> Sentence:
    optimistic = [each for each in missing if each.rag.is_watermelon]
    past = facts.value("past_date_count")
    if facts.value("overspending_count"):
        return _missing_and_overspending(missing, facts)
    if len(missing) == 1:
        return say(
            "portfolio-missing-one",
            facts,
            name=missing[0].segment,
            optimistic="yes" if optimistic else "no",
            declared=missing[0].rag.declared or "",
            day=_past_date(missing[0]) if past else Segment(text=""),
            past="yes" if past else "no",
        )
    return say(
        "portfolio-missing",
        facts,
        optimistic=_optimistic(optimistic, missing, facts),
        past=_of_all(past, len(missing)),
    )


def _past_date(project: Project) -> Segment:
    return printed(project.facts["target_date"], project.facts.style)


def _missing_and_overspending(missing: Sequence[Project], facts: Facts) -> Sentence:
    past = facts.value("past_date_count")
    if len(missing) == 1:
        is_past = "yes" if past else "no"
        name = missing[0].segment
        return say("portfolio-missing-one-overspending", facts, name=name, past=is_past)
    better = _of_all(facts.value("missing_watermelon_count"), len(missing))
    how_many = _of_all(past, len(missing))
    return say("portfolio-missing-overspending", facts, past=how_many, better=better)


def _of_all(count: int, whole: int) -> str:
    return {0: "none", whole: "all"}.get(count, "some")


def _optimistic(
    optimistic: list[Project], missing: list[Project], facts: Facts
) -> Sentence | Segment:
    if not optimistic:
        return Segment(text="")
    if len(optimistic) == 1:
        declared = optimistic[0].rag.declared or ""
        return say("portfolio-optimistic-one", facts, name=optimistic[0].segment, declared=declared)
    is_all = len(optimistic) == len(missing)
    return say("portfolio-optimistic-all" if is_all else "portfolio-optimistic-some", facts)


def _no_baselines(projects: Sequence[Project], facts: Facts) -> Sentence:
    known = [each for each in projects if not each.is_stale]
    if not known:
        return say("portfolio-too-old", facts)
    slower = [each for each in known if each.signal == "low"]
    if slower:
        return say("portfolio-slowed", facts, names=_names(slower), slower=len(slower))
    return say("portfolio-open", facts)


def _nothing_wrong(projects: Sequence[Project], facts: Facts) -> Sentence:
    on_course = facts.value("on_course_count")
    ended = facts.value("ended_count")
    if ended == len(projects):
        return say("portfolio-all-ended", facts)
    if on_course + ended == len(projects):
        return say("portfolio-all-on-course", facts, ended="yes" if ended else "no")
    if on_course:
        return say("portfolio-some-on-course", facts)
    if all(each.colour == "grey" for each in projects):
        return say("portfolio-unjudged", facts)
    return say("portfolio-no-forecast", facts)


def portfolio_deck(
    projects: Sequence[Project], facts: Facts, *, since: str
) -> tuple[Sentence, ...]:
    """Say in two to four sentences how much is at stake, what waiting costs, what is unknown."""
    reds = [each for each in projects if each.colour == "red"]
    stale = [each for each in projects if each.is_stale]
    has_many = len(projects) > 1
    unknown = [
        each for each in projects if each.colour_of("schedule") == "grey" and not each.is_stale
    ]
    has_baselines = any(each.value("target_date") for each in projects)
    sentences = (
        _about("deck-stake", reds, facts) if facts.value("computed_red_budget") else Sentence(),
        _about("deck-overspending", _overspending(projects), facts),
        _delay(facts),
        _about("deck-stale", stale, facts) if has_many else Sentence(),
        _changed(facts, since) if has_many else Sentence(),
        _unmeasured(unknown, facts) if has_baselines else Sentence(),
    )
    return tuple(text for text in sentences if text)[:_MOST_DECK_SENTENCES]


def _overspending(projects: Sequence[Project]) -> list[Project]:
    """Return the projects that do not keep their budget."""
    return [each for each in projects if each.is_overspending]


def _about(message: str, projects: Sequence[Project], facts: Facts) -> Sentence:
    if not projects:
        return Sentence()
    return say(message, facts, names=_names(projects, _MOST_DECK_WORDS), count=len(projects))


def _delay(facts: Facts) -> Sentence:
    likely, late = facts.value("likely_delay_cost"), facts.value("late_delay_cost")
    if not likely:
        return Sentence()
    return say("deck-delay", facts, range="yes" if late and late > likely else "no")


def _changed(facts: Facts, since: str) -> Sentence:
    if facts.value("worse_count"):
        worse = facts.value("worse_count")
        red = _of_all(facts.value("worse_red_count"), worse) if worse > 1 else "none"
        return say("deck-changed", facts, month=since, red=red)
    if facts.value("better_count"):
        return say("deck-none-worse", facts, month=since)
    return say("deck-no-change", facts, month=since) if facts.value("project_count") else Sentence()


def _unmeasured(unknown: Sequence[Project], facts: Facts) -> Sentence:
    if len(unknown) == 1 and unknown[0].rag.declared:
        project = unknown[0]
        doubt = told_doubt(project.value("doubt_name") or "none", project)
        return say("deck-untested", project.facts, name=project.segment, doubt=doubt)
    return _about("deck-unmeasured", unknown, facts)


def tally_caption(projects: Sequence[Project], facts: Facts) -> tuple[Sentence, ...]:
    """Say how much is reported as green and how much the data support."""
    if not any(each.rag.declared for each in projects):
        return (say("tally-none", facts),)
    if not facts.value("declared_green_count"):
        return (say("tally-no-green", facts),)
    return (say("tally-money" if facts.value("portfolio_budget") else "tally-count", facts),)


def divergence_sentence(facts: Facts) -> Sentence:
    """Say how many reports are better or worse than the data, so that the parts add up."""
    parts = [say(f"apart-{kind}", facts) for kind in _APART if facts.value(f"{kind}_count")]
    return capitalised(say("tally-apart", facts, parts=listed(parts, last=", ")))


def change_words(facts: Facts) -> str:
    """Say for the index how many projects moved."""
    return str(say("index-moved", facts))


def change_word(project: Project) -> str:
    """Say for the index how a project moved."""
    words = {"worse": "worse", "better": "better", "lost": "lost", "new": "now measured"}
    return words.get(project.change, "no change")


def matrix_title(projects: Sequence[Project], facts: Facts) -> Sentence:
    """Say what drives the red projects, and how many report better than their data."""
    reds = [each for each in projects if each.colour == "red"]
    if reds:
        better = _of_all(facts.value("red_watermelon_count"), len(reds))
        better = "one" if better == "all" and len(reds) == 1 else better
        tail = say("matrix-red-watermelon", facts, better=better)
    else:
        has_optimistic = facts.value("watermelon_count")
        tail = say("matrix-optimistic" if has_optimistic else "matrix-none-optimistic", facts)
    return say("matrix-title", facts, head=_reds(reds, facts), tail=tail)


def late_or_red(projects: Sequence[Project]) -> tuple[Sentence, ...]:
    """Name the projects that are red and not late, and late and not red: they are not the same."""
    parts = {
        "matrix-red-alone": [
            each for each in projects if each.colour == "red" and not each.will_probably_miss
        ],
        "matrix-late-alone": [
            each for each in projects if each.will_probably_miss and each.colour != "red"
        ],
    }
    return tuple(
        say(message, found[0].facts, names=_names(found, _MOST_DECK_WORDS))
        for message, found in parts.items()
        if found and len(projects) > 1
    )


def _reds(reds: Sequence[Project], facts: Facts) -> Sentence:
    drivers = {each.driver for each in reds}
    if not reds:
        return say("matrix-no-red", facts)
    if len(drivers) == 1:
        driver = drivers.pop().capitalize()
        return say("matrix-driver", facts, driver=driver, red_count=len(reds))
    return say("matrix-reds", facts)


def _names(projects: Sequence[Project], most_words: int = _MOST_NAME_WORDS) -> Sentence:
    """List as many names as leave the sentence short, at least one; what is left is others."""
    shown = 1
    words = len(projects[0].name.split())
    for each in projects[1:_MOST_NAMES]:
        words += len(each.name.split())
        shown += words <= most_words
    given: list[Segment | Sentence] = [named(each.name) for each in projects[:shown]]
    if len(projects) > shown:
        given.append(say("others", projects[0].facts, count=len(projects) - shown))
    return listed(given)
