"""Membership: creating a party, joining by invitation, leaving, and the party's profile."""

from uuid import UUID

from tortoise.expressions import F

from models.accounts.events import PartyJoined, PartyLeft
from models.accounts.facts import MemberJoined, MemberLeft
from models.accounts.parties import Invitation, MemberRole, Membership, Party, PartyKind, inbox
from models.accounts.users import StaffRole, User, check_address
from models.accounts.viewer import Viewer, as_of_now, end_of_rights
from models.changes import change, record
from models.clock import now
from models.errors import Refused, check_version, not_allowed, not_found
from models.facts import follow_up
from models.inputs import Checks
from models.journal import enter

MOST_MEMBERS = 200


async def create_party(*, name: str, kind: PartyKind, by: Viewer) -> Party:
    """Creates a team or an enterprise; its creator becomes its owner."""
    checks = Checks()
    name = checks.text("name", name, most=120)
    if kind is PartyKind.INDIVIDUAL:
        checks.wrong("kind", "Create a TEAM or an ENTERPRISE: everyone already has an individual party.")
    checks.refuse()
    async with change() as running:
        by = await as_of_now(by)
        party = await Party.create(kind=kind, name=name, created_at=running.at)
        await Membership.create(party=party, user=by.user, role=MemberRole.OWNER, joined_at=running.at)
    return party


async def invite_member(party: Party, *, email: str, role: MemberRole, by: Viewer) -> Invitation:
    """Offers membership to an address; replaces an earlier invitation."""
    checks = Checks()
    email = check_address(checks, "email", email)
    checks.refuse()
    async with change() as running:
        party = await _locked(party.id)
        by = await as_of_now(by)
        _check_owner(party, by)
        if party.kind is PartyKind.INDIVIDUAL:
            raise not_allowed("An individual party has only one member: create a team to work with others.")
        if await Membership.exists(party_id=party.id, user__email=email):
            raise Refused("ALREADY_MEMBER", "A member of the party already uses this address.")
        await _check_room(party)
        await Invitation.filter(party_id=party.id, email=email).delete()
        return await Invitation.create(
            party=party, email=email, role=role, invited_by_id=by.user.id, invited_at=running.at
        )


async def invitations_to(user: User) -> list[Invitation]:
    return await Invitation.filter(email=user.email).order_by("-invited_at", "-id").select_related("party")


async def accept_invitation(invitation: Invitation, *, by: Viewer) -> Party:
    """Makes the invited user a member; refuses if that would put them on both sides of an application (EB-9)."""
    async with change() as running:
        party = await _locked(invitation.party_id)
        by = await as_of_now(by)
        if not await Invitation.filter(id=invitation.id, email=by.user.email).delete():
            raise not_found("invitation")
        await _check_room(party)
        await Membership.create(party=party, user=by.user, role=invitation.role, joined_at=running.at)
        await Party.filter(id=party.id).update(roster=F("roster") + 1)
        await enter(f"party:{party.id}", "MEMBER_JOINED", by=by.user.id, subject=by.user.id, role=invitation.role)
        await follow_up(MemberJoined(party.id, by.user.id, invitation.role))
        record(inbox(by.user.id), PartyJoined(party.id), by=by.user.id)
    return party


async def remove_member(party: Party, user_id: UUID, *, by: Viewer) -> Party:
    """Ends a membership; an owner may end any, everyone else only their own. The last owner cannot leave."""
    async with change():
        await _locked(party.id)
        by = await as_of_now(by)
        if user_id != by.user.id:
            _check_owner(party, by)
        member = await Membership.get_or_none(party_id=party.id, user_id=user_id)
        if member is None:
            raise not_found("member")
        owners = await Membership.filter(party_id=party.id, role=MemberRole.OWNER).count()
        if member.role is MemberRole.OWNER and owners == 1:
            raise Refused("LAST_OWNER", "A party needs at least one owner: invite another owner first.")
        await member.delete()
        await Party.filter(id=party.id).update(roster=F("roster") + 1)
        await enter(f"party:{party.id}", "MEMBER_REMOVED", by=by.user.id, subject=user_id)
        await follow_up(MemberLeft(party.id, user_id, by.user.id))
        end_of_rights(user_id)
        record(inbox(user_id), PartyLeft(party.id), by=by.user.id)
    return party


async def describe_party(
    party: Party,
    *,
    name: str | None,
    skills: list[str] | None,
    summary: str | None,
    expected_version: int | None,
    by: Viewer,
) -> Party:
    """Changes the profile; None leaves a field unchanged, and a blank summary removes it."""
    checks = Checks()
    async with change():
        party = await _locked(party.id)
        by = await as_of_now(by)
        if not by.leads(party.id):
            raise not_allowed("Only an owner or manager can change a party's profile.")
        check_version(party.version, expected_version)
        if name is not None:
            party.name = checks.text("name", name, most=120)
        if skills is not None:
            party.skills = checks.skills("skills", skills)
        if summary is not None:
            party.summary = checks.optional("summary", summary, most=5_000)  # type: ignore[assignment] # the ORM types a nullable text so
        checks.refuse()
        party.version += 1
        await party.save(update_fields=["name", "skills", "summary", "version"])
    return party


async def verify_party(
    party: Party, *, note: str | None = None, expected_version: int | None = None, by: Viewer
) -> Party:
    """Marks a party as verified by staff; repeating it changes nothing."""
    checks = Checks()
    note = checks.optional("note", note, most=2_000)
    checks.refuse()
    async with change():
        party = await _locked(party.id)
        by = await as_of_now(by)
        if not by.staff & {StaffRole.ADMINISTRATOR, StaffRole.RESOURCE_MANAGER}:
            raise not_allowed("Only administrators and resource managers can verify a party.")
        if by.acts_for(party.id):
            raise not_allowed("You cannot verify a party that you belong to.")
        check_version(party.version, expected_version)
        if party.verified_at is None:
            party.verified_at, party.verified_by_id = now(), by.user.id
            party.version += 1
            await party.save(update_fields=["verified_at", "verified_by_id", "version"])
            await enter(f"party:{party.id}", "VERIFIED", by=by.user.id, reason=note)
    return party


def _check_owner(party: Party, by: Viewer) -> None:
    if by.roles.get(party.id) is not MemberRole.OWNER:
        raise not_allowed("Only an owner of the party can add or remove members.")


async def _check_room(party: Party) -> None:
    if await Membership.filter(party_id=party.id).count() >= MOST_MEMBERS:
        raise Refused("TOO_MANY_MEMBERS", f"A party can have at most {MOST_MEMBERS} members.")


async def _locked(party: UUID) -> Party:
    return await Party.select_for_update().get(id=party)
