"""What libraries compile at each start, kept as bytecode is: methods of dataclasses, annotations, regular expressions.

`python -m precompiled` keeps it for a server that cannot write there.
"""

import dataclasses
import marshal
import os
import re
import subprocess
import sys
import typing
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER, cache_from_source
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

# One file for each version of Python, as its bytecode has.
KEPT = Path(cache_from_source(__file__)).with_suffix(".texts")
# What the file begins with; another form of the rest needs another number.
HEAD = b"texts 1\n" + MAGIC_NUMBER
# Beyond so many texts, which only a checkout that changes can reach, the file is written without those of former ones.
MOST = 20_000
# For fewer new texts it is not written: the order of a set is in some patterns, so that each start has others.
FEW = 20
# What compiles regular expressions, and what that calls to make a pattern of its code.
# They are Python's own: a version that has no such names compiles patterns at each start, as without this.
_compiler: Any = vars(re).get("_compiler")
_sre: Any = getattr(_compiler, "_sre", None)
_pattern_of: Any = getattr(_compiler, "compile", None)
KEEPS_PATTERNS = _pattern_of is not None and hasattr(_sre, "compile") and hasattr(_sre, "MAGIC")


class Texts:
    """Source texts with their compiled code. What the file lacks is compiled, as it would be without one."""

    def __init__(self, file: Path, *, few: int = FEW) -> None:
        self._file = file
        self._few = few
        self._content: mmap | bytes = b""
        self._places: dict[bytes, tuple[int, int]] = {}
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        self._arguments: tuple[Any, ...] = ()

    def begin(self) -> None:
        """Stands in for the functions by which these libraries compile."""
        self._content, self._places = _read(self._file)
        dataclasses.exec = self._execute  # type: ignore[attr-defined]
        typing.compile = self._compile  # type: ignore[attr-defined]
        if KEEPS_PATTERNS:
            _compiler.compile = self._pattern
            _compiler._sre = SimpleNamespace(**{**vars(_sre), "compile": self._made_of})

    def end(self) -> None:
        """Leaves compiling to Python again, and keeps what was compiled, if Python may keep bytecode."""
        del dataclasses.exec, typing.compile  # type: ignore[attr-defined]
        if KEEPS_PATTERNS:
            _compiler.compile, _compiler._sre = _pattern_of, _sre
        if len(self._new) >= self._few and not sys.dont_write_bytecode:
            kept = self._places if len(self._places) <= MOST else self._places.keys() & self._used
            _write(self._file, {key: self._packed(key) for key in kept} | self._new)
        self._content, self._places, self._arguments = b"", {}, ()
        self._used.clear()
        self._new.clear()

    def _execute(self, text: Any, *given: Any, **named: Any) -> None:
        code = self._compile(text, "<string>", "exec") if isinstance(text, str) else text
        exec(code, *given, **named)

    def _compile(self, text: Any, name: Any, mode: str, *given: Any, **named: Any) -> CodeType:
        if not isinstance(text, str) or not isinstance(name, str) or given or named:
            # A version of Python that compiles otherwise does it at each start, as without this.
            other: CodeType = compile(text, name, mode, *given, **named)
            return other
        key = _key(mode, name, text)
        # Each time another object: Python keeps with it which classes its instructions have seen.
        code: CodeType | None = self._found(key)
        return code or self._keep(key, compile(text, name, mode, dont_inherit=True))

    def _pattern(self, source: Any, flags: int = 0) -> Any:
        if not isinstance(source, str | bytes) or flags & re.DEBUG:
            return _pattern_of(source, flags)
        key = _key("pattern", _sre.MAGIC, int(flags), source)
        arguments = self._found(key)
        if arguments is not None:
            return _sre.compile(*arguments)
        made = _pattern_of(source, flags)
        self._keep(key, self._arguments)
        return made

    def _made_of(self, *arguments: Any) -> Any:
        # The numbers of the code are of classes with names for them.
        self._arguments = tuple(list(map(int, each)) if isinstance(each, list) else each for each in arguments)
        return _sre.compile(*arguments)

    def _found(self, key: bytes) -> Any:
        if key not in self._places and key not in self._new:
            return None
        self._used.add(key)
        return marshal.loads(self._new.get(key) or self._packed(key))

    def _keep(self, key: bytes, value: Any) -> Any:
        self._new[key] = marshal.dumps(value)
        return value

    def _packed(self, key: bytes) -> bytes:
        start, end = self._places[key]
        return self._content[start:end]


def _key(*said: object) -> bytes:
    return blake2b(repr(said).encode(), digest_size=16).digest()


def _read(file: Path) -> tuple[mmap | bytes, dict[bytes, tuple[int, int]]]:
    """What is in the file, and where each text is in that; nothing if the file is not as it was written."""
    try:
        with file.open("rb") as opened:
            if opened.read(len(HEAD)) == HEAD:
                places = marshal.load(opened)
                content = mmap(opened.fileno(), 0, access=ACCESS_READ)
                if max(end for _, end in places.values()) == len(content):
                    return content, places
    except (OSError, EOFError, ValueError, TypeError, AttributeError):
        pass
    return b"", {}


def _write(file: Path, texts: dict[bytes, bytes]) -> None:
    """Writes the file if that is possible. Another process may read or write it meanwhile."""
    # A number takes the same place whatever it is.
    first = len(HEAD) + len(marshal.dumps(_places_of(texts, 0)))
    beside = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(b"".join([HEAD, marshal.dumps(_places_of(texts, first)), *texts.values()]))
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _places_of(texts: dict[bytes, bytes], at: int) -> dict[bytes, tuple[int, int]]:
    ends = list(accumulate(map(len, texts.values()), initial=at))
    return dict(zip(texts, pairwise(ends), strict=True))


if __name__ == "__main__":
    # In a process that has imported nothing else before.
    program = "import main; main.convert_types()"
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parent, check=True)
