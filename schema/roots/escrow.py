"""The escrow: paying stages in, working, accepting, releasing and refunding."""

import strawberry

from models.escrow import funding, paying_out, refunding, releasing, working
from resolvers import escrow
from schema.base import field
from schema.escrow import Stage, Statement
from schema.mutations import act
from schema.payments import Payment


@strawberry.type
class EscrowQueries:
    """Queries about money."""

    statement: Statement | None = field(
        "What a party can dispose of in a currency, for its members; null for others, and while nothing has moved.",
        escrow.statement,
    )
    fee_basis_points: int = field(
        "The platform's fee on what is released, in hundredths of a percent, as a contract that is drafted now would "
        "have it; the receiver bears it. A contract keeps its own: `Contract.feeBasisPoints`.",
        escrow.fee_basis_points,
    )
    acceptance_working_days: int = field(
        "After how many working days without an answer submitted work is accepted, and released, where no contract "
        "says otherwise: `Contract.acceptanceWorkingDays` says it of each.",
        escrow.acceptance_working_days,
    )
    idle_days: int = field(
        "After how many days in which nothing happens with money that is held both sides are reminded of it.",
        escrow.idle_days,
    )
    idle_mediation_days: int = field("After how many such days a mediator is called.", escrow.idle_mediation_days)


@strawberry.type
class EscrowMutations:
    """Mutations of stages and their money."""

    fund_stage = act(
        funding.fund_stage,
        Payment,
        "Begins to pay in what a stage lacks; whoever sends the payer's browser to its `checkoutUrl` lets them pay. "
        "The stage is FUNDED once the payment provider says so. A payment that waits already is the same one. Refused "
        "with WRONG_AMOUNT if the stage lacks another amount than expected, and with PROVIDER_UNAVAILABLE while the "
        "provider does not answer: try again with the same key. Owners and managers of the awarder may.",
        afterwards=escrow.to_checkout,
        expected_amount="What the stage is expected to lack: its `lacking`.",
        expected_version="The `version` of the stage that this decision is based on.",
    )
    submit_work = act(
        escrow.submit_work,
        Stage,
        "Submits the work of a funded stage, or better work after a rework. If the awarder says nothing in time, it is "
        "accepted by itself and its money released. Owners and managers of the receiver may.",
        note="What is handed in, up to 10,000 characters.",
        attachment_ids="The ids of Uploads of the viewer, at most 20.",
    )
    accept_work = act(
        working.accept_work,
        Stage,
        "Accepts the submitted work, so that its money can be released. Owners and managers of the awarder may.",
        expected_version="The `version` of the stage that this decision is based on.",
    )
    request_rework = act(
        working.request_rework,
        Stage,
        "Sends submitted work back. Owners and managers of the awarder may.",
        note="What has to be done better, up to 10,000 characters.",
    )
    release_stage = act(
        releasing.release_stage,
        Stage,
        "Releases what is held for accepted work to the receiver, less the platform's fee. Refused with WRONG_AMOUNT "
        "if another amount is held than expected. Owners and managers of the awarder may.",
        expected_amount="What is expected to be held: the stage's `held`.",
        amount="How much of it is released; all of it by default.",
        expected_version="The `version` of the stage that this decision is based on.",
    )
    request_refund = act(
        refunding.request_refund,
        Stage,
        "Asks the receiver to agree that the money of a stage goes back. If no work was ever submitted, silence agrees "
        "after some days. Owners and managers of the awarder may.",
        reason="The reason, up to 2,000 characters. The receiver reads it.",
    )
    withdraw_refund = act(
        refunding.withdraw_refund,
        Stage,
        "Takes back a request for a refund that the receiver has not answered: the stage goes on from where it was. "
        "Owners and managers of the awarder may.",
    )
    answer_refund = act(
        refunding.answer_refund,
        Stage,
        "Agrees that the money of a stage goes back, by the way it was paid, or objects: then a dispute begins. Owners "
        "and managers of the receiver may.",
        agree="Whether the money goes back.",
        note="What the receiver says to it, up to 2,000 characters; required to object.",
    )
    request_payout = act(
        paying_out.request_payout,
        Payment,
        "Pays out all that a party can dispose of in a currency, and answers the first payment that begins. With each "
        "release, and once the party's account is ACTIVE, it happens by itself; this is for payments that have failed. "
        "A refund that has failed is tried again by the way it was paid, which needs no account. Refused with "
        "NOTHING_TO_PAY_OUT and PAYOUTS_NOT_READY. Owners and managers of the party may.",
        currency="The ISO 4217 code.",
    )
