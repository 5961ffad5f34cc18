"""Refusals in the languages of their readers: `wording.py`, and a file of words for each language."""
