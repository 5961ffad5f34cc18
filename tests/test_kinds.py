"""Kinds of things: every layer has a row for each, and no layer has a kind of its own."""

from collections.abc import Iterator

import pytest
from graphql import GraphQLObjectType
from tortoise.models import Model

from models.contracts.contract import ContractVersion
from models.contracts.execution import Execution
from models.contracts.supplement import Supplement, SupplementExecution
from models.files.file import Part
from models.kinds import KINDS, kind_of
from models.notifications.kinds import NotificationKind
from models.notifications.wording import words
from resolvers.finding import SEEN
from schema.kinds import NAMES
from tests.support.api.contract import GRAPH

pytestmark = pytest.mark.anywhere

# Parts of an upload, and files that stand among those of the contract or the supplement as well.
ALSO_ATTACHED = {Part, ContractVersion, Execution, Supplement, SupplementExecution}
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


def test_every_file_that_belongs_to_something_is_read_with_it() -> None:
    """A table that refers to files has to be known as that of a kind's attachments: nobody reads a file otherwise."""
    linked = {each for each in _tables(Model) if "models.File" in _referred_to(each)}
    assert linked - {kind.attachments for kind in KINDS.values()} == ALSO_ATTACHED


def _tables(above: type[Model]) -> Iterator[type[Model]]:
    for each in above.__subclasses__():
        yield from _tables(each)
        # Migrations make tables of their own, as they were.
        if each.__module__.startswith("models.") and not each._meta.abstract:
            yield each


def _referred_to(table: type[Model]) -> set[object]:
    return {getattr(table._meta.fields_map[name], "model_name", None) for name in table._meta.fk_fields}


@pytest.mark.parametrize("kind", NotificationKind)
def test_every_notification_has_words(kind: NotificationKind) -> None:
    assert words("en")[kind]
