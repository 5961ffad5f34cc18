"""What staff work on: parties to verify, hidden questions, and finding a user."""

from uuid import UUID

import strawberry

from models.accounts.parties import Party, PartyKind, unverified
from models.accounts.users import StaffRole, User, users_at
from models.accounts.viewer import Viewer
from models.pages import Page, Window, page_of
from models.questions.question import Question, hidden
from resolvers import access


async def parties_to_verify(
    root: strawberry.Parent[Viewer],
    kinds: list[PartyKind] | None = None,
    first: int | None = None,
    after: str | None = None,
) -> Page[Party]:
    if not access.may_verify_parties(root):
        return Page.empty()
    query = unverified(kinds or ()).exclude(id__in=list(root.roles))
    return await page_of(query, ("id",), Window(first, after), order="TO_VERIFY", shape=(UUID,))


async def hidden_questions(
    root: strawberry.Parent[Viewer], first: int | None = None, after: str | None = None
) -> Page[Question]:
    """Those on demands whose askers the viewer may see: see `access.may_see_askers`."""
    if StaffRole.ADMINISTRATOR in root.staff:
        query = hidden()
    elif StaffRole.RESOURCE_MANAGER in root.staff:
        query = hidden().filter(demand__resource_manager_id=root.user.id)
    else:
        return Page.empty()
    query = query.exclude(demand__awarder_id__in=list(root.roles))
    return await page_of(query, ("-id",), Window(first, after), order="HIDDEN_QUESTIONS", shape=(UUID,))


async def users_with_address(root: strawberry.Parent[Viewer], email: str) -> list[User]:
    return await users_at(email) if access.may_find_users(root) else []
