"""Compare names as a reader would: without case, accents, punctuation or look-alike letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters of another script that look like a Latin one, as typed by mistake: a Russian Jira writes
# the header "Обновленo" with a Latin o. Mapping both sides makes the mistake invisible.
_LOOK_ALIKES = dict(
    zip("авеёкмнорстухіјѕԁԛԝґєαβεικμνορτυχς", "abeekmhopctyxijsdqwreabeikmvoptyxs", strict=True)
)
# Latin letters that Unicode does not take apart into a letter and an accent.
_UNDIVIDED = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
_TABLE = str.maketrans(_LOOK_ALIKES | _UNDIVIDED)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Reduce a name to its letters and digits: `fold("Fix Version/s") == fold("fix_versions")`.

    A name of signs alone, such as "#", stays as it is.
    """
    parts = unicodedata.normalize("NFKD", text.casefold()).casefold()  # "№" becomes "No"
    letters = "".join(sign for sign in parts if sign.isalnum())
    return letters.translate(_TABLE) or text.strip()
