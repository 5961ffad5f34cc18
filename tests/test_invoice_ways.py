"""Invoices over the API: from the tax details to the credit note, downloaded, followed live, and hidden from others."""

import hashlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from models.accounts.users import StaffRole, grant
from models.contracts.contract import ContractStage, book_of
from models.ids import key_of
from models.journal import Entry
from tests.support.api.behind import verify
from tests.support.api.client import http_client
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.contracting import contracted
from tests.support.domain.invoicing import from_covered_years_on
from tests.support.domain.market import PASSWORD, Person, enterprise, person, published, submitted

FILE = "{ id fileName url }"
INVOICE = f"""id number kind state version net {{ amount currency }} tax {{ amount currency }}
  gross {{ amount currency }} issuedOn document {FILE} structured {FILE} whyNotStructured actions rejectReason
  creditNotes {{ id number gross {{ amount }} reason document {FILE} structured {FILE} }}"""
NODE = f"query ($id: ID!) {{ node(id: $id) {{ ... on Invoice {{ {INVOICE} }} }} }}"
LIST = f"""query ($id: ID!, $first: Int!, $after: String) {{ invoices(partyId: $id, first: $first, after: $after) {{
  totalCount edges {{ cursor node {{ {INVOICE} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
CURSOR = "query ($id: ID!) { contract(id: $id) { cursor invoices { id state } } }"
FEED = f"""subscription ($id: ID!, $after: String) {{ contract(id: $id, after: $after) {{ actor {{ id }} event {{
  __typename ... on InvoiceChanged {{ invoice {{ {INVOICE} }} }} }} }} }}"""
TAXES = "query ($id: ID!) { node(id: $id) { ... on Party { taxProfile { name country vatNumber version } } } }"
INBOX = "{ viewer { notifications(first: 50) { edges { node { kind title subject { id } } } } } }"
GERMAN = {"name": "Receiver GmbH", "address": ["Weg 1"], "city": "Berlin", "country": "DE", "postcode": "10115"}
GERMAN |= {"vatNumber": "DE136695976"}
AMERICAN = {"name": "House Inc.", "address": ["1 Main Street"], "city": "Springfield", "country": "US"}


@dataclass
class Ways:
    """The two sides of an effective contract in USD, whose one stage is released in parts."""

    awarder: Person
    receiver: Person
    stranger: Person
    administrator: Person
    contract: str
    stage: str

    async def released(self, minor: int) -> None:
        stage = ContractStage.filter(id=self.key("Stage", self.stage))
        await stage.update(funded_minor=max(minor, 200_000), released_minor=minor)

    @staticmethod
    def key(kind: str, id: str) -> UUID:
        found = key_of(kind, id)
        assert found is not None
        return found

    async def seen(self, invoice: dict[str, Any], by: Person) -> dict[str, Any] | None:
        return (await by.ask(NODE, id=invoice["id"]))["node"]  # type: ignore[no-any-return]

    async def entries(self) -> list[Entry]:
        found = Entry.filter(book=book_of(self.key("Contract", self.contract)), action__startswith="INVOICE")
        return await found.order_by("seq")


@pytest.fixture(autouse=True)
def _covered_years() -> Iterator[None]:
    with from_covered_years_on():
        yield


@pytest.fixture
async def ways(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Ways]:
    database = await databases.create(template)
    async with serving(database) as url:
        awarder, receiver = await enterprise(url, "The House"), await enterprise(url)
        stranger, administrator = await person(url), await person(url)
        await verify(url, administrator.email)
        await grant(administrator.email, StaffRole.ADMINISTRATOR)
        demand = await published(awarder)
        await submitted(receiver, demand)
        await awarder.do("closeBidding", demandId=demand)
        (candidate,) = await awarder.candidates(demand)
        given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await awarder.version(demand)}
        drafted = await contracted(awarder, receiver, await awarder.do("awardDemand", **given))
        named = {"contractId": drafted["id"], "digest": drafted["digest"]}
        for side in (awarder, receiver):
            await side.do("approveTerms", **named, partyId=side.party)
        for side in (receiver, awarder):
            await side.do("signContract", **named, partyId=side.party, password=PASSWORD)
        yield Ways(awarder, receiver, stranger, administrator, drafted["id"], drafted["stages"][0]["id"])
    await databases.drop(database)


async def test_from_the_tax_details_to_the_credit_note_by_two_clients(ways: Ways) -> None:
    awarder, receiver = ways.awarder, ways.receiver
    await receiver.do("describeTaxes", partyId=receiver.party, details=GERMAN)
    assert (await receiver.ask(TAXES, id=receiver.party))["node"]["taxProfile"] == {
        "name": "Receiver GmbH",
        "country": "DE",
        "vatNumber": "DE136695976",
        "version": 1,
    }
    # Tax details are shown to members alone: others read them on their invoices.
    assert (await awarder.ask(TAXES, id=receiver.party))["node"] == {"taxProfile": None}
    await ways.released(100_000)
    cursor = (await awarder.ask(CURSOR, id=ways.contract))["contract"]["cursor"]
    async with awarder.client.subscribe(FEED, id=ways.contract, after=cursor) as events:
        asked = await awarder.do("requestInvoice", stageId=ways.stage, buyerTaxDetails=AMERICAN)
        key = {"invoiceId": asked["id"], "expectedVersion": 1, "idempotencyKey": "once"}
        await receiver.do("issueInvoice", **key)
        # Made by the mutation, after its transaction.
        invoice = await ways.seen(asked, receiver)
        assert invoice is not None
        assert (invoice["number"], invoice["state"], invoice["kind"]) == ("INV-2026-000001", "ISSUED", "INVOICE")
        assert (invoice["document"]["fileName"], invoice["structured"]["fileName"]) == (
            "INV-2026-000001.pdf",
            "INV-2026-000001.xml",
        )
        assert [invoice[name]["amount"] for name in ("net", "tax", "gross")] == ["1000.00", "0.00", "1000.00"]
        # A retry gives the same invoice, and another key is too late.
        assert (await receiver.do("issueInvoice", **key))["id"] == asked["id"]
        assert await receiver.refused("issueInvoice", invoiceId=asked["id"]) == "WRONG_STATE"
        told = [(await events.next())["contract"]["event"] for _ in range(3)]
    assert [(each["__typename"], each["invoice"]["id"]) for each in told] == [("InvoiceChanged", asked["id"])] * 3
    assert told[-1]["invoice"]["document"]["fileName"] == "INV-2026-000001.pdf"

    # The seller's own download delivers nothing, the buyer's does.
    for who, state in ((receiver, "ISSUED"), (awarder, "DELIVERED")):
        shown = await ways.seen(asked, who)
        assert shown is not None
        async with http_client() as client:
            answer = await client.get(shown["document"]["url"])
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        after = await ways.seen(asked, who)
        assert after is not None
        assert after["state"] == state
        downloaded = (await ways.entries())[-1]
        assert (downloaded.action, downloaded.facts["sha256"]) == (
            "INVOICE_DOWNLOADED",
            hashlib.sha256(answer.content).hexdigest(),
        )

    given = {"invoiceId": asked["id"], "amount": {"amount": "250.00", "currency": "USD"}, "reason": "Less was done."}
    note = await receiver.do("creditInvoice", **given, idempotencyKey="credit")
    assert (await receiver.do("creditInvoice", **given, idempotencyKey="credit"))["id"] == note["id"]
    credited = await ways.seen(asked, awarder)
    assert credited is not None
    assert credited["state"] == "PARTLY_CREDITED"
    ((number, amount, document),) = [
        (each["number"], each["gross"]["amount"], each["document"]["fileName"]) for each in credited["creditNotes"]
    ]
    assert (number, amount, document) == ("CN-2026-000001", "250.00", "CN-2026-000001.pdf")
    actions = ["INVOICE_REQUESTED", "INVOICE_ISSUED", "INVOICE_DOWNLOADED", "INVOICE_DOWNLOADED", "INVOICE_CREDITED"]
    assert [each.action for each in await ways.entries()] == actions
    inbox = [each["node"] for each in (await awarder.ask(INBOX))["viewer"]["notifications"]["edges"]]
    assert [each["kind"] for each in inbox if each["subject"] and each["subject"]["id"] == asked["id"]] == [
        "INVOICE_CREDITED",
        "INVOICE_ISSUED",
    ]


async def test_a_rejected_request_and_other_peoples_ids(ways: Ways) -> None:
    awarder, receiver = ways.awarder, ways.receiver
    for who, details in ((receiver, GERMAN), (awarder, AMERICAN)):
        await who.do("describeTaxes", partyId=who.party, details=details)
    assert await awarder.refused("requestInvoice", stageId=ways.stage) == "NOTHING_TO_INVOICE"
    await ways.released(100_000)
    asked = await awarder.do("requestInvoice", stageId=ways.stage)
    assert (await ways.seen(asked, receiver) or {})["actions"] == ["ISSUE", "REJECT"]
    assert (await ways.seen(asked, awarder) or {})["actions"] == []
    for who in (ways.stranger, ways.administrator):
        assert await ways.seen(asked, who) is None
        for operation, given in (
            ("issueInvoice", {}),
            ("rejectInvoice", {"reason": "No."}),
            ("creditInvoice", {"amount": {"amount": "1.00", "currency": "USD"}, "reason": "No."}),
        ):
            assert await who.refused(operation, invoiceId=asked["id"], **given) == "NOT_FOUND"
        assert await who.refused("requestInvoice", stageId=ways.stage) == "NOT_FOUND"
        assert await who.refused("invoiceStage", stageId=ways.stage) == "NOT_FOUND"
        found = await who.ask(LIST, id=awarder.party, first=10)
        assert (found["invoices"]["totalCount"], found["invoices"]["edges"]) == (0, [])
    rejected = await receiver.do("rejectInvoice", invoiceId=asked["id"], reason="Nothing was agreed.")
    assert rejected["id"] == asked["id"]
    shown = await ways.seen(asked, awarder)
    assert shown is not None
    assert (shown["state"], shown["number"], shown["rejectReason"], shown["document"]) == (
        "REJECTED",
        None,
        "Nothing was agreed.",
        None,
    )


async def test_the_invoices_of_a_party_come_page_by_page_the_latest_first(ways: Ways) -> None:
    awarder, receiver = ways.awarder, ways.receiver
    for who, details in ((receiver, GERMAN), (awarder, AMERICAN)):
        await who.do("describeTaxes", partyId=who.party, details=details)
    await ways.released(100_000)
    for amount in ("10.00", "20.00", "30.00"):
        await receiver.do("invoiceStage", stageId=ways.stage, amount={"amount": amount, "currency": "USD"})
    for who in (awarder, receiver):
        pages, after = [], None
        for _ in range(2):
            page = (await who.ask(LIST, id=who.party, first=2, after=after))["invoices"]
            pages.append([each["node"]["number"] for each in page["edges"]])
            after = page["pageInfo"]["endCursor"]
        assert pages == [["INV-2026-000003", "INV-2026-000002"], ["INV-2026-000001"]]
        assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (3, False)
    listed = (await awarder.ask(CURSOR, id=ways.contract))["contract"]["invoices"]
    assert [each["state"] for each in listed] == ["ISSUED"] * 3
