"""Drafts beside submitted bids: unfinished, unseen by others, and in nobody's way until they are submitted (EB-5)."""

import asyncio
from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import FEED, Person, colleague, enterprise, grant, person, published, saved, submitted
from tests.support.domain.table import table

# What a draft may lack is decided in Python; what comes at once is tried on both.
pytestmark = pytest.mark.anywhere

SEEN = """query ($id: ID!) { node(id: $id) { ... on Applicant { state version actions draft { id }
  bid { number version state actions } } } }"""
AMENDED = "Build and run a payment service, with documents."


@pytest.fixture(scope="module")
async def bidder(server: Server) -> Person:
    return await person(server.url, "Bob")


@pytest.fixture(scope="module")
async def awarder(server: Server) -> Person:
    return await enterprise(server.url)


async def seen(somebody: Person, application: str) -> dict[str, Any]:
    found: dict[str, Any] = (await somebody.ask(SEEN, id=application))["node"]
    return found


def paths(application: dict[str, Any]) -> list[str]:
    return [each["path"] for each in application["draft"]["problems"]]


async def test_eb5_a_draft_may_be_unfinished_and_says_what_it_lacks(awarder: Person, bidder: Person) -> None:
    demand = await published(awarder)
    own = {"demandId": demand, "partyId": bidder.party}
    begun = await bidder.do("saveBid", **own)
    assert (begun["state"], begun["version"], begun["bid"]) == ("DRAFT", 1, None)
    empty = {"price": None, "durationDays": None, "proposal": None, "stages": []}
    assert {name: begun["draft"][name] for name in empty} == empty
    assert paths(begun) == ["price", "proposal"]
    assert begun["actions"] == ["SAVE", "WITHDRAW"]
    answer = await bidder.act("submitBid", applicantId=begun["id"], expectedVersion=1)
    message = "The draft is not complete: see its problems."
    assert (answer["code"], answer["message"]) == ("INCOMPLETE", message)
    # Each save writes the whole draft: what is left out is not written any more.
    stages = [{"title": " ", "amount": "0"}, {"title": "All", "amount": "5.00", "dueAfterDays": 3}]
    price = {"amount": "6.00", "currency": "USD"}
    more = await bidder.do("saveBid", **own, price=price, stages=stages, durationDays=4)
    assert (more["draft"]["durationDays"], more["draft"]["proposal"]) == (4, None)
    assert [each["title"] for each in more["draft"]["stages"]] == ["", "All"]
    assert paths(more) == ["proposal", "stages.0.title", "stages.0.amount", "stages"]
    stages[0] = {"title": "Plan", "amount": "1.00"}
    whole = await bidder.do("saveBid", **own, price=price, stages=stages, proposal="We can.", expectedVersion=2)
    assert (paths(whole), whole["draft"]["durationDays"]) == ([], None)
    assert whole["actions"] == ["SAVE", "SUBMIT", "WITHDRAW"]
    done = await bidder.do("submitBid", applicantId=begun["id"], expectedVersion=3)
    assert (done["draft"], done["bid"]["price"]["amount"], done["bid"]["proposal"]) == (None, "6.00", "We can.")


async def test_eb5_nobody_else_notices_a_draft_beside_a_submitted_bid(
    server: Server, awarder: Person, bidder: Person
) -> None:
    demand, staff = await published(awarder), await person(server.url)
    await grant(server, staff, "ADMINISTRATOR")
    application = await submitted(bidder, demand)
    id, start = application["id"], (await awarder.workbench(demand))["workbench"]["cursor"]
    others = (awarder, staff)
    before = [await seen(each, id) for each in others]
    async with awarder.client.subscribe(FEED, id=demand, after=start) as events:
        for price in ("2900.00", "2800.00"):
            beside = await saved(bidder, demand, price)
        assert beside["version"] == 4
        assert [await seen(each, id) for each in others] == before
        for somebody in (*others, await person(server.url)):
            found = await somebody.ask("query ($id: ID!) { node(id: $id) { id } }", id=beside["draft"]["id"])
            assert found["node"] is None
        await bidder.do("discardDraft", applicantId=id, expectedVersion=4)
        assert [await seen(each, id) for each in others] == before
        assert (await seen(bidder, id))["version"] == 5
        await events.silence()
    # What staff decide is based on the version that they see.
    assert before[1]["version"] == 1
    answer = await staff.act("invalidateBid", applicantId=id, reason="Copied.", expectedVersion=5)
    assert (answer["code"], answer["currentVersion"]) == ("CONFLICT", 1)
    await staff.do("invalidateBid", applicantId=id, reason="Copied.", expectedVersion=1)


async def test_eb5_a_draft_is_thrown_away_and_what_was_submitted_stays(
    server: Server, awarder: Person, bidder: Person
) -> None:
    demand, stranger = await published(awarder), await person(server.url)
    draft = await saved(bidder, demand)
    given = {"applicantId": draft["id"], "expectedVersion": draft["version"]}
    # Before the first submission there is nothing that could stay: the application is withdrawn instead.
    assert await bidder.refused("discardDraft", **given) == "WRONG_STATE"
    first = await bidder.do("submitBid", **given)
    assert await bidder.refused("discardDraft", applicantId=draft["id"], expectedVersion=2) == "WRONG_STATE"
    beside = await saved(bidder, demand, "1.00")
    given["expectedVersion"] = beside["version"]
    assert await stranger.refused("discardDraft", **given) == "NOT_FOUND"
    assert await awarder.refused("discardDraft", **given) == "NOT_ALLOWED"
    assert await bidder.refused("discardDraft", **{**given, "expectedVersion": 2}) == "CONFLICT"
    gone = await bidder.do("discardDraft", **given, idempotencyKey="away")
    assert (gone["draft"], gone["state"], gone["bid"]["price"]) == (None, "SUBMITTED", first["bid"]["price"])
    assert await bidder.do("discardDraft", **given, idempotencyKey="away") == gone
    assert await bidder.refused("submitBid", applicantId=draft["id"], expectedVersion=4) == "WRONG_STATE"


async def test_eb6_a_bid_is_confirmed_unchanged_and_a_draft_stays_beside_it(awarder: Person, bidder: Person) -> None:
    demand = await published(awarder)
    application = await submitted(bidder, demand)
    beside = await saved(bidder, demand, "2500.00")
    given = {"applicantId": application["id"], "expectedVersion": beside["version"]}
    assert await bidder.refused("confirmBid", **given) == "WRONG_STATE"
    version = await awarder.version(demand)
    await awarder.do("amendDemand", demandId=demand, expectedVersion=version, description=AMENDED)
    asked = await seen(bidder, application["id"])
    assert (asked["state"], asked["actions"]) == (
        "NEEDS_CONFIRMATION",
        ["SAVE", "SUBMIT", "CONFIRM", "DISCARD_DRAFT", "WITHDRAW"],
    )
    assert await bidder.refused("confirmBid", **given) == "CONFLICT"
    assert await awarder.refused("confirmBid", **given) == "NOT_ALLOWED"
    confirmed = await bidder.do("confirmBid", **{**given, "expectedVersion": asked["version"]})
    assert (confirmed["state"], confirmed["draft"]["id"]) == ("SUBMITTED", beside["draft"]["id"])
    assert [confirmed["bid"][name] for name in ("id", "number", "submittedAt")] == [
        application["bid"][name] for name in ("id", "number", "submittedAt")
    ]
    (candidate,) = await awarder.candidates(demand)
    assert (candidate["score"]["rank"], candidate["applicant"]["bid"]["price"]["amount"]) == (1, "3000.00")


async def test_eb8_after_a_change_of_currency_a_draft_says_so_and_cannot_be_submitted(
    awarder: Person, bidder: Person
) -> None:
    demand = await published(awarder)
    application = await submitted(bidder, demand)
    await saved(bidder, demand)
    version = await awarder.version(demand)
    budget = {"high": "500000", "currency": "JPY"}
    await awarder.do("amendDemand", demandId=demand, expectedVersion=version, budget=budget)
    found = await seen(bidder, application["id"])
    assert found["actions"] == ["SAVE", "DISCARD_DRAFT", "WITHDRAW"]
    for operation in ("submitBid", "confirmBid"):
        given = {"applicantId": application["id"], "expectedVersion": found["version"]}
        assert await bidder.refused(operation, **given) == "CURRENCY_MISMATCH"
    own = {"demandId": demand, "partyId": bidder.party, "price": {"amount": "400000", "currency": "JPY"}}
    rewritten = await bidder.do("saveBid", **own, proposal="In yen.")
    assert (rewritten["draft"]["price"], paths(rewritten)) == ({"amount": "400000", "currency": "JPY"}, [])
    done = await bidder.do("submitBid", applicantId=application["id"], expectedVersion=rewritten["version"])
    assert (done["state"], done["bid"]["number"]) == ("SUBMITTED", 2)


@pytest.mark.everywhere
async def test_eb5_of_two_who_submit_the_same_draft_at_once_one_does(awarder: Person, bidder: Person) -> None:
    demand = await published(awarder)
    application = await submitted(bidder, demand)
    beside = await saved(bidder, demand, "2500.00")
    given = {"applicantId": application["id"], "expectedVersion": beside["version"]}
    acts = [bidder.act("submitBid", **given) for _ in range(4)] + [bidder.act("discardDraft", **given)]
    answers = await asyncio.gather(*acts)
    done = [answer for answer in answers if answer["__typename"] == "Applicant"]
    assert len(done) == 1
    assert {answer["code"] for answer in answers if answer not in done} == {"WRONG_STATE"}
    found = await seen(bidder, application["id"])
    assert (found["draft"], found["version"]) == (None, beside["version"] + 1)
    assert found["bid"]["number"] == done[0]["bid"]["number"]


async def test_eb13_of_two_who_begin_a_bid_at_once_one_does_and_the_other_hears_of_it(server: Server) -> None:
    """Both say that they know of no application: what the first of them has stored is never replaced unseen."""
    awarder, bidder = await enterprise(server.url), await enterprise(server.url, "The Firm")
    members = (bidder, await colleague(bidder, "MANAGER"))
    demand = await published(awarder)
    answers = await asyncio.gather(
        *(
            each.act("saveBid", demandId=demand, partyId=bidder.party, proposal=text, expectedVersion=0)
            for each, text in zip(members * 2, "abcd", strict=True)
        )
    )
    (begun,) = (answer for answer in answers if answer["__typename"] == "Applicant")
    refused = [(answer["code"], answer["currentVersion"]) for answer in answers if answer is not begun]
    assert refused == [("CONFLICT", 1)] * 3
    for each in members:
        found = await seen(each, begun["id"])
        assert (found["version"], found["draft"]) == (1, {"id": begun["draft"]["id"]})
        assert await proposals(each, demand) == [(begun["id"], begun["draft"]["proposal"])]
    own = {"demandId": demand, "partyId": bidder.party}
    # What was made of both is based on what is stored, and a client that says nothing replaces it as before.
    both = await members[1].do("saveBid", **own, proposal="Both.", expectedVersion=begun["version"])
    assert (both["id"], both["version"], both["draft"]["proposal"]) == (begun["id"], 2, "Both.")
    assert (await bidder.do("saveBid", **own, proposal="Mine."))["version"] == 3
    assert await bidder.refused("saveBid", **own, applicantId=begun["id"], expectedVersion=0) == "CONFLICT"
    assert await proposals(bidder, demand) == [(begun["id"], "Mine.")]


async def test_eb13_a_first_save_that_is_sent_again_begins_one_bid(awarder: Person, bidder: Person) -> None:
    """Also at once: with the same key it is no conflict with itself, and after a withdrawal nothing is known again."""
    demand = await published(awarder)
    given = {"demandId": demand, "partyId": bidder.party, "expectedVersion": 0}
    first = {**given, "proposal": "Once.", "idempotencyKey": f"first {demand}"}
    one, *others = await asyncio.gather(*(bidder.do("saveBid", **first) for _ in range(3)))
    assert others == [one] * 2
    assert (one["version"], await bidder.do("saveBid", **first)) == (1, one)
    assert await proposals(bidder, demand) == [(one["id"], "Once.")]
    assert await bidder.refused("saveBid", **given, proposal="Twice.") == "CONFLICT"
    assert await proposals(bidder, demand) == [(one["id"], "Once.")]
    await bidder.do("withdrawBid", applicantId=one["id"])
    assert await bidder.refused("saveBid", **{**given, "expectedVersion": 1}) == "WRONG_STATE"
    again = await bidder.do("saveBid", **given, proposal="Twice.")
    assert (again["id"] != one["id"], again["version"]) == (True, 1)


async def proposals(bidder: Person, demand: str) -> list[tuple[str, str | None]]:
    """Each party's latest application: its id, and the text of its draft."""
    asked = (
        """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { myApplicants { id draft { proposal } } } } }"""
    )
    found = (await bidder.ask(asked, id=demand))["demand"]["myApplicants"]
    return [(each["id"], each["draft"] and each["draft"]["proposal"]) for each in found]


async def test_eb7_who_stays_in_reserve_may_withdraw_at_any_time_and_who_is_offered_the_award_may_not(
    server: Server,
) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    winner, second, third = made.bidders
    offers = [each["id"] for each in made.applications]
    await made.awarder.do("closeBidding", demandId=made.demand)
    version = await made.awarder.version(made.demand)
    award = await made.awarder.do(
        "awardDemand", candidateId=made.candidates[0], reason="Best.", expectedVersion=version
    )
    assert "WITHDRAW" not in (await seen(winner, offers[0]))["actions"]
    assert await winner.refused("withdrawBid", applicantId=offers[0]) == "WRONG_STATE"
    assert (await second.do("withdrawBid", applicantId=offers[1]))["state"] == "WITHDRAWN"
    await winner.do("acceptAward", awardId=award["id"])
    assert await winner.refused("withdrawBid", applicantId=offers[0]) == "WRONG_STATE"
    assert (await seen(third, offers[2]))["actions"] == ["WITHDRAW"]
    assert (await third.do("withdrawBid", applicantId=offers[2]))["state"] == "WITHDRAWN"
    assert [each["id"] for each in await made.awarder.candidates(made.demand)] == [made.candidates[0]]


async def test_eb7_what_revises_a_bid_that_was_withdrawn_meanwhile_begins_no_other(
    awarder: Person, bidder: Person
) -> None:
    """Also after another has begun, whose version can be the same; without `applicantId` a new one begins."""
    demand, other = await published(awarder), await published(awarder)
    application = await submitted(bidder, demand)
    beside = await saved(bidder, demand, "2500.00", applicantId=application["id"])
    assert beside["id"] == application["id"]
    elsewhere = {"demandId": other, "partyId": bidder.party, "applicantId": application["id"]}
    assert await bidder.refused("saveBid", **elsewhere) == "NOT_FOUND"
    await bidder.do("withdrawBid", applicantId=application["id"])
    revised = {"demandId": demand, "partyId": bidder.party, "applicantId": application["id"]}
    assert await bidder.refused("saveBid", **revised) == "WRONG_STATE"
    given = {"applicantId": application["id"], "expectedVersion": beside["version"]}
    assert await bidder.refused("submitBid", **given) == "WRONG_STATE"
    assert await applications(bidder, demand) == [(application["id"], "WITHDRAWN", "2500.00")]
    again = await saved(bidder, demand, "2600.00")
    assert again["id"] != application["id"]
    assert await bidder.refused("saveBid", **revised, expectedVersion=again["version"]) == "CONFLICT"
    assert await applications(bidder, demand) == [(again["id"], "DRAFT", "2600.00")]
    assert (await saved(bidder, demand, "2700.00", applicantId=again["id"]))["id"] == again["id"]


async def applications(bidder: Person, demand: str) -> list[tuple[str, str, str | None]]:
    """Each party's latest application: its id and state, and the price in its draft."""
    asked = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
      myApplicants { id state draft { price { amount } } } } } }"""
    found = (await bidder.ask(asked, id=demand))["demand"]["myApplicants"]
    return [(each["id"], each["state"], each["draft"] and each["draft"]["price"]["amount"]) for each in found]
