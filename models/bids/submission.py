"""Submitting bids: deadlines, audiences, and confirming after an amendment."""

from uuid import UUID

from models.accounts.parties import Party, check_open, lock_parties
from models.accounts.viewer import Viewer
from models.bids.counting import arrived, revised
from models.bids.keeping import keep_change
from models.decisions import decide
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.applications import MACHINE, ApplicantAction, BidCase, cases_of
from models.demands.attachments import hand_over
from models.demands.conflicts import check_no_conflict
from models.demands.demand import Demand, audience_of, taking_bids
from models.demands.facts import BidSubmitted
from models.errors import Refused
from models.facts import follow_up


async def submit_bid(applicant: Applicant, *, expected_version: int, by: Viewer) -> Applicant:
    """Puts the draft in the place of what was submitted, in one step; the first one makes the applicant a candidate.

    Without a draft, it confirms a bid that needs confirmation, as it did before there was `confirm_bid`.
    """
    unconfirmed = Applicant.filter(id=applicant.id, state=BidState.NEEDS_CONFIRMATION)
    if await unconfirmed.filter(draft__id__isnull=True).exists():
        return await confirm_bid(applicant, expected_version=expected_version, by=by)
    action = ApplicantAction.SUBMIT
    async with decide(
        MACHINE, action, applicant.id, hold=_bid_to_submit, expected_version=expected_version, by=by
    ) as decision:
        demand, applicant, draft = decision.case.demand, decision.case.applicant, decision.case.draft
        assert draft is not None
        await _check_may_apply(demand, applicant)
        is_first, number = applicant.submitted_number is None, applicant.next_number
        bid = await Bid.create(
            applicant=applicant, number=number, created_at=draft.saved_at, submitted_at=decision.at, **draft.content
        )
        await hand_over(draft, bid)
        await draft.delete()
        applicant.submitted_number = number
        if is_first:
            applicant.arrived_at = decision.at
        await keep_change(applicant, decision.target, by=by.user.id, action="SUBMITTED", bid=number)
        await (arrived if is_first else revised)(demand, applicant, by=by.user.id)
        await follow_up(BidSubmitted(demand, applicant))
    return applicant


async def confirm_bid(applicant: Applicant, *, expected_version: int, by: Viewer) -> Applicant:
    """Lets a bid that was submitted before an amendment count again, unchanged; a draft stays beside it (EB-6)."""
    action = ApplicantAction.CONFIRM
    async with decide(
        MACHINE, action, applicant.id, hold=_bid_to_submit, expected_version=expected_version, by=by
    ) as decision:
        demand, applicant = decision.case.demand, decision.case.applicant
        await _check_may_apply(demand, applicant)
        number = applicant.submitted_number
        await keep_change(applicant, decision.target, by=by.user.id, action="CONFIRMED", bid=number)
        await revised(demand, applicant, by=by.user.id)
        await follow_up(BidSubmitted(demand, applicant))
    return applicant


async def _bid_to_submit(key: UUID) -> BidCase:
    """Locks the application, its demand and both parties, so that nobody joins them; refuses once bidding is over."""
    applicant = await Applicant.get(id=key).select_related("demand")
    check_open((await lock_parties(applicant.party_id, applicant.demand.awarder_id))[applicant.party_id])
    demand = await taking_bids(applicant.demand_id)
    (case,) = await cases_of([await Applicant.select_for_update().get(id=key)], [demand])
    return case


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
