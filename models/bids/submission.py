"""Submitting bids: deadlines, audiences, and confirming after an amendment."""

from uuid import UUID

from models.accounts.parties import Party, check_open, lock_parties_in
from models.accounts.viewer import Viewer
from models.bids.counting import arrived, arriving, confirming, revised
from models.bids.keeping import keep_change
from models.database import key_in_database
from models.database.writing import deleted, inserted
from models.decisions import decide
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.applications import MACHINE, ApplicantAction, BidCase, bid_held, draft_held
from models.demands.attachments import handing_over
from models.demands.conflicts import check_no_conflict
from models.demands.demand import Demand, audience_of, check_takes_bids
from models.demands.facts import BidSubmitted
from models.demands.versions import check_read
from models.errors import Refused
from models.facts import follow_up
from models.states import Hold

BOTH_PARTIES = (
    "SELECT a.party_id FROM applicant a WHERE a.id = ? "
    "UNION SELECT d.awarder_id FROM applicant a JOIN demand d ON d.id = a.demand_id WHERE a.id = ?"
)


async def submit_bid(
    applicant: Applicant, *, expected_version: int, demand_version: int | None = None, by: Viewer
) -> Applicant:
    """Puts the draft in the place of what was submitted, in one step; the first one makes the applicant a candidate.

    Without a draft, it confirms a bid that needs confirmation, as it did before there was `confirm_bid`. Refuses with
    STALE if the demand was materially amended since the version that was read of it (EB-6).
    """
    unconfirmed = Applicant.filter(id=applicant.id, state=BidState.NEEDS_CONFIRMATION, draft__id__isnull=True)
    if applicant.state is not BidState.DRAFT and await unconfirmed.exists():
        return await confirm_bid(applicant, expected_version=expected_version, demand_version=demand_version, by=by)
    action, hold = ApplicantAction.SUBMIT, _with_parties(draft_held)
    async with decide(MACHINE, action, applicant.id, hold=hold, expected_version=expected_version, by=by) as decision:
        demand, applicant, draft = decision.case.demand, decision.case.applicant, decision.case.draft
        party = decision.case.party
        assert draft is not None
        assert party is not None
        await check_read(demand, demand_version)
        await _check_may_apply(demand, party)
        is_first, number = applicant.submitted_number is None, applicant.next_number
        bid = Bid(
            applicant_id=applicant.id,
            number=number,
            created_at=draft.saved_at,
            submitted_at=decision.at,
            **draft.content,
        )
        written = [inserted(bid), *await handing_over(draft, bid), deleted(draft), *confirming(demand, decision.source)]
        applicant.submitted_number = number
        candidate = None
        if is_first:
            applicant.arrived_at = decision.at
            candidate, arrival = arriving(demand, applicant)
            written += arrival
        await keep_change(applicant, decision.target, by=by.user.id, action="SUBMITTED", also=written, bid=number)
        if candidate is None:
            candidate = await revised(demand, applicant, by=by.user.id)
        else:
            await arrived(demand, applicant, candidate, party=party, by=by.user.id)
        assert candidate is not None
        await follow_up(BidSubmitted(demand, party, applicant, candidate, bid))
    return applicant


async def confirm_bid(
    applicant: Applicant, *, expected_version: int, demand_version: int | None = None, by: Viewer
) -> Applicant:
    """Lets a bid that was submitted before an amendment count again, unchanged; a draft stays beside it (EB-6).

    Refuses with STALE as `submit_bid` does.
    """
    action, hold = ApplicantAction.CONFIRM, _with_parties(bid_held)
    async with decide(MACHINE, action, applicant.id, hold=hold, expected_version=expected_version, by=by) as decision:
        demand, applicant, party = decision.case.demand, decision.case.applicant, decision.case.party
        assert party is not None
        await check_read(demand, demand_version)
        await _check_may_apply(demand, party)
        number = applicant.submitted_number
        also = confirming(demand, decision.source)
        await keep_change(applicant, decision.target, by=by.user.id, action="CONFIRMED", also=also, bid=number)
        candidate = await revised(demand, applicant, by=by.user.id)
        assert candidate is not None
        bid = await Bid.get(applicant_id=applicant.id, number=number)
        await follow_up(BidSubmitted(demand, party, applicant, candidate, bid))
    return applicant


def _with_parties(hold: Hold[BidCase]) -> Hold[BidCase]:
    """Locks both parties before the application, so that nobody joins them; refuses once bidding is over."""

    async def hold_all(key: UUID, by: Viewer) -> tuple[BidCase, Viewer]:
        parties = await lock_parties_in(BOTH_PARTIES, key_in_database(key), key_in_database(key))
        case, by = await hold(key, by)
        case.party = parties[case.applicant.party_id]
        check_open(case.party)
        check_takes_bids(case.demand)
        return case, by

    return hold_all


async def _check_may_apply(demand: Demand, party: Party) -> None:
    await check_no_conflict(demand, party.id)
    if party.kind not in audience_of(demand):
        raise Refused(
            "NOT_IN_AUDIENCE",
            "This demand is for {kinds}, but the kind of the party is {kind}.",
            kinds=[kind.value for kind in audience_of(demand)],
            kind=party.kind.value,
        )
