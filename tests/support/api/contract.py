"""The schema without limits, built once for all tests."""

from schema.roots import build

SCHEMA = build()
GRAPH = SCHEMA._schema
