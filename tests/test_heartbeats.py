"""Attendance: a participant counts as present while a worker reports that they follow the interview."""

from datetime import timedelta

import pytest

from models.clock import now
from models.ids import key_of
from models.interviews.interview import Participant
from models.interviews.presence import hear_of
from realtime.heartbeats import followers
from tests.support.api.client import Client
from tests.support.api.server import Server
from tests.support.api.worker import worker
from tests.support.domain.meeting import INTERVIEW_FEED, live
from tests.support.waiting import until

# Who follows is known to the worker, not to the database.
pytestmark = pytest.mark.anywhere


async def test_a_worker_knows_who_follows_an_interview_with_it(server: Server) -> None:
    made = await live(server)
    url = server.environment["DATABASE_URL"]
    async with worker(url) as here:
        interview, user = key_of("Interview", made.id), key_of("User", made.guest.user)
        assert followers(here.dispatcher) == set()
        guest = Client(here.url, made.guest.client.token)
        async with guest.subscribe(INTERVIEW_FEED, id=made.id, after=(await made.show())["cursor"]) as events:
            await made.guest.do("consentToRecording", interviewId=made.id, consents=True)
            await events.next()
            # Once they have caught up, they receive events at once.
            await until(lambda: bool(followers(here.dispatcher)))
            assert followers(here.dispatcher) == {(interview, user)}
            before = now()
            await hear_of(followers(here.dispatcher))
            heard = {each.user_id: each.away_at for each in await Participant.filter(interview_id=interview)}
        assert heard[user] >= before + timedelta(seconds=30)  # type: ignore[index,operator]
        assert [at for who, at in heard.items() if who != user and at is not None and at >= heard[user]] == []  # type: ignore[index,operator]
