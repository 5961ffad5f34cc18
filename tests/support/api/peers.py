"""WebRTC peers as browsers make them, with generated sound and picture; signals go through the running server."""

import asyncio
import json
from types import TracebackType
from typing import Any, Self

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamTrack, VideoStreamTrack

from tests.support.api.client import Connection, Events
from tests.support.domain.market import Person
from tests.support.domain.meeting import INTERVIEW_FEED, Meeting
from tests.support.waiting import PATIENCE


class Peer:
    """One participant: a seat, a feed that resumes, and a connection to every other peer.

    Of two peers the one with the lower id offers, so that no two offers cross.
    """

    def __init__(self, meeting: Meeting, who: Person) -> None:
        self.meeting = meeting
        self.who = who
        self.id = ""
        self.after = ""
        self.links: dict[str, RTCPeerConnection] = {}
        self.received: dict[tuple[str, str], int] = {}
        self.heard: list[dict[str, Any]] = []
        self._expected: set[str] = set()
        self._news = asyncio.Condition()
        self._tasks: list[asyncio.Task[None]] = []
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        seat = await self.meeting.join(self.who)
        self.id, self.after = seat["peerId"], seat["cursor"]
        assert seat["iceServers"] == []
        self.follow()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.lose_socket()
        for link in self.links.values():
            await link.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def follow(self) -> None:
        """Follows the interview on its own socket, from its last cursor."""
        self._reading = asyncio.create_task(self._read())

    async def lose_socket(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def call(self, other: "Peer") -> None:
        """Sends an offer to the other peer."""
        link = self._link(other.id)
        link.addTrack(AudioStreamTrack())
        link.addTrack(VideoStreamTrack())
        await link.setLocalDescription(await link.createOffer())
        await self._say(other.id, "OFFER", link)

    async def restart(self, other: "Peer") -> None:
        """Renegotiates over the existing connection."""
        link = self.links[other.id]
        await link.setLocalDescription(await link.createOffer())
        await self._say(other.id, "OFFER", link)

    async def wait_for(self, *others: "Peer", frames: int = 3) -> None:
        """Waits until that many more audio and video frames have arrived from each of the others."""
        wanted = {
            (other.id, kind): self.received.get((other.id, kind), 0) + frames
            for other in others
            for kind in ("audio", "video")
        }
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(
                lambda: all(self.received.get(each, 0) >= number for each, number in wanted.items())
            )

    async def hears(self, kind: str, number: int = 1) -> None:
        """Waits until that many signals of the kind have arrived in total."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: [each["kind"] for each in self.heard].count(kind) >= number)

    def _link(self, other: str) -> RTCPeerConnection:
        if other not in self.links:
            link = self.links[other] = RTCPeerConnection(RTCConfiguration(iceServers=[]))
            link.on("track", lambda track: self._tasks.append(asyncio.create_task(self._watch(other, track))))
        return self.links[other]

    async def _watch(self, other: str, track: MediaStreamTrack) -> None:
        while True:
            await track.recv()
            async with self._news:
                self.received[other, track.kind] = self.received.get((other, track.kind), 0) + 1
                self._news.notify_all()

    async def _say(self, other: str, kind: str, link: RTCPeerConnection) -> None:
        payload = json.dumps({"type": link.localDescription.type, "sdp": link.localDescription.sdp})
        answer = await self.meeting.signal(self.who, other, kind=kind, payload=payload)
        assert answer["__typename"] == "SignalSent", answer

    async def _read(self) -> None:
        async with self.who.client.connect() as connection:
            events = await self._subscribed(connection)
            while True:
                told = (await events.next())["interview"]
                self.after = told["cursor"]
                if told["event"]["__typename"] == "SignalReceived":
                    await self._take(told["event"])

    async def _subscribed(self, connection: Connection) -> Events:
        return await connection.subscribe(INTERVIEW_FEED, id=self.meeting.id, after=self.after)

    async def _take(self, signal: dict[str, Any]) -> None:
        said, other = json.loads(signal["payload"]), signal["fromPeerId"]
        link = self._link(other)
        await link.setRemoteDescription(RTCSessionDescription(sdp=said["sdp"], type=said["type"]))
        if signal["kind"] == "OFFER":
            if not link.getSenders() or all(sender.track is None for sender in link.getSenders()):
                link.addTrack(AudioStreamTrack())
                link.addTrack(VideoStreamTrack())
            await link.setLocalDescription(await link.createAnswer())
            await self._say(other, "ANSWER", link)
        async with self._news:
            self.heard.append(signal)
            self._news.notify_all()
