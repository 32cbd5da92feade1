"""Every recipe can be opened, closed and read in the list."""

from example_reviews.portfolio import portfolio_review
from markup_reader import elements

from pmo_analytics.display.recipes import recipe_list, recipe_popovers, recipe_section

PORTFOLIO = portfolio_review()


def test_every_recipe_is_a_popover_and_an_entry_of_the_list():
    popovers = recipe_popovers(PORTFOLIO.recipes)
    ids = [
        element.attributes["id"]
        for element in elements(popovers, "div")
        if "popover" in element.attributes
    ]
    assert ids == [f"recipe-{recipe.recipe_id}" for recipe in PORTFOLIO.recipes]
    assert len(elements(recipe_list(PORTFOLIO.recipes), "details")) == len(ids)


def test_a_popover_closes_by_a_button_of_its_own():
    for button in elements(recipe_popovers(PORTFOLIO.recipes[:1]), "button"):
        assert button.attributes["popovertargetaction"] == "hide"


def test_a_recipe_leaves_out_the_terms_it_has_no_words_for():
    terms = [term.text for term in elements(recipe_list(PORTFOLIO.recipes[:1]), "dt")]
    assert terms == ["Means", "Rule", "Based on", "Data needed", "Query"]


def test_a_page_without_recipes_has_no_section_for_them():
    assert recipe_section(()) == ""
