"""A writer in its own process: remarks, messages, deadlines and seats with the verbs, at the rate of its plan.

`python -m tests.support.faults.writer PLAN`: continues through all failures of its database until it gets a signal. The
plan may make a share of the changes hold their sequence numbers for a while before they commit, may delete events that
are older than some seconds, and may make every so-manieth change commit without its events. What was tried and what was
acknowledged is written to the file `acts`, a line of JSON each.
"""

import asyncio
import itertools
import json
import os
import random
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from models import changes, database
from models.accounts.sessions import viewer_of
from models.accounts.viewer import Viewer
from models.clock import now
from models.demands.candidates import Candidate, RemarkScope
from models.demands.demand import Demand
from models.demands.drafting import extend_deadline
from models.demands.events import MARKET, WORKBENCH
from models.ids import key_of, opaque
from models.interviews.interview import Interview
from models.interviews.room import join_interview, leave_interview
from models.messages.conversations import Conversation
from models.messages.message import Message
from models.messages.sending import edit_message, send_message
from models.retention import forget
from models.workbench.remarks import Remark, add_remark, delete_remark, edit_remark
from realtime.hub import Hub
from tests.support.faults.judge import text_digest

ELSEWHERE = 0.2  # the share of changes that are not remarks

append = changes._append


async def main(plan: dict[str, Any]) -> None:
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    await database.connect(plan["database"])
    hub = Hub(plan["broker"])
    await hub.start()
    if "hold" in plan:
        changes._append = holding(**plan["hold"])
    acts = Acts(plan["acts"])
    if "silent" in plan:
        changes._append = silent(plan["silent"], acts)
    writers = [asyncio.create_task(write(plan, acts, number)) for number in range(plan["writers"])]
    if "keep" in plan:
        writers.append(asyncio.create_task(keep_forgetting(timedelta(seconds=plan["keep"]))))
    await over.wait()
    for writer in writers:
        writer.cancel()
    await asyncio.gather(*writers, return_exceptions=True)
    await hub.stop()
    await database.disconnect()


def holding(share: float, seconds: float) -> Any:
    """Appends as usual, but some changes hold their locks for a while before they commit."""

    async def held(running: changes.Change) -> Any:
        appended = await append(running)
        if running.told and random.random() < share:
            await asyncio.sleep(seconds)
        return appended

    return held


class Acts:
    """The lines that say what was done; each is written at once, so that a killed writer leaves it."""

    def __init__(self, file: str) -> None:
        self._file = Path(file)

    def write(self, **what: Any) -> None:
        with self._file.open("a") as opened:
            opened.write(json.dumps(what) + "\n")

    def tried(self, kind: str, key: Any, text: str | None) -> None:
        self.write(tried=True, id=opaque(kind, key), text=text and text_digest(text))

    def done(self, event: str, stream: str, kind: str, key: Any, text: str | None) -> None:
        text = text and text_digest(text)
        self.write(done=event, stream=stream, key=str(key), id=opaque(kind, key), text=text)


def silent(every: int, acts: Acts) -> Any:
    """Appends as usual, but every so-manieth change that has events commits without them."""
    numbers = itertools.count(1)

    async def swallowed(running: changes.Change) -> Any:
        if running.told and next(numbers) % every == 0:
            acts.write(silent=[kind for _, kind, _, _ in running.told])
            running.told.clear()
        return await append(running)

    return swallowed


async def keep_forgetting(kept: timedelta) -> None:
    while True:
        await forget(now() - kept)
        await asyncio.sleep(0.3)


async def write(plan: dict[str, Any], acts: Acts, number: int) -> None:
    # Only one of them takes a seat: two would see each other's presence end.
    elsewhere = ["message", "edit", "deadline", *(() if number else ("seat",))]
    viewers: list[Viewer] = []
    mine: list[Remark] = []
    sent: list[Message] = []
    numbers = itertools.count(1)
    while True:
        text = f"{os.getpid()}-{id(mine)}-{next(numbers)}".ljust(plan.get("size", 20), "x")
        try:
            viewers = viewers or [await viewer_of(token) for token in plan["tokens"]]
            if random.random() < ELSEWHERE:
                await write_elsewhere(random.choice(elsewhere), viewers[0], plan, sent, text, acts)
            else:
                await write_remark(random.choice(viewers), random.choice(plan["candidates"]), mine, text, acts)
        except Exception as error:  # noqa: BLE001 - whatever becomes of its database, it goes on
            sys.stderr.write(f"{error!r}\n")
        await asyncio.sleep(random.expovariate(1 / plan["pause"]))


async def write_remark(viewer: Viewer, candidate: str, mine: list[Remark], text: str, acts: Acts) -> None:
    choice = random.random()
    own = next((remark for remark in mine if remark.author_id == viewer.user.id), None)
    found = await Candidate.get(id=key_of("Candidate", candidate))
    if own is None or choice >= 0.3:
        scope = RemarkScope.PRIVATE if choice > 0.8 else RemarkScope.TEAM
        added = await add_remark(found, body=text, scope=scope, by=viewer)
        stream = WORKBENCH.stream((await Candidate.get(id=added.candidate_id)).demand_id)
        acts.done("remark.added", stream, "Remark", added.id, text)
        mine.append(added)
        return
    mine.remove(own)
    stream = WORKBENCH.stream((await Candidate.get(id=own.candidate_id)).demand_id)
    if choice < 0.15:
        acts.tried("Remark", own.id, None)
        await delete_remark(own, expected_version=None, by=viewer)
        acts.done("remark.deleted", stream, "Remark", own.id, None)
    else:
        acts.tried("Remark", own.id, text)
        await edit_remark(own, body=text, expected_version=None, by=viewer)
        acts.done("remark.edited", stream, "Remark", own.id, text)


async def write_elsewhere(
    what: str, viewer: Viewer, plan: dict[str, Any], sent: list[Message], text: str, acts: Acts
) -> None:
    """In a conversation, on the market, or in an interview."""
    match what:
        case "edit" if sent:
            message = sent.pop()
            acts.tried("Message", message.id, text)
            await edit_message(message, body=text, by=viewer)
            acts.done("message.edited", f"conversation:{message.conversation_id}", "Message", message.id, text)
        case "deadline":
            demand = await Demand.get(id=key_of("BiddingDemand", random.choice(plan["demands"])))
            assert demand.deadline_at is not None
            later = demand.deadline_at + timedelta(seconds=1)
            await extend_deadline(demand, expected_version=demand.version, deadline_at=later, by=viewer)
            for stream in (MARKET.stream(), WORKBENCH.stream(demand.id)):
                acts.write(done="demand.amended", stream=stream, key=str(demand.id))
        case "seat":
            interview = await Interview.get(id=key_of("Interview", plan["interview"]))
            await join_interview(interview, by=viewer)
            await leave_interview(interview, by=viewer)
            acts.write(done="interview.presence", stream=interview.stream, key="AWAY")
        case _:
            talk = await Conversation.get(id=key_of("Conversation", plan["conversation"]))
            message = await send_message(talk, client_message_id=text, body=text, reply_to=None, by=viewer)
            acts.done("message.sent", talk.stream, "Message", message.id, text)
            sent.append(message)


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text())))
