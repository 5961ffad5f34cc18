"""Ids and cursors: they tell nobody when a thing was made, and stay the same for the life of the database (CT-4)."""

import base64
import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from models import database as orm
from models import keys
from models.ids import NOBODY, key_of, meant, named, new_id, opaque, sealed, shown, unsealed
from models.pages import encode
from realtime import cursors
from realtime.cursors import Cursor
from tests.support.api.processes import Process
from tests.support.api.server import OURS, main
from tests.support.api.services import Postgres, Sqlite

pytestmark = pytest.mark.anywhere

ANOTHER = "another secret, of thirty-two characters"


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def formerly(kind: str, key: UUID) -> str:
    """The id as it was issued before: in it, the key could be read."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def test_ct4_an_id_tells_neither_when_a_thing_was_made_nor_which_of_two_was_first() -> None:
    made = [new_id() for _ in range(500)]
    ids = [opaque("Party", key) for key in made]
    assert [key_of("Party", id) for id in ids] == made
    blocks = [raw(id).removeprefix(b"Party:") for id in ids]
    assert {len(block) for block in blocks} == {16}
    # Keys of one moment begin with the same bytes; what is shown of them takes nearly every value.
    assert len({key.bytes[:5] for key in made}) < 10
    assert len({block[:5] for block in blocks}) == 500
    assert len({block[0] for block in blocks}) > 150
    assert sorted(ids) != ids


def test_what_is_shown_of_a_key_stands_for_that_key_alone() -> None:
    key = new_id()
    assert meant(shown(key)) == key != shown(key)
    assert opaque("Party", key) == opaque("Party", key) != opaque("User", key)
    assert key_of("User", opaque("Party", key)) is None
    assert key_of("Party", opaque("Party", NOBODY)) == NOBODY


def test_an_id_that_a_client_kept_from_before_is_read_and_never_issued() -> None:
    key = new_id()
    assert named(formerly("Party", key)) == ("Party", key)
    assert opaque("Party", key) != formerly("Party", key)
    for wrong in (str(key).upper(), str(key).replace("-", ""), f"{{{key}}}", f"{key} "):
        text = base64.urlsafe_b64encode(f"Party:{wrong}".encode()).decode().rstrip("=")
        assert named(text) is None, wrong


def test_an_id_has_one_spelling() -> None:
    id = opaque("Party", new_id())
    spellings = [f"{id}=", f"{id}==", f" {id}", f"{id}\n", id + id[-1], id[:-1], "", "ü", "\0", "x"]
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spellings += [id[:-1] + other for other in last if other != id[-1] and raw(id[:-1] + other) == raw(id)]
    assert len(spellings) > 10
    assert [each for each in spellings if named(each) is not None] == []


def test_a_cursor_is_read_by_the_server_alone_and_cannot_be_made() -> None:
    key = new_id()
    for cursor in (encode("NEWEST", (key, "EUR", 5)), str(Cursor(f"demand:{key}", "d3a9441e", 12))):
        text = raw(cursor)
        for part in (key.bytes, str(key).encode(), b"NEWEST", b"demand", b"d3a9441e"):
            assert part not in text
        altered = [bytes([*text[:place], text[place] ^ 1, *text[place + 1 :]]) for place in range(len(text))]
        read = [unsealed(kind, _text(each)) for kind in ("page", "stream") for each in altered]
        assert read == [None] * 2 * len(text)
    assert cursors.read(str(Cursor("market", "d3a9441e", 12))) == Cursor("market", "d3a9441e", 12)
    # A cursor of the one sort is none of the other.
    assert unsealed("page", sealed("stream", "x")) is None


def _text(found: bytes) -> str:
    return base64.urlsafe_b64encode(found).decode().rstrip("=")


@pytest.fixture
def forgetful() -> Iterator[None]:
    """Restores the key that the tests' other servers have."""
    yield
    keys.use_id_secret(os.environ["ID_SECRET"])


@pytest.mark.usefixtures("database", "forgetful")
async def test_without_a_secret_the_key_of_ids_is_kept_in_the_database() -> None:
    key = new_id()
    keys.use_id_secret(None)
    await keys.open_ids()
    id = opaque("Party", key)
    keys.use_id_secret(ANOTHER)
    assert opaque("Party", key) != id
    with pytest.raises(keys.OtherIdSecret):
        await keys.open_ids()
    keys.use_id_secret(None)
    await keys.open_ids()
    assert opaque("Party", key) == id


async def test_a_server_does_not_start_with_another_secret_than_its_ids_were_made_with(
    databases: Postgres | Sqlite, template: str
) -> None:
    url = await databases.create(template)
    await orm.connect(url)
    await keys.open_ids()
    await orm.disconnect()
    given: dict[str, Any] = {name: value for name, value in os.environ.items() if name not in OURS}
    for secret in ({"ID_SECRET": ANOTHER}, {"ID_SECRET": None}):
        environment = {name: value for name, value in {**given, **secret, "DATABASE_URL": url}.items() if value}
        refused = main("serve", env=environment, zygote=Process.zygote)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.startswith("ID_SECRET: this database has ids that were made with another secret")
        assert ANOTHER not in refused.stderr
    await databases.drop(url)
