"""The oracle pack: answers computed independently of this project, by key."""

import json
from pathlib import Path

import pytest

PACK = Path(__file__).with_name("oracles.json")


@pytest.fixture(scope="session")
def oracle():
    """Return the answer of a key.

    Call it with the key as a literal: `test_every_key.py` reads the test files to learn which
    keys are asserted.
    """
    answers = json.loads(PACK.read_text(encoding="utf-8"))
    return answers.__getitem__
