"""Contracts over the API: their files, whose downloads are logged (CO-12), and their feed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from models.ids import key_of
from tests.support.api.client import http_client
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.contracting import contracted
from tests.support.domain.deal import entries
from tests.support.domain.market import PASSWORD, Person, enterprise, published, submitted
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
        demand = await published(awarder)
        await submitted(receiver, demand)
        await awarder.do("closeBidding", demandId=demand)
        (candidate,) = await awarder.candidates(demand)
        given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await awarder.version(demand)}
        drafted = await contracted(awarder, receiver, await awarder.do("awardDemand", **given))
        stated = {"contractId": drafted["id"], "digest": drafted["digest"]}
        await awarder.do("approveTerms", **stated, partyId=awarder.party)
        await receiver.do("approveTerms", **stated, partyId=receiver.party)
        signed = await receiver.do("signContract", **stated, partyId=receiver.party, password=PASSWORD)
        yield Bound(awarder, receiver, signed)
    await databases.drop(database)


STATES = "query ($id: ID!) { contract(id: $id) { state executions { state } } }"
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
    link = (await bound.awarder.ask(BUNDLE, id=id))["contract"]["bundleUrl"]
    assert (await bound.read(link, method="HEAD")).status_code == 200
    answer = await bound.read(link)
    assert answer.headers["content-disposition"] == f'attachment; filename="{signed["number"]}.zip"'
    assert await broken(answer.content) == []
    files = unpacked(answer.content)
    assert {"signed.pdf", "document.pdf", "terms.json", "evidence/1.json", "evidence/2.json"} <= {*files}
    assert await bound.downloads() == [("BUNDLE", "AWARDER")]
    assert (await bound.read(link.split("?")[0])).status_code == 404
