"""The platform's authority for signatures: made when it is first needed, or the operator's own."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from tortoise import fields
from tortoise.models import Model

from models.changes import change
from models.clock import now
from models.database import take_turns
from models.errors import Refused
from models.ids import new_id
from models.keys import signing_key
from models.loading import loaded
from models.platform import platform

if TYPE_CHECKING:
    from signatures.authority import Authority

log = structlog.get_logger(__name__)


class PlatformAuthority(Model):
    """An authority that has signed, or signs: its certificates are kept, so that what it signed can be checked."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    # SHA-256 of the certificate that issues the others.
    fingerprint = fields.CharField(max_length=64, unique=True)
    # PEM.
    certificates = fields.TextField()
    # PEM, with the keys encrypted; null for one that the operator keeps.
    secret = fields.TextField(null=True)
    made_at = fields.DatetimeField()

    class Meta:
        table = "platform_authority"


# How long before its end an operator is warned of it.
WARNED = timedelta(days=90)
_given: "Authority | None" = None
_known: "dict[UUID, Authority]" = {}


def use_authority(pem: bytes | None) -> None:
    """Sets the operator's own authority, as PEM; without one, the platform makes and keeps its own.

    Raises AuthorityFaulty.
    """
    global _given
    _given = None
    if pem is None:
        return
    from signatures.authority import fingerprint, load

    _given = load(pem, at=now())
    if (until := _until(_given)) - now() < WARNED:
        log.warning("authority_ends", fingerprint=fingerprint(_given.issuer.certificate), until=until.isoformat())


async def authority() -> "Authority":
    """The authority that signs now; call it outside of changes.

    Once the operator's own has ended nothing is signed (SIGNING_UNAVAILABLE): another one in its place would be one
    that nobody has chosen.
    """
    await loaded("signatures.authority")
    return await _operators(_given) if _given is not None else await _own()


async def authorities() -> list[bytes]:
    """The certificates of every authority that has ever signed here, each in PEM, that which issues first."""
    found = await PlatformAuthority.all().order_by("made_at", "id")
    return [each.certificates.encode() for each in found]


async def _operators(given: "Authority") -> "Authority":
    from signatures.authority import fingerprint

    if _until(given) <= now():
        log.error("authority_ended", fingerprint=fingerprint(given.issuer.certificate))
        raise Refused(
            "SIGNING_UNAVAILABLE",
            "Nothing can be signed here now: the certificate of the platform has ended. Sign on paper, or later.",
        )
    if not await PlatformAuthority.exists(fingerprint=fingerprint(given.issuer.certificate)):
        async with change() as running:
            await PlatformAuthority.bulk_create([_row(given, None, running.at)], ignore_conflicts=True)
    return given


async def _own() -> "Authority":
    """The latest one whose keys can be read; another one is made where the operator's secret has changed, and ten years
    before its end, so that what it issues always lasts as long.
    """
    from signatures.authority import make

    password = await signing_key("authority")
    latest = await _latest(password)
    if latest is None:
        async with change() as running:
            await take_turns("authority")
            latest = await _latest(password)
            if latest is None:
                latest = make(f"{platform().name} signatures", at=running.at)
                row = _row(latest, latest.pem(password).decode(), running.at)
                await row.save()
    return latest


async def _latest(password: bytes) -> "Authority | None":
    from signatures.authority import LIFETIME, AuthorityFaulty, load

    row = await PlatformAuthority.filter(secret__not_isnull=True).order_by("-made_at", "-id").first()
    if row is None:
        return None
    if row.id not in _known:
        try:
            _known[row.id] = load(row.secret.encode(), at=now(), password=password)
        except AuthorityFaulty as error:
            log.warning("authority_unusable", fingerprint=row.fingerprint, error=str(error))
            return None
    return _known[row.id] if _until(_known[row.id]) - now() >= LIFETIME else None


def _until(authority: "Authority") -> datetime:
    return authority.issuer.certificate.not_valid_after_utc


def _row(authority: "Authority", secret: str | None, at: datetime) -> PlatformAuthority:
    from signatures.authority import as_pem, fingerprint

    chain = [*authority.chain, authority.timestamps.certificate]
    return PlatformAuthority(
        fingerprint=fingerprint(authority.issuer.certificate),
        certificates=as_pem(chain).decode(),
        secret=secret,
        made_at=at,
    )
