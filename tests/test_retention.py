"""Retention: rows that nothing needs any more are deleted by the clock, and no others."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from tortoise.models import Model

from models.accounts.addresses import AddressRequest, AddressToken, TokenPurpose
from models.accounts.sessions import Session, sign_up
from models.accounts.users import FailedSignIn
from models.clock import clock
from models.ids import new_id
from models.limits import CountedAct
from models.mail import Mail
from models.payments.payment import PaymentNotice
from models.retention import BATCH, forget_leftovers, forget_when_due, leftovers_of
from models.retries import Retry

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WEEK = timedelta(days=7)
LATER = NOW + timedelta(days=365)


async def made(user: Session, kind: type[Model], instant: str, at: datetime) -> Model:
    """A row of that kind with that instant; what else it has to have is of no interest."""
    given: dict[type[Model], Callable[[], dict[str, object]]] = {
        Mail: lambda: {
            **{"key": str(new_id()), "address": "a@example.org", "kind": "k", "facts": {}},
            **{"language": "en", "time_zone": "UTC", "created_at": NOW},
        },
        Retry: lambda: {"user_id": new_id(), "operation": "o", "key": "k", "fingerprint": "f"},
        AddressToken: lambda: {
            **{"user_id": user.user_id, "purpose": TokenPurpose.RESET, "address": "a@example.org"},
            **{"token_hash": str(new_id()), "created_at": NOW},
        },
        AddressRequest: lambda: {"address": "a@example.org", "origin": "o"},
        CountedAct: lambda: {"what": "w", "who": "o"},
        PaymentNotice: lambda: {"provider": "p", "notice": str(new_id()), "object_ref": "o", "received_at": NOW},
        FailedSignIn: lambda: {"email": "a@example.org", "origin": "o"},
        Session: lambda: {
            **{"user_id": user.user_id, "token_hash": str(new_id()), "created_at": NOW, "expires_at": LATER},
        },
    }
    return await kind.create(**{**given[kind](), instant: at})


@pytest.mark.usefixtures("database")
async def test_what_has_ended_is_deleted_after_its_time_and_what_has_not_is_kept() -> None:
    user = await sign_up(email="ada@example.org", password="correct horse battery", name="Ada")
    await Mail.all().delete()
    await Session.filter(id=user.id).update(expires_at=LATER)
    kept: set[object] = {user.id}
    for each in leftovers_of(WEEK):
        await made(user, each.table, each.instant, NOW - each.kept - timedelta(seconds=1))
        kept.add((await made(user, each.table, each.instant, NOW - each.kept + timedelta(seconds=1))).pk)
    with clock(lambda: NOW):
        await forget_when_due(WEEK)
    found = {row.pk for table in {each.table for each in leftovers_of(WEEK)} for row in await table.all()}
    assert found == kept


@pytest.mark.usefixtures("database")
async def test_however_many_rows_there_are_they_go_a_few_at_a_time() -> None:
    await FailedSignIn.bulk_create(
        [FailedSignIn(email="a@example.org", origin="o", at=NOW - WEEK) for _ in range(BATCH + 1)]
    )
    (leftovers,) = [each for each in leftovers_of(WEEK) if each.table is FailedSignIn]
    assert await forget_leftovers(leftovers, NOW) == BATCH + 1
    assert await FailedSignIn.all().count() == 0
