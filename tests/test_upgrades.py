"""Upgrades: a database of each version keeps all of its data, and what was made anew is right."""

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tortoise import Tortoise
from tortoise.migrations.executor import MigrationExecutor

from models import database as orm
from models.accounts.addresses import issue
from models.accounts.parties import Invitation, Party
from models.accounts.resetting import request_password_reset, reset_password
from models.accounts.sessions import sign_in
from models.accounts.users import StaffRole, User, grant
from models.changes import change
from models.database import connection, is_postgres, rows
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
from models.payments.payment import Payment
from models.retries import Retry
from models.terms import terms, use_terms
from models.words import asked_words, having, named_word
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.catalogue import NAMES, Table, catalogue, models
from tests.support.domain.due import check_due_moves
from tests.support.domain.plain import (
    AT,
    COLUMNS_GONE,
    MOVED,
    NFD,
    PUNYCODE,
    account,
    application_in_plain_sql,
    at,
    content,
    demand_in_plain_sql,
    fill,
    former_id,
    insert,
    interview_in_plain_sql,
    literal,
    one_row_in_every_table,
    party_in_plain_sql,
    refuses_what_constraints_refuse,
)

GONE = {"demand": {("lapses_at",)}}


MADE_ANEW = {"tokens", "budget_rank"}


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
        self.payments: dict[str, UUID] = {}
        self.amended: dict[str, UUID] = {}

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
            case "0040_called_off_payments":
                await self.before_kinds_of_failures()
            case "0044_agreed_acceptance":
                await self.before_unconfirmed_bids()
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

    async def before_kinds_of_failures(self) -> None:
        payee = await party_in_plain_sql("Payee")
        plain = {"party_id": payee, "kind": "PAY_OUT", "amount_minor": 1, "currency": "EUR", "provider": "stripe"}
        for name, state, failure in (
            ("closed", "FAILED", "account_closed"),
            ("refused", "FAILED", "Stripe refused it: account_closed."),
            ("unknown", "FAILED", "It rained."),
            ("silent", "FAILED", None),
            ("cancelled", "CANCELLED", "account_closed"),
            ("pending", "PENDING", None),
        ):
            self.payments[name] = new_id()
            facts = {"id": self.payments[name], "key": name, "state": state, "failure": failure}
            await insert("payment", made_at=AT, attempts=0, **plain, **facts)

    async def before_unconfirmed_bids(self) -> None:
        user, home = await account("amended@example.org", day=1), await party_in_plain_sql("Amended")
        held = {"skill_words": None, "state": "SUSPENDED", "suspended_from": "OPEN", "suspended_at": at(9)}
        for name, versions, bids in (
            ("waiting", {1: False, 2: True, 3: True, 4: False}, ("SUBMITTED", *["NEEDS_CONFIRMATION"] * 2, "LAPSED")),
            ("confirmed", {1: False, 2: True}, ("SUBMITTED",)),
            ("before versions", {1: False}, ("NEEDS_CONFIRMATION",)),
        ):
            self.amended[name] = await demand_in_plain_sql(home, user, deadline_at=at(20), bid_count=len(bids), **held)
            place = {"demand_id": self.amended[name]}
            for number, is_material in versions.items():
                version = {"number": number, "is_material": int(is_material), "published_at": at(number)}
                await insert("demand_version", id=new_id(), content="{}", **place, **version)
            for state in bids:
                given = {"party_id": await party_in_plain_sql(state), "state": state, "version": 1, "applied_at": at(1)}
                await insert("applicant", id=new_id(), submitted_number=1, **place, **given)

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
    url, walk, before = await databases.create(), Walk(), terms()
    use_terms(replace(before, fee_basis_points=321))
    try:
        await walk.go(url)
    finally:
        use_terms(before)
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


async def test_es8_the_upgrade_to_fees_of_contracts_keeps_the_rate_that_was_in_force(walk: Walk) -> None:
    for name in ("0029_contracts", "0036_disputes"):
        key = literal(walk.made[name]["contract"]["id"])
        found = await rows(f"SELECT fee_basis_points FROM contract WHERE id = {key}")
        assert found == [{"fee_basis_points": 321}]


async def test_the_upgrade_to_kinds_of_failures_reads_them_in_what_was_said(walk: Walk) -> None:
    found = {each.id: each.failure_kind for each in await Payment.filter(id__in=[*walk.payments.values()])}
    assert {name: found[key] for name, key in walk.payments.items()} == {
        "closed": "ACCOUNT_CLOSED",
        "refused": "ACCOUNT_CLOSED",
        "unknown": "OTHER",
        "silent": "OTHER",
        "cancelled": None,
        "pending": None,
    }


async def test_co8_the_upgrade_to_lacking_terms_reads_the_present_ones_of_contracts_that_wait(walk: Walk) -> None:
    for name in ("0029_contracts", "0041_failure_kinds"):
        key = literal(walk.made[name]["contract"]["id"])
        found = await rows(f"SELECT state, awarder_lacks, receiver_lacks FROM contract WHERE id = {key}")
        assert found == [{"state": "DRAFT", "awarder_lacks": False, "receiver_lacks": True}]


async def test_es7_the_upgrade_to_agreed_acceptance_reads_the_effective_terms(walk: Walk) -> None:
    """A supplement counts, and a contract that says nothing has the platform's time."""
    for name, days in (("0029_contracts", 5), ("0042_lacking_terms", 7)):
        key = literal(walk.made[name]["contract"]["id"])
        found = await rows(f"SELECT acceptance_working_days FROM contract WHERE id = {key}")
        assert found == [{"acceptance_working_days": days}]


async def test_the_upgrade_to_warranties_reads_the_effective_terms(walk: Walk) -> None:
    for name, months in (("0029_contracts", 12), ("0042_lacking_terms", 24)):
        key = literal(walk.made[name]["contract"]["id"])
        found = await rows(f"SELECT warranty_months FROM contract WHERE id = {key}")
        assert found == [{"warranty_months": months}]


async def test_eb6_the_upgrade_to_unconfirmed_bids_counts_them_and_keeps_the_time_to_confirm(walk: Walk) -> None:
    found = {each.id: each for each in await Demand.filter(id__in=[*walk.amended.values()])}
    assert {
        name: (found[key].unconfirmed_count, found[key].closable_at and found[key].closable_at.isoformat(" "))
        for name, key in walk.amended.items()
    } == {"waiting": (2, at(5)), "confirmed": (0, None), "before versions": (1, None)}
