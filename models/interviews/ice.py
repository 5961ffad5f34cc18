"""ICE servers: how peers find a way to each other, with credentials that soon expire."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class IceServer:
    """One entry of a peer connection's configuration."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


@dataclass(frozen=True, slots=True)
class IceTerms:
    """Which servers there are, set once before the first request; without a secret TURN is not offered."""

    stun_urls: tuple[str, ...] = ()
    turn_urls: tuple[str, ...] = ()
    turn_secret: str = ""
    turn_lifetime: timedelta = timedelta(hours=1)


_terms = IceTerms()


def use_ice(given: IceTerms) -> None:
    global _terms
    _terms = given


def ice_servers(name: str, at: datetime, until: datetime) -> list[IceServer]:
    """What a peer of this name is to use; its credentials are good until then, or for their lifetime if less."""
    servers = [IceServer(list(_terms.stun_urls))] if _terms.stun_urls else []
    if _terms.turn_urls and _terms.turn_secret:
        username, credential = turn_credentials(_terms.turn_secret, name, min(until, at + _terms.turn_lifetime))
        servers.append(IceServer(list(_terms.turn_urls), username, credential))
    return servers


def turn_credentials(secret: str, name: str, until: datetime) -> tuple[str, str]:
    """Username and credential of the shared-secret scheme that coturn calls use-auth-secret.

    The username is the expiry in seconds since 1970 and the name, with a colon between; the credential is the
    username as it is signed under the secret (draft-uberti-behave-turn-rest-00).
    """
    username = f"{int(until.timestamp())}:{name}"
    return username, signed(secret, username)


def signed(secret: str, text: str) -> str:
    """The Base64 of the HMAC-SHA1 of the text under the secret."""
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()).decode()
