"""Demands: drafting, publishing, finding, changing and ending them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import SimpleNamespace
from typing import Any

import strawberry
from strawberry import UNSET

from models.accounts.parties import Party, PartyKind
from models.accounts.users import StaffRole, User
from models.accounts.viewer import Viewer
from models.database.fetching import by_key
from models.database.marks import Right
from models.database.telling import Statement, numbers
from models.demands import amendment, drafting, ending, search, versions
from models.demands import demand as tables
from models.demands.attachments import files_of_demands
from models.demands.demand import ABOUT_COUNT, MACHINE, Bidding, Demand, DemandAction
from models.demands.drafting import Brief, BudgetGiven, WeightGiven
from models.demands.events import MARKET
from models.demands.search import DemandOrder
from models.demands.versions import DemandVersion
from models.files.file import File
from models.ids import NOBODY, Ref
from models.pages import Page, Window
from models.sides import Sides, sides
from models.terms import terms
from realtime.log import cursor_of
from resolvers import access
from resolvers.accounts import refuse_null
from resolvers.context import Info, viewer_in
from resolvers.files.uploads import files_named
from resolvers.finding import find, node
from resolvers.telling import Reference


class DemandPage:
    """A page of demands, with the cursor of the market from which to follow on."""

    def __init__(self, cursor: str, page: Page[Demand]) -> None:
        self.cursor = cursor
        self.page = page


async def demand(info: Info, id: Ref) -> Demand | None:
    return await node(id, info.context.viewer) if id.kind == "demand" else None


async def find_demands(criteria: search.DemandCriteria, order: DemandOrder, window: Window) -> DemandPage:
    cursor = await cursor_of(MARKET.stream())
    return DemandPage(cursor, await search.find(criteria, order, window))


LISTED_MARKET = {"cursor": partial(cursor_of, MARKET.stream())}


async def demands_of_viewer(
    root: strawberry.Parent[Viewer],
    party_id: Ref,
    filter: search.OwnFilter | None = None,
    first: int | None = None,
    after: str | None = None,
) -> DemandPage:
    cursor = await cursor_of(MARKET.stream())
    party = party_id.of("party")
    if party is None or not root.acts_for(party):
        return DemandPage(cursor, Page.empty())
    wanted = filter or search.OwnFilter()
    return DemandPage(cursor, await search.of_party(party, wanted, Window(first, after), reader=root.user.id))


async def managed_demands_of_viewer(
    root: strawberry.Parent[Viewer],
    filter: search.ManagedFilter | None = None,
    order: search.ManagedOrder | None = None,
    first: int | None = None,
    after: str | None = None,
) -> DemandPage:
    cursor = await cursor_of(MARKET.stream())
    if StaffRole.RESOURCE_MANAGER not in root.staff:
        return DemandPage(cursor, Page.empty())
    wanted, sorting = filter or search.ManagedFilter(), order or search.ManagedOrder.DEADLINE
    return DemandPage(cursor, await search.of_manager(root.user.id, wanted, sorting, Window(first, after)))


async def draft_demand(
    info: Info,
    party_id: Ref,
    title: str,
    description: str,
    skills: list[str],
    audience: list[PartyKind],
    budget: BudgetGiven | None = None,
    duration_days: int | None = None,
    deadline_at: datetime | None = None,
    bidding: Bidding | None = None,
    is_bid_count_public: bool | None = None,
    criteria: list[WeightGiven] | None = None,
    attachment_ids: list[Ref] | None = None,
) -> Demand:
    by = viewer_in(info)
    party = await find(Party, party_id, by)
    brief = Brief(title, description, skills, budget, duration_days, audience, is_bid_count_public, criteria)
    brief = replace(brief, attachments=await files_named(attachment_ids or [], by))
    return await drafting.draft_demand(party, brief, deadline_at=deadline_at, bidding=bidding or Bidding.OPEN, by=by)


def _amending(verb: Callable[..., Any]) -> Callable[..., Any]:
    """A resolver that gives a verb what is to change of a demand."""

    async def act(
        info: Info,
        demand_id: Ref,
        expected_version: int,
        title: str | None = UNSET,
        description: str | None = UNSET,
        skills: list[str] | None = UNSET,
        budget: BudgetGiven | None = UNSET,
        duration_days: int | None = UNSET,
        audience: list[PartyKind] | None = UNSET,
        bidding: Bidding | None = UNSET,
        is_bid_count_public: bool | None = UNSET,
        criteria: list[WeightGiven] | None = UNSET,
        attachment_ids: list[Ref] | None = UNSET,
    ) -> Any:
        by = viewer_in(info)
        found = await find(Demand, demand_id, by)
        refuse_null(
            title=title,
            description=description,
            skills=skills,
            audience=audience,
            bidding=bidding,
            isBidCountPublic=is_bid_count_public,
            criteria=criteria,
            attachmentIds=attachment_ids,
        )
        given = {
            "title": title,
            "description": description,
            "skills": skills,
            "budget": budget,
            "duration_days": duration_days,
            "audience": audience,
            "bidding": bidding,
            "is_bid_count_public": is_bid_count_public,
            "criteria": criteria,
        }
        brief = Brief(
            **{name: value for name, value in given.items() if value is not UNSET},  # type: ignore[arg-type]
            clears=frozenset(name for name, value in given.items() if value is None),
            attachments=None if attachment_ids is UNSET else await files_named(attachment_ids or [], by),
        )
        return await verb(found, brief, expected_version=expected_version, by=by)

    act.__name__ = act.__qualname__ = verb.__name__
    return act


amend_demand = _amending(amendment.amend_demand)
preview_amendment = _amending(amendment.preview_amendment)


async def assign_manager(
    info: Info, demand_id: Ref, user_id: Ref | None = None, expected_version: int | None = None
) -> Demand:
    by = viewer_in(info)
    found = await find(Demand, demand_id, by)
    manager = by.user.id if user_id is None else user_id.of("user") or NOBODY
    return await ending.assign_manager(found, manager, expected_version=expected_version, by=by)


async def descriptions_of(demands: Sequence[Demand], *, viewer: Viewer | None) -> list[str]:  # noqa: ARG001 - seen with the demand
    return await tables.descriptions_of(demands)


async def histories_of(
    demands: Sequence[Demand], *, viewer: Viewer | None, first: int | None = None, after: str | None = None
) -> list[Page[DemandVersion]]:
    """A page of the versions of each demand, the latest first; none of a draft."""
    published = [demand.id for demand in demands if demand.published_at and access.may_see_demand(viewer, demand)]
    found = await versions.pages_of(published, Window(first, after))
    return [found.get(demand.id, Page.empty()) for demand in demands]


async def files_of_versions(versions: Sequence[DemandVersion], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the demand
    found = await by_key(File, {file for version in versions for file in version.files})
    return [[found[file] for file in version.files if file in found] for version in versions]


def bid_count_of(root: strawberry.Parent[Demand], info: Info) -> int | None:
    return root.bid_count if access.may_see_bid_count(info.context.viewer, root) else None


class _Counted(SimpleNamespace):
    """What decides who may see the number of bids on a demand."""

    @property
    def bidding(self) -> Bidding:
        return Bidding.SEALED if self.is_sealed else Bidding.OPEN

    @property
    def published_at(self) -> bool | None:
        return self.is_published or None

    def sides(self, viewer: Viewer | None) -> Sides:
        return sides(viewer, awarder=self.awarder_id, manager=self.resource_manager_id)


async def may_read_counts(demands: Sequence[Any], *, viewer: Viewer | None) -> list[bool]:
    """Of which of the demands the viewer may see the number of bids."""
    return [access.may_see_bid_count(viewer, _Counted(**vars(demand))) for demand in demands]  # type: ignore[arg-type] # all that it asks for


def _count_told(statement: Statement, demand: str) -> str:
    return statement.guarded(_COUNTING, demand, numbers(f"{demand}.bid_count"), instead="null")


_COUNTING = Right(may_read_counts, ("resource_manager_id",), ("awarder_id",), ABOUT_COUNT)
bid_count_of.told = _count_told  # type: ignore[attr-defined] # read by edge/tellable.py


def opened_at_of(root: strawberry.Parent[Demand], info: Info) -> datetime | None:
    # Bids are opened only where there are some.
    return root.opened_at if access.may_see_bid_count(info.context.viewer, root) else None


def closable_at_of(root: strawberry.Parent[Demand], info: Info) -> datetime | None:
    # Sealed bidding does not end early, and nobody learns what waits in it.
    waits = root.unconfirmed_count > 0 and root.bidding is Bidding.OPEN
    return root.closable_at if waits and access.may_see_workbench(info.context.viewer, root) else None


def award_working_days(_root: strawberry.Parent[Demand]) -> int:
    return terms().award_working_days


def demand_actions(root: strawberry.Parent[Demand], info: Info) -> list[DemandAction]:
    return MACHINE.actions(root, info.context.viewer)


awarders_of = Reference(Party, "awarder_id")


async def managers_of(demands: Sequence[Demand], *, viewer: Viewer | None) -> list[User | None]:
    shown = {
        demand.id: demand.resource_manager_id
        for demand in demands
        if access.may_see_workbench(viewer, demand) and demand.resource_manager_id
    }
    found = await by_key(User, set(shown.values()))
    return [found[shown[demand.id]] if demand.id in shown else None for demand in demands]


async def files_of(demands: Sequence[Demand], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the demand
    found = await files_of_demands([demand.id for demand in demands])
    return [found[demand.id] for demand in demands]


def least_bidding_seconds() -> int:
    return int(terms().least_window.total_seconds())
