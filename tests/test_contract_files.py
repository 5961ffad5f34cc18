"""Contracts over the API: their numbers, their files, whose downloads are logged (CO-12), conversation and record."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from models.ids import key_of
from tests.support.api.client import http_client
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.contracting import contracted, terms_of
from tests.support.domain.deal import entries
from tests.support.domain.market import CONVERSATION, INBOX, PASSWORD, TALK, Person, enterprise, published, submitted
from tests.support.domain.talk import CONVERSATIONS, SEARCH
from tests.test_bundle import broken, unpacked

# Files are served, and journals written, alike on both databases.
pytestmark = pytest.mark.anywhere


@dataclass
class Bound:
    """Two parties with a contract that one of them has signed."""

    awarder: Person
    receiver: Person
    contract: dict[str, Any]

    async def read(self, link: str, **how: Any) -> Any:
        async with http_client() as client:
            return await client.request(how.pop("method", "GET"), link, **how)

    async def downloads(self) -> list[tuple[str, str]]:
        """The file and the side of each download in the journal."""
        key = key_of("Contract", self.contract["id"])
        assert isinstance(key, UUID)
        return [(facts["file"], facts["side"]) for action, facts in await entries(key) if action == "DOWNLOADED"]


@pytest.fixture
async def bound(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Bound]:
    database = await databases.create(template)
    async with serving(database) as url:
        awarder, receiver = await enterprise(url, "The House"), await enterprise(url, "The Firm")
        drafted = await contracted(awarder, receiver, await awarded(awarder, receiver))
        stated = {"contractId": drafted["id"], "digest": drafted["digest"]}
        await awarder.do("approveTerms", **stated, partyId=awarder.party)
        await receiver.do("approveTerms", **stated, partyId=receiver.party)
        signed = await receiver.do("signContract", **stated, partyId=receiver.party, password=PASSWORD)
        yield Bound(awarder, receiver, signed)
    await databases.drop(database)


async def awarded(awarder: Person, receiver: Person) -> dict[str, Any]:
    """The award of a demand to its only bidder."""
    demand = await published(awarder)
    await submitted(receiver, demand)
    await awarder.do("closeBidding", demandId=demand)
    (candidate,) = await awarder.candidates(demand)
    given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await awarder.version(demand)}
    return await awarder.do("awardDemand", **given)


STATES = "query ($id: ID!) { contract(id: $id) { state executions { state } } }"
NAMES = "query ($id: ID!) { contract(id: $id) { document { fileName } } }"
LINKS = "query ($id: ID!) { contract(id: $id) { document { url } versions { document { url } } } }"


async def test_co12_each_download_stands_in_the_journal_and_nothing_else_does(bound: Bound) -> None:
    mine = (await bound.awarder.ask(LINKS, id=bound.contract["id"]))["contract"]
    signed, plain = mine["document"]["url"], mine["versions"][0]["document"]["url"]
    answer = await bound.read(signed)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert await bound.downloads() == [("SIGNED", "AWARDER")]
    theirs = (await bound.receiver.ask(LINKS, id=bound.contract["id"]))["contract"]
    await bound.read(theirs["document"]["url"], headers={"range": "bytes=0-99"})
    await bound.read(plain)
    logged = [("SIGNED", "AWARDER"), ("SIGNED", "RECEIVER"), ("UNSIGNED", "AWARDER")]
    assert await bound.downloads() == logged
    # Headers alone, the rest of a file, a file that is there already, and a link without its token.
    await bound.read(signed, method="HEAD")
    assert (await bound.read(signed, headers={"range": "bytes=100-199"})).status_code == 206
    assert (await bound.read(signed, headers={"if-none-match": answer.headers["etag"]})).status_code == 304
    assert (await bound.read(signed.split("?")[0])).status_code == 404
    assert await bound.downloads() == logged


async def test_a_wrong_password_signs_nothing(bound: Bound) -> None:
    given = {"contractId": bound.contract["id"], "digest": bound.contract["digest"], "partyId": bound.awarder.party}
    answer = await bound.awarder.act("signContract", **given, password="not this one")
    assert answer["code"] == "WRONG_CREDENTIALS"
    found = (await bound.awarder.ask(STATES, id=bound.contract["id"]))["contract"]
    assert found == {"state": "PARTLY_EXECUTED", "executions": [{"state": "EXECUTED"}, {"state": "PENDING"}]}


BUNDLE = "query ($id: ID!) { contract(id: $id) { bundleUrl } }"


async def test_the_bundle_of_an_effective_contract_is_checked_without_the_platform(bound: Bound) -> None:
    id = bound.contract["id"]
    assert (await bound.awarder.ask(BUNDLE, id=id))["contract"] == {"bundleUrl": None}
    stated = {"contractId": id, "digest": bound.contract["digest"], "partyId": bound.awarder.party}
    signed = await bound.awarder.do("signContract", **stated, password=PASSWORD)
    assert signed["state"] == "EFFECTIVE"
    assert await bound.awarder.refused("printContract", contractId=id) == "WRONG_STATE"
    link = (await bound.awarder.ask(BUNDLE, id=id))["contract"]["bundleUrl"]
    assert (await bound.read(link, method="HEAD")).status_code == 200
    answer = await bound.read(link)
    assert answer.headers["content-disposition"] == f'attachment; filename="{signed["number"]}.zip"'
    assert await broken(answer.content) == []
    files = unpacked(answer.content)
    assert {"signed.pdf", "document.pdf", "terms.json", "evidence/1.json", "evidence/2.json"} <= {*files}
    assert await bound.downloads() == [("BUNDLE", "AWARDER")]
    assert (await bound.read(link.split("?")[0])).status_code == 404


TALK_OF = f"query ($id: ID!) {{ contract(id: $id) {{ conversation {{ {CONVERSATION} contract {{ id }} }} }} }}"
RECORD = """query ($id: ID!, $order: RecordOrder, $first: Int, $after: String) { contract(id: $id) {
  recordLength recordDigest firstBrokenSeq record(order: $order, first: $first, after: $after) { totalCount
    edges { node { seq action side actor { id } reason facts { name value } canonical digest } }
    pageInfo { hasNextPage endCursor } } } }"""


async def test_cm1_both_sides_talk_about_their_contract_and_hear_each_other(bound: Bound) -> None:
    awarder, receiver, contract = bound.awarder, bound.receiver, bound.contract["id"]
    assert (await awarder.ask(TALK_OF, id=contract))["contract"] == {"conversation": None}
    for given in ({}, {"contractId": contract, "applicantId": contract}):
        answer = await awarder.act("openConversation", **given)
        assert (answer["__typename"], answer["fields"][0]["path"]) == ("InvalidInput", "contractId")
    stranger = await enterprise(awarder.client.url, "Others")
    assert (await stranger.act("openConversation", contractId=contract))["code"] == "NOT_FOUND"
    opened = await awarder.do("openConversation", contractId=contract)
    assert (opened["kind"], opened["actions"]) == ("CONTRACT", ["SEND", "INVITE"])
    async with receiver.client.subscribe(TALK, id=opened["id"], after=opened["cursor"]) as events:
        said = {"conversationId": opened["id"], "clientMessageId": "1", "body": "When do we begin?"}
        await awarder.do("sendMessage", **said)
        heard = (await events.next())["conversation"]["event"]
        assert (heard["__typename"], heard["message"]["body"]) == ("MessageSent", said["body"])
    found = (await receiver.ask(TALK_OF, id=contract))["contract"]["conversation"]
    assert (found["id"], found["unreadCount"], found["contract"]) == (opened["id"], 1, {"id": contract})
    listed = (await receiver.ask(CONVERSATIONS, partyId=receiver.party))["conversations"]["edges"]
    assert [each["node"]["id"] for each in listed] == [opened["id"]]
    matches = (await receiver.ask(SEARCH, text="begin"))["searchMessages"]["edges"]
    assert [each["node"]["conversation"]["id"] for each in matches] == [opened["id"]]
    (news,) = [each["node"] for each in (await receiver.ask(INBOX))["viewer"]["notifications"]["edges"][:1]]
    assert (news["kind"], news["subject"]) == ("MESSAGE_RECEIVED", {"__typename": "Conversation", "id": opened["id"]})
    assert bound.contract["number"] in news["body"]


async def test_wb10_an_export_of_the_record_is_checked_without_the_platform(bound: Bound) -> None:
    pages: list[dict[str, Any]] = []
    cursor = None
    while cursor is None or pages[-1]["record"]["pageInfo"]["hasNextPage"]:
        asked = {"id": bound.contract["id"], "first": 3, "after": cursor}
        pages.append((await bound.receiver.ask(RECORD, **asked))["contract"])
        cursor = pages[-1]["record"]["pageInfo"]["endCursor"]
    found = [edge["node"] for page in pages for edge in page["record"]["edges"]]
    assert [each["action"] for each in found] == ["DRAFTED", "APPROVED", "APPROVED", "SIGNED"]
    assert (pages[0]["recordLength"], pages[0]["record"]["totalCount"]) == (4, 4)
    previous = ""
    for place, each in enumerate(found, start=1):
        said = json.loads(each["canonical"])
        assert (said["seq"], said["previous"]) == (place, previous)
        assert hashlib.sha256(each["canonical"].encode()).hexdigest() == each["digest"]
        previous = each["digest"]
    assert (previous, pages[0]["firstBrokenSeq"]) == (pages[0]["recordDigest"], None)
    facts = {fact["name"]: fact["value"] for fact in found[-1]["facts"]}
    assert (found[-1]["side"], found[-1]["actor"]) == ("RECEIVER", {"id": bound.receiver.user})
    assert (facts["source"], facts["target"], facts["version"]) == ("READY_TO_SIGN", "PARTLY_EXECUTED", "1")
    newest = (await bound.awarder.ask(RECORD, id=bound.contract["id"], order="NEWEST", first=1))["contract"]["record"]
    assert newest["edges"][0]["node"] == found[-1]


async def test_a_revision_that_is_sent_again_is_made_once(bound: Bound) -> None:
    """What was made before the decision does not hide that the decision was taken."""
    terms = await terms_of(bound.awarder, "B2B", services="Another one.")
    del terms["templateVersionId"]
    again = {"contractId": bound.contract["id"], "expectedVersion": 1, "idempotencyKey": "revise", **terms}
    answers = await asyncio.gather(*(bound.awarder.act("reviseContract", **again) for _ in range(3)))
    answers.append(await bound.awarder.act("reviseContract", **again))
    assert [(each["__typename"], each.get("version")) for each in answers] == [("Contract", 2)] * 4
    other = {**again, "expectedVersion": 2}
    assert await bound.awarder.refused("reviseContract", **other) == "IDEMPOTENCY_MISMATCH"


@pytest.mark.everywhere
async def test_drafts_at_once_have_different_numbers_and_refused_ones_leave_no_gap(bound: Bound) -> None:
    terms = await terms_of(bound.awarder, "B2B")
    awards = [await awarded(bound.awarder, bound.receiver) for _ in range(4)]
    for award in awards:
        await bound.receiver.do("acceptAward", awardId=award["id"])
    drafting = [bound.awarder.act("draftContract", awardId=award["id"], **terms) for award in awards]
    refusing = [
        bound.awarder.act("draftContract", awardId=award["id"], **terms | {"language": "xx"}) for award in awards
    ]
    drafted = (await asyncio.gather(*drafting, *refusing))[: len(awards)]
    year = bound.contract["number"][:-6]
    assert sorted(each["number"] for each in drafted) == [f"{year}{number:06}" for number in range(2, 6)]
    for each in drafted:
        shown = (await bound.awarder.ask(NAMES, id=each["id"]))["contract"]
        assert shown == {"document": {"fileName": f"{each['number']}-v1.pdf"}}
