"""The page of a thing that a mail is about: what it is, and how to see it where there is no front end."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from edge.pages.forms import Visit
from edge.pages.html import tag
from models.demands.demand import Demand
from resolvers.finding import node
from schema.kinds import NAMES, ref

# What mails are about, and what GraphiQL is asked to show of it; other kinds only have an id.
SHOWN = {
    "demand": "title description state deadlineAt",
    "applicant": "demand { title } bid { number state price { amount currency } submittedAt }",
    "award": "state demand { title } price { amount currency } lapsesAt",
    "question": "body answer demand { title }",
    "conversation": "messages(last: 10) { edges { node { body sentAt } } }",
    "interview": "topic state startsAt endsAt demand { title }",
    "party": "name kind",
    "invitation": "role party { name }",
}


def opened(*, graphiql: str | None) -> Callable[[Visit], Awaitable[Response]]:
    """Shows a thing by its id; `graphiql` is the path of the page for queries, if there is one."""

    async def show(visit: Visit) -> Response:
        page, id = visit.page, visit.request.path_params["id"]
        named = ref(id)
        if named.kind is None:
            return page.show(page.text("trouble_title"), page.problem(page.text("open_none")), status=404)
        title = page.text(f"open_{named.kind}" if named.kind in SHOWN else "open_other")
        # What is said of it is what everybody may know: there is no sign-in here.
        found = await node(named, None) if named.kind == "demand" else None
        parts = [tag("p", tag("strong", found.title))] if isinstance(found, Demand) else []
        parts += [tag("p", page.text("open_text")), tag("p", tag("code", id))]
        if graphiql is not None:
            link = tag("a", "GraphiQL", href=graphiql)
            parts += [tag("p", page.text("open_query"), " ", link), tag("p", tag("code", query_for(named.kind, id)))]
        return page.show(title, *parts)

    return show


async def show_invitations(visit: Visit) -> Response:
    """How an invitation is accepted: whether there is one is for who has signed in with its address."""
    return visit.page.show(visit.page.text("open_invitation"), tag("p", visit.page.text("invitations_text")))


def query_for(kind: str, id: str) -> str:
    """What somebody who is signed in asks to see the thing."""
    return f'{{ node(id: "{id}") {{ id ... on {NAMES[kind]} {{ {SHOWN.get(kind, "id")} }} }} }}'
