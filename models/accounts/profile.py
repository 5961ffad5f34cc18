"""What users say of themselves."""

from models.accounts.users import MOST_IN_NAME, User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change
from models.inputs import Checks


async def rename_user(*, name: str, by: Viewer) -> User:
    """Gives the viewer another display name; their individual party keeps its own."""
    checks = Checks()
    name = checks.line("name", name, most=MOST_IN_NAME)
    checks.refuse()
    async with change():
        user = await User.select_for_update().get(id=by.user.id)
        await as_of_now(by)
        user.name = name
        await user.save(update_fields=["name"])
    return user
