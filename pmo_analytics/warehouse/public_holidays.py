"""The public holidays of a country: no working days, past and to come."""

from __future__ import annotations

import warnings
from datetime import date

# Further than any calendar that the warehouse builds; some countries know fewer years.
_YEARS = range(1980, 2071)


def public_holidays(country: str) -> list[dict[str, date]]:
    """Return a record a public holiday, oldest first; none without a country.

    Args:
        country: its code, with that of a part behind a hyphen: "GB", "DE-BY".
    """
    if not country:
        return []
    from holidays import country_holidays  # noqa: PLC0415 - slow to import, and few settings ask

    code, _, part = country.partition("-")
    with warnings.catch_warnings(action="ignore"):  # of years for which a country knows none
        found = country_holidays(code, subdiv=part or None, years=_YEARS)
    return [{"date": day} for day in sorted(found)]
