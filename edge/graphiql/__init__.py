"""GraphiQL, a page for writing queries; served without any other server."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).parent
# GraphiQL positions its editors with inline styles; inline scripts stay forbidden.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def routes(*, path: str = "/graphiql", endpoint: str = "/graphql") -> list[BaseRoute]:
    """The page and its assets; for development only, because it needs introspection."""
    page = (HERE / "page.html").read_text(encoding="utf-8")
    page = page.replace("{assets}", escape(f"{path}/assets")).replace("{endpoint}", escape(endpoint))

    async def show(request: Request) -> Response:  # noqa: ARG001 - everybody gets the same page
        return HTMLResponse(page, headers=HEADERS)

    return [Route(path, show), Mount(f"{path}/assets", StaticFiles(directory=HERE / "assets"))]
