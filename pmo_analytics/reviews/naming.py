"""Names of reports and of their files: made from names of the folder, safe as file names."""

from __future__ import annotations

import hashlib
import re

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 60


def report_file(report: str, scope: str = "", persona: str = "") -> str:
    """Return the file name of a report's page.

    Different scopes have different files: where a name had to be changed to be safe, a short hash
    of the original is added. So have different personas; that sign is in the name of no scope.
    """
    ending = f"~{persona}.html" if persona else ".html"
    if not scope:
        return f"{report}{ending}"
    safe = _UNSAFE.sub("-", scope).strip("-.")[:_LONGEST]
    if safe != scope:
        safe = f"{safe or 'scope'}-{hashlib.sha256(scope.encode()).hexdigest()[:8]}"
    return f"{report}-{safe}{ending}"
