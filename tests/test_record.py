"""The selection record: who decided what and why, chained so that every change is detected (WB-10, WB-11)."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from models.accounts.members import verify_party
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.bids.withdrawal import invalidate_bid, withdraw_bid
from models.changes import change
from models.database import rows
from models.demands.awards import Award
from models.demands.candidates import Candidate, EliminationReason
from models.demands.causes import Cause
from models.demands.closing import close_bidding
from models.demands.demand import Demand, book_of
from models.demands.ending import cancel_demand, conclude_without_award, resume_demand, suspend_demand
from models.ids import key_of, new_id
from models.interviews.arranging import SlotGiven, cancel_interview, propose_interview
from models.interviews.interview import Media
from models.journal import (
    Book,
    Entry,
    broken_in,
    canonical,
    digest_of,
    enter,
    first_broken,
    forget_texts,
    reason_of,
    texts_of,
)
from models.questions.asking import ask_question, hide_question
from models.workbench.alternatives import drop_alternative, place_alternative
from models.workbench.awards import award_demand, decline_award, revoke_award
from models.workbench.elimination import eliminate_candidates, restore_candidate
from tests.support.api.server import Server
from tests.support.domain.chains import unguarded
from tests.support.domain.inside import DAY, START, applied, opened, party_of, somebody, standing_time
from tests.support.domain.table import Table, table
from tests.support.waiting import PATIENCE

# The chain is computed and checked in Python; what the database itself refuses is tried on both.
pytestmark = pytest.mark.anywhere

GUIDE = (Path(__file__).parent.parent / "docs" / "selection-record.md").read_text()
(EXPORT,) = re.findall(r"```graphql\n(.*?)```", GUIDE, re.DOTALL)
(SCRIPT,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
FIELDS = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { firstBrokenSeq
  record(first: 200) { edges { node {
    seq action actor { id } candidate { id } reason occurredAt canonical digest texts { name digest salt text }
  } }
} } } } }"""
BOOK = "demand:018f0000-0000-7000-8000-000000000000"
AT = datetime(2026, 1, 31, 12, tzinfo=UTC)


def id_of(kind: str, name: str) -> str:
    """The opaque id of what an export names, as the guide says."""
    return base64.urlsafe_b64encode(f"{kind}:".encode() + UUID(name).bytes).decode().rstrip("=")


def raw(id: str) -> bytes:
    return base64.urlsafe_b64decode(id + "=" * (-len(id) % 4))


Exported = tuple[list[dict[str, Any]], int, str]


async def export(made: Table, size: int = 200) -> Exported:
    """The entries, length and last digest, exported as the guide says."""
    entries: list[dict[str, Any]] = []
    end: tuple[int, str] | None = None
    after, more = None, True
    while more:
        answer = await made.awarder.ask(EXPORT, demandId=made.demand, first=size, after=after)
        found = answer["demand"]["workbench"]
        end = end or (found["recordLength"], found["recordDigest"])
        entries += [edge["node"] for edge in found["record"]["edges"]]
        after, more = found["record"]["pageInfo"]["endCursor"], found["record"]["pageInfo"]["hasNextPage"]
    assert end
    return entries, *end


async def decided(server: Server) -> Table:
    """A demand with some decisions on record."""
    made = await table(server, "2000.00", "1000.00")
    one, two = made.candidates
    await made.place(one)
    await made.eliminate(two)
    await made.awarder.do("restoreCandidate", candidateId=two, reason='"Naïve": 值得\n再看 \\ 😀')
    await made.awarder.do("dropAlternative", candidateId=one, reason="Not now.")
    await made.awarder.do("closeBidding", demandId=made.demand)
    given = {"reason": "The best.", "expectedVersion": await made.awarder.version(made.demand)}
    offered = await made.awarder.do("awardDemand", candidateId=two, **given)
    await made.bidders[1].do("acceptAward", awardId=offered["id"])
    return made


def checked(directory: Path, entries: list[dict[str, Any]], length: int, digest: str) -> str:
    """The verdict of the guide's own script on an export, without our code and database."""
    (directory / "check.py").write_text(SCRIPT)
    (directory / "export.json").write_text(json.dumps(entries))
    command = [sys.executable, "-I", "check.py", "export.json", str(length), digest]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=PATIENCE).stdout.strip()


@pytest.mark.everywhere
async def test_wb10_the_record_names_every_decision_its_actor_and_its_reason(server: Server) -> None:
    made = await decided(server)
    one, two = made.candidates
    found = (await made.awarder.ask(FIELDS, id=made.demand))["demand"]["workbench"]
    entries = [edge["node"] for edge in found["record"]["edges"]]
    lead, bidder = made.awarder.user, made.bidders[1].user
    seen = [
        (each["action"], each["candidate"] and each["candidate"]["id"], each["actor"]["id"], each["reason"])
        for each in entries
    ]
    assert seen == [
        ("PUBLISHED", None, lead, None),
        ("PLACED", one, lead, None),
        ("ELIMINATED", two, lead, "PRICE: Too dear."),
        ("RESTORED", two, lead, '"Naïve": 值得\n再看 \\ 😀'),
        ("DROPPED", one, lead, "Not now."),
        ("CLOSED", None, lead, None),
        ("AWARDED", two, lead, "The best."),
        ("AWARD_ACCEPTED", two, bidder, None),
    ]
    assert [each["seq"] for each in entries] == list(range(1, 9))
    assert found["firstBrokenSeq"] is None
    for each in entries:
        said = json.loads(each["canonical"])
        assert (said["action"], said["form"], said["seq"]) == (each["action"], 3, each["seq"])
        assert said["texts"] == {text["name"]: text["digest"] for text in each["texts"]}
        assert said["at"].replace("+00:00", "") == each["occurredAt"].removesuffix("Z").ljust(26, "0")
        assert each["actor"]["id"] == id_of("User", said["actor"])
        assert said["book"] == f"demand:{UUID(bytes=raw(made.demand)[-16:])}"
        if each["candidate"]:
            assert each["candidate"]["id"] == id_of("Candidate", said["subject"])
    award = json.loads(entries[6]["canonical"])["facts"]["award"]
    offered = await made.awarder.ask("query ($id: ID!) { node(id: $id) { __typename } }", id=id_of("Award", award))
    assert offered["node"] == {"__typename": "Award"}


async def test_wb11_an_export_is_checked_by_the_guides_script_alone(server: Server, tmp_path: Path) -> None:
    made = await decided(server)
    entries, length, digest = await export(made)
    assert (len(entries), length, digest) == (8, 8, entries[-1]["digest"])
    assert await export(made, size=3) == (entries, length, digest)
    assert checked(tmp_path, entries, length, digest) == "intact"
    altered = json.loads(json.dumps(entries))
    altered[2]["canonical"] = altered[2]["canonical"].replace("PRICE", "OTHER")
    assert checked(tmp_path, altered, length, digest) == "broken at entry 3"
    assert checked(tmp_path, [*entries[:4], *entries[5:]], length, digest) == "broken at entry 5"
    assert checked(tmp_path, [*entries[:4], entries[3], *entries[4:]], length, digest) == "broken at entry 5"
    assert checked(tmp_path, entries[:-1], length, digest) == "broken at entry 8"
    assert checked(tmp_path, entries[::-1], length, digest) == "broken at entry 1"
    assert checked(tmp_path, rewritten(entries, 2), length, digest) == "broken at entry 8"
    # Entries after the kept digest are not checked by it.
    assert checked(tmp_path, entries, 5, entries[4]["digest"]) == "intact"


def rewritten(entries: list[dict[str, Any]], place: int) -> list[dict[str, Any]]:
    """A careful forgery: an altered entry, with every digest from there on computed again."""
    made, previous = entries[:place], entries[place - 1]["digest"]
    for entry in entries[place:]:
        said = {**json.loads(entry["canonical"]), "action": "FORGED", "previous": previous}
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(text.encode()).hexdigest()
        made.append({**entry, "canonical": text, "digest": previous})
    return made


def erased(text: dict[str, Any]) -> None:
    text["salt"] = text["text"] = None


def moved_over(text: dict[str, Any]) -> None:
    """Moves the first letter of the text to the end of the salt, so that the digest stays the same."""
    first, rest = text["text"][0], text["text"][1:]
    text |= {"salt": text["salt"] + first.encode().hex(), "text": rest}
    assert hashlib.sha256(bytes.fromhex(text["salt"]) + rest.encode()).hexdigest() == text["digest"]


def digested_anew(text: dict[str, Any]) -> None:
    text["text"] = "Forged."
    text["digest"] = hashlib.sha256(bytes.fromhex(text["salt"]) + b"Forged.").hexdigest()


# Changes to a text of an entry, and whether each is detected.
TEXTS: list[tuple[Callable[[dict[str, Any]], object], bool]] = [
    (erased, True),
    (lambda text: text.update(text="Too late."), False),
    (lambda text: text.update(text=""), False),
    (lambda text: text.update(salt="00" * 16), False),
    (lambda text: text.update(salt=text["salt"].upper() + " "), False),
    (lambda text: text.update(salt="no salt"), False),
    (lambda text: text.update(digest="00" * 32), False),
    (lambda text: text.update(salt=None), False),
    (lambda text: text.update(text=None), False),
    (moved_over, False),
    (digested_anew, False),
]


async def test_wb11_the_script_finds_a_text_that_was_altered_and_accepts_one_that_was_erased(
    server: Server, tmp_path: Path
) -> None:
    entries, *end = await export(await decided(server))
    assert [text["text"] for text in entries[2]["texts"]] == ["Too dear."]
    for alter, is_allowed in TEXTS:
        altered = json.loads(json.dumps(entries))
        alter(altered[2]["texts"][0])
        assert checked(tmp_path, altered, *end) == ("intact" if is_allowed else "broken at entry 3")
    added = json.loads(json.dumps(entries))
    added[0]["texts"] = entries[2]["texts"]
    assert checked(tmp_path, added, *end) == "broken at entry 1"
    dropped = json.loads(json.dumps(entries))
    dropped[2]["texts"] = []
    assert checked(tmp_path, dropped, *end) == "broken at entry 3"
    without = [{name: entry[name] for name in ("seq", "canonical", "digest")} for entry in entries]
    assert checked(tmp_path, without, *end) == "intact"
    without[2]["canonical"] = without[2]["canonical"].replace("PRICE", "OTHER")
    assert checked(tmp_path, without, *end) == "broken at entry 3"


@pytest.mark.usefixtures("store")
async def test_wb11_a_record_whose_texts_were_forgotten_is_exported_and_checked(
    pair: list[Server], tmp_path: Path
) -> None:
    made = await decided(pair[0])
    before, *end = await export(made)
    demand = key_of("BiddingDemand", made.demand)
    assert demand is not None
    book = book_of(demand)
    assert await forget_texts(await Entry.filter(book=book)) == []
    after, *same_end = await export(made)
    assert same_end == end
    assert checked(tmp_path, after, *end) == "intact"
    for old, new in zip(before, after, strict=True):
        assert new == {**old, "texts": [{**text, "salt": None, "text": None} for text in old["texts"]]}
    found = (await made.awarder.ask(FIELDS, id=made.demand))["demand"]["workbench"]
    assert found["firstBrokenSeq"] is None
    # The reason code is not a user's text: it stays.
    reasons = {edge["node"]["action"]: edge["node"]["reason"] for edge in found["record"]["edges"]}
    assert (reasons["ELIMINATED"], reasons["RESTORED"], reasons["AWARDED"]) == ("PRICE", None, None)


@pytest.mark.usefixtures("database")
async def test_no_word_that_somebody_typed_stands_in_a_chain() -> None:
    with standing_time():
        await decide_everything()
    typed = []
    for entry in await Entry.all():
        assert (entry.form, entry.reason) == (3, None)
        for shown in (canonical(entry, previous=""), json.dumps(entry.facts)):
            assert "TYPED" not in shown
        typed += [text.text for text in texts_of(entry)]
    assert sorted(set(typed)) == [f"TYPED {number:02}" for number in range(1, 20)]
    for book in await Book.all():
        assert await first_broken(book.name) is None


async def decide_everything() -> None:
    """Every act that takes a reason, each with a distinct text."""
    awarder, one, two, three, asker = [await somebody() for _ in range(5)]
    staff = await somebody(StaffRole.ADMINISTRATOR, StaffRole.RESOURCE_MANAGER)
    demand = await opened(awarder)
    applications = [await applied(bidder, demand) for bidder in (one, two, three)]
    first, second, third = [await Candidate.get(applicant_id=application.id) for application in applications]
    anyhow: dict[str, Any] = {"expected_version": None}
    await verify_party(await party_of(one), note="TYPED 01", by=staff)
    question = await ask_question(demand, await party_of(asker), body="Why?", by=asker)
    await hide_question(question, reason="TYPED 02", by=awarder, **anyhow)
    await eliminate_candidates([first], reason=EliminationReason.OTHER, note="TYPED 03", by=awarder)
    await restore_candidate(first, reason="TYPED 04", by=awarder, **anyhow)
    for candidate in (first, second, third):
        await place_alternative(candidate, rank=None, by=awarder, **anyhow)
    await eliminate_candidates([first], reason=EliminationReason.OTHER, note="TYPED 05", by=awarder)
    await drop_alternative(second, reason="TYPED 06", by=awarder, **anyhow)
    await suspend_demand(demand, reason="TYPED 07", by=staff)
    await resume_demand(demand, by=staff)
    await close_bidding(demand, by=awarder, **anyhow)
    words: dict[str, Any] = {"reason": "TYPED 08", "justification": "TYPED 09"}
    award = await award_demand(second, **words, by=awarder, expected_version=await version_of(demand))
    await decline_award(award, reason="TYPED 10", by=two, **anyhow)
    words = {"reason": "TYPED 11", "justification": "TYPED 12"}
    award = await award_demand(third, **words, by=awarder, expected_version=await version_of(demand))
    await revoke_award(await Award.get(id=award.id), reason="TYPED 13", by=awarder, **anyhow)
    await withdraw_bid(applications[1], reason="TYPED 14", by=two, **anyhow)
    await invalidate_bid(applications[2], reason="TYPED 15", by=staff, **anyhow)
    await conclude_without_award(demand, reason="TYPED 16", by=awarder, **anyhow)
    await decide_on_another(awarder, one)


async def decide_on_another(awarder: Viewer, bidder: Viewer) -> None:
    """An interview, and a demand that is cancelled while an award is open."""
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    slots = [SlotGiven(START + DAY, START + DAY + timedelta(hours=1))]
    given: dict[str, Any] = {"topic": "Plans", "media": Media.VIDEO, "time_zone": "UTC", "hosts": []}
    interview = await propose_interview(application, slots=slots, by=awarder, **given)
    await cancel_interview(interview, reason="TYPED 17", by=awarder)
    await close_bidding(demand, expected_version=None, by=awarder)
    candidate, version = await Candidate.get(applicant_id=application.id), await version_of(demand)
    await award_demand(candidate, reason="TYPED 18", justification=None, expected_version=version, by=awarder)
    await cancel_demand(demand, reason="TYPED 19", expected_version=None, by=awarder)


async def version_of(demand: Demand) -> int:
    return (await Demand.get(id=demand.id)).version


def test_the_front_end_knows_every_reason_that_the_platform_gives() -> None:
    shown = (Path(__file__).parent.parent / "web/src/parts/reasons.ts").read_text(encoding="utf-8")
    assert [cause for cause in Cause if f'"{cause}": msg`' not in shown] == []


async def test_wb1_the_record_is_nobodys_but_the_awarders_and_the_managers(server: Server) -> None:
    made = await decided(server)
    for by in made.bidders:
        answer = await by.ask(FIELDS, id=made.demand)
        assert answer["demand"]["workbench"] is None


async def book_of_five() -> tuple[list[Entry], Book]:
    for number in range(5):
        async with change():
            await enter(
                BOOK, "NOTED", by=None, reason=f"Reason {number}", number=number, nested={"b": [1, None], "a": "é"}
            )
    assert await first_broken(BOOK) is None
    return await Entry.filter(book=BOOK).order_by("seq"), await Book.get(name=BOOK)


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_wb10_the_database_refuses_to_change_or_delete_an_entry() -> None:
    await book_of_five()
    for statement in ("UPDATE journal_entry SET reason = 'x' WHERE seq = 2", "DELETE FROM journal_entry WHERE seq = 2"):
        with pytest.raises(Exception, match="journal entries"):
            await rows(statement)
    assert await first_broken(BOOK) is None


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        (("UPDATE journal_entry SET reason = 'Forged.' WHERE seq = 2",), 2),
        (("UPDATE journal_entry SET facts = '{}' WHERE seq = 1",), 1),
        (("UPDATE journal_entry SET form = 1 WHERE seq = 2",), 2),
        (("UPDATE journal_entry SET form = 2 WHERE seq = 2",), 2),
        (("UPDATE journal_entry SET texts = '{}' WHERE seq = 4",), 4),
        (("UPDATE journal_entry SET texts = NULL WHERE seq = 4",), 4),
        (("""UPDATE journal_entry SET texts = '"Forged."' WHERE seq = 4""",), 4),
        (("""UPDATE journal_entry SET texts = '{"reason": "Forged."}' WHERE seq = 4""",), 4),
        (("UPDATE journal_entry SET action = 'PRAISED' WHERE seq = 5",), 5),
        (("UPDATE journal_entry SET digest = 'd' WHERE seq = 3",), 3),
        (("DELETE FROM journal_entry WHERE seq = 1",), 1),
        (("DELETE FROM journal_entry WHERE seq = 3",), 3),
        (("DELETE FROM journal_entry WHERE seq = 3", "UPDATE journal_entry SET seq = seq - 1 WHERE seq > 3"), 3),
        (("DELETE FROM journal_entry WHERE seq = 5",), 5),
        (("DELETE FROM journal_entry",), 1),
        (("UPDATE journal_entry SET seq = 9 WHERE seq = 2", "UPDATE journal_entry SET seq = 2 WHERE seq = 4"), 2),
        (("UPDATE journal_book SET length = 4",), 5),
        (("UPDATE journal_book SET length = 6",), 6),
        (("UPDATE journal_book SET digest = 'd'",), 5),
    ],
)
async def test_wb10_the_check_names_the_first_broken_entry(tampering: tuple[str, ...], broken: int) -> None:
    await book_of_five()
    await unguarded()
    for statement in tampering:
        await rows(statement)
    assert await first_broken(BOOK) == broken


@pytest.mark.usefixtures("database")
async def test_wb10_an_inserted_entry_is_found_with_and_without_a_digest_that_fits() -> None:
    entries, end = await book_of_five()
    await unguarded()
    for seq in (5, 4, 3):
        await rows("UPDATE journal_entry SET seq = ? WHERE seq = ?", seq + 1, seq)
    new = Entry(book=BOOK, seq=3, action="NOTED", facts={}, at=entries[2].at, digest="", form=3, texts={})
    new.digest = digest_of(canonical(new, previous=entries[1].digest))
    await new.save()
    # The forged entry follows from its predecessor; the next one does not follow from it.
    assert await first_broken(BOOK) == 4
    await rows("UPDATE journal_entry SET digest = '' WHERE seq = 3")
    assert await first_broken(BOOK) == 3
    assert broken_in(await Entry.filter(book=BOOK).order_by("seq"), length=end.length, digest=end.digest) == 3


@pytest.mark.usefixtures("database")
async def test_wb11_whoever_kept_the_last_digest_finds_what_the_database_no_longer_knows() -> None:
    entries, kept = await book_of_five()
    await unguarded()
    await rows("DELETE FROM journal_entry WHERE seq = 5")
    await Book.filter(name=BOOK).update(length=4, digest=entries[3].digest)
    assert await first_broken(BOOK) is None
    left = await Entry.filter(book=BOOK).order_by("seq")
    assert broken_in(left, length=kept.length, digest=kept.digest) == 5
    async with change():
        await enter(BOOK, "NOTED", by=None, reason="Something else.")
    assert await first_broken(BOOK) is None
    left = await Entry.filter(book=BOOK).order_by("seq")
    assert broken_in(left, length=kept.length, digest=kept.digest) == 5


@pytest.mark.usefixtures("database")
async def test_wb10_books_do_not_mix_and_an_empty_one_is_intact() -> None:
    await book_of_five()
    assert await first_broken("demand:another") is None
    async with change():
        await enter("demand:another", "NOTED", by=None)
    (entry,) = await Entry.filter(book="demand:another")
    assert (entry.seq, entry.digest) == (1, digest_of(canonical(entry, previous="")))
    at = entry.at.isoformat(timespec="microseconds")
    text = f'{{"action":"NOTED","actor":null,"at":"{at}","book":"demand:another","facts":{{}},"previous":"",'
    text = text.replace('"previous"', '"form":3,"previous"')
    assert canonical(entry, previous="") == text + '"seq":1,"subject":null,"texts":{}}'


FORM_1 = (
    '{"action":"ELIMINATED","actor":null,"at":"2026-01-31T12:00:00.000000+00:00","book":"' + BOOK + '",'
    '"facts":{"source":"UNDECIDED"},"previous":"","reason":"PRICE: Naïve.","seq":1,"subject":null}',
    '{"action":"CLOSED","actor":null,"at":"2026-01-31T12:00:00.000000+00:00","book":"' + BOOK + '",'
    '"facts":{"source":"UNDECIDED"},"previous":"%s","reason":null,"seq":2,"subject":null}',
)


async def book_of_all_forms() -> list[Entry]:
    """Two entries of form 1 and one of form 2, as they exist in databases, and two of the current form."""
    previous, common = "", {"book": BOOK, "facts": {"source": "UNDECIDED"}, "at": AT}
    for seq, (action, reason) in enumerate([("ELIMINATED", "PRICE: Naïve."), ("CLOSED", None)], start=1):
        text = FORM_1[seq - 1].replace("%s", previous)
        previous = hashlib.sha256(text.encode()).hexdigest()
        # Without a form, as the columns that were added later find it.
        await Entry.create(seq=seq, action=action, reason=reason, digest=previous, **common)
    second = Entry(seq=3, action="OPENED", digest="", form=2, texts={}, subject_id=new_id(), **common)
    second.digest = digest_of(canonical(second, previous=previous))
    assert f'"book":"{BOOK}"' in canonical(second, previous=previous)
    await second.save()
    await Book.create(name=BOOK, length=3, digest=second.digest)
    async with change():
        await enter(BOOK, "ELIMINATED", by=None, reason="Naïve.", cause="PRICE")
        await enter(BOOK, "AWARDED", by=None, reason="Best.", texts={"justification": "Known.", "note": None})
    return await Entry.filter(book=BOOK).order_by("seq")


@pytest.mark.usefixtures("database")
async def test_wb10_entries_of_older_forms_stay_valid_before_those_of_form_3(tmp_path: Path) -> None:
    entries = await book_of_all_forms()
    assert [entry.form for entry in entries] == [1, 1, 2, 3, 3]
    assert canonical(entries[0], previous="") == FORM_1[0]
    assert [reason_of(entry) for entry in entries] == ["PRICE: Naïve.", None, None, "PRICE: Naïve.", "Best."]
    assert [text.name for text in texts_of(entries[4])] == ["justification", "reason"]
    assert await first_broken(BOOK) is None
    book = await Book.get(name=BOOK)
    exported = exported_from(entries)
    assert checked(tmp_path, exported, book.length, book.digest) == "intact"
    exported[0]["canonical"] = exported[0]["canonical"].replace("Naïve", "Naive")
    assert checked(tmp_path, exported, book.length, book.digest) == "broken at entry 1"


def exported_from(entries: list[Entry]) -> list[dict[str, Any]]:
    """What the API shows of a journal."""
    made, previous = [], ""
    for entry in entries:
        texts = [
            {"name": text.name, "digest": text.digest, "salt": text.salt, "text": text.text} for text in texts_of(entry)
        ]
        shown = {"seq": entry.seq, "canonical": canonical(entry, previous=previous), "digest": entry.digest}
        made.append({**shown, "texts": texts})
        previous = entry.digest
    return made


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_forgetting_erases_salt_and_text_and_leaves_the_chain_whole(tmp_path: Path) -> None:
    entries, book = await book_of_all_forms(), await Book.get(name=BOOK)
    digests = [text.digest for entry in entries for text in texts_of(entry)]
    # In form 1 the texts are part of the chain: erasing them has to fail with an explanation.
    assert [entry.seq for entry in await forget_texts(entries)] == [1]
    left = await Entry.filter(book=BOOK).order_by("seq")
    texts = [text for entry in left for text in texts_of(entry)]
    assert [(text.digest, text.salt, text.text) for text in texts] == [(digest, None, None) for digest in digests]
    assert [reason_of(entry) for entry in left] == ["PRICE: Naïve.", None, None, "PRICE", None]
    for name in ("Best.", "Known."):
        assert name not in str(await rows("SELECT * FROM journal_entry"))
    assert await first_broken(BOOK) is None
    assert broken_in(left, length=book.length, digest=book.digest) is None
    assert checked(tmp_path, exported_from(left), book.length, book.digest) == "intact"
    # Erasing again changes nothing, and the journal takes new entries.
    await forget_texts(left)
    async with change():
        await enter(BOOK, "NOTED", by=None, reason="More.")
    assert await first_broken(BOOK) is None


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("alter", "is_allowed"), [*TEXTS, (lambda text: text.update(text=["Too late."]), False)])
async def test_wb10_a_text_that_was_altered_beside_the_chain_is_found(
    alter: Callable[[dict[str, Any]], object], is_allowed: bool
) -> None:
    await book_of_five()
    await unguarded()
    entry = await Entry.get(book=BOOK, seq=2)
    assert entry.texts
    alter(entry.texts["reason"])
    await entry.save(update_fields=["texts"])
    assert await first_broken(BOOK) == (None if is_allowed else 2)


@pytest.mark.usefixtures("database")
async def test_wb10_a_text_beside_an_entry_of_form_1_is_found_as_no_digest_covers_it() -> None:
    entries = await book_of_all_forms()
    await unguarded()
    entries[1].texts = entries[3].texts
    await entries[1].save(update_fields=["texts"])
    assert await first_broken(BOOK) == 2


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_wb10_the_database_lets_texts_be_forgotten_and_refuses_every_other_change() -> None:
    await book_of_five()
    entry = await Entry.get(book=BOOK, seq=2)
    assert entry.texts
    kept, gone = entry.texts["reason"], {"digest": entry.texts["reason"]["digest"], "salt": None, "text": None}
    for texts in (
        {"reason": kept},
        {"reason": {**kept, "text": "Forged."}},
        {"reason": {**kept, "text": None}},
        {"reason": {**gone, "digest": "d"}},
        {"reason": gone, "note": gone},
        {"note": gone},
        {},
        None,
    ):
        await refuses_to_store(entry, "texts", texts)
    columns = set(Entry._meta.fields_map) - {"texts"}
    others: dict[str, Any] = dict.fromkeys(columns, "x") | {"seq": 9, "form": 1, "at": AT, "facts": {}}
    others |= {name: entry.id for name in ("actor_id", "subject_id")}
    for name in columns - {"id"}:
        await refuses_to_store(entry, name, others[name])
        # Not together with an allowed change, either.
        await refuses_to_store(entry, name, others[name], texts={"reason": gone})
    for other in ("book = book", f"id = '{Entry().id}'"):
        with pytest.raises(Exception, match="journal entries"):
            await rows(f"UPDATE journal_entry SET {other} WHERE seq = 2")
    await Entry.filter(id=entry.id).update(texts={"reason": gone})
    await refuses_to_store(entry, "texts", {"reason": kept})
    assert await first_broken(BOOK) is None


async def refuses_to_store(entry: Entry, name: str, value: object, **more: object) -> None:
    before = await Entry.filter(id=entry.id).values()
    with pytest.raises(Exception, match="journal entries never change"):
        await Entry.filter(id=entry.id).update(**{name: value, **more})
    assert await Entry.filter(id=entry.id).values() == before
