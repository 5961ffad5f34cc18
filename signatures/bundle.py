"""A bundle: one file with everything that anybody needs to verify a contract, with its supplements, without us."""

import asyncio
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import rfc8785

FORM = 1
# The earliest that a ZIP file can say.
NO_TIME = (1980, 1, 1, 0, 0, 0)
PERMISSIONS = 0o644 << 16
UNIX = 3


@dataclass(frozen=True, slots=True)
class Executed:
    """What there is of a contract, or of a supplement."""

    # Canonical JSON.
    terms: bytes
    # The PDF before anybody signed it, and with all signatures if somebody signed online.
    document: bytes
    signed: bytes | None
    # Canonical JSON: the records that the signatures name, in their order.
    evidence: Sequence[bytes]
    # The entries as an export has them: seq, canonical, digest, texts.
    journal: Sequence[Mapping[str, Any]]
    # Scans of what was signed on paper, by their names: AWARDER.pdf.
    scans: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def end(self) -> dict[str, Any]:
        """Where the journal ends."""
        return {"length": len(self.journal), "digest": self.journal[-1]["digest"] if self.journal else ""}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle is made of."""

    # The number and version, as in the terms: {"number": ..., "version": ...}.
    contract: Mapping[str, Any]
    executed: Executed
    # PEM: the chains of the authorities that the signatures are by, that which issues first.
    authorities: Sequence[bytes]
    # The active ones, by their numbers.
    supplements: Mapping[int, Executed] = field(default_factory=dict)


async def make_bundle(contents: Contents) -> bytes:
    """The bundle as a ZIP file, with the same bytes for the same contents: docs/contract-bundle.md has its form."""
    return await asyncio.to_thread(_bundled, contents)


def _bundled(contents: Contents) -> bytes:
    files = dict(sorted(_files_of(contents).items()))
    said: dict[str, Any] = {
        "form": FORM,
        "contract": dict(contents.contract),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "journal": contents.executed.end,
        "supplements": {str(number): each.end for number, each in contents.supplements.items()},
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as bundle:
        for name, content in {"bundle.json": rfc8785.dumps(said), **files}.items():
            # Stored as it is: compressed, it would have other bytes with another version of the library.
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.create_system, entry.external_attr = UNIX, PERMISSIONS
            bundle.writestr(entry, content)
    return output.getvalue()


def _files_of(contents: Contents) -> dict[str, bytes]:
    files = _files_in(contents.executed)
    files |= {f"authorities/{number}.pem": each for number, each in enumerate(contents.authorities, start=1)}
    for number, supplement in contents.supplements.items():
        files |= {f"supplements/{number}/{name}": each for name, each in _files_in(supplement).items()}
    return files


def _files_in(executed: Executed) -> dict[str, bytes]:
    files = {"terms.json": executed.terms, "document.pdf": executed.document}
    if executed.signed is not None:
        files["signed.pdf"] = executed.signed
    files["journal.json"] = rfc8785.dumps([dict(entry) for entry in executed.journal])
    files |= {f"evidence/{number}.json": each for number, each in enumerate(executed.evidence, start=1)}
    return files | {f"scans/{name}": each for name, each in executed.scans.items()}
