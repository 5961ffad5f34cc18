"""PostgreSQL reads a user's rights in the statement that locks rows, after them; see models/accounts/viewer.py."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

# Each statement of a volatile function sees what is committed by then: here, after the lock was granted. It is called
# with the key of a locked row, so that it is not called before the row is locked.
FUNCTION = """
CREATE FUNCTION rights_after(locked uuid, turn text, of_session uuid, of_user uuid)
RETURNS json LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(turn, 0));
    RETURN (SELECT json_build_object(
        'session', (SELECT json_build_object('revoked_at', s.revoked_at, 'expires_at', s.expires_at)
            FROM session s WHERE s.id = of_session),
        'members', (SELECT json_object_agg(m.party_id, m.role) FROM membership m WHERE m.user_id = of_user),
        'staff', (SELECT json_agg(g.role) FROM staff_grant g WHERE g.user_id = of_user)));
END $$
"""


async def forward(apps: Any, editor: Any) -> None:
    if editor.client.capabilities.dialect == "postgres":
        await editor.client.execute_query(FUNCTION)


class Migration(migrations.Migration):
    dependencies = [("models", "0025_stored_measures")]
    operations = [ops.RunPython(forward)]
