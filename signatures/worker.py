"""The process that signs and checks: python -m signatures.worker

It reads calls from its input and writes the results to its output, each as its length in four bytes, then pickled: the
name of a module of this room and of a function there, with its arguments; and whether it returned, with what it
returned or raised. What it needs for that is loaded with the first call.
"""

import contextlib
import gc
import pickle
import sys
from importlib import import_module
from typing import Any, BinaryIO

from signatures.apart import LENGTH


def serve(given: BinaryIO, answers: BinaryIO) -> None:
    """Answers calls until the input ends."""
    while head := given.read(LENGTH.size):
        module, function, arguments = pickle.loads(given.read(LENGTH.unpack(head)[0]))
        answer = pickle.dumps(_answer(module, function, arguments))
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()
        # An open PDF leaves ten thousand objects in circles: they are freed while nobody waits. What was loaded with
        # the first call stays, and is not looked at again.
        gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()


def _answer(module: str, function: str, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, getattr(import_module(f"signatures.{module}"), function)(*arguments)
    except Exception as error:  # noqa: BLE001 - whoever has called gets it
        return False, error


def main() -> None:
    # Nothing else may write where answers are read.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
