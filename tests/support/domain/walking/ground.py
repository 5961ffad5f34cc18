"""What every step is taken on: the contracts of two parties with what is known of them, and a provider."""

import itertools
from collections import deque
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide, ContractStage
from models.errors import Refusal
from tests.support.domain.inside import Time
from tests.support.domain.paying import Till
from tests.support.domain.reckoned import SETTLED, A, Book, Purse, R, Stage
from tests.support.domain.supplementing import Amending


@dataclass
class Deal:
    """A contract with what is known of it."""

    made: Amending
    book: Book
    stages: list[Stage]
    rows: dict[UUID, ContractStage]
    state: str = "EFFECTIVE"

    @property
    def is_over(self) -> bool:
        return self.state in {"COMPLETED", "TERMINATED"}

    @property
    def currency(self) -> str:
        return self.made.contract.currency

    def viewer(self, side: ContractSide) -> Viewer:
        return self.made.who(side)[1]

    def purse(self, side: ContractSide) -> Purse:
        return self.book.awarder if side is A else self.book.receiver

    def follow(self) -> None:
        """Where the contract stands by what has become of its stages."""
        states = {each.state for each in self.stages}
        if self.state == "EFFECTIVE" and "FUNDED" in states:
            self.state = "PERFORMING"
        if self.state == "PERFORMING" and states <= SETTLED:
            self.state = "COMPLETED"


@dataclass
class Ground:
    """The contracts of two parties, and a provider."""

    till: Till
    deals: list[Deal]
    mediator: Viewer
    time: Time
    # The payments that the provider knows, the latest of them, for notices that come late and again.
    refs: dict[UUID, str] = field(default_factory=dict)
    heard: deque[str] = field(default_factory=lambda: deque(maxlen=30))
    numbers: Any = field(default_factory=lambda: itertools.count(1))


def side_of(size: int) -> ContractSide:
    return A if size % 2 else R


async def tried(act: Awaitable[Any], *, is_allowed: bool) -> Any:
    """What it answers; None if it is refused, as the dictionary has said before."""
    try:
        answer = await act
    except Refusal:
        if is_allowed:
            raise
        return None
    assert is_allowed, "this has to be refused"
    return answer
