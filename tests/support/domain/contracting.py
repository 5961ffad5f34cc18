"""Contracts over the API of a running server, made with the platform's library of templates."""

from dataclasses import dataclass
from typing import Any

from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, Person, in_
from tests.support.domain.table import Table, table

COMMON = {
    "start": "2026-12-01",
    "payment_days": "30",
    "acceptance_days": "10",
    "expenses": "INCLUDED",
    "confidential_years": "3",
    "warranty_months": "12",
    "liability_cap": "10000.00 USD",
    "notice_days": "30",
    "governing_law": "the Netherlands",
    "courts": "Amsterdam",
}
FIELDS: dict[str, dict[str, str]] = {
    "B2B": {
        **COMMON,
        "services": "What the proposal says.",
        "client_contact": "Olga",
        "provider_contact": "Pia",
        "rights_pass": "PAYMENT",
        "cure_days": "14",
    },
    "B2C": {**COMMON, "work": "What the proposal says.", "withholding": "CONTRACTOR", "rights_clause": "TRANSFER"},
}
FIRM = {"address": "1 High Street", "registration": "HRB 1", "representative": "Olga", "seal": "A round one"}
ONE = {"address": "2 Low Street", "identity": "Passport X1"}
TEMPLATES = """query ($kind: ContractKind) { templates(kind: $kind, first: 50) {
  edges { node { purpose latestVersion { id fields { key } } } } } }"""


async def template_of(who: Person, kind: str) -> str:
    """The id of the version of the library's template whose fields stand above."""
    found = (await who.ask(TEMPLATES, kind=kind))["templates"]["edges"]
    versions = [each["node"]["latestVersion"] for each in found if each["node"]["purpose"] == "AGREEMENT"]
    return str(next(each["id"] for each in versions if {*FIELDS[kind]} <= {field["key"] for field in each["fields"]}))


async def terms_of(who: Person, kind: str, price: str = "3000.00", **fields: str) -> dict[str, Any]:
    """Terms in which nothing is missing, for a mutation."""
    values = FIELDS[kind] | fields
    return {
        "templateVersionId": await template_of(who, kind),
        "fields": [{"key": key, "value": value} for key, value in values.items()],
        "stages": [{"title": "All of it", "amount": price, "acceptanceTerms": "It runs.", "dueOn": in_(days=60)[:10]}],
        "awarder": FIRM,
        "receiver": FIRM if kind == "B2B" else ONE,
    }


async def contracted(
    awarder: Person, receiver: Person, award: dict[str, Any], *, is_accepted: bool = False, **fields: str
) -> dict[str, Any]:
    """The contract of an award that was offered: the receiver accepts, unless they have, and the awarder drafts."""
    accepted = award if is_accepted else await receiver.do("acceptAward", awardId=award["id"])
    terms = await terms_of(awarder, accepted["kind"], accepted["price"]["amount"], **fields)
    return await awarder.do("draftContract", awardId=award["id"], **terms)


@dataclass
class Agreed:
    """Both sides of a contract whose terms both have approved; the receiver is an individual, and signs first."""

    awarder: Person
    receiver: Person
    contract: dict[str, Any]

    async def approve(self) -> None:
        for side in (self.awarder, self.receiver):
            await self.approve_as(side)

    async def approve_as(self, side: Person) -> None:
        await side.do("approveTerms", **self._named(side))

    async def sign(self) -> None:
        for side in (self.receiver, self.awarder):
            await self.sign_as(side)

    async def sign_as(self, side: Person) -> None:
        await side.do("signContract", **self._named(side), password=PASSWORD)

    def _named(self, side: Person) -> dict[str, Any]:
        return {"contractId": self.contract["id"], "digest": self.contract["digest"], "partyId": side.party}


async def offered(server: Server, price: str = "3000.00") -> tuple[Table, dict[str, Any]]:
    """A demand with its one bidder, an individual, who was offered it and has not answered."""
    made = await table(server, price)
    await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=await made.awarder.version(made.demand))
    given = {"candidateId": made.candidates[0], "expectedVersion": await made.awarder.version(made.demand)}
    return made, await made.awarder.do("awardDemand", reason="The best.", **given)


async def agreed(server: Server, **fields: str) -> Agreed:
    made, award = await offered(server)
    receiver = made.bidders[0]
    found = Agreed(made.awarder, receiver, await contracted(made.awarder, receiver, award, **fields))
    await found.approve()
    return found


async def supplemented(awarder: Person, receiver: Person, contract: dict[str, Any]) -> dict[str, Any]:
    """A supplement that the awarder proposes to the contract, which both sides make effective first."""
    both = Agreed(awarder, receiver, contract)
    await both.approve()
    await both.sign()
    return await supplement_to(contract["id"], awarder)


async def supplement_to(contract: str, by: Person, *, rationale: str = "More is needed.") -> dict[str, Any]:
    """A further stage, which one side proposes to a contract that is effective."""
    more = {"title": "More of it", "amount": "10.00", "acceptanceTerms": "It runs, too.", "dueOn": in_(days=90)[:10]}
    return await by.do("proposeSupplement", contractId=contract, rationale=rationale, changes={"addStages": [more]})
