"""Operations on templates, and on requests for them."""

import strawberry

from models.templates import desk
from resolvers import templates
from schema.base import field
from schema.mutations import act
from schema.pages import Connection
from schema.templates import Template, TemplateRequest


@strawberry.type
class TemplateQueries:
    """Queries of templates."""

    template_request: TemplateRequest | None = field(
        "A request for a template; null if it does not exist or the viewer may not see it.", templates.template_request
    )
    template_requests: Connection[TemplateRequest] = field(
        "The requests of a party that the viewer belongs to, the latest first.", templates.template_requests
    )
    templates: Connection[Template] = field(
        "The templates that the viewer may use: the platform's, then those of the viewer's parties.",
        templates.templates,
    )


@strawberry.type
class TemplateMutations:
    """Mutations of requests for templates."""

    request_template = act(
        templates.request_template,
        TemplateRequest,
        "Requests a template that is made of a party's own document. Only owners and managers of the party may.",
        beforehand=templates.look_at_document,
        name="The name that the template will have, up to 200 characters.",
        kind="The kind of contract that it is for.",
        upload_id="The id of a complete Upload: a DOCX document without macros, of at most 10 MB.",
        notes="What the professional has to know, up to 5,000 characters.",
        days="In how many working days it is wanted, 1 to 3. What is requested after 17:00 counts from the next one.",
        purpose="What the template is for.",
        language="The language of the document: de, en, es, pt, zh or zh-Hant.",
        template_id="The id of a Template of the party that is to have another version; without it, a new one is made.",
    )
    begin_template = act(
        desk.begin_template,
        TemplateRequest,
        "Begins to work on a claimed request, or goes on: the claim lasts for four hours from now. For the "
        "professional.",
    )
    ask_template_info = act(
        desk.ask_template_info,
        TemplateRequest,
        "Asks the customer something. The clock stands still until they answer. For the professional.",
        question="What the customer has to answer, up to 5,000 characters.",
    )
    give_template_info = act(
        templates.give_template_info,
        TemplateRequest,
        "Answers what the professional has asked. Only owners and managers of the customer may.",
        answer="The answer, up to 5,000 characters.",
        attachment_ids="The ids of up to 20 complete uploads.",
    )
    deliver_template = act(
        templates.deliver_template,
        TemplateRequest,
        "Gives a template to the customer for review, with a preview of it. For the professional.",
        beforehand=templates.press_template,
        upload_id="The id of a complete Upload: the template's source in Typst, in UTF-8, of at most 500 kB.",
        fields="What the template asks for.",
        note="What the customer has to know, up to 5,000 characters.",
        unused="The placeholders of the customer's document that the template leaves out on purpose.",
    )
    answer_template = act(
        desk.answer_template,
        TemplateRequest,
        "Approves what was delivered, which publishes it, or says what has to be different. Only owners and managers "
        "of the customer may.",
        is_approved="Whether to publish it as it is.",
        changes="What has to be different, up to 5,000 characters; needed unless it is approved.",
    )
    reject_template_request = act(
        desk.reject_template_request,
        TemplateRequest,
        "Ends a request of which no template can be made. For the professional.",
    )
    cancel_template_request = act(
        desk.cancel_template_request,
        TemplateRequest,
        "Takes a request back, before anything was delivered. Only owners and managers of the customer may.",
    )
