"""Ages stand in their stage; the old ones carry their key."""

from chart_reader import marks, texts
from example_reviews.project import ageing_chart

from pmo_analytics.display.charts.ageing import MOST_LABELS, ageing
from pmo_analytics.display.charts.frames import MOST_MARKS
from pmo_analytics.display.theme import ACCENT, INK_2

CHART = ageing_chart()


def drawn(**options):
    return ageing(CHART.columns, **{**CHART.options, **options})


def test_every_item_is_a_dot_in_its_stage():
    quiet, old = marks(drawn(), "circle")
    assert (quiet["mark"]["color"], old["mark"]["color"]) == (INK_2, ACCENT)
    assert (len(quiet["rows"]), len(old["rows"])) == (24, 5)
    for row in quiet["rows"] + old["rows"]:
        assert abs(row["place"] - row["stage_place"]) < 0.47


def test_old_items_carry_key_and_age_and_on_a_phone_the_number_of_the_key():
    assert "INP-361, 31 d" in texts(drawn())
    assert "361" in texts(drawn(width=350))


def test_only_the_oldest_of_a_stage_are_named():
    ages = tuple(range(20, 40))
    data = {
        "stage": ("Build",) * 20,
        "age_days": ages,
        "item_key": tuple(f"A-{age}" for age in ages),
        "is_old": (True,) * 20,
    }
    named = [text for text in texts(ageing(data)) if text.startswith("A-")]
    assert len(named) == MOST_LABELS
    assert "A-39, 39 d" in named


def test_the_overall_line_is_named():
    assert {"85% of all", "items: 17 days"} <= set(texts(drawn()))
    assert "17 d" in texts(drawn(width=350))
    assert not marks(drawn(overall_days=None), "rule")


def test_stages_of_the_board_stand_even_when_empty_and_others_are_left_out():
    chart = drawn(stages=("Analysis", "Nowhere"), counts=())
    assert "Nowhere" in texts(chart)
    assert {row["stage"] for layer in marks(chart, "circle") for row in layer["rows"]} == {
        "Analysis"
    }


def test_beyond_400_items_dots_are_counts():
    data = {"stage": ("Build", "Test") * 600, "age_days": tuple(age % 90 for age in range(1200))}
    (dots,) = marks(ageing(data), "circle")
    assert len(dots["rows"]) <= MOST_MARKS
    assert sum(row["dot_count"] for row in dots["rows"]) == 1200


MANY = ("Design", "Construction", "Inspection", "Waiting for commissioning", "Commissioning")


def of_many(width: int, ages: tuple[int, ...] = (36, 35, 34)):
    data = {
        "stage": (MANY[-1],) * len(ages),
        "age_days": ages,
        "item_key": tuple(f"EMBER-{100 + age}" for age in ages),
        "is_old": (True,) * len(ages),
    }
    return ageing(data, width=width, stages=MANY, overall_days=30)


def test_a_key_that_has_no_room_in_its_stage_leaves_its_age_to_the_axis():
    spec = of_many(643).to_dict()
    labels = texts(of_many(643))
    look = labels["EMBER-136"]
    assert look["x"] + len("EMBER-136") * 7 <= spec["width"]
    assert "136" in texts(of_many(350))


def test_keys_stand_clear_of_the_line_of_all_items():
    chart = of_many(643)
    (line,) = (layer["encoding"]["y"]["value"] for layer in marks(chart, "rule"))
    places = [look["y"] for text, look in texts(chart).items() if text.startswith("EMBER-")]
    assert len(places) == 3
    assert all(place + 7 <= line for place in places)


def test_names_of_stages_are_whole_in_lines_and_on_a_phone_in_two_rows():
    assert {"Construction", "Waiting for", "commissioning", "Commissioning"} <= set(
        texts(of_many(643))
    )
    phone = texts(of_many(350))
    assert {"Construction", "Waiting for", "commissioning", "Commissioning"} <= set(phone)
    assert phone["Construction"]["y"] < phone["Commissioning"]["y"]
