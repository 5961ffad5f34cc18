"""The state table of invoices: who may do what in which state."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import stamp
from models.contracts.cases import side_in
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.database.fetching import by_key
from models.database.reading import Columns
from models.errors import Refused
from models.invoices.invoice import Invoice, InvoiceState
from models.locks import Lock
from models.sides import Side, Sides, sides
from models.states import Machine, Move


class InvoiceAction(StrEnum):
    """What somebody may do with an invoice."""

    ISSUE = "ISSUE"
    REJECT = "REJECT"
    CREDIT = "CREDIT"


S, A = InvoiceState, InvoiceAction


@dataclass(slots=True)
class InvoiceCase:
    """An invoice with its contract; for a decision with its stage, and with what is to be credited."""

    invoice: Invoice
    contract: Contract
    stage: ContractStage | None = None
    crediting: int | None = None

    @property
    def state(self) -> InvoiceState:
        return self.invoice.state

    @property
    def version(self) -> int:
        return self.invoice.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to the contract."""
        return sides(viewer, awarder=self.contract.awarder_id, other=self.contract.receiver_id)


STAGE = Columns(ContractStage, "s")
INVOICE = Columns(Invoice, "i")
# The stage first: everything that counts what is invoiced of it waits for it (IN-2).
_LOCK = Lock("invoice i JOIN contract_stage s ON s.id = i.stage_id WHERE i.id = ?", STAGE, INVOICE)
_STAGE = Lock("contract_stage s WHERE s.id = ?", STAGE)


async def cases_of(invoices: Collection[Invoice]) -> list[InvoiceCase]:
    contracts = await by_key(Contract, {each.contract_id for each in invoices})
    return [InvoiceCase(each, contracts[each.contract_id]) for each in invoices]


async def invoice_held(invoice: UUID, by: Viewer, *, crediting: int | None = None) -> tuple[InvoiceCase, Viewer]:
    """The invoice with its stage, which nobody can change until the commit, and who decides, with their rights then."""
    row, by = await _LOCK.hold(invoice, by)
    stamp()
    found = INVOICE.in_row(row)
    contract = await Contract.get(id=found.contract_id)
    return InvoiceCase(found, contract, STAGE.in_row(row), crediting), by


async def stage_held(stage: UUID, by: Viewer) -> tuple[ContractStage, Contract, ContractSide | None, Viewer]:
    """A stage, which nobody can change until the commit; who decides, and the side that they may decide for."""
    row, by = await _STAGE.hold(stage, by)
    stamp()
    found = STAGE.in_row(row)
    contract = await Contract.get(id=found.contract_id)
    held = sides(by, awarder=contract.awarder_id, other=contract.receiver_id)
    return found, contract, led_side(held), by


def led_side(held: Sides) -> ContractSide | None:
    """The side of a contract for which somebody with these sides decides about invoices."""
    return side_in(held) if held & _LEADS else None


def _issued_by_them(case: InvoiceCase, held: Sides) -> Refused | None:
    if side_in(held) is not case.invoice.side:
        return Refused("NOT_ALLOWED", "Only the side that has issued an invoice can credit it.")
    return None


def _credits_all(case: InvoiceCase, _: Sides) -> Refused | None:
    # Never shown: there is a row without this condition.
    is_all = case.crediting == case.invoice.left_minor
    return None if is_all else Refused("WRONG_STATE", "Only a part of it is credited.")


_LEADS = frozenset({Side.AWARDER_LEAD, Side.OTHER_LEAD})
_SELLERS = frozenset({Side.OTHER_LEAD})
_REQUESTED = frozenset({S.REQUESTED})
_STANDING = frozenset({S.ISSUED, S.DELIVERED, S.PARTLY_CREDITED})

# That it was delivered is seen when it is read: nobody decides it.
MACHINE: Machine[InvoiceState, InvoiceAction, InvoiceCase] = Machine(
    "invoice",
    [
        Move(A.ISSUE, _REQUESTED, S.ISSUED, _SELLERS),
        Move(A.REJECT, _REQUESTED, S.REJECTED, _SELLERS),
        Move(A.CREDIT, _STANDING, S.CREDITED, _LEADS, (_issued_by_them, _credits_all)),
        Move(A.CREDIT, _STANDING, S.PARTLY_CREDITED, _LEADS, (_issued_by_them,)),
    ],
    hold=invoice_held,
)
