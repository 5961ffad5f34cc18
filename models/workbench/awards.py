"""Awarding: one offer at a time, with its rank and reason on record, and what the answer leads to (EB-11, EB-12)."""

from uuid import UUID

from models.accounts.parties import Party, PartyKind, Viewer, users_of
from models.calendar import calendar
from models.changes import change, record, stamp
from models.demands.applicants import Applicant
from models.demands.awards import MACHINE, Award, AwardAction, AwardState, ContractKind, parts_in
from models.demands.candidates import Candidate, CandidateAction, Standing
from models.demands.demand import MACHINE as DEMAND_MACHINE
from models.demands.demand import Demand, DemandAction, DemandState, announce, book_of, locked
from models.demands.demand import parts_in as demand_parts
from models.demands.drafting import moved
from models.errors import FieldProblem, InvalidInput, Refused, check_version
from models.inputs import Checks
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.terms import terms
from models.workbench.alternatives import close_up, insert
from models.workbench.overview import best_of, lines_of, scores_of
from models.workbench.standings import check_move, reachable


async def award_demand(
    candidate: Candidate,
    *,
    reason: str,
    justification: str | None,
    expected_version: int | None,
    by: Viewer,
) -> Award:
    """Offers the demand to a candidate at the price of its bid (WB-11)."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    justification = checks.optional("justification", justification, most=5_000)
    checks.refuse()
    async with change() as running:
        demand = await locked(candidate.demand_id)
        candidate = await reachable(candidate.id, demand)
        target = DEMAND_MACHINE.check(DemandAction.AWARD, demand.state, demand_parts(demand, by))
        check_move(CandidateAction.AWARD, candidate, demand, by=by, expected_version=None)
        check_version(demand.version, expected_version)
        lines = await lines_of(demand)
        scores = scores_of(demand, lines)
        if candidate.id not in scores:
            raise Refused("BID_NOT_CONFIRMED", "This bid needs its applicant's confirmation: it cannot win until then.")
        if candidate.id != best_of(lines, scores) and not justification:
            raise InvalidInput(
                [FieldProblem("justification", "This candidate does not rank first: justify the choice.")]
            )
        line = next(line for line in lines if line.candidate.id == candidate.id)
        award = await Award.create(
            demand=demand,
            candidate=candidate,
            applicant_id=candidate.applicant_id,
            state=AwardState.OFFERED,
            rank=scores[candidate.id].rank,
            reason=reason,
            justification=justification,
            bid_number=line.bid.number,
            price_minor=line.bid.price_minor,
            currency=line.bid.currency,
            kind=ContractKind.B2C if line.party.kind is PartyKind.INDIVIDUAL else ContractKind.B2B,
            offered_at=running.at,
            lapses_at=calendar().after(running.at, terms().award_working_days),
            live_key=str(demand.id),
        )
        candidate.former_rank = candidate.alternative_rank
        await close_up(
            demand,
            candidate,
            Standing.SELECTED,
            by=by.user.id,
            reason=reason,
            texts={"justification": justification},
            action="AWARDED",
            award=str(award.id),
            merit=award.rank,
            price=award.price_minor,
            currency=award.currency,
            bid=award.bid_number,
        )
        record(demand.stream, "award.offered", by=by.user.id, award=str(award.id), candidate=str(candidate.id))
        demand.lapses_at = award.lapses_at
        await _move_demand(demand, target, by=by.user.id)
        at = award.lapses_at.isoformat()
        await _tell(award, demand, NotificationKind.AWARD_OFFERED, [line.party.id], by=by.user.id, at=at)
    return award


async def accept_award(award: Award, *, expected_version: int | None, by: Viewer) -> Award:
    """Takes the offer; a contract follows."""
    async with change():
        award, demand, party = await _held(award.id)
        target = MACHINE.check(AwardAction.ACCEPT, award.state, parts_in(party.id, demand, by))
        check_version(award.version, expected_version)
        _check_in_time(award)
        await _answer(award, target, by=by.user.id, reason=None, demand=demand)
        demand.lapses_at = None
        await _move_demand(demand, DemandState.CONTRACTED, by=by.user.id)
        await _tell_answer(award, demand, party, by)
    return award


async def decline_award(award: Award, *, reason: str | None, expected_version: int | None, by: Viewer) -> Award:
    """Refuses the offer; the next candidate can be awarded."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    async with change():
        award, demand, party = await _held(award.id)
        target = MACHINE.check(AwardAction.DECLINE, award.state, parts_in(party.id, demand, by))
        check_version(award.version, expected_version)
        _check_in_time(award)
        await _take_back(award, target, demand, by=by.user.id, reason=reason)
        await _tell_answer(award, demand, party, by)
    return award


async def revoke_award(award: Award, *, reason: str, expected_version: int | None, by: Viewer) -> Award:
    """Takes the offer back before it was answered; its applicant is told."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    async with change():
        award, demand, party = await _held(award.id)
        target = MACHINE.check(AwardAction.REVOKE, award.state, parts_in(party.id, demand, by))
        check_version(award.version, expected_version)
        _check_in_time(award)
        await _take_back(award, target, demand, by=by.user.id, reason=reason)
        await _tell(award, demand, NotificationKind.AWARD_REVOKED, [party.id], by=by.user.id, reason=reason)
    return award


async def lapse_due(demand_id: UUID) -> bool:
    """Lets an offer lapse whose time has come; once, whoever calls it. Raises no version."""
    async with change():
        demand = await locked(demand_id)
        award = await Award.filter(demand_id=demand_id, state=AwardState.OFFERED).first()
        if award is None or award.lapses_at > stamp():
            return False
        await _take_back(award, AwardState.LAPSED, demand, by=None, reason=None)
        applicant = await Applicant.get(id=award.applicant_id)
        parties = [applicant.party_id, demand.awarder_id]
        await _tell(award, demand, NotificationKind.AWARD_LAPSED, parties, by=None)
    return True


async def void_live(demand: Demand, *, by: UUID, reason: str | None) -> None:
    """Ends the live award of a demand that is cancelled, inside the change that does it."""
    award = await Award.get(live_key=str(demand.id))
    target = AwardState.REVOKED if award.state is AwardState.OFFERED else AwardState.VOIDED
    await _return(award, target, demand, by=by, reason=reason)
    await demand.save(update_fields=["lapses_at"])


async def _tell_answer(award: Award, demand: Demand, party: Party, by: Viewer) -> None:
    facts = {"party": party.name, "answer": award.state.value}
    await _tell(award, demand, NotificationKind.AWARD_ANSWERED, [demand.awarder_id], by=by.user.id, **facts)


async def _tell(
    award: Award, demand: Demand, kind: NotificationKind, parties: list[UUID], *, by: UUID | None, **facts: str
) -> None:
    """Tells everyone who acts for the parties."""
    await notify(await users_of(parties), kind, subject=("Award", award.id), by=by, demand=demand.title, **facts)


async def _held(award_id: UUID) -> tuple[Award, Demand, Party]:
    award = await Award.get(id=award_id)
    demand = await locked(award.demand_id)
    applicant = await Applicant.get(id=award.applicant_id).select_related("party")
    return await Award.get(id=award_id), demand, applicant.party


def _check_in_time(award: Award) -> None:
    """Refuses to move an offer that has lapsed, also when the clock has not written that down yet."""
    if award.lapses_at <= stamp():
        raise Refused("AWARD_LAPSED", "The time to answer this offer is over.")


async def _take_back(award: Award, target: AwardState, demand: Demand, *, by: UUID | None, reason: str | None) -> None:
    await _return(award, target, demand, by=by, reason=reason)
    await _move_demand(demand, DemandState.SELECTING, by=by)


async def _return(award: Award, target: AwardState, demand: Demand, *, by: UUID | None, reason: str | None) -> None:
    """Ends the award, and makes its candidate an alternative at its old rank."""
    candidate = await Candidate.get(id=award.candidate_id)
    await _answer(award, target, by=by, reason=reason, demand=demand)
    await insert(
        candidate,
        demand,
        rank=candidate.former_rank,
        by=by,
        action="RETURNED",
        cause=f"award {target.lower()}",
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
        f"AWARD_{target.value}",
        by=by,
        subject=award.candidate_id,
        reason=reason,
        award=str(award.id),
        source=source.value,
        target=target.value,
    )
    record(demand.stream, "award.answered", by=by, award=str(award.id), state=target.value)


async def _move_demand(demand: Demand, target: DemandState, *, by: UUID | None) -> None:
    facts = moved(demand.state, target)
    demand.state = target
    demand.version += by is not None
    await demand.save(update_fields=["state", "version", "lapses_at"])
    announce(demand, "demand.moved", by=by, **facts)
