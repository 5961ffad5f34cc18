"""The way back in: another password for whoever reads what is sent to the address."""

from models.accounts.addresses import AddressToken, TokenPurpose, bad_token, check_token, may_ask, post_to, spent
from models.accounts.sessions import end_all_sessions
from models.accounts.users import User, check_address, check_password, password_hash
from models.changes import change
from models.inputs import Checks


async def request_password_reset(*, email: str, origin: str) -> str:
    """Asks for a mail with a way back in; gives the address as it was understood.

    Whether anybody has the address is looked up when the mail is sent and not here: the answer and the effort are
    the same either way.
    """
    checks = Checks()
    email = check_address(checks, "email", email)
    checks.refuse()
    if await may_ask(email, origin):
        await post_to("RESET_PASSWORD", email, None, facts={})
    return email


async def reset_password(*, token: str, password: str) -> int:
    """Sets another password and ends all sessions, with a mail that says so; gives how many ended."""
    checks = Checks()
    check_password(checks, "password", password)
    checks.refuse()
    # Hashing is slow by design: it is not done for whoever only tries.
    await check_token(token)
    hashed = await password_hash(password)
    async with change() as running:
        found = await spent(token, (TokenPurpose.RESET,))
        user = await User.select_for_update().get(id=found.user_id)
        if found.address != user.email:
            raise bad_token()
        user.password_hash, user.email_verified_at = hashed, user.email_verified_at or running.at
        await user.save(update_fields=["password_hash", "email_verified_at"])
        await AddressToken.filter(user_id=user.id).delete()
        await post_to("PASSWORD_RESET", user.email, user, facts={})
        return await end_all_sessions(user)
