"""Supplements over the API: online, on paper, mixed, and the ways that lead nowhere, each followed live."""

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from documents.canonical import printed_code
from models.accounts.users import StaffRole, grant
from models.clock import clock, now
from models.contracts.contract import ContractStage, StageState
from models.contracts.supplement import supplement_book_of
from models.ids import key_of
from models.journal import Entry
from tests.support.api.behind import verify
from tests.support.api.client import http_client
from tests.support.api.doors import serving
from tests.support.api.server import ROOT
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.uploading import uploaded
from tests.support.domain.contracting import contracted, supplement_to
from tests.support.domain.market import PASSWORD, Person, colleague, enterprise, person, published, submitted
from tests.test_bundle import broken, unpacked

SUPPLEMENT = """id number state version digest pages expiresAt activatedAt actions total { amount }
  executions { side mode state signer { id } document { id } } document { id url } copies { id url }"""
QUERY = f"query ($id: ID!) {{ contract(id: $id) {{ cursor supplements {{ {SUPPLEMENT} }} }} }}"
FEED = f"""subscription ($id: ID!, $after: String) {{ contract(id: $id, after: $after) {{ actor {{ id }} event {{
  __typename ... on SupplementChanged {{ supplement {{ {SUPPLEMENT} }} }} }} }} }}"""
EFFECTIVE = "query ($id: ID!) { contract(id: $id) { effectiveTerms { total { amount } } total { amount } } }"
BUNDLE = "query ($id: ID!) { contract(id: $id) { bundleUrl } }"
CHECK = """query ($sha256: String!) { documentCheck(sha256: $sha256) {
  isKnown kind contractNumber version state supplementNumber supplementState executedAt } }"""
WORK = """query { workItems { edges { node { id kind version title
  subject { ... on Supplement { id contract { number } actions } } } } } }"""
GUIDE = re.findall(r"```graphql\n(.*?)```", (ROOT / "docs" / "supplements.md").read_text(encoding="utf-8"), re.DOTALL)
INBOX = "{ viewer { notifications(first: 50) { edges { node { kind body subject { id } } } } } }"


@dataclass
class Ways:
    """The two sides of an effective contract, and a professional who is close to neither."""

    awarder: Person
    receiver: Person
    professional: Person
    contract: dict[str, Any]

    async def proposed(self, by: Person | None = None) -> dict[str, Any]:
        return await supplement_to(self.contract["id"], by or self.awarder)

    async def approved(self) -> dict[str, Any]:
        supplement = await self.proposed()
        return await self.receiver.do("approveSupplement", **self.said(supplement, self.receiver))

    def said(self, supplement: dict[str, Any], by: Person) -> dict[str, Any]:
        return {"supplementId": supplement["id"], "partyId": by.party, "digest": supplement["digest"]}

    async def signed(self, supplement: dict[str, Any], by: Person) -> dict[str, Any]:
        return await by.do("signSupplement", **self.said(supplement, by), password=PASSWORD)

    async def lodged(self, supplement: dict[str, Any], by: Person) -> dict[str, Any]:
        upload = await uploaded(by, name="signed.pdf")
        return await by.do("lodgeSupplementScan", supplementId=supplement["id"], partyId=by.party, uploadId=upload)

    async def claimed(self) -> dict[str, Any]:
        """What the professional sees of the only item that waits, once they have it."""
        (edge,) = (await self.professional.ask(WORK))["workItems"]["edges"]
        item = edge["node"]
        assert (item["kind"], item["title"], item["subject"]) == ("SUPPLEMENT_SCAN_VERIFICATION", None, None)
        await self.professional.do("claimWorkItem", workItemId=item["id"], expectedVersion=item["version"])
        (edge,) = (await self.professional.ask(WORK))["workItems"]["edges"]
        return edge["node"]  # type: ignore[no-any-return]

    def shown(self, supplement: dict[str, Any], by: Person, **changes: Any) -> dict[str, Any]:
        """What the professional says of a scan that shows the supplement."""
        code = printed_code(supplement["digest"])
        given = {"printedCode": code, "pages": supplement["pages"], "matches": True, **changes}
        return {"supplementId": supplement["id"], "partyId": by.party, **given}

    async def fresh(self, number: int, by: Person | None = None) -> dict[str, Any] | None:
        found = (await (by or self.awarder).ask(QUERY, id=self.contract["id"]))["contract"]["supplements"]
        return next((each for each in found if each["number"] == number), None)

    async def total(self) -> tuple[str, str]:
        """By the effective terms, and by the contract."""
        found = (await self.awarder.ask(EFFECTIVE, id=self.contract["id"]))["contract"]
        return found["effectiveTerms"]["total"]["amount"], found["total"]["amount"]

    async def checked(self, sha256: str) -> dict[str, Any]:
        """What somebody who is not signed in learns of a file."""
        return (await Person(self.awarder.url).ask(CHECK, sha256=sha256))["documentCheck"]  # type: ignore[no-any-return]

    @asynccontextmanager
    async def following(self, who: Person) -> AsyncIterator[Any]:
        """What happens to the contract from now on, as the one who follows it sees it."""
        cursor = (await who.ask(QUERY, id=self.contract["id"]))["contract"]["cursor"]
        async with who.client.subscribe(FEED, id=self.contract["id"], after=cursor) as events:

            async def following() -> AsyncIterator[tuple[str | None, dict[str, Any]]]:
                while True:
                    told = (await events.next())["contract"]
                    if told["event"]["__typename"] == "SupplementChanged":
                        yield told["actor"] and told["actor"]["id"], told["event"]["supplement"]

            yield following()


@pytest.fixture(scope="module")
async def ways(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Ways]:
    database = await databases.create(template)
    async with serving(database) as url:
        awarder, receiver, professional = await enterprise(url, "The House"), await enterprise(url), await person(url)
        await verify(url, professional.email)
        await grant(professional.email, StaffRole.PROFESSIONAL)
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
            contract = await side.do("signContract", **named, partyId=side.party, password=PASSWORD)
        yield Ways(awarder, receiver, professional, contract)
    await databases.drop(database)


async def bytes_of(link: str) -> bytes:
    async with http_client() as client:
        return (await client.get(link)).content


async def test_co9_both_sides_sign_online_and_the_other_one_follows_it(ways: Ways) -> None:
    before = await ways.total()
    async with ways.following(ways.receiver) as events:
        supplement = await ways.proposed()
        who, told = await anext(events)
        fresh = await ways.fresh(supplement["number"], ways.receiver)
        # Links are made anew for each answer.
        assert (who, told | {"document": None}) == (ways.awarder.user, (fresh or {}) | {"document": None})
        await ways.receiver.do("approveSupplement", **ways.said(supplement, ways.receiver))
        assert (await anext(events))[1]["state"] == "READY_TO_SIGN"
        assert await ways.awarder.refused(
            "signSupplement", **ways.said(supplement, ways.awarder), password="x" * 12
        ) == ("NOT_YOUR_TURN")
        await ways.signed(supplement, ways.receiver)
        assert (await anext(events))[1]["executions"][0]["state"] == "EXECUTED"
        assert await ways.total() == before
        await ways.signed(supplement, ways.awarder)
        who, active = await anext(events)
    assert (who, active["state"], active["expiresAt"]) == (ways.awarder.user, "ACTIVE", None)
    assert active["activatedAt"] is not None
    assert await ways.total() == (active["total"]["amount"],) * 2
    signed = await bytes_of((await ways.fresh(supplement["number"]))["document"]["url"])  # type: ignore[index]
    found = await ways.checked(hashlib.sha256(signed).hexdigest())
    assert (found["kind"], found["contractNumber"], found["version"]) == ("SIGNED", ways.contract["number"], 1)
    assert (found["supplementNumber"], found["supplementState"]) == (supplement["number"], "ACTIVE")
    assert (found["state"], found["executedAt"]) == ("EFFECTIVE", active["activatedAt"])
    assert (await ways.checked(supplement["digest"].upper()))["kind"] == "TERMS"


async def test_co5_one_side_on_paper_and_the_other_one_online(ways: Ways) -> None:
    supplement = await ways.approved()
    printed = await ways.receiver.act("printSupplement", supplementId=supplement["id"])
    assert (printed["version"], printed["state"]) == (supplement["version"], "READY_TO_SIGN")
    (copy,) = (await ways.fresh(supplement["number"], ways.receiver))["copies"]  # type: ignore[index]
    paper = await bytes_of(copy["url"])
    assert (await ways.checked(hashlib.sha256(paper).hexdigest()))["kind"] == "PRINT"
    async with ways.following(ways.awarder) as events:
        lodged = await ways.lodged(supplement, ways.receiver)
        who, told = await anext(events)
        assert (who, told["state"], told["expiresAt"]) == (ways.receiver.user, "READY_TO_SIGN", None)
        assert told["executions"][0] | {"signer": None, "document": None} == {
            **{"side": "RECEIVER", "mode": "OFFLINE", "state": "LODGED"},
            **{"signer": None, "document": None},
        }
        said = ways.said(supplement, ways.receiver)
        assert await ways.receiver.refused("signSupplement", **said, password=PASSWORD) == "WRONG_STATE"
        item = await ways.claimed()
        assert item["subject"]["id"] == supplement["id"]
        assert item["subject"]["contract"]["number"] == ways.contract["number"]
        assert item["subject"]["actions"] == ["VERIFY_SCAN", "REJECT_SCAN"]
        assert await ways.professional.ask(BUNDLE, id=ways.contract["id"]) == {"contract": {"bundleUrl": None}}
        wrong = ways.shown(lodged, ways.receiver, pages=99)
        assert await ways.professional.refused("verifySupplementScan", **wrong) == "WRONG_COPY"
        said = ways.shown(lodged, ways.receiver)
        assert await ways.receiver.refused("verifySupplementScan", **said) == "NOT_ALLOWED"
        assert await ways.professional.refused("verifySupplementScan", **{**said, "partyId": ways.awarder.party}) == (
            "WRONG_STATE"
        )
        verified = await ways.professional.do("verifySupplementScan", **said)
        who, told = await anext(events)
        # Whoever compares is not named to the parties (ST-3).
        assert (who, told["state"], told["executions"][0]["state"]) == (None, "PARTLY_EXECUTED", "VERIFIED")
        assert (told["version"], verified["state"]) == (lodged["version"] + 1, "PARTLY_EXECUTED")
        assert await ways.professional.ask("query ($id: ID!) { node(id: $id) { id } }", id=supplement["id"]) == {
            "node": None
        }
        await ways.signed(supplement, ways.awarder)
        assert (await anext(events))[1]["state"] == "ACTIVE"
    await bytes_of((await ways.fresh(supplement["number"]))["document"]["url"])  # type: ignore[index]
    key = key_of("Supplement", supplement["id"])
    found = await Entry.filter(book=supplement_book_of(key)).order_by("seq")  # type: ignore[arg-type]
    assert [each.action for each in found] == [
        *("PROPOSED", "APPROVED", "PRINTED", "DOWNLOADED", "SCAN_LODGED", "SCAN_VERIFIED", "SIGNED", "DOWNLOADED")
    ]
    assert ways.professional.user not in str([each.facts for each in found])


async def test_co5_on_paper_what_does_not_match_is_said_to_its_side_which_executes_again(ways: Ways) -> None:
    supplement = await ways.approved()
    await ways.lodged(supplement, ways.receiver)
    await ways.claimed()
    no = ways.shown(supplement, ways.receiver, matches=False)
    assert (await ways.professional.act("verifySupplementScan", **no))["__typename"] == "InvalidInput"
    await ways.professional.do("verifySupplementScan", **no, note="Page 2 is missing.")
    told = [each["node"] for each in (await ways.receiver.ask(INBOX))["viewer"]["notifications"]["edges"]]
    assert [(each["body"], each["subject"]["id"]) for each in told if each["kind"] == "SUPPLEMENT_INCONSISTENT"] == [
        ("What was found: Page 2 is missing.", supplement["id"])
    ]
    failed = await ways.fresh(supplement["number"])
    assert failed is not None
    assert (failed["state"], failed["executions"][0]["state"]) == ("READY_TO_SIGN", "FAILED")
    assert failed["expiresAt"] is not None
    for side in (ways.receiver, ways.awarder):
        # A scan that is replaced before it was compared takes the place of the former one.
        for _ in range(2):
            lodged = await ways.lodged(supplement, side)
        await ways.claimed()
        ended = await ways.professional.do("verifySupplementScan", **ways.shown(lodged, side))
    assert ended["state"] == "ACTIVE"
    modes = [(each["mode"], each["state"]) for each in (await ways.fresh(supplement["number"]))["executions"]]  # type: ignore[index]
    assert modes == [("OFFLINE", "VERIFIED")] * 2


async def test_co9_a_comparison_and_a_cancellation_at_once_have_one_effect(ways: Ways) -> None:
    (before, _), supplement = await ways.total(), await ways.approved()
    await ways.signed(supplement, ways.receiver)
    lodged = await ways.lodged(supplement, ways.awarder)
    await ways.claimed()
    answers = await asyncio.gather(
        ways.professional.act("verifySupplementScan", **ways.shown(lodged, ways.awarder)),
        ways.awarder.act("cancelSupplement", supplementId=supplement["id"], partyId=ways.awarder.party),
    )
    (done,) = [each for each in answers if each["__typename"] == "Supplement"]
    shown = await ways.fresh(supplement["number"])
    assert shown is not None
    assert (done["state"], (await ways.total())[0] != before) == (shown["state"], shown["state"] == "ACTIVE")
    assert (await ways.professional.ask(WORK))["workItems"]["edges"] == []


async def test_a_supplement_that_is_refused_or_taken_back_leaves_the_queue_and_the_terms(ways: Ways) -> None:
    before = await ways.total()
    supplement = await ways.approved()
    await ways.lodged(supplement, ways.receiver)
    rejected = await ways.receiver.do(
        "rejectSupplement", supplementId=supplement["id"], partyId=ways.receiver.party, reason="No."
    )
    assert (rejected["state"], (await ways.professional.ask(WORK))["workItems"]["edges"]) == ("REJECTED", [])
    assert await ways.receiver.refused("signSupplement", **ways.said(supplement, ways.receiver), password=PASSWORD) == (
        "WRONG_STATE"
    )
    supplement = await ways.proposed(ways.receiver)
    cancelled = await ways.receiver.do("cancelSupplement", supplementId=supplement["id"], partyId=ways.receiver.party)
    assert (cancelled["state"], await ways.total()) == ("CANCELLED", before)
    stranger = await enterprise(ways.awarder.url)
    for operation, given in (
        ("printSupplement", {}),
        ("lodgeSupplementScan", {"partyId": stranger.party, "uploadId": await uploaded(stranger)}),
        ("verifySupplementScan", ways.shown(cancelled, stranger)),
    ):
        assert await stranger.refused(operation, **{"supplementId": supplement["id"], **given}) == "NOT_FOUND"


async def test_a_draft_is_nothing_that_the_other_side_can_print_or_see(ways: Ways) -> None:
    member = await colleague(ways.awarder)
    draft = await supplement_to(ways.contract["id"], member)
    assert (draft["state"], await ways.fresh(draft["number"], ways.receiver)) == ("DRAFT", None)
    assert await ways.receiver.refused("printSupplement", supplementId=draft["id"]) == "NOT_FOUND"
    assert (await ways.checked(draft["digest"]))["isKnown"] is False
    assert (await member.do("printSupplement", supplementId=draft["id"]))["state"] == "DRAFT"
    await member.do("cancelSupplement", supplementId=draft["id"], partyId=member.party)
    assert await member.refused("printSupplement", supplementId=draft["id"]) == "WRONG_STATE"
    assert await ways.fresh(draft["number"], ways.receiver) is None


@pytest.mark.parametrize("is_paper", [False, True])
async def test_co9_a_stage_that_was_settled_meanwhile_makes_it_stale_at_its_activation(
    ways: Ways, is_paper: bool
) -> None:
    before = await ways.total()
    stage = ways.contract["stages"][0]["id"]
    changes = {"stages": [{"stageId": stage, "title": "Something else"}]}
    given = {"contractId": ways.contract["id"], "rationale": "Else.", "changes": changes}
    supplement = await ways.awarder.do("proposeSupplement", **given)
    await ways.receiver.do("approveSupplement", **ways.said(supplement, ways.receiver))
    await ways.signed(supplement, ways.receiver)
    row = ContractStage.filter(id=key_of("Stage", stage))
    if is_paper:
        await ways.lodged(supplement, ways.awarder)
        await ways.claimed()
    async with ways.following(ways.receiver) as events:
        # As a dispute leaves it.
        await row.update(state=StageState.DISPUTED)
        if is_paper:
            said = ways.shown(supplement, ways.awarder)
            ended = await ways.professional.do("verifySupplementScan", **said)
        else:
            ended = await ways.signed(supplement, ways.awarder)
        told = await anext(events)
    await row.update(state=StageState.AWAITING_FUNDS)
    assert (ended["state"], told[1]["state"]) == ("STALE", "STALE")
    assert told[0] == (None if is_paper else ways.awarder.user)
    assert (await ways.professional.ask(WORK))["workItems"]["edges"] == []
    assert await ways.total() == before


async def test_what_nobody_answers_expires_and_what_is_compared_does_not(ways: Ways) -> None:
    supplement = await ways.approved()
    await ways.lodged(supplement, ways.receiver)
    later = now() + timedelta(days=20)
    async with ways.following(ways.awarder) as events:
        with clock(lambda: later):
            assert (await ways.fresh(supplement["number"]))["state"] == "READY_TO_SIGN"  # type: ignore[index]
        await ways.claimed()
        no = ways.shown(supplement, ways.receiver, matches=False, note="It is blank.")
        await ways.professional.do("verifySupplementScan", **no)
        assert (await anext(events))[1]["state"] == "READY_TO_SIGN"
        with clock(lambda: later):
            expired = await ways.fresh(supplement["number"])
            who, told = await anext(events)
    assert expired is not None
    assert (expired["state"], expired["actions"]) == ("EXPIRED", [])
    assert (who, told["state"]) == (None, "EXPIRED")


async def test_the_documents_of_the_guide_lead_to_other_terms_and_show_it_live(ways: Ways) -> None:
    propose, sign, follow = GUIDE
    contract, stage = ways.contract["id"], ways.contract["stages"][0]["id"]
    cursor = (await ways.receiver.ask(QUERY, id=contract))["contract"]["cursor"]
    async with ways.receiver.client.subscribe(follow, contract=contract, after=cursor) as events:
        proposed = (await ways.awarder.ask(propose, contract=contract, stage=stage))["proposeSupplement"]
        assert proposed["changes"][0]["path"] == "total"
        await ways.receiver.do("approveSupplement", **ways.said(proposed, ways.receiver))
        for side in (ways.receiver, ways.awarder):
            given = {"supplement": proposed["id"], "party": side.party, "digest": proposed["digest"]}
            signed = (await side.ask(sign, **given, password=PASSWORD))["signSupplement"]
        told = [(await events.next())["contract"]["event"] for _ in range(5)]
    assert signed["state"] == "ACTIVE"
    total = signed["contract"]["effectiveTerms"]["total"]
    states = [each["supplement"]["state"] for each in told if each["__typename"] == "SupplementChanged"]
    assert states == ["PROPOSED", "READY_TO_SIGN", "PARTLY_EXECUTED", "ACTIVE"]
    assert {"__typename": "ContractChanged", "contract": {"total": total}} in told


async def test_the_bundle_has_what_is_active_and_is_checked_without_the_platform(ways: Ways) -> None:
    pending = await ways.approved()
    for side in (ways.receiver, ways.awarder):
        active = await ways.signed(pending, side)
    taken_back = await ways.proposed()
    await ways.awarder.do("cancelSupplement", supplementId=taken_back["id"], partyId=ways.awarder.party)
    document = "query ($id: ID!) { contract(id: $id) { bundleUrl supplements { number state } } }"
    found = (await ways.receiver.ask(document, id=ways.contract["id"]))["contract"]
    bundle = await bytes_of(found["bundleUrl"])
    assert await broken(bundle) == []
    numbers = {str(each["number"]) for each in found["supplements"] if each["state"] == "ACTIVE"}
    assert str(active["number"]) in numbers
    assert {name.split("/")[1] for name in unpacked(bundle) if name.startswith("supplements/")} == numbers
    assert ways.professional.user not in str(unpacked(bundle))


async def test_the_latest_supplements_are_listed_in_order(ways: Ways) -> None:
    document = "query ($id: ID!, $first: Int) { contract(id: $id) { supplements(first: $first) { number state } } }"
    everything = (await ways.awarder.ask(document, id=ways.contract["id"]))["contract"]["supplements"]
    numbers = [each["number"] for each in everything]
    assert numbers == sorted(numbers)
    latest = (await ways.awarder.ask(document, id=ways.contract["id"], first=2))["contract"]["supplements"]
    assert latest == everything[-2:]
    answer = await ways.awarder.client.post(document, {"id": ways.contract["id"], "first": 201})
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT"
