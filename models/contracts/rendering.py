"""The document that is made of canonical terms, and kept as a file; a function of terms and template (CO-1)."""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from documents.canonical import canonical, digest
from models.accounts.viewer import Viewer
from models.contracts.terms import Terms
from models.files.file import File
from models.files.store import keep_made
from models.pressing import rendered


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was made of terms, with where each side signs in it."""

    # The canonical JSON of the terms, and its SHA-256.
    text: str
    digest: str
    file: File
    sha256: str
    pages: int
    # In points: page, left, bottom, right and top, by the side.
    places: dict[str, list[float]]


async def make_document(
    source: str, terms: Terms, inputs: Iterable[tuple[str, object]], *, name: str, by: Viewer
) -> Document:
    """Makes the document, of which these are the inputs by their paths; call it outside of changes."""
    content = canonical(terms)
    made = await rendered(source, content, inputs)
    file = await keep_made(made.pdf, name=name, media_type="application/pdf", by=by)
    sha256 = await asyncio.to_thread(lambda: hashlib.sha256(made.pdf).hexdigest())
    places = {side: list(astuple(place)) for side, place in made.places.items()}
    return Document(content.decode(), digest(content), file, sha256, made.pages, places)
