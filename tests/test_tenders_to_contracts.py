"""Real tenders from their first bid to contracts that bind both sides: online, on paper, and each side another way."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from models.accounts.users import StaffRole, grant
from tests.replay.awarding import awarded
from tests.replay.crowd import Crowd, gathered
from tests.replay.files import DATA, worldbank
from tests.support.api.behind import verify
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.uploading import uploaded
from tests.support.domain.contracting import Agreed, contracted
from tests.support.domain.market import PASSWORD, Person, person

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(not (DATA / "worldbank").is_dir(), reason=f"there is no data in {DATA / 'worldbank'}"),
]

CONTRACT = """query ($id: ID!) { contract(id: $id) { state total { amount currency } printedCode signsFirst
  versions(first: 1) { pages } executions { side mode state } demand { state } } }"""
WORK = "query { workItems { edges { node { id kind version state } } } }"


@dataclass
class Scene:
    """A market, and a professional who is no party."""

    crowd: Crowd
    professional: Person

    async def awarded(self, name: str) -> tuple[Person, dict[str, Any]]:
        """The award of the tender of that name, with who receives it."""
        return await awarded(self.crowd, next(each for each in worldbank() if each.name == name))

    async def on_paper(self, contract: str, side: Person) -> None:
        """A side prints the contract and hands in a scan, which the professional finds to be right."""
        await side.do("printContract", contractId=contract)
        scan = await uploaded(side, name="signed.pdf")
        await side.do("lodgeScan", contractId=contract, partyId=side.party, uploadId=scan)
        found = (await self.professional.ask(WORK))["workItems"]["edges"]
        (item,) = [edge["node"] for edge in found if edge["node"]["state"] == "WAITING"]
        await self.professional.do("claimWorkItem", workItemId=item["id"], expectedVersion=item["version"])
        read = (await side.ask(CONTRACT, id=contract))["contract"]
        said = {"printedCode": read["printedCode"], "pages": read["versions"][0]["pages"], "matches": True}
        await self.professional.do("verifyScan", contractId=contract, partyId=side.party, **said)


@pytest.fixture(scope="module")
async def scene(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Scene]:
    database = await databases.create(template)
    async with serving(database) as url, gathered(url, people=2) as crowd:
        professional = await person(url)
        await verify(url, professional.email)
        await grant(professional.email, StaffRole.PROFESSIONAL)
        yield Scene(crowd, professional)
    await databases.drop(database)


@pytest.mark.parametrize(
    ("name", "modes"),
    [
        ("OP00029669", {"RECEIVER": "ONLINE", "AWARDER": "ONLINE"}),
        ("OP00006047", {"RECEIVER": "OFFLINE", "AWARDER": "OFFLINE"}),
        ("OP00026987", {"RECEIVER": "ONLINE", "AWARDER": "OFFLINE"}),
    ],
    ids=["online", "on paper", "mixed"],
)
async def test_co4_the_award_of_a_tender_becomes_an_effective_contract(
    scene: Scene, name: str, modes: dict[str, str]
) -> None:
    """From the bids of the file: the contract is for the price of the winner, and binds both once both executed it."""
    receiver, award = await scene.awarded(name)
    awarder = scene.crowd.awarder
    cap = f"50000 {award['price']['currency']}"
    both = Agreed(awarder, receiver, await contracted(awarder, receiver, award, liability_cap=cap))
    await both.approve()
    contract = both.contract["id"]
    # The receiver signs first.
    for side, mode in modes.items():
        who = receiver if side == "RECEIVER" else awarder
        if mode == "OFFLINE":
            await scene.on_paper(contract, who)
        else:
            named = {"contractId": contract, "partyId": who.party, "digest": both.contract["digest"]}
            await who.do("signContract", **named, password=PASSWORD)
    read = (await receiver.ask(CONTRACT, id=contract))["contract"]
    assert (read["state"], read["demand"]["state"], read["total"]) == ("EFFECTIVE", "CONTRACTED", award["price"])
    executed = {each["side"]: (each["mode"], each["state"]) for each in read["executions"]}
    done = {"ONLINE": "EXECUTED", "OFFLINE": "VERIFIED"}
    assert executed == {side: (mode, done[mode]) for side, mode in modes.items()}
