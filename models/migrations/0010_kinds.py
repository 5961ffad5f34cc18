"""Kinds go by the names of the domain in what is stored, and no longer by those of the GraphQL schema."""

import base64
import json
from typing import Any

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.database import rows

# As they were when rows were written by them.
FORMER = {
    "BiddingDemand": "demand",
    "Workbench": "workbench",
    "Applicant": "applicant",
    "Bid": "bid",
    "Candidate": "candidate",
    "Remark": "remark",
    "Award": "award",
    "Question": "question",
    "Conversation": "conversation",
    "Message": "message",
    "Interview": "interview",
    "Party": "party",
    "User": "user",
    "Invitation": "invitation",
    "SessionInfo": "session",
    "Upload": "upload",
    "Attachment": "attachment",
    "Notification": "notification",
}
BATCH = 500


async def rename(*_: Any) -> None:
    for name, kind in FORMER.items():
        await rows("UPDATE notification SET subject_type = ? WHERE subject_type = ?", kind, name)
    await rewrite("mail", "facts", mail_facts)
    await rewrite("retry", "answer", answer)


async def rewrite(table: str, column: str, new: Any) -> None:
    """Rewrites a column of JSON, a batch of rows at a time."""
    last: Any = None
    while True:
        after = ("WHERE id > ?", last) if last is not None else ("",)
        found = await rows(f"SELECT id, {column} FROM {table} {after[0]} ORDER BY id LIMIT {BATCH}", *after[1:])
        for row in found:
            kept = json.loads(row[column]) if isinstance(row[column], str) else row[column]
            if kept is not None and (rewritten := new(kept)) != kept:
                await rows(f"UPDATE {table} SET {column} = ? WHERE id = ?", json.dumps(rewritten), row["id"])
        if len(found) < BATCH:
            return
        last = found[-1]["id"]


def mail_facts(facts: dict[str, Any]) -> dict[str, Any]:
    kind = FORMER.get(facts.get("subject_type", ""))
    return {**facts, "subject_type": kind} if kind else facts


def answer(kept: dict[str, Any]) -> dict[str, Any]:
    if "outcomes" in kept:
        outcomes = [each if len(each) == 4 else [each[0], *named(each[0]), answer(each[1])] for each in kept["outcomes"]]
        return {"outcomes": outcomes}
    if "id" in kept:
        kind, key = named(kept["id"])
        return {"kind": kind, "key": key}
    return kept


def named(text: str) -> tuple[str | None, str | None]:
    """Kind and key behind an opaque id."""
    try:
        name, _, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(":")
    except ValueError:
        return None, None
    return (FORMER[name], key) if name in FORMER else (None, None)


class RenameKeepingTable(ops.RenameModel):
    """Another name for a model; its table keeps the one that it has."""

    def state_forward(self, app_label: str, state: Any) -> None:
        table = state.models[(app_label, self.old_name)].table
        super().state_forward(app_label, state)
        renamed = state.models[(app_label, self.new_name)]
        renamed.table = renamed.options["table"] = table
        state.reload_model(app_label, self.new_name)

    async def database_forward(self, *_: Any, **__: Any) -> None:
        """Leaves the database as it is."""


class Migration(migrations.Migration):
    dependencies = [("models", "0009_due_moves")]

    initial = False

    operations = [
        ops.RunPython(rename),
        RenameKeepingTable("Event", "StoredEvent"),
        ops.AlterModelOptions(
            name="StoredEvent",
            options={
                "table": "event",
                "app": "models",
                "unique_together": (("stream", "seq"),),
                "indexes": [Index(fields=["at"])],
                "pk_attr": "id",
                "table_description": (
                    "An event as the log keeps it, the sequence numbers of a stream rise by one without gaps."
                ),
            },
        ),
    ]
