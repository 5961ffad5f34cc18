"""The tests, a module an area, and what they run against: services, servers and clients."""

import os

from models import keys

# Their processes make and read the ids of servers on other databases.
os.environ.setdefault("ID_SECRET", "the secret that the tests make ids with")
keys.use_id_secret(os.environ["ID_SECRET"])
