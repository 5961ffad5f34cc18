"""Bidhall from the top: settings, database, bus, routes, application; and the command line."""

import argparse
import asyncio
import contextlib
import gc
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from datetime import timedelta
from functools import partial
from typing import TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket
from tortoise.exceptions import DBConnectionError

import demo
import settings as environment
from models import calendar, database, keys, terms
from models.accounts.users import StaffRole, grant
from models.clock import now
from models.database.finishing import finished
from models.errors import Refusal
from models.files.limits import FileLimits, use_file_limits
from models.interviews import ice
from models.retention import forget_when_due
from providers.mail import Log, Nowhere, Smtp, server_at
from providers.storage import Storage, storage_at
from realtime.attendance import attend_interviews
from realtime.frames import ImpatientProtocol, PushingProtocol
from realtime.hub import Hub
from realtime.letters import Desk
from realtime.mailing import Carrier, deliver_mails
from realtime.presence import Presence
from realtime.revocations import Revocations
from realtime.telling import Teller
from realtime.ticking import tick, tidy
from resolvers.context import Context, context_for
from resolvers.files.tidying import tidy_when_due
from resolvers.gathering import Gathering
from schema import graphiql
from schema.endpoint import Endpoint
from schema.files_http import routes as file_routes
from schema.limits import Limits, extensions
from schema.origins import open_to
from schema.requests import Requests, configure_logging
from schema.roots import build
from settings import Settings

T = TypeVar("T")

COLLECTING = (10_000, 20, 20)


def application(settings: Settings) -> Requests:
    hub = Hub(settings.bus_url.get_secret_value())
    teller, revocations, presence = Teller(hub), Revocations(hub), Presence(hub)
    delivery = (hub, teller, revocations, presence)
    gathering = Gathering()
    storage = storage_of(settings)
    limits = Limits(depth=settings.max_depth, cost=settings.max_cost)
    schema = build(extensions(limits, introspection=settings.shows_schema), suggestions=settings.shows_schema)

    async def context_of(connection: HTTPConnection) -> Context:
        context = context_for(teller, presence, gathering, connection, home=settings.public_url)
        if not isinstance(connection, WebSocket):
            await context.sign(connection.headers.get("authorization"))
        return context

    async def admit(context: Context) -> None:
        await context.sign((context.connection_params or {}).get("authorization"))

    @contextlib.contextmanager
    def guarding(context: Context, end: Callable[[int, str], None]) -> Iterator[None]:
        if context.viewer is None:
            yield
            return
        left = max((context.viewer.expires_at - now()).total_seconds(), 0)
        expiry = asyncio.get_running_loop().call_later(left, end, 4403, "The session has expired")
        try:
            with revocations.watching(context.viewer.session_id, lambda: end(4401, "The session was revoked")):
                yield
        finally:
            expiry.cancel()

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await database.connect(settings.database_url.get_secret_value())
        tasks: list[asyncio.Task[None]] = []
        forget, tidy_files = partial(forget_when_due, settings.retention), partial(tidy_when_due, storage)
        try:
            for part in delivery:
                await part.start()
            desk = Desk(settings.mail_from, settings.home)
            tasks.append(asyncio.create_task(deliver_mails(carrier_of(settings), desk)))
            tasks += [asyncio.create_task(tick()), asyncio.create_task(tidy(forget, tidy_files))]
            tasks.append(asyncio.create_task(attend_interviews(teller)))
            if settings.demo_trickle_seconds and not settings.is_production:
                tasks.append(asyncio.create_task(demo.trickle(settings.demo_trickle_seconds)))
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await finished()
            for part in reversed(delivery):
                await part.stop()
            await database.disconnect()

    async def health(_: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"})

    async def ready(_: Request) -> JSONResponse:
        parts = {"database": await database.answers(), "delivery": all(part.is_alive for part in delivery)}
        status = 200 if all(parts.values()) else 503
        # Without the bus everything goes on, a little later: it is shown, and makes nobody unready.
        return JSONResponse({**parts, "bus": hub.bus.is_up}, status_code=status)

    endpoint = Endpoint(
        schema,
        context_of=context_of,
        admit=admit,
        fresh=Context.fresh,
        guarding=guarding,
        max_body_bytes=settings.max_body_bytes,
        allowed_origins=settings.allowed_origins,
    )
    routes: list[BaseRoute] = [
        Route("/health", health),
        Route("/ready", ready),
        Route("/graphql", endpoint),
        WebSocketRoute("/graphql", endpoint),
        *file_routes(storage),
    ]
    if not settings.is_production:
        routes += graphiql.routes()
    return Requests(open_to(settings.allowed_origins, Starlette(routes=routes, lifespan=lifespan)))


def prepare(settings: Settings) -> None:
    """What every command needs before it touches the domain."""
    configure_logging(json=settings.is_production, level=settings.log_level)
    terms.use_terms(
        terms.Terms(
            settings.least_window,
            settings.amendment_window,
            settings.award_working_days,
            settings.default_currency,
            settings.hash_memory_kib,
            settings.hash_passes,
        )
    )
    keys.use_secret(settings.secret_key.get_secret_value() if settings.secret_key else None)
    use_file_limits(
        FileLimits(
            settings.max_file_bytes,
            timedelta(hours=settings.upload_hours),
            timedelta(minutes=settings.link_minutes),
            settings.max_unfinished_uploads,
            settings.max_upload_bytes_a_day,
        )
    )
    ice.use_ice(settings.ice)
    if settings.working_calendar is not None:
        calendar.use_calendar(settings.working_calendar)


def carrier_of(settings: Settings) -> Carrier:
    """Who takes the mails: a server, or in development the log, or by decision nobody."""
    if settings.smtp_url is None:
        return Log()
    url = settings.smtp_url.get_secret_value()
    return Nowhere() if url == environment.NO_MAIL else Smtp(server_at(url), settings.mail_from)


def storage_of(settings: Settings) -> Storage:
    return storage_at(
        settings.files_url,
        endpoint=settings.files_endpoint,
        region=settings.files_region,
        key_id=settings.files_access_key_id.get_secret_value(),
        secret=settings.files_secret_access_key.get_secret_value(),
    )


def from_environment() -> Requests:
    """The application of one of several workers, each of which reads the environment itself."""
    settings = environment.read()
    prepare(settings)
    return settled(application(settings))


def settled(app: Requests) -> Requests:
    """The application of a process that does nothing else: what is there by now stays, and is collected no more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
    return app


def serve(settings: Settings, _: argparse.Namespace) -> None:
    """Answers until it is told to stop."""
    if settings.is_production and settings.smtp_url is None:
        raise environment.BadSettings(
            f"SMTP_URL: production needs a mail server, or the word {environment.NO_MAIL} for no mail at all"
        )
    prepare(settings)
    if missing := asyncio.run(with_database(settings, database.missing_migrations())):
        raise environment.BadSettings(
            f"DATABASE_URL: the database lacks {', '.join(missing)}: run `python main.py migrate` first."
        )
    if not settings.is_production:
        print_addresses(settings)
    several = settings.workers > 1
    uvicorn.run(
        "main:from_environment" if several else settled(application(settings)),
        factory=several,
        workers=settings.workers,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        http=ImpatientProtocol,
        ws=PushingProtocol,
        ws_max_size=settings.max_body_bytes,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        timeout_worker_healthcheck=30,
    )


def print_addresses(settings: Settings) -> None:
    origin = f"http://{settings.host}:{settings.port}"
    print(f"GraphQL   {origin}/graphql (HTTP and WebSocket)\nGraphiQL  {origin}/graphiql", flush=True)


def migrate(settings: Settings, _: argparse.Namespace) -> None:
    """Brings the database to the present tables."""
    prepare(settings)
    asyncio.run(database.migrate(settings.database_url.get_secret_value()))


def print_schema(_: Settings, __: argparse.Namespace) -> None:
    """Prints the schema in GraphQL's own language."""
    print(build().as_str())


def grant_role(settings: Settings, given: argparse.Namespace) -> None:
    """Gives a user a role on the staff."""
    prepare(settings)
    user = asyncio.run(with_database(settings, grant(given.email, StaffRole(given.role))))
    print(f"{user.email} is now {given.role}.")


def make_demo(settings: Settings, _: argparse.Namespace) -> None:
    """Fills an empty database with a market to look at; a filled one stays as it is."""
    if settings.is_production:
        raise environment.BadSettings("ENVIRONMENT: production takes no demonstration, for its passwords are known")
    prepare(settings)
    print(asyncio.run(with_database(settings, demo.make())))


async def with_database(settings: Settings, work: Coroutine[object, object, T]) -> T:
    await database.connect(settings.database_url.get_secret_value())
    try:
        return await work
    finally:
        await database.disconnect()


def main() -> int:
    parser = argparse.ArgumentParser(prog="main.py", description="Bidhall: a market for IT services.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run in (
        ("serve", serve),
        ("migrate", migrate),
        ("demo", make_demo),
        ("schema", print_schema),
        ("grant", grant_role),
    ):
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if run is grant_role:
            command.add_argument("email", metavar="EMAIL")
            command.add_argument("role", metavar="ROLE", choices=list(StaffRole))
    given = parser.parse_args()
    try:
        given.run(environment.read(), given)
    except (environment.BadSettings, Refusal) as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, DBConnectionError, sqlite3.OperationalError, *database.REFUSING) as error:
        print(f"DATABASE_URL: {database.reason_of(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
