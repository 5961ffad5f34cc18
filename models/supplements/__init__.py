"""Supplements: proposing, signing and ending a change of an effective contract, which itself never changes (CO-9)."""
