"""The state table of applications: one for the draft and the submitted bid together (EB-5, EB-7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.database.fetching import by_column
from models.database.reading import Columns
from models.demands.applicants import COUNTED, LIVE, Applicant, Bid, BidState
from models.demands.awards import Award
from models.demands.demand import DEMAND, RUNNING, Demand, DemandState, demand_in
from models.demands.drafts import BidDraft, drafts_of, has_currency_of, problems_of
from models.errors import Refused
from models.locks import Lock
from models.sides import Side, Sides, foremost, sides
from models.states import Guard, Machine, Move


class ApplicantAction(StrEnum):
    """What somebody may do with an application."""

    SAVE = "SAVE"
    SUBMIT = "SUBMIT"
    CONFIRM = "CONFIRM"
    DISCARD_DRAFT = "DISCARD_DRAFT"
    WITHDRAW = "WITHDRAW"
    INVALIDATE = "INVALIDATE"


S, A = BidState, ApplicantAction


@dataclass(slots=True)
class BidCase:
    """An application with its demand, its draft if there is one, and whether the demand is offered to it."""

    applicant: Applicant
    demand: Demand
    draft: BidDraft | None = None
    # The currency of the submitted bid, where it needs confirmation.
    currency: str | None = None
    is_awarded: bool = False
    # The applicant's party, where it is locked, too.
    party: Party | None = None
    # Whether it is seen by somebody who does not belong to the applicant.
    is_from_outside: bool = False

    @property
    def state(self) -> BidState:
        return self.applicant.state

    @property
    def version(self) -> int:
        return version_seen(self.applicant, is_own=not self.is_from_outside)

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this application."""
        return sides_of(self.applicant, self.demand, viewer)


def sides_of(applicant: Applicant, demand: Demand, viewer: Viewer | None) -> Sides:
    """What the viewer is to an application."""
    return sides(viewer, awarder=demand.awarder_id, other=applicant.party_id, manager=demand.resource_manager_id)


def is_own(viewer: Viewer | None, demand: Demand, applicant: Applicant) -> bool:
    """Whether the viewer is on the applicant's side: nobody else learns of its drafts (EB-5)."""
    return foremost(sides_of(applicant, demand, viewer)) is Side.OTHER


def version_seen(applicant: Applicant, *, is_own: bool) -> int:
    """The version of an application; others see one that does not rise when a draft is saved."""
    return applicant.version if is_own else applicant.version - applicant.draft_versions


async def cases_of(applicants: Sequence[Applicant], demands: Iterable[Demand]) -> list[BidCase]:
    """The applications, each with its demand, as the state table looks at them; only what can matter is read."""
    found = [BidCase(applicant, demand) for applicant, demand in zip(applicants, demands, strict=True)]
    drafts = await drafts_of({each.applicant.id for each in found if each.state in LIVE})
    unconfirmed = [each.applicant.id for each in found if each.state is S.NEEDS_CONFIRMATION]
    offered = [each.applicant.id for each in found if each.demand.state in _AWARDED and each.state in COUNTED]
    currencies = await _currencies_of(unconfirmed) if unconfirmed else {}
    awards = await by_column(Award, "applicant_id", offered, also="live_key IS NOT NULL")
    awarded = {award.applicant_id for award in awards}
    for case in found:
        case.draft = drafts.get(case.applicant.id)
        case.currency = currencies.get(case.applicant.id)
        case.is_awarded = case.applicant.id in awarded
    return found


_APPLICANT, _DRAFT = Columns(Applicant, "a"), Columns(BidDraft, "b")
_WITH_DEMAND = "applicant a JOIN demand d ON d.id = a.demand_id"
_LOCK = Lock(f"{_WITH_DEMAND} WHERE a.id = ?", DEMAND, _APPLICANT)
_LOCK_WITH_DRAFT = Lock(
    f"{_WITH_DEMAND} JOIN bid_draft b ON b.applicant_id = a.id WHERE a.id = ?", DEMAND, _APPLICANT, _DRAFT
)


async def bid_held(applicant: UUID, by: Viewer) -> tuple[BidCase, Viewer]:
    """The application with its demand, both locked until the commit; the demand's row is locked first."""
    row, by = await _LOCK.hold(applicant, by)
    (case,) = await cases_of([_APPLICANT.in_row(row)], [demand_in(row)])
    return case, by


async def draft_held(applicant: UUID, by: Viewer) -> tuple[BidCase, Viewer]:
    """The same for an application whose draft is to be submitted; with nothing else, if there is a draft."""
    found = await _LOCK_WITH_DRAFT.hold_if_there(applicant, by)
    if found is None:
        return await bid_held(applicant, by)
    row, by = found
    return BidCase(_APPLICANT.in_row(row), demand_in(row), _DRAFT.in_row(row)), by


async def _currencies_of(applicants: Sequence[UUID]) -> dict[UUID, str]:
    """The currency of each submitted bid: an amendment can leave it behind."""
    bids = Bid.filter(applicant_id__in=applicants).order_by("number")
    return dict(await bids.values_list("applicant_id", "currency"))


def _while(*states: DemandState) -> Guard[BidCase]:
    def guard(case: BidCase, _: Sides) -> Refused | None:
        if case.demand.state in states:
            return None
        return Refused(
            "WRONG_STATE", "The demand is {state}: its bids cannot change now.", state=case.demand.state.value
        )

    return guard


def _has_draft(case: BidCase, _: Sides) -> Refused | None:
    if case.draft is None:
        return Refused("WRONG_STATE", "There is no draft beside what was submitted: save one first.")
    return None


def _has_currency(case: BidCase, _: Sides) -> Refused | None:
    if case.draft is not None and not has_currency_of(case.draft, case.demand):
        return other_currency(case.demand)
    return None


def _is_complete(case: BidCase, _: Sides) -> Refused | None:
    problems = problems_of(case.draft, case.demand) if case.draft is not None else []
    if problems:
        return Refused("INCOMPLETE", "The draft is not complete: see its problems.")
    return None


def _can_stay_unchanged(case: BidCase, _: Sides) -> Refused | None:
    return None if case.currency in (None, case.demand.currency) else other_currency(case.demand)


def _is_not_awarded(case: BidCase, _: Sides) -> Refused | None:
    if case.is_awarded:
        return Refused("WRONG_STATE", "The demand is offered to this bidder: answer the offer instead.")
    return None


def _is_not_under_way(case: BidCase, _: Sides) -> Refused | None:
    if case.is_awarded and (case.demand.state in _UNDER_WAY or case.demand.effective_at is not None):
        return Refused("WRONG_STATE", "The contract on this bid is effective: only its termination can end it.")
    return None


def other_currency(demand: Demand) -> Refused:
    return Refused("CURRENCY_MISMATCH", "Bids on this demand must be in {currency}.", currency=demand.currency)


_OPEN = _while(DemandState.OPEN)
_UNDER_WAY = frozenset({DemandState.IN_PROGRESS, DemandState.COMPLETED})
_AWARDED = frozenset({DemandState.AWARDED, DemandState.CONTRACTED}) | _UNDER_WAY
_TEAM = frozenset({Side.OTHER})
_LEAD = frozenset({Side.OTHER_LEAD})
_STAFF = frozenset({Side.MANAGER, Side.ADMINISTRATOR})

MACHINE: Machine[BidState, ApplicantAction, BidCase] = Machine(
    "bid",
    [
        Move(A.SAVE, LIVE, None, _TEAM, (_OPEN,)),
        Move(A.SUBMIT, LIVE, S.SUBMITTED, _LEAD, (_OPEN, _has_draft, _has_currency, _is_complete)),
        Move(A.CONFIRM, frozenset({S.NEEDS_CONFIRMATION}), S.SUBMITTED, _LEAD, (_OPEN, _can_stay_unchanged)),
        Move(A.DISCARD_DRAFT, COUNTED, None, _TEAM, (_OPEN, _has_draft)),
        Move(A.WITHDRAW, LIVE, S.WITHDRAWN, _LEAD, (_while(*RUNNING), _is_not_awarded)),
        Move(A.INVALIDATE, frozenset(S) - {S.INVALIDATED}, S.INVALIDATED, _STAFF, (_is_not_under_way,)),
    ],
    hold=bid_held,
)
