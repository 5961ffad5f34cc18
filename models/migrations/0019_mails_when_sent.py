"""Mails about notifications know their user and make their calendar entry when they are sent; who agreed to a time."""

import functools
import re
from json import dumps, loads
from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.database import rows

WAITING = "sent_at IS NULL AND refused_at IS NULL"


async def give_mails_their_users(*_: Any) -> None:
    await rows(
        "UPDATE mail SET user_id = (SELECT u.id FROM user_account u WHERE u.email = mail.address) "
        f"WHERE key LIKE 'notification:%' AND {WAITING}"
    )
    for mail in await rows(f"SELECT id, calendar FROM mail WHERE calendar IS NOT NULL AND {WAITING}"):
        method, sequence = (re.search(rf"^{name}:(\w+)", mail["calendar"], re.MULTILINE) for name in ("METHOD", "SEQUENCE"))
        if method and sequence:
            await rows("UPDATE mail SET calendar = ? WHERE id = ?", f"{method[1]} {sequence[1]}", mail["id"])


def json_field() -> Any:
    return fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads)


class Migration(migrations.Migration):
    dependencies = [("models", "0018_descriptions")]

    initial = False

    operations = [
        ops.AddField(model_name="Interview", name="agreed_by", field=json_field()),
        ops.AddField(model_name="Interview", name="offered_by_id", field=fields.UUIDField(null=True)),
        ops.AddField(model_name="Mail", name="occasion_id", field=fields.UUIDField(null=True)),
        ops.AddField(model_name="Mail", name="parties", field=json_field()),
        ops.AddField(model_name="Mail", name="user_id", field=fields.UUIDField(null=True)),
        ops.RunPython(give_mails_their_users),
    ]
