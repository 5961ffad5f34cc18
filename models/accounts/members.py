"""Membership: creating a party, changing roles, leaving, and the party's profile."""

from uuid import UUID

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from models.accounts.events import PartyLeft
from models.accounts.facts import InvitationsEnded, MemberLeft, PartyChanged, RoleChanged, VerificationRefused
from models.accounts.parties import (
    Invitation,
    MemberRole,
    Membership,
    Party,
    PartyKind,
    check_open,
    inbox,
    lock_parties,
    lock_with_those_of,
    take_place,
)
from models.accounts.users import MOST_IN_NAME, StaffRole
from models.accounts.viewer import Viewer, as_of_now, end_of_rights
from models.changes import change, record
from models.clock import now
from models.errors import Refused, check_version, not_allowed, not_found
from models.facts import follow_up
from models.inputs import Checks, reason_in
from models.journal import enter

MOST_MEMBERS, MOST_PARTIES = 200, 200


async def create_party(*, name: str, kind: PartyKind, by: Viewer) -> Party:
    """Creates a team or an enterprise; its creator becomes its owner."""
    checks = Checks()
    name = checks.line("name", name, most=MOST_IN_NAME)
    if kind is PartyKind.INDIVIDUAL:
        checks.wrong(
            "kind",
            "Everyone already has an individual party: create one of the kind {kinds}.",
            "WRONG_KIND",
            kinds=[each.value for each in PartyKind if each is not PartyKind.INDIVIDUAL],
        )
    checks.refuse()
    async with change() as running:
        await take_place(by.user.id)
        by = await as_of_now(by)
        check_room_for(by)
        party = await Party.create(kind=kind, name=name, created_at=running.at)
        await Membership.create(party=party, user=by.user, role=MemberRole.OWNER, joined_at=running.at)
    return party


async def remove_member(party: Party, user_id: UUID, *, by: Viewer) -> Party:
    """Ends a membership; an owner may end any, everyone else only their own. The last owner cannot leave."""
    async with change():
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        if user_id != by.user.id:
            check_owner(party, by)
        member = await _member(party, user_id)
        if member.role is MemberRole.OWNER:
            await _check_other_owner(party)
            await _void_invitations(party, user_id)
        await member.delete()
        await Party.filter(id=party.id).update(roster=F("roster") + 1)
        await enter(f"party:{party.id}", "MEMBER_REMOVED", by=by.user.id, subject=user_id)
        await follow_up(MemberLeft(party.id, user_id, member.role, by.user.id))
        end_of_rights(user_id)
        record(inbox(user_id), PartyLeft(party.id), by=by.user.id)
    return party


async def change_member_role(party: Party, user_id: UUID, *, role: MemberRole, by: Viewer) -> Party:
    """Gives a member another role; only owners may, and the last owner stays one. Repeating it changes nothing."""
    async with change():
        await take_place(user_id)
        party = (await lock_with_those_of(user_id, party.id))[party.id]
        by = await as_of_now(by)
        check_owner(party, by)
        check_open(party)
        member = await _member(party, user_id)
        former, member.role = member.role, role
        if former is role:
            return party
        if former is MemberRole.OWNER:
            await _check_other_owner(party)
            await _void_invitations(party, user_id)
        await member.save(update_fields=["role"])
        await Party.filter(id=party.id).update(roster=F("roster") + 1)
        await enter(f"party:{party.id}", "ROLE_CHANGED", by=by.user.id, subject=user_id, former=former, role=role)
        await follow_up(RoleChanged(party, user_id, former, role, by.user.id))
        end_of_rights(user_id)
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
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        if not by.leads(party.id):
            raise not_allowed("Only an owner or manager can change a party's profile.")
        check_open(party)
        check_version(party.version, expected_version)
        former, before = (party.name, party.skills), (party.name, party.skills, party.summary)
        if name is not None:
            party.name = checks.line("name", name, most=MOST_IN_NAME)
        if skills is not None:
            party.skills = checks.skills("skills", skills)
        if summary is not None:
            party.summary = checks.optional("summary", summary, most=5_000)  # type: ignore[assignment] # the ORM types a nullable text so
        checks.refuse()
        if (party.name, party.skills, party.summary) != before:
            party.verification_refusal = None  # type: ignore[assignment] # the ORM types a nullable text so
        party.version += 1
        await party.save(update_fields=["name", "skills", "summary", "verification_refusal", "version"])
        if (party.name, party.skills) != former:
            await follow_up(PartyChanged(party))
    return party


async def verify_party(
    party: Party, *, note: str | None = None, expected_version: int | None = None, by: Viewer
) -> Party:
    """Marks a party as verified by staff; repeating it changes nothing."""
    checks = Checks()
    note = checks.optional("note", note, most=2_000)
    checks.refuse()
    async with change():
        party = await _to_verify(party, expected_version, by)
        if party.verified_at is None:
            party.verified_at, party.verified_by_id, party.verification_refusal = now(), by.user.id, None  # type: ignore[assignment] # the ORM types a nullable text so
            party.version += 1
            await party.save(update_fields=["verified_at", "verified_by_id", "verification_refusal", "version"])
            await enter(f"party:{party.id}", "VERIFIED", by=by.user.id, reason=note)
            await follow_up(PartyChanged(party))
    return party


async def refuse_verification(party: Party, *, reason: str, expected_version: int | None = None, by: Viewer) -> Party:
    """Says why a party is not verified; it waits again once its profile is another one."""
    reason = reason_in(reason)
    async with change():
        party = await _to_verify(party, expected_version, by)
        if party.verified_at is not None:
            raise Refused("WRONG_STATE", "This party is verified already.")
        party.verification_refusal = reason
        party.version += 1
        await party.save(update_fields=["verification_refusal", "version"])
        await enter(f"party:{party.id}", "VERIFICATION_REFUSED", by=by.user.id, reason=reason)
        await follow_up(VerificationRefused(party, reason, by.user.id))
    return party


async def _to_verify(party: Party, expected_version: int | None, by: Viewer) -> Party:
    """The party, locked for a decision of staff who do not belong to it."""
    party = (await lock_parties(party.id))[party.id]
    by = await as_of_now(by)
    if not by.staff & {StaffRole.ADMINISTRATOR, StaffRole.RESOURCE_MANAGER}:
        raise not_allowed("Only administrators and resource managers can verify a party.")
    if by.acts_for(party.id):
        raise not_allowed("You cannot verify a party that you belong to.")
    check_open(party)
    check_version(party.version, expected_version)
    return party


async def end_invitations(which: QuerySet[Invitation]) -> int:
    """Ends these invitations within the running change; returns how many there were."""
    found = await which
    if found:
        await Invitation.filter(id__in=[each.id for each in found]).delete()
        await follow_up(InvitationsEnded(found))
    return len(found)


def check_room_for(by: Viewer) -> None:
    """Refuses to give a user one more party than anybody can have; the caller has waited for their turn."""
    if len(by.roles) >= MOST_PARTIES:
        raise Refused(
            "TOO_MANY_PARTIES", "You can belong to at most {most} parties: leave one first.", most=MOST_PARTIES
        )


def check_owner(party: Party, by: Viewer) -> None:
    if by.roles.get(party.id) is not MemberRole.OWNER:
        raise not_allowed("Only an owner of the party may do this.")


async def _member(party: Party, user: UUID) -> Membership:
    found = await Membership.get_or_none(party_id=party.id, user_id=user)
    if found is None:
        raise not_found("member")
    return found


async def _check_other_owner(party: Party) -> None:
    if await Membership.filter(party_id=party.id, role=MemberRole.OWNER).count() == 1:
        raise Refused("LAST_OWNER", "A party needs at least one owner: make somebody else an owner first.")


async def _void_invitations(party: Party, inviter: UUID) -> None:
    """Ends the invitations of somebody who no longer owns the party: who they let in is no longer theirs to say."""
    await end_invitations(Invitation.filter(party_id=party.id, invited_by_id=inviter))
