"""The seed of tests that make up their input. `TEST_SEED` changes it; without it, each run makes the same input."""

import os

SEED = int(os.environ.get("TEST_SEED", "1"))
