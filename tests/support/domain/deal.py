"""An accepted award and its contract, made by verbs in the tests' own process."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from documents.canonical import canonical, digest
from models.accounts.hashing import password_hash
from models.accounts.members import create_party
from models.accounts.parties import MemberRole, Membership, Party, PartyKind
from models.accounts.sessions import viewer_with
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.bids.saving import Offer, save_bid
from models.bids.submission import submit_bid
from models.clock import now
from models.contracts.approving import approve_terms
from models.contracts.contract import Contract, ContractSide, book_of
from models.contracts.drafting import draft_contract, prepare_draft, prepare_revision, revise_contract
from models.contracts.signing import sign_contract
from models.contracts.terms import FieldGiven, PartyGiven, StageGiven, TermsGiven
from models.demands.applicants import Applicant
from models.demands.awards import Award, ContractKind
from models.demands.candidates import Candidate
from models.demands.closing import close_bidding
from models.demands.demand import Demand
from models.files.store import use_store
from models.journal import Entry
from models.money import MoneyGiven
from models.templates.template import Template, TemplatePurpose, TemplateVersion
from models.workbench.awards import accept_award, award_demand
from tests.support.domain.inside import DAY, START, opened, somebody

PASSWORD = "correct horse battery"
SOURCE = """
#show: clauses
#title("Agreement")
#parties()
= Scope
#f("scope")
= Stages
#stages()
"""
FIELDS: list[dict[str, Any]] = [
    {"key": "scope", "label": "What is built", "type": "TEXT"},
    {"key": "start", "label": "When work starts", "type": "DATE", "isRequired": False},
    {"key": "withholding", "label": "Who withholds taxes", "type": "TEXT", "isRequired": False},
    {"key": "rights_clause", "label": "Whose the results are", "type": "TEXT", "isRequired": False},
]
FIRM = PartyGiven(address="1 High Street", registration="HRB 1", representative="Olga", seal="A round one")
PERSON = PartyGiven(address="2 Low Street", identity="Passport X1")


class Shelf:
    """A store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def put(self, name: str, content: bytes, /) -> None:
        self.kept[name] = content

    async def read(self, name: str, start: int = 0, end: int | None = None, /) -> AsyncIterator[bytes]:
        yield self.kept[name][start:end]


@dataclass
class Deal:
    """The two sides of an accepted award, with a template."""

    awarder: Viewer
    house: Party
    receiver: Viewer
    firm: Party
    demand: Demand
    award: Award
    template: TemplateVersion

    def given(self, **changes: Any) -> TermsGiven:
        """Terms that nothing is missing in."""
        is_person = self.firm.kind is PartyKind.INDIVIDUAL
        given = {
            "template_version": self.template,
            "fields": fields(scope="A portal.", **(RIGHTS if is_person else {})),
            "stages": stages("1000.00", "2000.00"),
            "awarder": FIRM,
            "receiver": PERSON if is_person else FIRM,
        }
        return TermsGiven(**{**given, **changes})

    async def drafted(self, **changes: Any) -> Contract:
        made = await prepare_draft(self.award, self.given(**changes), by=self.awarder)
        return await draft_contract(self.award, made, by=self.awarder)

    async def revised(self, contract: Contract, *, by: Viewer | None = None, **changes: Any) -> Contract:
        by, version = by or self.receiver, contract.version
        made = await prepare_revision(contract, TermsGiven(**changes), expected_version=version, by=by)
        return await revise_contract(contract, made, expected_version=version, by=by)

    async def approved(self, contract: Contract) -> Contract:
        for party, by in ((self.house, self.awarder), (self.firm, self.receiver)):
            contract = await approve_terms(contract, party, digest=contract.digest, by=by)
        return contract

    async def signed(self, contract: Contract, side: ContractSide, *, by: Viewer | None = None) -> Contract:
        party = self.house if side is ContractSide.AWARDER else self.firm
        by = by or (self.awarder if side is ContractSide.AWARDER else self.receiver)
        return await sign_contract(contract, party, digest=contract.digest, password=PASSWORD, by=by)

    async def effective(self, **changes: Any) -> Contract:
        contract = await self.approved(await self.drafted(**changes))
        for side in (ContractSide.RECEIVER, ContractSide.AWARDER):
            contract = await self.signed(contract, side)
        return contract


RIGHTS = {"withholding": "Nobody.", "rights_clause": "The awarder's."}


def fields(**values: str) -> list[FieldGiven]:
    return [FieldGiven(key, value) for key, value in values.items()]


def stages(*amounts: str) -> list[StageGiven]:
    return [StageGiven(f"Stage {number}", Decimal(amount)) for number, amount in enumerate(amounts, start=1)]


async def deal(
    *, kind: PartyKind = PartyKind.ENTERPRISE, price: str = "3000.00", rivals: int = 0, currency: str = "USD"
) -> Deal:
    """An award of an enterprise that a party of this kind has accepted; the rivals stay in reserve."""
    awarder, receiver = await somebody(is_verified=True), await somebody(is_verified=True)
    house = await create_party(name="The House", kind=PartyKind.ENTERPRISE, by=awarder)
    firm = await Party.get(id__in=list(receiver.roles))
    if kind is not PartyKind.INDIVIDUAL:
        firm = await create_party(name="The Firm", kind=kind, by=receiver)
    both = (house, await known(awarder)), (firm, await known(receiver))
    return await deal_between(*both, price=price, rivals=rivals, currency=currency)


async def deal_between(
    awarding: tuple[Party, Viewer],
    receiving: tuple[Party, Viewer],
    *,
    price: str = "3000.00",
    rivals: int = 0,
    currency: str = "USD",
) -> Deal:
    """The same of two parties, each with an owner."""
    use_store(Shelf())
    (house, awarder), (firm, receiver) = awarding, receiving
    lasts = max(now() - START, timedelta()) + 7 * DAY
    demand = await opened(awarder, party=house, lasts=lasts, currency=currency)
    applicant = await _bid(demand, firm, receiver, price)
    for _ in range(rivals):
        rival = await somebody()
        await _bid(demand, await Party.get(id__in=list(rival.roles)), rival, price)
    demand = await close_bidding(demand, by=awarder)
    candidate = await Candidate.get(applicant_id=applicant.id)
    given = {"reason": "The best.", "justification": "We know them."}
    award = await award_demand(candidate, expected_version=demand.version, by=awarder, **given)
    award = await accept_award(award, by=receiver)
    return Deal(awarder, house, receiver, firm, await Demand.get(id=demand.id), award, await template())


async def known(viewer: Viewer) -> Viewer:
    """The viewer with their present roles, and a password."""
    await User.filter(id=viewer.user.id).update(password_hash=await password_hash(PASSWORD))
    assert viewer.session_id is not None
    return await viewer_with(viewer.session_id)


async def colleague(party: Party, role: MemberRole) -> Viewer:
    """A new member of the party in this role, with a password."""
    viewer = await somebody(is_verified=True)
    await Membership.create(party=party, user=viewer.user, role=role, joined_at=now())
    return await known(viewer)


async def template(kind: ContractKind | None = None, *, fields: list[dict[str, Any]] = FIELDS) -> TemplateVersion:
    """A template of the platform that is quickly made."""
    made = await Template.create(
        name="Agreement", kind=kind, purpose=TemplatePurpose.AGREEMENT, language="en", created_at=now()
    )
    sha256 = digest(canonical({"fields": fields, "source": SOURCE}))
    return await TemplateVersion.create(
        template=made, number=1, source=SOURCE, fields_json=fields, sha256=sha256, created_at=now()
    )


async def _bid(demand: Demand, party: Party, by: Viewer, price: str) -> Applicant:
    offer = Offer(MoneyGiven(Decimal(price), demand.currency), 60, "We have done this before.", [])
    draft = await save_bid(demand, party, offer, by=by)
    return await submit_bid(draft, expected_version=draft.version, by=by)


async def entries(contract: UUID) -> list[tuple[str, dict[str, Any]]]:
    """The actions in the contract's journal with their facts, in order."""
    found = await Entry.filter(book=book_of(contract)).order_by("seq")
    return [(each.action, each.facts) for each in found]
