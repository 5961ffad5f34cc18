"""What libraries compile while modules are imported is compiled once, and the classes are those of any other start."""

import dataclasses
import marshal
import os
import re
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import pytest

import main
from precompiled import FEW, HEAD, Texts
from tests.support.api.server import ROOT
from tests.support.waiting import PATIENCE

# No database is asked.
pytestmark = pytest.mark.anywhere

# Writes how many methods and patterns were compiled until the types of the schema were there.
COUNTING = """
import re, sys, argparse, asyncio, precompiled
counted = 0
def count(event, given):
    global counted
    counted += event == "compile" and "__create_fn__" in str(given[0])
sys.addaudithook(count)
compile_pattern = re._compiler._code
def code_of(*given):
    global counted
    counted += 1
    return compile_pattern(*given)
re._compiler._code = code_of
import main
main.convert_types()
print(counted)
"""


def started(bytecode: Path, *arguments: str, writes: bool = True) -> str:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPYCACHEPREFIX": str(bytecode)} | ({} if writes else {"PYTHONDONTWRITEBYTECODE": "1"})
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=PATIENCE, check=True
    ).stdout


def texts_in(bytecode: Path) -> list[Path]:
    return [path for path in bytecode.rglob("precompiled.*") if path.suffix != ".pyc"]


def made(file: Path) -> tuple[type, type]:
    """Two classes of the same text. One annotation and some patterns are tried at once."""
    texts = Texts(file, few=1)
    texts.begin()
    try:
        first, second = (dataclasses.make_dataclass("Pair", ["one", ("other", int, 7)], frozen=True) for _ in range(2))
        assert typing.get_type_hints(type("Noted", (), {"__annotations__": {"it": "list[int]"}})) == {"it": list[int]}
    finally:
        texts.end()
    return first, second


def test_a_second_start_compiles_next_to_none_of_them(tmp_path: Path) -> None:
    assert int(started(tmp_path, "-c", COUNTING, writes=False)) > 3_000
    assert texts_in(tmp_path) == [], "Python may not keep bytecode, so that nobody does"
    started(tmp_path, "-m", "precompiled")
    (file,) = texts_in(tmp_path)
    kept = file.read_bytes()
    assert int(started(tmp_path, "-c", COUNTING)) < FEW
    assert file.read_bytes() == kept, "there was nothing new"


def test_classes_are_the_same_with_kept_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "kept"
    for first, second in (made(file), made(file)):
        one = first("a")
        assert (repr(one), one == first("a", 7), one == second("a", 7)) == ("Pair(one='a', other=7)", True, False)
        assert hash(one) == hash(("a", 7))
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.one = "b"
        # Python keeps with the code what it has learnt of the classes.
        assert first.__init__.__code__ == second.__init__.__code__
        assert first.__init__.__code__ is not second.__init__.__code__
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def test_what_another_version_of_python_passes_besides_is_passed_on(tmp_path: Path) -> None:
    texts, made = Texts(tmp_path / "kept"), {}
    texts.begin()
    try:
        assert eval(typing.compile("1 + 1", "<string>", "eval", flags=0, dont_inherit=True)) == 2  # type: ignore[attr-defined]
        dataclasses.exec("it = 1", {}, made, closure=None)  # type: ignore[attr-defined]
        dataclasses.exec(compile("other = 2", "<string>", "exec"), {}, made)  # type: ignore[attr-defined]
    finally:
        texts.end()
    assert made == {"it": 1, "other": 2}


OTHERS = (["other"], {}, {b"key": b"code"}, {b"key": (1, 2)})


@pytest.mark.parametrize("content", [b"", b"\0" * 16, HEAD, *(HEAD + marshal.dumps(each) for each in OTHERS)])
def test_a_file_that_is_none_is_written_again(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "kept"
    file.write_bytes(content)
    made(file)
    kept = file.read_bytes()
    assert kept.startswith(HEAD)
    made(file)
    assert file.read_bytes() == kept, "there was nothing new"
    file.write_bytes(kept[:-1])
    made(file)
    assert file.read_bytes() == kept


@pytest.mark.parametrize(
    ("source", "flags"),
    [(r"(?P<word>\w+)-(?P<number>\d{1,3})", 0), ("[a-z\ud800]+(?!-)", re.IGNORECASE), (rb"(a)?b*+\Z", re.MULTILINE)],
)
def test_patterns_are_the_same_with_kept_texts(
    source: Any, flags: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    usual = re.compile(source, flags)
    for _ in range(2):
        texts = Texts(tmp_path / "kept", few=1)
        texts.begin()
        try:
            re.purge()
            pattern = re.compile(source, flags)
        finally:
            texts.end()
        assert pattern is not usual
        assert (pattern, pattern.groups, pattern.groupindex) == (usual, usual.groups, usual.groupindex)
        for text in ("one-12", "ABC\ud800-x", "abbb", ""):
            said = text if isinstance(source, str) else text.encode(errors="replace")
            assert repr(pattern.findall(said)) == repr(usual.findall(said))


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "taken").write_text("")
    first, _ = made(tmp_path / "taken" / "kept")
    assert first("a").other == 7


def test_compiling_is_pythons_own_after_the_imports() -> None:
    assert main.texts is not None
    assert {"exec", "compile"} & ({*vars(dataclasses)} | {*vars(typing)}) == set()
    assert vars(re)["_compiler"].compile.__module__ == "re._compiler"
