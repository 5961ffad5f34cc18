"""Building pages: every text is escaped unless it was built here."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from models.notifications.wording import phrase, written
from models.text import asked_language

ASSETS = "/pages"
# Nothing runs or is loaded but the two files of this server and the empty icon, and forms lead only here.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
# Elements without content.
VOID = frozenset({"input", "link", "meta"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | bool) -> Html:
    """An element; children that are no Html are escaped. An attribute that is a Python word ends in an underscore."""
    given = "".join(
        f" {each.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for each, value in attributes.items()
        if value is not False
    )
    inner = "".join(child if isinstance(child, Html) else escape(child) for child in children)
    return Html(f"<{name}{given}>" if name in VOID else f"<{name}{given}>{inner}</{name}>")


MARK = tag("svg", tag("path", d="M2 15V3M7 15V7M12 15v-5M17 15v-2"), viewBox="0 0 18 16", aria_hidden="true")
HEADER = tag("header", MARK, "Bidhall")


class Page:
    """A page in the language of its reader."""

    def __init__(self, language: str) -> None:
        self.language = language

    def text(self, name: str, **facts: str) -> str:
        return phrase(name, language=self.language, section="pages", **facts)

    def form(self, action: str, *fields: Html, button: str) -> Html:
        return tag("form", *fields, tag("button", self.text(button), type="submit"), method="post", action=action)

    def field(self, name: str, label: str, **attributes: str | bool) -> Html:
        """A labelled input."""
        given = {"id": name, "name": name, "required": True, **attributes}
        return tag("p", tag("label", self.text(label), for_=name), tag("input", **given))

    def problem(self, text: str) -> Html:
        return tag("p", text, role="alert", class_="problem")

    def done(self, text: str) -> Html:
        return tag("p", text, role="status", class_="done")

    def show(self, title: str, *parts: Html, status: int = 200, script: str | None = None) -> Response:
        """The whole page; `script` is the name of a file in assets/."""
        head = [
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{title} · Bidhall"),
            tag("link", rel="icon", href="data:,"),
            tag("link", rel="stylesheet", href=f"{ASSETS}/page.css"),
        ]
        if script:
            head.append(tag("script", src=f"{ASSETS}/{script}", defer=True))
        body = tag("body", HEADER, tag("main", tag("h1", title), *parts))
        page = tag("html", tag("head", *head), body, lang=written(self.language))
        return HTMLResponse(f"<!DOCTYPE html>{page}\n", status, HEADERS | {"Vary": "Accept-Language"})


def page_for(request: Request) -> Page:
    """A page in the first language that the browser asks for, of those that there are texts in; else in English."""
    return Page(asked_language(request.headers.get("accept-language")))
