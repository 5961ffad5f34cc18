"""Reaching the provider: within a time, outside of changes, and refused in words if it does not answer."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import structlog

from models.errors import Refused

LONGEST_CALL = 30.0

T = TypeVar("T")

log = structlog.get_logger(__name__)


async def reached(call: Awaitable[T]) -> T:
    """What the provider answers; refuses with PROVIDER_UNAVAILABLE if it does not.

    What has become of the call is unknown then: it is repeated with the same key.
    """
    try:
        async with asyncio.timeout(LONGEST_CALL):
            return await call
    except OSError as error:
        log.warning("provider_unavailable", error=repr(error))
        raise Refused(
            "PROVIDER_UNAVAILABLE",
            "The payment provider does not answer. Nothing is lost: try again.",
            retry_after_seconds=5,
        ) from None
