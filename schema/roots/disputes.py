"""Disputes about stages: opening, answering, settling, withdrawing and ruling."""

import strawberry

from models.disputes import opening, ruling, settling, withdrawing
from resolvers import disputes
from schema.disputes import Dispute
from schema.mutations import act

_TO_RECEIVER = "What the receiver of the contract gets. It can be zero."
_TO_AWARDER = "What goes back to the awarder. It can be zero. Both together are exactly what is held."


@strawberry.type
class DisputeMutations:
    """Mutations of disputes."""

    open_dispute = act(
        opening.open_dispute,
        Dispute,
        "Opens a dispute about what is held for a stage: nothing else happens to that stage until it ends. Owners and "
        "managers of both sides may. Refused with DISPUTE_WITHDRAWN if the same side has withdrawn one on "
        "this ground.",
        reason="The reason, up to 10,000 characters. The other side reads it.",
    )
    answer_dispute = act(
        disputes.answer_dispute,
        Dispute,
        "Makes a statement for a side, which is never edited or deleted. The first one of the other side answers the "
        "dispute. Owners and managers of both sides may, at most 100 times in all.",
        body="The text, up to 10,000 characters.",
        attachment_ids="The ids of Uploads of the viewer, at most 20.",
    )
    propose_settlement = act(
        settling.propose_settlement,
        Dispute,
        "Proposes how to divide what is held. It voids the settlement that was proposed before. Owners and managers of "
        "both sides may, once the dispute is answered. Refused with WRONG_AMOUNT if both amounts together are not "
        "exactly what is held.",
        to_receiver=_TO_RECEIVER,
        to_awarder=_TO_AWARDER,
        note="What the proposer says of it, up to 2,000 characters.",
    )
    accept_settlement = act(
        settling.accept_settlement,
        Dispute,
        "Accepts what the other side has proposed, which divides the money and settles the stage at once. Owners and "
        "managers of the other side may. Refused with STALE if another settlement is proposed now.",
        digest="The `digest` of the settlement that was read.",
    )
    withdraw_dispute = act(
        withdrawing.withdraw_dispute,
        Dispute,
        "Withdraws a dispute before a mediator is called: the stage goes on from where it was, with all of its time. "
        "Owners and managers of the party that opened it may, and cannot open it again on the same ground.",
        reason="The reason, up to 2,000 characters. Both sides can read it.",
    )
    rule_dispute = act(
        ruling.rule_dispute,
        Dispute,
        "Divides what is held, and ends the dispute. Only the mediator may who has the work item and is close to "
        "neither party. Refused with WRONG_AMOUNT if both amounts together are not exactly what is held.",
        to_receiver=_TO_RECEIVER,
        to_awarder=_TO_AWARDER,
        reason="What the ruling rests on, up to 10,000 characters. Both sides read it.",
    )
