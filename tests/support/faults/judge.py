"""The judge: compares what clients received with the log, and the log with what writers did and the tables hold."""

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from models import ids

# A deleted one keeps its row without its text.
TEXTS = (
    "SELECT 'Remark' AS kind, id, body FROM remark WHERE body <> '' "
    "UNION ALL SELECT 'Message', id, body FROM message WHERE body <> ''"
)
STATEMENT = "SELECT stream, seq, kind, facts, at, id FROM event WHERE id > {} ORDER BY id"
OVERLAP = 500  # rows may appear after others with a higher id: so far back they are read once more
IDENTIFYING = ("remark", "message", "demand", "presence")  # the fact that says what an event is about
ABOUT_REMARKS = {"remark.added": "RemarkAdded", "remark.edited": "RemarkEdited"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log."""

    stream: str
    seq: int
    kind: str
    facts: dict[str, Any]
    at: float


class Log:
    """All committed events, read from the table. Events that retention deletes later stay known here."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.entries: dict[str, dict[int, Entry]] = defaultdict(dict)
        self._newest = 0

    async def read(self) -> None:
        """Reads everything, for the final judgement."""
        await self._take(0)

    async def read_on(self) -> None:
        """Reads new rows by their ids: quick, for callers that poll."""
        await self._take(max(self._newest - OVERLAP, 0))

    async def texts(self) -> dict[str, str]:
        """The digest of the text of each remark and message that the tables hold, by opaque id."""
        return {opaque(kind, str(key)): text_digest(body) for kind, key, body in await self._ask(TEXTS)}

    async def forgotten(self) -> int:
        """How many of the known events the table no longer has."""
        return sum(map(len, self.entries.values())) - len(await self._rows(0))

    async def _take(self, after: int) -> None:
        for stream, seq, kind, facts, at, number in await self._rows(after):
            self._newest = max(self._newest, number)
            happened = datetime.fromisoformat(at) if isinstance(at, str) else at
            instant = (happened if happened.tzinfo else happened.replace(tzinfo=UTC)).timestamp()
            self.entries[stream][seq] = Entry(stream, seq, kind, json.loads(facts), instant)

    async def _rows(self, after: int) -> list[Any]:
        return await self._ask(STATEMENT.format(after))

    async def _ask(self, statement: str) -> list[Any]:
        if self._url.startswith("sqlite"):
            connection = sqlite3.connect(self._url.removeprefix("sqlite://"), timeout=10)
            try:
                return connection.execute(statement).fetchall()
            finally:
                connection.close()
        server = await asyncpg.connect(self._url)
        try:
            return list(await server.fetch(statement))
        finally:
            await server.close()


@dataclass(slots=True)
class Follower:
    """A follower with its streams and start positions. `until`: it may not have received events that began later."""

    name: str
    user: str
    starts: dict[str, int]
    until: float | None = None

    def may_hear(self, entry: Entry) -> bool:
        return entry.facts.get("scope") != "PRIVATE" or entry.facts["author"] == self.user


@dataclass(slots=True)
class Acts:
    """What writers did, from the lines that they wrote: what was acknowledged, and what was tried with texts."""

    done: list[dict[str, Any]] = field(default_factory=list)
    # For each remark or message: the digests that its text may have, None if it may be deleted.
    possible: dict[str, set[str | None]] = field(default_factory=dict)

    @classmethod
    def read(cls, lines: Iterable[Mapping[str, Any]]) -> "Acts":
        acts = cls()
        for line in lines:
            if "text" in line:
                # Whether something that failed or was cut off has committed is unknown; what was acknowledged has.
                former = acts.possible.get(line["id"], set())
                acts.possible[line["id"]] = {line["text"]} if "done" in line else former | {line["text"]}
            if "done" in line:
                acts.done.append(dict(line))
        return acts


@dataclass(slots=True)
class Verdict:
    """What was received, and each fault: as (follower, stream, seq), or (kind or follower, stream or id, number)."""

    heard: int = 0
    lost: list[tuple[str, str, int]] = field(default_factory=list)
    twice: list[tuple[str, str, int]] = field(default_factory=list)
    disordered: list[tuple[str, str, int]] = field(default_factory=list)
    uncommitted: list[tuple[str, str, int]] = field(default_factory=list)
    altered: list[tuple[str, str, int]] = field(default_factory=list)
    forbidden: list[tuple[str, str, int]] = field(default_factory=list)
    # Acknowledged changes without an event; texts in the tables that nobody wrote; texts that differ from the tables.
    unrecorded: list[tuple[str, str, int]] = field(default_factory=list)
    undone: list[tuple[str, str, int]] = field(default_factory=list)
    outdated: list[tuple[str, str, int]] = field(default_factory=list)
    resyncs: int = 0

    @property
    def faults(self) -> dict[str, list[tuple[str, str, int]]]:
        """The faults by name; {} if there are none."""
        lists = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: found for name, found in lists.items() if isinstance(found, list) and found}


def judge(
    log: Log,
    followers: Iterable[Follower],
    lines: Iterable[Mapping[str, Any]],
    told: Callable[[Entry], Mapping[str, Any]] | None = None,
) -> Verdict:
    """Whether each follower received exactly its events: none missing, duplicated, reordered, invented or changed."""
    verdict = Verdict()
    by_follower: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for line in lines:
        if "seq" in line:
            by_follower[line["follower"], line["stream"]].append(line)
    for follower in followers:
        for stream, start in follower.starts.items():
            heard = by_follower[follower.name, stream]
            _judge_one(verdict, log.entries[stream], follower, stream, start, heard, told or as_followed)
    return verdict


def judge_changes(verdict: Verdict, log: Log, acts: Acts, texts: Mapping[str, str]) -> None:
    """Whether each acknowledged change has its event, and the tables hold what was written last."""
    happened = Counter(
        (stream, entry.kind, str(entry.facts[name]))
        for stream, entries in log.entries.items()
        for entry in entries.values()
        for name in IDENTIFYING
        if name in entry.facts
    )
    acknowledged = Counter((line["stream"], line["done"], line["key"]) for line in acts.done)
    for (stream, kind, key), number in acknowledged.items():
        if missing := number - happened[stream, kind, key]:
            verdict.unrecorded += [(kind, stream, missing)] if missing > 0 else []
    verdict.undone += [(key, "text", 1) for key, possible in acts.possible.items() if texts.get(key) not in possible]


def judge_texts(
    verdict: Verdict, followers: Iterable[Follower], lines: Iterable[Mapping[str, Any]], texts: Mapping[str, str]
) -> None:
    """Whether the last text that each follower received of a remark or message is the one in the tables."""
    staying = {follower.name for follower in followers if follower.until is None}
    last: dict[tuple[str, str, str], str] = {}
    for line in lines:
        if "text" in line and line["follower"] in staying:
            last[line["follower"], line["stream"], line["id"]] = line["text"]
    verdict.outdated += [
        (follower, key, 1)
        for (follower, _, key), text in last.items()
        # A deleted one has no text; whether its end was told is judged by the log.
        if texts.get(key, text) != text
    ]


def _judge_one(
    verdict: Verdict,
    entries: Mapping[int, Entry],
    follower: Follower,
    stream: str,
    start: int,
    lines: list[Mapping[str, Any]],
    told: Callable[[Entry], Mapping[str, Any]],
) -> None:
    place, excused = start, set[int]()
    heard: set[int] = set()
    for line in lines:
        seq = line["seq"]
        where = (follower.name, stream, seq)
        if "resync" in line:
            verdict.resyncs += 1
            excused |= {*range(place + 1, seq + 1)}
            place = max(place, seq)
            continue
        verdict.heard += 1
        entry = entries.get(seq)
        if entry is None:
            verdict.uncommitted.append(where)
            continue
        if seq in heard:
            verdict.twice.append(where)
        elif seq <= place:
            verdict.disordered.append(where)
        if digest(told(entry)) != line["hash"]:
            verdict.altered.append(where)
        if not follower.may_hear(entry) or (follower.until is not None and entry.at > follower.until):
            verdict.forbidden.append(where)
        heard.add(seq)
        place = max(place, seq)
    # A removed follower received everything up to some position, and nothing after it.
    end = max(entries, default=0) if follower.until is None else place
    for seq in sorted(entries):
        if start < seq <= end and seq not in heard | excused and follower.may_hear(entries[seq]):
            verdict.lost.append((follower.name, stream, seq))


def as_followed(entry: Entry) -> dict[str, Any]:
    """The identity and facts of an event as the verifying client's document asks for them."""
    return _elsewhere(entry) or _at_workbench(entry)


def _elsewhere(entry: Entry) -> dict[str, Any] | None:
    """The events of conversations, interviews and the market."""
    facts = entry.facts
    match entry.kind:
        case "message.sent" | "message.edited":
            name = "MessageSent" if entry.kind == "message.sent" else "MessageEdited"
            return {"__typename": name, "message": {"id": opaque("Message", facts["message"])}}
        case "interview.presence":
            peer = facts["peer"] and opaque("Peer", facts["peer"])
            who = {"user": {"id": opaque("User", facts["user"])}, "presence": facts["presence"]}
            return {"__typename": "PresenceChanged", **who, "peerId": peer}
        case "interview.changed":
            return {"__typename": "InterviewChanged", "interview": {"id": opaque("Interview", facts["interview"])}}
        case "demand.amended" | "bidding.closed" | "demand.moved":
            names = {"demand.amended": "DemandAmended", "bidding.closed": "BiddingClosed"}
            about = {"demand": {"id": opaque("BiddingDemand", facts["demand"])}}
            return {"__typename": names.get(entry.kind, "DemandStateChanged"), **about}
    return None


def _at_workbench(entry: Entry) -> dict[str, Any]:
    facts = entry.facts
    candidate = {"id": opaque("Candidate", facts["candidate"])} if "candidate" in facts else None
    if entry.kind in ABOUT_REMARKS:
        return {"__typename": ABOUT_REMARKS[entry.kind], "remark": {"id": opaque("Remark", facts["remark"])}}
    if entry.kind == "remark.deleted":
        return {
            "__typename": "RemarkDeleted",
            "remarkId": opaque("Remark", facts["remark"]),
            "candidate": candidate,
        }
    if entry.kind == "entry.added":
        return {"__typename": "RecordEntryAdded"}
    if entry.kind == "bid.arrived":
        return {"__typename": "BidArrived", "bidCount": facts["bid_count"], "candidate": candidate}
    raise NotImplementedError(entry.kind)


def show(figures: str) -> None:
    """Prints the figures, for `pytest -s`."""
    print(f"\n{figures}")  # noqa: T201 - what was measured


def digest(event: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def opaque(kind: str, key: str) -> str:
    return ids.opaque(kind, UUID(key))


def lines_of(file: Path, start: int = 0) -> tuple[list[dict[str, Any]], int]:
    """The lines that a verifying client wrote from that byte on, and the next offset, before a partial last line."""
    if not file.exists():
        return [], start
    with file.open("rb") as opened:
        opened.seek(start)
        text = opened.read()
    end = text.rfind(b"\n") + 1
    return [json.loads(line) for line in text[:end].splitlines()], start + end
