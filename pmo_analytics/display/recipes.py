"""How each number is made: one native popover a recipe, and the list that prints."""

from __future__ import annotations

from pmo_analytics.display.markup import Html, html, join, name_html, recipe_anchor
from pmo_analytics.values import Recipe

_POPOVER = """
<div popover id="{anchor}" class="recipe" role="dialog" aria-label="How this number is made">
<p class="recipe-head"><b>{label}</b> <span class="recipe-value">{value}</span></p>
{terms}
<p class="close"><button type="button" popovertarget="{anchor}" popovertargetaction="hide">Close
</button></p></div>"""

_ENTRY = """
<details class="recipe-entry"><summary><b>{label}</b>
<span class="recipe-value">{value}</span></summary>{terms}</details>"""


RECIPES_LABEL = "How each number is made"

_SECTION = """
<section id="recipes" class="section" aria-labelledby="recipes-title">
<p class="label">{label}</p>
<h2 id="recipes-title">Every underlined number opens its own recipe</h2>
<div class="grid"><div class="span-9">{entries}</div></div></section>"""


def recipe_section(recipes: tuple[Recipe, ...]) -> Html:
    """Close a page with the list of its recipes, where there are any."""
    if not recipes:
        return Html()
    return html(_SECTION, label=RECIPES_LABEL, entries=recipe_list(recipes))


def recipe_popovers(recipes: tuple[Recipe, ...]) -> Html:
    """Make what the numbers of the page open."""
    return join(
        html(
            _POPOVER,
            anchor=recipe_anchor(recipe.recipe_id),
            label=name_html(recipe.label),
            value=recipe.value,
            terms=_terms(recipe),
        )
        for recipe in recipes
    )


def recipe_list(recipes: tuple[Recipe, ...]) -> Html:
    """List all recipes, folded on screen and open in print; a query stands at its first one."""
    first = {recipe.query: recipe for recipe in reversed(recipes)}
    return join(
        html(
            _ENTRY,
            label=name_html(recipe.label),
            value=recipe.value,
            terms=_terms(recipe, same_query_as=first[recipe.query]),
        )
        for recipe in recipes
    )


def _terms(recipe: Recipe, *, same_query_as: Recipe | None = None) -> Html:
    query = html("<pre>{}</pre>", recipe.query) if recipe.query else Html()
    if recipe.query and same_query_as not in (None, recipe):
        query = html("that of “{}”", name_html(same_query_as.label))
    terms = [
        ("Means", recipe.means),
        ("Rule", recipe.rule),
        ("Based on", recipe.based_on),
        ("Left out", recipe.left_out),
        ("Data needed", recipe.data_needed),
        ("Query", query),
    ]
    shown = (html("<dt>{}</dt><dd>{}</dd>", *term) for term in terms if term[1])
    return html('<dl class="terms">{}</dl>', join(shown))
