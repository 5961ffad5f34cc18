"""No pause: what an answer used goes with it, and the garbage collector looks at everything only when nothing runs."""

import asyncio
import gc
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp, Message

import settings as environment
from app import application, opened
from edge import collecting
from models import database
from models.accounts.sessions import sign_up
from models.database.finishing import finished
from models.payments.provider import close_provider
from tests.support.waiting import until

# The collector knows no database.
pytestmark = pytest.mark.anywhere

ANSWERS, ROUNDS = 20, 10
REQUESTS = {
    "a page": "{ demands(first: 20) { totalCount edges { cursor node { id title } } } }",
    "what is one's own": "{ viewer { user { id } notifications(first: 20) { edges { node { id } } } } }",
    "a refused mutation": 'mutation { signIn(input: { email: "a@b.example", password: "secret!" }) { __typename } }',
    "an error of a field": '{ demands(after: "none") { edges { cursor } } }',
    "an invalid document": "{ nothing }",
}


async def answer(app: ASGIApp, query: str, token: str) -> dict[str, Any]:
    headers = [(b"content-type", b"application/json"), (b"authorization", f"Bearer {token}".encode())]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "headers": headers, "query_string": b""}
    scope |= {"client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "scheme": "http", "http_version": "1.1"}
    body, sent = json.dumps({"query": query}).encode(), bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.extend(message.get("body", b""))

    await app(scope, receive, send)
    found: dict[str, Any] = json.loads(sent)
    return found


@pytest.fixture
async def app(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ASGIApp]:
    """The application with its database, and without its jobs, which leave something when it is their time."""
    for name, value in (("DATABASE_URL", database_url), ("FILES_URL", f"file://{tmp_path}"), ("SMTP_URL", "none")):
        monkeypatch.setenv(name, value)
    await database.connect(database_url)
    await opened()
    yield application(environment.read())
    await finished()
    await close_provider()
    await database.disconnect()


async def test_an_answer_leaves_nothing_to_the_garbage_collector(app: ASGIApp) -> None:
    """Neither does one with errors, whose tracebacks lead back to them."""
    session = await sign_up(email="ada@example.org", password="correct horse battery", name="Ada")
    left: dict[str, Counter[str]] = {}
    for name, query in REQUESTS.items():
        for _ in range(3):
            await answer(app, query, session.token)
        # Less than one object an answer. What else this process has done may leave something, but not in each round.
        for _ in range(ROUNDS):
            left[name] = await left_by(app, query, session.token)
            if left[name].total() < ANSWERS:
                break
    assert {name: kinds for name, kinds in left.items() if kinds.total() >= ANSWERS} == {}


async def left_by(app: ASGIApp, query: str, token: str) -> Counter[str]:
    """The objects that only the collector finds after so many answers, by their types."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for _ in range(ANSWERS):
            await answer(app, query, token)
        gc.collect()
        return Counter(type(each).__qualname__ for each in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


async def test_everything_is_looked_at_only_when_the_worker_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "PERIOD", 0.01)
    now = 0.0
    monkeypatch.setattr(collecting.time, "process_time", lambda: now)
    rounds = 0

    async def sleep(seconds: float, sleep: Any = asyncio.sleep) -> None:
        nonlocal now, rounds
        now, rounds = now + (seconds if is_busy else 0.0), rounds + 1
        await sleep(0)

    monkeypatch.setattr(collecting.asyncio, "sleep", sleep)

    def looks() -> int:
        return int(gc.get_stats()[2]["collections"])

    is_busy = True
    task = asyncio.create_task(collecting.collect_when_idle())
    try:
        await until(lambda: rounds > 0)
        before = looks()
        gc.collect(1)
        await until(lambda: rounds > 20)
        assert (looks(), gc.get_count()[2] > 0) == (before, True), "busy"
        is_busy = False
        await until(lambda: looks() > before)
        seen, done = rounds, looks()
        await until(lambda: rounds > seen + 20)
        assert looks() == done, "there was nothing new"
    finally:
        task.cancel()


def test_the_thresholds_leave_little_to_one_look() -> None:
    youngest, middle, oldest = collecting.THRESHOLDS
    assert youngest * (middle + 1) <= 60_000
    assert oldest >= 1_000
