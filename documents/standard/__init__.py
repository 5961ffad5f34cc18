"""The platform's own templates, a folder each: `template.typ`, and `template.json` with its name and its fields."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from documents.canonical import canonical, digest
from documents.fields import Field, as_json, fields_from

HERE = Path(__file__).parent
# In the order in which they are offered.
KEYS = ("services", "work", "contractor", "supplement", "confidentiality", "rights")


class Purpose(StrEnum):
    """What a template is for: a contract of its own, a change of one, or a document beside one."""

    AGREEMENT = "AGREEMENT"
    SUPPLEMENT = "SUPPLEMENT"
    ANNEX = "ANNEX"


@dataclass(frozen=True, slots=True)
class LibraryTemplate:
    """A template of the platform; `kinds` are B2B, B2C or both, and `version` is the hash of source and fields."""

    key: str
    name: str
    kinds: tuple[str, ...]
    purpose: Purpose
    language: str
    source: str
    fields: tuple[Field, ...]
    version: str


@cache
def library() -> tuple[LibraryTemplate, ...]:
    """All templates of the platform."""
    return tuple(_read(key) for key in KEYS)


def template_digest(source: str, fields: tuple[Field, ...]) -> str:
    """SHA-256 of a template's source and the definitions of its fields, in canonical JSON."""
    return digest(canonical({"source": source, "fields": as_json(fields)}))


def _read(key: str) -> LibraryTemplate:
    source = (HERE / key / "template.typ").read_text(encoding="utf-8")
    about = json.loads((HERE / key / "template.json").read_text(encoding="utf-8"))
    fields = fields_from(about["fields"])
    return LibraryTemplate(
        key=key,
        name=about["name"],
        kinds=tuple(about["kinds"]),
        purpose=Purpose(about["purpose"]),
        language=about["language"],
        source=source,
        fields=fields,
        version=template_digest(source, fields),
    )
