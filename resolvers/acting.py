"""Resolvers made from verbs: for operations that only find things for the viewer and call one verb of the domain."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, get_type_hints
from uuid import UUID

from tortoise.models import Model

from models.accounts.viewer import Viewer
from models.ids import NOBODY, Ref
from resolvers.context import Info, caller_in, viewer_in
from resolvers.finding import find

Verb = Callable[..., Awaitable[Any]]


def acting(verb: Verb) -> Verb:
    """A resolver that calls the verb as the viewer.

    It takes the verb's parameters with the same names, order and defaults, except for two kinds. A model `<name>`
    becomes `<name>_id`: it is loaded for the viewer, or refused with NOT_FOUND. A UUID `<kind>_id` becomes an id of
    that kind. A verb with a parameter `origin` gets the network that the request came from.
    """
    kinds = get_type_hints(verb)
    taken = [each for each in inspect.signature(verb).parameters.values() if each.name not in ("by", "origin")]
    things = {each.name: kinds[each.name] for each in taken if _is_model(kinds[each.name])}
    has_origin = "origin" in kinds
    keys = {each.name for each in taken if kinds[each.name] is UUID}

    async def act(info: Info, **given: Any) -> Any:
        by: Viewer = viewer_in(info)
        for name, model in things.items():
            given[name] = await find(model, given.pop(f"{name}_id"), by)
        for name in keys:
            given[name] = given[name].of(name.removesuffix("_id").rpartition("_")[2]) or NOBODY
        if has_origin:
            given["origin"] = caller_in(info).origin
        return await verb(**given, by=by)

    arguments = [
        inspect.Parameter(
            f"{each.name}_id" if each.name in things else each.name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=each.default,
            annotation=Ref if each.name in things or each.name in keys else kinds[each.name],
        )
        for each in taken
    ]
    act.__name__ = act.__qualname__ = verb.__name__
    info = inspect.Parameter("info", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Info)
    act.__signature__ = inspect.Signature([info, *arguments])  # type: ignore[attr-defined]
    act.__annotations__ = {"info": Info, **{each.name: each.annotation for each in arguments}}
    return act


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)
