"""Inputs of the attack benchmark below GraphQL, and acts of people: each returns how often it was answered how.

`port` is the server's, `named` has the tokens and ids of the data set. Each flood lasts about SECONDS.
"""

import asyncio
import io
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from PIL import Image

from bench.load import HANDSHAKE, masked

SECONDS = 8.0
PING = b"\x89\x80\0\0\0\0"
PASSWORD = "correct horse battery"
Flood = Callable[[int, dict[str, str]], Awaitable[Counter[str]]]
Probe = Callable[[int, dict[str, str]], Awaitable[str]]


async def post(port: int, document: str, *, token: str | None = None, **variables: Any) -> Any:
    """The answer to one request."""
    return json.loads((await exchanged(port, request(document, token, variables))).partition(b"\r\n\r\n")[2])


def request(document: str, token: str | None, variables: dict[str, Any]) -> bytes:
    body = json.dumps({"query": document, "variables": variables}).encode()
    head = ["POST /graphql HTTP/1.1", "host: here", "connection: close", "content-type: application/json"]
    head += [f"content-length: {len(body)}", *([f"authorization: Bearer {token}"] if token else [])]
    return "\r\n".join([*head, "", ""]).encode() + body


async def exchanged(port: int, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(sent)
        return await reader.read()
    finally:
        writer.close()


class Socket:
    """An acknowledged socket."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def say(self, message: dict[str, Any]) -> None:
        text = json.dumps(message)
        size = len(text)
        long = bytes([0x81, 0xFF]) + size.to_bytes(8, "big") + b"\0\0\0\0" + text.encode()
        self.writer.write(masked(text) if size < 65_536 else long)

    async def hear(self) -> dict[str, Any] | None:
        """The next message; None for the end."""
        try:
            first, size = await self.reader.readexactly(2)
            if size >= 126:
                size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8), "big")
            content = await self.reader.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        if first == 0x81:
            found: dict[str, Any] = json.loads(content)
            return found
        return {"closed": int.from_bytes(content[:2], "big")} if first == 0x88 else await self.hear()


@asynccontextmanager
async def socket(port: int, token: str) -> AsyncIterator[Socket]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(HANDSHAKE.format(port=port, key="dGhlIHNhbXBsZSBub25jZQ==").encode())
        await reader.readuntil(b"\r\n\r\n")
        opened = Socket(reader, writer)
        opened.say({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
        await opened.hear()
        yield opened
    finally:
        writer.close()


def going_on(seconds: float = SECONDS) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


# ---------- bytes


async def pings(port: int, named: dict[str, str]) -> Counter[str]:
    """600 kB a second of empty pings; the answers are not read."""
    told: Counter[str] = Counter()
    goes_on = going_on()
    while goes_on():
        async with socket(port, named["hostile"]) as opened:
            told["sockets"] += 1
            while goes_on() and not opened.writer.transport.is_closing():
                opened.writer.write(PING * 10_000)
                told["thousand pings"] += 10
                await asyncio.sleep(0.1)
    return told


async def endless_header(port: int, _: dict[str, str]) -> Counter[str]:
    told: Counter[str] = Counter()
    goes_on = going_on()
    while goes_on():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /health HTTP/1.1\r\nlong: ")
        try:
            while goes_on() and not reader.at_eof():
                writer.write(b"x" * 60_000)
                await writer.drain()
                told["kB"] += 60
                await asyncio.sleep(0.001)
            told[(await asyncio.wait_for(reader.read(12), 5)).decode() or "closed"] += 1
        except (ConnectionError, TimeoutError) as error:
            told[type(error).__name__] += 1
        writer.close()
    return told


async def unfinished(port: int, _: dict[str, str]) -> Counter[str]:
    """120 heads and 120 bodies that never end; counts those that are still open after 40 seconds."""
    starts = [b"GET /health HTTP/1.1\r\nho"] * 120
    begun = b"POST /graphql HTTP/1.1\r\nhost: a.example\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n"
    starts += [begun + b"\r\n{"] * 120
    opened = []
    for start in starts:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(start)
        opened.append((reader, writer))
    end = time.monotonic() + 40

    async def ended(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
        try:
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + end - time.monotonic()):
                return (await reader.read())[9:12].decode() or "closed"
        except TimeoutError:
            return "still open"
        except ConnectionError:
            return "closed"
        finally:
            writer.close()

    return Counter(await asyncio.gather(*(ended(*each) for each in opened)))


async def guests(port: int, _: dict[str, str]) -> Counter[str]:
    """200 connections, each of which sends the next request as soon as it is answered."""
    told: Counter[str] = Counter()
    goes_on = going_on()

    async def go_on() -> None:
        while goes_on():
            try:
                answer = await exchanged(port, request("{ demands(first: 5) { edges { node { title } } } }", None, {}))
                told[answer[9:12].decode() or "closed"] += 1
            except ConnectionError:
                told["closed"] += 1

    await asyncio.gather(*(go_on() for _ in range(200)))
    return told


# ---------- sockets


async def _on_four_sockets(port: int, token: str, document: str, variables: dict[str, Any]) -> Counter[str]:
    told: Counter[str] = Counter()
    goes_on = going_on()

    async def one() -> None:
        while goes_on():
            async with socket(port, token) as opened:
                for number in range(50):
                    opened.say(_subscribe(number, document, variables))
                while goes_on():
                    try:
                        async with asyncio.timeout(SECONDS):
                            answer = await opened.hear()
                    except TimeoutError:
                        told["no answer"] += 1
                        break
                    if answer is None or "closed" in answer:
                        told[str(answer)] += 1
                        break
                    told[answer["type"]] += 1
                    if answer["type"] in ("complete", "error"):
                        opened.say(_subscribe(int(answer["id"]), document, variables))

    await asyncio.gather(*(one() for _ in range(4)))
    return told


def _subscribe(number: int, document: str, variables: dict[str, Any]) -> dict[str, Any]:
    return {"type": "subscribe", "id": str(number), "payload": {"query": document, "variables": variables}}


async def typing(port: int, named: dict[str, str]) -> Counter[str]:
    """Four sockets that show 30 times in each mutation that their user is typing, 50 mutations at a time."""
    shown = " ".join(f"a{each}: showTyping(input: $input) {{ __typename }}" for each in range(30))
    document = f"mutation ($input: ShowTypingInput!) {{ {shown} }}"
    given = {"input": {"conversationId": named["own conversation"]}}
    return await _on_four_sockets(port, named["hostile"], document, given)


async def operations(port: int, named: dict[str, str]) -> Counter[str]:
    """Four sockets with 50 queries each at any time."""
    document = "{ viewer { unreadNotificationCount } demands(first: 20) { edges { node { title description } } } }"
    return await _on_four_sockets(port, named["hostile"], document, {})


async def long_documents(port: int, named: dict[str, str]) -> Counter[str]:
    """Documents as long as a message may be, on sockets."""
    document = "{ " + "a " * 480_000 + "}"
    told: Counter[str] = Counter()
    goes_on = going_on()
    while goes_on():
        async with socket(port, named["hostile"]) as opened:
            opened.say(_subscribe(1, document, {}))
            answer = await opened.hear()
            told[str(answer and answer.get("type"))] += 1
    return told


# ---------- people


SIGN_UP = "mutation ($input: SignUpInput!) { signUp(input: $input) { __typename ... on Refusal { code } } }"
SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code } } }"


async def sign_ups(port: int, _: dict[str, str]) -> Counter[str]:
    """60 sign-ups whose clients hang up at once."""
    for number in range(60):
        given = {"email": f"gone{number}@example.org", "password": PASSWORD, "name": "Gone"}
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request(SIGN_UP, None, {"input": given}))
        await writer.drain()
        await asyncio.sleep(0.01)
        writer.close()
    await asyncio.sleep(SECONDS)
    return Counter({"sign-ups": 60})


async def sign_in(port: int, _: dict[str, str]) -> str:
    """How the other user is answered who signs in."""
    answer = await post(port, SIGN_IN, input={"email": "signing@example.org", "password": PASSWORD})
    found: str = answer["data"]["signIn"]["__typename"]
    return found


async def message(port: int, named: dict[str, str]) -> str:
    """Sends a message, and waits until the other side has received it on its socket."""
    document = (
        "subscription ($id: ID!, $after: String) { conversation(id: $id, after: $after) { event { __typename } } }"
    )
    read, given = "query ($id: ID!) { conversation(id: $id) { cursor } }", {"id": named["conversation"]}
    cursor = (await post(port, read, token=named["other"], **given))["data"]["conversation"]["cursor"]
    async with socket(port, named["other"]) as opened:
        opened.say(_subscribe(1, document, {**given, "after": cursor}))
        send = "mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }"
        given = {"conversationId": named["conversation"], "clientMessageId": str(time.monotonic()), "body": "Hello"}
        answer = await post(port, send, token=named["sender"], input=given)
        if answer.get("data") != {"sendMessage": {"__typename": "Message"}}:
            return str(answer)
        async with asyncio.timeout(30):
            heard = await opened.hear()
        return "MessageSent" if heard and heard.get("type") == "next" else str(heard)


async def images(port: int, named: dict[str, str]) -> Counter[str]:
    """Two small images of 40 megapixels, and two animations of 60."""
    told: Counter[str] = Counter()
    start = """mutation ($input: StartUploadInput!) {
      startUpload(input: $input) { __typename ... on Upload { url } ... on Refusal { code } } }"""

    def sent(url: str, content: bytes) -> str:
        try:
            here = urlsplit(url)._replace(netloc=f"127.0.0.1:{port}").geturl()
            with urlopen(Request(here, content, method="PUT"), timeout=120) as answer:
                return str(answer.status)
        except HTTPError as error:
            return f"{error.code} {json.loads(error.read())['errors'][0]['extensions']['code']}"

    async def upload(kind: str, content: bytes) -> None:
        given = {"fileName": f"image.{kind}", "mediaType": f"image/{kind}", "byteSize": len(content)}
        answer = (await post(port, start, token=named["hostile"], input=given))["data"]["startUpload"]
        told[await asyncio.to_thread(sent, answer["url"], content)] += 1

    await asyncio.gather(*(upload(*each) for each in [_picture()] * 2 + [_animation()] * 2))
    return told


def _picture() -> tuple[str, bytes]:
    written = io.BytesIO()
    Image.new("RGBA", (8_000, 5_000), "blue").save(written, "PNG")
    return "png", written.getvalue()


def _animation() -> tuple[str, bytes]:
    written = io.BytesIO()
    frames = [Image.new("RGB", (2_000, 1_500), (number * 10, 0, 0)) for number in range(20)]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return "gif", written.getvalue()


async def corrections(port: int, named: dict[str, str]) -> Counter[str]:
    """Ten corrections of an answer that a thousand applicants are told of."""
    told: Counter[str] = Counter()
    answer = """mutation ($input: AnswerQuestionInput!) { answerQuestion(input: $input) {
      __typename ... on Question { version } ... on Refusal { code message } } }"""
    version = 1
    for number in range(10):
        given = {"questionId": named["question"], "body": f"Answer {number}", "expectedVersion": version}
        found = (await post(port, answer, token=named["hostile"], input=given))["data"]["answerQuestion"]
        told[found.get("code") or found["__typename"]] += 1
        version = found.get("version", version)
    return told


# Name, data set, what the hostile client does, and what the other one does if it is not the usual request.
FLOODS: list[tuple[str, str, Flood, Probe | None]] = [
    ("pings", "people", pings, None),
    ("endless header", "people", endless_header, None),
    ("unfinished requests", "people", unfinished, None),
    ("guests", "people", guests, None),
    ("operations on sockets", "people", operations, None),
    ("long documents on a socket", "people", long_documents, None),
    ("abandoned sign-ups", "people", sign_ups, sign_in),
    ("typing", "people", typing, message),
    ("images", "people", images, None),
    ("corrections", "people", corrections, None),
]
