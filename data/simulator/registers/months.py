"""Months as the registers write them: YYYY-MM."""

from __future__ import annotations

from datetime import date, timedelta


def months_between(first: str, last: str) -> list[str]:
    """List the months from first to last, both included."""
    year, month = (int(part) for part in first.split("-"))
    months = []
    while f"{year}-{month:02}" <= last:
        months.append(f"{year}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def month_of(day: date) -> str:
    """Return the month of a day."""
    return f"{day:%Y-%m}"


def days_of(month: str) -> list[date]:
    """List the days of a month."""
    day = date.fromisoformat(f"{month}-01")
    days = []
    while month_of(day) == month:
        days.append(day)
        day += timedelta(days=1)
    return days
