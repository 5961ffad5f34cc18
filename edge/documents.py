"""Trusted documents: known by an id or a hash, which clients send instead of the text.

Clients name them as the GraphQL-over-HTTP specification says (`documentId`), or as those of automatic persisted queries
do (`extensions.persistedQuery`). Nothing is ever added to them while the server runs.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError, parse

PREFIX = "sha256:"
BAD_REQUEST = "BAD_REQUEST"


class Documents:
    """The documents that clients may name, and whether they may send others too."""

    def __init__(
        self,
        trusted: Mapping[str, str] | None = None,
        *,
        own: Mapping[str, str] | None = None,
        are_others_taken: bool = True,
        valid: Collection[str] = (),
    ) -> None:
        """`trusted` has the texts by their ids, and None where none are kept. Each is also known by its SHA-256.

        `own` are those of the front end that this server serves, which are always trusted. `valid` are the texts that
        are known to be valid.
        """
        self.valid = frozenset(valid)
        self._are_others_taken = are_others_taken
        self._are_kept = trusted is not None
        kept = {**(own or {}), **(trusted or {})}
        self._trusted = {**{hash_of(each): each for each in kept.values()}, **kept}

    def text_of(self, request: Mapping[str, Any]) -> str:
        """The text of the document that a request sends or names.

        `request` has `query`, `documentId` and `extensions`, each None or of its type. Raises a GraphQLError if there
        is no such document, or if it is not taken. Without any, the text is empty.
        """
        text, name = str(request.get("query") or ""), _named_in(request)
        if not text:
            return self._known(name) if name is not None else text
        if request.get("documentId"):
            raise _refusal(BAD_REQUEST, "A request has either `query` or `documentId`.")
        if name is not None and name != hash_of(text):
            raise _refusal(BAD_REQUEST, "`sha256Hash` is not the hash of `query`.")
        if not self._are_others_taken and hash_of(text) not in self._trusted:
            raise _refusal("DOCUMENT_NOT_TRUSTED", "This server takes only the documents that it knows.")
        return text

    def _known(self, name: str) -> str:
        found = self._trusted.get(name.removeprefix(PREFIX).lower() if name.startswith(PREFIX) else name)
        if found is not None:
            return found
        # Clients look for these very messages.
        if self._are_kept:
            raise _refusal("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
        raise _refusal("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")


def names_a_document(request: Mapping[str, Any]) -> bool:
    """Whether a request sends a document or names one."""
    return bool(request.get("query")) or _named_in(request) is not None


def _named_in(request: Mapping[str, Any]) -> str | None:
    if request.get("documentId"):
        return str(request["documentId"])
    match request.get("extensions"):
        case {"persistedQuery": {"sha256Hash": str() as named}} if named:
            return named.lower()
    return None


def read_documents(path: Path) -> dict[str, str]:
    """The documents of a file, by their ids; raises ValueError if it is not of the form, or if a document is not valid.

    The file is a JSON object from ids to documents, as Relay and GraphQL Code Generator write it, or a manifest of
    Apollo's tools.
    """
    try:
        found = dict(_entries(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, UnicodeError, json.JSONDecodeError) as error:
        raise ValueError(f"names a file that cannot be read: {error}") from None
    for name, text in found.items():
        try:
            parse(text)
        except GraphQLSyntaxError as error:
            raise ValueError(f"has a document that is not valid: {name}: {error.message}") from None
    return found


def _entries(written: Any) -> Iterator[tuple[str, str]]:
    match written:
        case {"operations": list(operations)}:
            entries = [(each.get("id"), each.get("body")) for each in operations if isinstance(each, dict)]
        case dict():
            entries = list(written.items())
        case _:
            entries = [(None, None)]
    for name, text in entries:
        if not isinstance(name, str) or not isinstance(text, str) or not name:
            raise ValueError("names a file that is no JSON object from ids to documents")
        yield name, text


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def _refusal(code: str, message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})
