"""Terms: what a contract says, as data; made of what the sides give, and compared by version (CO-1, CO-7, CO-8).

Everything that the document shows is in the terms, so that the document is a function of them and the template.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from documents.fields import Fault, Field, FieldError, FieldType, Why, characters_in, fields_from
from documents.parties import ENTERPRISE, NEEDED_FIELDS, PERSON
from documents.values import as_printed, checked
from models.accounts.parties import Party, PartyKind
from models.accounts.users import MOST_IN_NAME, check_address, check_locale
from models.calendar import calendar
from models.clock import now
from models.contracts.contract import ContractSide
from models.demands.awards import Award
from models.ids import shown
from models.inputs import Checks
from models.money import Money, check_price, major
from models.templates.template import Template, TemplateVersion

FORM = 1
MOST_STAGES = 50
LONGEST_TERMS = 5_000

Terms = dict[str, Any]


@dataclass(frozen=True)
class StageGiven:
    """A stage of payment as the client sent it, with its amount in the currency of the award."""

    title: str
    amount: Decimal
    acceptance_terms: str | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class CellGiven:
    """What stands in one column of a row."""

    key: str
    value: str | None = None
    values: list[str] | None = None


@dataclass(frozen=True)
class RowGiven:
    """A row of a field that has rows."""

    cells: list[CellGiven]


@dataclass(frozen=True)
class FieldGiven:
    """What a field of the template is filled with: a text, texts, or rows, by the type of the field."""

    key: str
    value: str | None = None
    values: list[str] | None = None
    rows: list[RowGiven] | None = None


@dataclass(frozen=True)
class PartyGiven:
    """What a contract has to say of a party. None leaves it as it is, and an empty text removes it."""

    name: str | None = None
    address: str | None = None
    registration: str | None = None
    representative: str | None = None
    seal: str | None = None
    identity: str | None = None
    tax_number: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class TermsGiven:
    """What is to be in the terms; None leaves it as it is in the version before."""

    template_version: TemplateVersion | None = None
    fields: Sequence[FieldGiven] | None = None
    stages: Sequence[StageGiven] | None = None
    awarder: PartyGiven | None = None
    receiver: PartyGiven | None = None
    language: str | None = None
    signs_first: ContractSide | None = None


# What is said of a party: the name in the terms, that in PartyGiven, and the longest text.
ABOUT_PARTY = (
    ("name", "name", MOST_IN_NAME),
    ("address", "address", 500),
    ("registration", "registration", 200),
    ("representative", "representative", MOST_IN_NAME),
    ("seal", "seal", 250),
    ("identity", "identity", 200),
    ("taxNumber", "tax_number", 100),
    ("email", "email", 254),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the terms stand on and nobody can choose."""

    award: Award
    awarder: Party
    receiver: Party
    template: Template
    template_version: TemplateVersion
    number: str
    version: int
    subject: str


def built(ground: Ground, given: TermsGiven, former: Terms | None) -> Terms:
    """The terms; refuses with INVALID_INPUT, naming every field that is wrong.

    `former` are those of the version before. Without them, the parties begin with their names.
    """
    checks = Checks()
    award, version = ground.award, ground.template_version
    stages = former["stages"] if given.stages is None and former else _stages(checks, given.stages or (), award, former)
    parties = {
        side.lower(): _party(checks, side.lower(), party, _about(given, side), former)
        for side, party in ((ContractSide.AWARDER, ground.awarder), (ContractSide.RECEIVER, ground.receiver))
    }
    values = _fields(checks, version, given.fields, former, award.currency)
    language = _language(checks, given.language, ground.template, former)
    checks.refuse()
    total = sum(Decimal(each["amount"]) for each in stages)
    return {
        "form": FORM,
        "template": {
            "id": str(shown(version.id)),
            "name": ground.template.name,
            "version": version.number,
            "sha256": version.sha256,
            "language": ground.template.language,
        },
        "contract": {"number": ground.number, "version": ground.version},
        "subject": ground.subject,
        "kind": award.kind.value,
        "language": language,
        "signsFirst": str(given.signs_first or (former["signsFirst"] if former else ContractSide.RECEIVER)),
        "parties": parties,
        "total": {"amount": f"{total:f}", "currency": award.currency},
        "stages": stages,
        "fields": values,
    }


def _about(given: TermsGiven, side: ContractSide) -> PartyGiven:
    return (given.awarder if side is ContractSide.AWARDER else given.receiver) or PartyGiven()


def _language(checks: Checks, given: str | None, template: Template, former: Terms | None) -> str:
    """The language by whose custom amounts are written: at first that of the template."""
    tag, _ = check_locale(checks, given, None)
    return tag or (former["language"] if former else template.language)


def _stages(checks: Checks, given: Sequence[StageGiven], award: Award, former: Terms | None) -> list[Terms]:
    """The stages; their amounts are positive, and together not more than the award (CO-7)."""
    if not 1 <= len(given) <= MOST_STAGES:
        checks.wrong("stages", "Must have {least} to {most} stages.", "OUT_OF_RANGE", least=1, most=MOST_STAGES)
        return []
    found, total, agreed = [], 0, days_in(former["stages"] if former else ())
    for place, stage in enumerate(given):
        said = stage_in(checks, f"stages.{place}", stage, place + 1, award.currency, agreed)
        total += minor_of(said["amount"], award.currency)
        found.append(said)
    if total > award.price_minor:
        checks.wrong(
            "stages",
            "The stages add up to {total}; the award is {price}.",
            "MORE_THAN_AWARDED",
            total=major(total, award.currency),
            price=award.price.amount,
            currency=award.currency,
        )
    return found


def stage_in(
    checks: Checks, path: str, given: StageGiven, number: int, currency: str, agreed: Collection[str]
) -> Terms:
    """A stage as the terms have it; its amount is positive, and it is not due before today, unless that is agreed."""
    minor = check_price(checks, f"{path}.amount", given.amount, currency) or 0
    return {
        "number": number,
        "title": title_in(checks, f"{path}.title", given.title),
        "amount": f"{major(minor, currency):f}",
        "acceptanceTerms": acceptance_in(checks, f"{path}.acceptanceTerms", given.acceptance_terms),
        "dueOn": given.due_on and due_in(checks, f"{path}.dueOn", given.due_on, agreed),
    }


def title_in(checks: Checks, path: str, title: str) -> str:
    return text_in(checks, path, " ".join(title.split()), most=200)


def acceptance_in(checks: Checks, path: str, terms: str | None) -> str | None:
    return text_in(checks, path, terms, most=LONGEST_TERMS, least=0) or None if terms is not None else None


def due_in(checks: Checks, path: str, day: date, agreed: Collection[str]) -> str:
    """When a stage is due; days that are in the terms already stay, however long the sides negotiate."""
    if day.isoformat() not in agreed and day < now().astimezone(calendar().zone).date():
        checks.wrong(path, "Is over already.", "IN_THE_PAST")
    return day.isoformat()


def days_in(stages: Sequence[Terms]) -> frozenset[str]:
    """The days on which stages are due by these terms."""
    return frozenset(each["dueOn"] for each in stages if each["dueOn"])


def text_in(checks: Checks, path: str, given: str, *, most: int, least: int = 1) -> str:
    """A text that the document shows."""
    printed = printed_in(checks, path, given)
    return "" if printed is None else checks.text(path, printed, most=most, least=least)


def printed_in(checks: Checks, path: str, given: str) -> str | None:
    """A text as a document shows it; in all of them alike, what would change how others read is refused."""
    printed = as_printed(given)
    characters = characters_in(printed)
    if characters:
        checks.wrong(
            path, "Contains characters that cannot be printed: {characters}.", "UNPRINTABLE", characters=characters
        )
    return None if characters else printed


def _party(checks: Checks, path: str, party: Party, given: PartyGiven, former: Terms | None) -> Terms:
    said = dict(former["parties"][path]) if former else {name: "" for name, _, _ in ABOUT_PARTY} | {"name": party.name}
    for name, given_as, most in ABOUT_PARTY:
        value = getattr(given, given_as)
        if value is not None:
            said[name] = text_in(checks, f"{path}.{name}", value, most=most, least=int(name == "name"))
    if given.email and said["email"]:
        said["email"] = check_address(checks, f"{path}.email", said["email"])
    return {**said, "kind": party.kind.value}


def _fields(
    checks: Checks,
    version: TemplateVersion,
    given: Sequence[FieldGiven] | None,
    former: Terms | None,
    currency: str,
) -> Terms:
    is_same = former is not None and former["template"]["sha256"] == version.sha256
    if given is None and former is not None and is_same:
        return dict(former["fields"])
    return values_in(checks, fields_from(version.fields_json), given or (), currency)


def values_in(
    checks: Checks, fields: Sequence[Field], given: Sequence[FieldGiven], currency: str, *, path: str = "fields"
) -> Terms:
    """What these fields are filled with, in canonical form; every amount is in the currency of the contract (ES-10)."""
    values: dict[str, object] = {}
    for place, each in enumerate(given):
        if each.key in values:
            checks.wrong(f"{path}.{place}", "Contains the same value twice.", "TWICE")
        values[each.key] = _value(each)
    try:
        found = checked(fields, values)
    except FieldError as error:
        for fault in error.faults:
            _wrong(checks, path, fault)
        return {}
    _check_currency(checks, fields, found, currency, path)
    return found


def _check_currency(
    checks: Checks, fields: Sequence[Field], values: Mapping[str, Any], currency: str, path: str
) -> None:
    for each in fields:
        value, place = values[each.key], f"{path}.{each.key}"
        if each.type is FieldType.ROWS:
            for number, row in enumerate(value):
                _check_currency(checks, each.columns, row, currency, f"{place}.{number}")
        elif each.type is FieldType.MONEY and value is not None and value["currency"] != currency:
            checks.wrong(
                place, "Must be in {currency}, the currency of the contract.", "OTHER_CURRENCY", currency=currency
            )


def _wrong(checks: Checks, within: str, fault: Fault) -> None:
    """Records what documents/values.py says of a value, in the words of refusals."""
    path, facts = f"{within}.{fault.path}", fault.facts
    match fault.why:
        case Why.MISSING:
            checks.wrong(path, "Is required by the template.", "MISSING")
        case Why.UNKNOWN:
            checks.wrong(path, "The template has no such field.", "UNKNOWN")
        case Why.UNPRINTABLE:
            checks.wrong(path, "Contains characters that cannot be printed: {characters}.", "UNPRINTABLE", **facts)
        case Why.TOO_LONG:
            checks.wrong(path, "Can have at most {most} characters; this has {length}.", "TOO_LONG", **facts)
        case Why.TOO_MANY:
            checks.wrong(path, "Can have at most {most} items; this has {count}.", "TOO_MANY", **facts)
        case Why.NOT_A_NUMBER:
            checks.wrong(path, "Must be a decimal number.", "NOT_A_NUMBER")
        case Why.TOO_MANY_DECIMALS:
            checks.wrong(path, "Can have at most {decimals} decimals.", "TOO_MANY_DECIMALS", **facts)
        case Why.TOO_SMALL:
            checks.wrong(path, "Must be at least {least}.", "TOO_SMALL", **facts)
        case Why.TOO_LARGE:
            checks.wrong(path, "Must be at most {most}.", "TOO_LARGE", **facts)
        case Why.NOT_A_CURRENCY:
            checks.wrong(
                path, "Must be an amount and the code of its currency (ISO 4217), such as EUR.", "NOT_A_CURRENCY"
            )
        case Why.NOT_A_DATE:
            checks.wrong(path, "Must be a date from 1900 to 8999.", "NOT_A_DATE")
        case Why.NOT_AN_OPTION:
            checks.wrong(path, "Must be one of: {options}.", "NOT_AN_OPTION", **facts)
        case Why.TWICE:
            checks.wrong(path, "Contains the same value twice.", "TWICE")
        case _:
            checks.wrong(path, "Must be a text, a list of texts, or rows, by the type of the field.", "WRONG_SHAPE")


def _value(given: FieldGiven | CellGiven) -> object:
    rows = given.rows if isinstance(given, FieldGiven) else None
    if rows is not None:
        return [{cell.key: _value(cell) for cell in row.cells} for row in rows]
    return given.values if given.values is not None else given.value


def missing_in(terms: Terms) -> list[str]:
    """What the law wants in a contract of this kind and these terms do not say, by the paths of the input (CO-8)."""
    found = []
    for side, said in terms["parties"].items():
        wanted = PERSON if said["kind"] == PartyKind.INDIVIDUAL else ENTERPRISE
        found += [f"{side}.{name}" for name in wanted if not said[name]]
    return [*found, *(f"fields.{key}" for key in NEEDED_FIELDS[terms["kind"]] if not terms["fields"].get(key))]


def lacking_in(terms: Terms) -> frozenset[ContractSide]:
    """The sides that can say something of what is missing: each what is about itself, and both the rest."""
    found = missing_in(terms)
    return frozenset(
        side for side in ContractSide if any(not path.startswith(f"{side.other.lower()}.") for path in found)
    )


def inputs_in(terms: Terms) -> Iterator[tuple[str, object]]:
    """What somebody has given for these terms, with the paths of the input."""
    for side, said in terms["parties"].items():
        yield from ((f"{side}.{name}", said[name]) for name, _, _ in ABOUT_PARTY)
    for place, stage in enumerate(terms["stages"]):
        yield from ((f"stages.{place}.{name}", stage[name]) for name in ("title", "acceptanceTerms"))
    yield from ((f"fields.{key}", value) for key, value in terms["fields"].items())


def terms_in(text: str) -> Terms:
    """The terms in their canonical JSON."""
    found: Terms = json.loads(text)
    return found


def minor_of(amount: str, currency: str) -> int:
    """An amount as terms have it, in minor units."""
    places = -int(major(1, currency).as_tuple().exponent)
    return int(Decimal(amount).scaleb(places))


def total_of(terms: Terms) -> Money:
    total = terms["total"]
    return Money(minor_of(total["amount"], total["currency"]), total["currency"])


@dataclass(frozen=True, slots=True)
class TermsChange:
    """What differs between two versions at one path, with both values as text; None where there is no value."""

    path: str
    source: str | None
    target: str | None


# What differs whenever there is another version.
OWN = ("contract.version", "template.id")


def differences(former: Terms, terms: Terms) -> list[TermsChange]:
    """What differs between two versions, in the order of the later one; what was left out follows."""
    before, after = (dict(_flat(each, "")) for each in (former, terms))
    return [
        TermsChange(path, before.get(path), after.get(path))
        for path in dict.fromkeys([*after, *before])
        if before.get(path) != after.get(path) and path not in OWN
    ]


def _flat(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The values of the terms as text by their paths; what stands for one value in the document is one text."""
    match value:
        case None | "":
            pass
        case {"value": _, "label": label}:
            yield path, str(label)
        case {"amount": amount, "currency": currency}:
            yield path, f"{amount} {currency}"
        case {"number": inner, **rest} | {"date": inner, **rest} | {"party": inner, **rest} if not rest:
            yield path, str(inner)
        case Mapping():
            for name, each in value.items():
                yield from _flat(each, f"{path}.{name}".lstrip("."))
        case list():
            for place, each in enumerate(value):
                yield from _flat(each, f"{path}.{place}")
        case _:
            yield path, str(value)
