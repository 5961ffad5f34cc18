"""A walk over the money of several contracts: any step in any order, each against a dictionary."""
