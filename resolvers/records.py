"""Entries of journals, as the records of a selection and of a contract show them."""

from collections.abc import Sequence

import strawberry

from models import books
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.database.fetching import by_key
from models.journal import Entry, Text, canonical
from models.journal import reason_of as reason_in
from models.journal import texts_of as texts_in


async def actors_of(entries: Sequence[Entry], *, viewer: Viewer | None) -> list[User | None]:  # noqa: ARG001 - seen with the entry
    found = await by_key(User, {entry.actor_id for entry in entries if entry.actor_id})
    return [found.get(entry.actor_id) if entry.actor_id else None for entry in entries]


async def canonicals_of(entries: Sequence[Entry], *, viewer: Viewer | None) -> list[str]:  # noqa: ARG001 - seen with the entry
    previous = await books.predecessors_of(entries)
    return [canonical(entry, previous=digest) for entry, digest in zip(entries, previous, strict=True)]


def reason_of(root: strawberry.Parent[Entry]) -> str | None:
    return reason_in(root)


def texts_of(root: strawberry.Parent[Entry]) -> list[Text]:
    return texts_in(root)
