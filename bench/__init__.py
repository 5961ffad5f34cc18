"""Benchmarks for every claim about speed: python -m bench runs all, python -m bench.ordering one of them."""

import os

from models import keys

# Their processes make and read the ids of servers on other databases.
os.environ.setdefault("ID_SECRET", "the secret that the benchmarks make ids with")
keys.use_id_secret(os.environ["ID_SECRET"])

# All clients come from this machine, and many are the same user.
os.environ.setdefault("SIGN_UPS_AN_HOUR", "1000000")
os.environ.setdefault("MAX_SOCKETS", "1000000")
