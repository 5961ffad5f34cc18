"""Benchmarks for every claim about speed: python -m bench runs all, python -m bench.ordering one of them."""
