"""Kinds of things: every layer has a row for each, and no layer has a kind of its own."""

import pytest
from graphql import GraphQLObjectType

from models.kinds import KINDS, kind_of
from models.notifications.kinds import NotificationKind
from models.notifications.wording import words
from resolvers.finding import SEEN
from schema.kinds import NAMES
from tests.support.api.contract import GRAPH

pytestmark = pytest.mark.anywhere

# Peers have ids for signals, but cannot be loaded by them.
NOT_FOUND = {"peer"}


def test_every_kind_has_its_row_in_every_layer() -> None:
    assert set(SEEN) == set(KINDS)
    assert set(NAMES) - NOT_FOUND == set(KINDS)
    assert len(set(NAMES.values())) == len(NAMES)
    assert all(kind.key == key and kind.word for key, kind in KINDS.items())
    assert {kind_of(kind.model) for kind in KINDS.values()} <= set(KINDS)


def test_every_node_of_the_schema_is_a_kind_and_every_kind_a_node() -> None:
    node = GRAPH.get_type("Node")
    nodes = {
        name for name, each in GRAPH.type_map.items() if isinstance(each, GraphQLObjectType) and node in each.interfaces
    }
    assert {name for key, name in NAMES.items() if key not in NOT_FOUND} == nodes


@pytest.mark.parametrize("kind", NotificationKind)
def test_every_notification_has_words(kind: NotificationKind) -> None:
    assert words("en")[kind]
