"""Disputes: they freeze one stage, and divide exactly what is held, by agreement, by a ruling or by silence."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from copy import copy
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from documents.canonical import canonical
from models.accounts.parties import MemberRole, Membership
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.clockwork import catch_up
from models.contracts.contract import ContractSide, ContractStage
from models.disputes.answering import answer_dispute
from models.disputes.cases import MOST_STATEMENTS
from models.disputes.dispute import Dispute, DisputeStatement, Settlement, statements_of
from models.disputes.settling import content_of
from models.errors import Refusal
from models.messages.conversations import Conversation, open_conversation_of_contract
from models.messages.sending import delete_message, edit_message, send_message
from models.money import Money, MoneyGiven, digits
from models.notifications.kinds import Notification
from models.notifications.wording import worded
from resolvers.disputes import fees_of_settlements, nets_of_settlements, rulings_of, silences_of
from resolvers.finding import seen
from resolvers.once import once
from tests.support.domain.deal import colleague, entries
from tests.support.domain.disputing import AWARDER, RECEIVER, Quarrel, quarrel
from tests.support.domain.escrowing import money
from tests.support.domain.inside import MOMENT, START, Time, people_in, refused, somebody

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.everywhere]


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Quarrel]:
    async with quarrel(tmp_path) as found:
        yield found


async def told(kind: str) -> set[object]:
    keys = await Dispute.all().values_list("id", flat=True)
    return {row.user_id for row in await Notification.filter(subject_id__in=list(keys), kind=kind)}


async def test_es6_a_dispute_freezes_its_stage_and_no_other_one(made: Quarrel) -> None:
    escrow = made.made
    await escrow.funded(2)
    await escrow.submitted(2)
    dispute = await made.submitted(AWARDER)
    stage = await escrow.stage(1)
    assert (stage.state, stage.former_state, stage.auto_accepts_at) == ("DISPUTED", "SUBMITTED", None)
    assert [await escrow.actions(1, by) for by in (escrow.awarder, escrow.receiver)] == [[], []]
    assert "ACCEPT_WORK" in await escrow.actions(2, escrow.awarder)
    assert (dispute.state, dispute.version, dispute.side) == ("OPENED", 1, "AWARDER")
    async with refused("WRONG_STATE"):
        await escrow.accepted(1)
    async with refused("WRONG_STATE"):
        await escrow.submitted(1)
    async with refused("WRONG_STATE"):
        await escrow.refund_requested(1)
    async with refused("WRONG_STATE"):
        await made.opened(RECEIVER)
    assert await told("DISPUTE_OPENED") == {escrow.receiver.user.id}
    await escrow.accepted(2)
    assert await escrow.states() == ["DISPUTED", "ACCEPTED"]


async def test_both_sides_settle_by_the_digest_of_exactly_what_is_held(made: Quarrel) -> None:
    """ES-13."""
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    settlement = await made.proposed(RECEIVER, 60_000, 40_000)
    await made.accepted(AWARDER, settlement.digest)
    dispute = await made.dispute()
    assert (dispute.state, dispute.to_receiver_minor, dispute.to_awarder_minor) == ("SETTLED", 60_000, 40_000)
    assert await made.made.sums(1) == (100_000, 60_000, 40_000, 0)
    stage = await made.made.stage(1)
    assert (stage.state, stage.fee_minor, stage.settled_at is not None) == ("SETTLED", 3_000, True)
    assert await made.made.balance(made.made.receiver) == 57_000
    await made.made.confirmed()
    assert await made.made.outside() == 60_000
    assert (await Settlement.get(id=settlement.id)).accepted_by_id == made.made.awarder.user.id
    actions = [action for action, _ in await entries(made.made.contract)]
    last = ["DISPUTED", "DISPUTE_OPENED", "STATEMENT_MADE", "SETTLEMENT_PROPOSED", "SETTLED", "SETTLEMENT_ACCEPTED"]
    assert actions[-6:] == last


async def promised(made: Quarrel, kind: str) -> dict[object, str]:
    """What each side was told last by a notification of this kind."""
    dispute = await made.dispute()
    found = await Notification.filter(subject_id=dispute.id, kind=kind).order_by("id")
    return {each.user_id: worded(each.kind, each.facts, language="en", zone="UTC").body for each in found}


async def shares(settlement: Settlement) -> tuple[Money, Money]:
    found = [settlement]
    fees, nets = await fees_of_settlements(found, viewer=None), await nets_of_settlements(found, viewer=None)
    return fees[0], nets[0]


async def test_es8_what_a_settlement_promises_is_what_arrives(made: Quarrel) -> None:
    """With what was released before: the fees of both parts are the fee of the whole."""
    receiver, awarder = made.made.receiver, made.made.awarder
    await made.made.funded(1)
    await made.made.submitted(1)
    await made.made.accepted(1)
    await made.made.released(1, 33_333)
    await made.opened(RECEIVER)
    await made.said(AWARDER)
    settlement = await made.proposed(AWARDER, 50_003, 16_664)
    fee, net = Money(2_500, "USD"), Money(47_503, "USD")
    assert await shares(settlement) == (fee, net)
    body = "You would get $475.03: $500.03 less the platform's fee of $25. Accept it, or propose another one."
    assert await promised(made, "SETTLEMENT_PROPOSED") == {receiver.user.id: body}
    before = await made.made.balance(receiver), await made.made.balance()
    await made.accepted(RECEIVER, settlement.digest)
    after = await made.made.balance(receiver), await made.made.balance()
    assert [new - old for new, old in zip(after, before, strict=True)] == [47_503, 2_500]
    assert await shares(await Settlement.get(id=settlement.id)) == (fee, net)
    assert await promised(made, "DISPUTE_SETTLED") == {awarder.user.id: "You get $166.64 of what was held."}


async def test_es8_a_ruling_says_what_arrives(made: Quarrel, time: Time) -> None:
    await mediated(made, time)
    await made.claimed()
    await made.ruled(40_000, 60_000)
    ruling = (await rulings_of([await made.dispute()], viewer=None))[0]
    assert ruling is not None
    assert [each.minor for each in (ruling.to_receiver, ruling.fee, ruling.net)] == [40_000, 2_000, 38_000]
    assert await made.made.balance(made.made.receiver) == 38_000
    told = {made.made.receiver.user.id: "$380: $400 of what was held, less the platform's fee of $20."}
    told[made.made.awarder.user.id] = "$600 of what was held."
    expected = {user: f"You get {text} The ruling says why." for user, text in told.items()}
    assert await promised(made, "DISPUTE_RULED") == expected


async def silent(made: Quarrel) -> bool:
    return (await silences_of([await made.dispute()], viewer=None))[0]


async def test_what_silence_costs_is_known_until_there_is_an_answer(made: Quarrel) -> None:
    await made.submitted(RECEIVER)
    assert await silent(made)
    await made.said(AWARDER)
    assert not await silent(made)
    await made.withdrawn(RECEIVER)
    await made.opened(AWARDER)
    assert not await silent(made)  # the receiver has submitted work: a mediator is called


async def test_a_mediator_who_has_claimed_it_rules(made: Quarrel, time: Time) -> None:
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    dispute = await made.dispute()
    assert dispute.negotiates_until == START + timedelta(days=14)
    time.now = dispute.negotiates_until
    assert await catch_up() == 1
    dispute = await made.dispute()
    assert (dispute.state, dispute.version) == ("MEDIATION", 2)
    await made.claimed()
    assert await made.actions(made.mediator) == ["RULE"]
    await made.ruled(0, 100_000)
    assert await made.made.sums(1) == (100_000, 0, 100_000, 0)
    assert (await made.made.stage(1)).state == "REFUNDED"
    assert (await made.item()).state == "DONE"
    assert await told("DISPUTE_RULED") == {made.made.awarder.user.id, made.made.receiver.user.id}


async def test_a_ruling_that_is_tried_again_is_answered_as_the_first_time(made: Quarrel, time: Time) -> None:
    """ES-6 and ST-3: it divides once, and the mediator sees the dispute nowhere else any more."""
    await mediated(made, time)
    await made.claimed()
    given: dict[str, Any] = {"reason": "Half of it runs."}

    async def rule(by: Viewer) -> Dispute:
        return await once(by, "ruleDispute", "a-key", given, lambda: made.ruled(40_000, 60_000, by=by))

    first = await rule(made.mediator)
    again = await rule(made.mediator)
    assert (again.id, again.state, again.version) == (first.id, "RULED", first.version)
    assert (again.to_receiver_minor, again.to_awarder_minor) == (40_000, 60_000)
    assert await made.made.sums(1) == (100_000, 40_000, 60_000, 0)
    assert await seen("dispute", [first.id], made.mediator) == {}
    async with refused("IDEMPOTENCY_MISMATCH"):
        await once(made.mediator, "ruleDispute", "a-key", {"reason": "None."}, lambda: made.ruled(0, 100_000))
    dismissed = copy(made.mediator)
    dismissed.staff = frozenset()
    async with refused("NOT_FOUND"):
        await rule(dismissed)


async def test_es13_a_newer_proposal_voids_the_one_before_and_only_the_other_side_accepts(made: Quarrel) -> None:
    await made.submitted(RECEIVER)
    async with refused("WRONG_STATE"):
        await made.proposed(RECEIVER, 100_000, 0)
    await made.said(AWARDER)
    first = await made.proposed(RECEIVER, 100_000, 0)
    async with refused("NOT_YOUR_TURN"):
        await made.accepted(RECEIVER, first.digest)
    second = await made.proposed(RECEIVER, 100_000, 0)
    assert first.digest != second.digest
    async with refused("STALE"):
        await made.accepted(AWARDER, first.digest)
    third = await made.proposed(AWARDER, 50_000, 50_000)
    async with refused("NOT_YOUR_TURN"):
        await made.accepted(AWARDER, second.digest)
    dispute = await made.dispute()
    standing = await Settlement.filter(dispute_id=dispute.id, voided_at=None)
    assert [each.id for each in standing] == [third.id]
    assert (dispute.state, await made.made.sums(1)) == ("NEGOTIATING", (100_000, 0, 0, 100_000))
    content = content_of(third, made.party(AWARDER).id)
    assert third.digest == hashlib.sha256(canonical(content)).hexdigest()
    assert content["toReceiver"] == {"amount": "500.00", "currency": "USD"}


@pytest.mark.parametrize("parts", [(100_000, 1), (99_999, 0), (0, 0)])
async def test_es13_a_division_of_anything_but_what_is_held_is_refused(made: Quarrel, parts: tuple[int, int]) -> None:
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    async with refused("WRONG_AMOUNT"):
        await made.proposed(RECEIVER, *parts)
    assert await Settlement.all().count() == 0


@pytest.mark.parametrize("given", [("600.001", "USD"), ("600.00", "EUR"), ("-1.00", "USD")])
async def test_a_part_in_another_currency_or_of_less_than_nothing_is_refused(
    made: Quarrel, given: tuple[str, str]
) -> None:
    """ES-10."""
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    async with refused("INVALID_INPUT"):
        await made.proposed(RECEIVER, 0, 40_000, to_receiver=MoneyGiven(Decimal(given[0]), given[1]))


@pytest.mark.parametrize(("currency", "held"), [("JPY", 100_001), ("KWD", 1_234_567)])
async def test_parts_have_the_decimals_of_their_currency(made: Quarrel, currency: str, held: int) -> None:
    """ES-1: JPY has no decimals, KWD three; the stage is looked at alone."""
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    stage = await made.made.stage(1)
    given = {"currency": currency, "amount_minor": held, "funded_minor": held}
    await ContractStage.filter(id=stage.id).update(**given)
    parts = {"to_receiver": money(held - 1, currency), "to_awarder": money(1, currency)}
    settlement = await made.proposed(AWARDER, 0, 0, **parts)
    assert (settlement.to_receiver.amount, settlement.to_awarder.amount) == (
        Decimal(held - 1).scaleb(-digits(currency)),
        Decimal(1).scaleb(-digits(currency)),
    )
    finer = MoneyGiven(parts["to_awarder"].amount / 10, currency)
    async with refused("INVALID_INPUT"):
        await made.proposed(AWARDER, 0, 0, **{**parts, "to_awarder": finer})


async def test_es13_a_withdrawn_dispute_gives_the_stage_back_and_is_not_opened_again(time: Time, made: Quarrel) -> None:
    dispute = await made.submitted(AWARDER)
    async with refused("NOT_YOUR_TURN"):
        await made.withdrawn(RECEIVER)
    async with refused("CONFLICT"):
        await made.withdrawn(AWARDER, expected_version=dispute.version + 1)
    time.now += timedelta(days=1)
    await made.withdrawn(AWARDER)
    stage = await made.made.stage(1)
    # All of the ten working days again.
    assert (stage.state, stage.former_state, stage.auto_accepts_at) == (
        "SUBMITTED",
        None,
        time.now + timedelta(days=14),
    )
    assert "OPEN_DISPUTE" not in await made.made.actions(1, made.made.awarder)
    async with refused("DISPUTE_WITHDRAWN"):
        await made.opened(AWARDER)
    # The other side has withdrawn nothing, and better work is another ground.
    assert "OPEN_DISPUTE" in await made.made.actions(1, made.made.receiver)
    await made.made.reworked(1)
    await made.made.submitted(1)
    assert (await made.opened(AWARDER)).state == "OPENED"
    assert await told("DISPUTE_WITHDRAWN") == {made.made.receiver.user.id}


@pytest.mark.parametrize(
    ("opener", "state", "sums"),
    [(RECEIVER, "DEFAULTED", (100_000, 100_000, 0, 0)), (AWARDER, "MEDIATION", (100_000, 0, 0, 100_000))],
)
async def test_silence_of_an_awarder_after_submitted_work_loses(
    time: Time, made: Quarrel, opener: ContractSide, state: str, sums: tuple[int, ...]
) -> None:
    dispute = await made.submitted(opener)
    assert dispute.answers_by == START + timedelta(days=7)
    (said,) = (await promised(made, "DISPUTE_OPENED")).values()
    assert ("you lose all that is held, " in said, "a mediator is called" in said) == (
        state == "DEFAULTED",
        state == "MEDIATION",
    )
    time.now = dispute.answers_by - MOMENT
    assert await catch_up() == 0
    time.now = dispute.answers_by
    assert await catch_up() == 1
    dispute = await made.dispute()
    assert (dispute.state, dispute.version, await made.made.sums(1)) == (state, 1, sums)
    assert (await made.made.stage(1)).state == ("RELEASED" if state == "DEFAULTED" else "DISPUTED")


async def test_silence_of_a_receiver_who_never_submitted_loses_a_refund(time: Time, made: Quarrel) -> None:
    await made.made.funded(1)
    await made.made.refund_requested(1)
    dispute = await made.opened(AWARDER)
    (said,) = (await promised(made, "DISPUTE_OPENED")).values()
    assert "you lose all that is held" in said
    assert (await made.made.stage(1)).refunds_at is None
    time.now = dispute.answers_by
    assert await catch_up() == 1
    assert ((await made.dispute()).state, (await made.made.stage(1)).state) == ("DEFAULTED", "REFUNDED")
    assert await made.made.sums(1) == (100_000, 0, 100_000, 0)


async def test_an_objection_to_a_refund_is_a_dispute_that_its_receiver_can_withdraw(time: Time, made: Quarrel) -> None:
    await made.made.funded(1)
    await made.made.refund_requested(1)
    await made.made.refund_answered(1, agree=False)
    dispute = await made.dispute()
    assert (dispute.side, dispute.reason, dispute.stage_state) == ("RECEIVER", "So be it.", "REFUND_REQUESTED")
    await made.withdrawn(RECEIVER)
    stage = await made.made.stage(1)
    assert (stage.state, stage.former_state) == ("REFUND_REQUESTED", "FUNDED")
    assert stage.refunds_at == time.now + timedelta(days=7)
    async with refused("DISPUTE_WITHDRAWN"):
        await made.made.refund_answered(1, agree=False)
    await made.made.refund_answered(1, agree=True)
    assert (await made.made.stage(1)).state == "REFUNDED"


async def test_es11_idle_money_comes_to_a_mediator_and_nobody_has_to_answer(time: Time, made: Quarrel) -> None:
    await made.made.funded(1)
    time.now += timedelta(days=60)
    assert await catch_up() == 1
    assert (await made.made.stage(1)).state == "FUNDED"
    time.now += timedelta(days=30)
    assert await catch_up() == 1
    dispute = await made.dispute()
    assert (dispute.state, dispute.side, dispute.stage_state) == ("MEDIATION", None, "FUNDED")
    assert (await made.item()).due_at == dispute.mediates_until
    await made.claimed()
    await made.ruled(0, 100_000)
    assert (await made.made.stage(1)).state == "REFUNDED"


async def mediated(made: Quarrel, time: Time) -> Dispute:
    """A dispute that nobody has answered, and that a mediator rules."""
    dispute = await made.submitted(AWARDER)
    assert dispute.answers_by is not None
    time.now = dispute.answers_by
    await catch_up()
    return await made.dispute()


async def test_st2_nobody_close_to_a_party_claims_or_rules(time: Time, made: Quarrel) -> None:
    await mediated(made, time)
    near = await somebody(StaffRole.MEDIATOR)
    await Membership.create(party=made.party(AWARDER), user=near.user, role=MemberRole.MEMBER, joined_at=time.now)
    async with refused("CONFLICT_OF_INTEREST"):
        await made.claimed(near)
    async with refused("NOT_ALLOWED"):
        await made.ruled(0, 100_000)
    await made.claimed()
    # They join a party after they have claimed it.
    await Membership.create(
        party=made.party(AWARDER), user=made.mediator.user, role=MemberRole.MEMBER, joined_at=time.now
    )
    async with refused("NOT_ALLOWED"):
        await made.ruled(0, 100_000)
    assert await made.made.sums(1) == (100_000, 0, 0, 100_000)


async def test_st6_a_ruling_that_is_overdue_is_brought_to_administrators_once(time: Time, made: Quarrel) -> None:
    administrator = await somebody(StaffRole.ADMINISTRATOR)
    dispute = await mediated(made, time)
    time.now = dispute.mediates_until
    assert await catch_up() == 1
    assert await catch_up() == 0
    item = await made.item()
    assert item.is_overdue(time.now)
    found = await Notification.filter(user_id=administrator.user.id, kind="WORK_OVERDUE")
    assert [each.subject_id for each in found] == [item.id]


async def test_both_sides_can_settle_while_a_mediator_has_it(time: Time, made: Quarrel) -> None:
    await mediated(made, time)
    await made.claimed()
    settlement = await made.proposed(AWARDER, 1, 99_999)
    assert (await made.dispute()).state == "MEDIATION"
    await made.accepted(RECEIVER, settlement.digest)
    assert ((await made.dispute()).state, (await made.item()).state) == ("SETTLED", "DONE")
    # Their work is done.
    async with refused("NOT_ALLOWED"):
        await made.ruled(0, 100_000)


async def test_cm1_a_dispute_has_a_conversation_that_its_mediator_takes_part_in(time: Time, made: Quarrel) -> None:
    dispute = await mediated(made, time)
    talk = await Conversation.get(dispute_id=dispute.id)
    said = {"client_message_id": "1", "body": "What runs?", "reply_to": None}
    async with refused("NOT_FOUND"):
        await send_message(talk, **said, by=made.mediator)
    await made.claimed()
    message = await send_message(talk, **said, by=made.mediator)
    assert set(await people_in(talk, made.mediator)) == {
        made.made.awarder.user.id,
        made.made.receiver.user.id,
        made.mediator.user.id,
    }
    async with refused("DISPUTED"):
        await edit_message(message, body="What does not?", by=made.mediator)
    await made.ruled(0, 100_000)
    async with refused("NOT_FOUND"):
        await send_message(talk, **{**said, "client_message_id": "2"}, by=made.mediator)
    async with refused("WRONG_STATE"):
        await send_message(talk, **said, by=made.made.awarder)


async def test_st1_every_act_of_a_mediator_renews_the_claim(time: Time, made: Quarrel) -> None:
    dispute = await mediated(made, time)
    talk = await Conversation.get(dispute_id=dispute.id)
    said = {"body": "What runs?", "reply_to": None}
    until = (await made.claimed()).claimed_until
    assert until == time.now + timedelta(hours=4)
    time.now += timedelta(hours=3)
    await send_message(talk, client_message_id="1", **said, by=made.made.awarder)
    assert (await made.item()).claimed_until == until
    version = (await made.item()).version
    await send_message(talk, client_message_id="2", **said, by=made.mediator)
    item = await made.item()
    assert (item.claimed_until, item.version) == (time.now + timedelta(hours=4), version)
    assert until is not None
    time.now = until
    assert await catch_up() == 0
    assert (await made.item()).state == "CLAIMED"
    # A retry acts on nothing.
    await send_message(talk, client_message_id="2", **said, by=made.mediator)
    assert (await made.item()).claimed_until == item.claimed_until
    time.now += timedelta(hours=3)
    assert await catch_up() == 1
    assert (await made.item()).state == "WAITING"


async def test_cm6_no_message_about_a_disputed_contract_changes_until_the_dispute_ends(made: Quarrel) -> None:
    by = made.made.awarder
    talk = await open_conversation_of_contract(await made.made.present(), by=by)
    message = await send_message(talk, client_message_id="1", body="It is fine.", reply_to=None, by=by)
    await made.submitted(AWARDER)
    for change in (edit_message(message, body="It is not.", by=by), delete_message(message, by=by)):
        async with refused("DISPUTED"):
            await change
    await made.withdrawn(AWARDER)
    assert (await edit_message(message, body="It is not.", by=by)).version == 2


async def test_es13_the_database_keeps_what_was_said_and_proposed(made: Quarrel) -> None:
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    settlement = await made.proposed(AWARDER, 0, 100_000)
    statement = await DisputeStatement.get(number=1)
    for change in (
        DisputeStatement.filter(id=statement.id).update(body="Never."),
        DisputeStatement.filter(id=statement.id).delete(),
        Settlement.filter(id=settlement.id).update(to_receiver_minor=100_000),
        Settlement.filter(id=settlement.id).delete(),
    ):
        with pytest.raises((IntegrityError, OperationalError)):
            await change
    assert (await DisputeStatement.get(id=statement.id)).body == "We say otherwise."


async def test_statements_have_files_and_members_make_none(made: Quarrel) -> None:
    await made.submitted(RECEIVER)
    member = await colleague(made.party(AWARDER), MemberRole.MEMBER)
    async with refused("NOT_ALLOWED"):
        await made.said(AWARDER, by=member)
    async with refused("NOT_ALLOWED"):
        await answer_dispute(await made.dispute(), made.party(RECEIVER), body="For them.", by=made.made.awarder)
    await made.said(RECEIVER, "It runs since Monday.")
    assert (await made.dispute()).state == "OPENED"
    await made.said(AWARDER)
    found = (await statements_of([(await made.dispute()).id]))[(await made.dispute()).id]
    assert [(each.number, each.body) for each in found] == [(1, "It runs since Monday."), (2, "We say otherwise.")]
    everybody = {made.made.awarder.user.id, made.made.receiver.user.id, member.user.id}
    assert await told("DISPUTE_STATEMENT") == everybody


async def test_es13_many_statements_of_one_side_leave_the_other_its_answer(made: Quarrel) -> None:
    """Nor does it lose by silence that it was kept from breaking."""
    await made.submitted(RECEIVER)
    for _ in range(MOST_STATEMENTS):
        await made.said(RECEIVER, "Again.")
    async with refused("TOO_MANY_STATEMENTS"):
        await made.said(RECEIVER, "And again.")
    # What is refused is not offered.
    assert await made.actions(made.made.receiver) == ["WITHDRAW"]
    assert await made.actions(made.made.awarder) == ["ANSWER"]
    await made.said(AWARDER)
    assert (await made.dispute()).state == "ANSWERED"
    assert await DisputeStatement.all().count() == MOST_STATEMENTS + 1


async def test_two_rulings_at_once_divide_the_money_once(time: Time, made: Quarrel) -> None:
    """ES-5, ST-3."""
    await mediated(made, time)
    await made.claimed()
    found = await asyncio.gather(made.ruled(100_000, 0), made.ruled(0, 100_000), return_exceptions=True)
    assert sorted(type(each).__name__ for each in found) == ["Dispute", "Refused"]
    _, released, refunded, held = await made.made.sums(1)
    assert ({released, refunded}, held) == ({0, 100_000}, 0)


async def test_an_acceptance_and_a_newer_proposal_at_once_have_one_outcome(made: Quarrel) -> None:
    """ES-13: either the first is accepted, or it is void."""
    await made.submitted(RECEIVER)
    await made.said(AWARDER)
    first = await made.proposed(RECEIVER, 60_000, 40_000)
    found = await asyncio.gather(
        made.accepted(AWARDER, first.digest), made.proposed(RECEIVER, 70_000, 30_000), return_exceptions=True
    )
    assert [isinstance(each, Refusal) for each in found].count(True) == 1
    first, dispute = await Settlement.get(id=first.id), await made.dispute()
    assert (first.accepted_at is None) == (first.voided_at is not None) == (dispute.state == "NEGOTIATING")
    assert (await made.made.sums(1))[3] == (100_000 if dispute.state == "NEGOTIATING" else 0)


async def test_a_withdrawal_and_the_clock_at_once_have_one_outcome(time: Time, made: Quarrel) -> None:
    dispute = await made.submitted(RECEIVER)
    time.now = dispute.answers_by
    found = await asyncio.gather(made.withdrawn(RECEIVER), catch_up(), return_exceptions=True)
    dispute = await made.dispute()
    assert dispute.state in ("WITHDRAWN", "DEFAULTED")
    assert isinstance(found[0], Refusal) == (dispute.state == "DEFAULTED")
    assert (await made.made.sums(1))[1] == (100_000 if dispute.state == "DEFAULTED" else 0)
