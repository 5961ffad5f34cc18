"""Escrow: the money that is held for the stages of a contract, and the work that it is held for."""
