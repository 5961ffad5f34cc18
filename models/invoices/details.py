"""Tax details: what the law wants an invoice to say of a party."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from babel import Locale

from documents.invoicing.invoice import TaxParty
from models.accounts.users import MOST_IN_NAME, check_address
from models.contracts.terms import text_in
from models.inputs import Checks
from models.invoices.vat_numbers import check_vat_number
from models.text import line

MOST_LINES = 3
# Territories that CLDR has and ISO 3166 does not.
NO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"},
)


@dataclass(frozen=True)
class TaxDetailsGiven:
    """Tax details as the client sent them."""

    name: str
    address: list[str]
    city: str
    country: str
    postcode: str | None = None
    vat_number: str | None = None
    tax_number: str | None = None
    registration: str | None = None
    email: str | None = None
    is_small_business: bool = False


@dataclass(frozen=True, slots=True)
class TaxDetails:
    """Checked tax details; the country is its code of ISO 3166, with which `vat_number` begins."""

    name: str
    address: tuple[str, ...]
    city: str
    country: str
    postcode: str | None = None
    vat_number: str | None = None
    tax_number: str | None = None
    registration: str | None = None
    email: str | None = None
    is_small_business: bool = False

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "address": list(self.address)}

    def party(self, shown: str) -> TaxParty:
        """As an invoice names it."""
        said = self.as_json()
        del said["is_small_business"]
        return TaxParty(id=shown, **{**said, "address": self.address})


def details_in(said: Mapping[str, Any]) -> TaxDetails:
    """The details that `as_json` gave."""
    return TaxDetails(**{**said, "address": tuple(said["address"])})


def checked(checks: Checks, path: str, given: TaxDetailsGiven) -> TaxDetails:
    """The details in their normal form; records what is wrong with them."""
    country = given.country.strip().upper()
    if country not in countries():
        checks.wrong(f"{path}.country", "Must be a country code of ISO 3166-1, such as DE or CN.", "NOT_A_COUNTRY")
    if not 1 <= len(given.address) <= MOST_LINES:
        checks.wrong(f"{path}.address", "Must have {least} to {most} lines.", "OUT_OF_RANGE", least=1, most=MOST_LINES)
    lines = enumerate(given.address[:MOST_LINES])
    return TaxDetails(
        name=_line(checks, f"{path}.name", given.name, MOST_IN_NAME),
        address=tuple(_line(checks, f"{path}.address.{place}", each, 100) for place, each in lines),
        city=_line(checks, f"{path}.city", given.city, 100),
        country=country,
        postcode=_optional(checks, f"{path}.postcode", given.postcode, 20),
        vat_number=_vat_number(checks, f"{path}.vatNumber", given.vat_number, country),
        tax_number=_optional(checks, f"{path}.taxNumber", given.tax_number, 50),
        registration=_optional(checks, f"{path}.registration", given.registration, 100),
        email=check_address(checks, f"{path}.email", given.email) if given.email and given.email.strip() else None,
        is_small_business=given.is_small_business,
    )


@cache
def countries() -> frozenset[str]:
    """The codes of ISO 3166-1."""
    territories = map(str, Locale("en").territories)
    return frozenset(each for each in territories if len(each) == 2 and each.isalpha()) - NO_COUNTRIES


def _vat_number(checks: Checks, path: str, given: str | None, country: str) -> str | None:
    """A number of the European Union; elsewhere there is `taxNumber`."""
    return check_vat_number(checks, path, given, country) if given is not None and given.strip() else None


def _line(checks: Checks, path: str, given: str, most: int) -> str:
    return line(text_in(checks, path, given, most=most)[:most])


def _optional(checks: Checks, path: str, given: str | None, most: int) -> str | None:
    return _line(checks, path, given, most) if given is not None and given.strip() else None
