"""Disputes: what becomes of the money of a stage that its two sides do not agree about."""
