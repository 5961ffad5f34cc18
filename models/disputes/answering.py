"""Statements: what either side says in a dispute. The first one of the other side is its answer."""

from collections.abc import Sequence
from uuid import UUID

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide
from models.database.writing import all_inserted, inserted
from models.decisions import decide
from models.disputes.cases import MACHINE, DisputeAction, DisputeCase
from models.disputes.dispute import Dispute, DisputeFile, DisputeState, DisputeStatement
from models.disputes.keeping import begin_negotiating, keep
from models.disputes.telling import tell_statement
from models.errors import not_allowed
from models.escrow.cases import side_of
from models.files.attaching import attach
from models.inputs import Checks
from models.sides import Side

MOST_FILES = 20
MOST_CHARACTERS = 10_000


async def answer_dispute(
    dispute: Dispute, party: Party, *, body: str, attachment_ids: Sequence[UUID] = (), by: Viewer
) -> Dispute:
    """Adds a statement, which is never edited (ES-13). The answer of the other side begins the negotiation."""
    checks = Checks()
    body = checks.text("body", body, most=MOST_CHARACTERS)
    checks.refuse()
    async with decide(MACHINE, DisputeAction.ANSWER, dispute.id, by=by) as decision:
        case, row, at = decision.case, decision.case.dispute, decision.at
        side = side_for(case, party, decision.by)
        files = await attach(attachment_ids, by=decision.by, most=MOST_FILES)
        number = 1 + sum(case.said.values())
        made = DisputeStatement(
            dispute_id=row.id, number=number, party_id=party.id, user_id=by.user.id, body=body, made_at=at
        )
        attached = [
            DisputeFile(dispute_id=row.id, statement_id=made.id, file_id=file.id, place=place)
            for place, file in enumerate(files)
        ]
        if decision.source is DisputeState.OPENED and decision.target is DisputeState.ANSWERED:
            begin_negotiating(row, at)
        row.state = decision.target
        also = (inserted(made), *all_inserted(attached))
        source = decision.source
        await keep(case, "STATEMENT_MADE", by=by.user.id, source=source, side=side, also=also, statement=number)
        await tell_statement(case, side, by=by.user.id)
    return case.dispute


def side_for(case: DisputeCase, party: Party, by: Viewer) -> ContractSide:
    """The side of this party; refuses somebody who does not act for it in this dispute."""
    held = case.sides(by)
    side = case.contract.side_of(party.id)
    if side is None or not held & {Side.AWARDER, Side.OTHER} or side is not side_of(held):
        raise not_allowed("You do not act for this party in this dispute.")
    return side
