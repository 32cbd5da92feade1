"""Every recipe can be opened, closed and read in the list."""

from example_reviews.portfolio import portfolio_review
from markup_reader import elements, one, text_of

from pmo_analytics.display.recipes import recipe_list, recipe_popovers, recipe_section
from pmo_analytics.values import Recipe

PORTFOLIO = portfolio_review()


def test_every_recipe_is_a_popover_and_an_entry_of_the_list():
    popovers = recipe_popovers(PORTFOLIO.recipes)
    ids = [
        element.attributes["id"]
        for element in elements(popovers, "div")
        if "popover" in element.attributes
    ]
    assert ids == [f"recipe-{recipe.recipe_id}" for recipe in PORTFOLIO.recipes]
    entries = elements(recipe_list(PORTFOLIO.recipes), "details", look="recipe-entry")
    assert len(entries) == len(ids)


def test_a_popover_closes_by_a_button_of_its_own():
    for button in elements(recipe_popovers(PORTFOLIO.recipes[:1]), "button"):
        assert button.attributes["popovertargetaction"] == "hide"


def test_a_recipe_leaves_out_the_terms_it_has_no_words_for():
    terms = [term.text for term in elements(recipe_list(PORTFOLIO.recipes[:1]), "dt")]
    assert terms == ["Means", "Rule", "Based on", "Data needed", "Ask again"]


def test_a_page_without_recipes_has_no_section_for_them():
    assert recipe_section(()) == ""


def test_a_query_stands_once_with_its_parameters_and_each_popover_leads_to_it():
    recipe = Recipe(
        recipe_id="one",
        label="First <number>",
        means="What it is.",
        rule="How it is made.",
        based_on="3 items",
        data_needed="any export",
        query="select 42 where project = '<b>'",
        parameters='{"project": "PIER"}',
        call="p.metric('wip', project='PIER')",
    )
    listed, opened = recipe_list((recipe,)), recipe_popovers((recipe,))
    query, parameters = elements(listed, "pre")
    assert (query.text, parameters.text) == (recipe.query, recipe.parameters)
    assert query.text not in text_of(opened)
    assert one(opened, "a").attributes["href"] == f"#{query.attributes['id']}"
    assert one(opened, "code").text == one(listed, "code").text == recipe.call


def test_the_queries_are_folded():
    for pre in elements(recipe_list(PORTFOLIO.recipes), "pre"):
        assert "details" in pre.ancestors


def test_an_executive_reads_what_a_number_means_and_no_code():
    recipes = PORTFOLIO.recipes
    bare = PORTFOLIO.without_code().recipes
    quiet = str(recipe_section(bare) + recipe_popovers(bare))
    assert "p.sql" not in quiet
    assert not elements(quiet, "code")
    assert not elements(quiet, "pre")
    assert recipes[0].means in quiet
    loud = str(recipe_section(recipes) + recipe_popovers(recipes))
    assert "p.sql" in loud
    assert elements(loud, "code")
    assert elements(loud, "pre")
