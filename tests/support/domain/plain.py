"""Rows in plain SQL, for databases of every version: the models are those of the newest one."""

import base64
import json
from typing import Any
from uuid import UUID

import pytest
from tortoise import fields
from tortoise.fields import Field

from models.accounts.hashing import hasher
from models.database import rows
from models.ids import new_id
from tests.support.domain.catalogue import catalogue, models

# Where bids went that were never submitted, with their files.
MOVED = {"bid": "bid_draft", "bid_attachment": "draft_attachment"}
# Due moves belong to what waits for them, and `before_due_moves` makes them; a lineage is what the connection found; a
# single row of the ledger is never balanced, and a credit note waits for its document.
LEDGER = {"ledger_account", "ledger_journal", "ledger_posting"}
PAIRED = {"due_move", "search_task", "lineage", "credit_note", "invoice_file", *LEDGER}
COLUMNS_GONE = {("demand", "skill_words"): "text", ("applicant", "latest_number"): 1}
# What a model or a migration could not read otherwise, or the columns of former versions could not hold.
# Terms that lack the seal of the receiver, and say how long work is examined; a supplement says it anew.
FIRM = {"kind": "ENTERPRISE", "name": "A", "address": "B", "registration": "C", "representative": "D", "seal": "E"}
PARTIES = {"awarder": FIRM, "receiver": FIRM | {"seal": ""}}
AGREED = {"acceptance_days": {"number": "5"}, "warranty_months": {"number": "12"}}
LACKING = json.dumps({"kind": "B2B", "parties": PARTIES, "fields": AGREED})
LONGER = json.dumps(
    {
        "changes": [
            {"key": "acceptance_days", "from": {"number": "5"}, "to": {"number": "7"}},
            {"key": "warranty_months", "from": {"number": "12"}, "to": {"number": "24"}},
        ]
    }
)
SENSIBLE: dict[tuple[str, str], object] = {
    ("contract_version", "terms"): LACKING,
    ("supplement", "state"): "ACTIVE",
    ("supplement", "content"): LONGER,
    ("interview", "state"): "ENDED",
    ("review", "state"): "PUBLISHED",
    ("notification", "subject_type"): "user",
    ("notification", "kind"): "DEMAND_CLOSED",
    ("mail", "language"): "en",
    ("user_account", "language"): "en",
    **{("contract_stage", f"{column}_minor"): 0 for column in ("released", "refunded", "fee")},
    # What was asked for and not issued.
    ("invoice", "credited_minor"): 0,
    **COLUMNS_GONE,
}
NFD, PUNYCODE = "jan@bu\u0308cher.example", "jan@xn--bcher-kva.example"
AT = "2026-01-02 03:04:05.678901+00:00"


async def account(email: str, *, day: int, **facts: Any) -> UUID:
    key, hashed = new_id(), hasher().hash(f"password of {email}")
    await insert("user_account", id=key, email=email, name="N", password_hash=hashed, created_at=at(day), **facts)
    return key


async def party_in_plain_sql(name: str) -> UUID:
    party = new_id()
    numbers = {"rating_total": 0, "rating_count": 0, "version": 1, "roster": 0}
    await insert("party", id=party, kind="ENTERPRISE", name=name, skills="[]", created_at=AT, **numbers)
    return party


async def application_in_plain_sql(
    demand: UUID, user: UUID, name: str, state: str, bids: tuple[str | None, ...], **facts: Any
) -> UUID:
    """An application with versions of its bid, each with a file; from before drafts had a table of their own."""
    key = new_id()
    given = {"version": 3, "latest_number": len(bids), "applied_at": at(1), **facts}
    party = await party_in_plain_sql(name)
    await insert("applicant", id=key, demand_id=demand, party_id=party, state=state, **given)
    for number, submitted_at in enumerate(bids, start=1):
        bid, file, said = new_id(), new_id(), f"{name} {number}"
        content = {"price_minor": 100, "currency": "USD", "proposal": said, "created_at": at(1)}
        content |= {"stages": json.dumps([{"title": "All", "amount": 100}])}
        content |= {"submitted_at": submitted_at} if submitted_at else {}
        await insert("bid", id=bid, applicant_id=key, number=number, **content)
        sizes = {"byte_size": 1, "received": 1, "has_thumbnail": 0}
        await insert("file", id=file, owner_id=user, name=said, media_type="text/plain", started_at=at(1), **sizes)
        await insert("bid_attachment", id=new_id(), bid_id=bid, file_id=file, place=0)
    return key


async def one_row_in_every_table(mark: str) -> dict[str, dict[str, Any]]:
    """Inserts a row into each table that there is by now, with a value in every column that needs one; returns them."""
    found, known = await catalogue(), fields_of_columns()
    made: dict[str, dict[str, Any]] = {}
    waiting = {name for name in found if name in known and name not in PAIRED}
    while waiting:
        ready = {name for name in waiting if {other for _, other in found[name].references} <= made.keys() | {name}}
        assert ready, f"these refer to each other: {waiting}"
        for name in sorted(ready):
            references = {column: made[other]["id"] for column, other in found[name].references if other in made}
            needed = [column for column, takes_null in found[name].columns.items() if not takes_null]
            values = {column: value_of(known[name].get(column), mark, name, column) for column in needed}
            values |= {column: key for column, key in references.items() if column in values}
            made[name] = await inserted(name, values)
        waiting -= ready
    return made


async def inserted(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """The row as the database returns it; columns whose value is None are left to the database."""
    given = {column: value for column, value in values.items() if value is not None}
    await insert(table, **given)
    where = " AND ".join(f"{column} = {literal(value)}" for column, value in given.items())
    (row,) = await rows(f"SELECT * FROM {table} WHERE {where}")
    return row


def fields_of_columns() -> dict[str, dict[str, Field[Any]]]:
    """The fields of the models as they are now, by table and column."""
    return {
        model._meta.db_table: {
            column: model._meta.fields_map[name] for name, column in model._meta.fields_db_projection.items()
        }
        for model in models()
    }


def value_of(column: Field[Any] | None, mark: str, table: str, name: str) -> object:
    """Some value that the column takes; None if the database makes one. A column that is gone by now is sensible."""
    if (table, name) in SENSIBLE:
        return SENSIBLE[table, name]
    assert column is not None, f"say in SENSIBLE what {table}.{name} took"
    if column.generated:
        return None
    match column:
        case fields.data.CharEnumFieldInstance():
            return next(iter(column.enum_type)).value
        case fields.UUIDField():
            return new_id()
        case fields.DatetimeField():
            return AT
        case fields.DateField():
            return AT[:10]
        case fields.BooleanField():
            return 1
        case fields.JSONField():
            return "[]" if column.default is list else "{}"
        case fields.CharField():
            return "USD" if column.max_length == 3 else f"{mark} {table}"[-column.max_length :]
        case fields.TextField():
            return "text"
    return 1


def at(day: int) -> str:
    return f"2026-02-{day:02} 03:04:05.678901+00:00"


async def demand_in_plain_sql(party: UUID, user: UUID, **facts: Any) -> UUID:
    """A demand; what is None is left out, as its column is gone by then."""
    demand = new_id()
    empty = {"description": "", "tokens": "", "skill_words": "", "audience_words": "", "skills": "[]"}
    numbers = {"budget_rank": 0, "is_bid_count_public": 1, "version": 1, "bid_count": 0}
    given = {**empty, **numbers, "bidding": "OPEN", "audience": "[]", "criteria": "[]", "created_at": AT, **facts}
    await insert(
        "demand",
        **{"id": demand, "awarder_id": party, "author_id": user, "title": "A service", "currency": "USD"},
        **{name: value for name, value in given.items() if value is not None},
    )
    return demand


async def interview_in_plain_sql(
    demand: UUID, applicant: UUID, party: UUID, user: UUID, *, state: str, due_at: str | None, away: str | None
) -> UUID:
    """An interview with a participant, from before the table of due moves."""
    interview = new_id()
    # One that is scheduled has to be looked at 15 minutes before its start.
    start = "2026-02-03 03:19:05.678901+00:00"
    times = {"PROPOSED": {"offered_until": due_at}, "SCHEDULED": {"starts_at": start, "ends_at": at(4)}}
    given = {**times.get(state, {}), **({"due_at": due_at} if due_at else {})}
    await insert(
        "interview",
        **{"id": interview, "demand_id": demand, "applicant_id": applicant, "awarder_id": party, "party_id": party},
        **{"state": state, "topic": "Plans", "media": "AUDIO", "time_zone": "UTC", "proposed_by_id": user},
        **{"moves": 0, "version": 1, "sequence": 0, "roster": 0, "recording": "OFF", "created_at": AT, **given},
    )
    await insert(
        "interview_participant",
        **{"id": new_id(), "interview_id": interview, "user_id": user, "role": "HOST", "is_absent": 0},
        **{"presence": "INSIDE" if away else "AWAY", "signals_sent": 0, "signal_bytes": 0},
        **({"away_at": away} if away else {}),
    )
    return interview


async def fill() -> dict[str, list[dict[str, Any]]]:
    """Inserts rows that refer to each other, and returns all rows."""
    for number in range(3):
        user, stream = new_id(), f"user:{number}"
        await insert(
            "user_account", id=user, email=f"ada{number}@example.org", name="Ada", password_hash="x", created_at=AT
        )
        await insert("staff_grant", id=new_id(), user_id=user, role="EXPERT", granted_at=AT)
        for turn in range(20):
            digest = f"{number}-{turn}"
            await insert("session", id=new_id(), user_id=user, token_hash=digest, created_at=AT, expires_at=AT)
            await insert("event", stream=stream, seq=turn + 1, kind="k", facts='{"a": 1}', at=AT)
            await insert(
                "journal_entry", id=new_id(), book=stream, seq=turn + 1, action="A", facts="{}", at=AT, digest=digest
            )
    return await content()


def former_id(kind: str, key: UUID) -> str:
    """An id as it was shown at the time of these versions."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


async def insert(table: str, **values: object) -> None:
    """One row in plain SQL."""
    literals = ", ".join(map(literal, values.values()))
    columns = ", ".join(f'"{name}"' for name in values)
    await rows(f"INSERT INTO {table} ({columns}) VALUES ({literals})")


def literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


async def content() -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables that `fill` fills, without columns that were added later."""
    shown = {
        "user_account": "id, email, name, password_hash, created_at",
        "staff_grant": "*",
        "session": "*",
        "event": "*",
        "journal_entry": "id, book, seq, action, actor_id, subject_id, reason, facts, at, digest",
    }
    return {table: await rows(f"SELECT {what} FROM {table} ORDER BY id") for table, what in shown.items()}


async def refuses_what_constraints_refuse() -> None:
    before = await content()
    (user,) = [each for each in before["user_account"] if each["email"] == "ada0@example.org"]
    person = {"id": new_id(), "name": "Eve", "password_hash": "x", "created_at": AT}
    for twice in (
        insert("user_account", email=user["email"], **person),
        insert("session", id=new_id(), user_id=user["id"], token_hash="0-0", created_at=AT, expires_at=AT),
        insert("session", id=new_id(), user_id=new_id(), token_hash="new", created_at=AT, expires_at=AT),
        insert("event", stream="user:0", seq=1, kind="k", facts="{}", at=AT),
        insert("staff_grant", id=new_id(), user_id=user["id"], role="EXPERT", granted_at=AT),
        rows(f"DELETE FROM user_account WHERE id = '{user['id']}'"),
        rows("DELETE FROM journal_entry"),
    ):
        with pytest.raises(Exception, match=r"(?i)unique|foreign key|never"):  # each driver has its own classes
            await twice
    assert await content() == before
