"""The effective terms of a contract: those that were executed, with every supplement that was active then (CO-9)."""

from dataclasses import dataclass
from datetime import datetime

from models.contracts.contract import Contract, ContractVersion
from models.contracts.supplement import Supplement
from models.contracts.terms import Terms, terms_in


@dataclass(frozen=True, slots=True)
class EffectiveTerms:
    """The terms that hold at an instant."""

    terms: Terms
    as_of: datetime


async def effective_terms(contract: Contract, at: datetime) -> EffectiveTerms | None:
    """The terms at an instant; None before the contract was effective. The base never changes."""
    if contract.effective_at is None or contract.effective_at > at:
        return None
    latest = Supplement.filter(contract_id=contract.id, activated_at__lte=at, terms__not_isnull=True)
    supplement = await latest.order_by("-activated_at", "-number").first()
    if supplement is not None:
        return EffectiveTerms(terms_in(supplement.terms), at)
    base = await ContractVersion.get(contract_id=contract.id, number=contract.version)
    return EffectiveTerms(terms_in(base.terms), at)
