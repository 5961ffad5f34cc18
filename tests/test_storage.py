"""File storage: the same on disk and on an S3 server, each file once, and deleted when unused."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from edge.files.keeping import PIECE
from edge.files.receiving import receive
from edge.files.tidying import drop_due, end_upload, sweep, tidy_when_due
from models.accounts.viewer import Viewer
from models.changes import change
from models.clock import clock, now
from models.database import is_postgres
from models.errors import Refused
from models.files.attaching import attach, detach
from models.files.file import Content, File
from models.files.limits import FileLimits, file_limits, use_file_limits
from models.files.store import bytes_of
from models.files.uploads import start_upload
from models.refusals.wording import Locale, said
from providers.storage import Missing, Storage, storage_at
from tests.support.api.client import http_client
from tests.support.api.processes import Process
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.uploading import PDF, uploaded
from tests.support.domain.market import draft, person
from tests.support.domain.statements import statements
from tests.support.domain.table import someone
from tests.test_links import files_of

KEYS = {"FILES_REGION": "us-east-1", "FILES_ACCESS_KEY_ID": "ada", "FILES_SECRET_ACCESS_KEY": "lovelace"}
LARGE = b"%PDF-" + bytes(range(256)) * 40_000


class S3(Process):
    """moto's S3 server in its own process."""

    def command(self) -> list[str]:
        return [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def is_ready(self) -> bool:
        try:
            # A bucket is made by the first look at the server.
            return httpx.put(f"{self.url}/files", trust_env=False, timeout=2).status_code in (200, 409)
        except httpx.HTTPError:
            return False


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with S3(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture(params=["disk", pytest.param("s3", marks=pytest.mark.anywhere)])
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    if request.param == "disk":
        yield storage_at(f"file://{tmp_path}/files")
        return
    url = request.getfixturevalue("s3").url
    store = storage_at(f"s3://files/{tmp_path.name}", endpoint=url, region="us-east-1", key_id="ada", secret="lovelace")
    yield store


async def names(storage: Storage) -> list[str]:
    return sorted([name for below in ("parts", "content") async for batch in storage.names(below) for name, _ in batch])


async def kept(storage: Storage, by: Viewer, content: bytes = PDF) -> File:
    file = await start_upload(file_name="plan.pdf", media_type="application/pdf", byte_size=len(content), by=by)
    return await receive(storage, file.id, pieces(content), offset=None)


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 100_000):
        yield content[start : start + 100_000]


@pytest.mark.anywhere
async def test_objects_are_written_read_in_part_listed_and_removed(storage: Storage) -> None:
    await storage.put("content/a/1", b"0123456789")
    await storage.put("content/a/2", b"x")
    await storage.put("content/a/1", b"abcdefghij")
    for start, end, wanted in ((0, None, b"abcdefghij"), (3, 5, b"de"), (9, None, b"j"), (0, 10, b"abcdefghij")):
        assert b"".join([chunk async for chunk in storage.read("content/a/1", start, end)]) == wanted
    assert await names(storage) == ["content/a/1", "content/a/2"]
    await storage.delete(["content/a/2", "content/a/3"])
    await storage.delete_below("content/a")
    assert await names(storage) == []
    with pytest.raises(Missing):
        await anext(storage.read("content/a/1"))


@pytest.mark.usefixtures("database")
async def test_content_is_kept_in_pieces_once_and_goes_with_its_last_file(storage: Storage) -> None:
    ada, eve = await someone("ada"), await someone("eve")
    one, other = await kept(storage, ada, LARGE), await kept(storage, eve, LARGE)
    content = await Content.get()
    assert one.content_id == other.content_id == content.id
    await swept(storage)
    assert await names(storage) == [f"{content.place}/{number:06}" for number in range(-(-len(LARGE) // PIECE))]
    read = [chunk async for chunk in bytes_of(storage, content, 0, len(LARGE))]
    assert b"".join(read) == LARGE
    async with change():
        await attach([one.id], by=ada, most=1)
    start = now()
    with clock(lambda: start + file_limits().upload_time):
        assert await drop_due(storage) == 1
        assert len(await names(storage)) == 3  # the other one has it still
        async with change():
            await detach([one.id])
    with clock(lambda: start + 3 * file_limits().upload_time):
        assert await drop_due(storage) == 1
    assert await names(storage) == []
    assert await File.all().count() == await Content.all().count() == 0


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_an_upload_that_nobody_finishes_leaves_nothing(storage: Storage) -> None:
    ada = await someone("ada")
    file = await start_upload(file_name="a.pdf", media_type="application/pdf", byte_size=len(LARGE), by=ada)
    await receive(storage, file.id, pieces(LARGE[:5_000_000]), offset=0)
    assert len(await names(storage)) == 2
    assert await drop_due(storage) == 0
    start = now()
    with clock(lambda: start + file_limits().upload_time):
        assert [await drop_due(storage), await drop_due(storage)] == [1, 0]
    assert await names(storage) == []


@pytest.mark.usefixtures("database")
async def test_one_worker_at_a_time_tidies_and_none_whose_clock_is_fast(tmp_path: Path) -> None:
    storage, ada, start = storage_at(f"file://{tmp_path}"), await someone("ada"), now()
    for _ in range(2):
        await kept(storage, ada)
        await File.all().update(expires_at=start)
        if is_postgres():
            with clock(lambda: start + timedelta(days=9)):
                assert await tidy_when_due(storage) == 0
    assert [await tidy_when_due(storage) for _ in range(3)] == [2, 0, 0]
    await kept(storage, ada)
    await File.all().update(expires_at=start)
    assert await tidy_when_due(storage) == 0  # it was done a moment ago


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_what_a_killed_worker_left_goes_and_what_is_in_use_stays(storage: Storage, tmp_path: Path) -> None:
    ada = await someone("ada")
    await kept(storage, ada)
    file = await start_upload(file_name="a.pdf", media_type="application/pdf", byte_size=len(LARGE), by=ada)
    await receive(storage, file.id, pieces(LARGE[:5_000_000]), offset=0)
    used = await names(storage)
    gone = [f"parts/{ada.session_id}/000000000000.ab", f"content/00/{'0' * 64}.{ada.session_id.hex}/000000"]
    for name in gone:
        await storage.put(name, b"left")
    unwritten = tmp_path / "files" / "content" / "x#1"
    if (tmp_path / "files").exists():
        unwritten.write_bytes(b"half")
    await sweep(storage)
    assert await names(storage) == sorted([*used, *gone])  # it may yet be on its way into the database
    start = now()
    with clock(lambda: start + timedelta(days=2)):
        await sweep(storage)
    assert await names(storage) == used
    assert not unwritten.exists()


@pytest.mark.usefixtures("database")
async def test_two_who_send_the_same_at_once_share_it(storage: Storage) -> None:
    people = [await someone("ada") for _ in range(3)]
    files = await asyncio.gather(*(kept(storage, each, LARGE) for each in people))
    assert len({file.content_id for file in files}) == 1
    await swept(storage)
    assert len(await names(storage)) == 3


class Watched(Storage):
    """A store that notes what is done to it."""

    def __init__(self, store: Storage) -> None:
        super().__init__(store._store, store._directory)
        self.acts: list[tuple[str, str]] = []

    async def put(self, name: str, content: bytes) -> None:
        self.acts.append(("put", nameless(name)))
        await super().put(name, content)

    async def delete_below(self, prefix: str) -> None:
        self.acts.append(("delete", nameless(prefix)))
        await super().delete_below(prefix)


def nameless(name: str) -> str:
    return re.sub(r"[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27}|\.[0-9a-f]{16}$", "...", name)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("content", [LARGE, PDF])
async def test_eb3_storing_what_somebody_else_has_is_the_same_work_as_storing_it_first(
    tmp_path: Path, content: bytes
) -> None:
    """Otherwise whoever guesses the content of a sealed file could find out by sending the guess, or deleting it."""
    storage = Watched(storage_at(f"file://{tmp_path}"))
    done = []
    for name in ("ada", "eve"):
        user = await someone(name)
        storage.acts.clear()
        with statements() as said:
            file = await kept(storage, user, content)
            await end_upload(storage, file)
        done.append(([*storage.acts], [" ".join(each.split()[:3]) for each in said]))
    assert done[0] == done[1]
    assert len(done[0][0]) >= 3
    start = now()
    with clock(lambda: start + timedelta(days=2)):
        assert await drop_due(storage) == 2
        await sweep(storage)
    assert await names(storage) == []


async def swept(storage: Storage) -> None:
    """Removes what was written although it was there already."""
    start = now()
    with clock(lambda: start + timedelta(days=2)):
        await sweep(storage)


@pytest.mark.usefixtures("database")
async def test_nobody_begins_more_than_is_allowed() -> None:
    ada, before = await someone("ada"), file_limits()
    given = {"file_name": "a.pdf", "media_type": "application/pdf", "by": ada}
    use_file_limits(FileLimits(most_bytes=100, most_unfinished=3, most_bytes_a_day=250))
    try:
        for size in (100, 100):
            await start_upload(**given, byte_size=size)  # type: ignore[arg-type] # by name
        with pytest.raises(Refused, match="QUOTA_EXCEEDED") as refusal:
            await start_upload(**given, byte_size=51)  # type: ignore[arg-type]
        # A day after the first of them, in the minute from which it is possible.
        again_at = refusal.value.facts["again_at"]
        assert isinstance(again_at, datetime)
        assert timedelta(hours=23, minutes=59) < again_at - now() <= timedelta(days=1, minutes=1)
        assert said(refusal.value, Locale("de")).startswith("Sie können höchstens 250\u00a0B am Tag hochladen: ")
        answers = await asyncio.gather(
            *(start_upload(**given, byte_size=1) for _ in range(3)),  # type: ignore[arg-type]
            return_exceptions=True,
        )
        assert sorted(str(each)[:16] for each in answers if isinstance(each, Refused)) == ["TOO_MANY_UPLOADS"] * 2
        start = now()
        with clock(lambda: start + timedelta(days=1)):
            await start_upload(**given, byte_size=100)  # type: ignore[arg-type]
    finally:
        use_file_limits(before)


@pytest.mark.anywhere
async def test_a_server_keeps_its_files_in_s3(
    databases: Postgres | Sqlite, template: str, s3: S3, tmp_path: Path
) -> None:
    url = await databases.create(template)
    settings = {**KEYS, "FILES_URL": "s3://files/prefix", "FILES_ENDPOINT": s3.url, "DATABASE_URL": url}
    with Server(tmp_path, **settings) as server:
        ada = await person(server.url)
        made = await draft(ada, attachmentIds=[await uploaded(ada, LARGE)])
        (file,) = await files_of(ada, made["id"])
        async with http_client() as client:
            assert (await client.get(file["url"])).content == LARGE
            assert (await client.get(file["url"], headers={"range": "bytes=-9"})).content == LARGE[-9:]
        assert not await asyncio.to_thread((tmp_path / "files").exists)
        assert "lovelace" not in server.log()
    await databases.drop(url)
