"""Whole tenders from real files, played through a running server by a crowd of clients, then compared."""
