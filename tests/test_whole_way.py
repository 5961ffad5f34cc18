"""The whole way of a tender: from its bids over award, stages, supplement, dispute and invoices to two reviews."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.invoices.details import TaxDetails
from models.money import rounded
from tests.replay.awarding import awarded, tender_in
from tests.replay.crowd import gathered
from tests.support.api.client import http_client
from tests.support.api.clocked import ClockedServer
from tests.support.api.services import Postgres, Sqlite
from tests.support.documents.pdfs import text_of
from tests.support.domain.invoicing import AMERICAN, BERLINER, GERMAN, JAPANESE, TOKYOITE
from tests.support.domain.market import INBOX, Person
from tests.support.domain.paying import press
from tests.support.domain.way import EVER, Side, Way, desk_of, taken, template_of, totals
from tests.support.waiting import until
from tests.test_operations import do

FEE = 500  # basis points
WHY = "query ($id: ID!) { node(id: $id) { ... on Invoice { whyNotStructured } } }"
# What each side is told, the awarder first; of the dispute's end, by a ruling or by agreement.
TOLD = (
    """TEMPLATE_DELIVERED BID_ARRIVED BID_ARRIVED AWARD_ANSWERED CONTRACT_TO_SIGN STAGE_TO_FUND STAGE_TO_FUND
    SUPPLEMENT_TO_SIGN STAGE_FUNDED STAGE_FUNDED STAGE_FUNDED STAGE_FUNDED
    WORK_SUBMITTED WORK_SUBMITTED WORK_SUBMITTED WORK_SUBMITTED
    INVOICE_ISSUED INVOICE_ISSUED INVOICE_ISSUED DISPUTE_STATEMENT SETTLEMENT_PROPOSED CONTRACT_COMPLETED REVIEW_DUE
    REVIEW_PUBLISHED""",
    """DEMAND_CLOSED AWARD_OFFERED CONTRACT_DRAFTED CONTRACT_APPROVED CONTRACT_EFFECTIVE SUPPLEMENT_PROPOSED
    SUPPLEMENT_ACTIVE STAGE_FUNDED STAGE_FUNDED STAGE_FUNDED STAGE_FUNDED REWORK_REQUESTED WORK_ACCEPTED WORK_ACCEPTED
    STAGE_RELEASED STAGE_RELEASED STAGE_RELEASED STAGE_REFUNDED INVOICE_REQUESTED INVOICE_CREDITED INVOICE_CREDITED
    DISPUTE_OPENED CONTRACT_COMPLETED REVIEW_DUE REVIEW_PUBLISHED""",
)
RULED = ("DISPUTE_IN_MEDIATION DISPUTE_RULED INVOICE_CREDITED", "DISPUTE_IN_MEDIATION DISPUTE_RULED")
SETTLED = ("", "DISPUTE_SETTLED")


@pytest.fixture
async def market(databases: Postgres | Sqlite, template: str, tmp_path: Path) -> AsyncIterator[ClockedServer]:
    url = await databases.create(template)
    # A mediator is called soon.
    with ClockedServer(tmp_path, DATABASE_URL=url, DISPUTE_NEGOTIATION_WORKING_DAYS="1") as running:
        yield running
        assert [word for word in ("Traceback", "locked") if word in running.log()] == []
    await databases.drop(url)


@pytest.mark.parametrize(
    ("currency", "seller", "buyer", "tax"),
    [
        ("EUR", GERMAN, BERLINER, 1_900),
        ("JPY", JAPANESE, TOKYOITE, 1_000),
        ("KWD", GERMAN, AMERICAN, 0),
    ],
)
async def test_es1_from_a_tender_to_two_reviews_every_unit_of_money_is_accounted_for(
    market: ClockedServer, currency: str, seller: TaxDetails, buyer: TaxDetails, tax: int
) -> None:
    """What both sides, the platform and the provider say adds up to zero, as the answers to each of them have it."""
    desk = await desk_of(market)
    async with gathered(market.url, people=2) as crowd:
        receiver, award = await awarded(crowd, tender_in(currency))
        way = Way(market, Side(crowd.awarder, crowd.awarder.party), Side(receiver, receiver.party), award)
        third = way.price // 3
        amounts = (third, third + 7, way.price - 2 * third - 7)
        await way.draft(await template_of(way.awarder, desk.professional), amounts)
        await way.describe(seller, buyer)
        async with way.followed():
            await way.sign()
            await first_stage(way, tax)
            await paid_out(way, desk.administrator)
            await second_stage(way)
            await third_stage(way, desk.mediator)
            await reviewed(way)
        await all_was_heard(way)
        await is_invoiced(way)
        await is_accounted_for(way, amounts)


async def first_stage(way: Way, tax: int) -> None:
    """ES-3 to ES-8 and IN-1: paid in, reworked, accepted, released in two parts, and invoiced on request."""
    whole = way.worth[1]
    await way.fund(1)
    await way.submit(1)
    await way.rework(1)
    await way.submit(1)
    await way.accept(1)
    await way.release(1, whole // 3, "PARTLY_RELEASED")
    await way.release(1, whole - whole // 3, "RELEASED")
    invoice = await way.invoiced(1, asked=True)
    net, due, gross = (way.minor(invoice[each]) for each in ("net", "tax", "gross"))
    assert (net + due, due, gross) == (whole, whole - rounded(whole * 10_000, 10_000 + tax), whole)
    async with http_client() as client:
        pdf = await client.get(invoice["document"]["url"])
        assert invoice["number"] in text_of(pdf.content)
        if way.currency == "KWD":
            assert invoice["structured"] is None
        else:
            xml = await client.get(invoice["structured"]["url"])
            assert f">{invoice['gross']['amount']}<" in xml.text
    why = await way.receiver.person.ask(WHY, id=invoice["id"])
    assert why["node"]["whyNotStructured"] == ("THREE_DECIMALS" if way.currency == "KWD" else None)


async def paid_out(way: Way, administrator: Person) -> None:
    """What was released waits for the receiver's account, and goes there once that is ready."""
    receiver = way.receiver
    asked = {"partyId": receiver.party, "currency": way.currency}
    assert await receiver.person.refused("requestPayout", **asked) == "PAYOUTS_NOT_READY"
    await do(administrator.client, "VerifyParty", partyId=receiver.party)
    account = await receiver.do("StartOnboarding", partyId=receiver.party)
    await press(account["url"], "complete")
    await until(lambda: is_empty(way))
    assert (await receiver.run("PayoutAccountOf", id=receiver.party))["payoutAccount"]["state"] == "ACTIVE"
    assert await receiver.person.refused("requestPayout", **asked) == "NOTHING_TO_PAY_OUT"


async def is_empty(way: Way) -> bool:
    return (await way.receiver.statement(way.currency))[-1]["kind"] == "PAID_OUT"


async def second_stage(way: Way) -> None:
    """CO-9 and IN-5: a supplement takes from it what was invoiced ahead, which goes back once, with its credit note."""
    before = way.worth[2]
    await way.fund(2)
    await way.fund(3)
    invoice = await way.invoiced(2)
    less = before // 5 + 1
    way.refunded[2] = less
    await way.supplement({2: before - less, 3: way.worth[3] + less // 2})
    await way.both_hear_of(2, "FUNDED")
    # The other one lacks some now.
    assert await way.fund(3) == less // 2
    await is_credited(way, invoice, less)
    await way.submit(2)
    await way.accept(2)
    await way.release(2, way.worth[2], "SETTLED")


async def is_credited(way: Way, invoice: dict[str, Any], minor: int) -> None:
    found = await way.invoice(invoice["id"])
    (note,) = found["creditNotes"]
    assert (found["state"], way.minor(note["gross"])) == ("PARTLY_CREDITED", minor)


async def third_stage(way: Way, mediator: Person) -> None:
    """ES-6 and ES-13: both sides say what they have to; a mediator divides what is held, or they agree on it."""
    whole = way.worth[3]
    invoice = await way.invoiced(3)
    await way.submit(3)
    opened = await way.awarder.do("OpenDispute", stageId=await way.id_of(3), reason="It does not run.")
    await way.both_hear_of(3, "DISPUTED")
    dispute = {"disputeId": opened["id"]}
    given = {**dispute, "partyId": way.receiver.party, "body": "It runs here.", "attachmentIds": []}
    said = await way.receiver.do("AnswerDispute", **given)
    back = whole // 2 + 3
    parts = {"toReceiver": way.money(whole - back), "toAwarder": way.money(back)}
    given = {**dispute, "partyId": way.receiver.party, **parts, "expectedVersion": said["version"]}
    proposed = await way.receiver.do("ProposeSettlement", **given, note="Half of it.")
    way.released[3], way.refunded[3] = whole - back, back
    if way.currency == "EUR":
        way.server.move_on(timedelta(days=14))
        await taken(mediator, "DISPUTE")
        await do(mediator.client, "RuleDispute", **dispute, **parts, reason="Half of it runs.")
    else:
        given = {**dispute, "partyId": way.awarder.party, "digest": proposed["settlement"]["digest"]}
        await way.awarder.do("AcceptSettlement", **given)
    await way.both_hear_of(3, "SETTLED")
    await way.both_hear("ContractChanged", state="COMPLETED")
    await is_credited(way, invoice, back)


async def reviewed(way: Way) -> None:
    """RP-1 to RP-4: each side writes unseen; with the second review both are read, and count."""
    one, other = way.sides
    keys = ("QUALITY", "COMMUNICATION", "SCHEDULE", "EXPERTISE"), ("BRIEF", "COMMUNICATION", "PAYMENT")
    points = (5, 4, 4, 5), (3, 5, 5)
    for by in (other, one):
        before = await by.run("PartyReviews", id=by.party, first=5)
        assert (before["rating"], before["reviews"]["edges"]) == ({"average": None, "count": 0}, [])
        row = int(by is other)
        scores = [{"key": key, "points": each} for key, each in zip(keys[row], points[row], strict=True)]
        given = {"workId": way.contract, "partyId": by.party, "scores": scores, "body": "They did it."}
        await by.do("WriteReview", **given)
    await way.both_hear("ReviewChanged")
    for by, given in zip((other, one), points, strict=True):
        found = await one.run("PartyReviews", id=by.party, first=5)
        (review,) = [edge["node"] for edge in found["reviews"]["edges"]]
        assert [each["points"] for each in review["scores"]] == [*given]
        assert found["rating"]["count"] == 1
        assert found["rating"]["average"] == review["average"]


async def is_accounted_for(way: Way, amounts: tuple[int, ...]) -> None:
    """ES-1, ES-8 and ES-9: statements, fee and the provider's movements, each as it is answered to whom it is for."""
    paid, back = sum(amounts) + way.refunded[2] // 2, sum(way.refunded.values())
    released = sum(way.released.values())
    fee = sum(rounded(minor * FEE, 10_000) for minor in way.released.values())
    out = released - fee
    await until(lambda: is_settled(way))
    paying, earning = [await lines_of(way, side) for side in way.sides]
    assert totals(paying) == {"PAID_IN": paid, "FUNDED": -paid, "REFUNDED": back, "PAID_OUT": -back}
    assert totals(earning) == {"RELEASED": released, "FEE": -fee, "PAID_OUT": -out}
    moved = await way.movements()
    assert totals(moved) == {"PAY_IN": paid, "REFUND": back, "PAY_OUT": out}
    told = (await kinds_told(way.receiver))["PAYOUT_PAID"]
    assert told == [kind for kind, _ in moved].count("PAY_OUT") > 0
    # Not only in sum: each payment of the provider is a line of one side.
    said = [("PAY_IN", minor) for kind, minor in paying if kind == "PAID_IN"]
    said += [("REFUND", -minor) for kind, minor in paying if kind == "PAID_OUT"]
    said += [("PAY_OUT", -minor) for kind, minor in earning if kind == "PAID_OUT"]
    assert sorted(moved) == sorted(said)
    assert way.trial_balance() == {"CLEARING": 0, "FEE": fee, "OUTSIDE": -fee, "PARTY": 0, "STAGE": 0}
    assert paid - back - out - fee == 0
    assert way.server.run("reconcile", *(each.isoformat() for each in EVER)) == ""
    assert way.server.run("check") == "Every journal is intact.\n"


async def lines_of(way: Way, side: Side) -> list[tuple[str, int]]:
    """The kinds and amounts of a side's statement, each of which led to the balance that it says."""
    balance, found = 0, []
    for line in await side.statement(way.currency):
        balance += way.minor(line["amount"])
        assert way.minor(line["balanceAfter"]) == balance
        found.append((line["kind"], way.minor(line["amount"])))
    return found


async def is_settled(way: Way) -> bool:
    """Whether nothing is on its way any more, to the receiver or back."""
    return await is_empty(way) and way.trial_balance()["CLEARING"] == 0


async def is_invoiced(way: Way) -> None:
    """IN-2 and IN-3: what was invoiced and not credited is what was released, with numbers that have no gaps."""
    for side in way.sides:
        found = [edge["node"] for edge in (await side.run("Invoices", partyId=side.party, first=20))["edges"]]
        notes = [note for each in found for note in each["creditNotes"]]
        gross, credited = (sum(way.minor(each["gross"]) for each in documents) for documents in (found, notes))
        assert gross - credited == sum(way.released.values())
        for documents in (found, notes):
            numbers = sorted(int(each["number"].rpartition("-")[2]) for each in documents)
            assert numbers == [*range(1, len(documents) + 1)]


async def all_was_heard(way: Way) -> None:
    """Both sides have followed the same events, and each was told of what concerns it."""
    one, other = [[(each["cursor"], each["event"]["__typename"]) for each in side.heard] for side in way.sides]
    assert one == other
    changed = ("Contract", "Stage", "Supplement", "Dispute", "Invoice", "Review")
    assert {kind for _, kind in one} == {f"{each}Changed" for each in changed}
    ends = RULED if way.currency == "EUR" else SETTLED
    for side, told, at_its_end in zip(way.sides, TOLD, ends, strict=True):
        found = await kinds_told(side)
        # What is released while something is paid out goes together with what comes after it.
        found.pop("PAYOUT_PAID", None)
        assert found == Counter(told.split()) + Counter(at_its_end.split())


async def kinds_told(side: Side) -> Counter[str]:
    """The kinds of a side's notifications."""
    found = (await side.person.ask(INBOX, first=100))["viewer"]["notifications"]["edges"]
    return Counter(edge["node"]["kind"] for edge in found)
