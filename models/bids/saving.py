"""Saving and discarding drafts: a draft stands beside what was submitted, and may be unfinished (EB-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.accounts.parties import Party, check_open, lock_parties
from models.accounts.viewer import Viewer, as_of_now
from models.bids.keeping import book_of, keep_change
from models.changes import change
from models.decisions import decide
from models.demands.applicants import Applicant, Bid, BidState, live_key
from models.demands.applications import MACHINE, ApplicantAction, cases_of, other_currency
from models.demands.attachments import attach_to_draft, detach_from_draft, take_over
from models.demands.conflicts import check_no_conflict
from models.demands.demand import Demand, taking_bids
from models.demands.drafts import BidDraft
from models.demands.facts import BiddingEnded
from models.errors import Refused, check_version, not_allowed, not_found
from models.inputs import Checks
from models.journal import enter
from models.money import MoneyGiven, check_currency, check_minor, check_price


@dataclass(frozen=True)
class StageGiven:
    """One payment stage as the applicant sent it, not yet checked; the amount is in the bid's currency."""

    title: str
    amount: Decimal
    due_after_days: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """The content of a draft as the applicant sent it, not yet checked; what is left out is not written yet."""

    price: MoneyGiven | None = None
    duration_days: int | None = None
    proposal: str | None = None
    stages: Sequence[StageGiven] = ()
    # None: a draft keeps its files, and a new one takes those of the submitted bid.
    attachments: Sequence[UUID] | None = None


async def save_bid(
    demand: Demand,
    party: Party,
    offer: Offer,
    *,
    revised: Applicant | None = None,
    expected_version: int | None = None,
    by: Viewer,
) -> Applicant:
    """Writes the whole draft of a bid; what was submitted goes on counting, unchanged (EB-5).

    Begins an application if the party has none, unless one is `revised`: that may have ended meanwhile (EB-7).
    The expected version 0 says that there is none: of two first saves with it, one wins.
    """
    if not by.acts_for(party.id):
        raise not_allowed("You do not act for this party.")
    if revised is not None and (revised.demand_id, revised.party_id) != (demand.id, party.id):
        raise not_found("application")
    content = _checked(demand, offer)
    async with change() as running:
        # Nobody joins one of the two parties while the draft is begun, so that joining finds it (EB-9).
        check_open((await lock_parties(party.id, demand.awarder_id))[party.id])
        demand = await taking_bids(demand.id)
        by = await as_of_now(by)
        await check_no_conflict(demand, party.id, by=by)
        which = {"live_key": live_key(demand.id, party.id)} if revised is None else {"id": revised.id}
        applicant = await Applicant.select_for_update().get_or_none(**which)
        if applicant is None:
            applicant = await _begun(demand, party, running.at, expected_version)
        else:
            check_version(applicant.version, expected_version)
        (case,) = await cases_of([applicant], [demand])
        MACHINE.check(ApplicantAction.SAVE, case, by)
        draft = await _written(applicant, case.draft, content, running.at, keeps_files=offer.attachments is None)
        if offer.attachments is not None:
            await attach_to_draft(draft, offer.attachments, by=by)
        await keep_change(applicant, applicant.state, by=by.user.id, action="SAVED", is_draft=True)
    return applicant


async def discard_draft(applicant: Applicant, *, expected_version: int, by: Viewer) -> Applicant:
    """Throws the draft beside a submitted bid away; what was submitted stays."""
    action = ApplicantAction.DISCARD_DRAFT
    async with decide(MACHINE, action, applicant.id, expected_version=expected_version, by=by) as decision:
        applicant, draft = decision.case.applicant, decision.case.draft
        assert draft is not None
        await _drop(draft)
        await keep_change(applicant, decision.target, by=by.user.id, action="DISCARDED", is_draft=True)
    return applicant


async def lapse_drafts(ended: BiddingEnded) -> None:
    """Drops the drafts beside submitted bids when bidding has ended; what was submitted stays (EB-5).

    The draft of an application that never was submitted lapses with it, and stays readable for its writers.
    """
    beside = BidDraft.filter(applicant__demand_id=ended.demand.id, applicant__submitted_number__not_isnull=True)
    for draft in await beside.order_by("id").select_related("applicant"):
        await _drop(draft)
        await enter(book_of(draft.applicant), "DRAFT_LAPSED", by=None, subject=draft.applicant_id)


async def _begun(demand: Demand, party: Party, at: datetime, expected_version: int | None) -> Applicant:
    if expected_version:
        raise Refused("WRONG_STATE", "This party has no active application: leave out expectedVersion.")
    return await Applicant.create(
        demand=demand,
        party=party,
        state=BidState.DRAFT,
        version=0,
        applied_at=at,
        live_key=live_key(demand.id, party.id),
    )


async def _written(
    applicant: Applicant, draft: BidDraft | None, content: dict[str, Any], at: datetime, *, keeps_files: bool
) -> BidDraft:
    if draft is not None:
        await draft.update_from_dict({**content, "saved_at": at}).save()
        return draft
    draft = await BidDraft.create(applicant=applicant, saved_at=at, **content)
    if keeps_files and applicant.submitted_number is not None:
        submitted = await Bid.get(applicant_id=applicant.id, number=applicant.submitted_number)
        await take_over(draft, submitted.id)
    return draft


async def _drop(draft: BidDraft) -> None:
    await detach_from_draft(draft)
    await draft.delete()


def _checked(demand: Demand, offer: Offer) -> dict[str, Any]:
    """The columns of a draft; refuses what cannot be stored or never could be submitted, such as a price of zero."""
    checks = Checks()
    if offer.price is not None:
        _check_currency(checks, demand, offer.price.currency)
    checks.whole("durationDays", offer.duration_days, most=3_650)
    proposal = checks.optional("proposal", offer.proposal, most=20_000)
    price = None
    if offer.price is not None and not checks.problems:
        price = check_price(checks, "price.amount", offer.price.amount, demand.currency)
    if len(offer.stages) > 50:
        most, count = 50, len(offer.stages)
        checks.wrong("stages", "Can have at most {most} stages; this has {count}.", "TOO_MANY", most=most, count=count)
    stages = [_check_stage(checks, place, stage, demand.currency) for place, stage in enumerate(offer.stages[:50])]
    checks.refuse()
    return {
        "price_minor": price,
        "currency": demand.currency,
        "duration_days": offer.duration_days,
        "proposal": proposal,
        "stages": stages,
    }


def _check_currency(checks: Checks, demand: Demand, code: str) -> None:
    # That of the demand is right even if ISO 4217 has withdrawn it meanwhile.
    if code.upper() == demand.currency:
        return
    if check_currency(checks, "price.currency", code) is not None:
        raise other_currency(demand)


def _check_stage(checks: Checks, place: int, given: StageGiven, currency: str) -> dict[str, Any]:
    """A stage as it is stored; one without a title or an amount is not finished, which is no problem yet."""
    path = f"stages.{place}"
    amount = check_minor(checks, f"{path}.amount", given.amount, currency)
    if amount is not None and amount < 0:
        checks.wrong(f"{path}.amount", "Must not be negative.", "NEGATIVE")
    checks.whole(f"{path}.dueAfterDays", given.due_after_days, least=0, most=3_650)
    title = checks.line(f"{path}.title", given.title, most=200, least=0)
    return {"title": title, "amount": amount, "due_after_days": given.due_after_days}
