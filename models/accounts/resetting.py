"""Password reset: a new password for a user who can read mail at their address."""

from datetime import timedelta

from models.accounts.addresses import TokenPurpose, bad_token, end_epoch, may_ask, post_to, spent, user_with_token
from models.accounts.hashing import password_hash
from models.accounts.sessions import end_all_sessions
from models.accounts.users import check_address, check_password, users_at
from models.changes import change
from models.inputs import Checks
from models.limits import Limit, count

RESETS = Limit("reset", 50, timedelta(minutes=15))  # from one network


async def request_password_reset(*, email: str, origin: str) -> str:
    """Requests a mail with a reset link; returns the normalized address.

    The statements are the same whether or not the address has an account, and so is the mail in the outbox: neither the
    answer nor the time it takes reveals it. Only when the mail is due is it dropped if nobody has the address.
    """
    checks = Checks()
    normal = check_address(checks, "email", email)
    checks.refuse()
    if await may_ask(normal, origin):
        # An account from before may spell its address otherwise.
        found = await users_at(email)
        spelled, epoch = (found[0].email, found[0].epoch) if found else (normal, 0)
        await post_to("RESET_PASSWORD", spelled, None, facts={"epoch": str(epoch)})
    return normal


async def reset_password(*, token: str, password: str, origin: str = "") -> int:
    """Sets a new password, ends all sessions and sends a mail about it; returns how many sessions ended."""
    checks = Checks()
    check_password(checks, "password", password)
    checks.refuse()
    # Hashing is slow by design: check the token first, so that guessing tokens costs the server little.
    if origin:
        await count(RESETS, origin)
    asking = await user_with_token(token)
    check_password(checks, "password", password, own=(asking.email, asking.name))
    checks.refuse()
    hashed = await password_hash(password, origin=origin)
    async with change() as running:
        found, user = await spent(token, (TokenPurpose.RESET,))
        if found.address != user.email:
            raise bad_token()
        user.password_hash, user.email_verified_at = hashed, user.email_verified_at or running.at
        await end_epoch(user)
        await user.save(update_fields=["password_hash", "email_verified_at", "epoch"])
        await post_to("PASSWORD_RESET", user.email, user, facts={})
        return await end_all_sessions(user)
