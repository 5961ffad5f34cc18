"""Keeping parsed documents in a form that is read several times faster than their text is parsed."""

import marshal
from typing import Any

from graphql import DocumentNode, Location, Node, OperationType, Source, Token, TokenKind
from graphql import __version__ as core
from graphql.language import ast

# Of the same release of graphql-core and the same form of Python's data, documents can be read again.
FORM = f"{core} {marshal.version}"
KINDS: list[tuple[type[Node], tuple[str, ...]]] = [
    (kind, tuple(key for key in kind.keys if key != "loc"))
    for kind in sorted(
        {each for each in vars(ast).values() if isinstance(each, type) and issubclass(each, Node)},
        key=lambda kind: kind.__name__,
    )
]
NUMBERS = {kind: number for number, (kind, _) in enumerate(KINDS)}
# Errors tell where a node begins by its place in the text; nothing asks for its tokens.
TOKEN = Token(TokenKind.SOF, 0, 0, 0, 0)


def packed(document: DocumentNode) -> bytes:
    """The document, which has to know its places in the text."""
    return marshal.dumps(_packed(document))


def unpacked(kept: bytes, text: str) -> DocumentNode:
    """The document that was packed, whose text this is: it equals what is parsed."""
    source, new = Source(text), object.__new__

    def node(written: tuple[Any, ...]) -> Any:
        number, start, end, *fields = written
        kind, names = KINDS[number]
        place = new(Location)
        place.start, place.end, place.start_token, place.end_token, place.source = start, end, TOKEN, TOKEN, source
        made = new(kind)
        # The classes let nobody set an attribute, and their own way to do so takes longer than parsing.
        values = vars(made)
        values["loc"] = place
        for name, value in zip(names, fields, strict=True):
            if type(value) is tuple:
                value = node(value)
            elif type(value) is list:
                value = tuple([node(each) for each in value])
            elif name == "operation":
                value = OperationType(value)
            values[name] = value
        return made

    found: DocumentNode = node(marshal.loads(kept))
    return found


def _packed(value: Any) -> Any:
    if isinstance(value, Node):
        assert value.loc is not None
        _, names = KINDS[NUMBERS[type(value)]]
        return NUMBERS[type(value)], value.loc.start, value.loc.end, *(_packed(getattr(value, name)) for name in names)
    if isinstance(value, tuple):
        return [_packed(each) for each in value]
    return value.value if isinstance(value, OperationType) else value
