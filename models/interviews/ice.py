"""ICE servers: the STUN and TURN servers for peers, with short-lived credentials."""

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
    """The configured servers, set once before the first request; without a secret, TURN is not offered."""

    stun_urls: tuple[str, ...] = ()
    turn_urls: tuple[str, ...] = ()
    turn_secret: str = ""
    turn_lifetime: timedelta = timedelta(hours=1)


_terms = IceTerms()


def use_ice(given: IceTerms) -> None:
    global _terms
    _terms = given


def ice_servers(name: str, at: datetime, until: datetime) -> list[IceServer]:
    """The servers for a peer with this name; its credentials expire at `until`, or earlier after their lifetime."""
    servers = [IceServer(list(_terms.stun_urls))] if _terms.stun_urls else []
    if _terms.turn_urls and _terms.turn_secret:
        username, credential = turn_credentials(_terms.turn_secret, name, min(until, at + _terms.turn_lifetime))
        servers.append(IceServer(list(_terms.turn_urls), username, credential))
    return servers


def turn_credentials(secret: str, name: str, until: datetime) -> tuple[str, str]:
    """Username and credential for the shared-secret scheme that coturn calls use-auth-secret.

    The username is the expiry as a Unix timestamp, a colon, and the name; the credential is the signature of the
    username with the secret (draft-uberti-behave-turn-rest-00).
    """
    username = f"{int(until.timestamp())}:{name}"
    return username, signed(secret, username)


def signed(secret: str, text: str) -> str:
    """The HMAC-SHA1 of the text with the secret, in Base64."""
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()).decode()
