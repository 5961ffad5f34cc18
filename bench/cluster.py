"""Four workers on one port with PostgreSQL, Redis and demonstration data, all on this machine.

Uses DATABASE_URL and BUS_URL if they are set. Otherwise it starts its own PostgreSQL and Redis from the packages that
the tests use, and deletes their data when it ends.
"""

import contextlib
import os
import signal
import subprocess
import sys

from tests.support.api.services import Postgres, Redis

WORKERS = "4"


def main() -> int:
    # SIGTERM acts like Ctrl-C, so that the services are stopped either way.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.ExitStack() as services:
        environment = {"WORKERS": WORKERS, **os.environ}
        if "DATABASE_URL" not in environment:
            environment["DATABASE_URL"] = services.enter_context(Postgres()).url()
        if "BUS_URL" not in environment:
            environment["BUS_URL"] = services.enter_context(Redis()).url
        for command in ("migrate", "demo"):
            subprocess.run([sys.executable, "main.py", command], env=environment, check=True)
        server = subprocess.Popen([sys.executable, "main.py", "serve"], env=environment)
        try:
            return server.wait()
        except KeyboardInterrupt:
            server.terminate()
            return server.wait()


if __name__ == "__main__":
    sys.exit(main())
