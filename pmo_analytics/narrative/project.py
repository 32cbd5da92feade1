"""What is known of a project: its facts by name, as of a day and as of the day compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmo_analytics.catalogue.pace import BULK
from pmo_analytics.narrative.saying import Facts, named
from pmo_analytics.values import Rag, RagPair, Segment

BEFORE = "_before"  # ends the names of facts of the comparison date


@dataclass(frozen=True)
class Project:
    """A project with its facts; names that end in `_before` are of the comparison date."""

    project_id: str
    facts: Facts
    weeks: tuple[Mapping[str, Any], ...] = ()  # complete weeks with their finished items
    chances: tuple[float | None, ...] = ()  # of its date, at earlier days, oldest first
    reasons: Mapping[str, str] | None = None  # why a dimension is not measurable

    def value(self, name: str) -> Any:
        """Return the value of a fact, None where it is not known."""
        return self.facts.value(name)

    @property
    def name(self) -> str:
        """Return what the project is called."""
        return str(self.value("project_name") or self.project_id)

    @property
    def segment(self) -> Segment:
        """Return its name as a segment."""
        return named(self.name)

    @property
    def programme(self) -> str:
        """Return its programme, "" where the register names none."""
        return self.value("programme_name") or ""

    @property
    def outlook(self) -> str:
        """Return what can be said of its finish."""
        return str(self.value("outlook_name"))

    @property
    def is_stale(self) -> bool:
        """Tell whether its exports are too old to say anything of the day."""
        return self.outlook == "stale"

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing of it is left to finish."""
        return self.outlook == "ended"

    @property
    def is_overdue(self) -> bool:
        """Tell whether its date has passed while something of it is open."""
        return self.outlook == "overdue"

    @property
    def is_overspending(self) -> bool:
        """Tell whether it will likely cost more than its budget tolerates."""
        return self.colour_of("cost") in ("amber", "red")

    @property
    def colour(self) -> Rag:
        """Return its computed colour."""
        return self.value("overall_name")

    @property
    def driver(self) -> str:
        """Return the dimension that sets its colour, "" where none does."""
        return self.value("driver_name") or ""

    @property
    def change(self) -> str:
        """Return how its colour moved: worse, better, same, lost or new."""
        return str(self.value("change_name"))

    @property
    def signal(self) -> str:
        """Return which way its pace has changed, "" where it is routine or not known."""
        side = self.value("side_name")
        is_silent = self.is_stale or self.is_finished or side in (None, "routine", BULK)
        return "" if is_silent else str(side)

    @property
    def is_untold(self) -> bool:
        """Tell whether no export says of any of its open items whether it is finished."""
        untold = self.value("untold_count")
        return bool(untold) and untold == self.value("open_count")

    @property
    def has_bulk_week(self) -> bool:
        """Tell whether a rise of its pace rests on one week."""
        return self.has_normal_range and self.value("side_name") == BULK

    @property
    def has_normal_range(self) -> bool:
        """Tell whether its pace can be judged on the day; of a finished one none is owed."""
        return not (self.is_stale or self.is_finished) and self.value("mean_per_week") is not None

    def colour_of(self, dimension: str) -> Rag:
        """Return the colour of a dimension."""
        return self.value(f"{dimension}_colour_name")

    @property
    def rag(self) -> RagPair:
        """Return what the project reports beside what the data say."""
        return RagPair(
            declared=self.value("declared_colour_name"),
            declared_date=self.value("report_date"),
            declared_age_days=self.value("report_age_days"),
            is_stale=bool(self.value("is_report_stale")),
            computed=self.colour,
            driver=self.driver,
        )

    @property
    def will_probably_miss(self) -> bool:
        """Tell whether the project more likely misses its date than not."""
        return self.outlook in ("unlikely", "overdue")
