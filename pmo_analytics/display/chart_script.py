"""The script that makes charts live: two seconds to bundle, so that a machine does it once."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

import vl_convert
from platformdirs import user_cache_path

from pmo_analytics.whole_files import write_whole


@cache
def chart_script() -> str:
    """Return Vega, Vega-Lite and vega-embed in one, as `vl_convert` bundles them.

    It is kept in the cache of the user, by the version of `vl_convert`; what cannot be read there
    is bundled anew, and a cache that cannot be written keeps nothing.
    """
    path = user_cache_path("pmo-analytics") / f"charts-{vl_convert.__version__}.js.gz"
    script = _kept(path)
    if not script:
        script = vl_convert.javascript_bundle()
        _keep(path, script)
    return script


def _kept(path: Path) -> str:
    try:
        return gzip.decompress(path.read_bytes()).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        return ""


def _keep(path: Path, script: str) -> None:
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, gzip.compress(script.encode(), mtime=0))
