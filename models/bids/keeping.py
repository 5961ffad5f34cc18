"""Keeping changes of an application: its state, its version and its journal."""

from collections.abc import Sequence
from uuid import UUID

from models.database.writing import Write, updated, write
from models.demands.applicants import LIVE, Applicant, BidState
from models.demands.demand import Demand
from models.journal import enter

# What changes of an application.
KEPT = (
    "state",
    "version",
    "draft_versions",
    "submitted_number",
    "arrived_at",
    "withdrawn_at",
    "has_ended_sealed",
    "live_key",
)


def book_of(applicant: Applicant) -> str:
    """The name of an application's journal; the awarder never sees it."""
    return f"applicant:{applicant.id}"


async def keep_change(
    applicant: Applicant,
    target: BidState,
    *,
    by: UUID | None,
    action: str,
    reason: str | None = None,
    is_draft: bool = False,
    also: Sequence[Write] = (),
    **facts: object,
) -> None:
    """Saves the application in a state, with its journal entry (EB-13); a change by the clock raises no version.

    `is_draft` says that only a draft was changed, which others must not notice (EB-5). `also` is written with it.
    """
    source, applicant.state = applicant.state, target
    applicant.version += by is not None
    applicant.draft_versions += is_draft
    await write(*also, updated(applicant, *KEPT))
    await enter(
        book_of(applicant),
        action,
        by=by,
        subject=applicant.id,
        reason=reason,
        texts=None,
        source=source.value,
        target=target.value,
        **facts,
    )


def end(applicant: Applicant, demand: Demand) -> None:
    """Lets the party apply again; what ends while bids are sealed stays unknown to all others (EB-17)."""
    assert applicant.state in LIVE
    applicant.live_key = None
    applicant.has_ended_sealed = demand.is_sealed
