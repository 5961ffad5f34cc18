"""Events of made-up kinds, for tests of rules that hold for every event."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Noted:
    """An event for the log, of a kind that no area has."""

    kind: str
    given: dict[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        return self.given


def noted(kind: str = "noted", **facts: Any) -> Any:
    return Noted(kind, facts)
