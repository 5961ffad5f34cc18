"""PostgreSQL waits for its turn and reads a user's rights in one statement; see models/accounts/viewer.py."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

# Each statement of a volatile function sees what is committed by then: here, after the lock was granted.
FUNCTION = """
CREATE FUNCTION rights_in_turn(turn text, of_session uuid, of_user uuid)
RETURNS TABLE (what text, party uuid, role text, revoked_at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(turn, 0));
    RETURN QUERY
        SELECT 'session', NULL::uuid, NULL::text, s.revoked_at, s.expires_at FROM session s WHERE s.id = of_session
        UNION ALL SELECT 'member', m.party_id, m.role::text, NULL, NULL FROM membership m WHERE m.user_id = of_user
        UNION ALL SELECT 'staff', NULL, g.role::text, NULL, NULL FROM staff_grant g WHERE g.user_id = of_user;
END $$
"""


async def forward(apps: Any, editor: Any) -> None:
    if editor.client.capabilities.dialect == "postgres":
        await editor.client.execute_query(FUNCTION)


class Migration(migrations.Migration):
    dependencies = [("models", "0011_saved_searches")]
    operations = [ops.RunPython(forward)]
