"""Pages of an account: confirming a mail address and choosing a new password, with the token from a mail."""

from starlette.responses import Response

from edge.pages.forms import Visit
from edge.pages.html import Html, tag
from models.accounts.addresses import verify_address
from models.accounts.resetting import reset_password

SCRIPT = "token.js"


async def show_verifying(visit: Visit) -> Response:
    return _shown(visit, "verify", visit.page.form("/verify-email", _token(visit), button="verify_button"))


async def verify(visit: Visit) -> Response:
    await verify_address(_given(visit))
    return visit.page.show(visit.page.text("verify_title"), visit.page.done(visit.page.text("verified")))


async def show_resetting(visit: Visit) -> Response:
    password = visit.page.field(
        "password", "new_password", type="password", autocomplete="new-password", minlength="10"
    )
    return _shown(visit, "reset", visit.page.form("/reset-password", _token(visit), password, button="reset_button"))


async def reset(visit: Visit) -> Response:
    await reset_password(token=_given(visit), password=visit.form.get("password", ""), origin=visit.origin)
    return visit.page.show(visit.page.text("reset_title"), visit.page.done(visit.page.text("reset")))


def _given(visit: Visit) -> str:
    return visit.form.get("token", "").strip()


def _token(visit: Visit) -> Html:
    """The field of the token: a script fills it from the link; without scripts, the reader pastes it."""
    return visit.page.field("token", "token", value=_given(visit), autocomplete="off", spellcheck="false")


def _shown(visit: Visit, name: str, form: Html) -> Response:
    page = visit.page
    trouble = [page.problem(visit.trouble)] if visit.trouble else []
    text = tag("p", page.text(f"{name}_text"))
    return page.show(page.text(f"{name}_title"), *trouble, text, form, status=visit.status, script=SCRIPT)
