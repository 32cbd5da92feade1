"""Runs of notebooks: what is run, where, and what is published."""

from pmo_analytics.lean_imports import import_jsonschema

import_jsonschema()
