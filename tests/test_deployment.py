"""As it is deployed: files for their owner alone, errors that name a folder, and units with few rights."""

import os
import re
import shutil
import stat
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.support.api.processes import Process, free_port
from tests.support.api.server import OURS, ROOT, Server, main

pytestmark = pytest.mark.anywhere

UNITS = ["bidhall@.service", "bidhall-migrate.service"]
# What systemd says of a service without any restriction is 9.6, and of one that may do nothing 0.
MOST_EXPOSED = 1.5
# Where nobody can write, not even root.
UNWRITABLE = Path("/proc")
needs_proc = pytest.mark.skipif(not UNWRITABLE.is_dir(), reason="has no /proc")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return main(*arguments, env={**inherited, **environment}, zygote=Process.zygote)


def shared(folder: Path) -> list[str]:
    """What in the folder somebody else than its owner may read or write."""
    return sorted(
        str(each.relative_to(folder))
        for each in folder.rglob("*")
        if each.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )


def test_all_that_a_server_writes_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    """Also a database that an earlier version left readable for all."""
    place, logs = tmp_path / "place", tmp_path / "logs"
    logs.mkdir()
    place.mkdir()
    file = place / "bidhall.sqlite3"
    file.touch(mode=0o644)
    file.chmod(0o644)
    umask = os.umask(0)
    try:
        server = Server(logs, migrates=True, DATABASE_URL=f"sqlite://{file}", FILES_URL=f"file://{place}/var/files")
        with server:
            assert {each.name for each in place.iterdir()} == {
                *("bidhall.sqlite3", "bidhall.sqlite3-wal", "bidhall.sqlite3-shm", "var"),
            }
            assert shared(place) == []
    finally:
        os.umask(umask)


@needs_proc
def test_a_folder_that_cannot_be_written_is_named_as_what_it_is(database_url: str) -> None:
    file = Path(database_url.removeprefix("sqlite://"))
    for command, environment, said in (
        ("migrate", {"DATABASE_URL": "sqlite:///proc/x.sqlite3"}, "DATABASE_URL: cannot write to the folder /proc: "),
        ("serve", {"FILES_URL": "file:///proc/files"}, "FILES_URL: cannot make the folder /proc/files: "),
        ("serve", {"FILES_URL": f"file://{file}"}, f"{file.name} is not a folder."),
    ):
        ended = run(command, **{"DATABASE_URL": database_url, "PORT": str(free_port()), **environment})
        assert (ended.returncode, ended.stdout) == (1, "")
        (line,) = ended.stderr.splitlines()
        assert said in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bidhall.sqlite3"
    file.touch(mode=0o400)
    ended = run("migrate", DATABASE_URL=f"sqlite://{file}")
    assert (ended.returncode, ended.stderr) == (
        1,
        f"DATABASE_URL: cannot write to the file {file}: Permission denied.\n",
    )


def settings_of(unit: str) -> dict[str, str]:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # names keep their capitals
    parser.read(ROOT / "deploy" / unit)
    return dict(parser["Service"])


def test_both_units_have_the_same_rights_and_write_in_the_same_folder() -> None:
    rights = re.compile(
        r"Protect|Private|Restrict|System|Capab|Ambient|NoNew|Lock|MemoryDeny|Remove|ProcSub|State|UMask"
    )
    first, second = ({name: value for name, value in settings_of(unit).items() if rights.match(name)} for unit in UNITS)
    assert first == second
    assert (first["StateDirectory"], first["StateDirectoryMode"], first["UMask"]) == ("bidhall", "0700", "0077")


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_little_that_a_unit_leaves_open(unit: str, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("there is no systemd-analyze on this machine")
    instance = tmp_path / unit.replace("@", "@8001")
    shutil.copyfile(ROOT / "deploy" / unit, instance)
    said = subprocess.run(
        [analyze, "security", "--offline=true", "--no-pager", instance], capture_output=True, text=True, check=False
    )
    (exposure,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    assert float(exposure) <= MOST_EXPOSED, said.stdout


def test_the_container_runs_as_a_user_who_owns_the_volume() -> None:
    stages = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").split("\nFROM ")
    lines = stages[-1].splitlines()  # what is built before it is not part of the image
    assert "VOLUME /var/lib/bidhall" in lines
    assert "USER 10001:10001" in lines
    made, compiled, parsed = (line for line in lines if line.startswith("RUN"))
    assert "--uid 10001 --user-group" in made
    assert "install -d -o bidhall -g bidhall -m 0700 /var/lib/bidhall" in made
    assert lines.index("VOLUME /var/lib/bidhall") > lines.index(made), "a volume keeps what was made before it"
    assert compiled == "RUN python -m compileall -q . && python -m precompiled"
    assert all(lines.index(compiled) > lines.index(each) for each in lines if re.match(r"COPY (\w+) \1$", each))
    assert parsed == "RUN python -m edge.parsing"
    assert lines.index(parsed) > lines.index("COPY --from=front-end /build/web/dist web/dist")
