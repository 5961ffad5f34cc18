"""Accounts: signing in and out, parties, members, sessions and profiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import strawberry
from strawberry import UNSET

from models.accounts import addresses, invitations, locale, members, profile, resetting, sessions
from models.accounts.parties import Invitation, MemberRole, Membership, Party, PartyKind, roles_of
from models.accounts.sessions import Session
from models.accounts.users import StaffRole, User
from models.accounts.viewer import Viewer
from models.database.fetching import by_column, by_key, with_relation
from models.ids import NOBODY, Ref
from models.inputs import Checks
from models.pages import list_size
from resolvers import access
from resolvers.context import Info, caller_in, viewer_in
from resolvers.finding import find


@dataclass(frozen=True, slots=True)
class ResetRequest:
    """The answer to a request for a new password."""

    email: str


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """The answer to a reset of the password."""

    ended_session_count: int


async def viewer(info: Info) -> Viewer | None:
    return info.context.viewer


async def sign_up(
    info: Info, email: str, password: str, name: str, language: str | None = None, time_zone: str | None = None
) -> Session:
    return await sessions.sign_up(
        email=email,
        password=password,
        name=name,
        language=language or caller_in(info).language,
        zone=time_zone,
        origin=caller_in(info).origin,
        has_left=caller_in(info).has_left,
        user_agent=caller_in(info).user_agent,
    )


async def sign_in(info: Info, email: str, password: str, former_token: str | None = None) -> Session:
    return await sessions.sign_in(
        email=email,
        password=password,
        former_token=former_token,
        origin=caller_in(info).origin,
        has_left=caller_in(info).has_left,
        user_agent=caller_in(info).user_agent,
    )


async def sign_out(info: Info) -> Session:
    by = viewer_in(info)
    assert by.session_id is not None
    return await sessions.revoke_session(by.session_id, by=by)


async def change_email(info: Info, email: str, password: str) -> User:
    by = viewer_in(info)
    return await addresses.change_address(email=email, password=password, origin=caller_in(info).origin, by=by)


async def verify_email(info: Info, token: str) -> User:  # noqa: ARG001 - the token is enough, signed in or not
    return await addresses.verify_address(token)


async def request_password_reset(info: Info, email: str) -> ResetRequest:
    return ResetRequest(await resetting.request_password_reset(email=email, origin=caller_in(info).origin))


async def reset_password(info: Info, token: str, password: str) -> PasswordReset:
    return PasswordReset(await resetting.reset_password(token=token, password=password, origin=caller_in(info).origin))


async def choose_locale(info: Info, language: str | None = None, time_zone: str | None = None) -> Viewer:
    by = viewer_in(info)
    by.user = await locale.choose_locale(by.user, language=language, zone=time_zone)
    return by


async def rename_user(info: Info, name: str) -> User:
    by = viewer_in(info)
    by.user = await profile.rename_user(name=name, by=by)
    return by.user


async def create_party(info: Info, name: str, kind: PartyKind) -> Party:
    by = viewer_in(info)
    party = await members.create_party(name=name, kind=kind, by=by)
    by.roles = await roles_of(by.user.id)
    return party


async def accept_invitation(info: Info, invitation_id: Ref) -> Party:
    by = viewer_in(info)
    party = await invitations.accept_invitation(invitation_id.of("invitation") or NOBODY, by=by)
    by.roles = await roles_of(by.user.id)
    return party


async def remove_member(info: Info, party_id: Ref, user_id: Ref) -> Party:
    by = viewer_in(info)
    party = await find(Party, party_id, by)
    party = await members.remove_member(party, user_id.of("user") or NOBODY, by=by)
    by.roles = await roles_of(by.user.id)
    return party


async def change_member_role(info: Info, party_id: Ref, user_id: Ref, role: MemberRole) -> Party:
    by = viewer_in(info)
    party = await find(Party, party_id, by)
    party = await members.change_member_role(party, user_id.of("user") or NOBODY, role=role, by=by)
    by.roles = await roles_of(by.user.id)
    return party


async def describe_party(
    info: Info,
    party_id: Ref,
    name: str | None = UNSET,
    skills: list[str] | None = UNSET,
    summary: str | None = UNSET,
    expected_version: int | None = None,
) -> Party:
    by = viewer_in(info)
    party = await find(Party, party_id, by)
    refuse_null(name=name, skills=skills)
    return await members.describe_party(
        party,
        name=None if name is UNSET else name,
        skills=None if skills is UNSET else skills,
        summary=None if summary is UNSET else summary or "",
        expected_version=expected_version,
        by=by,
    )


async def viewer_of_session(root: strawberry.Parent[Session], info: Info) -> Viewer:
    """The user who just signed in or up with this session; for any other session, the user of this request."""
    if root.token is None:
        return viewer_in(info)
    await info.context.sign(f"Bearer {root.token}")
    return viewer_in(info)


async def parties_of_viewer(root: strawberry.Parent[Viewer], first: int | None = None) -> list[Party]:
    parties = await by_key(Party, root.roles)
    return sorted(parties.values(), key=lambda party: (party.created_at, party.id))[: list_size(first)]


async def invitations_of_viewer(root: strawberry.Parent[Viewer], first: int | None = None) -> list[Invitation]:
    return await invitations.invitations_to(root.user, most=list_size(first))


async def sessions_of_viewer(root: strawberry.Parent[Viewer], first: int | None = None) -> list[Session]:
    return await sessions.sessions_of(root.user.id, most=list_size(first))


def roles_of_viewer(root: strawberry.Parent[Viewer]) -> list[StaffRole]:
    return [role for role in StaffRole if role in root.staff]


def role_in(root: strawberry.Parent[Party], info: Info) -> MemberRole | None:
    return info.context.viewer.roles.get(root.id) if info.context.viewer else None


def refusal_seen(root: strawberry.Parent[Party], info: Info) -> str | None:
    viewer = info.context.viewer
    return root.verification_refusal if viewer is not None and viewer.acts_for(root.id) else None


def is_current(root: strawberry.Parent[Session], info: Info) -> bool:
    if root.token is not None:  # it has just started
        return True
    return info.context.viewer is not None and info.context.viewer.session_id == root.id


def address_of(root: strawberry.Parent[User], info: Info) -> str | None:
    return root.email if access.may_see_address(info.context.viewer, root) else None


def verified_at_of(root: strawberry.Parent[User], info: Info) -> datetime | None:
    return root.email_verified_at if access.may_see_address(info.context.viewer, root) else None


def language_of_viewer(root: strawberry.Parent[Viewer]) -> str:
    return root.user.language


def time_zone_of_viewer(root: strawberry.Parent[Viewer]) -> str:
    return root.user.time_zone


async def members_of(parties: Sequence[Party], *, viewer: Viewer | None) -> list[list[Membership] | None]:
    seen = [party.id for party in parties if access.may_see_members(viewer, party)]
    found: dict[UUID, list[Membership]] = {party: [] for party in seen}
    rows = await by_column(Membership, "party_id", seen, sorting="joined_at, id")
    for member in await with_relation(rows, "user"):
        found[member.party_id].append(member)
    return [found.get(party.id) for party in parties]


async def invitations_of(parties: Sequence[Party], *, viewer: Viewer | None) -> list[list[Invitation] | None]:
    seen = [party.id for party in parties if access.may_see_invitations(viewer, party)]
    found: dict[UUID, list[Invitation]] = {party: [] for party in seen}
    for invitation in await invitations.invitations_from(seen):
        found[invitation.party_id].append(invitation)
    return [found.get(party.id) for party in parties]


def refuse_null(**given: object) -> None:
    """Refuses null for fields that may be omitted but need a value if they are sent."""
    checks = Checks()
    for path, value in given.items():
        if value is None:
            checks.wrong(path, "Leave it out to keep it; null is no value.", "NULL")
    checks.refuse()
