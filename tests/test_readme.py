"""The README, the guides and ARCHITECTURE.md, as far as a machine can check them: commands, documents, names."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, parse, validate

import demo
from demo.acting import demand_of
from demo.cast import PASSWORD, address
from demo.wanted import SHIPMENTS
from models.ids import opaque
from realtime.log import cursor_of
from settings import Settings
from tests.support.api.client import http_client
from tests.support.api.contract import GRAPH
from tests.support.api.processes import Process
from tests.support.api.server import ROOT, Server, main
from tests.support.domain.market import Person
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.anywhere

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
# The guides to what anybody can check have tests of their own.
GUIDES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs").glob("*.md"))
    if path.stem not in {"selection-record", "contract-bundle"}
}
EVERYTHING = "\n".join([README, *GUIDES.values()])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(language: str, text: str = EVERYTHING) -> list[str]:
    return [block for name, block in BLOCK.findall(text) if name == language]


def commands() -> list[tuple[dict[str, str], str]]:
    """The headers and the body that each curl command of the README sends."""
    found = re.findall(r"^curl (.*?) -d '(.*?)'\n", "".join(blocks("sh", README)), re.DOTALL | re.MULTILINE)
    return [(dict(re.findall(r"""-H ["'](.*?): (.*?)["']""", options)), body) for options, body in found]


def documents() -> list[str]:
    (follower,) = blocks("python", GUIDES["following"])
    return [
        *(str(json.loads(body)["query"]) for _, body in commands()),
        *blocks("graphql"),
        *re.findall(r'"""(.*?)"""', follower, re.DOTALL),
    ]


def operations(document: DocumentNode) -> list[OperationDefinitionNode | FragmentDefinitionNode]:
    return [each for each in document.definitions if isinstance(each, OperationDefinitionNode | FragmentDefinitionNode)]


def test_the_readme_and_the_guides_have_the_documents_that_the_tests_below_check() -> None:
    assert (len(commands()), len(documents())) == (5, 19)


@pytest.mark.parametrize("text", documents())
def test_every_document_in_the_readme_and_the_guides_is_valid(text: str) -> None:
    document = parse(text)
    # A fragment alone is there to be copied.
    alone = all(isinstance(each, FragmentDefinitionNode) for each in operations(document))
    errors = [error.message for error in validate(GRAPH, document)]
    assert [message for message in errors if not (alone and "is never used" in message)] == []


# What templates are made of is no answer: tests/test_library.py reads such files.
@pytest.mark.parametrize("text", [each for each in blocks("json") if each not in blocks("json", GUIDES["templates"])])
def test_every_answer_in_the_readme_and_the_guides_is_json(text: str) -> None:
    assert set(json.loads(text)) <= {"data", "errors"}


def test_every_command_in_the_readme_and_the_guides_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|=5 )make ([a-z-]+)", EVERYTHING, re.MULTILINE))
    commands = {"run", "cluster", "test", "lint", "bench", "schema", "release", "soak", "soak-money", "migration"}
    assert named == commands
    assert all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in named)
    help_text = main("--help", env=os.environ, zygote=Process.zygote).stdout
    for command in ("serve", "migrate", "restored", "demo", "schema", "grant", "vouch"):
        assert re.search(rf"^\s+{command}\b", help_text, re.MULTILINE), command


def test_the_table_of_the_configuration_is_the_settings() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", GUIDES["configuration"], re.MULTILINE))
    assert [name.lower() for name in rows] == list(Settings.model_fields)
    for name, default in rows.items():
        if default.startswith("`"):
            assert os.environ.get(name) or str(_default(name)) == default.strip("`"), name


def _default(name: str) -> object:
    default = Settings.model_fields[name.lower()].default
    return default.get_secret_value() if hasattr(default, "get_secret_value") else default


def test_every_place_of_the_layout_is_there() -> None:
    section = GUIDES["development"].partition("## Layout")[2]
    named = [
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(.*?)`", row)
    ]
    assert len(named) == 22
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_licence_is_the_one_of_the_package() -> None:
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.split()[:4] == ["Apache", "License", "Version", "2.0,"]
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.usefixtures("database")
async def test_the_first_bid_of_the_readme_is_made_and_arrives(database_url: str, tmp_path: Path) -> None:
    await demo.make()
    shipments = await demand_of(SHIPMENTS)
    assert shipments is not None
    start = await cursor_of(shipments.stream)
    signing_in, finding, following, saving, submitting = commands()
    session, found, saved, submitted = (json.loads(text) for text in blocks("json", README))
    (event,) = [json.loads(text.partition("data: ")[2]) for text in blocks("", README)]
    known: dict[str, str] = {}

    def sent(command: tuple[dict[str, str], str]) -> dict[str, Any]:
        """The command with the tokens and the ids of this run."""
        headers, body = command
        for old, new in known.items():
            headers = {name: value.replace(old, new) for name, value in headers.items()}
            body = body.replace(old, new)
        return {"headers": headers, "content": body}

    with Server(tmp_path, DATABASE_URL=database_url) as running:
        async with http_client() as http:

            async def run(command: tuple[dict[str, str], str], shown: dict[str, Any]) -> dict[str, Any]:
                answer: dict[str, Any] = (await http.post(running.url, **sent(command))).json()
                known.update(differing(shown, answer))
                return answer

            for name in ("olivia", "chidi"):
                headers, body = signing_in
                answer = await run((headers, body.replace("olivia", name)), session)
                known[f"${name.upper()}"] = answer["data"]["signIn"]["token"]
            await run(finding, found)
            request = sent(following)
            # With the cursor, the bid is received even if the subscription starts after it.
            request["headers"]["Last-Event-ID"] = start
            async with http.stream("POST", running.url, **request) as stream:
                await run(saving, saved)
                await run(submitting, submitted)
                lines = [line async for line in first_event(stream)]
    kind, name, data = lines
    heard = json.loads(data.removeprefix("data: "))
    assert set(differing(event, heard)) == {event["data"]["bidArrivals"]["cursor"]}
    assert (kind, name) == ("event: next", "id: " + heard["data"]["bidArrivals"]["cursor"])


async def first_event(stream: httpx.Response) -> AsyncIterator[str]:
    """The lines of the first event that has data."""
    event: list[str] = []
    async for line in stream.aiter_lines():
        if line:
            event.append(line)
        elif any(each.startswith("data: {") for each in event):
            break
        else:
            event = []
    for line in event:
        yield line


def differing(shown: Any, answer: Any) -> dict[str, str]:
    """The ids, tokens, cursors and times in the answer, by those in the document; the rest has to be equal."""
    pairs: dict[str, str] = {}
    if isinstance(shown, dict) and isinstance(answer, dict):
        assert list(shown) == list(answer)
        for key, value in shown.items():
            if key in ("id", "token", "cursor") or key.endswith("At"):
                pairs[value] = answer[key]
            else:
                pairs |= differing(value, answer[key])
    elif isinstance(shown, list) and isinstance(answer, list):
        for one, other in zip(shown, answer, strict=True):
            pairs |= differing(one, other)
    else:
        assert shown == answer
    return pairs


@pytest.mark.usefixtures("database")
async def test_the_follower_of_the_guide_prints_what_happens(database_url: str, tmp_path: Path) -> None:
    await demo.make()
    shipments = await demand_of(SHIPMENTS)
    assert shipments is not None
    start = await cursor_of(shipments.stream)
    script = tmp_path / "follow.py"
    script.write_text(blocks("python", GUIDES["following"])[0], encoding="utf-8")
    with Server(tmp_path, DATABASE_URL=database_url, DEMO_TRICKLE_SECONDS="0.05") as running:
        session = await Person(running.url).do("signIn", email=address("olivia"), password=PASSWORD)
        demand = opaque("BiddingDemand", shipments.id)
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        follower = await asyncio.create_subprocess_exec(
            *(sys.executable, script, running.ws_url, session["token"], demand, start),
            stdout=asyncio.subprocess.PIPE,
            env=environment,
        )
        assert follower.stdout is not None
        try:
            async with asyncio.timeout(PATIENCE):
                heard = [json.loads(await follower.stdout.readline())["data"]["bidArrivals"] for _ in range(2)]
        finally:
            follower.kill()
            await follower.communicate()
    assert [each["candidate"]["applicant"]["party"]["name"] for each in heard] == ["Mateo Vargas", "Zanele Dube"]
    assert [each["bidCount"] for each in heard] == [4, 5]


def test_every_step_of_the_walk_is_where_the_architecture_says() -> None:
    steps = re.findall(r"`([\w/]+\.py)`: ((?:`\w+`(?:, )?)+)", ARCHITECTURE)
    named = [(path, name) for path, names in steps for name in re.findall(r"`(\w+)`", names)]
    assert len(named) == 34
    for path, name in named:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(?:async )?(?:def|class) {name}\b|^\s+{name} = act\(", text, re.MULTILINE), (path, name)


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = set(re.findall(r"`((?:[\w]+/)*\w+\.py|\w+(?:/\w+)*/)`", ARCHITECTURE))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_glossary_has_at_most_50_words() -> None:
    terms = re.findall(r"^\| ([\w ]+) \| ", ARCHITECTURE[ARCHITECTURE.index("## Glossary") :], re.MULTILINE)
    assert 25 <= len(terms[1:]) <= 50


def test_every_code_of_a_refusal_is_listed() -> None:
    refusals, _, others = GUIDES["refusals"].partition("## Limits")
    # Some that are alike share a row.
    rows = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", refusals, re.MULTILINE)
    listed = {code for row in rows for code in re.findall(r"`([A-Z_]+)`", row)}
    # These end a whole operation.
    ending = {"ANSWER_TOO_LARGE", "QUERY_TOO_SLOW", "UNAUTHENTICATED"}
    assert ending <= set(re.findall(r"`([A-Z_]+)`", others))
    raised: set[str] = set()
    for folder in ("models", "resolvers"):
        for file in (ROOT / folder).rglob("*.py"):
            raised |= set(re.findall(r'Refused\(\s*"([A-Z_]+)"', file.read_text(encoding="utf-8")))
    assert raised == listed | ending
