"""A decision shows who decides what by when, and what each option costs on one scale."""

from example_reviews.decisions import decisions_section, instant_payments_decision
from markup_reader import elements, one, text_of

from pmo_analytics.content import Decisions
from pmo_analytics.display.decisions import cost_scale, decisions_html
from pmo_analytics.display.markup import Surface
from pmo_analytics.values import RagPair


def shown(decisions, scale=0.65):
    return decisions_html(decisions, Surface(), scale=scale, prefix="d")


def test_the_scale_is_the_greatest_cost_of_all_options():
    assert cost_scale(decisions_section().blocks[0]) == 0.65


def test_nothing_asked_shows_nothing():
    assert shown(Decisions(decisions=())) == ""


def test_a_decision_names_question_reason_owner_and_date():
    text = text_of(shown(Decisions(decisions=(instant_payments_decision(),))))
    for words in (
        "Instant Payments: reports green, data say red",
        "Keep 18 December by moving refunds to the next release?",
        "nothing needs them before April",
        "Owner Sponsor, Payments",
        "Decide by Wed 14 Oct",
    ):
        assert words in text


def test_options_keep_their_order_and_one_is_recommended():
    markup = shown(Decisions(decisions=(instant_payments_decision(),)))
    names = [row.text for row in elements(markup, "th") if row.attributes["scope"] == "row"]
    assert names[-1] == "Do nothing"
    assert one(markup, "tr", look="recommended").text.startswith(
        "Recommended by the ruleMove refunds"
    )


def test_what_a_phone_folds_says_what_is_recommended_and_what_doing_nothing_costs():
    markup = shown(Decisions(decisions=(instant_payments_decision(),)))
    short = [line.text for line in elements(markup, "span", look="in-short")]
    kept, nothing = (
        next(one for one in instant_payments_decision().options if one.is_recommended),
        instant_payments_decision().options[-1],
    )
    assert short == [
        f"Recommended by the rule{kept.name}: {kept.cost}",
        f"{nothing.name}: {nothing.cost}",
    ]
    assert elements(markup, "summary")
    assert not any("summary" in button.ancestors for button in elements(markup, "button"))


def test_a_single_option_is_not_folded():
    decision = instant_payments_decision()
    alone = decision.model_copy(update={"options": decision.options[-1:]})
    assert not elements(shown(Decisions(decisions=(alone,))), "details", look="narrow-fold")


def test_each_decision_is_named_by_its_question():
    markup = shown(decisions_section().blocks[0])
    named = [element.attributes["aria-labelledby"] for element in elements(markup, "article")]
    ids = [element.attributes["id"] for element in elements(markup, "h3")]
    assert named == ids == ["d-question-1", "d-question-2", "d-question-3"]


def test_projects_that_agree_show_one_mark():
    decision = instant_payments_decision().model_copy(
        update={"rag": RagPair(declared="amber", computed="amber")}
    )
    markup = shown(Decisions(decisions=(decision,)))
    assert len(elements(markup, "svg", look="mark")) == 1
    assert "both amber" in text_of(markup)


def test_the_slice_is_left_to_the_matrix():
    assert not elements(shown(decisions_section().blocks[0]), "svg", look="melon")


def test_an_option_without_a_cost_has_no_bar():
    decision = instant_payments_decision()
    free = decision.options[0].model_copy(update={"likely_cost": None})
    markup = shown(Decisions(decisions=(decision.model_copy(update={"options": (free,)}),)))
    assert not elements(markup, "svg", look="cost-bar")
