"""What a decision is about, and what kinds of options there are."""

from __future__ import annotations

# What a question is about: in the words of the register, or asked by the data themselves.
WRITTEN, DATE, BLOCKER, COST = "written", "date", "blocker", "cost"
OVERLOAD, REPORT, OBJECTIVE, FOCUS = "overload", "report", "objective", "focus"
# Kinds of options: in the words of the register, doing nothing, and those of our own questions.
NOTHING = "nothing"
CUT, FASTER, MOVE, FREE, FUND = "cut", "faster", "move", "free", "fund"
RELIEVE, MORE_HOURS, RENEW, SERVE, DROP = "relieve", "more_hours", "renew", "serve", "drop"
DEPUTY = "deputy"
LIMIT = "limit"
UNDO = "undo"
SEPARATOR = "; "  # between the names in one value of an option
