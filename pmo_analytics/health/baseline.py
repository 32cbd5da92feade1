"""What every normal range shares: a fixed baseline, and the sides of a signal."""

from typing import Literal

BASELINE_WEEKS = 20  # then the limits are frozen
PROVISIONAL_WEEKS = 10  # fewer: no limits

Side = Literal["low", "high"]
