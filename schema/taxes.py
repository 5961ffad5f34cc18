"""The GraphQL types of tax details."""

from datetime import datetime
from typing import Any

import strawberry

from models.invoices import invoice as tables
from models.invoices.details import TaxDetailsGiven
from schema.base import field, given, shows


def _of_details(name: str) -> Any:
    def read(root: strawberry.Parent[tables.TaxProfile]) -> Any:
        return getattr(root.details, name)

    return read


@strawberry.type(
    description="The tax details of a party, for its next invoices. Invoices that were issued keep what they say."
)
@shows(tables.TaxProfile)
class TaxProfile:
    name: str = field("The name in law.", _of_details("name"))
    address: list[str] = field("The lines of the address, without city and country.", _of_details("address"))
    city: str = field("The city or town of the address.", _of_details("city"))
    country: str = field("The code of the country by ISO 3166-1, such as DE.", _of_details("country"))
    postcode: str | None = field("The postcode; null where there are none.", _of_details("postcode"))
    vat_number: str | None = field("The VAT number, of a party in the European Union.", _of_details("vat_number"))
    tax_number: str | None = field("Any other tax number.", _of_details("tax_number"))
    registration: str | None = field("The number in a register of companies.", _of_details("registration"))
    email: str | None = field("Where invoices are sent by others.", _of_details("email"))
    is_small_business: bool = field(
        "Whether the rules for small businesses count for it.", _of_details("is_small_business")
    )
    agrees_to_self_billing: bool = field("Whether buyers may issue invoices in this party's name.")
    version: int = field("Increases with each change. Pass it as `expectedVersion`.")
    described_at: datetime = field("When it was last changed.")


given(
    TaxDetailsGiven,
    "TaxDetailsInput",
    "What the law wants an invoice to say of a party.",
    name="The name in law, up to 250 characters.",
    address="The lines of the address without city and country, 1 to 3 of up to 100 characters.",
    city="The city, up to 100 characters.",
    country="The code of the country by ISO 3166-1, such as DE or CN.",
    postcode="The postcode, up to 20 characters.",
    vat_number="The VAT number of the European Union, with the country in front; its check digits are checked.",
    tax_number="Any other tax number, up to 50 characters.",
    registration="The number in a register of companies, up to 100 characters.",
    email="Where invoices are sent by others.",
    is_small_business="Whether the rules for small businesses count, where the country has some.",
)
