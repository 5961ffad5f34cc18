"""VAT numbers of the European Union: what is wrong with one, as far as its form and its check digits say."""

from models.inputs import Checks

# What a number begins with that is not the code of its country.
PREFIXES = {"GR": "EL"}
# How one of each country is written, by what it begins with: of zeros, so that it can be taken for nobody's.
EXAMPLES = {
    number[:2]: number
    for number in (
        *("ATU00000000", "BE0000000000", "BG000000000", "CY00000000U", "CZ00000000", "DE000000000", "DK00000000"),
        *("EE000000000", "EL000000000", "ESB00000000", "FI00000000", "FR00000000000", "HR00000000000", "HU00000000"),
        *("IE0000000T", "IT00000000000", "LT000000000", "LU00000000", "LV00000000000", "MT00000000", "NL000000000B01"),
        *("PL0000000000", "PT000000000", "RO00000000", "SE000000000001", "SI00000000", "SK0000000000"),
    )
}


def check_vat_number(checks: Checks, path: str, given: str, country: str) -> str | None:
    """The number in its normal form; records what is wrong with it. `country` is that of the address."""
    from stdnum import exceptions
    from stdnum.eu import vat

    letters = "".join(given.split())[:2].upper()
    example = EXAMPLES.get(letters) or EXAMPLES.get(PREFIXES.get(country, country), EXAMPLES["DE"])
    try:
        if not given.isascii():
            raise exceptions.InvalidFormat
        number = str(vat.validate(given))
    except exceptions.ValidationError as error:
        if letters not in EXAMPLES:
            checks.wrong(
                path,
                "Must begin with the two letters of its country in the European Union, such as {example}.",
                "NOT_A_VAT_NUMBER",
                example=example,
            )
        elif isinstance(error, exceptions.InvalidLength):
            checks.wrong(
                path,
                "Has another length than a VAT number that begins with {letters}, such as {example}.",
                "VAT_NUMBER_LENGTH",
                letters=letters,
                example=example,
            )
        elif isinstance(error, exceptions.InvalidChecksum):
            checks.wrong(
                path,
                "Its check digits do not fit: a character is mistyped.",
                "VAT_NUMBER_CHECK_DIGITS",
            )
        else:
            checks.wrong(
                path,
                "Is not written like a VAT number that begins with {letters}, such as {example}.",
                "VAT_NUMBER_FORM",
                letters=letters,
                example=example,
            )
        return None
    if not number.startswith(PREFIXES.get(country, country)):
        checks.wrong(path, "Must be a VAT number of the country of the address.", "OTHER_COUNTRY")
    return number
