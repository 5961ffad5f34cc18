"""The routes of the pages: those of a front end until there is one, and one for mail programs always."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from edge.pages import accounts, notifications, things
from edge.pages.forms import Served
from edge.pages.html import ASSETS
from edge.turns import Turns
from mail.letters import INVITATIONS

HERE = Path(__file__).parent
FRONT_END = ("/verify-email", "/reset-password", "/open/{id}", INVITATIONS, notifications.SETTINGS)


def routes(
    *, home: str, web: str | None, is_front_end_here: bool, graphiql: str | None, turns: Turns
) -> list[BaseRoute]:
    """`home` is where links in mails lead; `web` is the front end elsewhere that takes the pages over, if there is one.

    Links from before it came then lead on to it. A front end that this server serves has these paths itself.
    """
    ask, act = notifications.unsubscribing(home)
    always = [
        Route("/unsubscribe", Served(ask, act, takes_any_body=True, turns=turns)),
        Mount(ASSETS, StaticFiles(directory=HERE / "assets")),
    ]
    if web is not None:
        return [*always, *(Route(path, _moved_to(web)) for path in FRONT_END)]
    if is_front_end_here:
        return always
    pages = (
        Served(accounts.show_verifying, accounts.verify, turns=turns),
        Served(accounts.show_resetting, accounts.reset, turns=turns),
        Served(things.opened(graphiql=graphiql), turns=turns),
        Served(things.show_invitations, turns=turns),
        Served(notifications.show_settings, notifications.take_settings, turns=turns),
    )
    return [*always, *(Route(path, page) for path, page in zip(FRONT_END, pages, strict=True))]


def _moved_to(web: str) -> Callable[[Request], Awaitable[Response]]:
    async def moved(request: Request) -> Response:
        # A browser takes the fragment along, with the token in it.
        return RedirectResponse(f"{web}{request.scope['path']}", 302, {"Referrer-Policy": "no-referrer"})

    return moved
