"""Every key of the oracle pack is asserted, or stands here with the reason why not.

Which keys are asserted is read from the source of the test files: the literal in `oracle("key")`.
Whoever asserts a key takes it out of the table.
"""

import ast
import json
from itertools import chain
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INPUTS = "_inputs"  # inputs and rules of the other keys, no answer

NOT_BUILT = {
    "choosing the portfolio": (
        "wsjf",
        "cd3",
        "weighted_scoring",
        "knapsack",
        "knapsack.bruteforce_top3",
    ),
    "no code without a caller: another rule was chosen": (
        "xmr.median_mr_variant",
        "demand.ses_alpha.3_l0=10",
    ),
    "comments are not ingested: they are private": ("parse.comment_split_maxsplit2",),
    "no code without a caller: no file holds the data": (
        "gao_uav",
        "pi_predictability",
        "weinberg_20pct_per_extra_project",
        "mm1_queue_rho/(1-rho)",
    ),
}


@pytest.fixture(scope="module")
def keys():
    return set(json.loads((HERE / "oracles.json").read_text(encoding="utf-8"))) - {INPUTS}


@pytest.fixture(scope="module")
def asserted():
    return set(chain.from_iterable(map(keys_asked_for, sorted(HERE.glob("test_*.py")))))


def keys_asked_for(path):
    """Return the literals that a test file passes to `oracle`."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id == "oracle":
            (key,) = call.args
            yield ast.literal_eval(key)


def listed():
    return list(chain.from_iterable(NOT_BUILT.values()))


def test_every_key_is_asserted_or_explained(keys, asserted):
    assert sorted(keys - asserted - set(listed())) == []


def test_no_key_is_both_asserted_and_not_built(asserted):
    assert sorted(asserted & set(listed())) == []


def test_no_key_is_explained_twice():
    assert len(listed()) == len(set(listed()))


def test_no_key_is_made_up(keys, asserted):
    assert sorted((asserted | set(listed())) - keys - {INPUTS}) == []


def test_keys_are_found_in_the_source(asserted):
    assert {"mc.when_N6_percentiles", "rag.hysteresis"} <= asserted
