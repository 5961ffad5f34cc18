"""One process for what takes long: the event loop shares its interpreter with no signature."""

import asyncio
import atexit
import os
import pickle
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LENGTH = struct.Struct("!I")
# Seconds, on a busy machine; the first one starts the process.
LONGEST = 60.0


class SigningFailed(Exception):
    """The process that signs and checks has ended, or took too long; it is started anew for the next one."""


async def apart(module: str, function: str, *arguments: object) -> Any:
    """What a function of this room returns or raises, in the process, after what others have asked for before.

    Arguments and results are copied. Raises SigningFailed.
    """
    return await asyncio.get_running_loop().run_in_executor(_thread(), _asked, module, function, arguments)


@cache
def _thread() -> ThreadPoolExecutor:
    """The only one that speaks with the process, and waits for it."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="signatures")


_process: subprocess.Popen[bytes] | None = None


def _asked(module: str, function: str, arguments: tuple[object, ...]) -> Any:
    process = _started()
    timer = threading.Timer(LONGEST, process.kill)
    timer.start()
    try:
        given = pickle.dumps((module, function, arguments))
        process.stdin.write(LENGTH.pack(len(given)) + given)  # type: ignore[union-attr] # a pipe
        process.stdin.flush()  # type: ignore[union-attr]
        head = process.stdout.read(LENGTH.size)  # type: ignore[union-attr]
        is_returned, found = pickle.loads(process.stdout.read(LENGTH.unpack(head)[0]))  # type: ignore[union-attr]
    except (OSError, EOFError, struct.error, pickle.UnpicklingError) as error:
        _ended()
        raise SigningFailed("The process that signs has ended, or took too long.") from error
    finally:
        timer.cancel()
    if not is_returned:
        raise found
    return found


def _started() -> subprocess.Popen[bytes]:
    global _process
    if _process is None or _process.poll() is not None:
        _ended()
        # Nothing of our environment: it holds secrets.
        _process = subprocess.Popen(
            [sys.executable, "-m", "signatures.worker"],
            env={"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    return _process


def _ended() -> None:
    global _process
    used, _process = _process, None
    if used is not None:
        used.kill()
        for pipe in (used.stdin, used.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr] # a pipe
        used.wait()


def _forgotten() -> None:
    """In a copy of this process: the process that signs answers the one that has started it."""
    global _process
    _process = None
    _thread.cache_clear()


os.register_at_fork(after_in_child=_forgotten)
atexit.register(_ended)
