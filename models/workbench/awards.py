"""Awarding: one offer at a time, with rank and reason on record, and the answer to it (EB-11, EB-12)."""

from datetime import datetime
from uuid import UUID

from models.accounts.parties import PARTY, Party, PartyKind, members_to_tell
from models.accounts.viewer import Viewer
from models.calendar import calendar
from models.changes import change, record, stamp
from models.database import key_in_database, rows
from models.database.reading import Columns
from models.database.writing import inserted
from models.decisions import decide
from models.demands.applicants import Applicant, Bid, applicants_to_tell
from models.demands.awards import MACHINE, Award, AwardAction, AwardCase, AwardState, ContractKind
from models.demands.candidates import MACHINE as CANDIDATES
from models.demands.candidates import Candidate, CandidateAction, Standing, candidate_held
from models.demands.causes import Cause
from models.demands.demand import MACHINE as DEMANDS
from models.demands.demand import Demand, DemandAction, DemandState, book_of, locked
from models.demands.events import AwardAnswered, AwardOffered, DemandMoved, announce
from models.demands.facts import AwardAccepted, AwardEnded, BidInvalidated, DemandEnded
from models.demands.recorded import Recorded
from models.errors import Refused, invalid
from models.facts import follow_up
from models.inputs import Checks, reason_in
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.terms import terms
from models.workbench.alternatives import close_up, insert
from models.workbench.overview import rank_and_best

_BID = Columns(Bid, "b")
OFFER = (
    "SELECT {} FROM applicant a JOIN party p ON p.id = a.party_id "
    "JOIN bid b ON b.applicant_id = a.id AND b.number = a.submitted_number WHERE a.id = ?"
)


async def award_demand(
    candidate: Candidate,
    *,
    reason: str,
    expected_version: int,
    justification: str | None = None,
    by: Viewer,
) -> Award:
    """Offers the demand to a candidate, at the price of the candidate's bid (WB-11)."""
    checks = Checks()
    reason = checks.reason(reason)
    justification = checks.optional("justification", justification, most=5_000)
    checks.refuse()
    chosen, case = candidate.id, None

    async def hold_both(_: UUID, by: Viewer) -> tuple[Demand, Viewer]:
        nonlocal case
        case, by = await candidate_held(chosen, by)
        return case.demand, by

    async with decide(
        DEMANDS, DemandAction.AWARD, candidate.demand_id, by=by, expected_version=expected_version, hold=hold_both
    ) as taken:
        assert case is not None
        demand, candidate = taken.case, case.candidate
        CANDIDATES.check(CandidateAction.AWARD, case, taken.by)
        rank = await _rank_to_award(candidate, demand, justification)
        award, party = await _offered(demand, candidate, rank, reason, justification, at=taken.at)
        candidate.former_rank = candidate.alternative_rank
        former, demand.lapses_at = _moved(demand, taken.target, by=by.user.id), award.lapses_at
        await close_up(
            demand,
            candidate,
            Standing.SELECTED,
            by=by.user.id,
            reason=reason,
            texts={"justification": justification},
            action=Recorded.AWARDED,
            also=[inserted(award), *demand.saved("state", "version", "lapses_at")],
            **_on_record(award),
        )
        record(demand.stream, AwardOffered(award.id, candidate.id), by=by.user.id)
        announce(demand, DemandMoved(demand.id, former, taken.target), by=by.user.id)
        at = award.lapses_at.isoformat()
        await _tell(award, demand, NotificationKind.AWARD_OFFERED, [party.id], by=by.user.id, at=at)
    return award


def _on_record(award: Award) -> dict[str, object]:
    """What the selection record says of an award."""
    return {
        "award": award.id,
        "merit": award.rank,
        "price": award.price_minor,
        "currency": award.currency,
        "bid": award.bid_number,
    }


async def _offered(
    demand: Demand, candidate: Candidate, rank: int, reason: str, justification: str | None, *, at: datetime
) -> tuple[Award, Party]:
    """A new award at the price of the submitted bid, not written yet, and the party that it goes to.

    What the contract will be follows from the party (EB-10).
    """
    (row,) = await rows(OFFER.format(f"{PARTY.listed}, {_BID.listed}"), key_in_database(candidate.applicant_id))
    party, bid = PARTY.in_row(row), _BID.in_row(row)
    award = Award(
        demand_id=demand.id,
        candidate_id=candidate.id,
        applicant_id=candidate.applicant_id,
        state=AwardState.OFFERED,
        rank=rank,
        reason=reason,
        justification=justification,
        bid_number=bid.number,
        price_minor=bid.price_minor,
        currency=bid.currency,
        kind=ContractKind.B2C if party.kind is PartyKind.INDIVIDUAL else ContractKind.B2B,
        offered_at=at,
        lapses_at=calendar().after(at, terms().award_working_days),
        live_key=str(demand.id),
    )
    return award, party


async def _rank_to_award(candidate: Candidate, demand: Demand, justification: str | None) -> int:
    """The rank of the candidate by merit.

    Refuses an unconfirmed bid, and a candidate who does not rank first without a justification.
    """
    rank, best = await rank_and_best(candidate, demand)
    if rank is None:
        raise Refused("BID_NOT_CONFIRMED", "The bidder has to confirm this bid before it can win.")
    if candidate.id != best and not justification:
        raise invalid("justification", "This bidder does not rank first: give a justification.", "REQUIRED")
    return rank


async def accept_award(award: Award, *, expected_version: int | None = None, by: Viewer) -> Award:
    """Accepts the offer; the demand becomes CONTRACTED."""
    async with decide(MACHINE, AwardAction.ACCEPT, award.id, expected_version=expected_version, by=by) as decision:
        award, demand = decision.case.award, decision.case.demand
        _check_in_time(award)
        await _answer(award, decision.target, by=by.user.id, reason=None, demand=demand)
        await follow_up(AwardAccepted(demand, award, by.user.id))
        await _tell_answer(decision.case, by)
    return award


async def contract_demand(accepted: AwardAccepted) -> None:
    """Moves the demand to CONTRACTED."""
    accepted.demand.lapses_at = None
    await move_demand(accepted.demand, DemandState.CONTRACTED, by=accepted.by)


async def decline_award(
    award: Award, *, reason: str | None = None, expected_version: int | None = None, by: Viewer
) -> Award:
    """Declines the offer; another candidate can then be awarded."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    async with decide(MACHINE, AwardAction.DECLINE, award.id, expected_version=expected_version, by=by) as decision:
        award, demand = decision.case.award, decision.case.demand
        _check_in_time(award)
        await take_back(award, decision.target, demand, by=by.user.id, reason=reason)
        await _tell_answer(decision.case, by)
    return award


async def revoke_award(award: Award, *, reason: str, expected_version: int | None = None, by: Viewer) -> Award:
    """Withdraws the offer before it is answered; the applicant is told."""
    reason = reason_in(reason)
    async with decide(MACHINE, AwardAction.REVOKE, award.id, expected_version=expected_version, by=by) as decision:
        award, demand = decision.case.award, decision.case.demand
        _check_in_time(award)
        await take_back(award, decision.target, demand, by=by.user.id, reason=reason)
        parties = [decision.case.party]
        await _tell(award, demand, NotificationKind.AWARD_REVOKED, parties, by=by.user.id, reason=reason)
    return award


async def lapse_due(demand_id: UUID) -> bool:
    """Lapses an offer that was not answered in time; repeated calls do nothing. Does not raise the version."""
    async with change():
        demand = await locked(demand_id)
        award = await Award.filter(demand_id=demand_id, state=AwardState.OFFERED).first()
        if award is None or award.lapses_at > stamp():
            return False
        await take_back(award, AwardState.LAPSED, demand, by=None, reason=None)
        applicant = await Applicant.get(id=award.applicant_id)
        parties = [applicant.party_id, demand.awarder_id]
        await _tell(award, demand, NotificationKind.AWARD_LAPSED, parties, by=None)
    return True


async def void_live(ended: DemandEnded) -> None:
    """Ends the active award of a demand that is cancelled."""
    award = await Award.get_or_none(live_key=str(ended.demand.id))
    if award is not None:
        await _return(award, _without_answer(award), ended.demand, by=ended.by, reason=ended.reason)


async def void_award_of_bid(invalidated: BidInvalidated) -> None:
    """Ends the active award of a bid that was struck out, and tells the awarder that another can be awarded."""
    demand = invalidated.demand
    award = await Award.get_or_none(live_key=str(demand.id), applicant_id=invalidated.applicant.id)
    if award is not None:
        await take_back(award, _without_answer(award), demand, by=invalidated.by, reason=invalidated.reason)
        party = (await Party.get(id=invalidated.applicant.party_id)).name
        await _tell(award, demand, NotificationKind.AWARD_REVOKED, [demand.awarder_id], by=invalidated.by, party=party)


async def reopen_selection(ended: AwardEnded) -> None:
    """Moves the demand back to SELECTING, so that another candidate can be awarded."""
    await move_demand(ended.demand, DemandState.SELECTING, by=ended.by)


async def _tell_answer(case: AwardCase, by: Viewer) -> None:
    award, demand = case.award, case.demand
    facts = {"party": (await Party.get(id=case.party)).name, "answer": award.state.value}
    await _tell(award, demand, NotificationKind.AWARD_ANSWERED, [demand.awarder_id], by=by.user.id, **facts)


async def _tell(
    award: Award, demand: Demand, kind: NotificationKind, parties: list[UUID], *, by: UUID | None, **facts: str
) -> None:
    """Notifies everyone who acts for the parties."""
    members = await applicants_to_tell(demand, [party for party in parties if party != demand.awarder_id])
    if demand.awarder_id in parties:
        members |= await members_to_tell([demand.awarder_id])
    await notify(members, kind, subject=("award", award.id), by=by, demand=demand.title, **facts)


def _check_in_time(award: Award) -> None:
    """Refuses to change an offer whose time is over, even if it is not marked as lapsed yet."""
    if award.lapses_at <= stamp():
        raise Refused("AWARD_LAPSED", "The time to answer this offer is over.")


def _without_answer(award: Award) -> AwardState:
    """The state of an active award that ends because of something else than its answer."""
    return AwardState.REVOKED if award.state is AwardState.OFFERED else AwardState.VOIDED


async def take_back(award: Award, target: AwardState, demand: Demand, *, by: UUID | None, reason: str | None) -> None:
    """Ends the award, and the selection goes on; the caller has locked the demand."""
    await _return(award, target, demand, by=by, reason=reason)
    await follow_up(AwardEnded(demand, award, by))


async def _return(award: Award, target: AwardState, demand: Demand, *, by: UUID | None, reason: str | None) -> None:
    """Ends the award and makes its candidate an alternative at the former rank, for the same reason."""
    candidate = await Candidate.get(id=award.candidate_id)
    await _answer(award, target, by=by, reason=reason, demand=demand)
    await insert(
        candidate,
        demand,
        rank=candidate.former_rank,
        by=by,
        action=Recorded.RETURNED,
        reason=reason,
        cause=Cause(f"award {target.lower()}"),
    )
    demand.lapses_at = None


async def _answer(award: Award, target: AwardState, *, by: UUID | None, reason: str | None, demand: Demand) -> None:
    source, award.state = award.state, target
    award.answered_at = stamp()
    award.answer_reason = reason  # type: ignore[assignment] # the ORM types a nullable text so
    award.version += by is not None
    if target is not AwardState.ACCEPTED:
        award.live_key = None
    await award.save()
    await enter(
        book_of(demand.id),
        Recorded(f"AWARD_{target}"),
        by=by,
        subject=award.candidate_id,
        reason=reason,
        award=award.id,
        source=source.value,
        target=target.value,
    )
    record(demand.stream, AwardAnswered(award.id, target), by=by)


async def move_demand(demand: Demand, target: DemandState, *, by: UUID | None) -> None:
    """Moves a locked demand, because of what has become of its award."""
    former = _moved(demand, target, by=by)
    await demand.save(update_fields=["state", "version", "lapses_at"])
    announce(demand, DemandMoved(demand.id, former, target), by=by)


def _moved(demand: Demand, target: DemandState, *, by: UUID | None) -> DemandState:
    """Gives the demand another state; returns the former one."""
    former, demand.state = demand.state, target
    demand.version += by is not None
    return former
