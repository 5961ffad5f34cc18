"""Pages that links in mails lead to on a server without a front end, and unsubscribing with one click (RFC 8058)."""

import re
import shutil
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from graphql import parse, validate
from playwright.async_api import async_playwright, expect

from edge.pages.html import Page, tag
from edge.pages.things import SHOWN, query_for
from models.notifications.kinds import NotificationKind
from models.notifications.wording import label
from models.text import LANGUAGES
from settings import Settings
from tests.support.api.behind import verify
from tests.support.api.client import http_client
from tests.support.api.contract import GRAPH
from tests.support.api.postoffice import PostOffice, link_in, mail_to, text_of
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.zygote import ROOT
from tests.support.domain.market import PASSWORD, Person, draft, enterprise, person, published, submitted

# What pages show and take is the same everywhere.
pytestmark = pytest.mark.anywhere

COLOR = re.compile(r"^\s*(--[\w-]+): (light-dark\(.*\));$", re.MULTILINE)

NEXT = "another correct horse"
CHROMIUM = shutil.which("chromium")
VERIFIED = "{ viewer { user { emailVerifiedAt } } }"


@pytest.fixture(scope="module")
async def office() -> AsyncIterator[PostOffice]:
    async with PostOffice() as office:
        yield office


@pytest.fixture(scope="module")
async def server(
    databases: Postgres | Sqlite, template: str, office: PostOffice, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """A server as `make run` starts it where the front end cannot be built, but for its mail server."""
    url = await databases.create(template)
    given = {"DATABASE_URL": url, "SMTP_URL": office.url, "WEB_FOLDER": str(tmp_path_factory.mktemp("unbuilt"))}
    with Server(tmp_path_factory.mktemp("server"), **given) as running:
        yield running
    await databases.drop(url)


@pytest.fixture
async def browser(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(base_url=server.origin) as client:
        yield client


class Outline(HTMLParser):
    """What a screen reader finds: elements with their attributes, and whether all of them are closed."""

    VOID = frozenset({"meta", "link", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, name: str, attributes: Any) -> None:
        self.elements.append((name, dict(attributes)))
        if name not in self.VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for element, attributes in self.elements if element == name]


def check_page(answer: httpx.Response, status: int = 200) -> Outline:
    """Fails unless this is an accessible page that loads nothing from elsewhere and works without scripts."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")
    found = Outline(answer.text)
    (root,) = found.all("html")
    assert root["lang"] in LANGUAGES
    assert [len(found.all(name)) for name in ("title", "main", "h1")] == [1, 1, 1]
    labels = {each["for"] for each in found.all("label")}
    for field in found.all("input") + found.all("select"):
        is_named = field.get("id") in labels or field.get("aria-label") or field.get("type") == "hidden"
        assert is_named, field
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.text)
    return found


def split(link: str, server: Server) -> tuple[str, str]:
    """The path of a link to this server, and the token in its fragment."""
    parts = urlsplit(link)
    assert f"{parts.scheme}://{parts.netloc}" == server.origin
    return parts.path, parts.fragment.removeprefix("token=")


async def test_the_link_in_a_mail_confirms_an_address_with_a_click_and_no_script(
    server: Server, office: PostOffice, browser: httpx.AsyncClient
) -> None:
    one = await person(server.url)
    path, token = split(await link_in(office, one.email, "verify-email"), server)
    shown = check_page(await browser.get(path))
    (form,) = shown.all("form")
    assert (form["method"], form["action"], shown.all("script")[0]["src"]) == ("post", path, "/pages/token.js")
    assert shown.all("input")[0] == {
        **{"id": "token", "name": "token", "required": None, "value": ""},
        **{"autocomplete": "off", "spellcheck": "false"},
    }
    for wrong in ("", "x" * 43, "\0", "\u00e9" * 5_000, '"><script>'):
        refused = await browser.post(path, data={"token": wrong})
        assert "was already used" in refused.text
        assert check_page(refused, 400).all("p")[0]["role"] == "alert"
    assert (await one.ask(VERIFIED))["viewer"]["user"]["emailVerifiedAt"] is None
    confirmed = await browser.post(path, data={"token": f" {token}\n"})
    assert check_page(confirmed).all("p")[0]["role"] == "status"
    assert (await one.ask(VERIFIED))["viewer"]["user"]["emailVerifiedAt"]
    assert check_page(await browser.post(path, data={"token": token})).all("p")[0]["role"] == "status"
    assert (
        (await browser.get("/pages/token.js")).status_code == (await browser.get("/pages/page.css")).status_code == 200
    )


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
@pytest.mark.parametrize("has_scripts", [True, False])
async def test_a_browser_takes_the_token_from_the_link_and_waits_for_a_click(
    server: Server, office: PostOffice, has_scripts: bool
) -> None:
    one = await person(server.url)
    link = await link_in(office, one.email, "verify-email")
    token = link.partition("token=")[2]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(java_script_enabled=has_scripts)
        refused: list[str] = []
        page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
        await page.goto(link)
        field = page.get_by_label("Code")
        if has_scripts:
            await expect(field).to_be_hidden()
            await expect(field).to_have_value(token)
            # It is neither left in the history nor shown to whoever looks at the address.
            assert page.url == f"{server.origin}/verify-email"
        else:
            await field.fill(token)
        assert (await one.ask(VERIFIED))["viewer"]["user"]["emailVerifiedAt"] is None
        await page.get_by_role("button", name="Confirm").click()
        await expect(page.get_by_role("status")).to_have_text("Your email address is confirmed.")
        await browser.close()
    # The policy lets in all that the page is made of.
    assert refused == []
    assert (await one.ask(VERIFIED))["viewer"]["user"]["emailVerifiedAt"]


async def test_a_forgotten_password_is_chosen_anew_on_a_page(
    server: Server, office: PostOffice, browser: httpx.AsyncClient
) -> None:
    one, guest = await person(server.url), Person(server.url)
    await guest.do("requestPasswordReset", email=one.email)
    path, token = split(await link_in(office, one.email, "reset-password"), server)
    (given, password) = check_page(await browser.get(path)).all("input")
    assert (given["name"], password["type"], password["autocomplete"]) == ("token", "password", "new-password")
    short = await browser.post(path, data={"token": token, "password": "short"})
    assert "10 to 256 characters" in short.text
    german = await browser.post(
        path, data={"token": token, "password": "short"}, headers={"Accept-Language": "de-AT, en;q=0.5"}
    )
    assert "10 bis 256 Zeichen" in german.text
    common = await browser.post(path, data={"token": token, "password": "password123"})
    assert "Many people have this password" in common.text
    # What was right stays in the form, and the password does not.
    assert [each.get("value") for each in check_page(short, 400).all("input")] == [token, None]
    check_page(await browser.post(path, data={"token": token, "password": NEXT}))
    assert (await guest.do("signIn", email=one.email, password=NEXT))["token"]
    check_page(await browser.post(path, data={"token": token, "password": NEXT}), 400)


async def test_a_link_to_a_thing_says_what_it_is_and_shows_nobody_more_than_everybody_may_know(
    server: Server, browser: httpx.AsyncClient
) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url)
    demand = await published(awarder, title="A <b>payment</b> service")
    secret = await draft(awarder, title="Secret plans")
    application = await submitted(bidder, demand)
    shown = await browser.get(f"/open/{demand}", headers={"Accept-Language": "xx, pt-BR;q=0.8, de;q=0.9"})
    assert check_page(shown).all("html")[0]["lang"] == "de"
    assert "Eine Ausschreibung" in shown.text
    assert "A &lt;b&gt;payment&lt;/b&gt; service" in shown.text
    assert f"<code>{demand}</code>" in shown.text
    for hidden in (secret["id"], application["id"]):
        page = await browser.get(f"/open/{hidden}")
        check_page(page)
        assert "Secret" not in page.text
    check_page(await browser.get("/invitations"))
    for none in ("nonsense", demand[:-1], "%22%3E%3Cscript%3E", "Ω"):
        page = await browser.get(f"/open/{none}")
        check_page(page, 404)
        assert "<script>" not in page.text


async def test_what_is_told_is_chosen_on_a_page_after_signing_in(server: Server, browser: httpx.AsyncClient) -> None:
    one = await person(server.url)
    path = "/settings/notifications"
    assert [each["type"] for each in check_page(await browser.get(path)).all("input")] == ["email", "password"]
    refused = await browser.post(path, data={"email": one.email, "password": NEXT})
    assert "No account has this address and password." in refused.text
    check_page(refused, 403)
    signed_in = check_page(await browser.post(path, data={"email": one.email, "password": PASSWORD}))
    assert len(signed_in.all("select")) == len(NotificationKind)
    hidden = next(each for each in signed_in.all("input") if each["name"] == "session")
    assert hidden["value"]
    session = hidden["value"]
    given = {
        "session": session,
        "mail.BID_ARRIVED": "AT_ONCE",
        "inbox.DEMAND_CLOSED": "1",
        "mail.DEMAND_CLOSED": "NONE",
    }
    saved = await browser.post(path, data={**given, "mail.AWARD_OFFERED": "SOMETIMES", "mail.NOTHING": "NONE"})
    assert "Your choice is saved." in saved.text
    check_page(saved)
    found = await one.ask("{ viewer { notificationPreferences { kind isShown mail } } }")
    chosen = {each["kind"]: (each["isShown"], each["mail"]) for each in found["viewer"]["notificationPreferences"]}
    assert (chosen["BID_ARRIVED"], chosen["DEMAND_CLOSED"]) == ((False, "AT_ONCE"), (True, "NONE"))
    assert chosen["AWARD_OFFERED"] == (True, "AT_ONCE")
    check_page(await browser.post(path, data={"session": session, "leave": "1"}))
    for ended in (session, "x", ""):
        check_page(await browser.post(path, data={**given, "session": ended}), 401)


async def told(server: Server, office: PostOffice) -> tuple[Person, str]:
    """A user with a mail about a notification, and the link in it that unsubscribes."""
    owner, one = await enterprise(server.url, "Acme"), await person(server.url)
    await verify(server.url, one.email)
    await owner.do("inviteMember", partyId=owner.party, email=one.email, role="MEMBER")
    mail = await mail_to(office, one.email, "/unsubscribe")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(mail["List-Unsubscribe"])[1:-1]
    assert link in text_of(mail)
    return one, link


async def timing(of: Person, kind: str = "INVITED_TO_PARTY") -> str:
    found = await of.ask("{ viewer { notificationPreferences { kind mail } } }")
    return next(each["mail"] for each in found["viewer"]["notificationPreferences"] if each["kind"] == kind)


@pytest.mark.parametrize("body", ["urlencoded", "multipart", "none"])
async def test_one_click_unsubscribes_without_signing_in(
    server: Server, office: PostOffice, browser: httpx.AsyncClient, body: str
) -> None:
    one, link = await told(server, office)
    # Loading the page changes nothing, and asks for a click.
    for method in ("GET", "HEAD", "GET"):
        assert (await browser.request(method, link)).status_code == 200
    assert await timing(one) == "AT_ONCE"
    page = await browser.get(link)
    (form,) = check_page(page).all("form")
    assert f"{server.origin}{form['action']}" == link
    assert "You are invited to join a party" in page.text
    pair = {"List-Unsubscribe": "One-Click"}
    parts = {"List-Unsubscribe": (None, "One-Click")}
    given: dict[str, Any] = {"urlencoded": {"data": pair}, "multipart": {"files": parts}, "none": {}}[body]
    for _ in range(2):
        answer = await browser.post(link, **given)
        assert "You get no more such mails." in answer.text
        check_page(answer)
    assert (await timing(one), await timing(one, "AWARD_OFFERED")) == ("NONE", "AT_ONCE")


async def test_a_link_that_was_tampered_with_unsubscribes_nobody(
    server: Server, office: PostOffice, browser: httpx.AsyncClient
) -> None:
    one, link = await told(server, office)
    base, _, token = link.partition("token=")
    other = "A" if token[20] != "A" else "B"
    for wrong in (base, f"{base}token=", f"{base}token={token[:-4]}", f"{base}token={token[:20]}{other}{token[21:]}"):
        for method in ("GET", "POST"):
            check_page(await browser.request(method, wrong), 404)
    assert await timing(one) == "AT_ONCE"
    refused = await browser.put(link)
    assert (check_page(refused, 405).all("h1"), refused.headers["allow"]) == ([{}], "GET, HEAD, POST")
    # Tokens stay out of the log.
    assert token not in server.log()


async def test_forms_of_no_page_are_refused(browser: httpx.AsyncClient) -> None:
    form = "application/x-www-form-urlencoded"
    for content, kind, status in (
        (b"{}", "application/json", 415),
        (b"token=" + b"x" * 60_000, form, 413),
        (b"token=%ff", form, 400),
        (b"\xff", form, 400),
        (b"a=1&" * 300, form, 400),
    ):
        answer = await browser.post("/verify-email", content=content, headers={"Content-Type": kind})
        check_page(answer, status)
    assert (await browser.post("/open/x", data={})).status_code == 405


async def test_a_front_end_takes_the_pages_over_and_links_from_before_lead_on_to_it(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = await databases.create(template)
    given = {"WEB_URL": "https://market.example/app", "DATABASE_URL": url}
    with Server(tmp_path_factory.mktemp("web"), **given) as running:
        async with http_client(base_url=running.origin) as client:
            for path in ("/verify-email", "/reset-password", "/open/abc", "/invitations", "/settings/notifications"):
                moved = await client.get(path)
                assert (moved.status_code, moved.headers["location"]) == (302, f"https://market.example/app{path}")
            check_page(await client.get("/unsubscribe"), 404)
    await databases.drop(url)


@pytest.mark.parametrize("kind", sorted(SHOWN))
def test_what_a_page_says_to_ask_is_valid(kind: str) -> None:
    assert validate(GRAPH, parse(query_for(kind, "abc"))) == []
    assert Page("en").text(f"open_{kind}")


@pytest.mark.parametrize(
    ("given", "server", "home"),
    [
        ({}, "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ({"host": "0.0.0.0"}, "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ({"host": "::", "port": 80}, "http://[::1]:80", "http://[::1]:80"),
        ({"public_url": "https://api.example"}, "https://api.example", "https://api.example"),
        (
            {"public_url": "https://a.example", "web_url": "https://b.example/app"},
            "https://a.example",
            "https://b.example/app",
        ),
    ],
)
def test_links_lead_to_an_address_that_can_be_opened(given: dict[str, Any], server: str, home: str) -> None:
    settings = Settings(**given)
    assert (settings.server, settings.home) == (server, home)


def test_pages_escape_what_they_show() -> None:
    assert tag("p", 'a "<b>" & c', title='"<') == '<p title="&quot;&lt;">a &quot;&lt;b&gt;&quot; &amp; c</p>'
    assert tag("input", required=True, checked=False, aria_label="x") == '<input required aria-label="x">'


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_notification_has_a_name_without_facts(language: str) -> None:
    names = {label(kind, language=language) for kind in NotificationKind}
    assert len(names) > 0.9 * len(NotificationKind)
    assert not [name for name in names if "{" in name]
    assert Page(language).text("saved")


def test_the_colors_of_these_pages_are_those_of_the_front_end() -> None:
    own, tokens = (
        dict(COLOR.findall((ROOT / path).read_text(encoding="utf-8")))
        for path in ("edge/pages/assets/page.css", "web/src/styles/tokens.css")
    )
    assert len(own) == 16
    assert own.items() <= tokens.items()
