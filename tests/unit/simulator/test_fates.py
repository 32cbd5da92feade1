from statistics import fmean, median

import pytest

from data.simulator.description import Rates
from data.simulator.fates import draw_fate

N = 1_500


@pytest.fixture(scope="module")
def atlas(portfolio):
    return portfolio.projects[0]


@pytest.fixture(scope="module")
def stages(portfolio, atlas):
    return portfolio.workflows[atlas.workflow].stages


def fates_of(project, stages, points=3):
    return [draw_fate(project, stages, points, project.streams.of("t", str(n))) for n in range(N)]


def test_work_has_its_mean_and_a_long_tail(atlas, stages):
    days = [fate.seconds[1] / 27_000 for fate in fates_of(atlas, stages)]
    assert fmean(days) == pytest.approx(atlas.work["Build"].mean_days, rel=0.08)
    assert median(days) < 0.9 * fmean(days)


def test_larger_items_take_longer_but_not_in_proportion(atlas, stages):
    small, large = fates_of(atlas, stages, points=1), fates_of(atlas, stages, points=8)
    ratio = fmean(f.seconds[1] for f in large) / fmean(f.seconds[1] for f in small)
    assert 2.5 < ratio < 5


def test_rates_are_shares_of_items(atlas, stages):
    fates = fates_of(atlas, stages)
    rates = atlas.rates
    assert fmean(bool(f.block) for f in fates) == pytest.approx(rates.blocked, abs=0.03)
    assert fmean(bool(f.reopened_after) for f in fates) == pytest.approx(rates.reopened, abs=0.015)
    review = next(i for i, stage in enumerate(stages) if stage.skill == "review")
    assert fmean(f.failures[review] for f in fates) == pytest.approx(rates.fails_review, abs=0.03)


def test_causes_weigh_what_they_should(atlas, stages):
    causes = [f.block.cause for f in fates_of(atlas, stages) if f.block]
    shares = {cause.name: causes.count(cause.name) / len(causes) for cause in atlas.causes}
    whole = sum(cause.weight for cause in atlas.causes)
    assert shares == pytest.approx({c.name: c.weight / whole for c in atlas.causes}, abs=0.08)


def test_nothing_happens_where_no_rate_is_given(atlas, stages):
    calm = atlas.model_copy(update={"rates": Rates()})
    fate = draw_fate(calm, stages, 3, calm.streams.of("t"))
    accidents = (fate.block, fate.cancelled_after, fate.cancelled_in, fate.put_back_for)
    assert accidents == (None, None, None, None)
    assert fate.failures == (0, 0, 0, 0)
