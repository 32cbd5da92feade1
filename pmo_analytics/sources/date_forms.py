"""How a column writes its days: a proof holds for columns that write them in the same way.

Tools write all their dates alike, so a proven order helps the other columns of a file. A file that
somebody put together from several tools has several ways, and each proves only its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pmo_analytics.sources.date_texts import DateParts
from pmo_analytics.sources.read_plan import Clock, DateForm


def date_form(written: Iterable[DateParts]) -> DateForm | None:
    """Return the form of a column from its dates of three numbers; None where it has none."""
    ways: Counter[tuple[str, int]] = Counter()
    pads: set[bool] = set()
    clocks: set[Clock] = set()
    for parts in written:
        found = parts.match
        ways[found["sep"], len(found["third"])] += 1
        numbers = [number for number in found.group("first", "second") if len(number) < 4]
        pads |= {number.startswith("0") for number in numbers if int(number) < 10}
        if found["hour"]:
            clocks.add("12" if found["half"] else "24")
    if not ways:
        return None
    (separator, digits), _ = max(ways.items(), key=lambda item: (item[1], item[0]))
    is_padded = next(iter(pads)) if len(pads) == 1 else None
    return DateForm(separator, digits, is_padded, next(iter(clocks)) if len(clocks) == 1 else "")
