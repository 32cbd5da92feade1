"""Every recipe can be opened, closed and read in the list."""

from example_reviews.portfolio import portfolio_review
from markup_reader import elements

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
    assert len(elements(recipe_list(PORTFOLIO.recipes), "details")) == len(ids)


def test_a_popover_closes_by_a_button_of_its_own():
    for button in elements(recipe_popovers(PORTFOLIO.recipes[:1]), "button"):
        assert button.attributes["popovertargetaction"] == "hide"


def test_a_recipe_leaves_out_the_terms_it_has_no_words_for():
    terms = [term.text for term in elements(recipe_list(PORTFOLIO.recipes[:1]), "dt")]
    assert terms == ["Means", "Rule", "Based on", "Data needed", "Query"]


def test_a_page_without_recipes_has_no_section_for_them():
    assert recipe_section(()) == ""


def test_a_query_of_several_numbers_is_printed_once():
    one = Recipe(
        recipe_id="one",
        label="First <number>",
        means="What it is.",
        rule="How it is made.",
        based_on="3 items",
        data_needed="any export",
        query="select 42",
    )
    same = one.model_copy(update={"recipe_id": "same", "label": "Second"})
    other = one.model_copy(update={"recipe_id": "other", "label": "Third", "query": "select 43"})
    text = str(recipe_list((one, same, other)))
    assert text.count("select 42") == text.count("select 43") == 1
    assert "that of “First &lt;number&gt;”" in text.replace("<bdi>", "").replace("</bdi>", "")
    assert str(recipe_popovers((one, same))).count("select 42") == 2
