"""The table of due moves, compared with the things that it refers to."""

from datetime import datetime
from uuid import UUID

from models.demands.demand import Demand
from models.demands.demand import due_of as demand_due
from models.due import DueMove
from models.interviews.interview import Interview, participants_of
from models.interviews.keeping import due_of as interview_due
from models.searches.search import SearchTask

Times = dict[tuple[str, UUID], datetime]


async def check_due_moves() -> Times:
    """Fails unless each thing has the row that it should have; gives the rows.

    That of an interview may be early while people are in it, since heartbeats do not touch it; that of a task of
    saved searches is later once a part of it is done.
    """
    found: Times = {(each.kind, each.key): each.at for each in await DueMove.all()}
    wanted: Times = {}
    for demand in await Demand.all():
        if due := demand_due(demand):
            wanted["demand", demand.id] = due
    for interview in await Interview.all():
        people = await participants_of(interview.id)
        if due := interview_due(interview, people):
            row = found.get(("interview", interview.id))
            is_early = row is not None and row < due and any(person.away_at for person in people)
            wanted["interview", interview.id] = row if is_early and row else due
    for task in await SearchTask.all():
        wanted["search_task", task.id] = max(task.at, found.get(("search_task", task.id), task.at))
    assert found == wanted
    return found
