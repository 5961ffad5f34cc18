"""Contracts: what an accepted award becomes, from the first draft to what both sides have signed."""
