"""Any object by its id."""

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
    """The query `node`."""

    node: Node | None = field("Any object by its id; null if it does not exist or the viewer may not see it.", _node)
