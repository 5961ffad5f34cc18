"""The whole way of an award: contract, stages, supplement, dispute, invoices and reviews, by two clients."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from graphql import print_ast

from models.invoices.details import TaxDetails
from models.money import digits, major
from tests.support.api.client import Client, Events
from tests.support.api.server import Server
from tests.support.api.uploading import uploaded
from tests.support.domain.contracting import FIRM
from tests.support.domain.market import PASSWORD, Person, person
from tests.support.domain.paying import press, sandbox_of
from tests.support.domain.templating import DOCX, docx
from tests.support.waiting import until
from tests.test_operations import OPERATIONS, do, run, with_fragments

FEED = print_ast(with_fragments(OPERATIONS["ContractFeed"]))
BILLABLE = "query ($id: ID!) { node(id: $id) { ... on Stage { billable { amount currency } } } }"
# A contract that lets the receiver invoice work before it is paid (IN-2).
SOURCE = """#show: clauses
#title[Our terms]
#parties()
= Work
#f("scope");
= Billing ahead
#f("billing_ahead");
= Stages
#stages()
#signatures()
"""
FIELDS = [
    {"key": "scope", "label": "What is built", "type": "TEXT"},
    {
        "key": "billing_ahead",
        "label": "Billing ahead",
        "type": "CHOICE",
        "options": [{"value": "YES", "label": "before the work"}, {"value": "NO", "label": "after the work"}],
    },
]
EVER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2126, 1, 1, tzinfo=UTC)
Seen = dict[str, Any]


class Side:
    """One side of a contract: an owner who acts for the party at a client, and follows the contract with it."""

    feed: Events

    def __init__(self, person: Person, party: str) -> None:
        self.person = person
        self.party = party
        self.heard: list[Seen] = []

    @property
    def client(self) -> Client:
        return self.person.client

    async def do(self, operation: str, **given: Any) -> Seen:
        return dict(await do(self.client, operation, **given))

    async def run(self, operation: str, **variables: Any) -> Any:
        return await run(self.client, operation, **variables)

    async def hears(self, kind: str, **facts: object) -> Seen:
        """The next event of this kind that says so of its thing; those before it are kept."""
        while True:
            told = (await self.feed.next())["contract"]
            self.heard.append(told)
            event: Seen = told["event"]
            thing = next((value for value in event.values() if isinstance(value, dict)), {})
            if event["__typename"] == kind and facts.items() <= thing.items():
                return thing

    async def statement(self, currency: str) -> list[Seen]:
        """Every line of the party's statement, the first one first, read in pages of three."""
        lines: list[Seen] = []
        page = {"hasNextPage": True, "endCursor": None}
        while page["hasNextPage"]:
            asked = {"partyId": self.party, "currency": currency, "first": 3, "after": page["endCursor"]}
            found = await self.run("Statement", **asked)
            lines += [edge["node"] for edge in found["lines"]["edges"]]
            page = found["lines"]["pageInfo"]
        return lines[::-1]


@dataclass
class Way:
    """Both sides of a contract, with a server whose provider is the sandbox. Amounts are in minor units."""

    server: Server
    awarder: Side
    receiver: Side
    award: Seen
    contract: str = ""
    _digest: str = ""
    # By the number of the stage: what it is worth, what was released of it, and what went back.
    worth: dict[int, int] = field(default_factory=dict)
    released: dict[int, int] = field(default_factory=dict)
    refunded: dict[int, int] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        return str(self.award["price"]["currency"])

    @property
    def price(self) -> int:
        return self.minor(self.award["price"])

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.awarder, self.receiver

    def minor(self, money: Mapping[str, str]) -> int:
        assert money["currency"] == self.currency
        whole, _, rest = money["amount"].partition(".")
        assert len(rest) == digits(self.currency)
        return int(whole + rest)

    def amount(self, minor: int) -> str:
        return f"{major(minor, self.currency):f}"

    def money(self, minor: int) -> dict[str, str]:
        return {"amount": self.amount(minor), "currency": self.currency}

    async def both_hear(self, kind: str, **facts: object) -> Seen:
        """What both sides hear, which is the same but for what each may do."""
        one, other = [await side.hears(kind, **facts) for side in self.sides]
        assert {**one, "actions": []} == {**other, "actions": []}
        return one

    async def both_hear_of(self, number: int, state: str) -> None:
        """The stage has come to this state, and says to both sides what of it was released, went back and is held."""
        found = await self.both_hear("StageChanged", number=number, state=state)
        out, back = self.released.get(number, 0), self.refunded.get(number, 0)
        assert (self.minor(found["released"]), self.minor(found["refunded"])) == (out, back)
        assert self.minor(found["held"]) == self.minor(found["funded"]) - out - back

    async def stage(self, number: int, by: Side | None = None) -> Seen:
        found = await (by or self.awarder).run("Contract", id=self.contract)
        return next(each for each in found["stages"] if each["number"] == number)

    async def id_of(self, number: int) -> str:
        return str((await self.stage(number))["id"])

    async def movements(self) -> list[tuple[str, int]]:
        """What has moved at the provider, by its own list."""
        listed = [each async for each in sandbox_of(self.server).list_movements(*EVER)]
        return [(each.kind, each.minor) for each in listed if each.currency == self.currency]

    def trial_balance(self) -> dict[str, int]:
        """What the operator is told of the accounts of each kind."""
        *rows, intact = self.server.run("audit").splitlines()
        assert intact == "The ledger is intact."
        found = [row.split() for row in rows]
        return {kind: self.minor({"amount": amount, "currency": currency}) for kind, amount, currency in found}

    # ---------- the contract

    async def draft(self, template: str, amounts: tuple[int, ...]) -> None:
        """From the offered award to a contract with these stages, whose terms both sides have approved."""
        await self.receiver.do("AcceptAward", awardId=self.award["id"])
        self.worth = dict(enumerate(amounts, start=1))
        drafted = await self.awarder.do(
            "DraftContract",
            awardId=self.award["id"],
            templateVersionId=template,
            fields=[{"key": "scope", "value": "A portal."}, {"key": "billing_ahead", "value": "YES"}],
            stages=[
                {"title": f"Stage {number}", "amount": self.amount(minor), "acceptanceTerms": "It runs."}
                for number, minor in self.worth.items()
            ],
            awarder=FIRM,
            receiver=FIRM,
        )
        self.contract, self._digest = drafted["id"], drafted["digest"]
        for side in self.sides:
            await side.do("ApproveTerms", contractId=self.contract, partyId=side.party, digest=self._digest)

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Both sides follow the contract from what they have loaded of it."""
        async with AsyncExitStack() as feeds:
            for side in self.sides:
                loaded = await side.run("Contract", id=self.contract)
                following = side.client.subscribe(FEED, id=self.contract, after=loaded["cursor"])
                side.feed = await feeds.enter_async_context(following)
            yield

    async def sign(self) -> None:
        """Both sides sign, the receiver first, and stages wait for money."""
        for side, state in ((self.receiver, "PARTLY_EXECUTED"), (self.awarder, "EFFECTIVE")):
            given = {"contractId": self.contract, "partyId": side.party, "digest": self._digest}
            await side.do("SignContract", **given, password=PASSWORD)
            await self.both_hear("ContractChanged", state=state)

    async def supplement(self, changes: dict[int, int]) -> None:
        """Gives stages other amounts, as both sides approve and sign."""
        said = [{"stageId": await self.id_of(number), "amount": self.amount(to)} for number, to in changes.items()]
        given = {"contractId": self.contract, "rationale": "Otherwise than we thought.", "changes": {"stages": said}}
        made = await self.awarder.do("ProposeSupplement", **given)
        await self.both_hear("SupplementChanged", state="PROPOSED")
        named = {"supplementId": made["id"], "digest": made["digest"]}
        await self.receiver.do("ApproveSupplement", partyId=self.receiver.party, **named)
        await self.both_hear("SupplementChanged", state="READY_TO_SIGN")
        await self.receiver.do("SignSupplement", partyId=self.receiver.party, password=PASSWORD, **named)
        await self.both_hear("SupplementChanged", state="PARTLY_EXECUTED")
        done = await self.awarder.do("SignSupplement", partyId=self.awarder.party, password=PASSWORD, **named)
        self.worth |= changes
        assert self.minor(done["contract"]["total"]) == sum(self.worth.values())

    # ---------- a stage

    async def fund(self, number: int) -> int:
        """The awarder pays what the stage lacks at the checkout page; returns how much that was."""
        stage = await self.stage(number)
        missing = self.worth[number] - self.minor(stage["funded"]) + self.minor(stage["refunded"])
        given = {"stageId": stage["id"], "expectedVersion": stage["version"], "expectedAmount": self.money(missing)}
        payment = await self.awarder.do("FundStage", **given, idempotencyKey=f"fund {number} {missing}")
        assert self.minor(payment["amount"]) == missing
        assert "It was paid." in await press(payment["checkoutUrl"], "pay")
        await self.both_hear_of(number, "FUNDED")
        return missing

    async def submit(self, number: int) -> None:
        plan = await uploaded(self.receiver.person)
        given = {"stageId": await self.id_of(number), "note": "Here it is.", "attachmentIds": [plan]}
        await self.receiver.do("SubmitWork", **given)
        await self.both_hear_of(number, "SUBMITTED")

    async def rework(self, number: int) -> None:
        await self.awarder.do("RequestRework", stageId=await self.id_of(number), note="The colours.")
        await self.both_hear_of(number, "REWORK")

    async def accept(self, number: int) -> None:
        stage = await self.stage(number)
        await self.awarder.do("AcceptWork", stageId=stage["id"], expectedVersion=stage["version"])
        await self.both_hear_of(number, "ACCEPTED")

    async def release(self, number: int, minor: int, state: str) -> None:
        """Releases so much of what is held."""
        stage = await self.stage(number)
        given = {"stageId": stage["id"], "expectedAmount": stage["held"], "expectedVersion": stage["version"]}
        await self.awarder.do("ReleaseStage", **given, amount=self.money(minor), idempotencyKey=f"{number} {minor}")
        self.released[number] = self.released.get(number, 0) + minor
        await self.both_hear_of(number, state)

    # ---------- invoices

    async def describe(self, seller: TaxDetails, buyer: TaxDetails) -> None:
        for side, details in ((self.receiver, seller), (self.awarder, buyer)):
            await side.do("DescribeTaxes", partyId=side.party, details=given_of(details), expectedVersion=0)

    async def invoiced(self, number: int, *, asked: bool = False) -> Seen:
        """The receiver invoices what can be invoiced of a stage; because the awarder has asked for it, or by itself."""
        stage = await self.id_of(number)
        billable = await self.billable(number)
        if asked:
            request = await self.awarder.do("RequestInvoice", stageId=stage)
            invoice = await self.receiver.do("IssueInvoice", invoiceId=request["id"])
        else:
            invoice = await self.receiver.do("InvoiceStage", stageId=stage)
        await self.both_hear("InvoiceChanged")
        made = await self.invoice(str(invoice["id"]))
        assert (self.minor(made["gross"]), await self.billable(number)) == (billable, 0)
        return made

    async def billable(self, number: int) -> int:
        """What both sides see that can be invoiced of the stage now."""
        stage = await self.id_of(number)
        one, other = [await side.person.ask(BILLABLE, id=stage) for side in self.sides]
        assert one == other
        return self.minor(one["node"]["billable"])

    async def invoice(self, id: str) -> Seen:
        """An invoice as both sides see it, once its document is made."""
        found: list[Seen] = []

        async def is_made() -> bool:
            found[:] = [await _invoice(side, id) for side in self.sides]
            return all(each["document"] is not None for each in found)

        await until(is_made)
        one, other = found
        assert {**one, "document": None, "structured": None} == {**other, "document": None, "structured": None}
        return one


async def _invoice(side: Side, id: str) -> Seen:
    found = await side.run("Invoices", partyId=side.party, first=20)
    return next(edge["node"] for edge in found["edges"] if edge["node"]["id"] == id)


def totals(lines: Iterable[tuple[str, int]]) -> dict[str, int]:
    """What the amounts of each kind add up to."""
    found: Counter[str] = Counter()
    for kind, minor in lines:
        found[kind] += minor
    return dict(found)


def given_of(details: TaxDetails) -> Seen:
    """Tax details as an input has them."""
    found = {re.sub(r"_(\w)", lambda each: each[1].upper(), name): each for name, each in asdict(details).items()}
    return {**found, "address": [*details.address]}


# ---------- the staff


@dataclass
class Desk:
    """The staff of a market."""

    administrator: Person
    professional: Person
    mediator: Person


async def desk_of(server: Server) -> Desk:
    """New members of the staff, with the roles that the operator gives them."""
    found = []
    for role in ("ADMINISTRATOR", "PROFESSIONAL", "MEDIATOR"):
        member = await person(server.url, role.title())
        server.run("vouch", member.email)
        server.run("grant", member.email, role)
        found.append(member)
    return Desk(*found)


async def taken(member: Person, kind: str) -> Seen:
    """The one item of this kind that waits, claimed."""
    found = await run(member.client, "WorkItems", filter={"kinds": [kind], "states": ["WAITING"]}, first=5)
    (item,) = [edge["node"] for edge in found["edges"]]
    return dict(await do(member.client, "ClaimWorkItem", workItemId=item["id"], expectedVersion=item["version"]))


async def template_of(customer: Side, professional: Person) -> str:
    """The version of a template that a professional has made of the customer's document."""
    document = docx("Our terms", "The work is {scope}.", "Billing ahead: {billing_ahead}.")
    upload = await uploaded(customer.person, document, "ours.docx", DOCX)
    given = {"partyId": customer.party, "name": "Our terms", "kind": "B2B", "uploadId": upload}
    asked = await customer.do("RequestTemplate", **given)
    await taken(professional, "TEMPLATE_REQUEST")
    begun = await do(professional.client, "BeginTemplate", templateRequestId=asked["id"])
    source = await uploaded(professional, SOURCE.encode(), "ours.typ", "text/plain")
    given = {"templateRequestId": asked["id"], "uploadId": source, "fields": FIELDS}
    made = await do(professional.client, "DeliverTemplate", **given, expectedVersion=begun["version"])
    given = {"templateRequestId": asked["id"], "isApproved": True, "expectedVersion": made["version"]}
    return str((await customer.do("AnswerTemplate", **given))["template"]["latestVersion"]["id"])
