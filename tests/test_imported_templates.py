"""Real templates of others become ours: nothing of them is lost in silence, and each value is printed (CO-1)."""

import json
import re
from collections.abc import AsyncIterator

import pytest

from documents.canonical import canonical
from documents.checking import check_template
from documents.fields import FieldType
from documents.imports.results import Conversion, FindingKind
from documents.imports.upload import convert
from documents.press import Press
from documents.values import checked
from tests.support.documents.imported import (
    NAMES,
    docx_of,
    groups_of,
    known_of,
    metadata_of,
    printed,
    steering,
    values_for,
)
from tests.support.documents.pdfs import closed_up, text_of
from tests.support.documents.terms import terms

pytestmark = pytest.mark.anywhere

# Word's own placeholder syntax, before any of our code: what each file has in braces.
BRACES = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@pytest.fixture(scope="module")
async def press() -> AsyncIterator[Press]:
    press = Press()
    yield press
    await press.close()


@pytest.fixture(scope="module")
async def made() -> dict[str, Conversion]:
    return {name: await convert(docx_of(name), known_of(name)) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
async def test_all_that_a_template_asks_for_is_mapped_or_declared_unused(
    press: Press, made: dict[str, Conversion], name: str
) -> None:
    conversion = made[name]
    keys = {each.key for each in conversion.fields}
    assert keys == {*conversion.placeholders, *conversion.selections, *(each.key for each in conversion.prompts)}
    called = set(re.findall(r'#(?:f|mark)\("(\w+)"', conversion.source))
    assert called == keys
    # Nothing that asks for something is left as text.
    assert BRACES.findall(conversion.source) == []
    assert re.findall(r"\\?\[ *[xX]? *\\?\](?!\()|\( +[xX]? *\)|\u2610", without_calls(conversion.source)) == []
    known = {each["name"] for each in metadata_of(name)["fields"]}
    options = {f"{group['id']}.OPTION_{place}" for group in groups_of(name) for place in range(len(group["options"]))}
    unused = set(conversion.unused)
    assert known - keys == unused - options
    trial = await check_template(press, conversion.source, conversion.fields, kind="B2B", name=name)
    assert trial.unused == ()


def without_calls(source: str) -> str:
    return re.sub(r'table\.cell\([^)]*\)\[|#\w+\[|\], \[|\],|#mark\("\w+", "\w+"\);', " ", source)


@pytest.mark.parametrize(
    ("name", "unused"),
    [
        ("amendment", {"party_1_signatory_company", "party_2_signatory_company"}),
        (
            "independent-contractor-agreement",
            {"company_signatory_company", "contractor_signatory_company"},
        ),
        ("mutual-nda", set()),
        ("statement-of-work", {"provider_signatory_company", "customer_signatory_company"}),
        (
            "professional-services-agreement",
            {
                *("provider_signatory_company", "customer_signatory_company"),
                # The prompts in their places share no words with their descriptions, and have fields of their own.
                *("provider_covered_claims_detail", "customer_covered_claims_detail", "dpa_description"),
            },
        ),
    ],
)
def test_the_known_fields_without_a_place_are_those_that_steer_or_compute(
    made: dict[str, Conversion], name: str, unused: set[str]
) -> None:
    """Every option of the metadata is found, and so is every field that has a placeholder or a prompt."""
    left = {each for each in made[name].unused if "." not in each}
    assert [each for each in made[name].unused if "." in each] == []
    assert {each for each in left if not each.endswith("_type")} - steering(name) == unused


def test_selections_are_those_of_the_metadata(made: dict[str, Conversion]) -> None:
    for name in NAMES:
        fields = {each.key: each for each in made[name].fields}
        for group in groups_of(name):
            kind = FieldType.CHOICE if group["type"] == "radio" else FieldType.SELECTION
            found = fields[group["id"]]
            assert (found.type, len(found.options)) == (kind, len(group["options"])), group["id"]


def test_prompts_get_the_fields_that_describe_them(made: dict[str, Conversion]) -> None:
    assert [each.key for each in made["statement-of-work"].prompts] == [
        *("services_description", "fee_description", "invoice_cadence", "customer_obligations")
    ]
    assert made["independent-contractor-agreement"].prompts[-1].key == "other_terms"


def test_clause_numbers_are_those_of_the_original(made: dict[str, Conversion]) -> None:
    contractor = made["independent-contractor-agreement"]
    beginning = ["1.", "1.1", "1.2", "1.3", "1.4", "1.5", "2.", "2.1", "2.2", "3.", "3.1", "3.2", "4.", "4.1", "4.2"]
    # Before them stand the six steps of a page of instructions.
    assert contractor.clauses[6:21] == tuple(beginning)
    assert contractor.clauses[21:30] == ("a.", "b.", "c.", "4.3", "a.", "b.", "c.", "d.", "e.")
    services = made["professional-services-agreement"]
    assert services.clauses[:11] == ("1.", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.", "2.1", "2.2", "2.3")
    assert services.clauses[-1] == "13.21"
    for conversion in made.values():
        for number in conversion.clauses:
            assert re.escape(number).replace("\\", "") in conversion.source.replace("\\", "")
    # Each reference between clauses leads somewhere, where the standard terms are part of the file.
    assert [each for each in services.findings if each.kind == FindingKind.DANGLING_REFERENCE] == []
    assert [each.text for each in made["statement-of-work"].findings if each.kind == "DANGLING_REFERENCE"] == ["1.4"]


def test_what_a_conversion_loses_is_listed(made: dict[str, Conversion]) -> None:
    found = {(each.kind, each.where, each.text) for each in made["mutual-nda"].findings}
    version = "Common Paper Mutual Non-Disclosure Agreement (Version 1.0) free to use under CC BY 4.0."
    assert (FindingKind.FOOTER, "word/footer1.xml", version) in found
    assert (FindingKind.HEADER, "word/header1.xml", "COVER PAGE") in found
    assert (FindingKind.IMAGE, "word/media/image1.png", "") in found
    links = [text for kind, _, text in found if kind == FindingKind.LINK]
    assert links == ["https://commonpaper.com/standards/mutual-nda/1.0"]
    notes = [each for each in made["statement-of-work"].findings if each.kind == FindingKind.DRAFTING_NOTE]
    assert len(notes) == 7
    assert all("Drafting note" not in each.source for each in made.values())


@pytest.mark.parametrize("copies", [1, pytest.param(40, marks=pytest.mark.soak)])
async def test_all_values_of_filled_contracts_are_read_back_from_their_text(
    press: Press, made: dict[str, Conversion], copies: int
) -> None:
    """Five templates, filled with other values each time; the long form makes 200 contracts."""
    for name in NAMES:
        for number in range(copies):
            await _fill(press, made[name], number)


async def _fill(press: Press, conversion: Conversion, number: int) -> None:
    values = checked(conversion.fields, values_for(conversion.fields, number))
    text = closed_up(text_of((await press.render(conversion.source, terms(fields=values))).pdf))
    expected = {key: printed(values[key]) for key in values}
    lost = [key for key, value in expected.items() if value is not None and closed_up(value) not in text]
    assert lost == []
    assert text.count("\u2612") == sum(
        1 if isinstance(values[key], dict) else len(values[key] or ()) for key in conversion.selections
    )


async def test_a_conversion_is_the_same_each_time(made: dict[str, Conversion]) -> None:
    again = await convert(docx_of("mutual-nda"), known_of("mutual-nda"))
    assert again == made["mutual-nda"]
    assert canonical(json.loads(json.dumps(again.source)))
