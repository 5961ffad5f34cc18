"""Questions about a demand: everyone can read and follow them, and only staff see who asked (CM-2)."""

from datetime import timedelta
from typing import Any

import pytest

from models.changes import StoredEvent
from models.clock import clock, now
from models.demands.demand import Bidding
from models.errors import Refused
from models.journal import Entry, reason_of
from models.notifications.kinds import Notification
from models.questions import asking
from models.questions.events import QUESTIONS
from models.questions.question import Question, book_of
from tests.support.api.server import Server
from tests.support.domain.inside import party_of
from tests.support.domain.market import (
    QUESTION,
    Person,
    colleague,
    draft,
    enterprise,
    grant,
    invited,
    person,
    published,
    submitted,
)
from tests.support.domain.table import bid_on, demand_of, someone

# Who may ask and answer is decided in Python; pages, limits and the deadline are tried on both.
pytestmark = pytest.mark.anywhere

LIST = f"""query ($id: ID!, $first: Int, $after: String) {{ demand(id: $id) {{ ... on BiddingDemand {{
  questions(first: $first, after: $after) {{ cursor edges {{ node {{ {QUESTION} }} }}
    pageInfo {{ hasNextPage endCursor }} }} }} }} }}"""
NODE = f"query ($id: ID!) {{ node(id: $id) {{ ... on Question {{ {QUESTION} }} }} }}"
FEED = """subscription ($id: ID!, $after: String) { questions(demandId: $id, after: $after) { cursor event { __typename
  ... on QuestionAsked { question { id body version } } ... on QuestionAnswered { question { id answer version } }
  ... on QuestionWithdrawn { questionId } ... on QuestionHidden { questionId }
  ... on QuestionRestored { question { id state answer hiddenReason } } ... on ResyncRequired { code } } } }"""
PERSONAL = """subscription ($id: ID!, $after: String) { questions(demandId: $id, after: $after) { event {
  ... on QuestionAsked { question { isMine asker { id } } } } } }"""


async def asked(by: Person, demand: str, body: str = "By when?", **more: Any) -> dict[str, Any]:
    return await by.do("askQuestion", demandId=demand, partyId=by.party, body=body, **more)


async def listed(by: Person, demand: str, **page: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await by.ask(LIST, id=demand, **page))["demand"]["questions"]
    return found


async def read(by: Person, demand: str) -> list[dict[str, Any]]:
    return [edge["node"] for edge in (await listed(by, demand))["edges"]]


@pytest.fixture(scope="module")
async def manager(server: Server) -> Person:
    found = await person(server.url, "Manager")
    await grant(server, found, "RESOURCE_MANAGER")
    return found


@pytest.fixture(scope="module")
async def administrator(server: Server) -> Person:
    found = await person(server.url, "Administrator")
    await grant(server, found, "ADMINISTRATOR")
    return found


@pytest.mark.everywhere
async def test_cm2_everyone_reads_a_question_and_its_answer(server: Server) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    demand = await published(awarder, bidding="SEALED")
    question = await asked(asker, demand, "Which database? ")
    assert (question["body"], question["state"], question["version"]) == ("Which database?", "UNANSWERED", 1)
    assert (question["answer"], question["actions"], question["isMine"]) == (None, ["WITHDRAW"], True)
    answered = await awarder.do("answerQuestion", questionId=question["id"], body="PostgreSQL. ")
    assert (answered["answer"], answered["state"], answered["version"]) == ("PostgreSQL.", "ANSWERED", 2)
    assert answered["answeredAt"] is not None
    for by in (awarder, await person(server.url), Person(server.url)):
        (found,) = await read(by, demand)
        assert (found["body"], found["answer"], found["isMine"]) == ("Which database?", "PostgreSQL.", False)
        assert (await by.ask(NODE, id=question["id"]))["node"] == found


async def test_cm2_the_asker_stays_unnamed_for_everybody_but_staff(
    server: Server, manager: Person, administrator: Person
) -> None:
    awarder, asker = await enterprise(server.url), await enterprise(server.url, "The curious")
    demand = await published(awarder, bidding="SEALED")
    await manager.do("assignManager", demandId=demand)
    other = await person(server.url)
    await grant(server, other, "RESOURCE_MANAGER")
    # An administrator who belongs to the awarder counts as the awarder.
    near, mate = await colleague(awarder), await colleague(asker)
    await grant(server, near, "ADMINISTRATOR")
    question = await asked(asker, demand)
    for by in (manager, administrator):
        assert (await read(by, demand))[0]["asker"] == {"id": asker.party, "name": "The curious"}
    for by in (awarder, near, other, asker, mate, await person(server.url), Person(server.url)):
        (found,) = await read(by, demand)
        assert (found["asker"], found["isMine"]) == (None, by in (asker, mate))
        assert asker.user not in str(found)
    assert "The curious" not in str(await awarder.ask(NODE, id=question["id"]))


async def test_cm2_a_question_betrays_nothing_of_an_application(server: Server, manager: Person) -> None:
    """Questions by applicants and by others look the same in everything that is shown."""
    awarder, bidder, stranger = await enterprise(server.url), await person(server.url), await person(server.url)
    demand = await published(awarder, bidding="SEALED")
    await submitted(bidder, demand)
    await manager.do("assignManager", demandId=demand)
    shown = []
    for asker in (bidder, stranger):
        question = await asked(asker, demand)
        seen = [
            await by.ask(NODE, id=question["id"]) for by in (awarder, manager, bidder, stranger, Person(server.url))
        ]
        own = {question["id"]: "ID", question["askedAt"]: "AT", asker.party: "PARTY", "True": "", "False": ""}
        own["['WITHDRAW']"] = "[]"
        text = str(seen)
        for before, after in own.items():
            text = text.replace(before, after)
        shown.append(text)
    assert shown[0] == shown[1]


async def test_cm2_what_happens_is_told_live_to_guests_too_and_names_nobody(server: Server) -> None:
    awarder, asker, guest = await enterprise(server.url), await person(server.url), Person(server.url)
    demand = await published(awarder, bidding="SEALED")
    start = (await listed(guest, demand))["cursor"]
    async with guest.client.subscribe(FEED, id=demand, after=start) as events:
        first, second = await asked(asker, demand, "One?"), await asked(asker, demand, "Two?")
        heard = [(await events.next())["questions"] for _ in range(2)]
        await awarder.do("answerQuestion", questionId=first["id"], body="Yes.")
        await asker.do("withdrawQuestion", questionId=second["id"])
        heard += [(await events.next())["questions"] for _ in range(2)]
    assert [each["event"] for each in heard] == [
        {"__typename": "QuestionAsked", "question": {"id": first["id"], "body": "One?", "version": 1}},
        {"__typename": "QuestionAsked", "question": {"id": second["id"], "body": "Two?", "version": 1}},
        {"__typename": "QuestionAnswered", "question": {"id": first["id"], "answer": "Yes.", "version": 2}},
        {"__typename": "QuestionWithdrawn", "questionId": second["id"]},
    ]
    # Resumed behind the first event; a question that is gone by now appears only as gone.
    async with awarder.client.subscribe(FEED, id=demand, after=heard[0]["cursor"]) as events:
        kinds = [(await events.next())["questions"]["event"]["__typename"] for _ in range(2)]
    assert kinds == ["QuestionAnswered", "QuestionWithdrawn"]
    async with guest.client.subscribe(FEED, id=demand, after="nonsense") as events:
        assert (await events.next())["questions"]["event"] == {
            "__typename": "ResyncRequired",
            "code": "RESYNC_REQUIRED",
        }


async def test_what_is_personal_in_an_event_is_told_to_each_alone(server: Server, manager: Person) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    await manager.do("assignManager", demandId=demand)
    after = (await listed(asker, demand))["cursor"]
    async with (
        awarder.client.subscribe(PERSONAL, id=demand, after=after) as to_awarder,
        asker.client.subscribe(PERSONAL, id=demand, after=after) as to_asker,
        manager.client.subscribe(PERSONAL, id=demand, after=after) as to_manager,
    ):
        await asked(asker, demand)
        told = [
            (await events.next())["questions"]["event"]["question"] for events in (to_awarder, to_asker, to_manager)
        ]
    assert told == [
        {"isMine": False, "asker": None},
        {"isMine": True, "asker": None},
        {"isMine": False, "asker": {"id": asker.party}},
    ]


async def test_eb9_whoever_could_not_apply_cannot_ask(server: Server, manager: Person) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    await manager.do("assignManager", demandId=demand)
    member, stranger = await colleague(awarder), await person(server.url)
    alone = (await member.ask("{ viewer { parties { id kind } } }"))["viewer"]["parties"]
    own = next(party["id"] for party in alone if party["kind"] == "INDIVIDUAL")
    ask = {"demandId": demand, "body": "By when?"}
    assert await awarder.refused("askQuestion", partyId=awarder.party, **ask) == "NOT_ALLOWED"
    assert await member.refused("askQuestion", partyId=own, **ask) == "NOT_ALLOWED"
    assert await stranger.refused("askQuestion", partyId=awarder.party, **ask) == "NOT_ALLOWED"
    assert await manager.refused("askQuestion", partyId=manager.party, **ask) == "CONFLICT_OF_INTEREST"
    # An affiliate: another enterprise of the awarder's member, for which somebody else asks.
    affiliate = await person(server.url)
    affiliate.party = (await affiliate.do("createParty", name="Affiliate", kind="ENTERPRISE"))["id"]
    await member.do("acceptInvitation", invitationId=await invited(member, affiliate, "MANAGER"))
    assert await affiliate.refused("askQuestion", partyId=affiliate.party, **ask) == "CONFLICT_OF_INTEREST"
    page = await listed(stranger, demand)
    assert (page["edges"], page["cursor"]) == ([], (await listed(Person(server.url), demand))["cursor"])


async def test_questions_are_taken_while_bids_are_or_will_be(server: Server, administrator: Person) -> None:
    awarder, asker, staff = await enterprise(server.url), await person(server.url), administrator
    drafted = (await draft(awarder))["id"]
    ask = {"partyId": asker.party, "body": "By when?"}
    assert await asker.refused("askQuestion", demandId=drafted, **ask) == "NOT_FOUND"
    demand = await published(awarder)
    await submitted(asker, demand)
    await staff.do("suspendDemand", demandId=demand, reason="Looked into.")
    document = "query ($id: ID!) { demand(id: $id) { actions } }"
    assert (await asker.ask(document, id=demand))["demand"]["actions"] == ["ASK"]
    question = await asked(asker, demand)
    await awarder.do("answerQuestion", questionId=question["id"], body="Soon.")
    await staff.do("resumeDemand", demandId=demand)
    await awarder.do("closeBidding", demandId=demand)
    assert await asker.refused("askQuestion", demandId=demand, **ask) == "WRONG_STATE"
    await staff.do("suspendDemand", demandId=demand, reason="Looked into.")
    assert await asker.refused("askQuestion", demandId=demand, **ask) == "WRONG_STATE"
    assert (await asker.ask(document, id=demand))["demand"]["actions"] == []
    assert len(await read(asker, demand)) == 1


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_eb1_at_the_deadline_nothing_can_be_asked_any_more() -> None:
    awarder, asker = await someone("awarder"), await someone("asker")
    demand = await demand_of(awarder, bidding=Bidding.SEALED)
    assert demand.deadline_at is not None
    before, deadline = demand.deadline_at - timedelta(microseconds=1), demand.deadline_at
    with clock(lambda: before):
        await asking.ask_question(demand, await party_of(asker), body="In time?", by=asker)
    with clock(lambda: deadline), pytest.raises(Refused, match="DEADLINE_PASSED"):
        await asking.ask_question(demand, await party_of(asker), body="Too late?", by=asker)
    assert await Question.all().count() == 1


async def test_owners_and_managers_answer_and_correct_what_they_saw(server: Server, manager: Person) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    second, member = await colleague(awarder, "MANAGER"), await colleague(awarder)
    demand = await published(awarder)
    await manager.do("assignManager", demandId=demand)
    id = (await asked(asker, demand))["id"]
    after = (await listed(asker, demand))["cursor"]
    for by in (member, asker, await person(server.url), manager):
        assert await by.refused("answerQuestion", questionId=id, body="Never.") == "NOT_ALLOWED"
    assert await awarder.refused("answerQuestion", questionId=id, body="Never.", expectedVersion=9) == "CONFLICT"
    assert (await listed(asker, demand))["cursor"] == after
    first = await second.do("answerQuestion", questionId=id, body="In May.")
    # Two answers at once: the second one gets CONFLICT and never silently wins.
    late = await awarder.act("answerQuestion", questionId=id, body="In June.")
    assert (late["__typename"], late["currentVersion"]) == ("Conflict", 2)
    corrected = await awarder.do("answerQuestion", questionId=id, body="In June.", expectedVersion=2)
    assert (corrected["answer"], corrected["version"], corrected["answeredAt"]) == ("In June.", 3, first["answeredAt"])
    again = await awarder.do("answerQuestion", questionId=id, body="In July.", expectedVersion=3)
    (found,) = await read(Person(server.url), demand)
    assert found["formerAnswers"] == [
        {"body": "In May.", "answeredAt": first["answeredAt"]},
        {"body": "In June.", "answeredAt": corrected["correctedAt"]},
    ]
    assert (found["answer"], found["correctedAt"]) == ("In July.", again["correctedAt"])
    first = "query ($id: ID!) { node(id: $id) { ... on Question { formerAnswers(first: 1) { body } } } }"
    assert (await asker.ask(first, id=id))["node"]["formerAnswers"] == [{"body": "In May."}]


async def test_the_answers_of_an_ended_demand_stay_as_they_are(server: Server) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    id = (await asked(asker, demand))["id"]
    await awarder.do("answerQuestion", questionId=id, body="Yes.")
    await awarder.do("cancelDemand", demandId=demand, reason="No need.")
    after = await listed(awarder, demand)
    for version in (None, 2):
        given = {"questionId": id, "body": "No.", "expectedVersion": version}
        assert await awarder.refused("answerQuestion", **given) == "WRONG_STATE"
    (found,) = await read(awarder, demand)
    assert (found["answer"], found["actions"]) == ("Yes.", [])
    assert await listed(awarder, demand) == after


async def test_a_question_is_taken_back_by_its_own_party_while_it_is_unanswered(
    server: Server, administrator: Person
) -> None:
    awarder, asker = await enterprise(server.url), await enterprise(server.url)
    demand, mate = await published(awarder), await colleague(asker)
    one, two = [(await asked(asker, demand, body))["id"] for body in ("One?", "Two?")]
    for by in (awarder, await person(server.url), administrator):
        assert await by.refused("withdrawQuestion", questionId=one) == "NOT_ALLOWED"
    assert await mate.refused("withdrawQuestion", questionId=one, expectedVersion=2) == "CONFLICT"
    await mate.do("withdrawQuestion", questionId=one, expectedVersion=1)
    await awarder.do("answerQuestion", questionId=two, body="Yes.")
    assert await asker.refused("withdrawQuestion", questionId=two) == "WRONG_STATE"
    for by in (asker, awarder, administrator):
        assert [each["id"] for each in await read(by, demand)] == [two]
        assert (await by.ask(NODE, id=one))["node"] is None
    for act, more in (("answerQuestion", {"body": "Yes."}), ("hideQuestion", {"reason": "Rude."})):
        assert await awarder.refused(act, questionId=one, **more) == "NOT_FOUND"


async def test_an_improper_question_is_hidden_with_a_reason_on_record(
    server: Server, manager: Person, administrator: Person
) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    await manager.do("assignManager", demandId=demand)
    member = await colleague(awarder)
    one, two = [(await asked(asker, demand, body))["id"] for body in ("Rude?", "Ruder?")]
    before = await listed(awarder, demand)
    for by in (asker, member, await person(server.url)):
        assert await by.refused("hideQuestion", questionId=one, reason="Mine.") == "NOT_ALLOWED"
    assert await awarder.refused("hideQuestion", questionId=one, reason=" ") == "INVALID_INPUT"
    assert await listed(awarder, demand) == before
    await awarder.do("hideQuestion", questionId=one, reason="It names a person.")
    # The awarder can correct its answer but not hide the question; staff can.
    await awarder.do("answerQuestion", questionId=two, body="No.")
    assert await awarder.refused("hideQuestion", questionId=two, reason="Rude.") == "WRONG_STATE"
    await manager.do("hideQuestion", questionId=two, reason="It is rude.")
    for by in (awarder, member, await person(server.url), Person(server.url)):
        assert await read(by, demand) == []
        assert (await by.ask(NODE, id=one))["node"] is None
    for by in (asker, manager, administrator):
        assert [each["hiddenReason"] for each in await read(by, demand)] == ["It names a person.", "It is rude."]
    async with Person(server.url).client.subscribe(FEED, id=demand, after=before["cursor"]) as events:
        told = [(await events.next())["questions"]["event"] for _ in range(2)]
    assert told == [{"__typename": "QuestionHidden", "questionId": id} for id in (one, two)]


async def test_staff_shows_a_hidden_question_again_with_its_answer(
    server: Server, manager: Person, administrator: Person
) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    await manager.do("assignManager", demandId=demand)
    one, two = [(await asked(asker, demand, body))["id"] for body in ("By when?", "Where?")]
    await awarder.do("answerQuestion", questionId=two, body="Here.")
    for id in (one, two):
        await manager.do("hideQuestion", questionId=id, reason="By mistake.")
    before = await listed(awarder, demand)
    for by in (awarder, asker):
        assert await by.refused("restoreQuestion", questionId=one) in {"NOT_ALLOWED", "NOT_FOUND"}
    assert await listed(awarder, demand) == before
    assert await manager.refused("restoreQuestion", questionId=one, expectedVersion=1) == "CONFLICT"
    for by, id in ((manager, one), (administrator, two)):
        await by.do("restoreQuestion", questionId=id)
        assert await by.refused("restoreQuestion", questionId=id) == "WRONG_STATE"
    assert [(each["body"], each["answer"]) for each in await read(awarder, demand)] == [
        ("By when?", None),
        ("Where?", "Here."),
    ]
    async with Person(server.url).client.subscribe(FEED, id=demand, after=before["cursor"]) as events:
        told = [(await events.next())["questions"]["event"] for _ in range(2)]
    assert [(each["__typename"], each["question"]["state"]) for each in told] == [
        ("QuestionRestored", "UNANSWERED"),
        ("QuestionRestored", "ANSWERED"),
    ]


@pytest.mark.usefixtures("database")
async def test_the_journal_says_who_did_what_and_the_events_do_not() -> None:
    awarder, asker = await someone("awarder"), await someone("asker")
    demand, party = await demand_of(awarder), await party_of(asker)
    question = await asking.ask_question(demand, party, body="By when?", by=asker)
    await asking.hide_question(question, reason="Rude.", expected_version=1, by=awarder)
    entries = await Entry.filter(book=book_of(question)).order_by("seq")
    assert [(each.action, each.actor_id, reason_of(each)) for each in entries] == [
        ("ASKED", asker.user.id, None),
        ("HIDDEN", awarder.user.id, "Rude."),
    ]
    for event in await StoredEvent.filter(stream=QUESTIONS.stream(demand.id)):
        assert event.actor_id is None
        assert event.facts == {"demand": str(demand.id), "question": str(question.id)}
    # None of it appears in what the awarder reads, nor in the workbench's events.
    for stream in (demand.stream, "market"):
        assert not await StoredEvent.exists(stream=stream, kind__startswith="question.")
    assert not await Entry.exists(book=f"demand:{demand.id}", action="ASKED")


@pytest.mark.usefixtures("database")
async def test_the_awarders_team_hears_of_questions_and_asker_and_applicants_of_answers() -> None:
    awarder, asker, bidder, other = [await someone(name) for name in ("awarder", "asker", "bidder", "other")]
    demand = await demand_of(awarder, bidding=Bidding.SEALED)
    await bid_on(demand, bidder)
    await bid_on(await demand_of(awarder), other)
    await Notification.all().delete()
    question = await asking.ask_question(demand, await party_of(asker), body="By when?", by=asker)
    (told,) = await Notification.all()
    assert (told.user_id, told.kind, told.actor_id) == (awarder.user.id, "QUESTION_ASKED", None)
    assert (told.subject_type, told.subject_id, told.facts) == ("question", question.id, {"demand": demand.title})
    await asking.answer_question(question, body="Soon.", expected_version=None, by=awarder)
    answered = await Notification.filter(kind="QUESTION_ANSWERED")
    assert {each.user_id for each in answered} == {asker.user.id, bidder.user.id}
    assert [each.facts for each in answered] == [{"demand": demand.title}] * 2
    # It asks the team for nothing any more.
    await told.refresh_from_db()
    assert told.read_at is not None


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_a_user_asks_ten_questions_an_hour_on_a_demand() -> None:
    awarder, asker, other = await someone("awarder"), await someone("asker"), await someone("other")
    demand, elsewhere, start = await demand_of(awarder, hours=9), await demand_of(awarder), now()
    party = await party_of(asker)
    with clock(lambda: start):
        for number in range(asking.MOST_AN_HOUR):
            question = await asking.ask_question(demand, party, body=f"{number}?", by=asker)
        # Withdrawing a question does not free the limit.
        await asking.withdraw_question(question, expected_version=None, by=asker)
        events = await StoredEvent.all().count()
        with pytest.raises(Refused, match="RATE_LIMITED") as limited:
            await asking.ask_question(demand, party, body="One more?", by=asker)
        assert limited.value.retry_after_seconds == 3_600
        assert (await Question.all().count(), await StoredEvent.all().count()) == (asking.MOST_AN_HOUR, events)
        await asking.ask_question(elsewhere, party, body="Elsewhere?", by=asker)
        await asking.ask_question(demand, await party_of(other), body="Somebody else?", by=other)
    with clock(lambda: start + timedelta(hours=1)):
        await asking.ask_question(demand, party, body="Later?", by=asker)


@pytest.mark.everywhere
async def test_questions_page_from_the_oldest_on_and_each_viewer_sees_a_whole_page(server: Server) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    ids = [(await asked(asker, demand, f"{number}?"))["id"] for number in range(6)]
    await awarder.do("hideQuestion", questionId=ids[1], reason="Rude.")
    await asker.do("withdrawQuestion", questionId=ids[3])
    for by, wanted in ((awarder, ["0?", "2?", "4?", "5?"]), (asker, ["0?", "1?", "2?", "4?", "5?"])):
        found, after, sizes = [], None, []
        while after is not None or not found:
            page = await listed(by, demand, first=2, after=after)
            found += [edge["node"]["body"] for edge in page["edges"]]
            sizes.append(len(page["edges"]))
            after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
        assert (found, set(sizes[:-1])) == (wanted, {2})
    document = 'query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { questions(after: "x") { cursor } } } }'
    assert "INVALID_INPUT" in str(await awarder.client.post(document, {"id": demand}))


async def test_a_question_has_a_text_and_a_retry_asks_no_second_one(server: Server) -> None:
    awarder, asker = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    before = await listed(asker, demand)
    for body in ("", "  ", "x" * 5_001, "a\x00b"):
        given = {"demandId": demand, "partyId": asker.party, "body": body}
        assert await asker.refused("askQuestion", **given) == "INVALID_INPUT"
    assert await listed(asker, demand) == before
    once = await asked(asker, demand, "Once?", idempotencyKey="key")
    assert await asked(asker, demand, "Once?", idempotencyKey="key") == once
    given = {"questionId": once["id"], "body": "Twice.", "idempotencyKey": "key"}
    answered = await awarder.do("answerQuestion", **given)
    assert await awarder.do("answerQuestion", **given) == answered
    assert await awarder.refused("answerQuestion", questionId=once["id"], body="", expectedVersion=2) == "INVALID_INPUT"
    assert [each["version"] for each in await read(asker, demand)] == [2]


async def test_the_questions_that_were_loaded_and_heard_are_those_that_a_fresh_query_shows(server: Server) -> None:
    awarder, asker, guest = await enterprise(server.url), await person(server.url), Person(server.url)
    demand = await published(awarder)
    ids = [(await asked(asker, demand, f"{number}?"))["id"] for number in range(3)]
    page = await listed(guest, demand)
    known = {edge["node"]["id"]: edge["node"]["version"] for edge in page["edges"]}
    await awarder.do("answerQuestion", questionId=ids[0], body="Yes.")
    await awarder.do("hideQuestion", questionId=ids[1], reason="Rude.")
    await asker.do("withdrawQuestion", questionId=ids[2])
    last = (await asked(asker, demand, "Last?"))["id"]
    async with guest.client.subscribe(FEED, id=demand, after=page["cursor"]) as events:
        while last not in known:
            event = (await events.next())["questions"]["event"]
            if "question" in event:
                known[event["question"]["id"]] = event["question"]["version"]
            else:
                known.pop(event["questionId"], None)
    assert known == {each["id"]: each["version"] for each in await read(guest, demand)}
