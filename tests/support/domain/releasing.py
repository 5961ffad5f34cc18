"""A stage whose work is accepted, over the API of a running server, and its releases."""

from typing import Any

from models.ledger.account import AccountKind, AccountRow, fees
from models.payments.payment import Payment
from tests.support.api.server import Server
from tests.support.domain.contracting import agreed
from tests.support.domain.escrowing import summed
from tests.support.domain.market import Person
from tests.support.domain.paying import sandbox_of, settled

STAGES = """query ($id: ID!) { contract(id: $id) { stages { id version state
  funded { amount currency } released { amount } held { amount } } } }"""
RELEASE = """mutation ($input: ReleaseStageInput!) { releaseStage(input: $input) {
  __typename ... on Stage { id version state released { amount } } ... on Refusal { code } } }"""


class Releasing:
    """A contract of one stage; this process is connected to the database of the server."""

    def __init__(self, server: Server, awarder: Person, receiver: Person, contract: str) -> None:
        self.server, self.awarder, self.receiver, self.contract = server, awarder, receiver, contract

    async def stage(self) -> dict[str, Any]:
        (found,) = (await self.awarder.ask(STAGES, id=self.contract))["contract"]["stages"]
        return dict(found)

    async def accept(self) -> None:
        """The stage is paid for, and its work is submitted and accepted."""
        stage = await self.stage()
        money = {"amount": "3000.00", "currency": stage["funded"]["currency"]}
        begun = {"stageId": stage["id"], "expectedVersion": stage["version"], "expectedAmount": money}
        await self.awarder.do("fundStage", **begun)
        payment = await Payment.get(stage_id__not_isnull=True, settled_at__isnull=True)
        await sandbox_of(self.server).press(payment.provider_ref, "SUCCEEDED")
        await settled(payment)
        await self.receiver.do("submitWork", stageId=stage["id"], note="Here it is.")
        await self.awarder.do("acceptWork", stageId=stage["id"], expectedVersion=(await self.stage())["version"])

    async def release(self, stage: dict[str, Any], amount: str, key: str) -> dict[str, Any]:
        """Releases a part of the stage as it was read before."""
        currency = stage["funded"]["currency"]
        given = {
            "stageId": stage["id"],
            "expectedVersion": stage["version"],
            "expectedAmount": {"amount": stage["held"]["amount"], "currency": currency},
            "amount": {"amount": amount, "currency": currency},
            "idempotencyKey": key,
        }
        return dict((await self.awarder.ask(RELEASE, input=given))["releaseStage"])

    async def sums(self) -> tuple[int, int, int]:
        """What the stage holds by the ledger, what the receiver has, and the platform."""
        held, owned = [
            sum([row.balance_minor for row in await AccountRow.filter(kind=kind)])
            for kind in (AccountKind.STAGE, AccountKind.PARTY)
        ]
        return held, owned, await summed(fees("USD").id)


async def releasing(server: Server) -> Releasing:
    both = await agreed(server)
    await both.sign()
    made = Releasing(server, both.awarder, both.receiver, both.contract["id"])
    await made.accept()
    return made
