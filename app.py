"""The application, assembled from the settings: database, broker, delivery, storage, mail and routes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import structlog
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket
from strawberry.extensions import SchemaExtension

import settings as environment
from edge import graphiql, web
from edge.collecting import collect_when_idle, settle
from edge.documents import Documents, read_documents
from edge.endpoint import Endpoint, has_left
from edge.files.downloads import routes as file_routes
from edge.files.tidying import tidy_when_due
from edge.guarding import compiled, executor, extensions
from edge.health import Component
from edge.health import routes as health_routes
from edge.limits import Limits
from edge.origins import open_to
from edge.pages import sandbox
from edge.pages.routes import routes as page_routes
from edge.parsing import use_kept
from edge.payments import routes as payment_routes
from edge.requests import Measure, Requests, configure_logging
from edge.turns import Seats, Turn, Turns
from mail.letters import Letterhead
from mail.sending import Carrier, deliver_mails, drop_mails
from models import calendar, database, due, keys, terms
from models import mail as outbox
from models.accounts import hashing
from models.clock import now
from models.contracts.authority import use_authority
from models.database.finishing import finished
from models.files.limits import FileLimits, use_file_limits
from models.files.store import use_store
from models.interviews import ice
from models.invoices.jurisdictions import days_left
from models.payments import sending
from models.payments.provider import Provider, close_provider, use_provider
from models.platform import Platform, use_platform
from models.pressing import close_press
from models.retention import forget_when_due
from models.templates.standard import keep_library
from ownership import check_database, keep_private
from providers.mail import Log, server_at
from providers.storage import Storage, storage_at
from realtime.dispatcher import Dispatcher
from realtime.heartbeats import keep_heartbeats
from realtime.hub import Hub
from realtime.log import persistently
from realtime.presence import Presence
from realtime.revocations import Revocations
from realtime.ticking import tick, tidy
from resolvers.context import Context, context_for
from resolvers.finding import may_see
from resolvers.gathering import Gathering
from schema.errors import GuardedSchema
from schema.kinds import identify
from schema.roots import build
from settings import Settings

if TYPE_CHECKING:
    from edge.telemetry import Asked, Gauge
    from providers.sandbox import Sandbox
    from providers.telemetry import Telemetry

# Operations that run at once, of one user or of the guests of one network, and how many more may wait for them. The
# mutations of guests spend their time waiting for a password to be hashed.
OF_USER, OF_GUESTS, TO_ENTER, MOST_WAITING = 2, 4, 48, 256
# The assumed length of a list that is not paged, such as the stages of a bid.
ITEMS = 5

log = structlog.get_logger(__name__)


class Queues(NamedTuple):
    """Where operations wait for their turn, and the sockets and streams that are open."""

    users: Turns
    guests: Turns
    entering: Turns
    seats: Seats


class Watched(NamedTuple):
    """Where telemetry takes part; nowhere while it is off."""

    extensions: Sequence[Callable[[], SchemaExtension]] = ()
    routes: Sequence[BaseRoute] = ()
    jobs: Sequence[Callable[[], Coroutine[object, object, None]]] = ()
    measure: Measure | None = None
    traced: Callable[[ASGIApp], ASGIApp] = lambda served: served


def application(settings: Settings, *, is_alone: bool = False) -> ASGIApp:
    """What serves everything. `is_alone` in a process that does nothing else, whose garbage it looks after then."""
    hub = Hub(settings.bus_url.get_secret_value())
    dispatcher, revocations, presence = Dispatcher(hub), Revocations(hub), Presence(hub)
    delivery = (hub, dispatcher, revocations, presence)
    storage = storage_of(settings)
    use_store(storage)
    provider = provider_of(settings)
    use_provider(provider)
    till = sandbox_in(settings, provider)
    users, guests, entering = (
        Turns(at_once=each, most_waiting=MOST_WAITING) for each in (OF_USER, OF_GUESTS, TO_ENTER)
    )
    queues = Queues(users, guests, entering, Seats(settings.max_sockets))
    telemetry = telemetry_of(settings)
    watched = watched_of(settings, telemetry, lambda: gauges_of(hub, dispatcher, queues))
    endpoint = endpoint_of(settings, dispatcher, revocations, presence, queues, watched.extensions)
    routes: list[BaseRoute] = [
        *health_routes(delivery, is_broker_up=lambda: hub.broker.is_up),
        Route("/graphql", endpoint),
        WebSocketRoute("/graphql", endpoint),
        *file_routes(storage),
        *watched.routes,
        *(() if settings.is_production else graphiql.routes()),
        *pages_of(settings),
        *payment_doors_of(provider, till),
        *(web.routes(settings.web_folder) if settings.serves_front_end else ()),
    ]
    jobs = (
        tick,
        partial(tidy, partial(forget_when_due, settings.retention), partial(tidy_when_due, storage)),
        mailing_of(settings),
        *((sending.send_payments,) if provider else ()),
        *((till.send_notices,) if till else ()),
        partial(keep_heartbeats, dispatcher),
        *((collect_when_idle,) if is_alone else ()),
        *watched.jobs,
        *((trickling_of(settings),) if settings.trickles else ()),
    )
    unknown = web.missing(settings.web_folder) if settings.serves_front_end else None
    served = Starlette(routes=routes, lifespan=running(settings, delivery, jobs, telemetry), exception_handlers=unknown)
    # Otherwise a path with another slash at its end would lead to whatever host the client has named.
    served.router.redirect_slashes = False
    open_served = open_to(settings.allowed_origins, settings.allowed_headers, served)
    traced = watched.traced(Requests(open_served, measure=watched.measure))
    if is_alone:
        settle()
    return traced


def telemetry_of(settings: Settings) -> "Telemetry | None":
    if settings.otel_exporter_otlp_endpoint is None and not settings.has_readable_metrics:
        return None
    from providers import telemetry

    return telemetry.telemetry_of(collector=settings.otel_exporter_otlp_endpoint, is_read=settings.has_readable_metrics)


def watched_of(
    settings: Settings, telemetry: "Telemetry | None", gauges: "Callable[[], list[Gauge | Asked]]"
) -> Watched:
    if telemetry is None or telemetry.meter is None:
        return Watched()
    from edge.telemetry import Measures, Operations, Traced, metrics_routes

    meter, tracer, token = telemetry.meter, telemetry.tracer, settings.metrics_token
    measures = Measures(meter, gauges())
    return Watched(
        extensions=(Operations(meter, tracer).extension,),
        routes=metrics_routes(telemetry.page, token.get_secret_value()) if token else (),
        jobs=(measures.keep_looking,),
        measure=measures.requested,
        traced=(lambda served: Traced(served, tracer)) if tracer else lambda served: served,
    )


def gauges_of(hub: Hub, dispatcher: Dispatcher, queues: Queues) -> "list[Gauge | Asked]":
    """What changes by itself in this worker, and what the database knows of work that waits."""
    from edge.telemetry import Asked, Gauge

    def waiting() -> dict[str, float]:
        turns = {"users": queues.users, "guests": queues.guests, "entering": queues.entering}
        return {
            **{name: each.waiting for name, each in turns.items()},
            "hashing": hashing.waiting(),
            **dispatcher.waiting,
        }

    async def mails() -> dict[str, float]:
        number, seconds = await outbox.waiting()
        return {"waiting": number, "seconds_late": seconds}

    async def payments() -> dict[str, float]:
        number, seconds = await sending.waiting()
        return {"waiting": number, "seconds_late": seconds}

    async def moves() -> dict[str, float]:
        return {"": await due.overdue()}

    return [
        Gauge("bidhall.queue.length", "queue", "How many wait in each queue of the worker.", waiting),
        Gauge("bidhall.connections", "", "Open sockets and streams.", lambda: {"": queues.seats.taken}),
        Gauge("bidhall.subscriptions", "place", "Subscriptions, by the kind of place.", lambda: dispatcher.followers),
        Gauge("bidhall.lag.reading", "place", "Events of which the worker has not read yet.", lambda: hub.lags),
        Gauge("bidhall.lag.delivery", "place", "Events that were read and not sent yet.", lambda: dispatcher.lags),
        Gauge("bidhall.broker.up", "", "1 if the broker is reachable.", lambda: {"": float(hub.broker.is_up)}),
        Asked("bidhall.mails", "what", "Mails that wait, and for how long the first of them has been due.", mails),
        Asked(
            "bidhall.payments",
            "what",
            "Payments that are not settled, and how late the first is.",
            payments,
        ),
        Gauge(
            "bidhall.invoice.rules.days",
            "country",
            "Days for which the rules for invoices were compared with the laws.",
            lambda: dict(days_left(now().date())),
        ),
        Asked("bidhall.moves.overdue", "", "Due moves that were not made yet.", moves),
    ]


def schema_of(
    settings: Settings, observed: Sequence[Callable[[], SchemaExtension]] = (), *, valid: Collection[str] = ()
) -> GuardedSchema:
    limits = Limits(
        depth=settings.max_depth, cost=settings.max_cost, answer_bytes=settings.max_answer_bytes, list_size=ITEMS
    )
    return build(
        [*observed, *extensions(limits, introspection=settings.shows_schema, valid=valid)],
        executor=executor(limits),
        execute=compiled(limits, compare_one_in=settings.compare_one_in).execute,
        suggestions=settings.shows_schema,
    )


def endpoint_of(
    settings: Settings,
    dispatcher: Dispatcher,
    revocations: Revocations,
    presence: Presence,
    queues: Queues,
    observed: Sequence[Callable[[], SchemaExtension]] = (),
) -> Endpoint:
    gathering = Gathering()
    users, guests, entering, seats = queues
    documents = documents_of(settings)

    async def context_of(connection: HTTPConnection) -> Context:
        context = context_for(
            *(dispatcher, presence, gathering, connection),
            identify=identify,
            has_left=has_left(connection),
            home=settings.public_url,
        )
        authorization = connection.headers.get("authorization")
        if isinstance(connection, WebSocket):
            context.authorization = authorization
        else:
            await context.sign(authorization)
        return context

    async def admit(context: Context) -> None:
        # Names are case-insensitive, as in a header.
        given = {name.lower(): value for name, value in (context.connection_params or {}).items()}
        await context.admit(given.get("authorization"))

    async def turn_of(context: Context, *, is_mutation: bool) -> Turn:
        assert context.caller is not None
        if context.viewer is not None:
            return await users.take(context.viewer.user.id, context.caller.has_left)
        return await (entering if is_mutation else guests).take(context.caller.origin, context.caller.has_left)

    return Endpoint(
        schema_of(settings, observed, valid=documents.valid),
        context_of=context_of,
        admit=admit,
        fresh=Context.fresh,
        guarding=lambda context, end: revocations.guarding(context.viewer, end),
        turn_of=turn_of,
        seat_of=lambda context: seats.take(context.viewer.user.id if context.viewer else context.caller.origin),
        documents=documents,
        max_body_bytes=settings.max_body_bytes,
        allowed_origins=settings.allowed_origins,
        compression=settings.compression,
    )


def running(
    settings: Settings,
    delivery: Sequence[Component],
    jobs: Sequence[Callable[[], Coroutine[object, object, None]]],
    telemetry: "Telemetry | None",
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """The lifespan of the application: connects, starts delivery, and runs a task for each job."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await database.connect(settings.database_url.get_secret_value())
        opening = asyncio.create_task(persistently(opened, over=(Exception,)))
        if await database.answers():
            await opening
        # Otherwise this worker is alive and not ready, and no request reaches an id before it reaches the database.
        tasks = [opening]
        ends = [telemetry.end] if telemetry else []
        if telemetry and settings.metrics_port is not None:
            port, end = telemetry.serve(settings.metrics_host, settings.metrics_port, settings.workers)
            ends.insert(0, end)
            log.info("metrics_served", host=settings.metrics_host, port=port)
        try:
            for component in delivery:
                await component.start()
            tasks += [asyncio.create_task(job()) for job in jobs]
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await finished()
            for component in reversed(delivery):
                await component.stop()
            await close_press()
            await close_provider()
            await database.disconnect()
            for end in ends:
                # In a thread, because it waits: for the port's own thread, or for the collector.
                await asyncio.to_thread(end)

    return lifespan


async def opened() -> None:
    """Makes the database ready for requests."""
    await keys.open_ids()
    await keep_library()


def prepare(settings: Settings) -> None:
    """Configures logging, files and the domain; every command that uses the domain calls it first."""
    configure_logging(json=settings.is_production, level=settings.log_level)
    keep_private(settings)
    check_database(settings)
    terms.use_terms(
        terms.Terms(
            settings.least_window,
            settings.amendment_window,
            settings.award_working_days,
            settings.default_currency,
            settings.hash_memory_kib,
            settings.hash_passes,
            settings.sign_ups_an_hour,
            settings.approval_working_days,
            settings.signing_working_days,
            settings.fee_basis_points,
            settings.acceptance_working_days,
            settings.refund_silence_days,
            settings.idle_days,
            settings.idle_mediation_days,
            settings.dispute_answer_working_days,
            settings.dispute_negotiation_working_days,
            settings.dispute_mediation_working_days,
        )
    )
    keys.use_secret(settings.secret_key.get_secret_value() if settings.secret_key else None)
    keys.use_id_secret(settings.id_secret.get_secret_value() if settings.id_secret else None)
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
    use_platform(Platform(settings.mail_from, settings.home, identify))
    if settings.working_calendar is not None:
        calendar.use_calendar(settings.working_calendar)
    use_authority(settings.signing_authority.read_bytes() if settings.signing_authority else None)


def mailing_of(settings: Settings) -> Callable[[], Coroutine[object, object, None]]:
    """The job that sends mails: by a mail server, or into the log if none is configured, or not at all by choice."""
    url = settings.smtp_url.get_secret_value() if settings.smtp_url else None
    if url == environment.NO_MAIL:
        return partial(drop_mails, 'SMTP_URL is "none": mail is turned off.')
    return partial(deliver_mails, carrier_of(settings, url), letterhead_of(settings))


def carrier_of(settings: Settings, url: str | None) -> Carrier:
    if url is None:
        return Log()
    from providers.smtp import Smtp

    return Smtp(server_at(url), settings.mail_from)


def provider_of(settings: Settings) -> Provider | None:
    """Who moves money; None if nobody does."""
    match settings.payments:
        case environment.PaymentProvider.SANDBOX:
            from providers.sandbox import Sandbox, manners_in

            key = settings.sandbox_key.get_secret_value() if settings.sandbox_key else None
            till = Sandbox(
                settings.sandbox_file,
                server=settings.server,
                notices=f"{settings.near}/payments/notices/{Sandbox.name}",
                key=key,
                clock=lambda: now().timestamp(),
            )
            if settings.sandbox_manners is not None:
                till.behave(manners_in(settings.sandbox_manners))
            return till
        case environment.PaymentProvider.STRIPE:
            from providers.stripe import Stripe

            assert settings.stripe_secret_key is not None
            assert settings.stripe_webhook_secret is not None
            secrets = settings.stripe_secret_key, settings.stripe_webhook_secret
            return Stripe(*(each.get_secret_value() for each in secrets), url=settings.stripe_url)
    return None


def sandbox_in(settings: Settings, provider: Provider | None) -> "Sandbox | None":
    """The provider, if it is the sandbox."""
    if settings.payments is not environment.PaymentProvider.SANDBOX:
        return None
    from providers.sandbox import Sandbox

    assert isinstance(provider, Sandbox)
    return provider


def trickling_of(settings: Settings) -> Callable[[], Coroutine[object, object, None]]:
    """The job that lets new bids arrive in the demonstration."""
    from demo import trickle

    return partial(trickle, settings.demo_trickle_seconds)


def payment_doors_of(provider: Provider | None, till: "Sandbox | None") -> list[BaseRoute]:
    """Where the provider's notices come in, and the pages of the sandbox."""
    if provider is None:
        return []
    turns = Turns(at_once=OF_GUESTS, most_waiting=MOST_WAITING)
    pages = sandbox.routes(till, turns) if till else []
    return [*payment_routes(provider.name, turns), *pages]


def documents_of(settings: Settings) -> Documents:
    trusted = None if settings.trusted_documents is None else read_documents(settings.trusted_documents)
    own = web.documents(settings.web_folder) if settings.serves_front_end else {}
    valid = own.values() if web.is_for(web.SCHEMA, settings.web_folder) else ()
    use_kept(settings.web_folder if settings.serves_front_end else None)
    return Documents(trusted, own=own, are_others_taken=settings.takes_any_document, valid=valid)


def pages_of(settings: Settings) -> list[BaseRoute]:
    turns = Turns(at_once=OF_GUESTS, most_waiting=MOST_WAITING)
    # A front end at this server's own address is served by the proxy in front of it.
    elsewhere = settings.web_url if settings.web_url != settings.public_url else None
    return page_routes(
        home=settings.home,
        web=elsewhere,
        is_front_end_here=settings.serves_front_end and web.is_built(settings.web_folder),
        graphiql=None if settings.is_production else "/graphiql",
        turns=turns,
    )


def letterhead_of(settings: Settings) -> Letterhead:
    return Letterhead(settings.mail_from, settings.home, settings.server, identify, may_see)


def storage_of(settings: Settings) -> Storage:
    return storage_at(
        settings.files_url,
        endpoint=settings.files_endpoint,
        region=settings.files_region,
        key_id=settings.files_access_key_id.get_secret_value(),
        secret=settings.files_secret_access_key.get_secret_value(),
    )


def from_environment() -> ASGIApp:
    """The application of one of several workers; each reads the environment itself."""
    settings = environment.read()
    prepare(settings)
    return application(settings, is_alone=True)
