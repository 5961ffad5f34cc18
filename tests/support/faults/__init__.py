"""Faults, those who follow and write meanwhile, and the judge of what they heard."""
