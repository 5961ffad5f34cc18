"""Replays whole tenders from real files through a running server, and compares the results."""
