"""Members of parties, invitations, and what people are told of them."""

from tests.support.domain.market import INBOX, Person

INVITATIONS = "{ viewer { invitations { id role email expiresAt party { id } } } }"


async def news_of(somebody: Person) -> list[str]:
    """The titles of their notifications, the latest first."""
    return [edge["node"]["title"] for edge in (await somebody.ask(INBOX))["viewer"]["notifications"]["edges"]]


async def invitation_of(somebody: Person) -> str:
    (invitation,) = (await somebody.ask(INVITATIONS))["viewer"]["invitations"]
    return str(invitation["id"])


async def members_of(owner: Person) -> list[dict[str, object]]:
    found = await owner.ask("query ($id: ID!) { node(id: $id) { ... on Party { members { role } } } }", id=owner.party)
    members: list[dict[str, object]] = found["node"]["members"]
    return members
