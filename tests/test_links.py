"""Links to files: short-lived, bound to one viewer who is checked each time, with headers that prevent scripts."""

from datetime import timedelta

import pytest

from models.clock import now
from models.files.links import LinkExpired, LinkKind, Signer
from models.ids import new_id
from schema.kinds import identify
from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.api.uploading import PDF, begun, put, refusal_in, uploaded
from tests.support.domain.market import Person, colleague, draft, enterprise, person, published, saved, submitted

pytestmark = pytest.mark.anywhere

FILES = "attachments { id fileName mediaType byteSize url thumbnailUrl }"
OF_DEMAND = f"query ($id: ID!) {{ demand(id: $id) {{ {FILES} }} }}"
OF_BIDS = f"""{{ viewer {{ applications {{ edges {{ node {{
  bidHistory {{ number {FILES} }} draft {{ {FILES} }} }} }} }} }} }}"""


async def files_of(somebody: Person, demand: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = (await somebody.ask(OF_DEMAND, id=demand))["demand"]["attachments"]
    return found


async def linked(server: Server, content: bytes = PDF, name: str = "plan.pdf", kind: str = "application/pdf") -> str:
    """A link to a file of a draft, for its author."""
    ada = await person(server.url)
    made = await draft(ada, attachmentIds=[await uploaded(ada, content, name, kind)])
    (file,) = await files_of(ada, made["id"])
    return file["url"]


async def test_a_link_gives_the_bytes_and_lets_nothing_run(server: Server) -> None:
    url = await linked(server, name="../a \u202eplan “é”.pdf")
    async with http_client() as client:
        answer = await client.get(url)
        head = await client.head(url)
    assert (answer.status_code, answer.content) == (200, PDF)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(PDF)))
    said = answer.headers
    assert said["content-type"] == "application/pdf"
    assert said["content-disposition"] == (
        "attachment; filename=\"a plan ___.pdf\"; filename*=UTF-8''a%20plan%20%E2%80%9C%C3%A9%E2%80%9D.pdf"
    )
    assert said["content-security-policy"] == "default-src 'none'; sandbox"
    assert said["x-content-type-options"] == "nosniff"
    assert said["cache-control"] == "private, no-store"
    assert said["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<html><script>alert(1)</script></html>", "a.html", "text/html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "a.svg", "image/svg+xml"),
        (b"MZ\x90\0" + bytes(200), "a.exe", "application/x-msdownload"),
        (b"<html><script>alert(1)</script></html>", "a.bin", "application/octet-stream"),
    ],
)
async def test_what_could_run_is_only_ever_saved(server: Server, content: bytes, name: str, kind: str) -> None:
    url = await linked(server, content, name, kind)
    async with http_client() as client:
        answer = await client.get(url)
    assert answer.content == content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("wanted", "status", "start", "end"),
    [
        ("bytes=0-0", 206, 0, 1),
        ("bytes=10-", 206, 10, None),
        ("bytes=10-99000000", 206, 10, None),
        ("bytes=-5", 206, -5, None),
        ("bytes=4194300-4194310", 206, 4_194_300, 4_194_311),  # over the edge of two pieces
        ("bytes=5-4", 200, 0, None),
        ("bytes=0-1,3-4", 200, 0, None),
        ("lines=1-2", 200, 0, None),
    ],
)
async def test_a_range_of_the_bytes_can_be_asked_for(
    large: tuple[str, bytes], wanted: str, status: int, start: int, end: int | None
) -> None:
    url, content = large
    async with http_client() as client:
        answer = await client.get(url, headers={"range": wanted})
    assert (answer.status_code, answer.content) == (status, content[start:end])
    if status == 206:
        first = start % len(content)
        last = first + len(answer.content) - 1
        assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(content)}"


@pytest.fixture(scope="module")
async def large(server: Server) -> tuple[str, bytes]:
    """A link to a file of more than one chunk."""
    content = b"%PDF-" + bytes(range(256)) * 16_500
    return await linked(server, content), content


async def test_ranges_past_the_end_and_tags_are_answered_as_http_has_it(server: Server) -> None:
    url = await linked(server)
    async with http_client() as client:
        past = await client.get(url, headers={"range": f"bytes={len(PDF)}-"})
        tag = (await client.get(url)).headers["etag"]
        same = await client.get(url, headers={"if-none-match": tag})
        other = await client.get(url, headers={"if-range": '"other"', "range": "bytes=0-0"})
        posted = await client.post(url)
    assert refusal_in(past) == (416, "RANGE_NOT_SATISFIABLE")
    assert past.headers["content-range"] == f"bytes */{len(PDF)}"
    assert (same.status_code, same.content) == (304, b"")
    assert (other.status_code, other.content) == (200, PDF)
    assert refusal_in(posted) == (405, "METHOD_NOT_ALLOWED")


async def test_a_link_that_was_changed_or_made_up_leads_nowhere(server: Server) -> None:
    url, other = await linked(server), await linked(server)
    path, _, token = url.partition("?token=")
    changed = ("C" if token.startswith("B") else "B") + token[1:]
    for wrong in (
        path,
        f"{path}?token=",
        f"{path}?token=é",
        f"{path}?token={token[:-3]}",
        f"{path}?token={changed}",
        f"{other.partition('?')[0]}?token={token}",
        f"{path}/thumbnail?token={token}",
        f"{path.replace('/files/', '/uploads/')}?token={token}",
        f"{path}x?token={token}",
    ):
        async with http_client() as client:
            answer = await client.get(wrong, headers={"tus-resumable": "1.0.0"})
        assert answer.status_code in (404, 405), wrong
        assert "PDF" not in answer.text


def test_a_link_ends_with_its_time() -> None:
    sign, file, session = Signer(bytes(32)), new_id(), new_id()
    for kind in LinkKind:
        token = sign.link(kind, file, identify, session, now() + timedelta(seconds=60)).partition("token=")[2]
        assert sign.session_in(kind, file, token) == session
        with pytest.raises(ValueError, match="no link"):
            Signer(bytes(31) + b"x").session_in(kind, file, token)
        late = sign.link(kind, file, identify, session, now() - timedelta(seconds=1)).partition("token=")[2]
        with pytest.raises(LinkExpired):
            sign.session_in(kind, file, late)
    token = sign.link(LinkKind.FILE, file, identify, None, now() + timedelta(days=1)).partition("token=")[2]
    assert sign.session_in(LinkKind.FILE, file, token) is None  # a guest


async def test_a_link_ends_with_the_session_that_asked_for_it(server: Server) -> None:
    ada = await person(server.url)
    made = await draft(ada, attachmentIds=[await uploaded(ada)])
    (file,) = await files_of(ada, made["id"])
    await ada.client.query("mutation { signOut { __typename } }")
    async with http_client() as client:
        assert refusal_in(await client.get(file["url"])) == (401, "UNAUTHENTICATED")


async def test_a_link_ends_with_the_membership_that_let_its_viewer_see_the_thing(server: Server) -> None:
    owner = await enterprise(server.url)
    member = await colleague(owner)
    made = await draft(owner, attachmentIds=[await uploaded(owner)])
    (file,) = await files_of(member, made["id"])
    async with http_client() as client:
        assert (await client.get(file["url"])).content == PDF
        await owner.do("removeMember", partyId=owner.party, userId=member.user)
        assert refusal_in(await client.get(file["url"])) == (404, "NOT_FOUND")


async def test_a_browser_that_opens_a_link_that_is_no_good_shows_a_page(server: Server) -> None:
    """With the status and the reason that a program gets as JSON."""
    url = await linked(server)
    asked = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "de"}
    for wrong, status in ((url.partition("?")[0], 404), (f"{url}x", 404)):
        async with http_client() as client:
            page, plain = await client.get(wrong, headers=asked), await client.get(wrong)
        assert (page.status_code, plain.status_code) == (status, status)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.headers["vary"] == "Accept, Accept-Language"
        assert page.headers["cache-control"] == "no-store"
        assert "Diese Datei lässt sich nicht öffnen" in page.text
        assert refusal_in(plain) == (404, "NOT_FOUND")
    async with http_client() as client:
        assert (await client.get(url, headers=asked)).content == PDF


async def test_everybody_reads_the_files_of_a_published_demand_and_nobody_those_of_a_draft(server: Server) -> None:
    owner = await enterprise(server.url)
    demand = await published(owner, attachmentIds=[await uploaded(owner, name="brief.pdf")])
    guest = Person(server.url)
    (file,) = await files_of(guest, demand)
    assert (file["fileName"], file["mediaType"], file["byteSize"]) == ("brief.pdf", "application/pdf", len(PDF))
    async with http_client() as client:
        assert (await client.get(file["url"])).content == PDF
    hidden = await draft(owner, attachmentIds=[await uploaded(owner)])
    assert (await guest.ask(OF_DEMAND, id=hidden["id"]))["demand"] is None


async def test_eb5_former_versions_of_a_bid_keep_their_files(server: Server) -> None:
    owner, bidder = await enterprise(server.url), await person(server.url)
    demand = await published(owner)
    first, second = await uploaded(bidder, name="first.pdf"), await uploaded(bidder, name="second.pdf")
    application = await submitted(bidder, demand, attachmentIds=[first])
    # Omitted files are kept; named ones stay beside new ones; the former version keeps its own.
    await saved(bidder, demand, "2000.00")
    assert await versions(bidder) == [["first.pdf"], ["first.pdf"]]
    await saved(bidder, demand, "2000.00", attachmentIds=[second])
    assert await versions(bidder) == [["first.pdf"], ["second.pdf"]]
    again = await saved(bidder, demand, "2000.00", attachmentIds=[second, first])
    assert await versions(bidder) == [["first.pdf"], ["second.pdf", "first.pdf"]]
    await bidder.do("submitBid", applicantId=application["id"], expectedVersion=again["version"])
    assert await versions(bidder) == [["first.pdf"], ["second.pdf", "first.pdf"]]
    # A draft that is thrown away takes its own files with it, and none of those that were submitted.
    third = await uploaded(bidder, name="third.pdf")
    beside = await saved(bidder, demand, "1000.00", attachmentIds=[third, first])
    assert await versions(bidder) == [["first.pdf"], ["second.pdf", "first.pdf"], ["third.pdf", "first.pdf"]]
    await bidder.do("discardDraft", applicantId=application["id"], expectedVersion=beside["version"])
    assert await versions(bidder) == [["first.pdf"], ["second.pdf", "first.pdf"]]


async def versions(bidder: Person) -> list[list[str]]:
    """The names of the files of every submitted version, and of the draft."""
    (edge,) = (await bidder.ask(OF_BIDS))["viewer"]["applications"]["edges"]
    shown = [*edge["node"]["bidHistory"], *filter(None, [edge["node"]["draft"]])]
    return [[file["fileName"] for file in each["attachments"]] for each in shown]


async def test_eb6_other_files_are_a_material_amendment(server: Server) -> None:
    owner, bidder = await enterprise(server.url), await person(server.url)
    first, second = await uploaded(owner, name="first.pdf"), await uploaded(owner, name="second.pdf")
    demand = await published(owner, attachmentIds=[first])
    await submitted(bidder, demand)

    async def amended(*files: str) -> list[str]:
        version = await owner.version(demand)
        await owner.do("amendDemand", demandId=demand, expectedVersion=version, attachmentIds=list(files))
        return [file["fileName"] for file in await files_of(owner, demand)]

    (kept,) = [file["id"] for file in await files_of(owner, demand)]
    assert await amended(kept) == ["first.pdf"]
    assert (await state_of_bid(bidder)) == "SUBMITTED"  # the same files are no change
    assert await amended(kept, second) == ["first.pdf", "second.pdf"]
    assert (await state_of_bid(bidder)) == "NEEDS_CONFIRMATION"
    assert await amended() == []


async def state_of_bid(bidder: Person) -> str:
    found = await bidder.ask("{ viewer { applications { edges { node { bid { state } } } } } }")
    return str(found["viewer"]["applications"]["edges"][0]["node"]["bid"]["state"])


async def test_only_what_is_complete_ones_own_and_free_can_be_attached(server: Server) -> None:
    ada, eve = await person(server.url), await person(server.url)
    foreign, taken, unfinished = await uploaded(eve), await uploaded(ada), (await begun(ada, PDF))["id"]
    first = await draft(ada, attachmentIds=[taken])
    free = await uploaded(ada)
    for wrong, code in (
        ([foreign], "NOT_FOUND"),
        (["nonsense"], "NOT_FOUND"),
        ([ada.party], "NOT_FOUND"),
        ([unfinished], "UPLOAD_INCOMPLETE"),
        ([taken], "ALREADY_ATTACHED"),
        ([free, free], "INVALID_INPUT"),
        ([free, foreign], "NOT_FOUND"),
    ):
        given = {"partyId": ada.party, "title": "T", "description": "D", "skills": [], "audience": ["TEAM"]}
        assert await ada.refused("draftDemand", **given, attachmentIds=wrong) == code
    assert len((await ada.ask(OWN, id=ada.party))["viewer"]["demands"]["edges"]) == 1
    second = await draft(ada, attachmentIds=[free])  # nothing has taken it meanwhile
    assert len(await files_of(ada, first["id"])) == len(await files_of(ada, second["id"])) == 1


OWN = "query ($id: ID!) { viewer { demands(partyId: $id) { edges { node { id } } } } }"


async def test_the_address_of_an_upload_ends_once_it_is_attached(server: Server) -> None:
    ada = await person(server.url)
    upload = await begun(ada, PDF)
    await put(upload["url"], PDF)
    await draft(ada, attachmentIds=[upload["id"]])
    assert refusal_in(await put(upload["url"], PDF)) == (404, "NOT_FOUND")
    node = await ada.ask("query ($id: ID!) { node(id: $id) { __typename } }", id=upload["id"])
    assert node["node"] is None
