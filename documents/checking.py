"""Trying a template before it is published: does it compile, and does it use what it asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.fields import Field
from documents.parties import lacking
from documents.press import LONGEST, Press, Rendered
from documents.samples import sample_terms


@dataclass(frozen=True, slots=True)
class Checked:
    """A template that compiles: its preview, the fields that it asks for and never prints, and those that it lacks."""

    preview: Rendered
    unused: tuple[str, ...]
    lacking: tuple[str, ...]


async def check_template(
    press: Press,
    source: str,
    fields: Sequence[Field],
    *,
    kind: str,
    name: str,
    language: str = "en",
    limit: float = LONGEST,
) -> Checked:
    """Compiles the template with made-up terms, complete ones and those with required values alone.

    Raises as Press does: TemplateFaulty for a template that reads files, imports packages, uses a field that there is
    not, or fails if an optional value is left out; RenderingTooSlow for one that does not come to its end.
    """
    full, bare = (
        sample_terms(fields, kind=kind, name=name, language=language, is_complete=is_complete)
        for is_complete in (True, False)
    )
    if bare != full:
        await press.preview(source, bare, limit=limit)
    preview = await press.preview(source, full, limit=limit)
    named = set(re.findall(r'"([a-z][a-z0-9_]*)"', source))
    return Checked(preview, tuple(each.key for each in fields if each.key not in named), lacking(kind, fields))
