"""Demands: what awarders ask for, with its applicants, bids, candidates and awards, and the search."""
