"""The context of one operation: its viewer and its batch loaders."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from graphql import GraphQLError
from starlette.datastructures import URL
from starlette.requests import HTTPConnection
from strawberry.dataloader import DataLoader
from strawberry.types import Info as StrawberryInfo

from models.accounts.sessions import viewers_again
from models.accounts.viewer import SessionEnded, Viewer
from models.admission import admitted, admitted_again
from models.database.fetching import forget_rows
from models.errors import Refusal, Refused
from models.networks import network_of
from models.notifications.wording import written
from models.refusals.wording import Locale
from models.text import asked_language, language_tag, zones
from realtime.dispatcher import Dispatcher
from realtime.groups import Feed, Reader
from realtime.presence import Presence
from resolvers.gathering import Gathering
from resolvers.loading import Batches, PatientLoader, Waiting

Loader = DataLoader[Any, Any]

# The headers with which a client says in which language, and on the clocks of which time zone, it shows itself.
# Browsers send Accept-Language on their own, and nothing of a time zone.
LANGUAGE, ZONE = "x-language", "x-time-zone"


@dataclass(frozen=True, slots=True)
class Caller:
    """What one connection says of its client: its network, User-Agent and language, and whether it has hung up.

    `shown` is the language in which the client shows itself, and `zone` the time zone, if it says so.
    """

    origin: str
    user_agent: str | None
    has_left: Callable[[], bool] = lambda: False
    language: str = "en"
    shown: str | None = None
    zone: str | None = None


class Context:
    """Created for each operation, and renewed before each event of a subscription."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        presence: Presence,
        gathering: Gathering,
        *,
        identify: Callable[[str, UUID], str],
        home: str | None = None,
        caller: Caller | None = None,
    ) -> None:
        self.dispatcher = dispatcher
        self.presence = presence
        self.gathering = gathering
        # Whether the result is for many viewers, so that loads can be batched with those of other operations.
        self.is_shared = False
        # The address under which the server was reached, for links that lead back to it. Neither this nor the caller
        # is known where one result is for many connections: see `shared`.
        self.home = home
        self.caller = caller
        # The Authorization header of a socket's handshake, until the socket is admitted.
        self.authorization: str | None = None
        # The opaque id of a thing from its kind and key.
        self.identify = identify
        self.viewer: Viewer | None = None
        self.connection_params: dict[str, object] | None = None
        # The feed that the operation follows; set by its subscription.
        self.feed: Feed | None = None
        # The objects of the answer that wait to be built.
        self.waiting = Waiting()
        self.batches = Batches()
        self._loaders: dict[Hashable, Loader] = {}

    def fresh(self) -> "Context":
        """A context of the same connection for another operation."""
        other = Context(
            *(self.dispatcher, self.presence, self.gathering),
            identify=self.identify,
            home=self.home,
            caller=self.caller,
        )
        other.viewer = self.viewer
        return other

    def apart(self) -> "Context":
        """A fresh context that shares no statements with others, so that they run in the present transaction."""
        other = self.fresh()
        other.gathering = Gathering()
        return other

    def shared(self) -> "Context":
        """A context with what all connections of this worker have in common, and nothing of this one.

        Whatever is kept for other connections is made in such a context.
        """
        other = Context(self.dispatcher, self.presence, self.gathering, identify=self.identify)
        other.is_shared = True
        return other

    def reading(self, reader: Reader) -> "Context":
        """A shared context in which one reader's payload is rendered."""
        other = self.shared()
        other.viewer, other.home = reader.viewer, reader.home
        return other

    async def renew(self) -> None:
        """Drops everything loaded and loads the viewer again; raises UNAUTHENTICATED if the session has ended."""
        self.forget()
        session = self.viewer and self.viewer.session_id
        try:
            self.viewer = await self.gathering.load(admitted_again, session, admitted_again)
        except SessionEnded as error:
            raise unauthenticated("Your session has ended: sign in again.") from error

    async def sign(self, authorization: object) -> None:
        """Sets the viewer from the value of an Authorization header; None makes a guest."""
        scheme, _, token = str(authorization or "").partition(" ")
        try:
            found = await self.gathering.load(admitted, token.strip() if scheme.lower() == "bearer" else None, admitted)
        except SessionEnded as error:
            raise unauthenticated("This token has expired or was revoked: sign in again.") from error
        if found is None and authorization is not None:
            raise unauthenticated("The Authorization header has the form: Bearer TOKEN.")
        self.viewer = found or self.viewer

    async def admit(self, spoken: object) -> None:
        """Sets the viewer of a socket from its first message, or from its handshake; refuses two different tokens."""
        written, self.authorization = self.authorization, None
        if written is not None and spoken is not None and written != spoken:
            raise unauthenticated("The handshake and connection_init have different tokens: send one.")
        await self.sign(spoken if spoken is not None else written)

    async def present(self, viewer: Viewer | None) -> Viewer | None:
        """The viewer with their current roles, loaded in a batch with others; None for a guest. Raises SessionEnded."""
        if viewer is None:
            return None
        found: Viewer = await self.gathering.load(viewers_again, viewer.session_id, viewers_again)
        return found

    @property
    def locale(self) -> Locale:
        """How refusals are worded: as the client shows itself; else for a viewer like mails, for a guest as asked."""
        asked = self.caller or Caller("", None)
        if self.viewer is not None:
            user = self.viewer.user
            return Locale(language_for(user.language, asked.shown), asked.zone or user.time_zone)
        return Locale(asked.language, asked.zone or "UTC")

    def locale_in(self, language: str, zone: str) -> Locale:
        """How a text in a user's own language is written: where the client shows itself in that one, in its forms."""
        asked = self.caller or Caller("", None)
        is_shown = asked.shown is not None and written(asked.shown) == written(language)
        return Locale(language_for(language, asked.shown) if is_shown else language, asked.zone or zone)

    def forget(self) -> None:
        """Drops everything loaded: a mutation may have changed it."""
        self._loaders.clear()
        self.batches.clear()
        forget_rows()

    def loader(self, key: Hashable, load: Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]) -> Loader:
        """This operation's loader for the key, created at its first use."""
        if key not in self._loaders:
            self._loaders[key] = PatientLoader(load, self.waiting)
        return self._loaders[key]


Info = StrawberryInfo[Context, None]


def context_for(
    dispatcher: Dispatcher,
    presence: Presence,
    gathering: Gathering,
    connection: HTTPConnection,
    *,
    identify: Callable[[str, UUID], str],
    has_left: Callable[[], bool],
    home: str | None = None,
) -> Context:
    """The context of a connection. `home` is the server's public address, if it is configured."""
    origin = network_of(connection.client.host) if connection.client else "unknown"
    user_agent = connection.headers.get("user-agent")
    return Context(
        *(dispatcher, presence, gathering),
        identify=identify,
        home=home or home_of(connection),
        caller=Caller(
            *(origin, user_agent, has_left),
            language=language_asked_by(connection),
            shown=shown_language(connection),
            zone=shown_zone(connection),
        ),
    )


def language_asked_by(connection: HTTPConnection) -> str:
    """The language in which a guest is answered."""
    return shown_language(connection) or asked_language(connection.headers.get("accept-language"))


def shown_language(connection: HTTPConnection) -> str | None:
    """The language in which the client shows itself; None if it does not say so, or there are no texts in it."""
    return language_tag(connection.headers.get(LANGUAGE, ""))


def shown_zone(connection: HTTPConnection) -> str | None:
    """The time zone on whose clocks the client shows times; None if it does not say so, or there is no such zone."""
    zone = connection.headers.get(ZONE)
    return zone if zone in zones() else None


def language_for(own: str, shown: str | None) -> str:
    """The language in which a viewer is answered: the one shown, in the region of their own where it names none."""
    names_region = shown is not None and shown != written(shown)
    return own if shown is None or (written(shown) == written(own) and not names_region) else shown


def home_of(connection: HTTPConnection) -> str:
    """Scheme and host as the client sent them; for a WebSocket, the corresponding http or https address."""
    return _home(
        connection.scope["scheme"], connection.headers.get("host"), tuple(connection.scope.get("server") or ())
    )


@lru_cache(maxsize=256)
def _home(scheme: str, host: str | None, server: tuple[Any, ...]) -> str:
    headers = [] if host is None else [(b"host", host.encode("latin-1"))]
    url = URL(scope={"scheme": scheme, "server": server or None, "path": "/", "headers": headers})
    return f"{url.scheme.replace('ws', 'http', 1)}://{url.netloc}"


def caller_in(info: Info) -> Caller:
    """Who sent this operation. Nothing that is rendered for many may ask for it."""
    assert info.context.caller is not None
    return info.context.caller


def viewer_in(info: Info) -> Viewer:
    """The viewer of this operation; raises UNAUTHENTICATED for a guest."""
    if info.context.viewer is None:
        raise unauthenticated("Sign in first: this needs an Authorization header with a token.")
    return info.context.viewer


def unauthenticated(template: str) -> GraphQLError:
    return as_error(Refused("UNAUTHENTICATED", template))


def as_error(refusal: Refusal) -> GraphQLError:
    """The refusal as a top-level error, which `schema/errors.py` words for its reader."""
    return GraphQLError(refusal.message, original_error=refusal, extensions={"code": refusal.code})
