"""A small application behind the real edge, in its own process: for rules that hold for every schema."""

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import strawberry
import uvicorn
from graphql import GraphQLError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from strawberry.schema.config import StrawberryConfig

from edge import graphiql
from edge.endpoint import Endpoint
from edge.guarding import extensions
from edge.limits import Limits
from edge.requests import Requests, configure_logging
from schema.errors import GuardedSchema
from tests.support.api.processes import GraphqlProcess
from tests.support.api.zygote import ROOT

ALLOWED_ORIGIN = "https://friend.example"
MAX_BODY_BYTES = 100_000
SECRET = "a-password-nobody-should-see"


class Edge(GraphqlProcess):
    """This module's application on a free port."""

    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.support.api.edge", str(self.port)]

    def is_ready(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def __init__(self, directory: Path) -> None:
        super().__init__(directory, cwd=ROOT)


@dataclass
class Context:
    viewer: str
    connection_params: dict[str, Any] | None = None
    operations: int = 0  # that were run with this very context


async def context_of(request: Request | WebSocket) -> Context:
    match request.headers.get("authorization"):
        case "Bearer wrong":
            raise GraphQLError("This token is not valid.", extensions={"code": "UNAUTHENTICATED"})
        case "Bearer broken":
            raise RuntimeError(SECRET)
        case given:
            return Context(given or "nobody")


async def admit(context: Context) -> None:
    context.viewer = (context.connection_params or {}).get("authorization", context.viewer)
    if context.viewer == "Bearer wrong":
        raise GraphQLError("This token is not valid.", extensions={"code": "UNAUTHENTICATED"})


watchers = 0


@strawberry.type
class Query:
    @strawberry.field
    async def viewer(self, info: strawberry.Info[Context, None]) -> str:
        return info.context.viewer

    @strawberry.field
    async def operations(self, info: strawberry.Info[Context, None]) -> int:
        info.context.operations += 1
        return info.context.operations

    @strawberry.field
    async def watchers(self) -> int:
        return watchers

    @strawberry.field
    async def text(self, of: str, times: int = 1) -> str:
        return of * times

    @strawberry.field
    async def broken(self) -> str | None:
        raise RuntimeError(SECRET)

    @strawberry.field
    async def needed_but_broken(self) -> str:
        raise RuntimeError(SECRET)

    @strawberry.field
    async def refused(self) -> str | None:
        raise GraphQLError("Not yours.", extensions={"code": "NOT_ALLOWED"})

    @strawberry.field
    async def careless(self) -> str | None:
        raise GraphQLError(SECRET)


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def touch(self) -> bool:
        return True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, to: int) -> AsyncIterator[int]:
        for number in range(to):
            yield number + 1

    @strawberry.subscription
    async def forever(self) -> AsyncIterator[bool]:
        global watchers
        watchers += 1
        try:
            yield True
            await asyncio.Event().wait()
        finally:
            watchers -= 1

    @strawberry.subscription
    async def breaking(self) -> AsyncIterator[int]:
        yield 1
        raise RuntimeError(SECRET)

    @strawberry.subscription
    async def refusing(self) -> AsyncIterator[int]:
        yield 1
        raise GraphQLError("No more.", extensions={"code": "GONE"})


schema = GuardedSchema(
    Query,
    Mutation,
    Subscription,
    extensions=extensions(Limits(), introspection=True),
    config=StrawberryConfig(disable_field_suggestions=True),
)
endpoint = Endpoint(
    schema,
    context_of=context_of,
    admit=admit,
    fresh=lambda context: Context(context.viewer),
    max_body_bytes=MAX_BODY_BYTES,
    allowed_origins=[ALLOWED_ORIGIN],
    connection_init_wait_timeout=timedelta(seconds=1),
)
app = Requests(
    Starlette(
        routes=[
            Route("/graphql", endpoint),
            WebSocketRoute("/graphql", endpoint),
            *graphiql.routes(),
        ]
    )
)

if __name__ == "__main__":
    configure_logging(json=True, level="info")
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_config=None)
