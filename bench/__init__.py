"""What is claimed about speed, runnable: python -m bench runs all of it, python -m bench.ordering one part."""
