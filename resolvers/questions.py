"""Questions about demands: loading them in batches, and following them live."""

from collections.abc import Collection, Sequence
from uuid import UUID

import strawberry

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.database.fetching import by_key
from models.demands.demand import Demand
from models.ids import Ref
from models.pages import Page, Window, list_size
from models.questions import question as rules
from models.questions.events import QUESTIONS, AboutQuestion, QuestionHidden, QuestionWithdrawn
from models.questions.question import MACHINE, FormerAnswer, Question, QuestionAction, QuestionCase
from realtime.groups import Feed
from realtime.log import Head, heads_of
from resolvers import access
from resolvers.bids import demands_of
from resolvers.context import Info
from resolvers.demands import demand as demand_by
from resolvers.live import LiveEvent, showing, unseen


class QuestionPage:
    """A page of a demand's questions, with the cursor from which to follow on."""

    def __init__(self, demand: Demand, cursor: str, page: Page[Question]) -> None:
        self.demand = demand
        self.cursor = cursor
        self.page = page


async def questions_of(
    demands: Sequence[Demand],
    *,
    viewer: Viewer | None,
    first: int | None = None,
    after: str | None = None,
) -> list[QuestionPage]:
    # Read the cursors first: what is asked meanwhile is then in the page and delivered again, never missed.
    streams = {demand.id: QUESTIONS.stream(demand.id) for demand in demands}
    heads = await heads_of(streams.values())
    found = await rules.pages_of(
        streams,
        Window(first, after),
        **_shown_to(viewer, demands),
    )
    return [
        QuestionPage(
            demand,
            str(heads.get(streams[demand.id], Head(streams[demand.id], "", 0, 0)).cursor),
            found[demand.id],
        )
        for demand in demands
    ]


async def totals_of(pages: Sequence[QuestionPage], *, viewer: Viewer | None) -> list[int]:
    demands = {page.demand.id: page.demand for page in pages}
    found = await rules.totals_of(demands, **_shown_to(viewer, demands.values()))
    return [found[page.demand.id] for page in pages]


def _shown_to(viewer: Viewer | None, demands: Collection[Demand]) -> dict[str, Collection[UUID]]:
    """Where hidden questions are shown to the viewer, too: on demands that they oversee, and their own ones."""
    overseen = {demand.id for demand in demands if access.may_see_askers(viewer, demand)}
    return {"overseen": overseen, "parties": viewer.roles if viewer else ()}


async def questions(info: Info, demand_id: Ref, after: str | None = None) -> Feed:
    """The events of a demand's questions, the same for every follower."""
    demand = await demand_by(info, demand_id)
    if demand is None:
        raise unseen("demand")
    gathering = info.context.gathering

    async def fits(shown: LiveEvent) -> bool:
        if not isinstance(shown.event, AboutQuestion) or isinstance(shown.event, QuestionWithdrawn | QuestionHidden):
            return True
        # A question that was withdrawn or hidden since is not delivered, only the event that removed it.
        question = await gathering.row(Question, shown.event.question)
        return question is not None and question.state in rules.READABLE

    return Feed(
        QUESTIONS.stream(demand.id), after, scope="anyone", settles_roles=False, show=showing(QUESTIONS), fits=fits
    )


def is_mine(root: strawberry.Parent[Question], info: Info) -> bool:
    return info.context.viewer is not None and info.context.viewer.acts_for(root.party_id)


async def askers_of(things: Sequence[Question], *, viewer: Viewer | None) -> list[Party | None]:
    demands = await demands_of(things, viewer=viewer)
    shown = {
        question.id: question.party_id
        for question, demand in zip(things, demands, strict=True)
        if access.may_see_askers(viewer, demand)
    }
    found = await by_key(Party, set(shown.values()))
    return [found[shown[question.id]] if question.id in shown else None for question in things]


async def actions_of_questions(things: Sequence[Question], *, viewer: Viewer | None) -> list[list[QuestionAction]]:
    demands = await demands_of(things, viewer=viewer)
    return [
        MACHINE.actions(QuestionCase(question, demand), viewer)
        for question, demand in zip(things, demands, strict=True)
    ]


async def formers_of(
    things: Sequence[Question],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the question
    first: int | None = None,
) -> list[list[FormerAnswer]]:
    found = await rules.former_answers_of([question.id for question in things], most=list_size(first))
    return [found[question.id] for question in things]
