"""A template from a customer's DOCX to its published version, by the operations that front ends send."""

from typing import Any

import pytest
from graphql import print_ast

from tests.support.api.client import Client, http_client
from tests.support.api.server import Server
from tests.support.api.uploading import uploaded
from tests.support.documents.pdfs import text_of
from tests.support.domain.market import Person, enterprise, grant, person
from tests.support.domain.templating import DOCX, SOURCE, docx
from tests.test_operations import OPERATIONS, do, run, with_fragments

# The same on every database: what is asked of one is tried in test_work.py and test_template_requests.py.
pytestmark = pytest.mark.anywhere
FEED = print_ast(with_fragments(OPERATIONS["WorkItemFeed"]))


async def wanted(customer: Person, document: bytes, **given: Any) -> dict[str, Any]:
    """What a request for a template of this document is answered with."""
    upload = await uploaded(customer, document, "ours.docx", DOCX)
    given = {"name": "Our terms", "kind": "B2B", "uploadId": upload, "notes": "As usual.", **given}
    return await customer.act("requestTemplate", partyId=customer.party, **given)


@pytest.fixture
async def staff(server: Server) -> tuple[Person, Person]:
    """A professional and an administrator."""
    found = await person(server.url, "Pru"), await person(server.url, "Ad")
    for who, role in zip(found, ("PROFESSIONAL", "ADMINISTRATOR"), strict=True):
        await grant(server, who, role)
    return found


async def item_of(staff: Client, request: str) -> dict[str, Any]:
    found = await run(staff, "WorkItems", first=50)
    return next(each["node"] for each in found["edges"] if (each["node"]["subject"] or {}).get("id") == request)


async def read(url: str) -> bytes:
    async with http_client() as client:
        return (await client.get(url)).content


async def test_a_document_becomes_a_template(server: Server, staff: tuple[Person, Person]) -> None:
    pru, administrator = staff
    customer = await enterprise(server.url)
    us, them, over = (each.client for each in (pru, customer, administrator))
    upload = await uploaded(
        customer, docx("Terms", "The fee is {fee}.", "See [Insert the address]."), "ours.docx", DOCX
    )
    given = {"partyId": customer.party, "name": "Our terms", "kind": "B2B", "uploadId": upload, "notes": "As usual."}
    queue = await run(us, "WorkItems", first=50)
    async with us.subscribe(FEED, after=queue["cursor"]) as events:
        asked = await do(them, "RequestTemplate", **given, idempotencyKey="once")
        assert (await do(them, "RequestTemplate", **given, idempotencyKey="once"))["id"] == asked["id"]
        opened = (await events.next())["workItems"]["event"]
        assert opened["__typename"] == "WorkItemOpened"
        waiting = opened["workItem"]
        # Neither what it is called nor what it is about is for those to see who have not taken it.
        assert (waiting["title"], waiting["subject"], waiting["actions"]) == (None, None, ["CLAIM"])
        assert await run(us, "TemplateDesk", id=asked["id"]) is None
        claimed = await do(us, "ClaimWorkItem", workItemId=waiting["id"], expectedVersion=waiting["version"])
        changed = (await events.next())["workItems"]["event"]
    assert (changed["__typename"], changed["workItem"]) == ("WorkItemChanged", without_typename(claimed))
    assert (claimed["title"], claimed["subject"]["id"]) == ("Our terms", asked["id"])
    desk = await run(us, "TemplateDesk", id=asked["id"])
    assert (desk["state"], desk["assignee"]["name"], desk["party"]["name"]) == ("ASSIGNED", "Pru", "Acme")
    assert (await run(them, "TemplateRequest", id=asked["id"]))["assignee"] is None
    assert await run(over, "TemplateDesk", id=asked["id"]) is None
    await asked_and_answered(us, customer, asked["id"])
    await delivered_and_approved(pru, customer, asked["id"])
    listed = await run(them, "Templates", kind="B2B", first=50)
    ours = [each["node"] for each in listed["edges"] if each["node"]["name"] == "Our terms"]
    assert [each["latestVersion"]["fields"][0]["key"] for each in ours] == ["fee"]
    assert "Our terms" not in str(await run(us, "Templates", kind="B2B", first=50))
    assert await run(us, "TemplateDesk", id=asked["id"]) is None
    done = await over.query("{ workItems(filter: {states: [DONE]}) { edges { node { subjectState title } } } }")
    assert [each["node"] for each in done["workItems"]["edges"]] == [{"subjectState": "PUBLISHED", "title": None}]


def without_typename(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if name != "__typename"}


async def asked_and_answered(us: Client, customer: Person, request: str) -> None:
    version = (await run(us, "TemplateDesk", id=request))["version"]
    asked = await do(us, "AskTemplateInfo", templateRequestId=request, question="Net?", expectedVersion=version)
    assert (asked["state"], asked["question"], asked["dueAt"]) == ("NEEDS_INFO", "Net?", None)
    file = await uploaded(customer)
    given = {"templateRequestId": request, "answer": "Yes.", "attachmentIds": [file]}
    answered = await do(customer.client, "GiveTemplateInfo", **given, expectedVersion=asked["version"])
    assert (answered["state"], answered["question"]) == ("IN_PROGRESS", None)
    assert answered["dueAt"] is not None


async def delivered_and_approved(pru: Person, customer: Person, request: str) -> None:
    us, them = pru.client, customer.client
    desk = await run(us, "TemplateDesk", id=request)
    fee = {"key": "fee", "label": "The fee", "type": "MONEY", "isRequired": True}
    given = {"templateRequestId": request, "fields": [fee], "expectedVersion": desk["version"]}

    async def refused(source: str, **more: Any) -> Any:
        file = await uploaded(pru, source.encode(), "ours.typ", "text/plain")
        return await run(us, "DeliverTemplate", input={**given, "uploadId": file, **more})

    assert (await refused('#read("/etc/passwd")'))["code"] == "TEMPLATE_FAULTY"
    assert (await refused("#while true {}"))["code"] in ("TOO_SLOW", "TEMPLATE_FAULTY")
    assert [each["path"] for each in (await refused(SOURCE))["fields"]] == ["fields"]
    # ES-7: what both sides sign under this key, the platform has to be able to act by.
    days = {"key": "acceptance_days", "label": "Days to examine", "type": "NUMBER", "isRequired": True, "least": "0"}
    found = await refused(SOURCE + '#f("acceptance_days")', fields=[fee, days])
    assert [each["path"] for each in found["fields"]] == ["fields.1"]
    assert found["fields"][0]["message"].endswith("it takes whole numbers, from at least 1 to at most 365.")
    assert (await run(us, "TemplateDesk", id=request))["state"] == "IN_PROGRESS"
    blanks = await us.query(
        "query ($id: ID!) { templateRequest(id: $id) { conversion { fields { key } } } }", id=request
    )
    keys = [each["key"] for each in blanks["templateRequest"]["conversion"]["fields"]]
    file = await uploaded(pru, SOURCE.encode(), "ours.typ", "text/plain")
    unused = [key for key in keys if key != "fee"]
    assert len(unused) == 1
    made = await do(us, "DeliverTemplate", **given, uploadId=file, unused=unused)
    assert (made["state"], made["preview"]["fileName"]) == ("IN_REVIEW", "Our terms.pdf")
    shown = await run(them, "TemplateDesk", id=request)
    assert shown["actions"] == ["APPROVE", "REQUEST_CHANGES"]
    assert "1,234.00" in text_of(await read(shown["preview"]["url"]))
    given = {"templateRequestId": request, "isApproved": True, "expectedVersion": shown["version"]}
    assert (await do(them, "AnswerTemplate", **given))["template"]["latestVersion"]["number"] == 1


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (docx("Hello", **{"word/vbaProject.bin": "x"}), "DOCUMENT_HAS_MACRO"),
        (docx("Hello", **{"word/document.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'}), "DOCUMENT_HAS_DTD"),
        (docx("Hello", **{"word/styles.xml": "<x>" + " " * 45_000_000 + "</x>"}), "DOCUMENT_TOO_LARGE"),
        (docx("Hello")[:-40], "DOCUMENT_DAMAGED"),
    ],
)
async def test_a_document_that_is_no_harmless_one_is_refused_and_nothing_begins(
    server: Server, document: bytes, code: str
) -> None:
    customer = await enterprise(server.url)
    assert (await wanted(customer, document))["code"] == code
    asked = await customer.ask("query ($id: ID!) { templateRequests(partyId: $id) { totalCount } }", id=customer.party)
    assert asked["templateRequests"]["totalCount"] == 0


async def test_what_is_too_large_or_of_another_type_or_of_somebody_else_is_refused_unread(server: Server) -> None:
    customer, stranger = await enterprise(server.url), await enterprise(server.url)
    big = {"fileName": "ours.docx", "mediaType": DOCX, "byteSize": 500_000_000}
    assert await customer.refused("startUpload", **big) == "INVALID_INPUT"
    begun = await customer.do("startUpload", **{**big, "byteSize": 10_000_001})
    given = {"partyId": customer.party, "name": "Our terms", "kind": "B2B"}
    assert await customer.refused("requestTemplate", **given, uploadId=begun["id"]) == "FILE_TOO_LARGE"
    begun = await customer.do("startUpload", **{**big, "byteSize": 100})
    assert await customer.refused("requestTemplate", **given, uploadId=begun["id"]) == "UPLOAD_INCOMPLETE"
    assert await customer.refused("requestTemplate", **given, uploadId=await uploaded(customer)) == "WRONG_TYPE"
    theirs = await uploaded(stranger, docx("Theirs"), "theirs.docx", DOCX)
    assert await customer.refused("requestTemplate", **given, uploadId=theirs) == "NOT_FOUND"
    assert await stranger.refused("requestTemplate", **given, uploadId=theirs) == "NOT_ALLOWED"
