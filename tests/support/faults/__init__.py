"""Faults, the followers and writers that run meanwhile, and the judge of what the followers received."""
