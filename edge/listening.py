"""Where workers of one machine listen: each at a listener of its own for the same address, if the system has that."""

import socket
import sys
from typing import Any

from uvicorn import Config

# Linux spreads new connections evenly over the listeners of an address, and FreeBSD does so with an option of its own.
# Elsewhere the last listener gets nearly all of them.
SPREADING: int | None = getattr(socket, "SO_REUSEPORT_LB", None) or (
    socket.SO_REUSEPORT if sys.platform == "linux" else None
)


class Reserved(socket.socket):
    """A socket that keeps an address for the workers, and takes no connection itself.

    Each worker has another one, where it can listen.
    """

    def another(self) -> "Reserved":
        """One at the same address, in the place of this one, which a worker has a copy of."""
        made = reserved(self.family, self.getsockname())
        self.close()
        return made


def listener_of(config: Config) -> socket.socket:
    """What the workers listen at. Ends the process if the address is taken, even by another server of this kind."""
    listener = config.bind_socket()
    if SPREADING is None:
        return listener
    family, address = listener.family, listener.getsockname()
    # Two listeners of one address both need the option; the first attempt, without it, has found the address free.
    listener.close()
    return reserved(family, address)


def reserved(family: socket.AddressFamily, address: Any) -> Reserved:
    assert SPREADING is not None
    kept = Reserved(family=family)
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.setsockopt(socket.SOL_SOCKET, SPREADING, 1)
    kept.bind(address)
    return kept
