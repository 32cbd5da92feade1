"""What the office says in its own words: theirs, dated, beside what the data say."""

from __future__ import annotations

from pmo_analytics.content import Paragraphs, Section
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.values import Sentence

_MOST_SHOWN = 2
_OLD_DAYS = 35  # an older one may speak of what has changed since


def gather(head: Head) -> Gathered | None:
    """Gather the newest comments on the scope; None where there is none."""
    rows = head.brief.rows("comments")[:_MOST_SHOWN]
    if not rows:
        return None
    columns = ("date", "author", "text", "age_days")
    table = head.brief.table("comments", rows, key=("comment_number",), columns=columns)
    return Gathered(head, head.brief.facts("comments"), tables={"comments": table})


def compose(found: Gathered, label: str) -> Section:
    """Quote the newest comment, and the one before it."""
    newest, *earlier = found.tables["comments"]
    quotes = [(_quote(newest, "comment-quote"),)]
    quotes += [(_quote(one, "comment-earlier"),) for one in earlier]
    return Section(
        name="comment",
        label=label,
        title=say("comment-title", newest, author=named(newest.value("author"))),
        subtitle=_age(newest),
        blocks=(Paragraphs(span=8, paragraphs=tuple(quotes)),),
    )


def _quote(comment: Facts, message: str) -> Sentence:
    return say(message, comment, text=named(comment.value("text")))


def _age(comment: Facts) -> Sentence:
    """Say how old it is where what it speaks of may have changed."""
    is_old = comment.value("age_days") > _OLD_DAYS
    return say("comment-old", comment) if is_old else Sentence()
