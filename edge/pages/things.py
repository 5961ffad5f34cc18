"""The page of a thing that a mail is about: what it is, and how to see it where there is no front end."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from edge.pages.forms import Visit
from edge.pages.html import tag
from models.demands.demand import Demand
from resolvers.finding import node
from schema.kinds import NAMES, ref

# What mails are about; other kinds are called something.
CALLED = frozenset({"demand", "applicant", "award", "question", "conversation", "interview", "party", "invitation"})


def opened(*, graphiql: str | None) -> Callable[[Visit], Awaitable[Response]]:
    """Shows a thing by its id; `graphiql` is the path of the page for queries, if there is one."""

    async def show(visit: Visit) -> Response:
        page, id = visit.page, visit.request.path_params["id"]
        named = ref(id)
        if named.kind is None:
            return page.show(page.text("trouble_title"), page.problem(page.text("open_none")), status=404)
        title = page.text(f"open_{named.kind}" if named.kind in CALLED else "open_other")
        # What is said of it is what everybody may know: there is no sign-in here.
        found = await node(named, None) if named.kind == "demand" else None
        parts = [tag("p", tag("strong", found.title))] if isinstance(found, Demand) else []
        parts += [tag("p", page.text("open_text")), tag("p", tag("code", id))]
        if graphiql is not None:
            query = f'{{ node(id: "{id}") {{ id ... on {NAMES[named.kind]} {{ __typename }} }} }}'
            parts += [tag("p", page.text("open_query")), tag("p", tag("code", query))]
            parts.append(tag("p", tag("a", "GraphiQL", href=graphiql)))
        return page.show(title, *parts)

    return show
