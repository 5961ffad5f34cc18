"""The selection record: who decided what and why, chained so that nothing is changed unseen (WB-10, WB-11)."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.changes import change
from models.database import connection, is_postgres, rows
from models.journal import Book, Entry, broken_in, canonical, digest_of, enter, first_broken
from tests.support.api.server import Server
from tests.support.domain.table import Table, table

GUIDE = (Path(__file__).parent.parent / "docs" / "selection-record.md").read_text()
(EXPORT,) = re.findall(r"```graphql\n(.*?)```", GUIDE, re.DOTALL)
(SCRIPT,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
FIELDS = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { firstBrokenSeq
  record(first: 200) { edges { node { seq action actor { id } candidate { id } reason occurredAt canonical digest } }
} } } } }"""
BOOK = "demand:018f0000-0000-7000-8000-000000000000"

Exported = tuple[list[dict[str, Any]], int, str]


async def export(made: Table, size: int = 200) -> Exported:
    """Entries, length and last digest, as the guide says to take them."""
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
    """A table at which some things were decided."""
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
    """What the guide's own script says of an export, far from our code and our database."""
    (directory / "check.py").write_text(SCRIPT)
    (directory / "export.json").write_text(json.dumps(entries))
    command = [sys.executable, "-I", "check.py", "export.json", str(length), digest]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=30).stdout.strip()


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
        assert (said["action"], said["reason"], said["seq"]) == (each["action"], each["reason"], each["seq"])
        assert said["at"].replace("+00:00", "") == each["occurredAt"].removesuffix("Z").ljust(26, "0")


async def test_wb11_an_export_is_checked_by_the_guides_script_alone(server: Server, tmp_path: Path) -> None:
    made = await decided(server)
    entries, length, digest = await export(made)
    assert (len(entries), length, digest) == (8, 8, entries[-1]["digest"])
    assert await export(made, size=3) == (entries, length, digest)
    assert checked(tmp_path, entries, length, digest) == "intact"
    altered = json.loads(json.dumps(entries))
    altered[2]["canonical"] = altered[2]["canonical"].replace("Too dear.", "Too late.")
    assert checked(tmp_path, altered, length, digest) == "broken at entry 3"
    assert checked(tmp_path, [*entries[:4], *entries[5:]], length, digest) == "broken at entry 5"
    assert checked(tmp_path, [*entries[:4], entries[3], *entries[4:]], length, digest) == "broken at entry 5"
    assert checked(tmp_path, entries[:-1], length, digest) == "broken at entry 8"
    assert checked(tmp_path, entries[::-1], length, digest) == "broken at entry 1"
    assert checked(tmp_path, rewritten(entries, 2), length, digest) == "broken at entry 8"
    # What came after the digest that was kept is not its matter.
    assert checked(tmp_path, entries, 5, entries[4]["digest"]) == "intact"


def rewritten(entries: list[dict[str, Any]], place: int) -> list[dict[str, Any]]:
    """The work of a careful forger: an entry altered, and every digest from there on made anew."""
    made, previous = entries[:place], entries[place - 1]["digest"]
    for entry in entries[place:]:
        said = {**json.loads(entry["canonical"]), "reason": "Forged.", "previous": previous}
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(text.encode()).hexdigest()
        made.append({"seq": entry["seq"], "canonical": text, "digest": previous})
    return made


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


async def unguarded() -> None:
    """What only a ruler of the database can do."""
    names = ["journal_entry_stays"] if is_postgres() else ["journal_entry_stays", "journal_entry_remains"]
    for name in names:
        await connection().execute_script(f"DROP TRIGGER {name}" + (" ON journal_entry" if is_postgres() else ""))


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
    new = Entry(book=BOOK, seq=3, action="NOTED", facts={}, at=entries[2].at, digest="")
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
    assert canonical(entry, previous="") == text + '"reason":null,"seq":1,"subject":null}'
