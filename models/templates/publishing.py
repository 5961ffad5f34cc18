"""Publishing versions of templates: once stored, a version never changes (CO-3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from documents.fields import fields_from
from documents.standard import template_digest
from models.templates.request import TemplateRequest, TemplateRound
from models.templates.template import Template, TemplateVersion


async def publish(request: TemplateRequest, made: TemplateRound, *, at: datetime) -> TemplateVersion:
    """Makes a version of what the customer has approved: of the template that the request names, or of a new one."""
    if request.template_id is None:
        template = await Template.create(
            party_id=request.party_id,
            name=request.name,
            kind=request.kind,
            purpose=request.purpose,
            language=request.language,
            created_at=at,
        )
        request.template_id = template.id
    else:
        template = await Template.select_for_update().get(id=request.template_id)
        template.latest_number += 1
        await template.save(update_fields=["latest_number"])
    return await add_version(
        template, made.source, made.fields_json, findings=request.findings, by=made.delivered_by_id, at=at
    )


async def add_version(
    template: Template,
    source: str,
    fields: list[Any],
    *,
    findings: Sequence[Any] = (),
    by: UUID | None,
    at: datetime,
) -> TemplateVersion:
    """Stores the latest version of the template, whose row is new or locked."""
    return await TemplateVersion.create(
        template=template,
        number=template.latest_number,
        source=source,
        fields_json=fields,
        sha256=template_digest(source, fields_from(fields)),
        findings=list(findings),
        created_by_id=by,
        created_at=at,
    )
