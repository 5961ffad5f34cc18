"""Admission: what comes before every operation, the moves that are due and who asks, in one statement."""

from collections.abc import Collection, Sequence
from uuid import UUID

from models.accounts.sessions import Signed, asking_for, hash_of, viewers_in
from models.accounts.viewer import SessionEnded, Viewer
from models.clock import now
from models.clockwork import PIECE, in_background, make
from models.database import fetched, instant_in_database, list_in_database
from models.due import due_in_row, moves_in

Found = Viewer | SessionEnded | None


async def admitted(tokens: Sequence[str | None]) -> list[Found]:
    """The current viewer for each token, or the reason why there is none; None for a guest, who has no token.

    The moves that are due are made before, so that a request after a due time always sees the move made.
    """
    hashes = [None if token is None else hash_of(token) for token in tokens]
    found = {each.token_hash: each.viewer for each in await _caught_up("token_hash", set(filter(None, hashes)))}
    return [each and (found.get(each) or SessionEnded(is_revoked=False)) for each in hashes]  # type: ignore[misc] # no hash is empty


async def admitted_again(sessions: Sequence[UUID | None]) -> list[Found]:
    """The same for the sessions of those who were admitted before."""
    found = {each.session: each.viewer for each in await _caught_up("id", set(filter(None, sessions)))}
    return [each and (found.get(each) or SessionEnded(is_revoked=False)) for each in sessions]  # type: ignore[misc] # no key is false


async def _caught_up(column: str, values: Collection[str | UUID]) -> list[Signed]:
    statement = asking_for(column, further=due_in_row(PIECE, without=in_background()))
    asked = instant_in_database(now()), list_in_database(values)
    found = await fetched(statement, *asked)
    if due := moves_in(found[0]["due"]):
        await make(due)
        found = await fetched(statement, *asked)
    return await viewers_in(found)
