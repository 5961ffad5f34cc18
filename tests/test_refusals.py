"""Refusals: each in every language, with codes and facts for those who word them themselves."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import repeat
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.clock import clock
from models.errors import BasisPoints, Bytes, FieldProblem, Refused, parameters_of, rate_limited
from models.ids import Ref, new_id
from models.kinds import KINDS
from models.notifications.wording import price
from models.refusals.wording import Locale, messages_in, said
from models.states import wrong_state
from models.text import LANGUAGES, asked_language
from resolvers.context import language_for
from resolvers.once import Outcomes, once
from tests.support.api.client import Client, http_client
from tests.support.api.server import Server
from tests.support.api.uploading import PDF, begun
from tests.support.domain.contracting import offered
from tests.support.domain.inside import somebody
from tests.support.domain.market import PASSWORD, Person, colleague, enterprise, in_, person, published
from tests.support.sources import ROOT, modules_in

pytestmark = pytest.mark.anywhere

AT = datetime(2026, 7, 1, 12, tzinfo=UTC)
TRANSLATED = [language for language in LANGUAGES if language != "en"]
# Where the template stands among the arguments.
MADE_BY = {
    **{"Refused": 1, "Outdated": 1, "FieldProblem": 1, "wrong": 1, "invalid": 1},
    **{"not_allowed": 0, "rate_limited": 0, "unauthenticated": 0},
}
# What only passes on what it was given.
PASSING_ON = {
    *("models/errors.py", "models/inputs.py", "models/database/allowance.py"),
    *("resolvers/context.py", "resolvers/once.py"),
}
# States that no refusal mentions.
NEVER_TOLD = {"ExecutionState", "PaymentState", "PayoutAccountState"}
# Capitals of more than an abbreviation, names in camel case or code, units and paths.
ABBREVIATIONS = "PDF|DOCX|ZIP|UTF|SHA|ISO|VAT|IANA|EUR|USD|JPY"
OF_THE_API = re.compile(
    rf"\b(?!(?:{ABBREVIATIONS})\b)[A-Z]{{3,}}|\b[a-z]+[A-Z]|_|`|\bbytes\b|basis point|\bMiB\b|\bid\b|\bids\b"
    r"|\w\.\{\}|octet"
)
# Said to whoever has written a client, of headers, keys and bytes that no person writes.
FOR_DEVELOPERS = {
    "An idempotencyKey must have 1 to 200 printable characters.",
    "Can have at most {most} bytes in UTF-8.",
    "Can have at most {most} ids; this has {count}.",
    "Give the id of an application or of a contract, and not both.",
    "Only {received} of {size} bytes arrived: PUT must send all.",
    "Some fields are invalid: see `fields`.",
    "The Authorization header has the form: Bearer TOKEN.",
    "The bytes do not match their checksum.",
    "The handshake and connection_init have different tokens: send one.",
    "This clientMessageId belongs to another message: use a new one.",
    "This file is already complete: it accepts no more bytes.",
    "This idempotencyKey was already used with another input: use a new one.",
    "This is more than the declared {size} bytes.",
    "This party has no active application: leave out expectedVersion.",
    # Said to professionals, who write keys.
    "Must begin with a small letter, and have only small letters, digits and _.",
}
# What the constructors of InvalidInput and Conflict say.
FIXED = {"Some fields are invalid: see `fields`.", "This was changed meanwhile: read version {version} first."}


@cache
def calls() -> list[tuple[str, ast.Call, ast.expr]]:
    """Every place that makes a refusal or a field's problem: where, the call, and its template."""
    return [each for layer in ("models", "resolvers", "edge", "schema") for each in calls_in(layer)]


def calls_in(layer: str) -> Iterator[tuple[str, ast.Call, ast.expr]]:
    for path, module in modules_in(layer).items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                place = MADE_BY.get(name)
                if place is not None and len(node.args) > place:
                    yield str(path.relative_to(ROOT)), node, node.args[place]


def facts_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def templates() -> set[str]:
    return {node.value for _, _, node in calls() if isinstance(node, ast.Constant)} | FIXED


def test_every_message_is_a_plain_text_where_it_is_written() -> None:
    """Otherwise nothing could be found for it in another language."""
    made = [f"{path}:{call.lineno}" for path, call, text in calls() if not isinstance(text, ast.Constant)]
    assert [each for each in made if each.partition(":")[0] not in PASSING_ON] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_has_words_in_every_language(language: str) -> None:
    words = {name: text for name, text in messages_in(language).items() if name != "words"}
    assert sorted(templates() - set(words)) == [], f"translate these in models/refusals/words/{language}.toml"
    assert sorted(set(words) - templates()) == [], "nothing says these any more"
    assert [each for each, text in words.items() if not facts_in(text) <= facts_in(each)] == []
    assert [each for each, text in words.items() if not text.strip() or text == each] == []


def test_every_language_has_the_same_words_of_ours() -> None:
    found = [set(messages_in(language)["words"]) for language in TRANSLATED]
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_state_and_every_kind_of_thing_has_a_name_in_every_language(language: str) -> None:
    states = [each for each in StrEnum.__subclasses__() if each.__name__.endswith(("State", "Standing", "PartyKind"))]
    told = {state.value for each in states if each.__name__ not in NEVER_TOLD for state in each}
    assert {"DISPUTED", "ELIMINATED", "INDIVIDUAL"} <= told
    assert (told | {kind.word for kind in KINDS.values()}) - set(messages_in(language)["words"]) == set()


def test_no_message_for_people_has_words_of_the_api() -> None:
    """No name of an enum's value or of a field, no unit that screens do not use, and no pattern.

    A message that is about what a program has done, such as the form of a header, is for its developer.
    """
    found = {each for each in templates() if OF_THE_API.search(re.sub(r"\{\w+\}", "{}", each))}
    assert sorted(found - FOR_DEVELOPERS) == []
    assert FOR_DEVELOPERS - found == set(), "these have no such words any more"


def test_every_thing_that_is_not_found_has_its_name_of_the_glossary() -> None:
    """And no other, by which a thing that may not be seen would differ from one that does not exist."""
    named = {
        node.args[0].value
        for module in modules_in("models").values()
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "not_found"
        if isinstance(node.args[0], ast.Constant)
    }
    assert named - set(messages_in("de")["words"]) == set()


def test_every_problem_of_a_field_has_a_code_that_the_guide_lists() -> None:
    guide = (ROOT / "docs" / "refusals.md").read_text(encoding="utf-8")
    for path, call, _ in calls():
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in ("FieldProblem", "wrong", "invalid") and path not in PASSING_ON:
            code = call.args[2] if len(call.args) > 2 else None
            assert isinstance(code, ast.Constant), f"{path}:{call.lineno} has no code"
            assert f"`{code.value}`" in guide, f"{path}:{call.lineno}: {code.value} is not in docs/refusals.md"


def test_facts_are_shown_in_the_readers_language_and_zone() -> None:
    closed = Refused("DEADLINE_PASSED", "Bidding on this demand ended at {at}.", at=AT)
    german = said(closed, Locale("de-AT", "Europe/Vienna"))
    assert german.startswith("Die Gebotsphase dieser Ausschreibung endete am Mi., 1. Juli 2026, 14:00 MESZ")
    states = ["SELECTING", "IN_PROGRESS"]
    moved = Refused(
        *("WRONG_STATE", "The {what} is {state}: this is possible only while it is {states}."),
        **{"what": "demand", "state": "OPEN", "states": states},
    )
    assert said(moved, Locale("es")).endswith("convocatoria: abierta; se requiere: en selección o en curso.")
    assert moved.message == "The demand is OPEN: this is possible only while it is SELECTING or IN_PROGRESS."
    assert said(moved, Locale()) == "The demand is open: this is possible only while it is in selection or in progress."
    states = ["DRAFT", "NEGOTIATING", "READY_TO_SIGN", "PARTLY_EXECUTED"]
    assert said(wrong_state("contract", "PERFORMING", states), Locale()) == (
        "The contract is in performance: this is not possible now."
    )
    assert said(wrong_state("contract", "PARTLY_EXECUTED", states[:2]), Locale()) == (
        "The contract is signed by one side: this is possible only while it is a draft or in negotiation."
    )
    problem = FieldProblem(
        "name", "Can have at most {most} characters; this has {length}.", "TOO_LONG", {"most": 2, "length": 3}
    )
    assert said(problem, Locale("zh-TW")).startswith("最多允許 2 個字元")
    assert said(Refused("X", "Nobody has translated {this}.", this="{that}"), Locale("pt")) == (
        "Nobody has translated {that}."
    )


@pytest.mark.parametrize(
    ("language", "zone", "shown"),
    [
        ("en", "UTC", "$1,250.50 by Wed, 1 Jul 2026, 12:00 UTC, on 3 Feb 2026; 12.5% of 52.4 MB"),
        ("de-AT", "Europe/Vienna", "$ 1.250,50 by Mi., 1. Juli 2026, 14:00 MESZ, on 03.02.2026; 12,5 % of 52,4 MB"),
        ("es", "Europe/Madrid", "1250,50 US$ by mié, 1 jul 2026, 14:00 CEST, on 3 feb 2026; 12,5 % of 52,4 MB"),
        ("zh", "Asia/Shanghai", "US$1,250.50 by 2026年7月1日周三 20:00 GMT+8, on 2026年2月3日; 12.5% of 52.4 MB"),
    ],
)
def test_measures_instants_and_days_are_the_readers_own_and_those_of_programs_stay(
    language: str, zone: str, shown: str
) -> None:
    facts = {
        **{"part": Decimal("1250.50"), "currency": "USD", "until": AT, "on": date(2026, 2, 3)},
        **{"share": BasisPoints(1250), "size": Bytes(52_428_800)},
    }
    problem = FieldProblem("amount", "{part} by {until}, on {on}; {share} of {size}", "X", facts)
    assert plainly(said(problem, Locale(language, zone))) == shown
    assert problem.message == "1250.50 USD by 2026-07-01T12:00:00+00:00, on 2026-02-03; 12.5% of 52428800 bytes"
    assert parameters_of(facts) == {
        **{"part": "1250.50", "currency": "USD", "share": 1250, "size": 52_428_800},
        **{"until": "2026-07-01T12:00:00+00:00", "on": "2026-02-03"},
    }


def plainly(text: str) -> str:
    """With spaces for those that do not break."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_about_money_writes_its_amounts_as_the_reader_does(language: str) -> None:
    """Whatever passes an amount to a message passes its currency, and the message does not name that again."""
    about_money = [call for _, call, _ in calls() if any(is_amount(each.value) for each in call.keywords)]
    assert len(about_money) == 10
    for call in about_money:
        given = {each.arg for each in call.keywords if each.arg and is_amount(each.value)}
        template = next(each.value for each in call.args if isinstance(each, ast.Constant) and "{" in each.value)
        assert "currency" in {each.arg for each in call.keywords}, template
        assert not re.search(r"\{(\w+)\} \{currency\}", template)
        amounts = {name: Decimal(6_000) + place for place, name in enumerate(sorted(given))}
        message = said(Refused("X", template, currency="EUR", **amounts), Locale(language))
        for name, amount in amounts.items():
            assert (price(f"{amount} EUR", language=language) in message) is (name in facts_in(template))


def is_amount(value: ast.expr) -> bool:
    """Whether an expression is an amount of money, by how those are made."""
    name = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
    return (
        name == "major" or (isinstance(value, ast.Attribute) and value.attr == "amount") or ast.unparse(value) == "left"
    )


@pytest.mark.usefixtures("database")
async def test_a_refusal_that_is_repeated_for_a_key_still_writes_amounts_as_the_reader_does() -> None:
    facts = {"part": Decimal("6000.00"), "currency": "EUR", "until": AT, "on": AT.date()}
    measures = {"share": BasisPoints(1250), "size": Bytes(52_428_800)}
    refusal = Refused("X", "{part} by {until}, on {on}; {share} of {size}", **facts, **measures)
    given, viewer = Ref("demand", new_id(), "A"), await somebody()

    async def act() -> Outcomes:
        return Outcomes([(given, refusal)])

    ((_, first),), ((_, again),) = [await once(viewer, "closeBidding", "key", {}, act) for _ in range(2)]
    assert (first, again is refusal) == (refusal, False)
    assert (again.facts, said(again, Locale("de"))) == (refusal.facts, said(refusal, Locale("de")))


def test_what_was_asked_too_often_says_from_when_it_is_possible_again() -> None:
    """The first whole minute from then on, also where that is midnight, which is no end of a day here."""
    for since, seconds, minute in ((30, 840.2, 15), (0, 900, 15), (1, 900, 16), (0, 43_200, 12 * 60)):
        with clock(repeat(AT + timedelta(seconds=since)).__next__):
            refusal = rate_limited("Too many failed attempts from here: try again after {again_at}.", seconds)
        assert refusal.retry_after_seconds == ceil(seconds)
        assert refusal.facts["again_at"] == AT + timedelta(minutes=minute)
    assert said(refusal, Locale("de")).endswith("Versuchen Sie es ab Do., 2. Juli 2026, 00:00 UTC noch einmal.")
    assert said(refusal, Locale("en-US", "America/New_York")).endswith("try again after Wed, Jul 1, 2026, 20:00 EDT.")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("de-AT,de;q=0.9,en;q=0.5", "de-AT"),
        ("fr, nl;q=0.9, pt-BR;q=0.8", "pt-BR"),
        ("en;q=0.1, ZH-hant-tw;q=0.2", "zh-Hant-TW"),
        ("es;q=0", "en"),
        ("*, es;q=0.5", "es"),
        ("de;q=banana, es", "es"),
        ("\u0000;;;,,,q=1", "en"),
        (",".join(["fr"] * 1000 + ["de"]), "en"),
    ],
)
def test_the_best_of_our_languages_is_taken(asked: str | None, language: str) -> None:
    assert asked_language(asked) == language


SIGN_UP = """mutation ($input: SignUpInput!) { signUp(input: $input) { ... on Refusal { code message }
  ... on InvalidInput { fields { path code message parameters { name value } } } } }"""


async def posted(
    client: Client,
    document: str,
    language: str | None = None,
    shown: str | None = None,
    zone: str | None = None,
    /,
    **variables: Any,
) -> dict[str, Any]:
    asked = {"accept-language": language, "x-language": shown, "x-time-zone": zone}
    headers = {name: value for name, value in asked.items() if value}
    if client.token:
        headers["authorization"] = f"Bearer {client.token}"
    async with http_client() as by:
        answer = await by.post(client.url, json={"query": document, "variables": variables}, headers=headers)
    found: dict[str, Any] = answer.json()
    return found


FILE = {"fileName": "a.pdf", "mediaType": "application/pdf"}
BRIEF = {"title": "T", "description": "D", "skills": []}


@pytest.mark.parametrize(
    ("operation", "given", "message"),
    [
        ("startUpload", {**FILE, "byteSize": 0}, "Eine leere Datei kann nicht hochgeladen werden."),
        ("startUpload", {**FILE, "byteSize": 10**8 + 1}, "Eine Datei darf höchstens 100 MB haben."),
        (
            *("createParty", {"name": "Acme", "kind": "INDIVIDUAL"}),
            "Eine Einzelpartei haben alle schon. Gründen können Sie: Teams oder Unternehmen.",
        ),
        (
            *("draftDemand", {**BRIEF, "audience": []}),
            "Geben Sie an, wer bieten darf: Einzelpersonen, Teams oder Unternehmen, auch mehrere davon.",
        ),
        (
            *("draftDemand", {**BRIEF, "audience": ["TEAM"], "criteria": [{"key": "price_fit", "weight": 9_950}]}),
            "Die Gewichte ergeben zusammen 99,5 %, nicht 100 %.",
        ),
        (
            *("draftDemand", {**BRIEF, "audience": ["TEAM"], "criteria": [{"key": "price_fit", "weight": 10_100}]}),
            "„Preis“ wiegt 101 %, erlaubt sind 0 % bis 100 %.",
        ),
    ],
)
async def test_values_sizes_and_shares_are_named_as_on_the_screens(
    server: Server, operation: str, given: dict[str, Any], message: str
) -> None:
    ada = await person(server.url)
    given = {**given, **({"partyId": ada.party} if operation == "draftDemand" else {})}
    document = f"""mutation ($input: {operation[0].upper()}{operation[1:]}Input!) {{ {operation}(input: $input) {{
      ... on InvalidInput {{ fields {{ message }} }} }} }}"""
    answer = await posted(ada.client, document, None, "de", input=given)
    assert plainly(answer["data"][operation]["fields"][0]["message"]) == message


async def test_a_guest_is_answered_in_the_language_that_the_client_asks_for(server: Server) -> None:
    given = {"email": "nobody", "password": "short", "name": "A" * 251}
    answer = (await posted(Client(server.url), SIGN_UP, "fr, de;q=0.8", input=given))["data"]["signUp"]
    assert (answer["code"], answer["message"]) == ("INVALID_INPUT", "Einige Felder sind ungültig: siehe `fields`.")
    assert {each["path"]: (each["code"], each["message"]) for each in answer["fields"]} == {
        "email": ("BAD_ADDRESS", "Muss eine Adresse sein, an die man E-Mails senden kann, etwa ada@example.org."),
        "password": ("BAD_PASSWORD", "Erlaubt sind 10 bis 256 Zeichen, ohne Zeilenumbrüche und unsichtbare Zeichen."),
        "name": ("TOO_LONG", "Höchstens 250 Zeichen sind erlaubt; hier sind es 251."),
    }
    (name,) = [each for each in answer["fields"] if each["path"] == "name"]
    assert name["parameters"] == [{"name": "most", "value": "250"}, {"name": "length", "value": "251"}]
    english = (await posted(Client(server.url), SIGN_UP, input=given))["data"]["signUp"]
    assert english["message"] == "Some fields are invalid: see `fields`."


async def test_who_signs_up_without_a_language_gets_that_of_the_client(server: Server) -> None:
    document = (
        """mutation ($input: SignUpInput!) { signUp(input: $input) { ... on Session { viewer { language } } } }"""
    )
    given = {"email": "linda@example.org", "password": PASSWORD, "name": "Linda"}
    answer = await posted(Client(server.url), document, "pt-BR,en;q=0.5", input=given)
    assert answer["data"]["signUp"]["viewer"]["language"] == "pt-BR"


async def test_a_viewer_is_answered_in_the_language_of_their_mails(server: Server) -> None:
    ada = await person(server.url)
    await ada.do("chooseLocale", language="es")
    demands = "query ($first: Int) { demands(first: $first) { cursor } }"
    answer = await posted(ada.client, demands, "de", first=0)
    (problem,) = answer["errors"][0]["extensions"]["fields"]
    assert problem == {
        "path": "first",
        "message": "Debe ser un número entero de 1 a 200.",
        "code": "OUT_OF_RANGE",
        "parameters": {"least": 1, "most": 200},
    }
    assert await _spoken_on_a_socket(ada) == "No existe o no puede verlo: selección."
    given = {"demandId": "nonsense", "partyId": ada.party, "body": "?", "idempotencyKey": "once"}
    document = "mutation ($input: AskQuestionInput!) { askQuestion(input: $input) { ... on Refusal { message } } }"
    asked = await posted(ada.client, document, input=given)
    assert asked["data"]["askQuestion"]["message"] == "No existe o no puede verlo: convocatoria."


@pytest.mark.parametrize(
    ("mails", "shown", "message"),
    [
        ("es", "de", "Nicht gefunden, oder für Sie nicht sichtbar: Ausschreibung."),
        ("zh-Hant", "zh", "不存在\uff0c或您无权查看\uff1a需求。"),
        ("es", "fr", "No existe o no puede verlo: convocatoria."),
        ("es", "de, en", "No existe o no puede verlo: convocatoria."),
    ],
)
async def test_a_client_is_answered_in_the_language_in_which_it_shows_itself(
    server: Server, mails: str, shown: str, message: str
) -> None:
    """Whatever the language of the viewer's mails; what names no language of ours is as if it was not sent."""
    ada = await person(server.url)
    await ada.do("chooseLocale", language=mails)
    given = {"demandId": "nonsense", "partyId": ada.party, "body": "?"}
    document = "mutation ($input: AskQuestionInput!) { askQuestion(input: $input) { ... on Refusal { message } } }"
    asked = await posted(ada.client, document, "pt", shown, input=given)
    assert asked["data"]["askQuestion"]["message"] == message
    guest = await posted(Client(server.url, "nonsense"), "{ viewer { id } }", "es", "de")
    assert guest["errors"][0]["message"].startswith("Dieses Token ist abgelaufen")


@pytest.mark.parametrize(
    ("mails", "shown", "language"),
    [
        ("en-GB", "en", "en-GB"),
        ("en-GB", "en-US", "en-US"),
        ("en", "en-US", "en-US"),
        ("de-AT", "de", "de-AT"),
        ("en", None, "en"),
        ("zh-TW", "zh", "zh"),
        ("zh-Hant", "zh-TW", "zh-TW"),
        ("pt-BR", None, "pt-BR"),
    ],
)
def test_a_language_that_is_shown_has_the_region_of_the_mails_where_it_names_none(
    mails: str, shown: str | None, language: str
) -> None:
    """So dates are written as on the page that shows them."""
    assert language_for(mails, shown) == language


@pytest.mark.parametrize(
    ("zone", "clock"),
    [("Asia/Kolkata", "GMT+5:30"), ("Mars/Base", "UTC"), (None, "UTC")],
)
async def test_times_are_on_the_clocks_of_the_zone_in_which_the_client_shows_them(
    server: Server, zone: str | None, clock: str
) -> None:
    document = """mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) {
      ... on Refusal { code message } ... on Refused { retryAfterSeconds } } }"""
    for _ in range(6):
        answer = await posted(Client(server.url), document, None, "en-US", zone, input={"email": "ada@example.org"})
    refusal = answer["data"]["requestPasswordReset"]
    assert refusal["code"] == "RATE_LIMITED"
    until = datetime.now(UTC) + timedelta(seconds=refusal["retryAfterSeconds"])
    there = until.astimezone(ZoneInfo("Asia/Kolkata" if clock != "UTC" else "UTC"))
    # Within the minute in which the answer came, or the next one.
    minutes = [f"{there + timedelta(minutes=more):%H:%M} {clock}." for more in (0, 1)]
    assert refusal["message"].endswith(tuple(minutes)), refusal["message"]
    assert refusal["message"].startswith("Too many mails were requested from here: try again after ")


async def test_the_inbox_is_written_in_the_forms_and_the_zone_of_the_page_and_in_the_language_of_mails(
    server: Server,
) -> None:
    made, _ = await offered(server)
    document = "{ viewer { notifications(first: 1) { edges { node { body } } } } }"
    bodies = {}
    for language, zone in (("en-US", "America/New_York"), ("en-GB", None), ("de-AT", "Europe/Vienna"), (None, None)):
        answer = await posted(made.bidders[0].client, document, None, language, zone)
        bodies[language] = answer["data"]["viewer"]["notifications"]["edges"][0]["node"]["body"]
    assert re.search(r"\w{3}, \w{3} \d+, 20\d\d, \d\d:\d\d E[SD]T", bodies["en-US"])
    assert re.search(r"\w{3}, \d+ \w{3} 20\d\d, \d\d:\d\d UTC", bodies["en-GB"])
    # The language of mails stays, which is English of no region.
    assert re.search(r"\w{3}, \d+ \w{3} 20\d\d, \d\d:\d\d CES?T", bodies["de-AT"])
    assert bodies[None] == bodies["en-GB"]


async def _spoken_on_a_socket(by: Person) -> str:
    document = "subscription ($id: ID!) { workbench(demandId: $id) { cursor } }"
    async with by.client.subscribe(document, id="nonsense") as events:
        return str((await events.message())["payload"][0]["message"])


async def test_who_has_to_sign_in_is_told_in_the_language_that_the_client_asks_for(server: Server) -> None:
    code = {"code": "UNAUTHENTICATED"}
    answer = await posted(Client(server.url, "nonsense"), "{ viewer { id } }", "de-CH")
    ended = "Dieses Token ist abgelaufen oder wurde widerrufen: Melden Sie sich erneut an."
    assert answer["errors"] == [{"message": ended, "extensions": code}]
    document = 'mutation { markNotificationsRead(input: { throughId: "x" }) { __typename } }'
    (error,) = (await posted(Client(server.url), document, "es"))["errors"]
    assert error["message"] == "Inicie sesión primero: esto necesita una cabecera Authorization con un token."
    assert error["extensions"] == code


async def test_who_may_no_longer_follow_is_told_in_the_language_of_their_mails(server: Server) -> None:
    owner = await enterprise(server.url)
    member = await colleague(owner)
    await member.do("chooseLocale", language="pt")
    demand = await published(owner, deadlineAt=in_(hours=1))
    document = "subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) { cursor } }"
    start = (await member.workbench(demand))["workbench"]["cursor"]
    async with member.client.subscribe(document, id=demand, after=start) as events:
        await owner.do("amendDemand", demandId=demand, title="Another", expectedVersion=2)
        await events.next()
        await owner.do("removeMember", partyId=owner.party, userId=member.user)
        await owner.do("amendDemand", demandId=demand, title="A third one", expectedVersion=3)
        while (message := await events.message())["type"] == "next":
            pass
    (error,) = message["payload"]
    assert error["message"].startswith("Você não pode mais acompanhar isto")
    assert error["extensions"] == {"code": "NOT_FOUND"}


async def test_a_refusal_that_is_repeated_is_told_in_the_language_of_now(server: Server) -> None:
    """A retry with a key finds the refusals of each candidate as they were, and their words as they are."""
    owner = await person(server.url)
    owner.party = (await owner.do("createParty", name="Acme", kind="ENTERPRISE"))["id"]
    demand = await published(owner, deadlineAt=in_(hours=1))
    given = {"candidateIds": [demand], "reason": "PRICE", "idempotencyKey": "once"}
    document = """mutation ($input: EliminateCandidatesInput!) { eliminateCandidates(input: $input) {
      ... on EliminationOutcome { outcomes { result { ... on Refusal { code message } } } } } }"""
    told = []
    for language in ("en", "pt"):
        await owner.do("chooseLocale", language=language)
        answer = (await posted(owner.client, document, input=given))["data"]["eliminateCandidates"]
        told.append(answer["outcomes"][0]["result"]["message"])
    assert told == ["There is no such bidder, or you may not see it.", "Não existe ou você não pode ver: proponente."]


async def test_an_upload_is_refused_in_the_language_that_the_client_asks_for(server: Server) -> None:
    upload = await begun(await person(server.url), PDF)
    async with http_client() as client:
        answer = await client.put(upload["url"], content=b"%PDF-", headers={"accept-language": "de"})
    assert answer.json()["errors"][0]["message"].startswith("Nur 5 von ")


async def test_wrong_credentials_are_told_in_words_of_the_guest(server: Server) -> None:
    document = "mutation ($input: SignInInput!) { signIn(input: $input) { ... on Refusal { code message } } }"
    answer = await posted(Client(server.url), document, "zh-CN", input={"email": "a@b.example", "password": PASSWORD})
    assert answer["data"]["signIn"] == {"code": "WRONG_CREDENTIALS", "message": "没有使用此地址和密码的账户。"}
