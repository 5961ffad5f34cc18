"""Scenes: what verbs make in an empty database, made once in a process and then copied with its database."""

import copy
from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from models import database as orm
from models.accounts.users import User
from models.clock import now
from models.files import store
from tests.support.api.services import Postgres, Sqlite

T = TypeVar("T")


class Scene(NamedTuple):
    """A database in which nothing happens, and what was made in it, as the verbs have returned it."""

    url: str
    made: Any
    files: store.Store | None


_scenes: dict[Hashable, Scene] = {}
_made: set[Hashable] = set()  # the keys of those that were made, and of which most are not needed again
_present: list[tuple[Postgres | Sqlite, str]] = []


@contextmanager
def alone_with(databases: Postgres | Sqlite, url: str) -> Iterator[None]:
    """Within, this process alone is connected to the database, and scenes may replace it."""
    _present.append((databases, url))
    try:
        yield
    finally:
        _present.pop()


async def scene(key: tuple[Hashable, ...], make: Callable[[], Awaitable[T]]) -> T:
    """What `make` returns, with all that it leaves in an empty database and in the store of files.

    It is kept when it is made for the second time. Drafting, pressing and signing a contract takes ten times as long as
    copying the database in which it was done. The clock is a part of the key where it stands; where it runs, a copy is
    some seconds or minutes old.
    """
    if not _present or await User.exists():
        return await make()
    databases, url = _present[-1]
    at = now()
    key = (*key, at if at == now() else None)
    kept = _scenes.get(key)
    if kept is None:
        made = await make()
        if key in _made:
            await orm.disconnect()
            _scenes[key] = Scene(await databases.create(url), *copy.deepcopy((made, store._store)))
            await orm.connect(url)
        _made.add(key)
        return made
    await orm.disconnect()
    await databases.replace(url, kept.url)
    await orm.connect(url)
    made, files = copy.deepcopy((kept.made, kept.files))
    if files is not None:
        store.use_store(files)
    return made
