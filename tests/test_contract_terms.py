"""What contracts say: odd values are refused by their paths, and a document is in one language."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from documents.framing import document
from models.clock import now
from models.contracts.contract import Contract, ContractSide
from models.contracts.drafting import prepare_draft
from models.contracts.terms import FieldGiven, PartyGiven, StageGiven, TermsGiven, lacking_in
from models.errors import InvalidInput, Refused
from models.templates.template import TemplateVersion
from tests.support.domain.deal import FIELDS, FIRM, Deal, deal, fields
from tests.support.domain.supplementing import amending, further

pytestmark = [pytest.mark.anywhere, pytest.mark.usefixtures("database")]
TURNING = "a\u202eb"


async def problems(made: Deal, given: TermsGiven) -> dict[str, str]:
    """The code of each path that is refused."""
    with pytest.raises(InvalidInput) as refusal:
        await prepare_draft(made.award, given, by=made.awarder)
    assert await Contract.all().count() == 0
    return {each.path: each.code for each in refusal.value.fields}


async def revised(made: Deal, source: str, fields: Sequence[object] = FIELDS) -> TemplateVersion:
    """The second version of the template."""
    return await TemplateVersion.create(
        template_id=made.template.template_id,
        number=2,
        source=source,
        fields_json=[*fields],
        sha256="0" * 64,
        created_at=now(),
    )


async def test_characters_that_turn_others_around_are_refused_in_every_text_of_a_document_alike() -> None:
    made = await deal()
    stage = StageGiven(TURNING, Decimal("3000.00"), TURNING)
    given = made.given(fields=fields(scope=TURNING), stages=[stage], awarder=PartyGiven(name=TURNING, address=TURNING))
    assert await problems(made, given) == dict.fromkeys(
        ["stages.0.title", "stages.0.acceptanceTerms", "fields.scope", "awarder.name", "awarder.address"], "UNPRINTABLE"
    )
    with pytest.raises(InvalidInput) as refusal:
        await prepare_draft(made.award, given, by=made.awarder)
    assert {each.message for each in refusal.value.fields} == {"Contains characters that cannot be printed: U+202E."}
    amended = await amending()
    with pytest.raises(InvalidInput) as refusal:
        await amended.proposed(add_stages=further(TURNING, "1.00"))
    assert [each.path for each in refusal.value.fields] == ["changes.addStages.0.title"]


async def test_what_nobody_sees_is_left_out_of_every_text_alike() -> None:
    made = await deal()
    stage = StageGiven("All\u200b of\tit", Decimal("3000.00"), "It\u00ad runs.")
    given = made.given(fields=fields(scope="A\u2060 portal."), stages=[stage])
    terms = (await prepare_draft(made.award, given, by=made.awarder)).terms
    assert terms["fields"]["scope"] == "A portal."
    assert (terms["stages"][0]["title"], terms["stages"][0]["acceptanceTerms"]) == ("All of it", "It runs.")


async def test_notices_go_to_an_address_and_stages_are_due_in_the_future() -> None:
    made = await deal()
    today = now().date()
    stages = [StageGiven("Late", Decimal("1.00"), None, today - timedelta(days=2)), StageGiven("Now", Decimal("1.00"))]
    given = made.given(stages=stages, awarder=replace(FIRM, email="not mail"))
    assert await problems(made, given) == {"stages.0.dueOn": "IN_THE_PAST", "awarder.email": "BAD_ADDRESS"}
    kept = made.given(stages=[replace(stages[0], due_on=today + timedelta(days=1))], awarder=replace(FIRM, email=" "))
    contract = await made.drafted(stages=kept.stages, awarder=kept.awarder)
    # A day that both sides have before them stays, however long they negotiate.
    again = await made.revised(contract, stages=[replace(stages[0], due_on=today + timedelta(days=1))] * 2)
    assert again.version == 2


async def test_es10_every_amount_of_a_contract_is_in_its_currency() -> None:
    made = await deal()
    rows = {"key": "costs", "label": "Costs", "type": "ROWS", "isRequired": False}
    money = {"key": "cap", "label": "Cap", "type": "MONEY", "isRequired": False}
    columns = [{"key": "cost", "label": "Cost", "type": "MONEY"}]
    template = await revised(made, made.template.source, [*FIELDS, money, {**rows, "columns": columns}])
    scope = FieldGiven("scope", "A portal.")
    given = made.given(template_version=template, fields=[scope, FieldGiven("cap", "10000.00 EUR")])
    assert await problems(made, given) == {"fields.cap": "OTHER_CURRENCY"}
    given = made.given(template_version=template, fields=[scope, FieldGiven("cap", "10000")])
    with pytest.raises(InvalidInput) as refusal:
        await prepare_draft(made.award, given, by=made.awarder)
    assert [each.message for each in refusal.value.fields] == [
        "Must be an amount and the code of its currency (ISO 4217), such as EUR."
    ]


async def test_a_document_is_in_the_language_of_its_template_with_amounts_as_the_contract_has_them() -> None:
    made = await deal()
    prepared = await prepare_draft(made.award, made.given(language="de"), by=made.awarder)
    assert (prepared.terms["template"]["language"], prepared.terms["language"]) == ("en", "de")
    words = document(made.template.source, prepared.document.text.encode()).inputs["words"]
    assert '"contract": "Contract"' in words
    assert '"March"' in words
    assert '"thousands": "."' in words


async def test_a_character_that_no_font_has_is_named_by_its_number_where_it_is() -> None:
    """In the inputs that have it; where it is in none of them, as in the template, by itself."""
    made = await deal()
    stages = [StageGiven("First \U0001f6a2", Decimal("3000.00"), acceptance_terms="\u1300")]
    given = made.given(fields=fields(scope="\u1300 and \U0001d165"), stages=stages)
    with pytest.raises(InvalidInput) as wrong:
        await prepare_draft(made.award, given, by=made.awarder)
    assert [(each.path, each.code, each.facts["characters"]) for each in wrong.value.fields] == [
        ("stages.0.title", "UNPRINTABLE", "\U0001f6a2 (U+1F6A2)"),
        ("stages.0.acceptanceTerms", "UNPRINTABLE", "\u1300 (U+1300)"),
        ("fields.scope", "UNPRINTABLE", "\u1300 (U+1300), U+1D165"),
    ]
    template = await revised(made, f"{made.template.source}\n\u1300")
    with pytest.raises(Refused) as refusal:
        await prepare_draft(made.award, made.given(template_version=template), by=made.awarder)
    assert refusal.value.code == "NOT_PRINTABLE"
    assert "U+1300" in refusal.value.message


def test_co8_a_side_lacks_what_is_missing_of_itself_and_both_lack_the_rest() -> None:
    firm = {"kind": "ENTERPRISE", **dict.fromkeys(("name", "address", "registration", "representative", "seal"), "A")}
    one = {"kind": "INDIVIDUAL", **dict.fromkeys(("name", "address", "identity"), "A")}
    awarder, receiver = ContractSide
    said = {"withholding": "CONTRACTOR", "rights_clause": "TRANSFER"}
    for terms, expected in (
        ({}, set()),
        ({"parties": {"awarder": firm | {"seal": ""}, "receiver": one}}, {awarder}),
        ({"parties": {"awarder": firm, "receiver": one | {"identity": ""}}}, {receiver}),
        ({"parties": {"awarder": firm | {"seal": ""}, "receiver": one | {"identity": ""}}}, {awarder, receiver}),
        ({"fields": said | {"withholding": None}}, {awarder, receiver}),
    ):
        whole = {"kind": "B2C", "parties": {"awarder": firm, "receiver": one}, "fields": said}
        assert lacking_in(whole | terms) == expected
