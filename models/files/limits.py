"""The limits for files that an operator can set: sizes, times and numbers."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The limits in force; set once, before the first request."""

    most_bytes: int = 100_000_000
    # How long an upload may take, and how long a complete one may wait to be attached.
    upload_time: timedelta = timedelta(hours=24)
    # How long a download link is valid.
    link_time: timedelta = timedelta(minutes=15)
    most_unfinished: int = 20
    most_bytes_a_day: int = 2_000_000_000


_limits = FileLimits()


def file_limits() -> FileLimits:
    return _limits


def use_file_limits(given: FileLimits) -> None:
    global _limits
    _limits = given
