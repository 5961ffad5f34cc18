"""Rates: how much somebody may do at once, and how fast they may go on."""

import time


class Bucket:
    """A token bucket: a burst first, then as many a second as the rate says."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, burst: float, rate: float) -> None:
        self._burst = burst
        self._rate = rate
        self._left = burst
        self._at = time.monotonic()

    def take(self, amount: float = 1) -> bool:
        """Takes the amount; False if that is more than is left. What was refused counts too."""
        self._fill()
        self._left -= amount
        return self._left >= 0

    def _fill(self) -> None:
        now = time.monotonic()
        self._left = min(self._left + (now - self._at) * self._rate, self._burst)
        self._at = now
