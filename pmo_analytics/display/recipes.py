"""How each number is made: one native popover a recipe, and the list that prints."""

from __future__ import annotations

from pmo_analytics.display.markup import Html, anchor, html, join, name_html, recipe_anchor
from pmo_analytics.values import Recipe

_POPOVER = """
<div popover id="{anchor}" class="recipe" role="dialog" aria-label="How this number is made">
<p class="recipe-head"><b>{label}</b></p>
{terms}
<p class="close">{query}
<button type="button" popovertarget="{anchor}" popovertargetaction="hide">Close
</button></p></div>"""

_QUERY_LINK = '<a href="#{}">Query</a>'

_ENTRY = """
<details class="recipe-entry"><summary><b>{label}</b></summary>{terms}</details>"""

_QUERY = """
<details class="recipe-query"><summary>Query and its parameters</summary>
<pre id="{anchor}">{query}</pre><pre>{parameters}</pre></details>"""

_HINT = Html('<p class="subtitle">A query runs as it stands: p.sql(query, **parameters)</p>')

RECIPES_LABEL = "How each number is made"

_SECTION = """
<section id="recipes" class="section" aria-labelledby="recipes-title">
<p class="label">{label}</p>
<h2 id="recipes-title">Every underlined number opens its own recipe</h2>
{hint}
<div class="grid"><div class="span-9">{entries}</div></div></section>"""


def recipe_section(recipes: tuple[Recipe, ...]) -> Html:
    """Close a page with the list of its recipes, where there are any."""
    if not recipes:
        return Html()
    entries = recipe_list(recipes)
    hint = _HINT if any(recipe.query for recipe in recipes) else ""
    return html(_SECTION, label=RECIPES_LABEL, hint=hint, entries=entries)


def recipe_popovers(recipes: tuple[Recipe, ...]) -> Html:
    """Make what the numbers of the page open; the query stands once, in the list."""
    return join(
        html(
            _POPOVER,
            anchor=recipe_anchor(recipe.recipe_id),
            label=name_html(recipe.label),
            terms=_terms(recipe),
            query=html(_QUERY_LINK, _query_anchor(recipe)) if recipe.query else "",
        )
        for recipe in recipes
    )


def recipe_list(recipes: tuple[Recipe, ...]) -> Html:
    """List all recipes with their queries, folded on screen; print leaves the queries out."""
    return join(
        html(
            _ENTRY,
            label=name_html(recipe.label),
            terms=join((_terms(recipe), _query(recipe))),
        )
        for recipe in recipes
    )


def _query_anchor(recipe: Recipe) -> str:
    return f"query-{anchor(recipe.recipe_id)}"


def _query(recipe: Recipe) -> Html:
    if not recipe.query:
        return Html()
    return html(
        _QUERY,
        anchor=_query_anchor(recipe),
        query=recipe.query,
        parameters=recipe.parameters,
    )


def _terms(recipe: Recipe) -> Html:
    terms = [
        ("Means", recipe.means),
        ("Rule", recipe.rule),
        ("Based on", recipe.based_on),
        ("Left out", recipe.left_out),
        ("Data needed", recipe.data_needed),
        ("Ask again", html("<code>{}</code>", recipe.call) if recipe.call else ""),
    ]
    shown = (html("<dt>{}</dt><dd>{}</dd>", *term) for term in terms if term[1])
    return html('<dl class="terms">{}</dl>', join(shown))
