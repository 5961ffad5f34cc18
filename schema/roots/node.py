"""Any objects by their ids."""

from typing import Any

import strawberry

from models.ids import Ref
from resolvers import finding
from resolvers.context import Info
from schema.base import Node, field


async def _node(info: Info, id: Ref) -> Any:
    return await finding.node(id, info.context.viewer)


async def _nodes(info: Info, ids: list[Ref]) -> list[Any]:
    return await finding.nodes(ids, info.context.viewer)


@strawberry.type
class NodeQueries:
    """The queries `node` and `nodes`."""

    node: Node | None = field("Any object by its id; null if it does not exist or the viewer may not see it.", _node)
    nodes: list[Node | None] = field(
        "Objects by their ids, in the order of the ids; null for each that `node` would not find.", _nodes, weight=100
    )
