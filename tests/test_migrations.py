"""Migrations: they agree with the models and with both databases' catalogues, and an upgrade keeps all data."""

import base64
import hashlib
import json
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tortoise import Tortoise, fields
from tortoise.fields import Field
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.executor import MigrationExecutor
from tortoise.models import Model

from models import database as orm
from models import frozen
from models.accounts.addresses import issue
from models.accounts.hashing import hasher
from models.accounts.parties import Invitation, Party
from models.accounts.resetting import request_password_reset, reset_password
from models.accounts.sessions import sign_in
from models.accounts.users import StaffRole, User, grant
from models.changes import change
from models.database import connection, is_postgres, migrating, rows
from models.database.columns import differences
from models.database.migrating import without_queries
from models.demands.applicants import Applicant, Bid
from models.demands.attachments import files_of_drafts
from models.demands.demand import Demand
from models.demands.drafts import BidDraft
from models.demands.versions import DemandVersion, keep_version
from models.due import DueMove
from models.errors import Refused
from models.ids import new_id
from models.journal import Entry, enter, first_broken, reason_of
from models.mail import Mail
from models.messages.message import Message
from models.money import Money
from models.notifications.kinds import Notification
from models.retries import Retry
from models.words import asked_words, having, named_word
from tests.support.api.server import Server, main
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.due import check_due_moves
from tests.support.waiting import until

MIGRATIONS = Path(orm.__file__).parent.parent / "migrations"
NAMES = sorted(file.stem for file in MIGRATIONS.glob("0*.py"))
GONE = {"demand": {("lapses_at",)}}
# Where bids went that were never submitted, with their files.
MOVED = {"bid": "bid_draft", "bid_attachment": "draft_attachment"}
# Due moves belong to what waits for them, and `before_due_moves` makes them; a lineage is what the connection found.
PAIRED = {"due_move", "search_task", "lineage"}
MADE_ANEW = {"tokens", "budget_rank"}
COLUMNS_GONE = {("demand", "skill_words"): "text", ("applicant", "latest_number"): 1}
# What a model or a migration could not read otherwise, or the columns of former versions could not hold.
SENSIBLE: dict[tuple[str, str], object] = {
    ("interview", "state"): "ENDED",
    ("notification", "subject_type"): "user",
    ("notification", "kind"): "DEMAND_CLOSED",
    ("mail", "language"): "en",
    ("user_account", "language"): "en",
    **COLUMNS_GONE,
}
NFD, PUNYCODE = "jan@bu\u0308cher.example", "jan@xn--bcher-kva.example"
AT = "2026-01-02 03:04:05.678901+00:00"
ADDING = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "{after}")]
    operations = [ops.AddField("User", "nickname", fields.CharField(max_length=40, null=True))]
"""


@dataclass
class Table:
    """One table in a catalogue; keys and indexes as the columns that they cover, in order."""

    columns: dict[str, bool] = field(default_factory=dict)  # whether each takes null
    uniques: set[tuple[str, ...]] = field(default_factory=set)
    indexes: set[tuple[str, ...]] = field(default_factory=set)
    references: set[tuple[str, str]] = field(default_factory=set)


def models() -> list[type[Model]]:
    return list(Tortoise.apps["models"].values())


@pytest.mark.usefixtures("database")
async def test_the_models_say_nothing_that_no_migration_does(database_url: str) -> None:
    apps = orm.configuration(database_url)["apps"]
    changes = await MigrationAutodetector(Tortoise.apps, apps).changes()
    assert [operation for writer in changes for operation in writer.operations] == []
    assert len(models()) == len({model._meta.db_table for model in models()})


@pytest.mark.usefixtures("database")
async def test_the_catalogue_holds_what_the_models_say() -> None:
    found = await catalogue()
    for model in models():
        assert found[model._meta.db_table] == wanted(model), model
    others = set(found) - {model._meta.db_table for model in models()}
    assert {name for name in others if not name.startswith(("demand_search", "message_search"))} == {
        "tortoise_migrations"
    }


@pytest.mark.usefixtures("database")
async def test_the_catalogue_holds_the_search_and_the_guards() -> None:
    if is_postgres():
        indexes = await rows("SELECT indexdef FROM pg_indexes WHERE indexname IN ('demand_search', 'message_search')")
        assert [re.findall(r"USING (\w+)", each["indexdef"]) for each in indexes] == [["gin"], ["gin"]]
        triggers = await rows("SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname")
        assert [each["name"] for each in triggers] == ["journal_entry_is_kept", "journal_entry_stays"]
    else:
        made = await rows("SELECT sql FROM sqlite_master WHERE name IN ('demand_search', 'message_search')")
        assert ["fts5" in each["sql"] for each in made] == [True, True]
        triggers = await rows("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        assert [each["name"] for each in triggers] == ["journal_entry_remains", "journal_entry_stays"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("act", ["UPDATE journal_entry SET action = 'NONE'", "DELETE FROM journal_entry"])
async def test_wb10_the_database_itself_refuses_to_change_a_journal(act: str) -> None:
    async with change():
        await enter("book", "WRITTEN", by=None)
    with pytest.raises(Exception, match="journal entries"):  # each driver has a class of its own for it
        await rows(act)
    assert [entry.action for entry in await Entry.all()] == ["WRITTEN"]
    assert await first_broken("book") is None


async def test_migrating_twice_is_migrating_once(database_url: str) -> None:
    await orm.connect(database_url)
    before, applied = await catalogue(), await rows("SELECT * FROM tortoise_migrations ORDER BY name")
    await orm.disconnect()
    await orm.migrate(database_url)
    await orm.connect(database_url)
    assert (await catalogue(), await rows("SELECT * FROM tortoise_migrations ORDER BY name")) == (before, applied)
    assert [each["name"] for each in applied] == NAMES
    await orm.disconnect()


@pytest.mark.anywhere
def test_a_published_migration_never_changes() -> None:
    """If this fails for a new migration, `python -m models.frozen` publishes it; a published one stays as it is."""
    assert frozen.altered() == []


@pytest.mark.anywhere
async def test_migrate_refuses_a_published_migration_that_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(frozen, "MIGRATIONS", folder)
    with (folder / "0002_search_and_guards.py").open("a") as file:
        file.write("# edited\n")
    (folder / "0999_new.py").touch()
    (folder / "0001_initial.py").unlink()
    found = ["0001_initial.py", "0002_search_and_guards.py", "0999_new.py"]
    assert frozen.altered(folder) == found
    assert frozen.publish(folder) == ["0999_new.py"]
    assert frozen.altered(folder) == found[:2]
    url = f"sqlite://{tmp_path}/never.sqlite3"
    monkeypatch.setattr(orm.frozen, "altered", lambda: found[:2])
    with pytest.raises(orm.MigrationsAltered, match=r"0001_initial\.py, 0002_search_and_guards\.py: not as published"):
        await orm.migrate(url)
    assert not (tmp_path / "never.sqlite3").exists()


async def test_tables_that_are_not_those_of_the_models_are_neither_served_nor_ready(
    database_url: str, tmp_path: Path
) -> None:
    """As after a migration that was edited, with a column that is missing and one that nobody fills."""
    with Server(tmp_path, DATABASE_URL=database_url) as server:
        assert server.get("/ready")[0] == 200
        await orm.connect(database_url)
        assert await differences() == []
        await rows("ALTER TABLE remark RENAME COLUMN body TO content")
        assert await differences() == ["remark.body", "remark.content"]
        await orm.disconnect()
        await until(lambda: server.get("/ready")[0] == 503)
        assert b'"tables":false' in server.get("/ready")[1]
        assert "remark.body" in server.log()
    ended = main("serve", env=server.environment, zygote=server.zygote)
    assert ended.returncode == 1
    assert "DATABASE_URL: the tables are not those of this version: remark.body, remark.content." in ended.stderr


async def test_a_column_more_keeps_rows_constraints_and_indexes(database_url: str, further_migration: str) -> None:
    """A further migration, of a table that others refer to."""
    await orm.connect(database_url)
    before, kept = await catalogue(), await fill()
    await orm.disconnect()
    configuration = orm.configuration(database_url)
    configuration["apps"]["models"]["migrations"] = further_migration
    try:
        await migrating.apply(configuration)
    finally:
        await Tortoise.close_connections()
    await orm.connect(database_url)
    after = await catalogue()
    assert after["user_account"].columns.pop("nickname") is True
    assert after == before
    assert await content() == kept
    await refuses_what_constraints_refuse()
    await rows("UPDATE user_account SET nickname = 'ada'")
    await orm.disconnect()


class Walk:
    """A database that was upgraded step by step, and got rows in every table at every step.

    A row of a step has gone through all later migrations, as in a database that was made with the version of that
    step. So one database stands for an upgrade from each version.
    """

    def __init__(self) -> None:
        self.first: dict[str, Table] = {}
        self.kept: dict[str, list[dict[str, Any]]] = {}
        self.made: dict[str, dict[str, dict[str, Any]]] = {}
        self.due: dict[tuple[str, str], str] = {}
        self.interviews: list[dict[str, Any]] = []
        self.subject = new_id()
        self.accounts: dict[str, UUID] = {}
        self.party = self.demand = self.message = self.depot = self.sealed = new_id()
        self.applicants: dict[str, UUID] = {}

    async def go(self, url: str) -> None:
        await Tortoise.init(config=orm.configuration(url))
        executor = MigrationExecutor(connection(), orm.configuration(url)["apps"])
        record = executor.recorder.record_applied

        async def recorded(app: str, name: str) -> None:
            await record(app, name)
            await self.populate(name)

        executor.recorder.record_applied = recorded  # type: ignore[method-assign] # after each step, in one pass
        try:
            with without_queries():
                await executor.migrate()
        finally:
            await Tortoise.close_connections()

    async def populate(self, name: str) -> None:
        match name:
            case "0001_initial":
                self.first, self.kept = await catalogue(), await fill()
            case "0007_interviews":
                await self.before_forms_of_the_journal()
                await self.before_due_moves()
            case "0009_due_moves":
                await self.before_kinds()
            case "0015_counted_acts":
                await self.before_normal_forms()
                await self.before_words_of_every_script()
            case "0018_descriptions":
                await self.before_mails_when_sent()
            case "0021_lists_of_staff":
                await self.before_drafts()
        self.made[name] = await one_row_in_every_table(name)

    async def before_forms_of_the_journal(self) -> None:
        text = (
            '{"action":"NOTED","actor":null,"at":"2026-01-02T03:04:05.678901+00:00","book":"book",'
            '"facts":{},"previous":"","reason":"Why.","seq":1,"subject":null}'
        )
        digest = hashlib.sha256(text.encode()).hexdigest()
        entry = {"book": "book", "seq": 1, "action": "NOTED", "reason": "Why.", "facts": "{}", "at": AT}
        await insert("journal_entry", id=new_id(), **entry, digest=digest)
        await insert("journal_book", name="book", length=1, digest=digest)

    async def before_due_moves(self) -> None:
        user, party = new_id(), new_id()
        await insert("user_account", id=user, email="ada@example.org", name="Ada", password_hash="x", created_at=AT)
        numbers = {"rating_total": 0, "rating_count": 0, "version": 1, "roster": 0}
        await insert("party", id=party, kind="INDIVIDUAL", name="Ada", skills="[]", created_at=AT, **numbers)
        for facts, due in (
            ({"state": "DRAFT", "deadline_at": at(1)}, None),
            ({"state": "OPEN", "deadline_at": at(2), "bid_count": 1}, at(2)),
            ({"state": "OPEN", "deadline_at": at(3), "bidding": "SEALED"}, at(3)),
            ({"state": "SELECTING", "deadline_at": at(4), "bidding": "SEALED", "bid_count": 1}, at(4)),
            ({"state": "SELECTING", "deadline_at": at(5), "bidding": "SEALED", "bid_count": 0}, None),
            (
                {"state": "SELECTING", "deadline_at": at(6), "bidding": "SEALED", "bid_count": 1, "opened_at": at(6)},
                None,
            ),
            ({"state": "SELECTING", "deadline_at": at(7), "bid_count": 1}, None),
            ({"state": "AWARDED", "deadline_at": at(8), "bid_count": 1, "lapses_at": at(9)}, at(9)),
            ({"state": "CONTRACTED", "deadline_at": at(10), "bid_count": 1}, None),
            ({"state": "SUSPENDED", "suspended_from": "OPEN", "suspended_at": at(1), "deadline_at": at(11)}, None),
        ):
            demand = await demand_in_plain_sql(party, user, **facts)
            if due:
                self.due["demand", str(demand)] = due
        applicant = new_id()
        numbers = {"latest_number": 1, "submitted_number": 1, "version": 1}
        await insert(
            "applicant", id=applicant, demand_id=demand, party_id=party, state="SUBMITTED", applied_at=AT, **numbers
        )
        for state, due_at, away, due in (
            ("PROPOSED", at(1), None, at(1)),
            ("SCHEDULED", at(3), at(2), at(2)),
            ("LIVE", None, at(4), at(4)),
            ("ENDED", None, None, None),
        ):
            interview = await interview_in_plain_sql(
                demand, applicant, party, user, state=state, due_at=due_at, away=away
            )
            if due:
                self.due["interview", str(interview)] = due
        self.interviews = await rows("SELECT id, state FROM interview ORDER BY id")

    async def before_kinds(self) -> None:
        user = new_id()
        await insert("user_account", id=user, email="eve@example.org", name="Eve", password_hash="x", created_at=AT)
        about = {"subject_id": self.subject, "facts": "{}", "created_at": AT, "kind": "DEMAND_CLOSED"}
        await insert("notification", id=new_id(), user_id=user, subject_type="BiddingDemand", **about)
        facts = {"demand": "A portal", "subject_type": "BiddingDemand", "subject_id": str(self.subject)}
        mail = {"address": "eve@example.org", "language": "en", "time_zone": "UTC", "attempts": 0, "created_at": AT}
        await insert("mail", id=new_id(), key="k", kind="DEMAND_CLOSED", facts=json.dumps(facts), **mail)
        candidate = former_id("Candidate", self.subject)
        refused = {"code": "NOT_FOUND", "message": "No."}
        answers = {
            "one": {"id": candidate},
            "many": {"outcomes": [[candidate, {"id": candidate}], ["nonsense", refused]]},
            "refused": refused,
        }
        for key, answer in answers.items():
            kept = {"user_id": user, "operation": "o", "fingerprint": "f", "answer": json.dumps(answer), "at": AT}
            await insert("retry", id=new_id(), key=key, **kept)

    async def before_drafts(self) -> None:
        user, home = await account("drafts@example.org", day=1), await party_in_plain_sql("Home")
        plain = {"published_at": at(1), "deadline_at": at(9), "state": "OPEN"}
        weights = {"criteria": json.dumps([["price_fit", 10_000]]), "audience": json.dumps(["TEAM"])}
        self.depot = await demand_in_plain_sql(home, user, **{**plain, **weights, "budget_low": 100})
        self.due["demand", str(self.depot)] = at(9)
        await insert("due_move", kind="demand", key=self.depot, at=at(9), failures=0)
        entry = {"id": new_id(), "seq": 1, "facts": "{}", "at": at(3), "digest": "d", "form": 3, "texts": "{}"}
        await insert("journal_entry", book=f"demand:{self.depot}", action="AMENDED", **entry)
        sealed = {**plain, "state": "SELECTING", "bidding": "SEALED", "opened_at": at(5)}
        self.sealed = await demand_in_plain_sql(home, user, **sealed)
        for demand, name, state, bids, more in (
            (self.depot, "draft", "DRAFT", (None,), {}),
            (self.depot, "edited", "NEEDS_CONFIRMATION", (at(2), None), {"submitted_number": 1}),
            (self.depot, "submitted", "SUBMITTED", (at(2),), {"submitted_number": 1}),
            (self.sealed, "early", "WITHDRAWN", (at(2),), {"submitted_number": 1, "withdrawn_at": at(4)}),
            (self.sealed, "late", "WITHDRAWN", (at(2),), {"submitted_number": 1, "withdrawn_at": at(6)}),
            (self.sealed, "lapsed", "LAPSED", (at(2),), {"submitted_number": 1}),
            (self.sealed, "struck early", "INVALIDATED", (at(2),), {"submitted_number": 1}),
            (self.sealed, "struck late", "INVALIDATED", (at(2),), {"submitted_number": 1}),
        ):
            self.applicants[name] = await application_in_plain_sql(demand, user, name, state, bids, **more)
        for name, day in (("struck early", 4), ("struck late", 6)):
            entry |= {"id": new_id(), "at": at(day)}
            await insert("journal_entry", book=f"applicant:{self.applicants[name]}", action="INVALIDATED", **entry)

    async def before_normal_forms(self) -> None:
        # Whoever has the normal form keeps it; else the first that was verified gets it, else the oldest.
        self.accounts = {
            "jan@bücher.example": await account("jan@bücher.example", day=3),
            NFD: await account(NFD, day=1),
            "ida@xn--bcher-kva.example": await account("ida@xn--bcher-kva.example", day=2),
            "bea@bu\u0308cher.example": await account("bea@bu\u0308cher.example", day=1),
            "bea@xn--bcher-kva.example": await account("bea@xn--bcher-kva.example", day=2, email_verified_at=at(4)),
            "a,b@t.example": await account("a,b@t.example", day=1),
            "info@strasse.example": await account("info@strasse.example", day=1),
        }
        user, self.party = self.accounts[NFD], await party_in_plain_sql("Harborline\u200b Logistics")
        for email in (NFD, PUNYCODE, "eva@BÜCHER.example", "eva@xn--bcher-kva.example"):
            given = {"email": email, "role": "MEMBER", "invited_by_id": user, "invited_at": AT}
            await insert("invitation", id=new_id(), party_id=self.party, **given)
        mail = {"kind": "PASSWORD_RESET", "facts": "{}", "language": "en", "time_zone": "UTC", "attempts": 0}
        for email in (NFD, "ida@xn--bcher-kva.example", "new@xn--bcher-kva.example", "a,b@t.example"):
            await insert("mail", id=new_id(), key=email, address=email, due_at=AT, created_at=AT, **mail)

    async def before_words_of_every_script(self) -> None:
        user, party, conversation = self.accounts[NFD], self.party, new_id()
        described = {"description": "国际物流系统", "skills": '["c++"]', "tokens": "czzpluszzplus"}
        self.demand = await demand_in_plain_sql(party, user, state="DRAFT", **described)
        place = {"demand_id": self.demand, "awarder_id": party, "receiver_id": party, "opened_by_id": user}
        times = {"opened_at": AT, "last_at": AT}
        numbers = {"last_seq": 1, "guest_roster": 0}
        await insert("conversation", id=conversation, kind="APPLICATION", **place, **times, **numbers)
        said = {"sender_id": user, "client_message_id": "1", "fingerprint": "f", "body": "Łódź", "tokens": ""}
        self.message = new_id()
        numbers = {"seq": 1, "version": 1}
        await insert("message", id=self.message, conversation_id=conversation, sent_at=AT, **said, **numbers)
        if not is_postgres():
            await insert("demand_search", demand_id=self.demand, tokens="czzpluszzplus")

    async def before_mails_when_sent(self) -> None:
        entry = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSEQUENCE:3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        mail = {"kind": "INTERVIEW_MOVED", "facts": "{}", "language": "en", "time_zone": "UTC", "attempts": 0}
        for name, given in (("waits", {"due_at": AT}), ("was sent", {"sent_at": AT})):
            facts = {"address": "info@strasse.example", "calendar": entry, "created_at": AT, **mail, **given}
            await insert("mail", id=new_id(), key=f"notification:{name}", **facts)


@pytest.fixture(scope="module")
async def walked(databases: Postgres | Sqlite) -> AsyncIterator[tuple[str, Walk]]:
    url, walk = await databases.create(), Walk()
    await walk.go(url)
    yield url, walk
    await databases.drop(url)


@pytest.fixture
async def walk(walked: tuple[str, Walk]) -> AsyncIterator[Walk]:
    """The walk; this process is connected to its database."""
    await orm.connect(walked[0])
    yield walked[1]
    await orm.disconnect()


async def test_an_upgrade_from_every_version_keeps_every_row(walk: Walk) -> None:
    assert [*walk.made] == NAMES
    for name, made in walk.made.items():
        for table, row in made.items():
            key = next(column for column in ("id", "name", "stream", "purpose", "user_id") if column in row)
            where = f"WHERE {key} = {literal(row[key])}"
            moved = await rows(f"SELECT * FROM {MOVED[table]} {where}") if table in MOVED else []
            (found,) = moved or await rows(f"SELECT * FROM {table} {where}")
            same = {column: value for column, value in found.items() if column in row and column not in MADE_ANEW}
            # Columns may go; those that are left hold what they held.
            assert same == {column: row[column] for column in same}, f"{table} of {name}"
    for model in models():
        assert await model.all().count() == len(await model.all()), "the models can read every row"


async def test_an_upgrade_keeps_constraints_and_indexes(walk: Walk) -> None:
    after = await catalogue()
    for name, table in walk.first.items():
        # Columns may come, and indexes that nothing reads any more go; everything else is as it was.
        table.indexes -= GONE.get(name, set())
        columns = {column: takes for column, takes in after[name].columns.items() if column in table.columns}
        left = {column: takes for column, takes in table.columns.items() if (name, column) not in COLUMNS_GONE}
        assert columns == left
        assert after[name].uniques >= table.uniques
        assert after[name].indexes >= table.indexes
        assert after[name].references >= table.references
    found = await content()
    assert {table: [row for row in found[table] if row in kept] for table, kept in walk.kept.items()} == walk.kept
    await refuses_what_constraints_refuse()


async def test_a_journal_of_form_1_is_intact_after_an_upgrade_and_goes_on(walk: Walk) -> None:
    assert walk.made
    assert await first_broken("book") is None
    for act in ("UPDATE journal_entry SET reason = 'x'", "UPDATE journal_entry SET texts = '{}'"):
        with pytest.raises(Exception, match="journal entries never change"):
            await rows(act)
    async with change():
        await enter("book", "NOTED", by=None, reason="More.")
    assert await first_broken("book") is None
    found = await Entry.filter(book="book").order_by("seq")
    assert [(each.form, reason_of(each)) for each in found] == [(1, "Why."), (3, "More.")]


async def test_the_upgrade_to_due_moves_fills_their_table_from_what_is_there(walk: Walk) -> None:
    found = {(each.kind, str(each.key)): each.at.isoformat(" ") for each in await DueMove.all()}
    assert found == walk.due
    assert [each for each in await rows("SELECT id, state FROM interview ORDER BY id") if each in walk.interviews] == (
        walk.interviews
    )
    await check_due_moves()


async def test_the_upgrade_to_kinds_renames_what_was_stored_under_the_names_of_the_schema(walk: Walk) -> None:
    assert await Notification.filter(subject_id=walk.subject).values_list("subject_type", flat=True) == ["demand"]
    sent = await Mail.get(key="k")
    assert sent.facts == {"demand": "A portal", "subject_type": "demand", "subject_id": str(walk.subject)}
    named = {"kind": "candidate", "key": str(walk.subject)}
    refused = {"code": "NOT_FOUND", "message": "No."}
    many = [
        [former_id("Candidate", walk.subject), "candidate", str(walk.subject), named],
        ["nonsense", None, None, refused],
    ]
    assert {each.key: each.answer for each in await Retry.filter(operation="o")} == {
        "one": named,
        "many": {"outcomes": many},
        "refused": refused,
    }


async def test_the_upgrade_to_normal_forms_keeps_every_account_and_what_was_sent_to_it(walk: Walk) -> None:
    stored = {key: email for email, key in await User.all().values_list("email", "id")}
    assert [stored[key] for key in walk.accounts.values()] == [
        "jan@bücher.example",
        NFD,
        "ida@bücher.example",
        "bea@bu\u0308cher.example",
        "bea@bücher.example",
        "a,b@t.example",
        "info@strasse.example",
    ]
    assert {each.key: each.address for each in await Mail.filter(kind="PASSWORD_RESET")} == {
        NFD: NFD,
        "ida@xn--bcher-kva.example": "ida@bücher.example",
        "new@xn--bcher-kva.example": "new@bücher.example",
        "a,b@t.example": "a,b@t.example",
    }
    invited = await Invitation.filter(party_id=walk.party).values_list("email", flat=True)
    assert sorted(invited) == sorted([NFD, "jan@bücher.example", "eva@bücher.example"])
    assert (await Party.get(id=walk.party)).name == "Harborline Logistics"
    await everybody_signs_in(walk.accounts)


async def test_mails_that_wait_know_their_user_and_their_calendar_entry_after_an_upgrade(walk: Walk) -> None:
    found = await Mail.filter(key__startswith="notification:w").order_by("-key")
    user = walk.accounts["info@strasse.example"]
    assert [(mail.user_id, (mail.calendar or "")[:10]) for mail in found] == [(None, "BEGIN:VCAL"), (user, "REQUEST 3")]


async def everybody_signs_in(keys: dict[str, UUID]) -> None:
    """With the address and the password that they signed up with, and gets mails for a new one."""
    for email, key in keys.items():
        assert (await sign_in(email=email, password=f"password of {email}", origin="here")).user_id == key
    user = await sign_in(email="info@straße.example", password="password of info@strasse.example", origin="here")
    assert user.user_id == keys["info@strasse.example"]
    for email, told in ((NFD, NFD), (PUNYCODE, "jan@bücher.example"), ("info@straße.example", "info@straße.example")):
        await request_password_reset(email=email, origin="here")
        mail = await Mail.get(address=told, kind="RESET_PASSWORD")
        issued = await issue(mail)
        assert (issued and issued.user.id) == {NFD: keys[NFD], PUNYCODE: keys["jan@bücher.example"]}.get(email)
        if issued:
            await reset_password(token=issued.token, password=f"new {PUNYCODE}")
    with pytest.raises(Refused):
        await grant("info@straße.example", StaffRole.EXPERT)


async def account(email: str, *, day: int, **facts: Any) -> UUID:
    key, hashed = new_id(), hasher().hash(f"password of {email}")
    await insert("user_account", id=key, email=email, name="N", password_hash=hashed, created_at=at(day), **facts)
    return key


async def party_in_plain_sql(name: str) -> UUID:
    party = new_id()
    numbers = {"rating_total": 0, "rating_count": 0, "version": 1, "roster": 0}
    await insert("party", id=party, kind="ENTERPRISE", name=name, skills="[]", created_at=AT, **numbers)
    return party


async def test_the_upgrade_makes_the_words_of_every_row_anew(walk: Walk) -> None:
    for words, hits in (
        (asked_words("物流"), [walk.demand]),
        (asked_words("c++"), [walk.demand]),
        ((named_word("c++"),), [walk.demand]),
        (asked_words("czzpluszzplus"), []),
    ):
        found = await (await having(Demand.all(), words, table="demand"))
        assert [demand.id for demand in found] == hits
    said = await (await having(Message.all(), asked_words("lodz"), table="message"))
    assert [each.id for each in said] == [walk.message]


async def test_the_upgrade_to_drafts_moves_what_was_never_submitted(walk: Walk) -> None:
    """EB-5: a draft stands beside what was submitted; a bid that needs confirmation goes on needing it."""
    names = {key: name for name, key in walk.applicants.items()}
    mine = [each for each in await BidDraft.all().select_related("applicant") if each.applicant_id in names]
    assert {names[each.applicant_id]: (each.proposal, each.applicant.state) for each in mine} == {
        "draft": ("draft 1", "DRAFT"),
        "edited": ("edited 2", "NEEDS_CONFIRMATION"),
    }
    for draft in mine:
        assert (draft.price, draft.stages) == (Money(100, "USD"), [{"title": "All", "amount": 100}])
        (file,) = (await files_of_drafts([draft.id]))[draft.id]
        assert file.name == draft.proposal
    kept = [each for each in await Bid.all() if each.applicant_id in names]
    assert {names[each.applicant_id]: each.number for each in kept} == dict.fromkeys(
        walk.applicants.keys() - {"draft"}, 1
    )
    secret = await Applicant.filter(id__in=list(names), has_ended_sealed=True)
    assert {names[each.id] for each in secret} == {"early", "lapsed", "struck early"}


async def test_the_upgrade_to_versions_keeps_what_published_demands_ask_for_now(walk: Walk) -> None:
    """EB-16: the first version that is known stands since the last amendment."""
    (version,) = await DemandVersion.filter(demand_id=walk.depot)
    assert (version.number, version.published_at.isoformat(" "), version.changes) == (1, at(3), [])
    assert (version.title, version.low, version.high) == ("A service", Money(100, "USD"), None)
    assert (version.audience, version.weights) == (["TEAM"], [("price_fit", 10_000)])
    (opened,) = await DemandVersion.filter(demand_id=walk.sealed)
    assert opened.published_at.isoformat(" ") == at(1)
    async with change():
        assert (await keep_version(await Demand.get(id=walk.depot))).id == version.id


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
    demand = new_id()
    empty = {"description": "", "tokens": "", "skill_words": "", "audience_words": "", "skills": "[]"}
    numbers = {"budget_rank": 0, "is_bid_count_public": 1, "version": 1, "bid_count": 0}
    await insert(
        "demand",
        **{"id": demand, "awarder_id": party, "author_id": user, "title": "A service", "currency": "USD"},
        **{**empty, **numbers, "bidding": "OPEN", "audience": "[]", "criteria": "[]", "created_at": AT, **facts},
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


@pytest.fixture
def further_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package with the current migrations and one more, which adds a column to the users."""
    package = tmp_path / "further_migrations"
    package.mkdir()
    for file in MIGRATIONS.glob("*.py"):
        (package / file.name).write_text(file.read_text())
    last = max(file.stem for file in package.glob("0*.py"))
    (package / "0999_nickname.py").write_text(ADDING.format(after=last))
    monkeypatch.syspath_prepend(tmp_path)
    yield package.name
    for name in [name for name in sys.modules if name.startswith(package.name)]:
        del sys.modules[name]


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


def wanted(model: type[Model]) -> Table:
    """The expected catalogue entry of a model."""
    meta = model._meta
    relations = meta.fk_fields | meta.o2o_fields
    names = {**meta.fields_db_projection, **{name: meta.fields_map[name].source_field for name in relations}}
    table = Table({column: meta.fields_map[name].null for name, column in meta.fields_db_projection.items()})
    table.uniques = {tuple(names[name] for name in together) for together in meta.unique_together}
    table.uniques |= {(column,) for name, column in names.items() if meta.fields_map[name].unique}
    table.indexes = {tuple(names.get(name, name) for name in index.fields) for index in meta.indexes}
    for name in relations:
        table.references.add((names[name], meta.fields_map[name].related_model._meta.db_table))
    return table


async def catalogue() -> dict[str, Table]:
    return await (catalogue_of_postgres if is_postgres() else catalogue_of_sqlite)()


async def catalogue_of_sqlite() -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for found in await rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        table = tables[found["name"]] = Table()
        for column in await rows(f"PRAGMA table_info({found['name']})"):
            table.columns[column["name"]] = not column["notnull"]
            if column["pk"]:
                table.uniques.add((column["name"],))
        for index in await rows(f"PRAGMA index_list({found['name']})"):
            over = tuple(part["name"] for part in await rows(f"PRAGMA index_info({index['name']})"))
            (table.uniques if index["unique"] else table.indexes).add(over)
        for reference in await rows(f"PRAGMA foreign_key_list({found['name']})"):
            table.references.add((reference["from"], reference["table"]))
    return tables


async def catalogue_of_postgres() -> dict[str, Table]:
    tables: dict[str, Table] = defaultdict(Table)
    columns = (
        "SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'"
    )
    for column in await rows(columns):
        tables[column["table_name"]].columns[column["column_name"]] = column["is_nullable"] == "YES"
    for index in await rows(
        "SELECT indrelid::regclass::text AS table, indisunique AS is_unique, array(SELECT attname::text "
        "FROM unnest(indkey) WITH ORDINALITY AS part (number, place) JOIN pg_attribute "
        "ON attrelid = indrelid AND attnum = number ORDER BY place) AS over FROM pg_index "
        "WHERE indrelid::regclass::text IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public') "
        "AND indexprs IS NULL"
    ):
        (tables[index["table"]].uniques if index["is_unique"] else tables[index["table"]].indexes).add(
            tuple(index["over"])
        )
    for reference in await rows(
        "SELECT conrelid::regclass::text AS table, attname::text AS name, confrelid::regclass::text AS other "
        "FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f'"
    ):
        tables[reference["table"]].references.add((reference["name"], reference["other"]))
    return dict(tables)
