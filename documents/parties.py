"""What a contract needs to say of its parties, by its kind (CO-8)."""

from collections.abc import Iterable, Mapping
from typing import Any

from documents.fields import Field

ENTERPRISE = ("name", "address", "registration", "representative", "seal")
PERSON = ("name", "address", "identity")
# Of each side, the data in the terms; `documents/words.toml` has their names for the page.
PARTY_DATA: dict[str, dict[str, tuple[str, ...]]] = {
    "B2B": {"awarder": ENTERPRISE, "receiver": ENTERPRISE},
    "B2C": {"awarder": ENTERPRISE, "receiver": PERSON},
}
# The fields that a template of the kind has: who withholds taxes, and who gets the rights in the results.
NEEDED_FIELDS: dict[str, tuple[str, ...]] = {"B2B": (), "B2C": ("withholding", "rights_clause")}


def missing(terms: Mapping[str, Any], *, is_agreement: bool = True) -> tuple[str, ...]:
    """The paths of what is required and not there, such as `parties.receiver.identity` and `fields.withholding`.

    Supplements and annexes need the data of the parties alone.
    """
    kind, parties, fields = terms["kind"], terms["parties"], terms["fields"]
    data = [
        f"parties.{side}.{name}"
        for side, names in PARTY_DATA[kind].items()
        for name in names
        if not str(parties.get(side, {}).get(name) or "").strip()
    ]
    needed = NEEDED_FIELDS[kind] if is_agreement else ()
    return (*data, *(f"fields.{key}" for key in needed if not fields.get(key)))


def lacking(kind: str, fields: Iterable[Field]) -> tuple[str, ...]:
    """The keys of the fields that a template of this kind needs, and does not have as required ones."""
    found = {each.key for each in fields if each.is_required}
    return tuple(key for key in NEEDED_FIELDS[kind] if key not in found)
