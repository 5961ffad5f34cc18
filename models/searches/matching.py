"""Matching demands with saved searches in the background; each user learns of a match once (SA-1, SA-2)."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import F

from models.changes import change, record
from models.database import take_turns
from models.demands.demand import Demand, DemandState
from models.demands.facts import BiddingBegan, DemandRevised
from models.demands.search import DemandCriteria, matches
from models.due import reschedule
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify_all
from models.searches.events import SEARCHES, SearchMatched
from models.searches.search import TURN, SavedSearch, SearchAlert, SearchHit, SearchTask

# Searches that one move checks: a request that comes meanwhile waits at most for these.
AT_ONCE = 100
MOVE = "search_task"


async def look_through_searches(fact: BiddingBegan) -> None:
    """Schedules matching for a demand that takes bids from now on, so that publishing does not wait for it."""
    await _schedule(fact.demand, None)


async def look_through_again(fact: DemandRevised) -> None:
    """Schedules matching for a changed demand; only searches that it did not match before count."""
    former = _filtered_fields(fact.former)
    if former != _filtered_fields(fact.demand):
        await _schedule(fact.demand, former)


async def look_through_next(task_id: UUID) -> int:
    """Checks the next searches of a task and records new matches; returns 0 once there is no task."""
    async with change() as running:
        # A search that was saved before the task may not be committed yet: saving one holds this lock in shared mode.
        await take_turns(TURN)
        task = await SearchTask.get_or_none(id=task_id)
        if task is None:
            return 0
        demand = await Demand.get(id=task.demand_id)
        live = SavedSearch.filter(deleted_at=None, fits_since__lt=task.at)
        found = await live.filter(id__gt=task.passed).order_by("id").limit(AT_ONCE)
        fitting = [search.id for search in found if _is_new_match(search.criteria, demand, task.former)]
        await _record_matches(demand, await live.filter(id__in=fitting).order_by("id").select_for_update(), running.at)
        if len(found) < AT_ONCE:
            await task.delete()
            await reschedule(MOVE, task.id, None)
        else:
            task.passed = found[-1].id
            await task.save(update_fields=["passed"])
            # Queues behind what is due by now: a deadline waits for one step of each task, not for all steps.
            await reschedule(MOVE, task.id, running.at)
    return 1


async def waiting_tasks() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every task, with the time of its row, which is later once a part of the task is done."""
    async for task in SearchTask.all():
        yield task.id, task.at


async def _schedule(demand: Demand, former: dict[str, Any] | None) -> None:
    async with change() as running:
        if await SavedSearch.exists(deleted_at=None):
            task = await SearchTask.create(demand_id=demand.id, at=running.at, former=former)
            await reschedule(MOVE, task.id, task.at)


def _filtered_fields(demand: Demand) -> dict[str, Any]:
    """The fields that filters look at, as plain data."""
    return {
        "tokens": demand.tokens,
        "skills": demand.skills,
        "state": demand.state.value,
        "audience": demand.audience,
        "currency": demand.currency,
        "budget_low": demand.budget_low,
        "budget_high": demand.budget_high,
        "deadline_at": demand.deadline_at and demand.deadline_at.isoformat(),
    }


def _is_new_match(criteria: DemandCriteria, demand: Demand, former: dict[str, Any] | None) -> bool:
    if not matches(demand, criteria):
        return False
    if former is None:
        return True
    deadline = former["deadline_at"] and datetime.fromisoformat(former["deadline_at"])
    before = Demand(**{**former, "state": DemandState(former["state"]), "deadline_at": deadline})
    return not matches(before, criteria)


async def _record_matches(demand: Demand, searches: Sequence[SavedSearch], at: datetime) -> None:
    round = 0 if demand.reopened_at is None else 1
    match = {"demand_id": demand.id, "round": round}
    known = await SearchHit.filter(**match, search_id__in=[each.id for each in searches]).values_list(
        "search_id", flat=True
    )
    fresh = [search for search in searches if search.id not in known]
    await SearchHit.bulk_create([SearchHit(search_id=search.id, **match) for search in fresh])
    await SavedSearch.filter(id__in=[search.id for search in fresh]).update(
        new_count=F("new_count") + 1, last_matched_at=at
    )
    for search in fresh:
        record(SEARCHES.stream(search.user_id), SearchMatched(search.id, demand.id, search.new_count + 1), by=None)
    await _alert(demand, {search.user_id: search.name for search in reversed(fresh) if search.is_alerting}, match)


async def _alert(demand: Demand, names: dict[UUID, str], match: dict[str, Any]) -> None:
    """Notifies the users, given with the name of one of their searches, who were not notified before (SA-2)."""
    known = await SearchAlert.filter(**match, user_id__in=list(names)).values_list("user_id", flat=True)
    fresh = {user: name for user, name in names.items() if user not in known}
    await SearchAlert.bulk_create([SearchAlert(user_id=user, **match) for user in fresh])
    facts = {"demand": demand.title}
    await notify_all(
        [
            Notice([user], NotificationKind.SEARCH_MATCHED, ("demand", demand.id), {**facts, "name": name})
            for user, name in fresh.items()
        ],
        by=None,
    )
