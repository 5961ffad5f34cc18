"""The front end as it is served: its page at its routes alone, files that never change, and nothing from elsewhere."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from app import documents_of
from edge import web
from edge.documents import PREFIX, hash_of
from settings import Settings
from tests.support.api.client import http_client
from tests.support.api.front_end import texts
from tests.support.api.screens import IS_BUILT

pytestmark = pytest.mark.anywhere

PAGE = b"<!doctype html><script type=module src=/assets/index-1.js></script>"
SCRIPT = b"console.log('a script that is long enough to be compressed')"
ZIPPED = gzip.compress(SCRIPT)
ROUTES = {"market": "/", "demand": "/demands/:id", "workbench": "/demands/:id/workbench/:candidate?"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What a build makes, as far as the server reads it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "routes.json").write_text(json.dumps(ROUTES))
    for suffix, body in (("", SCRIPT), (".br", b"as br"), (".gz", ZIPPED)):
        (tmp_path / "assets" / f"index-1.js{suffix}").write_bytes(body)
    return tmp_path


def client(built: Path, trouble: Path = Path("nowhere")) -> httpx.AsyncClient:
    app = Starlette(routes=web.routes(built, trouble), exception_handlers=web.missing(built))
    app.router.redirect_slashes = False  # as in app.py
    return http_client(transport=httpx.ASGITransport(app=app), base_url="http://test")


def test_the_documents_of_the_front_end_that_is_served_are_trusted(built: Path) -> None:
    text = "query Shown { __typename }"
    (built / "documents.json").write_text(json.dumps({hash_of(text): text}))
    documents = documents_of(Settings(web_folder=built))
    assert documents.text_of({"documentId": f"{PREFIX}{hash_of(text)}"}) == text


def test_they_are_known_to_be_valid_if_they_were_compiled_for_the_schema_of_this_server(built: Path) -> None:
    text, schema = "query Shown { __typename }", built / "schema.sha256"
    (built / "documents.json").write_text(json.dumps({hash_of(text): text}))
    assert documents_of(Settings(web_folder=built)).valid == frozenset()
    schema.write_text(hashlib.sha256(b"type Query { other: Int }").hexdigest())
    assert documents_of(Settings(web_folder=built)).valid == frozenset()
    schema.write_text(hashlib.sha256(web.SCHEMA.read_bytes()).hexdigest())
    assert documents_of(Settings(web_folder=built)).valid == {text}
    elsewhere = "https://other.example"
    assert documents_of(Settings(web_folder=built, web_url=elsewhere)).valid == frozenset()


@pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built")
def test_a_build_has_all_documents_and_says_for_which_schema() -> None:
    assert {*web.documents().values()} == {*texts().values()}
    assert web.is_for(web.SCHEMA)


async def test_the_page_stands_at_the_routes_of_the_front_end_alone(built: Path) -> None:
    async with client(built) as asker:
        for path in ("/", "/demands/x", "/demands/x/workbench", "/demands/x/workbench/y"):
            answer = await asker.get(path)
            assert (answer.status_code, answer.content) == (200, PAGE), path
            assert answer.headers["cache-control"] == "no-cache"
        for path in ("/demands", "/demands/x/", "/demands/x/workbench/y/z", "/routes.json", "/index.html", "/other"):
            assert (await asker.get(path)).status_code == 404, path
        assert (await asker.post("/")).status_code == 405


async def test_a_browser_is_shown_the_page_at_an_unknown_path_and_programs_are_told_plainly(built: Path) -> None:
    async with client(built) as asker:
        html = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        shown = await asker.get("/nope", headers=html)
        assert (shown.status_code, shown.content) == (404, PAGE)
        assert shown.headers["content-security-policy"] == web.POLICY
        # However often it is asked for, it is not there.
        again = await asker.get("/nope", headers={**html, "if-none-match": shown.headers["etag"]})
        assert again.status_code == 404
        for answer in (await asker.get("/nope"), await asker.post("/nope", headers=html)):
            assert (answer.status_code, answer.text) == (404, "Not Found")


async def test_nothing_is_loaded_from_elsewhere_and_nothing_inline_runs(built: Path) -> None:
    async with client(built) as asker:
        policy = (await asker.get("/")).headers["content-security-policy"]
    sources = {name: given.split() for name, _, given in (each.strip().partition(" ") for each in policy.split(";"))}
    assert sources["default-src"] == sources["base-uri"] == sources["frame-ancestors"] == ["'none'"]
    assert {each for given in sources.values() for each in given} == {"'none'", "'self'", "blob:"}
    assert sources["script-src"] == sources["style-src"] == sources["connect-src"] == ["'self'"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br", "br", b"as br"),
        ("gzip", "gzip", ZIPPED),
        ("br;q=0.1, gzip", "gzip", ZIPPED),
        ("br;q=0, zstd", None, SCRIPT),
        ("", None, SCRIPT),
    ],
)
async def test_a_file_comes_in_the_form_that_the_client_likes_best(
    built: Path, accepted: str, encoding: str | None, body: bytes
) -> None:
    async with (
        client(built) as asker,
        asker.stream("GET", "/assets/index-1.js", headers={"Accept-Encoding": accepted}) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers.get("content-encoding") == encoding
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert "immutable" in answer.headers["cache-control"]
        assert b"".join([each async for each in answer.aiter_raw()]) == body


async def test_a_form_that_the_client_has_is_not_sent_again(built: Path) -> None:
    async with client(built) as asker:
        tags = {
            accepted: (await asker.head("/assets/index-1.js", headers={"Accept-Encoding": accepted})).headers["etag"]
            for accepted in ("br", "gzip", "identity")
        }
        assert len(set(tags.values())) == 3
        given = {"Accept-Encoding": "br", "If-None-Match": f"{tags['gzip']}, {tags['br']}"}
        again = await asker.get("/assets/index-1.js", headers=given)
        assert (again.status_code, again.content) == (304, b"")
        assert (await asker.get("/", headers={"If-None-Match": tags["br"]})).status_code == 200


async def test_no_name_leads_out_of_the_files_of_the_build(built: Path) -> None:
    (built / "secret.js").write_text("secret")
    async with client(built) as asker:
        for name in ("../secret.js", "%2e%2e/secret.js", "..%2fsecret.js", "index-1.js.br", "nothing.js", ""):
            assert (await asker.get(f"/assets/{name}")).status_code == 404, name


async def test_without_a_build_the_page_says_why_and_how(tmp_path: Path) -> None:
    trouble = tmp_path / "trouble.txt"
    trouble.write_text("npm error <ENOTFOUND>")
    async with client(tmp_path, trouble) as asker:
        answer = await asker.get("/")
        assert answer.status_code == 503
        assert "npm error &lt;ENOTFOUND&gt;" in answer.text
        assert "make run" in answer.text
        assert (await asker.get("/demands/x")).status_code == 404
    trouble.unlink()
    async with client(tmp_path, trouble) as asker:
        assert "The last attempt" not in (await asker.get("/")).text


def test_the_front_end_is_served_unless_another_one_was_named() -> None:
    """WEB_URL at this server's own address names none."""
    home = "https://bidhall.example"
    assert Settings().serves_front_end
    assert Settings(public_url=home).serves_front_end
    assert Settings(public_url=home, web_url=home).serves_front_end
    assert not Settings(public_url=home, web_url="https://other.example").serves_front_end


def test_every_route_of_the_front_end_is_a_path_here() -> None:
    routes = json.loads((web.BUILT.parent / "routes.json").read_text(encoding="utf-8"))
    for pattern in routes.values():
        for path in web.paths_of(pattern):
            assert re.fullmatch(r"/|(/([a-z-]+|\{\w+\}))+", path), pattern
    assert web.paths_of("/demands/:id/workbench/:candidate?") == [
        "/demands/{id}/workbench",
        "/demands/{id}/workbench/{candidate}",
    ]


@pytest.mark.skipif(not (web.BUILT / "index.html").is_file(), reason="the front end is not built: make web/dist/.built")
def test_the_first_page_loads_at_most_190_kilobytes_and_the_workbench_300_with_it() -> None:
    first = set(re.findall(r'(?:src|href)="/(assets/[^"]+)"', (web.BUILT / "index.html").read_text(encoding="utf-8")))
    assert {Path(each).suffix for each in first} >= {".js", ".css"}
    assert sent(first) <= 190_000
    opening = next((web.BUILT / "assets").glob("opening-*.js")).read_text(encoding="utf-8")
    files = json.loads(one(r"m\.f=(\[[^\]]*\])", opening))
    numbers = one(r"import\(`\./Workbench-[^`]+`\).*?__vite__mapDeps\(\[([\d,]*)\]\)", opening)
    workbench = {files[int(number)] for number in numbers.split(",")}
    assert any("/Workbench-" in each for each in workbench)
    assert sent(first | workbench) <= 300_000


def sent(names: set[str]) -> int:
    """The bytes of files as they are sent: small ones are not compressed."""
    files = [web.BUILT / name for name in names]
    return sum(
        (zipped if (zipped := each.with_name(f"{each.name}.gz")).is_file() else each).stat().st_size for each in files
    )


def one(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    assert found
    return found[1]
