"""Slots: the times that one side offers, and whether all participants are free then (CM-7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from models.accounts.users import User
from models.errors import Refused
from models.inputs import Checks
from models.interviews.interview import Interview, InterviewState, Participant, Slot

MOST_SLOTS = 10
SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=8)


@dataclass(frozen=True)
class SlotGiven:
    """A slot as the client sent it, not yet checked; the instants are aware."""

    starts_at: datetime
    ends_at: datetime


def check_slots(checks: Checks, slots: Sequence[SlotGiven], at: datetime) -> None:
    """Requires one to ten slots in the future, each of 15 minutes to 8 hours, without overlaps."""
    if not 1 <= len(slots) <= MOST_SLOTS:
        checks.wrong(
            "slots",
            "Must have {least} to {most} slots; this has {count}.",
            "OUT_OF_RANGE",
            least=1,
            most=MOST_SLOTS,
            count=len(slots),
        )
        return
    for place, slot in enumerate(slots):
        if slot.ends_at <= slot.starts_at:
            checks.wrong(f"slots.{place}.endsAt", "Must be after the start.", "NOT_AFTER_START")
        elif not SHORTEST <= slot.ends_at - slot.starts_at <= LONGEST:
            checks.wrong(f"slots.{place}.endsAt", "A slot must last from 15 minutes to 8 hours.", "WRONG_DURATION")
        if slot.starts_at <= at:
            checks.wrong(f"slots.{place}.startsAt", "Must be in the future.", "IN_THE_PAST")
    in_order = sorted(range(len(slots)), key=lambda place: slots[place].starts_at)
    for one, other in pairwise(in_order):
        if slots[other].starts_at < slots[one].ends_at:
            checks.wrong(
                f"slots.{other}.startsAt", "Overlaps with time {number}.", "OVERLAPS", other=one, number=one + 1
            )


async def offer(interview: Interview, slots: Sequence[SlotGiven], *, by: UUID) -> None:
    """Offers these slots instead of the earlier ones."""
    await Slot.filter(interview_id=interview.id).delete()
    await Slot.bulk_create([Slot(interview=interview, starts_at=s.starts_at, ends_at=s.ends_at) for s in slots])
    interview.offered_until = max(slot.starts_at for slot in slots)
    interview.offered_by_id = by


async def check_free(people: Collection[UUID], slot: Slot) -> None:
    """Refuses a slot in which one of the users has another interview; locks the users until the commit.

    Intervals are half-open: an interview may start when another ends.
    """
    for user in sorted(people):
        await User.select_for_update().get(id=user)
    is_taken = (
        await Participant.filter(
            user_id__in=list(people),
            removed_at=None,
            interview__state__in=(InterviewState.SCHEDULED, InterviewState.LIVE),
            interview__starts_at__lt=slot.ends_at,
            interview__ends_at__gt=slot.starts_at,
        )
        .exclude(interview_id=slot.interview_id)
        .exists()
    )
    if is_taken:
        raise Refused("DOUBLE_BOOKED", "A participant has another interview at that time: choose another slot.")
