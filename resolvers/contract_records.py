"""The record of a contract, and the bundle to keep."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from models import books
from models.accounts.viewer import Viewer
from models.books import RecordOrder
from models.clock import now
from models.clockwork import catch_up_to_read
from models.contracts.cases import side_in
from models.contracts.contract import (
    Contract,
    ContractSide,
    book_of,
)
from models.contracts.record import read_by
from models.errors import not_found
from models.files.limits import file_limits
from models.files.links import LinkKind
from models.journal import Entry, recheck
from models.pages import Page, Window
from models.sides import sides
from models.supplements.bundling import bundle_of
from resolvers import access
from resolvers.context import Info
from resolvers.files.reading import viewer_behind
from resolvers.files.uploads import link_to


async def record_of(
    root: strawberry.Parent[Contract],
    info: Info,
    order: RecordOrder | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Page[Entry]:
    window = Window(first, after, last, before)
    return await entries_for(info.context.viewer, root, book_of(root.id), order, window)


async def entries_for(
    viewer: Viewer | None, contract: Contract, book: str, order: RecordOrder | None, window: Window
) -> Page[Entry]:
    """The entries of a journal that belongs to a contract, as the viewer's side reads them."""
    side = side_in(sides(viewer, awarder=contract.awarder_id, other=contract.receiver_id))
    if side is None or not access.may_see_record_of_contract(viewer, contract):
        return Page.empty()
    found = await books.entries_of(book, order or RecordOrder.OLDEST, window)
    read_by(side, found.rows)
    return found


async def end_of_record(root: strawberry.Parent[Contract], info: Info) -> tuple[int, str]:
    """The number of its entries and the digest of the last one."""
    if not access.may_see_record_of_contract(info.context.viewer, root):
        return 0, ""
    return await books.end_of(book_of(root.id))


async def record_length(root: strawberry.Parent[Contract], info: Info) -> int:
    return (await end_of_record(root, info))[0]


async def record_digest(root: strawberry.Parent[Contract], info: Info) -> str:
    return (await end_of_record(root, info))[1]


async def first_broken_seqs_of(contracts: Sequence[Contract], *, viewer: Viewer | None) -> list[int | None]:
    return [
        await recheck(book_of(each.id)) if access.may_see_record_of_contract(viewer, each) else None
        for each in contracts
    ]


def side_of_entry(root: strawberry.Parent[Entry]) -> ContractSide | None:
    side = root.facts.get("side")
    return ContractSide(side) if side else None


def facts_of_entry(root: strawberry.Parent[Entry]) -> list[tuple[str, str | None]]:
    """The facts by name, as text; several values have commas between."""
    return [(name, _as_text(fact)) for name, fact in sorted(root.facts.items())]


def _as_text(fact: object) -> str | None:
    if fact is None:
        return None
    return ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)


async def bundle_url_of(root: strawberry.Parent[Contract], info: Info) -> str | None:
    # Whoever only compares a scan of a supplement has no use for it.
    if root.effective_at is None or not access.may_see_record_of_contract(info.context.viewer, root):
        return None
    return await link_to(info, LinkKind.BUNDLE, root.id, now() + file_limits().link_time)


async def bundle_at(key: UUID, token: str, *, is_read: bool) -> tuple[str, bytes]:
    """The name and the content of the bundle that a link names, if the user it was made for may still see it.

    Without `is_read`, the content is empty, and no download is logged.
    """
    viewer = await viewer_behind(LinkKind.BUNDLE, key, token)
    await catch_up_to_read()
    found = await Contract.get_or_none(id=key)
    if found is None or found.effective_at is None or not access.may_see_contract(viewer, found):
        raise not_found("contract")
    return f"{found.number}.zip", await bundle_of(found, by=viewer) if is_read else b""
