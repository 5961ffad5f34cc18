"""Resumable uploads: the tus protocol by hand, two concurrent senders, lost workers, and the npm client."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import NODE
from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.uploading import PDF, begun, put, refusal_in
from tests.support.domain.market import Person, draft, person
from tests.support.waiting import until
from tests.test_links import files_of

# The protocol is the same everywhere; what happens at once is tried on both.
pytestmark = pytest.mark.anywhere

TUS = {"tus-resumable": "1.0.0"}
LARGE = b"%PDF-" + bytes(range(256)) * 40_000  # three parts of a store


async def patch(url: str, offset: int, content: Any, **headers: str) -> httpx.Response:
    sent = {**TUS, "upload-offset": str(offset), "content-type": "application/offset+octet-stream", **headers}
    async with http_client() as client:
        return await client.patch(url, content=content, headers=sent)


async def standing(url: str) -> tuple[int, int]:
    """How many bytes have arrived, and how many are expected."""
    async with http_client() as client:
        answer = await client.head(url, headers=TUS)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
    return int(answer.headers["upload-offset"]), int(answer.headers["upload-length"])


async def stands_at(url: str, place: int) -> bool:
    return (await standing(url))[0] == place


async def is_taken(url: str, start: int) -> bool:
    return (await patch(url, start, LARGE[start:])).status_code == 204


async def is_refused_as_busy(url: str, start: int) -> bool:
    return refusal_in(await patch(url, start, b"x")) == (423, "UPLOAD_BUSY")


async def content_of(somebody: Person, upload: dict[str, Any]) -> bytes:
    """The content of the upload after it was attached."""
    made = await draft(somebody, attachmentIds=[upload["id"]])
    (file,) = await files_of(somebody, made["id"])
    async with http_client() as client:
        return (await client.get(file["url"])).content


async def test_an_upload_in_parts_is_the_whole(server: Server) -> None:
    ada = await person(server.url)
    upload = await begun(ada, PDF)
    assert await standing(upload["url"]) == (0, len(PDF))
    first = await patch(upload["url"], 0, PDF[:100])
    assert (first.status_code, first.headers["upload-offset"], first.headers["tus-resumable"]) == (204, "100", "1.0.0")
    assert "upload-expires" in first.headers
    assert refusal_in(await patch(upload["url"], 0, PDF[:100])) == (409, "OFFSET_MISMATCH")
    assert refusal_in(await patch(upload["url"], 101, PDF[101:])) == (409, "OFFSET_MISMATCH")
    assert await standing(upload["url"]) == (100, len(PDF))
    assert (await patch(upload["url"], 100, PDF[100:])).headers["upload-offset"] == str(len(PDF))
    assert await standing(upload["url"]) == (len(PDF), len(PDF))
    assert await content_of(ada, upload) == PDF


async def test_the_address_says_what_it_can(server: Server) -> None:
    upload = await begun(await person(server.url), PDF)
    async with http_client() as client:
        told = (await client.options(upload["url"])).headers
        old = await client.head(upload["url"], headers={"tus-resumable": "0.2.0"})
        posted = await client.post(upload["url"], headers=TUS)
    assert told["tus-version"] == told["tus-resumable"] == "1.0.0"
    assert told["tus-extension"] == "checksum,expiration,termination"
    assert told["tus-checksum-algorithm"] == "sha256,sha1,md5"
    assert told["tus-max-size"] == "100000000"
    assert (old.status_code, old.headers["tus-version"]) == (412, "1.0.0")
    assert refusal_in(posted) == (405, "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"tus-resumable": "2.0.0"}, 412, "UNSUPPORTED_VERSION"),
        ({"content-type": "application/pdf"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"upload-offset": "-1"}, 400, "BAD_REQUEST"),
        ({"upload-offset": "9" * 40}, 400, "BAD_REQUEST"),
        ({"upload-offset": "zero"}, 400, "BAD_REQUEST"),
        ({"upload-checksum": "crc32 AAAA"}, 400, "BAD_REQUEST"),
        ({"upload-checksum": "sha256 %%%"}, 400, "BAD_REQUEST"),
        ({"upload-checksum": "sha256 AAAA"}, 460, "CHECKSUM_MISMATCH"),
    ],
)
async def test_a_wrong_part_is_refused_and_changes_nothing(
    server: Server, headers: dict[str, str], status: int, code: str
) -> None:
    upload = await begun(await person(server.url), PDF)
    await patch(upload["url"], 0, PDF[:10])
    assert refusal_in(await patch(upload["url"], 10, PDF[10:20], **headers)) == (status, code)
    assert await standing(upload["url"]) == (10, len(PDF))


@pytest.mark.parametrize("algorithm", ["sha256", "sha1", "md5"])
async def test_a_part_with_its_checksum_is_taken(server: Server, algorithm: str) -> None:
    ada = await person(server.url)
    upload = await begun(ada, LARGE)
    for start, part in ((0, LARGE[:9_000_000]), (9_000_000, LARGE[9_000_000:])):
        digest = base64.b64encode(hashlib.new(algorithm, part).digest()).decode()
        answer = await patch(upload["url"], start, part, **{"upload-checksum": f"{algorithm} {digest}"})
        assert answer.status_code == 204, answer.text
    assert await content_of(ada, upload) == LARGE


async def test_more_than_was_declared_leaves_nothing(server: Server) -> None:
    upload = await begun(await person(server.url), PDF)
    await patch(upload["url"], 0, PDF[:10])

    async def streamed() -> AsyncIterator[bytes]:
        yield PDF[10:]
        yield b"x"

    assert refusal_in(await patch(upload["url"], 10, PDF)) == (413, "FILE_TOO_LARGE")
    assert refusal_in(await patch(upload["url"], 10, streamed())) == (413, "FILE_TOO_LARGE")
    assert await standing(upload["url"]) == (0, len(PDF))


async def test_an_upload_can_be_ended(server: Server) -> None:
    ada = await person(server.url)
    for sent in (b"", PDF[:10], PDF):
        upload = await begun(ada, PDF)
        await patch(upload["url"], 0, sent)
        async with http_client() as client:
            assert (await client.delete(upload["url"], headers=TUS)).status_code == 204
            assert refusal_in(await client.delete(upload["url"], headers=TUS)) == (404, "NOT_FOUND")
        given = {**ANYTHING, "partyId": ada.party, "attachmentIds": [upload["id"]]}
        assert await ada.refused("draftDemand", **given) == "NOT_FOUND"


ANYTHING = {"title": "T", "description": "D", "skills": [], "audience": ["TEAM"]}


@pytest.mark.everywhere
async def test_of_two_senders_at_once_one_is_taken(server: Server) -> None:
    ada = await person(server.url)
    upload = await begun(ada, LARGE)
    gate = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield LARGE[:1_000_000]
        await gate.wait()
        yield LARGE[1_000_000:]

    first = asyncio.create_task(patch(upload["url"], 0, slow()))
    # From a wrong place, so that it is refused in either case: by and by because of the first sender.
    await until(lambda: is_refused_as_busy(upload["url"], 1))
    assert refusal_in(await patch(upload["url"], 0, LARGE[:10])) == (423, "UPLOAD_BUSY")
    assert refusal_in(await put(upload["url"], LARGE)) == (423, "UPLOAD_BUSY")
    async with http_client() as client:
        assert refusal_in(await client.delete(upload["url"], headers=TUS)) == (423, "UPLOAD_BUSY")
    gate.set()
    assert (await first).status_code == 204
    assert await content_of(ada, upload) == LARGE


@pytest.mark.everywhere
async def test_many_senders_of_the_same_part_do_it_once(server: Server) -> None:
    ada = await person(server.url)
    upload = await begun(ada, PDF)
    answers = await asyncio.gather(*(patch(upload["url"], 0, PDF) for _ in range(8)))
    assert sorted({answer.status_code for answer in answers} - {409, 423}) == [204]
    assert await content_of(ada, upload) == PDF


async def cut_off(server: Server, url: str, content: bytes, size: int) -> None:
    """Sends that many bytes of a PUT, then drops the connection."""
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    path = url.removeprefix(server.origin)
    writer.write(f"PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(content)}\r\n\r\n".encode())
    writer.write(content[:size])
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def test_an_upload_that_is_cut_off_goes_on_where_it_was(server: Server) -> None:
    ada = await person(server.url)
    upload = await begun(ada, LARGE)
    await cut_off(server, upload["url"], LARGE, 5_000_000)
    await until(lambda: stands_at(upload["url"], 5_000_000))
    assert (await patch(upload["url"], 5_000_000, LARGE[5_000_000:])).status_code == 204
    assert await content_of(ada, upload) == LARGE


@pytest.mark.heavy
@pytest.mark.everywhere
async def test_another_worker_goes_on_where_a_killed_one_was(
    databases: Postgres | Sqlite, template: str, tmp_path: Path
) -> None:
    url = await databases.create(template)
    files = f"file://{tmp_path}/files"
    with (
        Server(tmp_path, DATABASE_URL=url, FILES_URL=files) as one,
        Server(tmp_path, DATABASE_URL=url, FILES_URL=files) as other,
    ):
        ada = await person(one.url)
        upload = await begun(ada, LARGE)
        await patch(upload["url"], 0, LARGE[:4_500_000])
        gate = asyncio.Event()

        async def endless() -> AsyncIterator[bytes]:
            yield LARGE[4_500_000:9_500_000]
            await gate.wait()

        sending = asyncio.create_task(patch(upload["url"], 4_500_000, endless()))
        there = upload["url"].replace(one.origin, other.origin)
        at = 4_500_000 + 4 * 1024 * 1024  # what was written whole is not lost
        await until(lambda: stands_at(there, at))
        one.kill()
        gate.set()
        with pytest.raises(httpx.HTTPError):
            await sending
        assert refusal_in(await patch(there, at, LARGE[at:])) == (423, "UPLOAD_BUSY")
        await until(lambda: is_taken(there, at), pause=0.5)
        ada.client = other.client(ada.client.token)
        assert await content_of(ada, upload) == LARGE
        assert not list((tmp_path / "files" / "parts").rglob("*.*"))
    await databases.drop(url)


@pytest.mark.parametrize("override", [False, True])
async def test_the_client_of_npm_uploads_and_resumes(server: Server, node: str, tmp_path: Path, override: bool) -> None:
    ada = await person(server.url)
    upload = await begun(ada, LARGE)
    file = tmp_path / "large.pdf"
    file.write_bytes(LARGE)
    given = {"uploadUrl": upload["url"], "file": str(file), "chunkSize": 2_000_000, "stopAfter": 4_000_000}
    running = await asyncio.create_subprocess_exec(
        *(node, "uploads.mjs", json.dumps({**given, "override": override})), cwd=NODE, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await running.communicate()
    told = [json.loads(line) for line in said.splitlines()]
    assert told[-1] == {"kind": "success", "said": None}, told
    accepted = [each["said"] for each in told if each["kind"] == "accepted"]
    assert accepted[:3] == [2_000_000, 4_000_000, 6_000_000]  # the second run went on behind the first
    assert await content_of(ada, upload) == LARGE
