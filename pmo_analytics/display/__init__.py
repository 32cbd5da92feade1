"""Pages, charts and tables, drawn from the values of a review."""

from pmo_analytics.lean_imports import import_jsonschema

import_jsonschema()
