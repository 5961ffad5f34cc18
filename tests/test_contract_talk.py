"""The conversation of a contract (CM-1, CM-6): who opens, reads and writes it, and what its end leaves."""

from pathlib import Path

import pytest

from models.accounts.parties import MemberRole
from models.accounts.users import StaffRole
from models.contracts.approving import refuse_contract
from models.contracts.contract import Contract
from models.contracts.duties import duties_end, warranty_ends
from models.contracts.terminating import accept_termination, propose_termination
from models.demands.applicants import Applicant
from models.demands.ending import assign_manager
from models.messages.conversations import (
    MACHINE,
    Conversation,
    case_of,
    open_conversation,
    open_conversation_of_contract,
)
from models.messages.guests import invite_to_conversation
from models.messages.message import Message
from models.messages.reading import mark_read
from models.messages.sending import delete_message, edit_message, send_message
from models.notifications.kinds import Notification, NotificationKind
from resolvers.finding import seen
from resolvers.messages import applicants_of, contracts_of, conversations_of_contracts
from tests.support.domain.deal import FIELDS, Deal, colleague, deal, fields, template
from tests.support.domain.escrowing import Escrow
from tests.support.domain.inside import DAY, MOMENT, Time, people_in, refused, somebody
from tests.support.domain.paying import till
from tests.support.domain.supplementing import Amending

pytestmark = pytest.mark.usefixtures("database")


async def talking() -> tuple[Deal, Contract, Conversation]:
    made = await deal()
    contract = await made.drafted()
    return made, contract, await open_conversation_of_contract(contract, by=made.receiver)


async def test_cm1_a_contract_has_one_conversation_beside_that_of_its_application() -> None:
    made, contract, talk = await talking()
    member = await colleague(made.house, MemberRole.MEMBER)
    for by in (made.awarder, member, made.receiver):
        assert (await open_conversation_of_contract(contract, by=by)).id == talk.id
    former = await open_conversation(await Applicant.get(id=contract.applicant_id), by=made.awarder)
    assert former.id != talk.id
    assert (talk.kind, talk.contract_id, talk.applicant_id) == ("CONTRACT", contract.id, None)
    assert (talk.awarder_id, talk.receiver_id) == (made.house.id, made.firm.id)
    assert set(await people_in(talk, member)) == {made.awarder.user.id, made.receiver.user.id, member.user.id}
    (applicant,) = await applicants_of([talk], viewer=made.awarder)
    assert applicant.id == contract.applicant_id
    async with refused("NOT_ALLOWED"):
        await open_conversation_of_contract(contract, by=await somebody())


async def test_cm1_only_the_two_sides_and_invited_staff_read_it() -> None:
    made, contract, talk = await talking()
    manager = await somebody(StaffRole.RESOURCE_MANAGER)
    await assign_manager(made.demand, manager.user.id, by=await somebody(StaffRole.ADMINISTRATOR))
    rival, administrator = await somebody(), await somebody(StaffRole.ADMINISTRATOR)
    for nobody in (manager, rival, administrator, await somebody(StaffRole.PROFESSIONAL)):
        assert await seen("conversation", [talk.id], nobody) == {}
        assert await conversations_of_contracts([contract], viewer=nobody) == [None]
        async with refused("NOT_FOUND"):
            await send_message(talk, client_message_id="1", body="Hm.", reply_to=None, by=nobody)
    async with refused("NOT_ALLOWED"):
        await invite_to_conversation(talk, manager.user.id, by=made.receiver)
    await invite_to_conversation(talk, manager.user.id, by=made.awarder)
    assert talk.id in await seen("conversation", [talk.id], manager)
    # Of the contract they see as little as before.
    assert await contracts_of([talk], viewer=manager) == [None]
    assert await contracts_of([talk], viewer=made.receiver) == [contract]
    assert [each and each.id for each in await conversations_of_contracts([contract], viewer=made.awarder)] == [talk.id]


async def test_cm6_once_its_contract_has_ended_a_conversation_is_only_read() -> None:
    made, contract, talk = await talking()
    sent = await send_message(talk, client_message_id="1", body="Shall we?", reply_to=None, by=made.awarder)
    await refuse_contract(contract, made.firm, reason="Too little.", by=made.receiver)
    for by in (made.awarder, made.receiver):
        async with refused("WRONG_STATE"):
            await send_message(talk, client_message_id="2", body="But why?", reply_to=None, by=by)
    async with refused("WRONG_STATE"):
        await edit_message(sent, body="We shall.", by=made.awarder)
    async with refused("WRONG_STATE"):
        await delete_message(sent, by=made.awarder)
    assert MACHINE.actions(await case_of(talk), made.awarder) == []
    # It stays to be read, and what was said before is said once, however often it is sent.
    await mark_read(talk, through=1, by=made.receiver)
    again = await send_message(talk, client_message_id="1", body="Shall we?", reply_to=None, by=made.awarder)
    assert (again.id, await Message.filter(conversation_id=talk.id).count()) == (sent.id, 1)
    assert (await open_conversation_of_contract(contract, by=made.receiver)).id == talk.id
    # The demand goes on, and with it the conversation of the application.
    former = await open_conversation(await Applicant.get(id=contract.applicant_id), by=made.awarder)
    await send_message(former, client_message_id="1", body="What now?", reply_to=None, by=made.receiver)


async def test_a_contract_that_has_ended_gets_no_conversation_any_more() -> None:
    made = await deal()
    contract = await made.drafted()
    await refuse_contract(contract, made.firm, reason="Too little.", by=made.receiver)
    async with refused("WRONG_STATE"):
        await open_conversation_of_contract(contract, by=made.awarder)


WARRANTY = {"key": "warranty_months", "label": "Months of warranty", "type": "NUMBER", "least": "0", "most": "60"}


@pytest.mark.everywhere
@pytest.mark.parametrize("months", [None, "2", "14"])
@pytest.mark.parametrize("is_terminated", [False, True])
async def test_cm1_as_long_as_duties_outlast_a_contract_its_sides_can_write_to_each_other(
    months: str | None, is_terminated: bool, time: Time, tmp_path: Path
) -> None:
    """As long as the warranty lasts, and for 90 days at least."""
    made = await deal()
    made.template = await template(fields=[*FIELDS, {**WARRANTY, "isRequired": False}])
    given = {"warranty_months": months} if months else {}
    contract = await made.effective(fields=fields(scope="A portal.", **given))
    with till(tmp_path) as sandbox:
        money = Escrow(sandbox, Amending(made, contract))
        if is_terminated:
            await propose_termination(contract, made.house, reason="Over.", by=made.awarder)
            await accept_termination(contract, made.firm, by=made.receiver)
        else:
            for number in (1, 2):
                await money.done(number)
    ended = await Contract.get(id=contract.id)
    assert ended.state == ("TERMINATED" if is_terminated else "COMPLETED")
    until = time.now.replace(year=2031, month=3) if months == "14" else time.now + 90 * DAY
    assert duties_end(ended) == until
    warranty = {None: None, "2": time.now.replace(year=2030, month=3), "14": until}[months]
    assert warranty_ends(ended) == warranty
    time.now = until - MOMENT
    talk = await open_conversation_of_contract(contract, by=made.awarder)
    await send_message(talk, client_message_id="1", body="It leaks.", reply_to=None, by=made.awarder)
    assert MACHINE.actions(await case_of(talk), made.receiver) == ["SEND"]
    time.now = until
    assert MACHINE.actions(await case_of(talk), made.receiver) == []
    async with refused("WRONG_STATE"):
        await send_message(talk, client_message_id="2", body="Still?", reply_to=None, by=made.receiver)


async def test_a_message_about_a_contract_names_it_to_whom_it_is_told() -> None:
    made, contract, talk = await talking()
    await send_message(talk, client_message_id="1", body="Shall we?", reply_to=None, by=made.awarder)
    (told,) = await Notification.filter(kind=NotificationKind.MESSAGE_RECEIVED.value)
    assert (told.user_id, told.subject_type, told.subject_id) == (made.receiver.user.id, "conversation", talk.id)
    assert told.facts == {
        "sender": made.awarder.user.name,
        "demand": made.demand.title,
        "contract": contract.number,
    }
