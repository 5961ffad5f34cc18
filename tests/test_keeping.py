"""Parsed documents that are kept equal those that are parsed, down to the places of their errors."""

import json
from pathlib import Path

import pytest
from graphql import DocumentNode, GraphQLError, Node, get_location, parse

from edge import parsing
from edge.documents import hash_of
from edge.limits import USUAL
from executor.keeping import packed, unpacked
from tests.support.api.front_end import texts

pytestmark = pytest.mark.anywhere

DEFAULTS = """
query Shown($first: Int = 5, $kind: [Kind!] = [A, B] @some) @other(deep: {a: 1.5, b: [null, true], c: "x"}) {
  named: things(first: $first, text: \"\"\"block\"\"\") { ...Thing ... on Other @include(if: $on) { id } }
}
mutation Done { act }
fragment Thing on Thing { id }
"""


def places_in(node: Node) -> list[tuple[str, int, int]]:
    assert node.loc is not None
    below = [getattr(node, key) for key in node.keys if key != "loc"]
    nodes = [each for found in below for each in (found if isinstance(found, tuple) else (found,))]
    inner = [place for each in nodes if isinstance(each, Node) for place in places_in(each)]
    return [(node.kind, node.loc.start, node.loc.end), *inner]


@pytest.mark.parametrize("text", [DEFAULTS, *texts().values()], ids=["all forms", *texts()])
def test_a_document_that_was_kept_equals_the_parsed_one(text: str) -> None:
    document = parse(text)
    found = unpacked(packed(document), text)
    assert found == document
    assert places_in(found) == places_in(document)
    [last] = GraphQLError("wrong", found.definitions[-1]).locations or []
    assert document.definitions[-1].loc is not None
    assert last == get_location(document.definitions[-1].loc.source, document.definitions[-1].loc.start)


def test_a_server_reads_what_the_build_has_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, other = "query Shown { __typename }", "query Other { __typename }"
    (tmp_path / "documents.json").write_text(json.dumps({hash_of(each): each for each in (text, other)}))
    parsing.write(tmp_path)
    parsed_here: list[str] = []

    def noted(query: str, **given: int) -> DocumentNode:
        parsed_here.append(query)
        return parse(query, **given)

    monkeypatch.setattr(parsing, "parse", noted)
    try:
        parsing.use_kept(tmp_path)
        assert parsing.parsed(text, USUAL.tokens) == parse(text)
        assert parsed_here == []
        # Another document, and a limit below that within which those of the file are known to be.
        unknown = "query Unknown { __typename }"
        assert parsing.parsed(unknown, USUAL.tokens) == parse(unknown)
        assert parsing.parsed(text, USUAL.tokens - 1) == parse(text)
        assert parsed_here == [unknown, text]
        # A file that somebody has changed.
        file = tmp_path / parsing.KEPT
        with file.open("r+b") as open_file:
            open_file.seek(len(file.read_bytes().partition(b"\n")[0]) + 1)
            open_file.write(b"x" * file.stat().st_size)
        assert parsing.parsed(other, USUAL.tokens) == parse(other)
        assert parsed_here == [unknown, text, other]
    finally:
        parsing.use_kept(None)


@pytest.mark.parametrize("head", [b"", b"{}\n", b"[]\n", b'{"form": "another", "places": {}}\n'])
def test_a_file_of_another_form_is_left_alone(head: bytes, tmp_path: Path) -> None:
    (tmp_path / parsing.KEPT).write_bytes(head)
    try:
        parsing.use_kept(tmp_path)
        assert parsing._kept is None
    finally:
        parsing.use_kept(None)
