"""Saved searches: a user is told of demands that come to fit, from the saving on and once each (SA-1 to SA-3)."""
