"""Decisions: the viewer's rights are checked when the act happens, not when it was requested."""

import ast
import asyncio
from typing import Any
from uuid import UUID

import pytest
from graphql import GraphQLError

from models.accounts.invitations import invite_member
from models.accounts.members import change_member_role, create_party, remove_member
from models.accounts.parties import Invitation, MemberRole, Membership, Party, PartyKind
from models.accounts.sessions import Session, end_all_sessions, revoke_session
from models.accounts.viewer import SessionEnded, Viewer
from models.changes import change
from models.demands.applicants import Applicant
from models.demands.demand import Bidding, Demand, DemandState
from models.demands.ending import suspend_demand
from models.errors import Refused
from models.messages.conversations import Conversation, ConversationKind, open_conversation, show_typing
from models.messages.message import Message
from models.messages.reading import mark_read, unread_counts
from models.messages.sending import send_message
from models.notifications.kinds import Notification
from models.workbench.remarks import Remark, RemarkScope, add_remark
from schema.errors import told
from tests.support.domain.inside import applied, opened, party_of, people_in, somebody
from tests.support.sources import ROOT, modules_in

QUEUED = 150
# Parts of verbs that have checked already, and ephemeral ones.
NOT_ASKING = {
    "as_of_now",
    "attach",
    "attach_to_draft",
    "attach_to_demand",
    "show_typing",
    "preview_amendment",  # nothing is stored
    # What is made before a decision, which asks.
    *("keep_made", "look_at", "make_document", "own_upload", "prepare_copy", "prepare_draft", "prepare_revision"),
    *("prepare_supplement", "prepare_supplement_copy", "make_copy", "press_template"),
    # What executing takes, of contracts and supplements.
    *("with_signature", "with_scan", "with_copy", "check_own_upload", "authority_of", "note_of_staff"),
}


def verbs() -> list[tuple[str, ast.AsyncFunctionDef]]:
    """The public verbs that take a viewer, with their modules."""
    found = []
    for file, module in modules_in("models").items():
        for node in module.body:
            if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_"):
                taken = {each.arg: each.annotation for each in (*node.args.args, *node.args.kwonlyargs)}
                by = taken.get("by")
                if isinstance(by, ast.Name) and by.id == "Viewer":
                    found.append((f"{file.relative_to(ROOT)}:{node.name}", node))
    return found


def called_in(node: ast.AST) -> set[str]:
    calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    return {each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in calls}


async def joined(party: Party, role: MemberRole = MemberRole.MANAGER) -> Viewer:
    """A member of the party, and the same viewer from before they joined."""
    who = await somebody()
    await Membership.create(party=party, user=who.user, role=role, joined_at=party.created_at)
    return Viewer(who.user, who.session_id, {**who.roles, party.id: role}, who.staff, who.expires_at)


async def talking() -> tuple[Viewer, Viewer, Conversation]:
    """An awarder and a manager of theirs, with a conversation."""
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    applicant = await applied(bidder, demand)
    manager = await joined(await Party.get(id=demand.awarder_id))
    return awarder, manager, await open_conversation(applicant, by=awarder)


async def say(place: Conversation, number: int, by: Viewer) -> Message | BaseException:
    try:
        return await send_message(place, client_message_id=str(number), body=f"{number}", reply_to=None, by=by)
    except (Refused, SessionEnded) as refusal:
        return refusal


@pytest.mark.anywhere
def test_every_verb_reads_again_who_asks_or_leaves_that_to_another_verb() -> None:
    # A lock's `hold` reads it in its statement.
    reading, found = {"decide", "as_of_now", "hold"}, dict(verbs())
    assert len(found) > 50
    # A private function of the same module may do it for several verbs.
    inner: dict[str, set[str]] = {}
    for module in modules_in("models").values():
        for node in module.body:
            if isinstance(node, ast.AsyncFunctionDef):
                inner.setdefault(node.name, set()).update(called_in(node))
    for _ in range(3):
        for name, calls in inner.items():
            inner[name] = calls | {deeper for call in calls for deeper in inner.get(call, set()) & reading}
    silent = [where for where, node in found.items() if node.name not in NOT_ASKING and not inner[node.name] & reading]
    assert silent == []


@pytest.mark.heavy
@pytest.mark.usefixtures("database")
async def test_nothing_of_a_removed_manager_is_committed_after_the_removal_has_answered() -> None:
    awarder, manager, place = await talking()
    sending = [asyncio.create_task(say(place, number, manager)) for number in range(QUEUED)]
    await sending[0]
    await remove_member(await party_of(awarder), manager.user.id, by=awarder)
    counted = await Message.filter(conversation_id=place.id).count()
    answers = await asyncio.gather(*sending)
    said = [answer for answer in answers if isinstance(answer, Message)]
    assert await Message.filter(conversation_id=place.id).count() == counted == len(said)
    assert {answer.code for answer in answers if isinstance(answer, Refused)} <= {"NOT_FOUND"}
    assert [message.seq for message in sorted(said, key=lambda each: each.seq)] == list(range(1, counted + 1))


@pytest.mark.heavy
@pytest.mark.usefixtures("database")
async def test_nothing_of_a_demoted_owner_is_committed_after_the_demotion_has_answered() -> None:
    founder = await somebody()
    team = await create_party(name="Team", kind=PartyKind.TEAM, by=founder)
    second = await joined(team, MemberRole.OWNER)

    async def invite(number: int) -> Invitation | BaseException:
        address = f"accomplice{number}@example.org"
        try:
            return await invite_member(team, email=address, role=MemberRole.OWNER, by=second)
        except Refused as refusal:
            return refusal

    inviting = [asyncio.create_task(invite(number)) for number in range(QUEUED)]
    await inviting[0]
    await change_member_role(team, second.user.id, role=MemberRole.MANAGER, by=founder)
    # What they had sent before has ended with the right to send it.
    assert await Invitation.all().count() == 0
    answers = await asyncio.gather(*inviting)
    assert await Invitation.all().count() == 0
    refusals = [answer.code for answer in answers if isinstance(answer, Refused)]
    assert set(refusals) <= {"NOT_ALLOWED"}
    assert len(refusals) + len([each for each in answers if isinstance(each, Invitation)]) == QUEUED


@pytest.mark.heavy
@pytest.mark.usefixtures("database")
async def test_nothing_of_a_revoked_session_is_committed_after_the_revocation_has_answered() -> None:
    _, manager, place = await talking()
    sending = [asyncio.create_task(say(place, number, manager)) for number in range(QUEUED)]
    await sending[0]
    async with change():
        await end_all_sessions(manager.user)
    counted = await Message.filter(conversation_id=place.id).count()
    answers = await asyncio.gather(*sending)
    assert await Message.filter(conversation_id=place.id).count() == counted
    assert all(isinstance(answer, Message | SessionEnded) for answer in answers)
    assert [answer.is_revoked for answer in answers if isinstance(answer, SessionEnded)] == [True] * (QUEUED - counted)


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_who_signs_out_has_nothing_done_by_that_session_afterwards() -> None:
    _, manager, place = await talking()
    assert manager.session_id is not None
    ended = await revoke_session(manager.session_id, by=manager)
    assert ended.revoked_at is not None
    with pytest.raises(SessionEnded):
        await send_message(place, client_message_id="1", body="Late.", reply_to=None, by=manager)
    assert not await Message.exists(conversation_id=place.id)
    assert await Session.filter(user_id=manager.user.id, revoked_at=None).count() == 0


@pytest.mark.anywhere
@pytest.mark.parametrize("is_revoked", [True, False])
def test_a_session_that_ended_while_a_mutation_waited_is_told_as_such(is_revoked: bool) -> None:
    ended = GraphQLError("raised", path=["sendMessage"], original_error=SessionEnded(is_revoked=is_revoked))
    assert (told(ended).extensions or {})["code"] == "UNAUTHENTICATED"


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_rights_that_came_since_count_as_well_as_rights_that_went() -> None:
    awarder = await somebody()
    demand = await opened(awarder)
    await applied(await somebody(), demand)
    (applicant,) = await Applicant.filter(demand_id=demand.id).select_related("candidate")
    member = await joined(await Party.get(id=demand.awarder_id), MemberRole.MEMBER)
    stale = Viewer(member.user, member.session_id, {}, frozenset(), member.expires_at)
    remark = await add_remark(applicant.candidate, body="Good.", scope=RemarkScope.TEAM, by=stale)
    assert remark.author_id == member.user.id
    await Membership.filter(user_id=member.user.id, party_id=demand.awarder_id).update(role=MemberRole.OWNER)
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        await suspend_demand(demand, reason="I may not.", by=member)
    await Membership.filter(user_id=member.user.id, party_id=demand.awarder_id).delete()
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        await add_remark(applicant.candidate, body="Gone.", scope=RemarkScope.TEAM, by=member)
    assert await Remark.filter(candidate_id=applicant.candidate.id).count() == 1
    assert (await Demand.get(id=demand.id)).state is DemandState.OPEN


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_a_conversation_without_a_demand_is_talked_in_as_any_other() -> None:
    one, other, stranger = await somebody(), await somebody(), await somebody()
    (ours,), (theirs,) = one.roles, other.roles
    made = await Conversation.create(
        kind=ConversationKind.CONTRACT,
        awarder_id=ours,
        receiver_id=theirs,
        opened_by_id=one.user.id,
        opened_at=one.user.created_at,
        last_at=one.user.created_at,
    )
    sent = await send_message(made, client_message_id="1", body="Shall we begin?", reply_to=None, by=one)
    assert (sent.seq, sent.party_id) == (1, ours)
    assert await people_in(made, one) == [one.user.id, other.user.id]
    assert await unread_counts([made.id], other.user.id) == {made.id: 1}
    (told,) = await Notification.filter(user_id=other.user.id)
    assert (told.subject_type, told.facts) == ("conversation", {"sender": one.user.name})
    await mark_read(made, through=1, by=other)
    assert await unread_counts([made.id], other.user.id) == {made.id: 0}
    assert (await show_typing(made, by=other)).user == other.user.id
    refused: Any = await say(made, 2, stranger)
    assert refused.code == "NOT_FOUND"


@pytest.mark.anywhere
@pytest.mark.usefixtures("database")
async def test_sealed_bids_are_still_talked_about_nowhere() -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=Bidding.SEALED)
    applicant = await applied(bidder, demand)
    with pytest.raises(Refused, match="SEALED"):
        await open_conversation(applicant, by=awarder)
    assert isinstance(demand.id, UUID)
