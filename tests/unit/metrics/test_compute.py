"""Every metric of the catalogue is found and answers in one shape, whatever the data."""

from __future__ import annotations

import pytest
from asked import compute_family, compute_metric
from sample_portfolio import AS_OF, built_sample, sample_connection

from pmo_analytics.catalogue.registry import MEASURES, catalogue_frame, find_measure
from pmo_analytics.errors import ParameterError, UnknownNameError
from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.question import ItemFilter
from pmo_analytics.values import Tier
from pmo_analytics.warehouse.connection import open_reader
from pmo_analytics.warehouse.generations import current_warehouse

pytestmark = pytest.mark.slow

NO_ITEM = ItemFilter(item_types=("no such type",))
FLOW = ("throughput", "arrivals", "wip", "cycle_time", "lead_time", "item_age", "cumulative_flow")


@pytest.fixture
def asked():
    """Return a metric of the sample."""

    def ask(name, *, project="", items=None, **options):
        connection = sample_connection()
        named = {"items": items} if items else {}
        scope = find_scope(connection, project=project, **named)
        as_of = Calendar(connection).as_of(AS_OF)
        return compute_metric(connection, name, scope=scope, as_of=as_of, **options)

    return ask


@pytest.mark.parametrize("name", MEASURES)
def test_metric_answers_in_one_shape(name, asked):
    result = asked(name)
    assert result.name == name
    assert bool(result.values) != bool(result.reason)
    if result.values:
        assert list(result.values) == list(result.definition.values)
        assert result.value == next(iter(result.values.values()))
        assert result.n >= result.definition.smallest_n
    assert result.definition.meaning in str(result)
    assert all(count > 0 for count in result.left_out.values())
    assert all(result.definition.remedies[why] in str(result) for why in result.left_out)


def test_whatever_is_left_out_has_a_remedy():
    remedies = [(each.name, *pair) for each in MEASURES.values() for pair in each.remedies.items()]
    assert len(remedies) > 60
    assert [each for each in remedies if not all(each)] == []


def rounded(value):
    """Round fractions, which may have been added up in another order."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    return float(f"{value:.12g}") if isinstance(value, float) else value


# Families of queries alone; what is worked out of other measures takes long, and is asked once.
ASKED = sorted({each.family for each in MEASURES.values() if not each.derive})
WORKED_OUT = sorted({each.family for each in MEASURES.values()} - set(ASKED))
PARTS: tuple[dict, ...] = ({"project": "ATLAS"}, {"team": "Fleet refit"})
CASES = [
    *((family, {}) for family in (*ASKED, *WORKED_OUT)),
    *((family, scope) for family in ASKED for scope in PARTS),
]


@pytest.mark.slow
@pytest.mark.parametrize(("family", "scope"), CASES)
def test_family_answers_as_each_of_its_metrics(family, scope):
    connection = sample_connection()
    asked = {
        "scope": find_scope(connection, **scope),
        "as_of": Calendar(connection).as_of(AS_OF),
    }
    results = compute_family(connection, family, **asked)
    assert {result.name for result in results} == {
        name for name, definition in MEASURES.items() if definition.family == family
    }
    for result in results:
        alone = compute_metric(connection, result.name, **asked)
        assert rounded(result.to_dict()) == rounded(alone.to_dict())
        assert result.parameters == alone.parameters


def test_unknown_family_is_refused_with_those_there_are():
    connection = sample_connection()
    scope, as_of = find_scope(connection), Calendar(connection).as_of(AS_OF)
    with pytest.raises(UnknownNameError, match=r'no family "flo"\. Did you mean "flow"'):
        compute_family(connection, "flo", scope=scope, as_of=as_of)


@pytest.mark.parametrize("name", MEASURES)
def test_metric_of_no_item_makes_up_no_number(name, asked):
    result = asked(name, items=NO_ITEM)
    assert result.reason, result.values
    assert (result.values, result.value, result.tier, result.n) == ({}, None, None, 0)
    assert len(result.frame) == 0 or result.definition.family != "flow"


@pytest.mark.parametrize("name", FLOW)
def test_printed_query_gives_the_same_rows_again(name, asked):
    result = asked(name, project="ATLAS")
    with open_reader(current_warehouse(built_sample())) as connection:
        again = connection.execute(result.sql, dict(result.parameters)).df()
    assert len(again) > 0
    assert again.equals(result.frame)


def test_catalogue_declares_every_metric():
    for name, definition in MEASURES.items():
        assert name == definition.name
        for sentence in (definition.meaning, definition.rule, definition.cannot_tell):
            assert sentence.endswith("."), name
            assert sentence[0].isupper(), name
        assert definition.source, name
        assert definition.values, name


def test_catalogue_is_a_frame_of_one_row_a_metric():
    frame = catalogue_frame()
    assert list(frame.index) == list(MEASURES)
    assert frame.loc["cycle_time", "better"] == "lower"


def test_misspelt_metric_is_refused_with_the_nearest_name():
    assert find_measure("cycle_time") is MEASURES["cycle_time"]
    with pytest.raises(
        UnknownNameError, match=r'no metric "cycel_time"\. Did you mean "cycle_time"'
    ):
        find_measure("cycel_time")
    with pytest.raises(UnknownNameError, match="There are: throughput, "):
        find_measure("xyz")


def test_unknown_option_is_refused_with_those_there_are(asked):
    with pytest.raises(ParameterError, match="percentile"):
        asked("cycle_time", percentil=0.5)
    with pytest.raises(ParameterError, match="cumulative_flow"):
        asked("cumulative_flow", percentile=0.5)


def test_option_changes_the_answer_and_is_told(asked):
    half, most = (asked("cycle_time", percentile=share) for share in (0.5, 0.95))
    assert half.value < most.value
    assert half.values["half_days"] == half.value
    assert (half.conventions["percentile"], most.conventions["percentile"]) == ("0.5", "0.95")


def test_tier_is_the_lowest_of_the_items_that_tell(board_warehouse):
    boards = [
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
        A-2  | 2026-01-05 |            | 2026-01-08
        """
    ]
    with board_warehouse.holding(boards) as connection:
        scope, as_of = find_scope(connection), Calendar(connection).as_of()
        lead = compute_metric(connection, "throughput", scope=scope, as_of=as_of)
        wip = compute_metric(connection, "wip", scope=scope, as_of=as_of)
    assert lead.tier is Tier.T0
    assert wip.tier is Tier.T1


def test_result_can_be_compared_and_written(asked):
    one, again = asked("wip", project="ATLAS"), asked("wip", project="ATLAS")
    assert one == again
    assert repr(one) == str(one)
    assert one.to_dict()["values"] == dict(one.values)
