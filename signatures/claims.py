"""What a signature says of itself: the reason that every PDF reader shows, with the hashes that it rests on."""

import re
from dataclasses import dataclass
from typing import Self

TEXT = "{statement} | document SHA-256 {document} | evidence SHA-256 {evidence}"
FORM = re.compile(r"(.*) \| document SHA-256 ([0-9a-f]{64}) \| evidence SHA-256 ([0-9a-f]{64})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Claim:
    """What was signed, and the SHA-256 of the unsigned document and of the record of evidence."""

    statement: str
    document: str
    evidence: str

    def __str__(self) -> str:
        return TEXT.format(statement=self.statement, document=self.document, evidence=self.evidence)

    @classmethod
    def read(cls, text: str) -> Self | None:
        found = FORM.fullmatch(text)
        return cls(*found.groups()) if found else None
