"""A slice of each of the long proofs; `make prove` runs them whole."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.prove.proofs import PROOFS

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process"),
]


@pytest.mark.parametrize("name", [name for name, proof in PROOFS.items() if proof.slice])
def test_what_must_never_happen_does_not_in_a_few_tries(name):
    proof = PROOFS[name]
    # The thread of the tests may have a browser open, beside which no second one starts.
    with ThreadPoolExecutor(max_workers=1) as own:
        assert own.submit(proof.run, proof.slice).result()
