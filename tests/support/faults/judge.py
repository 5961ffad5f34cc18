"""The judge: compares what verifying clients received with the log, event by event."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from models import ids

STATEMENT = "SELECT stream, seq, kind, facts, at, id FROM event WHERE id > {} ORDER BY id"
OVERLAP = 500  # rows may appear after others with a higher id: so far back they are read once more
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
        statement = STATEMENT.format(after)
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
class Verdict:
    """What was received, and each fault as (follower, stream, seq)."""

    heard: int = 0
    lost: list[tuple[str, str, int]] = field(default_factory=list)
    twice: list[tuple[str, str, int]] = field(default_factory=list)
    disordered: list[tuple[str, str, int]] = field(default_factory=list)
    uncommitted: list[tuple[str, str, int]] = field(default_factory=list)
    altered: list[tuple[str, str, int]] = field(default_factory=list)
    forbidden: list[tuple[str, str, int]] = field(default_factory=list)
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
    if entry.kind == "bid.arrived":
        return {"__typename": "BidArrived", "bidCount": facts["bid_count"], "candidate": candidate}
    if entry.kind == "bidding.closed":
        return {"__typename": "BiddingClosed"}
    raise NotImplementedError(entry.kind)


def show(figures: str) -> None:
    """Prints the figures, for `pytest -s`."""
    print(f"\n{figures}")  # noqa: T201 - what was measured


def digest(event: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()


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
