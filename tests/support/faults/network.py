"""A separate network for clients that can be cut: a namespace connected by a pair of interfaces."""

import itertools
import os
import subprocess
from types import TracebackType
from typing import Self

_numbers = itertools.count(1)


class Network:
    """The namespace `name`, where this machine has the address `address`."""

    def __init__(self) -> None:
        number = next(_numbers)
        self.name = f"bh{os.getpid()}-{number}"
        self._here = f"bh{os.getpid() % 100_000}h{number}"
        self._there = f"bh{os.getpid() % 100_000}t{number}"
        net = f"10.231.{os.getpid() % 200}"
        self.address, self._client = f"{net}.1", f"{net}.2"

    def __enter__(self) -> Self:
        try:
            ip("netns", "add", self.name)
            ip("link", "add", self._here, "type", "veth", "peer", "name", self._there)
            ip("link", "set", self._there, "netns", self.name)
            ip("addr", "add", f"{self.address}/24", "dev", self._here)
            ip("link", "set", self._here, "up")
            ip("-n", self.name, "addr", "add", f"{self._client}/24", "dev", self._there)
            ip("-n", self.name, "link", "set", self._there, "up")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        subprocess.run(["ip", "link", "del", self._here], capture_output=True, check=False)
        subprocess.run(["ip", "netns", "del", self.name], capture_output=True, check=False)

    def cut(self) -> None:
        """Drops all packets silently."""
        ip("link", "set", self._here, "down")

    def mend(self) -> None:
        ip("link", "set", self._here, "up")

    def lose(self, share: float) -> None:
        """Loses this share of the packets in both directions from now on; 0 loses none."""
        self._run("iptables", "--flush")
        for chain in ("INPUT", "OUTPUT") if share else ():
            self._run(
                *f"iptables --append {chain} --match statistic --mode random --probability {share} --jump DROP".split()
            )

    def _run(self, *command: str) -> None:
        subprocess.run([*self.prefix, *command], capture_output=True, check=True)

    @property
    def prefix(self) -> list[str]:
        """The prefix of a command that runs in this network."""
        return ["ip", "netns", "exec", self.name]


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], capture_output=True, check=True)


def is_possible(*, is_lossy: bool = False) -> bool:
    try:
        with Network() as network:
            if is_lossy:
                network.lose(0.5)
            return True
    except (OSError, subprocess.CalledProcessError):
        return False
