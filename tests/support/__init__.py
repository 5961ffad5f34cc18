"""Shared test support: clients and servers, users and things of the market, and faults."""
