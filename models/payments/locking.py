"""Locking a payment: after the stage that it is for, as whoever decides about that stage does."""

from uuid import UUID

from models.contracts.contract import Contract, ContractStage
from models.database.reading import Columns
from models.demands.demand import Demand
from models.locks import Lock
from models.payments.payment import Payment

_PAYMENT = Columns(Payment, "p")
_LOCK = Lock(
    "payment p JOIN contract_stage s ON s.id = p.stage_id JOIN contract c ON c.id = s.contract_id "
    "JOIN demand d ON d.id = c.demand_id WHERE p.id = ?",
    Columns(Demand, "d", only=("id",)),
    Columns(Contract, "c", only=("id",)),
    Columns(ContractStage, "s", only=("id",)),
    _PAYMENT,
)
_LOCK_WITHOUT_STAGE = Lock("payment p WHERE p.id = ?", _PAYMENT)


async def payment_locked(payment: UUID) -> Payment:
    """The payment, which nobody can change until the commit, nor the stage that it is for, its contract and demand.

    What follows from it concerns the stage: who locked that afterwards would wait for a decision about the stage that
    waits for the payment. Raises DoesNotExist.
    """
    row = await _LOCK.take_if_there(payment) or await _LOCK_WITHOUT_STAGE.take(payment)
    return _PAYMENT.in_row(row)
