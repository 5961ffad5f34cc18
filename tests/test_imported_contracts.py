"""Word files of others all the way: uploaded, made templates by a professional, signed as contracts (CO-1, CO-10)."""

import re
from typing import Any

import pytest

from documents.fields import Field, fields_from
from documents.values import checked
from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.api.uploading import uploaded
from tests.support.documents.imported import NAMES, docx_of, printed, values_for
from tests.support.documents.pdfs import closed_up, text_of
from tests.support.domain.contracting import FIRM, contracted
from tests.support.domain.market import PASSWORD, Person, enterprise, grant, person, published, submitted
from tests.support.domain.templating import DOCX

# The same on every database.
pytestmark = pytest.mark.anywhere

REQUEST = """query ($id: ID!) { templateRequest(id: $id) { version template { latestVersion { id number } } conversion {
  source placeholders selections prompts { key text } findings { kind }
  fields { key label type isRequired hint options { value label } maxLength decimals least most } } } }"""
WORK = "{ workItems(order: NEWEST, first: 1) { edges { node { id version } } } }"
# A clause begins with its number as the original shows it, then the words that are wanted; both may be formatted.
CLAUSE = re.compile(r"([^\s\[\]#*\\]{1,8}) ?\u2002((?:#\w+\[)*[\w &,]{0,30})")


class Office:
    """Two sides with a contract in negotiation, and the professional who makes the templates of one of them."""

    def __init__(self, customer: Person, other: Person, professional: Person, contract: dict[str, Any]) -> None:
        self.customer, self.other, self.professional, self.contract = customer, other, professional, contract

    async def requested(self, name: str) -> tuple[str, dict[str, Any]]:
        """A request for a template of this file, which the professional has claimed, and what was made of the file."""
        upload = await uploaded(self.customer, docx_of(name), f"{name}.docx", DOCX)
        given = {"partyId": self.customer.party, "name": name, "kind": "B2B", "uploadId": upload}
        request = (await self.customer.do("requestTemplate", **given))["id"]
        (edge,) = (await self.professional.ask(WORK))["workItems"]["edges"]
        item = edge["node"]
        await self.professional.do("claimWorkItem", workItemId=item["id"], expectedVersion=item["version"])
        return request, (await self.professional.ask(REQUEST, id=request))["templateRequest"]["conversion"]

    async def delivered(self, request: str, conversion: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """What the professional's answer leads to: the source as it was made, with a place to sign."""
        source = f"{conversion['source']}\n#signatures()\n"
        upload = await uploaded(self.professional, source.encode(), "template.typ", "text/plain")
        version = (await self.professional.ask(REQUEST, id=request))["templateRequest"]["version"]
        given = {"templateRequestId": request, "uploadId": upload, "fields": conversion["fields"], **changes}
        return await self.professional.act("deliverTemplate", **given, expectedVersion=version)

    async def approved(self, request: str, delivered: dict[str, Any]) -> str:
        """The version of the template that the customer has approved."""
        given = {"templateRequestId": request, "isApproved": True, "expectedVersion": delivered["version"]}
        await self.customer.do("answerTemplate", **given)
        version = (await self.customer.ask(REQUEST, id=request))["templateRequest"]["template"]["latestVersion"]
        assert version["number"] == 1
        return str(version["id"])

    async def revised(self, version: str, values: dict[str, Any]) -> str:
        """The text of the contract, made with this version of a template and these values."""
        fields = [
            {"key": key, "values" if isinstance(value, list) else "value": value} for key, value in values.items()
        ]
        self.contract = await self.customer.do(
            "reviseContract",
            contractId=self.contract["id"],
            expectedVersion=self.contract["version"],
            templateVersionId=version,
            fields=fields,
            awarder=FIRM,
            receiver=FIRM,
        )
        async with http_client() as client:
            return text_of((await client.get(self.contract["document"]["url"])).content)

    async def signed(self) -> dict[str, Any]:
        named = {"contractId": self.contract["id"], "digest": self.contract["digest"]}
        for side in (self.customer, self.other):
            await side.do("approveTerms", **named, partyId=side.party)
        for side in (self.other, self.customer):
            self.contract = await side.do("signContract", **named, partyId=side.party, password=PASSWORD)
        return self.contract


@pytest.fixture
async def office(server: Server) -> Office:
    url = server.url
    customer, other, professional = await enterprise(url), await enterprise(url), await person(url)
    await grant(server, professional, "PROFESSIONAL")
    demand = await published(customer)
    await submitted(other, demand)
    await customer.do("closeBidding", demandId=demand)
    (candidate,) = await customer.candidates(demand)
    given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await customer.version(demand)}
    contract = await contracted(customer, other, await customer.do("awardDemand", **given))
    return Office(customer, other, professional, contract)


def fields_of(conversion: dict[str, Any]) -> tuple[Field, ...]:
    given = [{key: value for key, value in each.items() if value not in (None, [])} for each in conversion["fields"]]
    return fields_from(given)


def check_all_is_mapped(conversion: dict[str, Any]) -> None:
    """Nothing that the file asks for is without a field, and no field without its place in the source."""
    prompts = [each["key"] for each in conversion["prompts"]]
    asked = {*conversion["placeholders"], *conversion["selections"], *prompts}
    assert {each["key"] for each in conversion["fields"]} == asked
    assert {*re.findall(r'#(?:f|mark)\("(\w+)"', conversion["source"])} == asked
    assert re.findall(r"\{[a-z]\w*\}|\u2610|\u2611", conversion["source"]) == []


def check_printed(text: str, conversion: dict[str, Any], values: dict[str, Any]) -> None:
    """Each value, each tick and each clause number with its words stands in the document."""
    found = closed_up(text)
    canonical = checked(fields_of(conversion), values)
    wanted = {key: printed(value) for key, value in canonical.items()}
    assert [key for key, value in wanted.items() if value is not None and closed_up(value) not in found] == []
    chosen = [values[key] for key in conversion["selections"]]
    ticks = sum(len(value) if isinstance(value, list) else 1 for value in chosen)
    assert text.count("\u2612") == ticks
    clauses = [(number, re.sub(r"#\w+\[", "", words)) for number, words in CLAUSE.findall(conversion["source"])]
    assert len(clauses) == conversion["source"].count("\u2002")
    assert [each for each in clauses if closed_up("".join(each)) not in found] == []


async def all_the_way(office: Office, name: str) -> None:
    request, conversion = await office.requested(name)
    check_all_is_mapped(conversion)
    delivered = await office.delivered(request, conversion)
    assert delivered["__typename"] == "TemplateRequest", delivered
    values = values_for(fields_of(conversion), 1)
    text = await office.revised(await office.approved(request, delivered), values)
    check_printed(text, conversion, values)


async def test_a_word_file_becomes_a_contract_that_both_sides_sign(office: Office) -> None:
    """What it asks for is a field, or is said to be unused."""
    request, conversion = await office.requested("statement-of-work")
    check_all_is_mapped(conversion)
    left = conversion["placeholders"][0]
    source = conversion["source"].replace(f'#f("{left}");', "as agreed")
    kept = {**conversion, "source": source, "fields": [each for each in conversion["fields"] if each["key"] != left]}
    refused = await office.delivered(request, kept)
    assert [each["path"] for each in refused["fields"]] == ["fields"], refused
    delivered = await office.delivered(request, kept, unused=[left])
    assert delivered["__typename"] == "TemplateRequest", delivered
    version = await office.approved(request, delivered)
    values = values_for(fields_of(kept), 1)
    check_printed(await office.revised(version, values), kept, values)
    assert (await office.signed())["state"] == "EFFECTIVE"
    # The other side reads what it signs, and not whose template that was.
    named = "query ($id: ID!) { contract(id: $id) { versions(first: 1) { templateVersion { template { id } } } } }"
    for who, is_shown in ((office.customer, True), (office.other, False)):
        (read,) = (await who.ask(named, id=office.contract["id"]))["contract"]["versions"]
        assert (read["templateVersion"]["template"] is not None) is is_shown


@pytest.mark.heavy
async def test_each_of_the_word_files_becomes_a_contract(office: Office) -> None:
    """Nothing that they ask for is lost, their clauses keep their numbers, and each value is printed."""
    for name in NAMES:
        await all_the_way(office, name)
    assert (await office.signed())["state"] == "EFFECTIVE"
