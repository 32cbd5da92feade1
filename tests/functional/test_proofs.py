"""A slice of each of the long proofs; `make prove` runs them whole."""

from __future__ import annotations

import os

import pytest

from tests.prove.proofs import PROOFS

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process"),
]


@pytest.mark.parametrize("name", PROOFS)
def test_what_must_never_happen_does_not_in_a_few_tries(name):
    proof = PROOFS[name]
    assert proof.run(proof.slice)
