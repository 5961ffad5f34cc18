"""Bids: saving, submitting, withdrawing and invalidating them, and how they react to changes of their demand."""
