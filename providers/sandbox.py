"""The sandbox: a payment provider of our own for development and tests. It moves no money."""

import asyncio
import hashlib
import hmac
import json
import secrets
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import structlog

from providers.payments import Away, Found, Handed, Movement, Notice, Onboarded

SIGNATURE = "sandbox-signature"
# How old a signed notice may be, in seconds.
TOLERANCE = 300
GLANCE = 0.1
SEND_SECONDS = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
# How long a reordered notice waits for another one that can pass it, in seconds.
LONGEST_ALONE = 2.0
# How long a page can be paid, in seconds.
PAYABLE = 24 * 3600.0
TABLES = """
CREATE TABLE thing (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, minor INTEGER NOT NULL, currency TEXT NOT NULL,
  ref TEXT NOT NULL, original TEXT, title TEXT, back TEXT, key TEXT NOT NULL UNIQUE, asked TEXT NOT NULL,
  moved_minor INTEGER, moved_currency TEXT, moved_at REAL);
CREATE INDEX thing_moved ON thing (moved_at);
CREATE TABLE notice (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, thing TEXT NOT NULL, made REAL NOT NULL, due REAL NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
# By the version of a file: what makes it one of the next version.
STEPS = (
    TABLES,
    """
    ALTER TABLE thing ADD COLUMN expires REAL;
    UPDATE thing SET expires = strftime('%s', 'now') + 86400.0 WHERE kind = 'PAY_IN';
    CREATE INDEX thing_expires ON thing (expires) WHERE state = 'PENDING';
    """,
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Manners:
    """How the sandbox behaves, so that bad days can be tried."""

    # How often each notice is sent, and under how many ids.
    repeats: int = 1
    twice: bool = False
    delay_seconds: float = 0
    # Sends the newest notice first.
    reorders: bool = False
    drops: bool = False
    # Moves and reports another amount, or another currency, than was asked for.
    shift: int = 0
    currency: str | None = None
    # What becomes of refunds, and of what is paid out: SUCCEEDED, PENDING or FAILED.
    refunds: str = "SUCCEEDED"
    pays_out: str = "SUCCEEDED"
    # Does not answer: AWAY does nothing, LOST does what it was asked for. REFUSES for good.
    answers: str = "WELL"


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of the sandbox: a payment, refund, transfer or account."""

    id: str
    kind: str
    state: str
    minor: int
    currency: str
    title: str | None
    back: str | None


class Sandbox:
    """Keeps its state in a file of its own, which the workers of one machine share and which outlives them.

    `server` is where its pages are, and `notices` the URL that gets its notices, signed with `key`; without a key, the
    file has one.
    """

    name = "sandbox"
    keeps_keys_hours = 24

    def __init__(
        self,
        file: Path,
        *,
        server: str,
        notices: str,
        key: str | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._file = file
        self._server = server
        self._notices = notices
        self._clock = clock
        self._given_key = key

    # ---------- what a provider is asked

    async def close(self) -> None:
        """Nothing: each statement closes the file."""

    def step_in(self, currency: str) -> int | None:  # noqa: ARG002 - any currency
        return 1

    async def start_payment(self, ref: str, minor: int, currency: str, *, key: str, title: str, back: str) -> Handed:
        return await self._make("PAY_IN", ref, minor, currency, key=key, title=title, back=back)

    async def cancel_payment(self, id: str) -> None:
        if await asyncio.to_thread(self._cancel, id):
            raise Away("the sandbox was told to lose its answer")

    async def refund(self, payment_id: str, minor: int, currency: str, *, ref: str, key: str) -> Handed:
        return await self._make("REFUND", ref, minor, currency, key=key, original=payment_id)

    async def pay_out(self, account: str, minor: int, currency: str, *, ref: str, key: str) -> Handed:
        return await self._make("PAY_OUT", ref, minor, currency, key=key, original=account)

    async def find_asked(self, kind: str, key: str, of: str) -> Handed | None:  # noqa: ARG002 - its keys are enough
        return await asyncio.to_thread(self._known_by, kind, key)

    async def look_up(self, id: str) -> Found | None:
        row = await asyncio.to_thread(self._row_if_it_answers, id)
        if row is None:
            return None
        minor = row["minor"] if row["moved_minor"] is None else row["moved_minor"]
        failure = "Refused in the sandbox." if row["state"] == "FAILED" else None
        return Found(row["kind"], row["state"], minor, row["moved_currency"] or row["currency"], row["ref"], failure)

    async def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice | None:
        given = dict(part.partition("=")[::2] for part in headers.get(SIGNATURE, "").split(","))
        at = given.get("t", "")
        if not at.isascii() or not at.isdigit() or abs(self._clock() - int(at)) > TOLERANCE:
            return None
        if not hmac.compare_digest(self._signed(at, body).encode(), given.get("v1", "").encode()):
            return None
        try:
            said = json.loads(body)
            return Notice(str(said["id"]), str(said["object"]))
        except (ValueError, TypeError, LookupError, RecursionError):
            return None

    async def list_movements(self, start: datetime, end: datetime) -> AsyncIterator[Movement]:
        for row in await asyncio.to_thread(self._moved, start.timestamp(), end.timestamp()):
            at = datetime.fromtimestamp(row["moved_at"], UTC)
            yield Movement(row["id"], row["kind"], row["ref"], row["moved_minor"], row["moved_currency"], at)

    async def onboard(self, ref: str, account: str | None, *, key: str, back: str) -> Onboarded:
        if account is None:
            account = (await self._make("ACCOUNT", ref, 0, "", key=key, back=back)).id
            if account is None:
                raise Away("the sandbox was told to refuse")
        return Onboarded(account, f"{self._server}/sandbox/account/{account}")

    # ---------- its pages

    async def find(self, id: str) -> Thing | None:
        row = await asyncio.to_thread(self._row, id)
        if row is None:
            return None
        return Thing(*(row[name] for name in ("id", "kind", "state", "minor", "currency", "title", "back")))

    def token_of(self, id: str) -> str:
        """What the form of a page has to send, so that no other page can send it."""
        return hmac.new(self._key, f"form {id}".encode(), hashlib.sha256).hexdigest()

    async def press(self, id: str, state: str) -> None:
        """Moves a payment on, once, or an account at will; its notice follows."""
        await asyncio.to_thread(self._press, id, state)

    # ---------- manners

    def manners(self) -> Manners:
        with self._open() as base:
            return _manners_in(base)

    def behave(self, manners: Manners) -> None:
        """How it behaves from now on, in all processes."""
        with self._open() as base:
            base.execute("INSERT OR REPLACE INTO setting VALUES ('manners', ?)", (json.dumps(asdict(manners)),))

    # ---------- notices

    async def send_notices(self) -> None:
        """Runs until cancelled: posts notices that are due, until each was taken."""
        # By HTTP, to this machine: reading the certificates of all authorities would be a quarter of a server's start.
        async with httpx.AsyncClient(timeout=SEND_SECONDS, trust_env=False, verify=False) as client:
            while True:
                try:
                    sent = await self.send_next(client)
                except sqlite3.Error as error:
                    log.warning("sandbox_waits", error=repr(error))
                    sent = False
                if not sent:
                    await asyncio.sleep(GLANCE)

    async def send_next(self, client: httpx.AsyncClient) -> bool:
        """Posts the next notice; False if none is due."""
        # The file is made with the first payment.
        row = await asyncio.to_thread(self._claim_notice) if self._file.exists() else None
        if row is None:
            return False
        body = json.dumps({"id": row["id"], "object": row["thing"]}).encode()
        try:
            answer = await client.post(self._notices, content=body, headers=self.headers_of(body))
            if not answer.is_success:
                log.info("sandbox_notice_refused", status=answer.status_code)
                return True
        except httpx.HTTPError as error:
            log.info("sandbox_notice_unsent", error=type(error).__name__)
            return True
        await asyncio.to_thread(self._forget_notice, row["number"])
        return True

    def headers_of(self, body: bytes) -> dict[str, str]:
        """The headers of a notice, with its signature."""
        at = str(int(self._clock()))
        return {"Content-Type": "application/json", SIGNATURE: f"t={at},v1={self._signed(at, body)}"}

    # ---------- its file, by threads

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        base = self._connect()
        try:
            base.execute("BEGIN IMMEDIATE")
            self._bring_up_to_date(base)
            yield base
            base.execute("COMMIT")
        finally:
            self._leave(base)

    def _connect(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._file, timeout=10, isolation_level=None)
        base.row_factory = sqlite3.Row
        return base

    def _leave(self, base: sqlite3.Connection) -> None:
        """Ends the transaction, too, if something has failed."""
        base.close()

    def _bring_up_to_date(self, base: sqlite3.Connection) -> None:
        """Makes the file, or adds what one of an older version lacks, and ends pages whose time is over."""
        version = base.execute("PRAGMA user_version").fetchone()[0]
        for step in STEPS[version:]:
            for statement in step.split(";"):
                base.execute(statement)
        if version == 0:
            base.execute("INSERT INTO setting VALUES ('key', ?)", (secrets.token_hex(32),))
        if version < len(STEPS):
            base.execute(f"PRAGMA user_version = {len(STEPS)}")
        over = "SELECT id FROM thing WHERE state = 'PENDING' AND expires <= ?"
        for row in base.execute(over, (self._clock(),)).fetchall():
            self._move(base, row["id"], "CANCELLED", _manners_in(base))

    async def _make(self, kind: str, ref: str, minor: int, currency: str, *, key: str, **more: str) -> Handed:
        handed, is_lost = await asyncio.to_thread(self._asked, kind, ref, minor, currency, key, more)
        if is_lost:
            raise Away("the sandbox was told to lose its answer")
        return handed

    def _asked(
        self, kind: str, ref: str, minor: int, currency: str, key: str, more: Mapping[str, str]
    ) -> tuple[Handed, bool]:
        """What it answers, and whether that gets lost."""
        with self._open() as base:
            manners = _answering(base)
            if manners.answers == "REFUSES":
                return Handed(None, failure="The sandbox was told to refuse."), False
            return self._insert(base, manners, kind, ref, minor, currency, key, more), manners.answers == "LOST"

    def _insert(
        self,
        base: sqlite3.Connection,
        manners: Manners,
        kind: str,
        ref: str,
        minor: int,
        currency: str,
        key: str,
        more: Mapping[str, str],
    ) -> Handed:
        asked = json.dumps([kind, ref, minor, currency, more], sort_keys=True)
        state = {"REFUND": manners.refunds, "PAY_OUT": manners.pays_out}.get(kind, "PENDING")
        former = base.execute("SELECT id, asked FROM thing WHERE key = ?", (key,)).fetchone()
        if former is not None:
            if former["asked"] != asked:
                raise ValueError("the key was used before, to ask for something else")
            return self._handed(kind, former["id"])
        if kind == "REFUND" and not self._can_refund(base, more["original"], minor, currency):
            return Handed(None, failure="Not as much can be refunded.")
        id = f"{kind.lower().replace('_', '')}_{secrets.token_urlsafe(18)}"
        columns = "id, kind, state, minor, currency, ref, original, title, back, key, asked, expires"
        expires = self._clock() + PAYABLE if kind == "PAY_IN" else None
        values = (id, kind, "PENDING", minor, currency, ref, *(more.get(n) for n in ("original", "title", "back")))
        base.execute(f"INSERT INTO thing ({columns}) VALUES ({', '.join('?' * 12)})", (*values, key, asked, expires))
        if state != "PENDING":
            self._move(base, id, state, manners)
        return self._handed(kind, id)

    def _can_refund(self, base: sqlite3.Connection, payment: str, minor: int, currency: str) -> bool:
        paid = base.execute("SELECT * FROM thing WHERE id = ? AND state = 'SUCCEEDED'", (payment,)).fetchone()
        (refunded,) = base.execute(
            "SELECT coalesce(sum(minor), 0) FROM thing WHERE original = ? AND state <> 'FAILED'", (payment,)
        ).fetchone()
        return paid is not None and paid["moved_currency"] == currency and refunded + minor <= paid["moved_minor"]

    def _press(self, id: str, state: str) -> None:
        with self._open() as base:
            found = base.execute("SELECT kind, state FROM thing WHERE id = ?", (id,)).fetchone()
            if found is not None and (found["state"] == "PENDING" or found["kind"] == "ACCOUNT"):
                self._move(base, id, state, _manners_in(base))

    def _cancel(self, id: str) -> bool:
        """Whether its answer gets lost."""
        with self._open() as base:
            manners = _answering(base)
            if base.execute("SELECT 1 FROM thing WHERE id = ? AND state = 'PENDING'", (id,)).fetchone():
                self._move(base, id, "CANCELLED", manners)
        return manners.answers == "LOST"

    def _move(self, base: sqlite3.Connection, id: str, state: str, manners: Manners) -> None:
        at = self._clock()
        base.execute("UPDATE thing SET state = ? WHERE id = ?", (state, id))
        if state == "SUCCEEDED":
            moved = "moved_minor = minor + ?, moved_currency = coalesce(?, currency), moved_at = ?"
            base.execute(f"UPDATE thing SET {moved} WHERE id = ?", (manners.shift, manners.currency, at, id))
        if manners.drops:
            return
        for _ in range(2 if manners.twice else 1):
            notice = f"notice_{secrets.token_urlsafe(18)}"
            for _ in range(manners.repeats):
                base.execute(
                    "INSERT INTO notice (id, thing, made, due) VALUES (?, ?, ?, ?)",
                    (notice, id, at, at + manners.delay_seconds),
                )

    def _claim_notice(self) -> sqlite3.Row | None:
        at = self._clock()
        with self._open() as base:
            manners = _manners_in(base)
            order = "made DESC, number DESC" if manners.reorders else "due, number"
            waiting = base.execute(f"SELECT * FROM notice WHERE due <= ? ORDER BY {order} LIMIT 2", (at,)).fetchall()
            if not waiting or (manners.reorders and len(waiting) < 2 and waiting[0]["made"] > at - LONGEST_ALONE):
                return None
            found: sqlite3.Row = waiting[0]
            pause = SEND_SECONDS + min(FIRST_PAUSE * 2 ** min(found["attempts"], 10), LONGEST_PAUSE)
            base.execute(
                "UPDATE notice SET due = ?, attempts = attempts + 1 WHERE number = ?", (at + pause, found["number"])
            )
        return found

    def _forget_notice(self, number: int) -> None:
        with self._open() as base:
            base.execute("DELETE FROM notice WHERE number = ?", (number,))

    def _row(self, id: str) -> sqlite3.Row | None:
        with self._open() as base:
            found: sqlite3.Row | None = base.execute("SELECT * FROM thing WHERE id = ?", (id,)).fetchone()
        return found

    def _row_if_it_answers(self, id: str) -> sqlite3.Row | None:
        with self._open() as base:
            _answering(base)
            found: sqlite3.Row | None = base.execute("SELECT * FROM thing WHERE id = ?", (id,)).fetchone()
        return found

    def _known_by(self, kind: str, key: str) -> Handed | None:
        with self._open() as base:
            _answering(base)
            row = base.execute("SELECT id FROM thing WHERE key = ? AND kind = ?", (key, kind)).fetchone()
        return None if row is None else self._handed(kind, row["id"])

    def _handed(self, kind: str, id: str) -> Handed:
        return Handed(id, f"{self._server}/sandbox/checkout/{id}" if kind == "PAY_IN" else None)

    def _moved(self, start: float, end: float) -> list[sqlite3.Row]:
        with self._open() as base:
            moved = "SELECT * FROM thing WHERE moved_at >= ? AND moved_at < ? ORDER BY moved_at, id"
            return base.execute(moved, (start, end)).fetchall()

    @property
    def _key(self) -> bytes:
        """The file's own key, unless another one is given."""
        if self._given_key is None:
            with self._open() as base:
                self._given_key = str(base.execute("SELECT value FROM setting WHERE name = 'key'").fetchone()["value"])
        return self._given_key.encode()

    def _signed(self, at: str, body: bytes) -> str:
        return hmac.new(self._key, at.encode() + b"." + body, hashlib.sha256).hexdigest()


def manners_in(text: str) -> Manners:
    """Manners as a setting has them, such as `repeats=3,delay_seconds=2,drops=true`; raises ValueError."""
    kinds: dict[str, Callable[[str], Any]] = {
        "repeats": int,
        "twice": _switch,
        "delay_seconds": float,
        "reorders": _switch,
        "drops": _switch,
        "shift": int,
        "currency": str,
        "refunds": str,
        "pays_out": str,
        "answers": str,
    }
    given = dict(part.strip().partition("=")[::2] for part in text.split(",") if part.strip())
    if unknown := sorted(set(given) - set(kinds)):
        raise ValueError(f"knows no {unknown[0]}; use {', '.join(kinds)}")
    return Manners(**{name: kinds[name](value) for name, value in given.items()})


def _switch(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("takes true or false")
    return text == "true"


def _manners_in(base: sqlite3.Connection) -> Manners:
    found = base.execute("SELECT value FROM setting WHERE name = 'manners'").fetchone()
    return Manners(**json.loads(found["value"])) if found else Manners()


def _answering(base: sqlite3.Connection) -> Manners:
    """How it behaves, if it answers at all."""
    manners = _manners_in(base)
    if manners.answers == "AWAY":
        raise Away("the sandbox was told not to answer")
    return manners
