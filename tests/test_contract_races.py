"""Contracts that several people decide on at once, at two server processes on one database."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from models.contracts.contract import Contract, book_of
from models.contracts.execution import Execution
from models.ids import key_of
from models.journal import Entry, first_broken
from tests.conftest import DIALECT
from tests.support.api.server import Server
from tests.support.domain.contracting import contracted, terms_of
from tests.support.domain.market import PASSWORD, Person, at, colleague, enterprise, published, submitted
from tests.test_races import counted

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.usefixtures("store"),
    pytest.mark.skipif(DIALECT != "postgres", reason="SQLite has one connection that writes"),
]


class Ready:
    """A contract that both sides have approved."""

    def __init__(self, awarder: Person, receiver: Person, contract: dict[str, Any]) -> None:
        self.awarder, self.receiver, self.contract = awarder, receiver, contract
        key = key_of("Contract", contract["id"])
        assert isinstance(key, UUID)
        self.key = key

    def signing(self, by: Person) -> dict[str, Any]:
        stated = {"contractId": self.contract["id"], "digest": self.contract["digest"]}
        return {**stated, "partyId": by.party, "password": PASSWORD}


async def ready(server: Server) -> Ready:
    awarder, receiver = await enterprise(server.url, "The House"), await enterprise(server.url, "The Firm")
    demand = await published(awarder)
    await submitted(receiver, demand)
    await awarder.do("closeBidding", demandId=demand)
    (candidate,) = await awarder.candidates(demand)
    given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await awarder.version(demand)}
    drafted = await contracted(awarder, receiver, await awarder.do("awardDemand", **given))
    stated = {"contractId": drafted["id"], "digest": drafted["digest"]}
    for by in (awarder, receiver):
        drafted = await by.do("approveTerms", **stated, partyId=by.party)
    return Ready(awarder, receiver, drafted)


async def test_co6_of_two_signers_at_once_one_signs_and_the_file_has_one_signature(pair: list[Server]) -> None:
    made = await ready(pair[0])
    manager = await colleague(made.receiver, "MANAGER")
    await made.receiver.do("authorizeSigner", partyId=made.receiver.party, userId=manager.user)
    signers = [made.receiver, manager] * 3
    answers = await asyncio.gather(
        *(
            at(pair[place % 2], by).act("signContract", **made.signing(made.receiver))
            for place, by in enumerate(signers)
        )
    )
    assert counted(answers) == {"Contract": 6}
    assert await Execution.filter(contract_id=made.key).count() == 1
    assert await Entry.filter(book=book_of(made.key), action="SIGNED").count() == 1
    assert (await Contract.get(id=made.key)).state == "PARTLY_EXECUTED"
    assert await first_broken(book_of(made.key)) is None


async def test_co2_a_signature_and_a_revision_at_once_never_leave_a_signature_of_other_terms(
    pair: list[Server],
) -> None:
    for attempt in range(4):
        made = await ready(pair[0])
        terms = await terms_of(made.awarder, "B2B", services=f"Something else, {attempt}.")
        del terms["templateVersionId"]
        revising = at(pair[1], made.awarder).act(
            "reviseContract", contractId=made.contract["id"], expectedVersion=1, **terms
        )
        signing = at(pair[0], made.receiver).act("signContract", **made.signing(made.receiver))
        revised, signed = await asyncio.gather(revising, signing)
        assert revised["__typename"] == "Contract"
        assert signed.get("code", "signed") in ("signed", "STALE", "WRONG_STATE")
        contract = await Contract.get(id=made.key)
        assert (contract.state, contract.version) == ("NEGOTIATING", 2)
        assert await Execution.filter(contract_id=made.key, live_key__not_isnull=True).count() == 0
        assert await first_broken(book_of(made.key)) is None


async def test_co6_whoever_is_no_signer_any_more_signs_nothing(pair: list[Server]) -> None:
    for _ in range(4):
        made = await ready(pair[0])
        manager = await colleague(made.receiver, "MANAGER")
        signer = {"partyId": made.receiver.party, "userId": manager.user}
        await made.receiver.do("authorizeSigner", **signer)
        signed, _ended = await asyncio.gather(
            at(pair[1], manager).act("signContract", **made.signing(made.receiver)),
            made.receiver.do("revokeSigner", **signer),
        )
        executed = await Execution.filter(contract_id=made.key).count()
        assert (signed.get("code"), executed) in ((None, 1), ("NOT_ALLOWED", 0))
