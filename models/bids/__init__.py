"""Bidding: saving, submitting, withdrawing and invalidating bids, and what amending, closing and ending do to them."""
