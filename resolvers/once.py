"""Retries: a mutation with an idempotency key runs once, and returns the same answer again."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change
from models.errors import BasisPoints, Bytes, Conflict, Fact, Facts, Refusal, Refused, parameters_of
from models.ids import Ref
from models.interviews.signalling import SignalSent
from models.kinds import kind_of
from models.retries import claim, claimed_before, keep
from resolvers.finding import answered


class Outcomes(list[tuple[Ref, Any]]):
    """One result for each thing, in the order of the ids that were sent."""


async def once(viewer: Viewer, operation: str, key: str, given: object, act: Callable[[], Awaitable[Any]]) -> Any:
    """Runs the mutation under the key, or returns its former answer, as the viewer may see it now."""
    async with change():
        former = await claim(viewer.user.id, operation, key, given)
        if former is None:
            answer = await act()
            keep(viewer.user.id, operation, key, _written(answer))
            return answer
    return await _read(former.answer, viewer)


async def answered_before(viewer: Viewer, operation: str, key: str, given: object) -> Any:
    """The answer that the key has had, as the viewer may see it now; None if it had none."""
    former = await claimed_before(viewer.user.id, operation, key, given)
    return None if former is None else await _read(former.answer, viewer)


def _written(answer: Any) -> dict[str, Any]:
    if isinstance(answer, Outcomes):
        return {"outcomes": [[ref.text, ref.kind, ref.key and str(ref.key), _one(result)] for ref, result in answer]}
    return _one(answer)


def _one(answer: Any) -> dict[str, Any]:
    if isinstance(answer, Conflict):
        return {"currentVersion": answer.current_version}
    if isinstance(answer, Refusal):
        return {"code": answer.code, "message": answer.template, "facts": _stored(answer.facts)}
    if isinstance(answer, Viewer):
        return {"viewer": True}
    if isinstance(answer, SignalSent):
        return {"seq": answer.seq}
    return {"kind": kind_of(type(answer)), "key": str(answer.id)}


async def _read(answer: dict[str, Any], viewer: Viewer) -> Any:
    if "outcomes" in answer:
        return Outcomes(
            [
                (Ref(kind, key and UUID(key), text), await _read(result, viewer))
                for text, kind, key, result in answer["outcomes"]
            ]
        )
    if "viewer" in answer:
        return viewer
    if "seq" in answer:
        return SignalSent(answer["seq"])
    if "currentVersion" in answer:
        return Conflict(answer["currentVersion"])
    if "code" in answer:
        return Refused(answer["code"], answer["message"], **_restored(answer.get("facts", {})))
    key = UUID(answer["key"])
    found = await answered(answer["kind"], key, viewer)
    if found is None:
        raise Refused("NOT_FOUND", "What this request made before is no longer yours to see.")
    return found


def _stored(facts: Facts) -> dict[str, Any]:
    """Facts for JSON, in which those that readers have an own form of are still told apart from texts."""
    said = parameters_of(facts)
    return {name: {_form_of(fact): said[name]} if _form_of(fact) else said[name] for name, fact in facts.items()}


def _form_of(fact: Fact) -> str | None:
    match fact:
        case datetime():
            return "instant"
        case date():
            return "day"
        case Decimal():
            return "amount"
        case Bytes():
            return "bytes"
        case BasisPoints():
            return "basisPoints"
    return None


def _restored(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: _fact_in(each) for name, each in stored.items()}


def _fact_in(stored: Any) -> Fact:
    match stored:
        case {"instant": at}:
            return datetime.fromisoformat(at)
        case {"day": on}:
            return date.fromisoformat(on)
        case {"amount": amount}:
            return Decimal(amount)
        case {"bytes": size}:
            return Bytes(int(size))
        case {"basisPoints": share}:
            return BasisPoints(int(share))
    fact: Fact = stored
    return fact
