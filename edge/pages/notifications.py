"""Pages about notifications: choosing what is told, and unsubscribing from mails without signing in (RFC 8058)."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from edge.endpoint import has_left
from edge.pages.forms import Visit
from edge.pages.html import Html, Page, tag
from models.accounts.sessions import revoke_session, sign_in, viewer_of
from models.accounts.viewer import Viewer
from models.notifications.inbox import Preference, choose_preferences, preferences_of
from models.notifications.kinds import MailTiming, NotificationKind
from models.notifications.unsubscribing import Subscription, reader_of, subscription_in, unsubscribe
from models.notifications.wording import label

SETTINGS = "/settings/notifications"


async def show_settings(visit: Visit) -> Response:
    """The form for signing in: the choices of a user are for them alone."""
    page = visit.page
    trouble = [page.problem(visit.trouble)] if visit.trouble else []
    fields = (
        page.field("email", "email", type="email", autocomplete="username"),
        page.field("password", "password", type="password", autocomplete="current-password"),
    )
    form = page.form(SETTINGS, *fields, button="sign_in")
    text = tag("p", page.text("settings_text"))
    return page.show(page.text("settings_title"), *trouble, text, form, status=visit.status)


async def take_settings(visit: Visit) -> Response:
    """Signs in, saves choices or signs out. The page carries the token of its session, which no cookie does."""
    page, form = visit.page, visit.form
    if "session" not in form:
        session = await sign_in(
            email=form.get("email", ""),
            password=form.get("password", ""),
            origin=visit.origin,
            has_left=has_left(visit.request),
            user_agent=visit.request.headers.get("user-agent"),
        )
        assert session.token is not None
        return await _choices(page, session.token, await viewer_of(session.token))
    viewer = await viewer_of(form["session"])
    if "leave" in form:
        assert viewer.session_id is not None
        await revoke_session(viewer.session_id, by=viewer)
        return page.show(page.text("settings_title"), page.done(page.text("left")))
    await choose_preferences(_chosen(form), by=viewer)
    return await _choices(page, form["session"], viewer, page.done(page.text("saved")))


async def _choices(page: Page, session: str, viewer: Viewer, *parts: Html) -> Response:
    if viewer.user.email_verified_at is None:
        parts = (*parts, tag("p", page.text("unverified")))
    rows = [_row(page, each) for each in await preferences_of(viewer.user.id)]
    names = (tag("th", page.text(each), scope="col") for each in ("kind", "inbox", "mail"))
    table = tag("table", tag("thead", tag("tr", *names)), tag("tbody", *rows))
    token = tag("input", type="hidden", name="session", value=session)
    saving = page.form(SETTINGS, token, table, button="save")
    leaving = page.form(SETTINGS, token, tag("input", type="hidden", name="leave", value="1"), button="sign_out")
    return page.show(page.text("settings_title"), *parts, saving, leaving)


def _row(page: Page, preference: Preference) -> Html:
    kind, name = preference.kind, label(preference.kind, language=page.language)
    shown = tag(
        "input",
        type="checkbox",
        name=f"inbox.{kind}",
        value="1",
        checked=preference.is_shown,
        aria_label=f"{name}: {page.text('inbox')}",
    )
    options = (
        tag("option", page.text(f"timing_{each}"), value=each.value, selected=each is preference.mail)
        for each in MailTiming
    )
    mailed = tag("select", *options, name=f"mail.{kind}", aria_label=f"{name}: {page.text('mail')}")
    return tag("tr", tag("th", name, scope="row"), tag("td", shown), tag("td", mailed))


def _chosen(form: dict[str, str]) -> list[Preference]:
    """The choices in a posted form; kinds that it does not have, or with a timing of no kind, stay as they are."""
    return [
        Preference(kind, f"inbox.{kind}" in form, MailTiming(form[f"mail.{kind}"]))
        for kind in NotificationKind
        if form.get(f"mail.{kind}") in MailTiming.__members__
    ]


def unsubscribing(home: str) -> tuple[Callable[[Visit], Awaitable[Response]], Callable[[Visit], Awaitable[Response]]]:
    """The page that asks, and the one that unsubscribes, at once and without a question: mail programs post to it."""
    settings = f"{home}{SETTINGS}"

    async def ask(visit: Visit) -> Response:
        found = await _subscription(visit)
        page = visit.page
        if found is None:
            return _unknown(page, settings)
        kinds = (tag("li", label(kind, language=page.language)) for kind in found.kinds)
        # As in the request of a mail program.
        how = tag("input", type="hidden", name="List-Unsubscribe", value="One-Click")
        form = page.form(f"/unsubscribe?token={found.token}", how, button="unsubscribe_button")
        text = tag("p", page.text("unsubscribe_text"))
        return page.show(page.text("unsubscribe_title"), text, tag("ul", *kinds), form)

    async def act(visit: Visit) -> Response:
        found = await _subscription(visit)
        page = visit.page
        if found is None:
            return _unknown(page, settings)
        await unsubscribe(found)
        link = tag("p", tag("a", page.text("settings_link"), href=settings))
        return page.show(page.text("unsubscribe_title"), page.done(page.text("unsubscribed")), link)

    return ask, act


async def _subscription(visit: Visit) -> Subscription | None:
    """What the link is for; the page is then in the language of the mail that had it."""
    found = subscription_in(visit.request.query_params.get("token", ""))
    if found is not None and (reader := await reader_of(found)) is not None:
        visit.page.language = reader.language
    return found


def _unknown(page: Page, settings: str) -> Response:
    link = tag("p", tag("a", page.text("settings_link"), href=settings))
    return page.show(page.text("trouble_title"), page.problem(page.text("unsubscribe_none")), link, status=404)
