"""Saved searches: users learn of each demand that newly matches, once (SA-1 to SA-3)."""
