"""The language and time zone in which a user is written to."""

from models.accounts.facts import LocaleChosen
from models.accounts.users import User, check_locale
from models.changes import change
from models.facts import follow_up
from models.inputs import Checks


async def choose_locale(user: User, *, language: str | None, zone: str | None) -> User:
    """Sets the language and time zone of notifications and mails; None leaves a field unchanged."""
    checks = Checks()
    language, zone = check_locale(checks, language, zone)
    checks.refuse()
    async with change():
        user = await User.select_for_update().get(id=user.id)
        user.language, user.time_zone = language or user.language, zone or user.time_zone
        await user.save(update_fields=["language", "time_zone"])
        await follow_up(LocaleChosen(user))
    return user
