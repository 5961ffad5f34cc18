"""Making: the source of a function that makes instances of rows, written once for a table and its columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Made = TypeVar("Made")
Convert = Callable[[Any], Any] | None


def maker(
    table: type[Made], names: Sequence[str], conversions: Mapping[str, Convert], state: Mapping[str, Any]
) -> Callable[[Sequence[Any]], list[Made]]:
    """A function that makes instances of rows, whose first columns are these names.

    `conversions` makes the values of some columns, where they are not null; `state` is what all instances have in
    common. The names of columns are the table's own, so nothing in the source comes from a user.
    """
    given: dict[str, Any] = {"new": table.__new__, "table": table, "fill": object.__setattr__}
    pairs = []
    for number, name in enumerate(names):
        value, convert = f"row[{number}]", conversions.get(name)
        if convert is not None:
            given[f"convert{number}"] = convert
            value = f"None if (value := {value}) is None else convert{number}(value)"
        pairs.append(f"{name!r}: {value}")
    for number, (name, value) in enumerate(state.items()):
        given[f"state{number}"] = value
        pairs.append(f"{name!r}: state{number}")
    source = f"""
def made(rows):
    instances = []
    for row in rows:
        instance = new(table)
        fill(instance, "__dict__", {{{", ".join(pairs)}}})
        instances.append(instance)
    return instances
"""
    exec(source, given)
    found: Callable[[Sequence[Any]], list[Made]] = given["made"]
    return found
