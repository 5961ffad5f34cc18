"""Anything by its id."""

from typing import Any

import strawberry

from models.ids import Ref
from resolvers import finding
from resolvers.context import Info
from schema.base import Node, field


async def _node(info: Info, id: Ref) -> Any:
    return await finding.node(id, info.context.viewer)


@strawberry.type
class NodeQueries:
    """What can be asked: node."""

    node: Node | None = field("Anything by its id; null where there is nothing that the viewer may see.", _node)
