"""Amending a demand: after a material change every bidder has to confirm, and gets time to do so (EB-6)."""

from copy import copy
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import stamp
from models.decisions import decide
from models.demands.attachments import attach_to_demand
from models.demands.demand import MACHINE, Demand, DemandAction, DemandState, book_of
from models.demands.drafting import MATERIAL, Brief, instant, write
from models.demands.events import DemandAmended, announce
from models.demands.facts import DemandChanged, DemandRevised
from models.demands.search import index
from models.demands.versions import keep_version
from models.facts import follow_up
from models.journal import enter
from models.terms import terms


async def amend_demand(demand: Demand, brief: Brief, *, expected_version: int | None, by: Viewer) -> Demand:
    """Changes what a demand asks for; without a difference, nothing happens."""
    async with decide(MACHINE, DemandAction.AMEND, demand.id, expected_version=expected_version, by=by) as decision:
        demand, former = decision.case, copy(decision.case)
        changed = write(demand, brief)
        if brief.attachments is not None and await attach_to_demand(demand, brief.attachments, by=decision.by):
            changed.add("attachments")
        if not changed:
            return await Demand.get(id=demand.id)
        demand.version += 1
        is_material = demand.state is DemandState.OPEN and not changed.isdisjoint(MATERIAL)
        if is_material:
            assert demand.deadline_at is not None
            demand.deadline_at = max(demand.deadline_at, stamp() + terms().amendment_window)
        await demand.save()
        await index(demand)
        announce(demand, DemandAmended(demand.id, changed=tuple(sorted(changed))), by=by.user.id)
        if demand.state is DemandState.OPEN:
            await _revise(demand, former, changed, is_material=is_material, by=by.user.id)
    return await Demand.get(id=demand.id)


async def _revise(demand: Demand, former: Demand, changed: set[str], *, is_material: bool, by: UUID) -> None:
    """Keeps another version of an open demand, and tells those whom it concerns what differs (EB-16)."""
    version = await keep_version(demand, is_material=is_material)
    facts: dict[str, Any] = {"changed": sorted(changed), "deadline": instant(demand.deadline_at)}
    if "criteria" in changed:  # by which the candidates are ranked from now on (WB-6)
        facts["criteria"] = [list(pair) for pair in demand.weights]
    await enter(book_of(demand.id), "AMENDED", by=by, version=version.number, **facts)
    fields = tuple(change.field for change in version.changes)
    if is_material:
        await follow_up(DemandChanged(demand, by, fields))
    await follow_up(DemandRevised(demand, former, by, fields, is_material))
