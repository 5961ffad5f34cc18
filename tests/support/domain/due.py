"""The table of due moves, compared with the things that wait for a move."""

from datetime import datetime
from uuid import UUID

from models.clockwork import MOVERS
from models.due import DueMove
from models.interviews.interview import Participant

Times = dict[tuple[str, UUID], datetime]


async def check_due_moves() -> Times:
    """Fails unless the things that wait for a move are those with a row, each with its time; gives the rows.

    The row of an interview may be early while people are in it, and that of a task of saved searches late.
    """
    found: Times = {(each.kind, each.key): each.at for each in await DueMove.all()}
    wanted = {(kind, key): at for kind, mover in MOVERS.items() async for key, at in mover.waiting()}
    assert found.keys() == wanted.keys()
    for (kind, key), at in wanted.items():
        row = found[kind, key]
        is_early = kind == "interview" and row < at and await _has_heartbeats(key)
        is_late = kind == "search_task" and row > at
        assert row == at or is_early or is_late, (kind, key, row, at)
    return found


async def _has_heartbeats(interview: UUID) -> bool:
    return any(person.away_at for person in await Participant.filter(interview_id=interview))
