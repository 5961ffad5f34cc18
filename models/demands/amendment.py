"""Amending a demand: after a material change every bidder has to confirm, and gets time to do so (EB-6)."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import stamp
from models.clock import now
from models.database.fetching import by_key
from models.decisions import decide
from models.demands.attachments import attach_to_demand, files_of_demands
from models.demands.demand import MACHINE, Demand, DemandAction, DemandState, book_of
from models.demands.drafting import MATERIAL, Brief, instant, write
from models.demands.events import DemandAmended, announce
from models.demands.facts import DemandChanged, DemandRevised
from models.demands.recorded import Recorded
from models.demands.search import index
from models.demands.versions import FieldChange, differences_of, keep_version
from models.errors import check_version
from models.facts import follow_up
from models.files.file import File
from models.journal import enter
from models.terms import terms


@dataclass(frozen=True, slots=True)
class AmendmentPreview:
    """What an amendment would change, whether bidders would have to confirm, and when bidding would end."""

    changes: Sequence[FieldChange]
    is_material: bool
    deadline_at: datetime | None


async def preview_amendment(
    demand: Demand, brief: Brief, *, expected_version: int | None, by: Viewer
) -> AmendmentPreview:
    """What `amend_demand` would change, which this does not; it refuses the same, but for files."""
    MACHINE.check(DemandAction.AMEND, demand, by)
    check_version(demand.version, expected_version)
    amended = copy(demand)
    changed = write(amended, brief)
    files = former_files = (await files_of_demands([demand.id]))[demand.id]
    if brief.attachments is not None:
        found = await by_key(File, brief.attachments)
        files = [found[key] for key in brief.attachments]
    if {file.id for file in files} != {file.id for file in former_files}:
        changed.add("attachments")
    is_material = _is_material(demand, changed)
    if is_material:
        amended.deadline_at = _deadline(demand, now())
    changes = differences_of(demand, amended, former_files=former_files, files=files) if changed else []
    return AmendmentPreview(changes, is_material, amended.deadline_at)


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
        is_material = _is_material(demand, changed)
        if is_material:
            at = stamp()
            demand.deadline_at = _deadline(demand, at)
            # Every bid waits for its confirmation from now on.
            demand.unconfirmed_count, demand.closable_at = demand.bid_count, at + terms().amendment_window
        await demand.save()
        await index(demand)
        announce(demand, DemandAmended(demand.id, changed=tuple(sorted(changed))), by=by.user.id)
        if demand.state is DemandState.OPEN:
            await _revise(demand, former, changed, is_material=is_material, by=by.user.id)
    return await Demand.get(id=demand.id)


def _is_material(demand: Demand, changed: set[str]) -> bool:
    return demand.state is DemandState.OPEN and not changed.isdisjoint(MATERIAL)


def _deadline(demand: Demand, at: datetime) -> datetime:
    """The deadline that leaves bidders enough time for a material change that is made now."""
    assert demand.deadline_at is not None
    return max(demand.deadline_at, at + terms().amendment_window)


async def _revise(demand: Demand, former: Demand, changed: set[str], *, is_material: bool, by: UUID) -> None:
    """Keeps another version of an open demand, and tells those whom it concerns what differs (EB-16)."""
    version = await keep_version(demand, is_material=is_material)
    facts: dict[str, Any] = {"changed": sorted(changed), "deadline": instant(demand.deadline_at)}
    if "criteria" in changed:  # by which the candidates are ranked from now on (WB-6)
        facts["criteria"] = [list(pair) for pair in demand.weights]
    await enter(book_of(demand.id), Recorded.AMENDED, by=by, version=version.number, **facts)
    fields = tuple(change.field for change in version.changes)
    if is_material:
        await follow_up(DemandChanged(demand, former, by, fields))
    await follow_up(DemandRevised(demand, former, by, fields, is_material))
