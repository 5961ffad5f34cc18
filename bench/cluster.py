"""Four workers over PostgreSQL and Redis on this machine, behind one port, with demonstration data.

Takes DATABASE_URL and BUS_URL where they are given, and else starts a PostgreSQL and a Redis of its own from the
packages that the tests use; their data are gone when it ends.
"""

import contextlib
import os
import signal
import subprocess
import sys

from tests.support.api.services import Postgres, Redis

WORKERS = "4"


def main() -> int:
    # Told to end by a process manager as by the keyboard: the services are stopped either way.
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
