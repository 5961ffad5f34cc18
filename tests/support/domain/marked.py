"""A market with every kind of data that someone may not see, up to the bids; each kind has its marks."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from models.accounts.users import grant
from models.clock import now
from models.demands.candidates import Candidate
from models.ids import opaque
from tests.support.api.behind import verify
from tests.support.api.uploading import uploaded
from tests.support.domain.market import (
    Person,
    colleague,
    draft,
    enterprise,
    in_,
    invited,
    person,
    published,
    saved,
    submitted,
)
from tests.support.domain.templated import template_things
from tests.support.domain.viewers import STAFF, VIEWERS, Market, key_in

KINDS: dict[str, dict[str, Any]] = {
    "open": {},
    "hidden": {"isBidCountPublic": False},
    "sealed": {"bidding": "SEALED"},
    "opened": {"bidding": "SEALED"},
}


async def market(url: str) -> Market:
    """The market, with one demand of each kind. The caller moves the clock."""
    made = Market(url)
    await _people(made)
    owner = made.people["owner"]
    made.starts["market"] = (await owner.ask("{ demands { cursor } }"))["demands"]["cursor"]
    idea = await uploaded(owner, b"%PDF- mark-draft", "mark-draft-file.pdf")
    given = {"title": "mark-draft-title", "description": "mark-draft-description", "attachmentIds": [idea]}
    drafted = await draft(owner, **given)
    made.attach("draft demand", "draft", idea)
    made.demands["draft"] = drafted["id"]
    made.note(
        "draft demand", "draft", "mark-draft-title", "mark-draft-description", "mark-draft-file", id=drafted["id"]
    )
    await _searches(made)
    await template_things(made)
    for kind, changes in KINDS.items():
        await _demand(made, kind, **changes)
    await _start_again(made)
    return made


async def _people(made: Market) -> None:
    owner = await enterprise(made.url, "The awarder")
    made.people = {"owner": owner, "manager": await colleague(owner, "MANAGER"), "member": await colleague(owner)}
    for name in (*VIEWERS, "dreamer", "curious"):
        if name not in made.people:
            made.people[name] = Person(made.url) if name == "guest" else await person(made.url, name.title())
    made.people["guest"].party = opaque("Party", UUID(int=0))
    for name in ("dreamer", *STAFF):
        await verify(made.url, made.people[name].email)
    for name, role in STAFF.items():
        await grant(made.people[name].email, role)
    made.note("invitation", "owner", id=await invited(made.people["stranger"], owner))
    sessions = await owner.ask("{ viewer { sessions { id } } }")
    made.note("session", "owner", id=sessions["viewer"]["sessions"][0]["id"])
    upload = await owner.do("startUpload", fileName="plan.pdf", mediaType="application/pdf", byteSize=9)
    made.note("upload", "owner", id=upload["id"])
    for name, somebody in made.people.items():
        found = (await somebody.ask("{ viewer { parties { id } } }"))["viewer"]
        made.parties[name] = {each["id"] for each in found["parties"]} if found else set()


async def _searches(made: Market) -> None:
    """What the awarder's owner looks for, which the demands to come will fit, and what they no longer look for."""
    owner = made.people["owner"]
    wanted = {
        "text": "payment",
        "skills": ["python"],
        "states": ["OPEN"],
        "audience": ["TEAM"],
        "budgetAtLeast": {"amount": "4999.99", "currency": "USD"},
        "closesBefore": in_(days=30),
    }
    search = await owner.do("saveSearch", name="mark-search-name", filter=wanted, order="BUDGET")
    made.note("saved search", "owner", "mark-search-name", "4999.99", id=search["id"])
    gone = await owner.do("saveSearch", name="mark-search-gone", filter={"text": "mark-search-forgotten"})
    await owner.do("deleteSavedSearch", savedSearchId=gone["id"])
    made.note("deleted search", "owner", "mark-search-gone", "mark-search-forgotten", id=gone["id"])


async def _demand(made: Market, kind: str, **changes: Any) -> None:
    owner = made.people["owner"]
    mark = f"mark-{kind}-description"
    deadline = (now() + timedelta(hours=1 if kind == "opened" else 48)).isoformat()
    plan = await uploaded(owner, f"%PDF- {mark}".encode(), f"{mark}.pdf")
    demand = await published(owner, description=mark, deadlineAt=deadline, attachmentIds=[plan], **changes)
    made.attach("published demand", kind, plan)
    made.demands[kind] = demand
    made.starts[kind] = (await owner.workbench(demand))["workbench"]["cursor"]
    if kind == "open":
        version = await owner.version(demand)
        await owner.do("amendDemand", demandId=demand, title="A payment service for all", expectedVersion=version)
    made.note("published demand", kind, mark, id=demand)
    made.note("workbench", kind, id=opaque("Workbench", key_in("BiddingDemand", demand)))
    await made.people["resource_manager"].do("assignManager", demandId=demand)
    for number, name in enumerate(("anna", "rival"), start=1):
        await _application(made, kind, name, f"{1100 + 200 * number + len(made.demands)}.{number}7")
    never = f"mark-{kind}-never-submitted"
    begun = await saved(made.people["dreamer"], demand, "4444.44", proposal=never)
    made.note("never submitted", kind, never, "4444.44", id=begun["id"])
    made.note("never submitted", kind, id=begun["draft"]["id"])
    await _questions(made, kind)


async def _questions(made: Market, kind: str) -> None:
    """An answered question, and on some demands a hidden and a withdrawn one.

    The ids of the latter two were public; only their texts are secret.
    """
    owner, curious, demand = made.people["owner"], made.people["curious"], made.demands[kind]
    party = f"mark-{kind}-asker-party"
    curious.party = (await curious.do("createParty", name=party, kind="ENTERPRISE"))["id"]
    if kind == "open":
        gone = await asked(curious, demand, "mark-open-withdrawn")
        await curious.do("withdrawQuestion", questionId=gone)
        made.note("withdrawn question", kind, "mark-open-withdrawn")
        made.things[gone] = "withdrawn question", kind
    if kind == "hidden":
        rude = await asked(made.people["stranger"], demand, "mark-hidden-rude")
        reason = {"questionId": rude, "reason": "mark-hidden-reason"}
        await made.people["resource_manager"].do("hideQuestion", **reason)
        made.note("hidden question", kind, "mark-hidden-rude", "mark-hidden-reason")
        made.things[rude] = "hidden question", kind
    question = await asked(curious, demand, f"mark-{kind}-question")
    await owner.do("answerQuestion", questionId=question, body=f"mark-{kind}-former")
    await owner.do("answerQuestion", questionId=question, body=f"mark-{kind}-answer", expectedVersion=2)
    made.note("asker of a question", kind, party)
    if kind != "hidden":
        made.note("question", kind, f"mark-{kind}-question", f"mark-{kind}-former", f"mark-{kind}-answer", id=question)


async def asked(somebody: Person, demand: str, body: str) -> str:
    """The id of a new question."""
    return str((await somebody.do("askQuestion", demandId=demand, partyId=somebody.party, body=body))["id"])


async def _application(made: Market, kind: str, name: str, price: str) -> None:
    bidder = made.people[name]
    mark = f"mark-{kind}-{name}"
    bidder.party = (await bidder.do("createParty", name=f"{mark}-party", kind="ENTERPRISE"))["id"]
    made.parties[name].add(bidder.party)
    if name == "anna":
        await join_party(bidder, made.people["annas_member"])
        made.parties["annas_member"].add(bidder.party)
    stages = [{"title": f"{mark}-stage", "amount": price, "dueAfterDays": 9}]
    offer = await uploaded(bidder, f"%PDF- {mark}".encode(), f"{mark}-file.pdf")
    made.attach(f"bid of {name}, {kind}", kind, offer)
    given = {"proposal": f"{mark}-proposal", "stages": stages, "attachmentIds": [offer]}
    application = await submitted(bidder, made.demands[kind], price, **given)
    if name == "anna" and kind in ("open", "opened"):  # the same again in another time, with the same file
        # What was replaced while it was sealed is seen by others as little as a draft.
        former = "bid of anna, open" if kind == "open" else "draft of anna"
        made.note(former, kind, id=application["bid"]["id"])
        given = {"proposal": given["proposal"], "stages": stages, "durationDays": 50}
        application = await submitted(bidder, made.demands[kind], price, **given)
    made.applications[kind, name] = application
    row = f"bid of {name}, {kind}"
    made.note(
        row, kind, f"{mark}-party", f"{mark}-proposal", f"{mark}-stage", f"{mark}-file", price, id=application["id"]
    )
    made.note(row, kind, id=application["bid"]["id"])
    candidate = await Candidate.get(applicant_id=key_in("Applicant", application["id"]))
    made.note(f"standing, {kind}", kind, id=opaque("Candidate", candidate.id))


async def join_party(owner: Person, somebody: Person) -> None:
    await somebody.do("acceptInvitation", invitationId=await invited(somebody, owner))


async def _start_again(made: Market) -> None:
    """Starts a draft beside a submitted bid, which still counts."""
    anna, first = made.people["anna"], made.applications["open", "anna"]
    other = await uploaded(anna, b"%PDF- mark-second-version", "mark-second-version.pdf")
    made.attach("draft of anna", "open", other)
    stages = [{"title": "mark-second-version-stage", "amount": "1.00"}]  # which is not all of it
    given = {"proposal": "mark-second-version", "stages": stages, "attachmentIds": [other]}
    given["partyId"] = first["party"]["id"]
    again = await saved(anna, made.demands["open"], "1999.99", **given)
    made.note("draft of anna", "open", "mark-second-version", "1999.99", id=again["draft"]["id"])
