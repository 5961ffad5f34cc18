"""The platform's own templates: their rows follow the library that is part of the program."""

from documents.fields import as_json
from documents.standard import LibraryTemplate, library
from models.changes import change, stamp
from models.database import take_turns
from models.demands.awards import ContractKind
from models.templates.publishing import add_version
from models.templates.template import Template, TemplatePurpose, TemplateVersion


async def keep_library() -> int:
    """Stores what the library has and the database has not; returns how many versions were added.

    A template with another source or other fields gets another version, and one that the library has no more is
    offered no more. It is safe to repeat, and to do in several processes at once.
    """
    async with change():
        await take_turns("library of templates")
        at = stamp()
        there = {each.key: each for each in await Template.filter(key__isnull=False)}
        added = 0
        for each in library():
            template = there.pop(each.key, None)
            added += await (_keep(template, each) if template else _add(each))
        await Template.filter(id__in=[each.id for each in there.values()], retired_at=None).update(retired_at=at)
    return added


async def _add(given: LibraryTemplate) -> int:
    template = await Template.create(
        key=given.key,
        name=given.name,
        language=given.language,
        kind=_kind(given),
        purpose=TemplatePurpose(given.purpose),
        created_at=stamp(),
    )
    return await _add_version(template, given)


async def _keep(template: Template, given: LibraryTemplate) -> int:
    latest = await TemplateVersion.get(template_id=template.id, number=template.latest_number)
    is_new = latest.sha256 != given.version
    template.name, template.language, template.kind = given.name, given.language, _kind(given)  # type: ignore[assignment] # the ORM types a nullable enum so
    template.purpose, template.retired_at = TemplatePurpose(given.purpose), None
    template.latest_number += is_new
    await template.save()
    return await _add_version(template, given) if is_new else 0


async def _add_version(template: Template, given: LibraryTemplate) -> int:
    await add_version(template, given.source, as_json(given.fields), by=None, at=stamp())
    return 1


def _kind(given: LibraryTemplate) -> ContractKind | None:
    """The only kind of contract that it fits; None if it fits both."""
    return ContractKind(given.kinds[0]) if len(given.kinds) == 1 else None
