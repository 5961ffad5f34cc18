"""The pages of the sandbox of payments: where a payer decides what happens, and a receiver completes an account."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Protocol

from babel.numbers import format_decimal
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from edge.pages.forms import Served, Visit
from edge.pages.html import HEADERS, Html, tag
from edge.turns import Turns
from models.money import digits, major
from models.notifications.wording import is_grouped_in, locale_of, written

CHECKOUT, ACCOUNT = "/sandbox/checkout", "/sandbox/account"
# What each button of a page makes of the thing.
PAYING = {"pay": "SUCCEEDED", "fail": "FAILED", "cancel": "CANCELLED"}
COMPLETING = {"complete": "ACTIVE", "restrict": "RESTRICTED"}
# What a browser says of a form that is sent by a page of this server, or by hand.
OWN = ("same-origin", "none")


class Thing(Protocol):
    """A payment or account of the sandbox."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def minor(self) -> int: ...

    @property
    def currency(self) -> str: ...

    @property
    def title(self) -> str | None: ...

    @property
    def back(self) -> str | None: ...


class Till(Protocol):
    """The sandbox, as its pages need it."""

    async def find(self, id: str) -> Thing | None: ...

    async def press(self, id: str, state: str) -> None: ...

    def token_of(self, id: str) -> str: ...


def routes(till: Till, turns: Turns) -> list[BaseRoute]:
    paying = Served(_showing(till, "PAY_IN", PAYING), _pressing(till, "PAY_IN", PAYING), turns=turns)
    completing = Served(_showing(till, "ACCOUNT", COMPLETING), _pressing(till, "ACCOUNT", COMPLETING), turns=turns)
    return [Route(f"{CHECKOUT}/{{id}}", paying), Route(f"{ACCOUNT}/{{id}}", completing)]


Act = Callable[[Visit], Awaitable[Response]]


def _showing(till: Till, kind: str, buttons: dict[str, str]) -> Act:
    async def show(visit: Visit) -> Response:
        thing = await _found(till, kind, visit)
        if thing is None:
            return _unknown(visit)
        page = visit.page
        parts = [_about(visit, thing)]
        if _is_open(thing):
            names = [tag("button", page.text(f"sandbox_{each}"), name="act", value=each) for each in buttons]
            token = tag("input", type="hidden", name="token", value=till.token_of(thing.id))
            path = visit.request.url.path
            parts.append(tag("form", token, *names, method="post", action=path))
        if thing.kind == "ACCOUNT" or not _is_open(thing):
            parts += _ended(visit, thing)
        note, trial = tag("strong", page.text("sandbox_note")), page.text(f"sandbox_trial_{kind}")
        return page.show(page.text(f"sandbox_{kind}"), tag("p", note, " ", trial, class_="trial"), *parts)

    return show


def _pressing(till: Till, kind: str, buttons: dict[str, str]) -> Act:
    async def press(visit: Visit) -> Response:
        thing = await _found(till, kind, visit)
        if thing is None:
            return _unknown(visit)
        is_own = visit.request.headers.get("sec-fetch-site", "none") in OWN
        is_signed = hmac.compare_digest(till.token_of(thing.id).encode(), visit.form.get("token", "").encode())
        state = buttons.get(visit.form.get("act", ""))
        if not is_own or not is_signed or state is None:
            page = visit.page
            return page.show(page.text("trouble_title"), page.problem(page.text("form")), status=403)
        await till.press(thing.id, state)
        # What is shown was not posted: a browser that comes back to it asks for nothing to be sent again.
        return RedirectResponse(visit.request.url.path, 303, HEADERS)

    return press


async def _found(till: Till, kind: str, visit: Visit) -> Thing | None:
    thing = await till.find(visit.request.path_params["id"])
    return thing if thing is not None and thing.kind == kind else None


def _is_open(thing: Thing) -> bool:
    return thing.state == "PENDING" or thing.kind == "ACCOUNT"


def _about(visit: Visit, thing: Thing) -> Html:
    if thing.kind == "ACCOUNT":
        return tag("p", visit.page.text("sandbox_account_text"))
    places = "." + "0" * digits(thing.currency) if digits(thing.currency) else ""
    amount = major(thing.minor, thing.currency)
    locale = locale_of(written(visit.page.language))
    said = format_decimal(amount, f"#,##0{places}", locale=locale, group_separator=is_grouped_in(locale, amount))
    return tag("p", tag("span", thing.title or ""), " ", tag("strong", f"{said} {thing.currency}"), class_="due")


def _ended(visit: Visit, thing: Thing) -> list[Html]:
    done = visit.page.done(visit.page.text(f"sandbox_is_{thing.state}"))
    return (
        [done] if thing.back is None else [done, tag("p", tag("a", visit.page.text("sandbox_back"), href=thing.back))]
    )


def _unknown(visit: Visit) -> Response:
    page = visit.page
    return page.show(page.text("trouble_title"), page.problem(page.text("open_none")), status=404)
