"""Who may sign for a party: its owners, and the managers whom an owner has authorized, until that ends (CO-6)."""

from uuid import UUID

from models.accounts.facts import MemberLeft, RoleChanged
from models.accounts.members import check_owner
from models.accounts.parties import MemberRole, Membership, Party, check_open, lock_parties
from models.accounts.viewer import Viewer, as_of_now, end_of_rights
from models.changes import change
from models.contracts.contract import SigningAuthority
from models.errors import Refused, not_found
from models.journal import enter


async def authorize_signer(party: Party, user_id: UUID, *, by: Viewer) -> Party:
    """Lets a manager of the party sign its contracts; only owners may. Repeating it changes nothing."""
    async with change() as running:
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        check_owner(party, by)
        check_open(party)
        member = await Membership.get_or_none(party_id=party.id, user_id=user_id)
        if member is None:
            raise not_found("member")
        if member.role is not MemberRole.MANAGER:
            raise Refused("NOT_A_MANAGER", "Only managers can be authorized to sign: owners may sign, members may not.")
        if not await SigningAuthority.exists(party_id=party.id, user_id=user_id):
            await SigningAuthority.create(
                party_id=party.id, user_id=user_id, authorized_by_id=by.user.id, authorized_at=running.at
            )
            await enter(f"party:{party.id}", "SIGNER_AUTHORIZED", by=by.user.id, subject=user_id)
    return party


async def revoke_signer(party: Party, user_id: UUID, *, by: Viewer) -> Party:
    """Ends what `authorize_signer` allowed; what was signed stays signed. Only owners may."""
    async with change():
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        check_owner(party, by)
        if not await _revoke(party.id, user_id, by=by.user.id):
            raise not_found("signer")
        end_of_rights(user_id)
    return party


async def authority_of(party: Party, signer: Viewer) -> SigningAuthority | None:
    """What a manager who signs for a party rests on; None for its owners."""
    if signer.roles.get(party.id) is MemberRole.OWNER:
        return None
    return await SigningAuthority.get_or_none(party_id=party.id, user_id=signer.user.id)


async def end_signing_of_member(left: MemberLeft) -> None:
    """Whoever leaves a party signs nothing for it any more."""
    await _revoke(left.party, left.user, by=left.by)


async def end_signing_of_role(changed: RoleChanged) -> None:
    """An authority is for a manager: another role begins without it."""
    await _revoke(changed.party.id, changed.user, by=changed.by)


async def _revoke(party: UUID, user: UUID, *, by: UUID) -> bool:
    is_gone = bool(await SigningAuthority.filter(party_id=party, user_id=user).delete())
    if is_gone:
        await enter(f"party:{party}", "SIGNER_REVOKED", by=by, subject=user)
    return is_gone
