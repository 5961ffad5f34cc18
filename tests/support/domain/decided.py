"""What follows the bids of that market: judgements, talks, an interview, and a contract with all that belongs to it."""

from datetime import timedelta
from typing import Any

from models.accounts.users import User
from models.clock import now
from models.contracts.contract import ContractStage, StageState
from models.disputes.dispute import Settlement
from models.ids import key_of, opaque
from models.messages.conversations import Conversation
from models.notifications.kinds import Notification
from models.payments.payment import Payment, PaymentKind, PayoutAccount
from tests.support.api.uploading import uploaded
from tests.support.domain.contracting import contracted, supplement_to, terms_of
from tests.support.domain.market import PASSWORD, Person
from tests.support.domain.reviewed import review_contract
from tests.support.domain.viewers import Market, key_in

SUPPLEMENTS = "query ($id: ID!) { contract(id: $id) { supplements { document { id } copies { id } } } }"
TAXES = {"address": ["1 High Street"], "city": "Springfield"}
FILES = (
    "... on CreditNote { document { id } structured { id } invoice { id number document { id } structured { id } } }"
)


def candidate_of(made: Market, kind: str, name: str) -> str:
    """The id of the application's candidate, which its applicant never learns."""
    place = ("anna", "rival").index(name)
    return [id for id, (row, _) in made.things.items() if row == f"standing, {kind}"][place]


async def decide(made: Market, *kinds: str, award: str) -> None:
    """Makes the awarder's decisions once it can read the bids, up to an award."""
    for kind in kinds:
        await _judge(made, kind)
    for kind in kinds:
        await _talk_with(made, "anna", kind, invites="resource_manager" if kind == kinds[0] else None)
    await _talk_with(made, "rival", kinds[0])
    owner = made.people["owner"]
    offered = await owner.do(
        "awardDemand",
        candidateId=candidate_of(made, award, "anna"),
        reason=f"mark-{award}-award",
        justification="Whoever ranks first has no time.",
        expectedVersion=await owner.version(made.demands[award]),
    )
    made.note("award", award, id=offered["id"])
    made.note(f"record, {award}", award, f"mark-{award}-award")
    await _contract(made, award, offered)
    await review_contract(made, award)
    about = {"contractId": made.contracts[award]["id"]}
    await _talk(made, "talk of contract", award, made.people["anna"], about)
    await _dispute(made, award)
    await _inboxes(made)


async def _judge(made: Market, kind: str) -> None:
    owner = made.people["owner"]
    anna, rival = candidate_of(made, kind, "anna"), candidate_of(made, kind, "rival")
    await owner.do("markCandidateRead", candidateId=anna)
    for scope, row in (("TEAM", "team remark"), ("PRIVATE", "private remark")):
        mark = f"mark-{kind}-{row.replace(' ', '-')}"
        remark = await owner.do("addRemark", candidateId=anna, body=mark, scope=scope)
        made.note(row, kind, mark, id=remark["id"])
        await owner.do("editRemark", remarkId=remark["id"], body=mark)
    gone = await owner.do("addRemark", candidateId=anna, body="mark-gone", scope="TEAM")
    await owner.do("deleteRemark", remarkId=gone["id"])
    made.note("deleted remark", kind, "mark-gone")
    note = f"mark-{kind}-elimination"
    await owner.do("eliminateCandidates", candidateIds=[rival], reason="OTHER", note=note)
    made.note(f"record, {kind}", kind, note)
    version = next(each["version"] for each in await owner.candidates(made.demands[kind]) if each["id"] == anna)
    await owner.do("placeAlternative", candidateId=anna, expectedVersion=version)
    if not made.interviews:
        await _meet(made, kind)


async def _meet(made: Market, kind: str) -> None:
    """An interview with Anna, with signals."""
    owner, anna = made.people["owner"], made.people["anna"]
    mark, start = f"mark-{kind}-topic", now() + timedelta(minutes=1)
    slot = {"startsAt": start.isoformat(), "endsAt": (start + timedelta(minutes=15)).isoformat()}
    offered = await owner.do(
        "proposeInterview",
        applicantId=made.applications[kind, "anna"]["id"],
        topic=mark,
        media="VIDEO",
        timeZone="UTC",
        slots=[slot],
    )
    id = {"interviewId": offered["id"]}
    made.interviews[kind] = offered["id"]
    made.note("interview", kind, mark, id=offered["id"])
    await anna.do("acceptSlot", **id, startsAt=slot["startsAt"])
    host, guest = await owner.do("joinInterview", **id), await anna.do("joinInterview", **id)
    made.peer = guest["peerId"]
    await owner.do("admitGuest", **id, userId=anna.user)
    for by, peer, said in ((owner, guest, "host"), (anna, host, "guest")):
        payload = f"v=0 mark-{kind}-{said}-signal"
        await by.do("sendSignal", **id, toPeerId=peer["peerId"], kind="OFFER", payload=payload)
        made.note(f"signal of {said}", kind, payload)
    await anna.do("consentToRecording", **id, consents=True)


async def _talk_with(made: Market, who: str, kind: str, *, invites: str | None = None) -> None:
    """The conversation of the two sides of an application."""
    about = {"applicantId": made.applications[kind, who]["id"]}
    await _talk(made, f"talk of {who}, {kind}", kind, made.people[who], about, invites=invites)


async def _talk(
    made: Market, row: str, kind: str, bidder: Person, about: dict[str, str], *, invites: str | None = None
) -> None:
    """What the two sides say about an application or a contract."""
    owner, mark = made.people["owner"], f"mark-{row.replace(' ', '-').replace(',', '')}"
    opened = await bidder.do("openConversation", **about)
    made.talks[row.removeprefix("talk of ")] = opened
    made.note(row, kind, id=opened["id"])
    if invites:
        await owner.do("inviteToConversation", conversationId=opened["id"], userId=made.people[invites].user)
    given = {"conversationId": opened["id"], "clientMessageId": "1"}
    asked = await owner.do("sendMessage", **given, body=f"{mark}-asked-at-first")
    await owner.do("editMessage", messageId=asked["id"], body=f"{mark}-asked")
    drawing = await uploaded(bidder, f"%PDF- {mark}".encode(), f"{mark}-file.pdf")
    said = {"body": f"{mark}-answered", "replyToId": asked["id"], "attachmentIds": [drawing]}
    answer = await bidder.do("sendMessage", **given, **said)
    made.attach(row, kind, drawing)
    made.note(row, kind, f"{mark}-file")
    for message, text in ((asked, f"{mark}-asked"), (asked, f"{mark}-asked-at-first"), (answer, f"{mark}-answered")):
        made.note(row, kind, text, id=message["id"])
    given["clientMessageId"] = "2"
    slip = await owner.do("sendMessage", **given, body=f"{mark}-slip")
    made.note(row, kind, id=slip["id"])
    await owner.do("deleteMessage", messageId=slip["id"])
    made.note("deleted message", kind, f"{mark}-slip")
    await bidder.do("markRead", conversationId=opened["id"], through=3)


async def _contract(made: Market, kind: str, award: dict[str, Any]) -> None:
    """The contract of the award, which Anna has revised, both sides have executed, and the awarder would change."""
    owner, anna, mark = made.people["owner"], made.people["anna"], f"mark-{kind}-contract"
    drafted = await contracted(owner, anna, award, services=f"{mark}-drafted")
    again = await terms_of(anna, "B2B", drafted["total"]["amount"], services=f"{mark}-revised")
    del again["templateVersionId"]
    revised = await anna.do("reviseContract", contractId=drafted["id"], expectedVersion=1, **again)
    party = made.applications[kind, "anna"]["party"]["id"]
    given = {"contractId": drafted["id"], "digest": revised["digest"]}
    await owner.do("approveTerms", **given, partyId=owner.party)
    made.contracts[kind] = approved = await anna.do("approveTerms", **given, partyId=party)
    await owner.do("printContract", contractId=drafted["id"])
    signed = await anna.do("signContract", **given, partyId=party, password=PASSWORD)
    await owner.do("authorizeSigner", partyId=owner.party, userId=made.people["manager"].user)
    executed = await owner.do("signContract", **given, partyId=owner.party, password=PASSWORD)
    proposed = await supplement_to(drafted["id"], owner, rationale=f"{mark}-rationale")
    made.supplements[kind] = proposed
    await owner.do("printSupplement", supplementId=proposed["id"])
    made.note("contract", kind, f"{mark}-rationale", id=proposed["id"])
    made.note("contract", kind, f"{mark}-drafted", f"{mark}-revised", id=drafted["id"])
    for stage in approved["stages"]:
        made.note("contract", kind, id=stage["id"])
    await _payments(made, kind, approved["stages"][0]["id"], f"{mark}-checkout")
    (changed,) = (await owner.ask(SUPPLEMENTS, id=drafted["id"]))["contract"]["supplements"]
    documents = [each["document"] for each in (approved, signed, executed, changed)]
    for each in (*documents, *changed["copies"]):
        made.attach("contract", kind, opaque("Upload", key_in("Attachment", each["id"])))
    await _invoice(made, kind)


async def _payments(made: Market, kind: str, stage: str, mark: str) -> None:
    """A payment of the awarder for a stage, which waits for its payer, and the account to which they are paid out."""
    party, url, at = key_in("Party", made.people["owner"].party), f"https://pay.example/{mark}", now()
    payment = await Payment.create(
        kind=PaymentKind.PAY_IN,
        stage_id=key_in("Stage", stage),
        party_id=party,
        amount_minor=1,
        currency="EUR",
        provider="sandbox",
        provider_ref=mark,
        checkout_url=url,
        key=mark,
        made_at=at,
    )
    account = await PayoutAccount.create(party_id=party, provider="sandbox", made_at=at)
    made.note("contract", kind, id=opaque("Payment", payment.id))
    made.note("checkout of a payment", kind, url)
    made.note("account of a party", "owner", id=opaque("PayoutAccount", account.id))


async def _invoice(made: Market, kind: str) -> None:
    """An invoice on what was released of the contract, and a credit note to it; Anna has another request to answer."""
    owner, anna, mark = made.people["owner"], made.people["anna"], f"mark-{kind}-contract"
    party = made.applications[kind, "anna"]["party"]["id"]
    for who, of, country in ((owner, owner.party, "US"), (anna, party, "DE")):
        details = {**TAXES, "country": country, "name": f"{mark}-taxes", "taxNumber": "12/345"}
        await who.do("describeTaxes", partyId=of, details=details)
    stage = made.contracts[kind]["stages"][0]["id"]
    await ContractStage.filter(id=key_in("Stage", stage)).update(funded_minor=2_000, released_minor=1_000)
    asked = await owner.do("requestInvoice", stageId=stage)
    issued = await anna.do("issueInvoice", invoiceId=asked["id"])
    given = {"amount": {"amount": "1.00", "currency": "USD"}, "reason": f"{mark}-reason"}
    credit = await anna.do("creditInvoice", invoiceId=issued["id"], **given)
    await ContractStage.filter(id=key_in("Stage", stage)).update(released_minor=2_000)
    again = await owner.do("requestInvoice", stageId=stage)
    await anna.do("rejectInvoice", invoiceId=again["id"], reason=f"{mark}-rejection")
    made.note("contract", kind, f"{mark}-reason", f"{mark}-rejection", id=asked["id"])
    for each in (again, credit):
        made.note("contract", kind, id=each["id"])
    found = await made.post(owner, f"query ($id: ID!) {{ node(id: $id) {{ {FILES} }} }}", id=credit["id"])
    for each in (found["data"]["node"], found["data"]["node"]["invoice"]):
        for file in (each["document"], each["structured"]):
            made.attach("contract", kind, opaque("Upload", key_in("Attachment", file["id"])))


async def _dispute(made: Market, kind: str) -> None:
    """A dispute about the first stage: Anna has opened it, the awarder has answered, and proposes to settle."""
    owner, anna, mark = made.people["owner"], made.people["anna"], f"mark-{kind}-dispute"
    stage = made.contracts[kind]["stages"][0]["id"]
    held = {"state": StageState.SUBMITTED, "submitted_at": now(), "funded_minor": 2_500}
    await ContractStage.filter(id=key_in("Stage", stage)).update(**held)
    opened = await anna.do("openDispute", stageId=stage, reason=f"{mark}-reason")
    proof = await uploaded(owner, f"%PDF- {mark}".encode(), f"{mark}-file.pdf")
    given = {"disputeId": opened["id"], "partyId": owner.party}
    answered = await owner.do("answerDispute", **given, body=f"{mark}-statement", attachmentIds=[proof])
    parts = {"toReceiver": _usd("2.00"), "toAwarder": _usd("3.00"), "note": f"{mark}-note"}
    await owner.do("proposeSettlement", **given, **parts, expectedVersion=answered["version"])
    settlement = await Settlement.get(dispute_id=key_in("Dispute", opened["id"]))
    talk = await Conversation.get(dispute_id=settlement.dispute_id)
    made.attach("contract", kind, proof)
    made.note("contract", kind, f"{mark}-reason", f"{mark}-statement", f"{mark}-note", id=opened["id"])
    made.note("contract", kind, id=opaque("Settlement", settlement.id))
    made.note("talk of contract", kind, id=opaque("Conversation", talk.id))


def _usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


async def _inboxes(made: Market) -> None:
    """Everyone's inbox. Anna's has the award; the awarder's owner has read theirs."""
    for name, somebody in made.people.items():
        user = key_of("User", somebody.user)
        rows = await Notification.filter(user_id=user).order_by("id") if user else []
        made.inboxes[name] = {opaque("Notification", row.id) for row in rows}
        if name == "anna":
            made.note("notification", "anna", id=opaque("Notification", rows[-1].id))
        if name == "owner":
            await somebody.do("markNotificationsRead", throughId=opaque("Notification", rows[-1].id))
    await User.filter(email=made.people["owner"].email).update(email_verified_at=now())
