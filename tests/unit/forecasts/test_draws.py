"""Draws that depend on the seed and the scope, and formulas that keep their order."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.forecasts.draws import gamma_quantile, standard_normals

no_clock = settings(derandomize=True, deadline=None)


def test_same_seed_and_scope_give_the_same_draws():
    found = standard_normals("gannet", rows=3, seed=1)
    assert (found == standard_normals.__wrapped__("gannet", rows=3, seed=1)).all()
    assert not (found == standard_normals("ember", rows=3, seed=1)).all()
    assert not (found == standard_normals("gannet", rows=3, seed=2)).all()


def test_each_row_is_stratified_and_rows_are_independent():
    found = standard_normals("gannet", rows=4, seed=1)
    assert (np.sort(found, axis=1) == np.sort(found[0])).all()
    assert abs(np.corrcoef(found)[np.triu_indices(4, k=1)]).max() < 0.15


def test_gamma_draws_have_the_moments_of_a_gamma():
    normal = standard_normals("gannet", rows=1, seed=1, draws=20_000)[0]
    for shape in (0.7, 3.0, 40.0):
        drawn = gamma_quantile(shape, normal)
        assert abs(drawn.mean() / shape - 1) < 0.01
        assert abs(drawn.var() / shape - 1) < 0.06


@given(st.floats(0.01, 500), st.floats(1.0001, 3), st.floats(-3.3, 3.3))
@no_clock
def test_more_scope_is_never_earlier_in_any_draw(shape, factor, normal):
    normals = np.array([normal])
    assert gamma_quantile(shape * factor, normals) >= gamma_quantile(shape, normals)
