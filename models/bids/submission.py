"""Saving and submitting bids: drafts, versions, deadlines and audiences."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.accounts.parties import Party, check_open, lock_parties
from models.accounts.viewer import Viewer, as_of_now
from models.bids.counting import arrived, revised
from models.changes import change
from models.clock import now
from models.decisions import decide
from models.demands.applicants import (
    MACHINE,
    Applicant,
    Bid,
    BidAction,
    BidCase,
    BidState,
    live_key,
)
from models.demands.attachments import attach_to_bid, take_over
from models.demands.conflicts import check_no_conflict
from models.demands.demand import Demand, DemandState, audience_of, deadline_passed, locked
from models.errors import Refused, check_version, not_allowed
from models.inputs import Checks
from models.journal import enter
from models.money import MoneyGiven, check_currency, check_price
from models.text import line


@dataclass(frozen=True)
class StageGiven:
    """One payment stage as the applicant sent it, not yet checked; the amount is in the bid's currency."""

    title: str
    amount: Decimal
    due_after_days: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """The content of a bid as the applicant sent it, not yet checked."""

    price: MoneyGiven
    duration_days: int | None
    proposal: str
    stages: Sequence[StageGiven]
    # None: a draft keeps its files, and a new version takes those of the previous one.
    attachments: Sequence[UUID] | None = None


def book_of(applicant: Applicant) -> str:
    """The name of an application's journal; the awarder never sees it."""
    return f"applicant:{applicant.id}"


async def save_bid(
    demand: Demand, party: Party, offer: Offer, *, expected_version: int | None = None, by: Viewer
) -> Applicant:
    """Saves a draft bid, or a new draft version of a submitted one (EB-5)."""
    if not by.acts_for(party.id):
        raise not_allowed("You do not act for this party.")
    content = _checked(demand, offer)
    async with change() as running:
        # Nobody joins one of the two parties while the draft is begun, so that joining finds it (EB-9).
        check_open((await lock_parties(party.id, demand.awarder_id))[party.id])
        demand = await _taking_bids(demand.id)
        by = await as_of_now(by)
        await check_no_conflict(demand, party.id, by=by)
        applicant = await Applicant.select_for_update().get_or_none(live_key=live_key(demand.id, party.id))
        if applicant is None:
            if expected_version is not None:
                raise Refused("WRONG_STATE", "This party has no active application: leave out expectedVersion.")
            applicant = Applicant(
                demand=demand,
                party=party,
                state=BidState.DRAFT,
                version=0,
                applied_at=running.at,
                live_key=live_key(demand.id, party.id),
            )
            await applicant.save()
        else:
            check_version(applicant.version, expected_version)
        target = MACHINE.check(BidAction.EDIT, BidCase(applicant, demand), by)
        if applicant.latest_number == (applicant.submitted_number or 0):
            former = await Bid.get_or_none(applicant_id=applicant.id, number=applicant.latest_number)
            applicant.latest_number += 1
            bid = await Bid.create(
                applicant=applicant, number=applicant.latest_number, created_at=running.at, **content
            )
            if former is not None and offer.attachments is None:
                await take_over(bid, former.id)
        else:
            bid = await Bid.get(applicant_id=applicant.id, number=applicant.latest_number)
            await bid.update_from_dict(content).save()
        if offer.attachments is not None:
            await attach_to_bid(bid, offer.attachments, by=by)
        source = applicant.state
        await _move(applicant, target, by=by, action="SAVED")
        if source is not target:
            # The draft itself stays private: the awarder only learns that the submitted version no longer counts.
            await revised(demand, applicant, by=by.user.id)
    return applicant


async def submit_bid(applicant: Applicant, *, expected_version: int, by: Viewer) -> Applicant:
    """Submits the latest version; the first submission makes the applicant a candidate."""
    action = BidAction.SUBMIT
    async with decide(
        MACHINE, action, applicant.id, hold=_bid_to_submit, expected_version=expected_version, by=by
    ) as decision:
        demand, applicant = decision.case.demand, decision.case.applicant
        await _check_may_apply(demand, applicant)
        bid, former = await _latest(applicant)
        if bid.currency != demand.currency:
            raise _other_currency(demand)
        bid.submitted_at = decision.at
        await bid.save()
        if former is not None:
            await take_over(bid, former)
        is_first = applicant.submitted_number is None
        applicant.submitted_number = bid.number
        if is_first:
            applicant.arrived_at = decision.at
        await _move(applicant, decision.target, by=by, action="SUBMITTED")
        await (arrived if is_first else revised)(demand, applicant, by=by.user.id)
    return applicant


async def _bid_to_submit(key: UUID) -> BidCase:
    """Locks the application, its demand and both parties, so that nobody joins them; refuses once bidding is over."""
    applicant = await Applicant.get(id=key).select_related("demand")
    check_open((await lock_parties(applicant.party_id, applicant.demand.awarder_id))[applicant.party_id])
    demand = await _taking_bids(applicant.demand_id)
    return BidCase(await Applicant.select_for_update().get(id=key), demand)


async def _taking_bids(key: UUID) -> Demand:
    demand = await locked(key)
    if demand.state is not DemandState.OPEN:
        if demand.closed_at is not None and demand.deadline_at is not None and demand.deadline_at <= now():
            raise deadline_passed(demand)
        raise Refused(
            "NOT_OPEN",
            "This demand is {state}: it accepts bids only while it is open.",
            state=demand.state.value,
        )
    return demand


async def _check_may_apply(demand: Demand, applicant: Applicant) -> None:
    await check_no_conflict(demand, applicant.party_id)
    party = await Party.get(id=applicant.party_id)
    if party.kind not in audience_of(demand):
        raise Refused(
            "NOT_IN_AUDIENCE",
            "This demand is for {kinds}, but the kind of the party is {kind}.",
            kinds=[kind.value for kind in audience_of(demand)],
            kind=party.kind.value,
        )


async def _latest(applicant: Applicant) -> tuple[Bid, UUID | None]:
    """The version to submit, and the id of the bid that it copies.

    Confirming a submitted version submits a copy of it as a new version (EB-5).
    """
    bid = await Bid.get(applicant_id=applicant.id, number=applicant.latest_number)
    if bid.submitted_at is None:
        return bid, None
    applicant.latest_number += 1
    again = Bid(
        applicant_id=applicant.id,
        number=applicant.latest_number,
        price_minor=bid.price_minor,
        currency=bid.currency,
        duration_days=bid.duration_days,
        proposal=bid.proposal,
        stages=bid.stages,
        created_at=now(),
    )
    return again, bid.id


async def _move(applicant: Applicant, target: BidState, *, by: Viewer, action: str) -> None:
    source, applicant.state = applicant.state, target
    applicant.version += 1
    await applicant.save()
    await enter(
        book_of(applicant),
        action,
        by=by.user.id,
        subject=applicant.id,
        source=source.value,
        target=target.value,
        bid=applicant.latest_number,
    )


def _checked(demand: Demand, offer: Offer) -> dict[str, Any]:
    """The columns of a bid; refuses invalid values and stages that do not add up to the price (EB-8)."""
    checks = Checks()
    currency = check_currency(checks, "price.currency", offer.price.currency)
    checks.whole("durationDays", offer.duration_days, most=3_650)
    proposal = checks.text("proposal", offer.proposal, most=20_000)
    checks.refuse()
    if currency != demand.currency:
        raise _other_currency(demand)
    price = check_price(checks, "price.amount", offer.price.amount, demand.currency)
    amounts = [_check_stage(checks, place, stage, demand.currency) for place, stage in enumerate(offer.stages)]
    if len(amounts) > 50:
        checks.wrong(
            "stages", "Can have at most {most} stages; this has {count}.", "TOO_MANY", most=50, count=len(amounts)
        )
    if amounts and not checks.problems and sum(filter(None, amounts)) != price:
        checks.wrong("stages", "The amounts of the stages must add up exactly to the price.", "WRONG_SUM")
    checks.refuse()
    return {
        "price_minor": price,
        "currency": demand.currency,
        "duration_days": offer.duration_days,
        "proposal": proposal,
        "stages": [
            {"title": line(stage.title), "amount": amount, "due_after_days": stage.due_after_days}
            for stage, amount in zip(offer.stages, amounts, strict=True)
        ],
    }


def _check_stage(checks: Checks, place: int, given: StageGiven, currency: str) -> int | None:
    """Checks a stage and returns its amount in minor units."""
    path = f"stages.{place}"
    amount = check_price(checks, f"{path}.amount", given.amount, currency)
    checks.whole(f"{path}.dueAfterDays", given.due_after_days, least=0, most=3_650)
    checks.line(f"{path}.title", given.title, most=200)
    return amount


def _other_currency(demand: Demand) -> Refused:
    return Refused("CURRENCY_MISMATCH", "Bids on this demand must be in {currency}.", currency=demand.currency)
