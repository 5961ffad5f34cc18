"""Uploads: started with a name, a type and a size, then sent in parts by one sender at a time until complete."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, stamp
from models.errors import Bytes, Refused, not_found, whole_minute
from models.files.file import Allowance, Content, File, Part
from models.files.limits import file_limits
from models.files.media import ANYTHING
from models.files.names import harmless, named_as
from models.files.store import content_kept
from models.inputs import Checks

# A sender that is alive renews its lease long before it expires.
LEASE = timedelta(seconds=6)
MOST_PARTS = 2_000
DAY = timedelta(days=1)
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}")


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes that were stored: their offset in the file, their number, and their name in the object store."""

    start: int
    byte_size: int
    place: str


async def start_upload(*, file_name: str, media_type: str, byte_size: int, by: Viewer) -> File:
    """Starts an upload; refuses a user who has too many unfinished uploads or started too many bytes in a day."""
    limits, checks = file_limits(), Checks()
    checks.line("fileName", file_name, most=1_000)
    # Browsers send an empty type for a file whose ending their system does not know.
    kind = media_type.partition(";")[0].strip().lower() or ANYTHING
    if not MEDIA_TYPE.fullmatch(kind) or len(kind) > 100:
        checks.wrong("mediaType", "Must have the form type/subtype, such as image/png.", "MALFORMED")
    _check_size(checks, byte_size, limits.most_bytes)
    checks.refuse()
    async with change():
        allowance = await _allowance(by.user.id)
        by = await as_of_now(by)
        at = stamp()
        if allowance.since + DAY <= at:
            allowance.since, allowance.byte_size = at, 0
        if allowance.byte_size + byte_size > limits.most_bytes_a_day:
            raise Refused(
                "QUOTA_EXCEEDED",
                "You can upload at most {most} a day: try again after {again_at}.",
                most=Bytes(limits.most_bytes_a_day),
                again_at=whole_minute(allowance.since + DAY),
            )
        if await File.filter(owner_id=by.user.id, content=None, expires_at__gt=at).count() >= limits.most_unfinished:
            raise Refused(
                "TOO_MANY_UPLOADS",
                "{count} uploads are unfinished: finish or delete some first.",
                count=limits.most_unfinished,
            )
        allowance.byte_size += byte_size
        await allowance.save()
        return await File.create(
            owner=by.user,
            name=harmless(file_name),
            media_type=kind,
            byte_size=byte_size,
            started_at=at,
            expires_at=at + limits.upload_time,
        )


def _check_size(checks: Checks, byte_size: int, most: int) -> None:
    if byte_size < 1:
        checks.wrong("byteSize", "An empty file cannot be uploaded.", "OUT_OF_RANGE", least=1, most=Bytes(most))
    elif byte_size > most:
        checks.wrong("byteSize", "A file can have at most {most}.", "OUT_OF_RANGE", least=1, most=Bytes(most))


async def hold(file: UUID, offset: int | None) -> File:
    """Makes the caller the upload's only sender, starting at this offset; None restarts and forgets the earlier parts.

    Refuses an offset other than the current one (OFFSET_MISMATCH), and any caller while another one is sending
    (UPLOAD_BUSY).
    """
    async with change():
        found = await _unfinished(file)
        at = stamp()
        if found.leased_until is not None and found.leased_until > at:
            raise _busy()
        if offset is None:
            await Part.filter(file_id=file).delete()
            found.received = 0
        elif offset != found.received:
            raise Refused(
                "OFFSET_MISMATCH",
                "The upload is at offset {received}, not at {offset}.",
                received=found.received,
                offset=offset,
            )
        elif await Part.filter(file_id=file).count() >= MOST_PARTS:
            raise Refused(
                "TOO_MANY_PARTS", "An upload can have at most {most} parts: send larger ones.", most=MOST_PARTS
            )
        found.lease, found.leased_until = secrets.token_hex(8), at + LEASE
        await found.save(update_fields=["lease", "leased_until", "received"])
        return found


def check_room(upload: File, end: int) -> None:
    """Refuses bytes beyond the declared size."""
    if end > upload.byte_size:
        raise Refused("FILE_TOO_LARGE", "This is more than the declared {size} bytes.", size=upload.byte_size)


def check_whole(upload: File, size: int) -> None:
    """Refuses fewer bytes than declared, for a PUT, which has to send all of them at once."""
    if size < upload.byte_size:
        raise Refused(
            "UPLOAD_INCOMPLETE",
            "Only {received} of {size} bytes arrived: PUT must send all.",
            received=size,
            size=upload.byte_size,
        )


def check_sum(found: bytes, given: bytes) -> None:
    """Refuses bytes that do not match their checksum."""
    if found != given:
        raise Refused("CHECKSUM_MISMATCH", "The bytes do not match their checksum.")


async def advance(held: File, parts: Sequence[Received] = ()) -> None:
    """Records received parts and renews the lease; refuses a sender who has lost the lease (UPLOAD_BUSY)."""
    async with change():
        found = await _held(held)
        for part in parts:
            await Part.create(file_id=held.id, start=part.start, byte_size=part.byte_size, place=part.place)
        found.leased_until = stamp() + LEASE
        found.received = held.received + sum(part.byte_size for part in parts)
        await found.save(update_fields=["leased_until", "received"])
    held.received = found.received


async def renew(held: File) -> None:
    """Renews the lease without new parts."""
    async with change() as running:
        await File.filter(id=held.id, lease=held.lease).update(leased_until=running.at + LEASE)


async def let_go(held: File) -> None:
    """Releases the lease, so that others can send."""
    async with change():
        await File.filter(id=held.id, lease=held.lease).update(lease=None, leased_until=None)


async def forget_parts(held: File) -> None:
    """Resets a failed upload to its beginning."""
    async with change():
        found = await _held(held)
        await Part.filter(file_id=held.id).delete()
        found.received = held.received = 0
        await found.save(update_fields=["received"])


async def complete(held: File, content: Content, *, media_type: str) -> File:
    """Completes an upload with its stored content, or with identical content that was stored before.

    `media_type` is that of the content, which may be of another format than what was sent; the name follows it.
    """
    async with change():
        return await _completed(held, await content_kept(content), media_type)


async def _completed(held: File, content: Content, media_type: str) -> File:
    found = await _held(held)
    await Part.filter(file_id=held.id).delete()
    found.content, found.media_type, found.byte_size = content, media_type, content.byte_size
    found.name = named_as(found.name, media_type)
    found.has_thumbnail = content.has_thumbnail
    found.received, found.expires_at = held.byte_size, stamp() + file_limits().upload_time
    found.lease = found.leased_until = None
    await found.save()
    return found


async def _unfinished(file: UUID) -> File:
    found = await File.select_for_update().get_or_none(id=file)
    if found is None or (found.expires_at is not None and found.expires_at <= stamp()):
        raise not_found("upload")
    if found.content_id is not None:
        raise Refused("UPLOAD_COMPLETE", "This file is already complete: it accepts no more bytes.")
    return found


async def _held(held: File) -> File:
    found = await File.select_for_update().get_or_none(id=held.id)
    if found is None or found.lease != held.lease:
        raise _busy()
    return found


async def _allowance(user: UUID) -> Allowance:
    """The user's row, locked, so that concurrent uploads are counted one after the other."""
    await Allowance.bulk_create([Allowance(user_id=user, since=stamp())], ignore_conflicts=True)
    return await Allowance.select_for_update().get(user_id=user)


def _busy() -> Refused:
    return Refused("UPLOAD_BUSY", "Another device is sending to this upload: try again in a moment.")
