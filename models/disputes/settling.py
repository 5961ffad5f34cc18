"""Settlements: a side proposes how to divide what is held, and the other side accepts exactly that (ES-13)."""

from uuid import UUID

from documents.canonical import canonical
from documents.canonical import digest as digest_of
from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide
from models.database.writing import inserted, updated, write
from models.decisions import Decision, decide
from models.disputes.answering import side_for
from models.disputes.cases import MACHINE, DisputeAction, DisputeCase
from models.disputes.dispute import Dispute, DisputeState, Settlement
from models.disputes.dividing import check_part, check_whole, divide
from models.disputes.keeping import end, keep
from models.disputes.telling import tell_proposed, tell_settled
from models.errors import Refused
from models.escrow.completing import end_if_settled
from models.ids import shown
from models.inputs import Checks
from models.money import MoneyGiven, major

MOST_IN_NOTE = 2_000
FORM = "bidhall-settlement-1"

At = Decision[DisputeCase, DisputeState]


async def propose_settlement(
    dispute: Dispute,
    party: Party,
    *,
    to_receiver: MoneyGiven,
    to_awarder: MoneyGiven,
    expected_version: int,
    note: str | None = None,
    by: Viewer,
) -> Dispute:
    """Proposes a division of exactly what is held; it voids the proposal that stands, of whichever side.

    Refuses with WRONG_AMOUNT if the two amounts are not together what is held.
    """
    action = DisputeAction.PROPOSE_SETTLEMENT
    async with decide(MACHINE, action, dispute.id, expected_version=expected_version, by=by) as decision:
        case, row = decision.case, decision.case.dispute
        side, checks, currency = side_for(case, party, decision.by), Checks(), case.stage.currency
        receiver = check_part(checks, "toReceiver", to_receiver, currency)
        awarder = check_part(checks, "toAwarder", to_awarder, currency)
        note = checks.optional("note", note, most=MOST_IN_NOTE)
        checks.refuse()
        check_whole(case, receiver, awarder)
        await _void(decision)
        case.settlement = await _proposal(decision, side, receiver, awarder, note)
        row.state = decision.target
        await keep(
            case,
            "SETTLEMENT_PROPOSED",
            by=by.user.id,
            source=decision.source,
            side=side,
            also=(inserted(case.settlement),),
            settlement=case.settlement.number,
            sha256=case.settlement.digest,
        )
        await tell_proposed(case, side, by=by.user.id)
    return case.dispute


async def _proposal(decision: At, side: ContractSide, receiver: int, awarder: int, note: str | None) -> Settlement:
    case, currency = decision.case, decision.case.stage.currency
    made = Settlement(
        dispute_id=case.dispute.id,
        number=1 + await Settlement.filter(dispute_id=case.dispute.id).count(),
        side=side,
        proposed_by_id=decision.by.user.id,
        proposed_at=decision.at,
        to_receiver_minor=receiver,
        to_awarder_minor=awarder,
        currency=currency,
        note=note,
        live_key=case.dispute.id,
    )
    made.digest = digest_of(canonical(content_of(made, case.contract.party_of(side))))
    return made


def content_of(settlement: Settlement, proposer: UUID) -> dict[str, object]:
    """What a settlement says: the digest is the SHA-256 of this in canonical JSON (RFC 8785)."""
    currency = settlement.currency
    return {
        "form": FORM,
        "dispute": str(shown(settlement.dispute_id)),
        "number": settlement.number,
        "proposer": str(shown(proposer)),
        "toReceiver": {"amount": f"{major(settlement.to_receiver_minor, currency):f}", "currency": currency},
        "toAwarder": {"amount": f"{major(settlement.to_awarder_minor, currency):f}", "currency": currency},
        "note": settlement.note,
    }


async def _void(decision: At) -> None:
    """Makes room for another settlement, by a statement of its own: the database knows that one stands at most."""
    former = decision.case.settlement
    if former is not None:
        former.voided_at, former.live_key = decision.at, None
        await write(updated(former, "voided_at", "live_key"))


async def accept_settlement(dispute: Dispute, party: Party, *, digest: str, by: Viewer) -> Dispute:
    """Accepts what the other side has proposed: both sides get their parts at once.

    Refuses with STALE a digest of something else than what stands.
    """
    async with decide(MACHINE, DisputeAction.ACCEPT_SETTLEMENT, dispute.id, by=by) as decision:
        case, row, settlement = decision.case, decision.case.dispute, decision.case.settlement
        side = side_for(case, party, decision.by)
        assert settlement is not None
        if digest.lower() != settlement.digest:
            raise Refused("STALE", "This is not the settlement that is proposed now: read it first.")
        check_whole(case, settlement.to_receiver_minor, settlement.to_awarder_minor)
        settlement.accepted_at, settlement.accepted_by_id, settlement.live_key = decision.at, by.user.id, None
        at, user = decision.at, by.user.id
        receiver, awarder = settlement.to_receiver_minor, settlement.to_awarder_minor
        await divide(case, receiver, awarder, "SETTLED", at=at, by=user, side=side)
        end(row, decision.target, at)
        also = (updated(settlement, "accepted_at", "accepted_by_id", "live_key"),)
        await keep(
            case, "SETTLEMENT_ACCEPTED", by=user, source=decision.source, side=side, also=also, sha256=settlement.digest
        )
        await tell_settled(case, by=user)
        await end_if_settled(case.stage_case, at=at, by=user)
    return case.dispute
