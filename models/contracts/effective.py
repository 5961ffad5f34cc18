"""The effective terms of a contract: those that were executed, with every supplement that was active then (CO-9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from models.contracts.contract import Contract, present_versions
from models.contracts.supplement import active_supplements
from models.contracts.terms import Terms, terms_in


@dataclass(frozen=True, slots=True)
class EffectiveTerms:
    """The terms that hold at an instant."""

    terms: Terms
    as_of: datetime


def folded(base: Terms, contents: Iterable[Terms]) -> Terms:
    """The terms of a contract after these supplements, in their order; neither it nor they are changed."""
    return reduce(_supplemented, contents, base)


def _supplemented(terms: Terms, content: Terms) -> Terms:
    changed = {each["key"]: each["to"] for each in content["changes"]}
    fields = {**terms["fields"], **changed}
    return {**terms, "total": content["total"], "stages": content["stages"], "fields": fields}


async def effective_terms(contract: Contract, at: datetime) -> EffectiveTerms | None:
    """The terms at an instant; None before the contract was effective, and from its termination on."""
    return (await effective_terms_of([contract], at))[0]


async def effective_terms_of(contracts: Sequence[Contract], at: datetime) -> list[EffectiveTerms | None]:
    """The same of many contracts, with two statements."""
    bases = await present_versions(contracts)
    supplements = await active_supplements([each.id for each in contracts])
    found: list[EffectiveTerms | None] = []
    for contract in contracts:
        if not is_effective(contract, at):
            found.append(None)
            continue
        active = [each for each in supplements[contract.id] if each.activated_at and each.activated_at <= at]
        contents = (terms_in(each.content) for each in active)
        found.append(EffectiveTerms(folded(terms_in(bases[contract.id].terms), contents), at))
    return found


def is_effective(contract: Contract, at: datetime) -> bool:
    """Whether a contract binds both sides at an instant."""
    is_begun = contract.effective_at is not None and contract.effective_at <= at
    return is_begun and (contract.ended_at is None or at < contract.ended_at)
