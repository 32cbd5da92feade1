"""Charts are found by name, by an analyst and by a review alike."""

import importlib.util
import subprocess
import sys

import pytest

from pmo_analytics.display import gallery
from pmo_analytics.display.gallery import CHARTS, SHAPES, chart_function
from pmo_analytics.errors import UnknownNameError


def test_every_name_is_a_function_of_that_name():
    for name in CHARTS:
        assert getattr(gallery, name).__name__ == name
        assert chart_function(name).__doc__


def test_every_module_of_a_chart_is_in_the_gallery():
    folder = importlib.util.find_spec("pmo_analytics.display.charts").submodule_search_locations[0]
    from pathlib import Path

    shared = {"__init__", "axes", "canvas", "dots", "frames", "labels", "weekly"}
    assert {path.stem for path in Path(folder).glob("*.py")} - shared == set(CHARTS)


def test_completion_offers_the_charts_and_what_shapes_their_data():
    assert set(dir(gallery)) == {*CHARTS, *SHAPES}
    assert callable(gallery.counted_dots)


def test_an_unknown_chart_names_the_nearest():
    with pytest.raises(UnknownNameError, match='Did you mean "burn_up"'):
        chart_function("burnup")
    with pytest.raises(AttributeError, match="burnup"):
        gallery.burnup  # noqa: B018


def test_the_gallery_itself_imports_no_chart_library():
    code = (
        "import sys, pmo_analytics.display.gallery, pmo_analytics.display.section;"
        "print(sorted({'altair', 'pandas', 'vl_convert'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
