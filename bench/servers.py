"""The servers that the delivery benchmark compares: ours, Strawberry's own handler, and bare sockets.

Each has a route /publish?count=N&streams=M that publishes N messages of about 620 bytes, in rounds of one message for
each of the M streams, and answers when the last one was published.
"""

import asyncio
import gc
import hashlib
import secrets
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import strawberry
import uvicorn
from broadcaster import Broadcast
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.asgi import GraphQL
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

import settings
from app import from_environment
from edge.frames import PushingProtocol
from edge.incoming import ImpatientProtocol
from models.accounts.parties import MemberRole, Membership
from models.accounts.sessions import LIFETIME, Session
from models.accounts.users import User
from models.changes import change, record
from models.clock import now
from tests.support.domain.noted import noted

BODY = "x" * 420


def publishing(publish: Any) -> Route:
    async def answer(request: Request) -> JSONResponse:
        count, streams = int(request.query_params["count"]), int(request.query_params.get("streams", "1"))
        for start in range(0, count, streams):
            await publish([number % streams for number in range(start, min(start + streams, count))])
            await asyncio.sleep(0)
        return JSONResponse({"published": count, "at": time.monotonic()})

    return Route("/publish", answer)


def shipped() -> Starlette:
    """Strawberry's own handler with broadcaster's memory broker, combined as their documentation shows."""
    broker = Broadcast("memory://")

    @strawberry.type
    class User:
        id: strawberry.ID
        name: str

    @strawberry.type
    class Message:
        seq: int
        body: str
        sent_at: str
        sender: User

    @strawberry.type
    class Query:
        hello: str = "world"

    @strawberry.type
    class Subscription:
        @strawberry.subscription
        async def messages(self, stream: int) -> AsyncGenerator[Message, None]:
            async with broker.subscribe(str(stream)) as events:
                async for event in events:  # type: ignore[union-attr]
                    seq = int(event.message)  # type: ignore[union-attr]
                    yield Message(seq=seq, body=BODY, sent_at="2026-01-01T00:00:00Z", sender=User(id="u", name="Ada"))

    async def publish(streams: list[int]) -> None:
        for stream in streams:
            await broker.publish(str(stream), str(stream))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with broker:
            yield

    graphql: Any = GraphQL(
        strawberry.Schema(query=Query, subscription=Subscription),
        subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
    )
    return Starlette(
        routes=[publishing(publish), Route("/graphql", graphql), WebSocketRoute("/graphql", graphql)],
        lifespan=lifespan,
    )


def bare() -> Starlette:
    """A socket server that only sends prepared text to everyone on a stream."""
    streams: dict[int, set[WebSocket]] = {}
    text = '{"id":"1","type":"next","payload":{"data":{"message":{"body":"' + "x" * 560 + '"}}}}'

    async def socket(connection: WebSocket) -> None:
        await connection.accept(subprotocol=GRAPHQL_TRANSPORT_WS_PROTOCOL)
        await connection.receive_json()
        await connection.send_json({"type": "connection_ack"})
        stream = int((await connection.receive_json())["payload"]["variables"]["stream"])
        members = streams.setdefault(stream, set())
        members.add(connection)
        try:
            while True:
                await connection.receive_text()
        except WebSocketDisconnect:
            members.discard(connection)

    async def publish(numbers: list[int]) -> None:
        for number in numbers:
            for member in streams.get(number, ()):
                await member.send_text(text)

    return Starlette(routes=[publishing(publish), WebSocketRoute("/graphql", socket)])


def ours() -> Any:
    """The whole application, with an additional route that writes remarks into the log as a change does."""
    app = from_environment()
    inner: Any = app.app
    demands: list[tuple[str, dict[str, str]]] = []

    async def prepare(request: Request) -> JSONResponse:
        demands[:] = [(each["stream"], each["facts"]) for each in await request.json()]
        return JSONResponse({"demands": len(demands)})

    async def publish(streams: list[int]) -> None:
        # One transaction per round: this compares delivery; bench.changes measures the cost of the log.
        async with change():
            for stream in streams:
                name, facts = demands[stream]
                record(name, noted("remark.added", **facts), by=None)

    async def crowd(request: Request) -> JSONResponse:
        wanted = await request.json()
        async with change():
            tokens = [await colleague(UUID(wanted["party"]), number) for number in range(wanted["count"])]
        return JSONResponse(tokens)

    async def held(_: Request) -> JSONResponse:
        gc.collect()
        return JSONResponse({"tasks": len(asyncio.all_tasks()), "objects": len(gc.get_objects())})

    inner.router.routes += [
        publishing(publish),
        Route("/held", held),
        Route("/prepare", prepare, methods=["POST"]),
        Route("/crowd", crowd, methods=["POST"]),
    ]
    return app


async def colleague(party: UUID, number: int) -> str:
    """The token of a new member of the party, without a password: hashing one is slow on purpose."""
    user = await User.create(
        email=f"colleague{number}@example.org", name=f"Colleague {number}", password_hash="none", created_at=now()
    )
    await Membership.create(party_id=party, user=user, role=MemberRole.MEMBER, joined_at=now())
    token = secrets.token_urlsafe()
    hashed = hashlib.sha256(token.encode()).hexdigest()
    await Session.create(user=user, token_hash=hashed, created_at=now(), expires_at=now() + LIFETIME)
    return token


if __name__ == "__main__":
    kind, port = sys.argv[1:3]
    application = {"shipped": shipped, "bare": bare, "ours": ours}[kind]()
    protocol: Any = PushingProtocol if kind == "ours" else "websockets-sansio"
    uvicorn.run(
        application,
        port=int(port),
        http=ImpatientProtocol,
        ws=protocol,
        ws_per_message_deflate=False,
        log_level="warning",
        log_config=None,
        access_log=False,
        ws_max_size=settings.Settings().max_body_bytes,
    )
