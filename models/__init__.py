"""The domain: tables, rules and refusals; knows no GraphQL and no HTTP."""

import inspect
from typing import Any


def _of_modules_alone(thing: Any) -> str:
    """The source of a module; none of a class, as where only bytecode is installed."""
    if inspect.isclass(thing):
        raise OSError
    return _source_of(thing)


# The ORM would read the source of each class of rows for comments of its columns, of which there are none, and that of
# its own base class: a tenth of the time that a process takes to start.
_source_of, inspect.getsource = inspect.getsource, _of_modules_alone  # type: ignore[assignment]
import tortoise.models  # noqa: E402 - while this is so

inspect.getsource = _source_of
_orm: Any = tortoise.models
_orm._get_comments = lambda cls: {}  # noqa: ARG005 - as it is called

# It makes thirty filters for each column. A process needs 4 MiB less without those that nothing here asks for.
_NEVER_ASKED = {"range", "search", "endswith", "istartswith", "iendswith", "iexact", "posix_regex", "iposix_regex"}
_NEVER_ASKED |= {"year", "quarter", "month", "week", "day", "hour", "minute", "second", "microsecond"}
_all_filters = _orm.get_filters_for_field


def _filters(field_name: str, field: Any, source_field: str) -> Any:
    found = _all_filters(field_name, field, source_field)
    # An annotation of one query has no field, and its filters go with it.
    return found if field is None else {name: found[name] for name in found if _is_asked(name[len(field_name) :])}


def _is_asked(ending: str) -> bool:
    return ending.removeprefix("__") not in _NEVER_ASKED


_orm.get_filters_for_field = _filters
