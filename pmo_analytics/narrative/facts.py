"""The facts of a review while it is made: each number once, with its recipe.

A figure of a sentence, a cell of a table and a point of a chart all receive the fact; a second
value under the same name is a fault of the program, since two ways to one number drift apart.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pmo_analytics.narrative.formatting import Style, count_text, day_text, value_text
from pmo_analytics.values import Fact, Recipe, Segment, Tier, Unit


class FactBook:
    """Collects facts and recipes, and gives out the segments that print them."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._facts: dict[str, Fact] = {}
        self._recipes: dict[str, Recipe] = {}

    @property
    def facts(self) -> dict[str, Fact]:
        """Return all facts by id, in the order of their names."""
        return {fact_id: self._facts[fact_id] for fact_id in sorted(self._facts)}

    @property
    def recipes(self) -> tuple[Recipe, ...]:
        """Return the recipes in the order in which they were first told."""
        return tuple(self._recipes.values())

    def tell(self, recipe: Recipe) -> str:
        """Add a recipe and return its id."""
        known = self._recipes.setdefault(recipe.recipe_id, recipe)
        if known != recipe:
            raise ValueError(f"Two recipes are called {recipe.recipe_id}.")
        return recipe.recipe_id

    def figure(
        self,
        fact_id: str,
        value: Any,
        unit: Unit,
        *,
        n: int | None = None,
        tier: Tier | None = None,
        recipe: str = "",
        text: str | None = None,
        is_strong: bool = False,
    ) -> Segment:
        """Add a fact and return the segment that prints it.

        Args:
            fact_id: `<scope>.<name>`; the same id always has the same value.
            recipe: id of a recipe told before; without one the figure does not open.
            text: how it is printed here; by default the standard form of its unit.
        """
        fact = Fact(fact_id=fact_id, value=value, unit=unit, n=n, tier=tier, recipe_id=recipe)
        known = self._facts.setdefault(fact_id, fact)
        if (known.value, known.unit) != (fact.value, fact.unit):
            raise ValueError(f"The fact {fact_id} is both {known.value} and {value}.")
        if recipe and recipe not in self._recipes:
            raise ValueError(f"The recipe {recipe} of {fact_id} was not told.")
        return Segment(
            kind="figure",
            text=value_text(value, unit, self.style) if text is None else text,
            fact_id=fact_id,
            recipe_id=recipe,
            is_strong=is_strong,
        )

    def count(
        self, fact_id: str, count: int, *, recipe: str = "", is_first: bool = False
    ) -> Segment:
        """Add a count and print it, a small one as a word; `is_first` begins a sentence."""
        text = count_text(count, is_word=True)
        return self.figure(
            fact_id, count, "count", recipe=recipe, text=text.capitalize() if is_first else text
        )

    def day(self, day: date, *, is_short: bool = False, is_strong: bool = False) -> Segment:
        """Return the segment that prints a day nobody computed: a baseline, a report, as of."""
        text = day_text(day, self.style, is_short=is_short)
        return Segment(kind="date", text=text, is_strong=is_strong)
