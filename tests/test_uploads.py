"""Uploads: started, sent with one PUT, limited in size, and private to their user."""

import hashlib
from collections.abc import AsyncIterator

import pytest

from tests.support.api.server import Server
from tests.support.api.uploading import PDF, begun, put, refusal_in
from tests.support.domain.market import person

# The protocol is the same everywhere.
pytestmark = pytest.mark.anywhere


def stored(server: Server) -> list[str]:
    """All files of the storage directory."""
    root = server.directory / "files"
    return sorted(str(file.relative_to(root)) for file in root.rglob("*") if file.is_file())


@pytest.mark.everywhere
async def test_bytes_that_are_put_are_kept_under_their_hash(server: Server) -> None:
    """Equal bytes are written again, so that nobody learns that they were known; the daily sweep deletes those."""
    ada, before = await person(server.url), stored(server)
    for _ in range(2):
        upload = await begun(ada, PDF)
        answer = await put(upload["url"], PDF)
        assert (answer.status_code, answer.content) == (204, b"")
    new = set(stored(server)) - set(before)
    digest = hashlib.sha256(PDF).hexdigest()
    assert len(new) == 2
    assert all(each.startswith(f"content/{digest[:2]}/{digest}.") for each in new)


async def test_more_or_less_than_was_declared_is_refused_and_nothing_is_kept(server: Server) -> None:
    ada = await person(server.url)
    upload, before = await begun(ada, PDF), stored(server)

    async def streamed(content: bytes) -> AsyncIterator[bytes]:
        yield content

    for content in (PDF + b"x", streamed(PDF + b"x")):
        assert refusal_in(await put(upload["url"], content)) == (413, "FILE_TOO_LARGE")
    assert refusal_in(await put(upload["url"], PDF[:-1])) == (400, "UPLOAD_INCOMPLETE")
    assert stored(server) == before
    assert (await put(upload["url"], PDF)).status_code == 204


async def test_a_complete_upload_takes_no_more_bytes(server: Server) -> None:
    ada = await person(server.url)
    upload = await begun(ada, PDF)
    await put(upload["url"], PDF)
    assert refusal_in(await put(upload["url"], PDF)) == (409, "UPLOAD_COMPLETE")


async def test_an_address_that_nobody_was_given_leads_nowhere(server: Server) -> None:
    ada = await person(server.url)
    one, other = await begun(ada, PDF), await begun(ada, PDF)
    path, _, token = one["url"].partition("?token=")
    forged = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    for url in (path, f"{path}?token={forged}", f"{other['url'].partition('?')[0]}?token={token}"):
        assert refusal_in(await put(url, PDF)) == (404, "NOT_FOUND")


async def test_an_address_ends_with_the_session_that_it_was_made_for(server: Server) -> None:
    ada = await person(server.url)
    upload = await begun(ada, PDF)
    await ada.client.query("mutation { signOut { __typename } }")
    assert refusal_in(await put(upload["url"], PDF)) == (401, "UNAUTHENTICATED")
