"""Amounts of money as facts: whole units of a currency."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite


def whole_money(amount: Decimal | float | None) -> Decimal | None:
    """Return an amount in whole units of its currency; None: not known, or without an end."""
    return None if amount is None or not isfinite(amount) else Decimal(round(amount))
