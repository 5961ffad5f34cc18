"""The command line: serve, migrate, restored, check, measure, audit, reconcile, demo, schema, grant, vouch."""

import gc

gc.disable()  # until all is imported: nothing of it goes again, and looking for that takes a fifth of the start

import precompiled

texts = precompiled.Texts(precompiled.KEPT)
texts.begin()

import argparse
import asyncio
import json
import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, TypeVar

import structlog
import uvicorn

import settings as environment
from app import application, prepare, provider_of, storage_of
from edge.frames import PushingProtocol
from edge.incoming import ImpatientProtocol
from edge.listening import listener_of
from edge.workers import supervise
from models import database, keys
from models.accounts.users import StaffRole, grant, vouch
from models.clock import now
from models.database.columns import differences
from models.demands.demand import book_of
from models.errors import Refusal
from models.files.store import use_store
from models.ids import NOBODY
from models.invoices.jurisdictions import to_review
from models.journal import Book, book_named, first_broken
from models.ledger.auditing import Finding, audit, trial_balance
from models.money import Money
from models.payments.provider import close_provider, use_provider
from models.payments.reconciling import Listed, reconcile
from models.pressing import close_press
from models.templates.standard import keep_library
from models.workbench.measuring import measure_all
from ownership import check_files
from providers.payments import Away
from schema.kinds import ref
from schema.roots import build
from settings import Settings

texts.end()
gc.freeze()  # otherwise the first look of the collector, and each at everything, is at all that was imported
gc.enable()

T = TypeVar("T")

log = structlog.get_logger(__name__)
# With which `reconcile` ends if there is a difference; 1 says that it could not look for any.
DIFFER = 3


class Failed(Exception):
    """A command found what it was to find out; the message says what, and the code is that with which it ends."""

    def __init__(self, message: str, *, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def serve(settings: Settings, _: argparse.Namespace) -> None:
    """Runs the server until it is stopped."""
    if settings.is_production and settings.smtp_url is None:
        raise environment.BadSettings(
            f"SMTP_URL: production needs a mail server, or the word {environment.NO_MAIL} for no mail at all"
        )
    prepare(settings)
    check_files(settings)
    asyncio.run(with_database(settings, check_database()))
    for said in to_review(now().date()):
        log.warning("tax_rules_to_review", message=said)
    if not settings.is_production:
        print_addresses(settings)
    options: dict[str, Any] = {
        "host": settings.host,
        "port": settings.port,
        "log_config": None,
        "access_log": False,
        "http": ImpatientProtocol,
        "ws": PushingProtocol,
        "ws_max_size": settings.max_body_bytes,
        "ws_per_message_deflate": False,
        "timeout_keep_alive": settings.keep_alive_seconds,
        "timeout_graceful_shutdown": settings.shutdown_seconds,
    }
    if settings.workers > 1:
        config = uvicorn.Config(
            "app:from_environment",
            factory=True,
            workers=settings.workers,
            timeout_worker_healthcheck=30,
            **options,
        )
        listener = listener_of(config)
        convert_types()
        # The workers share what they do not write to, which a look of the collector would.
        gc.freeze()
        supervise(config, [listener])
    else:
        convert_types()
        uvicorn.run(application(settings, is_alone=True), **options)


def convert_types() -> None:
    """Makes the types of the schema ready for every schema of this process, and of its copies."""
    gc.disable()  # the types stay
    texts.begin()
    try:
        build()
    finally:
        texts.end()
        gc.enable()


def print_addresses(settings: Settings) -> None:
    origin = f"http://{settings.host}:{settings.port}"
    print(
        f"Bidhall   {origin}/\nGraphQL   {origin}/graphql (HTTP and WebSocket)\nGraphiQL  {origin}/graphiql", flush=True
    )
    if settings.smtp_url is None:
        print("Mails     are not sent: each is a line below with the event `mail` and its link", flush=True)


def migrate(settings: Settings, _: argparse.Namespace) -> None:
    """Applies all missing migrations to the database."""
    prepare(settings)
    asyncio.run(database.migrate(settings.database_url.get_secret_value()))
    asyncio.run(with_database(settings, measure_all(only_outdated=True)))
    asyncio.run(with_database(settings, keep_library()))


def restored(settings: Settings, _: argparse.Namespace) -> None:
    """Makes clients load again what they follow; run it after a backup was restored, before the server starts."""
    prepare(settings)
    asyncio.run(with_database(settings, begin_lineage()))
    print("Every stream has another epoch: clients load again what they follow.")


def check(settings: Settings, given: argparse.Namespace) -> None:
    """Checks the selection record of a demand, or every journal, from its first entry on, and the age of tax rules."""
    prepare(settings)
    for said in to_review(now().date()) if given.demand is None else ():
        print(said, file=sys.stderr)
    broken = asyncio.run(with_database(settings, broken_journals(given.demand)))
    if broken:
        raise Failed("\n".join(f"{name} is broken at entry {place}." for name, place in broken.items()))
    print("Every journal is intact." if given.demand is None else "The record is intact.")


def measure(settings: Settings, _: argparse.Namespace) -> None:
    """Measures all candidates anew, a few hundred in each transaction; safe while servers run."""
    prepare(settings)
    count, changed = asyncio.run(with_database(settings, _measured()))
    print(f"{count} candidates were measured; of {changed}, something else had been stored.")


async def _measured() -> tuple[int, int]:
    await check_tables()
    return await measure_all()


def audit_ledger(settings: Settings, _: argparse.Namespace) -> None:
    """Checks the whole ledger, from its first posting on, and prints what is where in each currency."""
    prepare(settings)
    findings, balances = asyncio.run(with_database(settings, _audited()))
    for kind, money in balances:
        print(f"{kind:<9} {money.amount:>20} {money.currency}")
    if findings:
        raise Failed("\n".join(f"{each.why}: {each.what}, {each.one} and {each.other}." for each in findings))
    print("The ledger is intact.")


async def _audited() -> tuple[list[Finding], list[tuple[str, Money]]]:
    await check_tables()
    return await audit(), await trial_balance()


def compare_payments(settings: Settings, given: argparse.Namespace) -> None:
    """Compares payments with what the provider says has moved from one instant to another, such as 2027-01-31."""
    if given.start >= given.end:
        raise Failed("FROM has to be before TO.")
    prepare(settings)
    use_provider(provider_of(settings))
    try:
        found = asyncio.run(with_database(settings, _reconciled(given.start, given.end)))
    except Away as error:
        raise Failed(f"PAYMENTS: the provider does not answer: {error}") from None
    # For programs: what is said for people goes to the other stream.
    for each in found:
        said = {"kind": each.kind, "payment": each.payment and str(each.payment), "object": each.object_ref}
        print(json.dumps({**said, "here": each.here or None, "there": each.there or None}, ensure_ascii=False))
    if found:
        raise Failed(f"Differences between payments and provider: {len(found)}.", code=DIFFER)
    print("Payments and provider agree.", file=sys.stderr)


async def _reconciled(start: datetime, end: datetime) -> list[Listed]:
    await check_tables()
    try:
        return await reconcile(start, end)
    finally:
        await close_provider()


def instant(text: str) -> datetime:
    """An instant in ISO 8601; in UTC unless it says otherwise."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def print_schema(_: Settings, __: argparse.Namespace) -> None:
    """Prints the GraphQL schema in SDL."""
    print(build().as_str())


def vouch_for(settings: Settings, given: argparse.Namespace) -> None:
    """Counts a user's mail address as verified."""
    prepare(settings)
    user = asyncio.run(with_database(settings, vouch(given.email)))
    print(f"{user.email} counts as verified.")


def grant_role(settings: Settings, given: argparse.Namespace) -> None:
    """Gives a user with a verified mail address a staff role."""
    prepare(settings)
    user = asyncio.run(with_database(settings, grant(given.email, StaffRole(given.role))))
    print(f"{user.email} is now {given.role}.")


def make_demo(settings: Settings, _: argparse.Namespace) -> None:
    """Fills an empty database with demonstration data; one with data is left unchanged."""
    if settings.is_production:
        raise environment.BadSettings("ENVIRONMENT: production takes no demonstration, for its passwords are known")
    prepare(settings)
    use_store(storage_of(settings))
    use_provider(provider_of(settings))
    print(asyncio.run(with_database(settings, _demonstrate())))


async def _demonstrate() -> str:
    from demo import make

    await keys.open_ids()
    try:
        return await make()
    finally:
        await close_press()
        await close_provider()


async def broken_journals(demand: str | None) -> dict[str, int]:
    """The first broken entry of each journal that is not intact, by its name; of one demand's record, if it is given.

    A journal is named as its entries name it: its kind, and the UUID that is in the opaque id.
    """
    await check_tables()
    await keys.open_ids()
    books = Book.all() if demand is None else Book.filter(name=book_of(ref(demand).of("demand") or NOBODY))
    names = sorted(await books.values_list("name", flat=True), key=str)
    if demand is not None and not names:
        raise Failed(f"{demand} is not the id of a demand with a record.")
    found = {str(name): await first_broken(str(name)) for name in names}
    return {book_named(name): place for name, place in found.items() if place is not None}


async def check_database() -> None:
    """Refuses a database that this version cannot serve, with these secrets."""
    await check_tables()
    if await database.answers():
        await keys.open_ids()
        # Those of a former version that still ran after the migrations.
        await measure_all(only_outdated=True)


async def check_tables() -> None:
    """Refuses a database that is not as this version needs it; accepts one that does not answer yet."""
    if missing := await database.missing_migrations():
        raise environment.BadSettings(
            f"DATABASE_URL: the database lacks {', '.join(missing)}: run `python main.py migrate` first."
        )
    if await database.answers() and (found := await differences()):
        raise environment.BadSettings(
            f"DATABASE_URL: the tables are not those of this version: {', '.join(found[:10])}. The migrations were "
            "applied, but not as they are here: restore a backup, or run the version that made this database."
        )


async def begin_lineage() -> None:
    await check_tables()
    await database.renew()


async def with_database(settings: Settings, work: Coroutine[object, object, T]) -> T:
    await database.connect(settings.database_url.get_secret_value())
    try:
        return await work
    finally:
        await database.disconnect()


def main() -> int:
    parser = argparse.ArgumentParser(prog="main.py", description="Bidhall: a market for IT services.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run in (
        ("serve", serve),
        ("migrate", migrate),
        ("restored", restored),
        ("check", check),
        ("measure", measure),
        ("audit", audit_ledger),
        ("reconcile", compare_payments),
        ("demo", make_demo),
        ("schema", print_schema),
        ("grant", grant_role),
        ("vouch", vouch_for),
    ):
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if run is check:
            command.add_argument("demand", metavar="DEMAND_ID", nargs="?")
        if run is compare_payments:
            command.add_argument("start", metavar="FROM", type=instant)
            command.add_argument("end", metavar="TO", type=instant)
        if run in (grant_role, vouch_for):
            command.add_argument("email", metavar="EMAIL")
        if run is grant_role:
            command.add_argument("role", metavar="ROLE", choices=list(StaffRole))
    given = parser.parse_args()
    try:
        given.run(environment.read(), given)
    except Failed as error:
        print(error, file=sys.stderr)
        return error.code
    except (environment.BadSettings, database.MigrationsAltered, Refusal) as error:
        print(error, file=sys.stderr)
        return 1
    except keys.OtherIdSecret as error:
        print(f"ID_SECRET: {error}", file=sys.stderr)
        return 1
    except database.UNREACHABLE as error:
        print(f"DATABASE_URL: {database.reason_of(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
