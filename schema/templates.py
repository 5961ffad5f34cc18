"""The GraphQL types of templates, and of requests for them."""

from datetime import datetime

import strawberry
from strawberry import ID

from documents import fields as documents
from documents.fields import FieldType
from documents.imports.results import FindingKind, Prompt
from models.demands.awards import ContractKind
from models.templates import fields as given_fields
from models.templates import request as requests
from models.templates import template as tables
from models.templates.request import TemplateRequestAction, TemplateRequestState
from models.templates.template import TemplatePurpose
from resolvers import templates
from resolvers.templates import Conversion, Question, Round
from schema.accounts import Party, User
from schema.base import Node, batched, field, given, identified, shows
from schema.files import Attachment
from schema.sharing import Differs
from schema.work import WorkItemSubject

strawberry.enum(TemplatePurpose, description="What a template is for.")
strawberry.enum(FieldType, name="TemplateFieldKind", description="What kind of value a field of a template takes.")
strawberry.enum(FindingKind, name="TemplateFindingKind", description="What the conversion of a document came upon.")
strawberry.enum(TemplateRequestState, description="The state of a request for a template.")
strawberry.enum(TemplateRequestAction, description="What a viewer may do with a request for a template now.")


@strawberry.type(description="What can be chosen in a field of a template.")
@shows(documents.Option)
class TemplateOption:
    value: str = field("The value to send.")
    label: str = field("The words that are printed.", weight=1)


@strawberry.type(description="A field of a template: what is asked for when a contract is made with it.")
@shows(documents.Field)
class TemplateField:
    key: str = field("The name under which a value is sent.")
    label: str = field("What is asked for, in words.", weight=1)
    type: FieldType = field("What kind of value it takes.")
    is_required: bool = field("Whether a contract needs a value.")
    hint: str = field("More about what is asked for; may be empty.", weight=1)
    options: list[TemplateOption] = field("What can be chosen, for CHOICE and SELECTION.")
    columns: list["TemplateField"] = field("The fields of each row, for ROWS; they have no columns themselves.")
    max_length: int = field("The largest number of characters, for TEXT.")
    decimals: int = field("The largest number of decimals, for NUMBER.")
    least: str | None = field("The smallest number, for NUMBER and MONEY; null if there is none.")
    most: str | None = field("The largest number, for NUMBER and MONEY; null if there is none.")
    most_rows: int = field("The largest number of rows, for ROWS.")
    suggestion: str | None = field(
        "What a form can begin with: what the platform does where a contract does not say it; null for most fields.",
        templates.suggestion_of,
    )


@strawberry.type(description="One version of a template. It never changes.")
@shows(tables.TemplateVersion)
class TemplateVersion(Node):
    id: ID = identified("template_version")
    number: int = field("The versions of a template are numbered from 1.")
    fields: list[TemplateField] = field("What is asked for, in order.", templates.fields_of)
    sha256: str = field("The SHA-256 of the canonical JSON (RFC 8785) of its fields and source, in hexadecimal.")
    source: str = field("The source, in Typst.", weight=100)
    created_at: datetime = field("When this version was made.")
    template: "Template | None" = batched(
        "The template that this is a version of; null if it is another party's own.",
        templates.templates_of,
        differs=Differs.BY_USER,
    )


@strawberry.type(description="A template of contracts: one of the platform's, or one of a party that the viewer is in.")
@shows(tables.Template)
class Template(Node):
    id: ID = identified("template")
    key: str | None = field("What the platform's own is known by, whatever its name; null for that of a party.")
    name: str = field("Its name.")
    kind: ContractKind | None = field("The kind of contract that it fits; null for both.")
    purpose: TemplatePurpose = field("What it is for.")
    language: str = field("The language that it is written in, such as en or zh-Hant.")
    party: Party | None = batched(
        "The party that it was made for; null for the platform's own.", templates.owners_of, is_alike=True
    )
    latest_version: TemplateVersion = batched(
        "The version that new contracts are made with.", templates.latest_versions_of, is_alike=True
    )
    created_at: datetime = field("When it was first published.")


@strawberry.type(description="Something that the conversion of a document has lost or changed.")
@shows(dict)
class TemplateFinding:
    kind: FindingKind = field("What it is.", lambda root: FindingKind(root["kind"]))
    where: str = field("A part of the file, or the text before it; may be empty.", lambda root: root["where"])
    text: str = field("What is there.", lambda root: root["text"], weight=1)


@strawberry.type(description="A text in brackets that asks for something.")
@shows(Prompt)
class TemplatePrompt:
    key: str = field("The key of the field that takes its place.")
    text: str = field("What it asks for.", weight=1)


@strawberry.type(description="What the conversion has made of the customer's document, for the professional to go on.")
@shows(Conversion)
class TemplateConversion:
    source: str = field("The source in Typst.", weight=100)
    fields: list[TemplateField] = field("The fields that the source asks for.", weight=5)
    placeholders: list[str] = field("The keys of those fields that were placeholders in braces.", weight=5)
    selections: list[str] = field("The keys of those that were boxes to tick.", weight=5)
    prompts: list[TemplatePrompt] = field("Those that were prompts in brackets.", weight=5)
    findings: list[TemplateFinding] = field("What was lost or changed, in the order of the document.", weight=5)


@strawberry.type(description="What the professional asked, and the answer.")
@shows(Question)
class TemplateQuestion:
    question: str = field("What the professional has to know.", lambda root: root.asked.question, weight=5)
    asked_at: datetime = field("When it was asked.", lambda root: root.asked.asked_at)
    answer: str | None = field(
        "The customer's answer; null if there is none yet.", lambda root: root.asked.answer, weight=5
    )
    answered_at: datetime | None = field(
        "When it was answered; null if it was not.", lambda root: root.asked.answered_at
    )
    attachments: list[Attachment] = field("The files of the answer.", lambda root: root.files)


@strawberry.type(description="A template as it was delivered for review.")
@shows(Round)
class TemplateRound:
    number: int = field("The rounds of a request are numbered from 1.", lambda root: root.made.number)
    note: str | None = field(
        "What the professional says of it; null if nothing.", lambda root: root.made.note, weight=5
    )
    fields: list[TemplateField] = field("What the template asks for.", lambda root: templates.fields_of(root.made))
    preview: Attachment = field("How a contract looks that is made with it.")
    delivered_at: datetime = field("When it was delivered.", lambda root: root.made.delivered_at)
    is_approved: bool | None = field(
        "Whether the customer approved it; null as long as they have not answered.", lambda root: root.made.is_approved
    )
    changes: str | None = field(
        "What the customer wants to be different; null if nothing.", lambda root: root.made.changes, weight=5
    )
    answered_at: datetime | None = field(
        "When the customer answered; null if they have not.", lambda root: root.made.answered_at
    )


@strawberry.type(
    description="A party's request to make a template of its own document. Its members see it, and the professional "
    "for as long as they work on it."
)
@shows(requests.TemplateRequest)
class TemplateRequest(WorkItemSubject):
    id: ID = identified("template_request")
    name: str = field("The name that the template will have.")
    kind: ContractKind = field("The kind of contract that it is for.")
    purpose: TemplatePurpose = field("What it is for.")
    language: str = field("The language of the document, such as en or zh-Hant.")
    notes: str | None = field("What the customer says of it; null if nothing.", weight=5)
    days: int = field("In how many working days the customer wants it.")
    state: TemplateRequestState = field("The state of the request.")
    version: int = field("Increases with each change. Pass it as `expectedVersion`.")
    submitted_at: datetime = field("When it was requested.")
    due_at: datetime | None = batched(
        "When it is due; null while it waits for the customer.", templates.terms_of, is_alike=True
    )
    is_overdue: bool = batched("Whether it is due by now, and not delivered.", templates.are_overdue, is_alike=True)
    ended_at: datetime | None = field("When it was published, rejected or cancelled; null before.")
    reason: str | None = field("Why it was rejected or cancelled; null if it was not.", weight=2)
    party: Party = batched("The customer.", templates.customers_of, is_alike=True)
    assignee: User | None = batched(
        "Who works on it; null if nobody does, and always for the customer.",
        templates.assignees_of,
        differs=Differs.BY_USER,
    )
    source: Attachment = batched("The customer's document.", templates.sources_of, is_alike=True)
    conversion: TemplateConversion = field("What the conversion has made of the document.", templates.conversion_of)
    question: str | None = batched(
        "What the customer has to answer; null if nothing.", templates.open_questions_of, is_alike=True, weight=5
    )
    questions: list[TemplateQuestion] = batched(
        "What was asked and answered, the oldest first.", templates.questions_of, is_alike=True
    )
    preview: Attachment | None = batched(
        "How a contract looks that is made with what was last delivered; null before the first delivery.",
        templates.previews_of,
        is_alike=True,
    )
    template_fields: list[TemplateField] = batched(
        "What the template asks for that was last delivered; empty before.", templates.fields_delivered, is_alike=True
    )
    rounds: list[TemplateRound] = batched("What was delivered, in order.", templates.rounds_of, is_alike=True)
    template: Template | None = batched(
        "The template that it has become, or that it is to have another version of; null if there is none yet.",
        templates.templates_of,
        differs=Differs.BY_USER,
    )
    actions: list[TemplateRequestAction] = batched(
        "What the viewer may do with the request now.", templates.actions_of, differs=Differs.BY_USER
    )


given(
    given_fields.OptionGiven,
    "TemplateOptionInput",
    "What can be chosen in a field of a template.",
    value="The value that clients send: letters, digits and _.",
    label="The words that are printed, up to 300 characters.",
)
COLUMN = {
    "key": "The name under which a value is sent: small letters, digits and _, up to 60 characters.",
    "label": "What is asked for, up to 300 characters.",
    "type": "What kind of value it takes.",
    "is_required": "Whether a contract needs a value.",
    "options": "What can be chosen, for CHOICE and SELECTION.",
    "max_length": "The largest number of characters, for TEXT; up to 20,000.",
    "decimals": "The largest number of decimals, for NUMBER; up to 9.",
}
given(given_fields.ColumnGiven, "TemplateColumnInput", "A column of a field of a template that has rows.", **COLUMN)
given(
    given_fields.FieldGiven,
    "TemplateFieldInput",
    "A field of a template.",
    hint="More about what is asked for, up to 300 characters.",
    columns="The columns of each row, for ROWS.",
    least="The smallest number, for NUMBER and MONEY.",
    most="The largest number, for NUMBER and MONEY.",
    most_rows="The largest number of rows, for ROWS; up to 200.",
    **COLUMN,
)
