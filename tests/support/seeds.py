"""The seed of tests that make up their input. `TEST_SEED` changes it; without it, each run makes the same input."""

import os
import secrets

SEED = int(os.environ.get("TEST_SEED", "1"))
# Of what is tried in one way out of several, and in all of them by `make soak`: another one in each run.
OF_THIS_RUN = int(os.environ.get("TEST_SEED", secrets.randbelow(1_000_000)))
