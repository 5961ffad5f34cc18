"""Rows that are read for what is shown: the same as the ORM's, and each once for an operation."""

import asyncio
import contextlib
import contextvars
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tortoise.fields import (
    BigIntField,
    BooleanField,
    CharField,
    DateField,
    DatetimeField,
    IntField,
    JSONField,
    SmallIntField,
    TextField,
    UUIDField,
)
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model

from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.users import User
from models.changes import change
from models.clock import now
from models.database import connection, is_postgres, snapshot
from models.database import rows as rows_of
from models.database.fetching import (
    Known,
    Shape,
    by_column,
    by_columns,
    by_key,
    forget_rows,
    keep,
    share_rows,
    with_relation,
)
from models.demands.demand import LISTED, LONG_TEXTS, Demand
from models.ids import NOBODY, new_id
from tests.support.domain.catalogue import models
from tests.support.domain.statements import statements

pytestmark = pytest.mark.usefixtures("database")

DICE = random.Random(65)


def made_up(field: Any, place: int) -> Any:
    """A value of this field, another one for each place."""
    match field:
        case CharEnumFieldInstance():
            return DICE.choice([*field.enum_type])
        case BooleanField():
            return bool(place % 2)
        case SmallIntField() | IntField() | BigIntField():
            return place + 2
        case CharField():
            return f"{place}é"[: field.max_length]
        case TextField():
            return f"{place} \N{GRINNING FACE}"
        case JSONField():
            return {"texts": ["ä", None, True], "number": place} if field.default is None else [place]
        case UUIDField():
            return uuid4()
        case DateField():
            return date(2026, 3, 29) + timedelta(days=place)
        case DatetimeField():
            return datetime(2026, 3, 29, 1, 59, place, 120, tzinfo=UTC) + timedelta(days=place)
    raise AssertionError(f"{field} has no made-up value")


def made_up_row(table: type[Model], place: int, *, is_full: bool) -> Model:
    given = {
        name: made_up(field, place) if is_full or not field.null or field.pk else None
        for name, field in table._meta.fields_map.items()
        if name in table._meta.fields_db_projection
    }
    return table(**given)


CHECKS = (
    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement FROM pg_constraint "
    "WHERE contype = 'c' AND connamespace = 'public'::regnamespace"
)
TRIGGERS = "SELECT 'DROP TRIGGER ' || name AS statement FROM sqlite_master WHERE type = 'trigger'"


@asynccontextmanager
async def without_references() -> AsyncIterator[None]:
    """A transaction that is rolled back, and in which rows may refer to others that do not exist, and break checks."""
    with contextlib.suppress(_Undone):
        async with change():
            await connection().execute_query(
                "SET LOCAL session_replication_role = replica" if is_postgres() else "PRAGMA defer_foreign_keys = ON"
            )
            for found in await rows_of(CHECKS if is_postgres() else TRIGGERS):
                await connection().execute_query(found["statement"])
            yield
            raise _Undone


class _Undone(Exception):
    pass


async def test_a_row_of_every_table_is_what_the_orm_makes_of_it() -> None:
    for table in models():
        pk = table._meta.pk_attr
        column = table._meta.db_pk_column
        async with without_references():
            await table.all().delete()
            rows = [made_up_row(table, place, is_full=place % 2 == 0) for place in range(4)]
            await table.bulk_create(rows)
            theirs = await table.all().order_by(pk)
            ours = await by_column(table, column, [row.pk for row in theirs], sorting=column)
            assert len(ours) == 4, table
            for our, their in zip(ours, theirs, strict=True):
                assert vars(our) == vars(their), table
                assert {name: type(value) for name, value in vars(our).items()} == {
                    name: type(value) for name, value in vars(their).items()
                }, table
                instants = [each for each in vars(our).values() if isinstance(each, datetime)]
                assert all(each.utcoffset() == timedelta() for each in instants), table


async def test_a_row_without_some_columns_is_partial_as_after_only() -> None:
    async with without_references():
        await Demand.bulk_create([made_up_row(Demand, 1, is_full=True)])
        [demand] = await Demand.all()
        [ours] = (await by_key(LISTED, [demand.id])).values()
        names = [name for name in Demand._meta.fields_db_projection if name not in LONG_TEXTS]
        [theirs] = await Demand.all().only(*names)
        assert vars(ours) == vars(theirs)
        assert ours._partial
        assert not hasattr(ours, "description")


async def party(name: str = "A party") -> Party:
    return await Party.create(id=new_id(), kind=PartyKind.TEAM, name=name, created_at=now())


async def test_rows_are_found_by_pairs_of_columns_and_by_what_a_condition_says() -> None:
    one, other = await party("One"), await party("Other")
    user = await User.create(id=new_id(), email="a@example.org", name="A", password_hash="none", created_at=now())
    for each in (one, other):
        await Membership.create(id=new_id(), party=each, user=user, role=MemberRole.OWNER, joined_at=now())
    [found] = await by_columns(Membership, ("party_id", "user_id"), [(one.id, user.id), (NOBODY, user.id)])
    assert (found.party_id, found.user_id) == (one.id, user.id)
    assert await by_columns(Membership, ("party_id", "user_id"), []) == []
    named = await by_column(Party, "id", [one.id, other.id], also="name = ?", given=["Other"])
    assert [each.id for each in named] == [other.id]
    falling = await by_column(Party, "name", ["One", "Other"], sorting="name DESC")
    assert [each.name for each in falling] == ["Other", "One"]
    [member] = await with_relation([found], "party")
    assert member.party.name == "One"


@contextmanager
def sharing() -> Iterator[Known]:
    known = Known()
    share_rows(known)
    yield known
    share_rows(None)


async def asked(*keys: UUID) -> tuple[list[str | None], int]:
    """The names of these parties, and how many statements read them."""
    with statements() as sent:
        found = await by_key(Party, keys)
    return [found[key].name if key in found else None for key in keys], len(sent)


async def test_an_operation_reads_each_row_once_and_again_after_it_changed_something() -> None:
    one, other = await party("One"), await party("Other")
    with sharing():
        goes_on = contextvars.copy_context()
        assert await asked(one.id) == (["One"], 1)
        assert await asked(one.id, other.id, one.id) == (["One", "Other", "One"], 1)
        await Party.filter(id=one.id).update(name="Renamed")
        assert await asked(one.id, other.id) == (["One", "Other"], 0)
        forget_rows()
        assert await asked(one.id, other.id) == (["Renamed", "Other"], 1)
    # Without an operation, as where many are served at once, nothing is kept.
    assert await asked(one.id) == await asked(one.id) == (["Renamed"], 1)
    # Nor by a task that the operation has started and that goes on.
    for _ in range(2):
        assert await asyncio.create_task(asked(one.id), context=goes_on) == (["Renamed"], 1)


async def test_what_is_not_there_is_asked_once_too() -> None:
    one = await party()
    with sharing():
        assert await asked(NOBODY, one.id) == ([None, "A party"], 1)
        assert await asked(NOBODY) == ([None], 0)


async def test_a_change_reads_rows_as_they_are_now_and_a_snapshot_shares_them() -> None:
    one = await party("One")
    with sharing():
        assert await asked(one.id) == (["One"], 1)
        async with change():
            await Party.filter(id=one.id).update(name="Renamed")
            assert await asked(one.id) == (["Renamed"], 1)
        forget_rows()
        async with snapshot():
            assert await asked(one.id) == (["Renamed"], 1)
            assert await asked(one.id) == (["Renamed"], 0)


async def test_rows_that_were_read_otherwise_are_known_and_a_whole_row_is_one_without_columns() -> None:
    async with without_references():
        await Demand.bulk_create([made_up_row(Demand, 1, is_full=True)])
        [demand] = await Demand.all()
        known = Known()
        assert await known.rows(LISTED, [NOBODY]) == {}
        known.keep(Shape(Demand), [demand])
        with statements() as sent:
            assert await known.rows(LISTED, [demand.id]) == {demand.id: demand}
            assert await known.rows(Shape(Demand), [demand.id]) == {demand.id: demand}
        assert sent == []


async def test_what_was_read_before_the_position_of_a_stream_is_read_again_after_it() -> None:
    one = await party("One")
    async with without_references():
        await Demand.bulk_create([made_up_row(Demand, 1, is_full=True)])
        [demand] = await Demand.all()
        known = Known()
        await known.rows(Shape(Party), [one.id])
        before = (await known.rows(Shape(Demand), [demand.id]))[demand.id]
        await Party.filter(id=one.id).update(name="Renamed")
        assert (await known.rows(Shape(Party), [one.id]))[one.id].name == "Renamed"
        assert (await known.rows(LISTED, [demand.id]))[demand.id] is before


async def test_fields_that_ask_at_the_same_time_share_a_statement_and_one_that_is_cancelled_ends_no_other() -> None:
    one, other = await party("One"), await party("Other")
    with sharing(), statements() as sent:
        both = await asyncio.gather(by_key(Party, [one.id, other.id]), by_key(Party, [other.id]))
        assert both[0][other.id] is both[1][other.id]
        assert len(sent) == 1
        forget_rows()
        first = asyncio.ensure_future(by_key(Party, [one.id]))
        second = asyncio.ensure_future(by_key(Party, [one.id]))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second)[one.id].name == "One"


async def test_a_kept_row_is_shown_only_where_an_operation_shares_its_rows() -> None:
    one = await party("One")
    keep(Shape(Party), [one])
    with sharing():
        keep(Shape(Party), [one])
        assert (await by_key(Party, [one.id]))[one.id] is one
    assert (await by_key(Party, [one.id]))[one.id] is not one
