"""The canonical form of data (RFC 8785), its digest, and the code that is printed for it."""

import hashlib
import unicodedata

import rfc8785

# Crockford's base 32: without I, L, O and U.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS = 80
# What people read or type instead.
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u2010": "", "\u2011": "", "\u2013": ""})


class NotCanonical(ValueError):
    """A value that has no canonical form; `path` leads to it, such as `stages.0.title`, and is empty for the root."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path or 'The value'}: {why}")
        self.path = path
        self.why = why


def canonical(value: object) -> bytes:
    """The bytes of RFC 8785, in UTF-8, for dicts, lists, tuples, texts, integers, booleans and None.

    Raises NotCanonical for floats (amounts are texts), texts that are not in NFC or have a lone surrogate, integers
    past 2**53 - 1, keys that are no texts, and values of any other class.
    """
    _check(value, "")
    return rfc8785.dumps(value)  # type: ignore[arg-type] # _check has said so


def digest(content: bytes) -> str:
    """SHA-256, as 64 hexadecimal digits in lower case."""
    return hashlib.sha256(content).hexdigest()


def printed_code(digest_hex: str) -> str:
    """The first 80 bits of a digest for people: four groups of four characters, such as 7ZZZ-0A1B-2C3D-4E5F."""
    number = int(digest_hex[: CODE_BITS // 4], 16)
    digits = [DIGITS[number >> shift & 31] for shift in range(CODE_BITS - 5, -1, -5)]
    return "-".join("".join(digits[place : place + 4]) for place in range(0, len(digits), 4))


def is_same_code(typed: str, code: str) -> bool:
    """Whether somebody has typed this code: in any case, with O for 0, I or L for 1, and any hyphens and spaces."""
    return _read(typed) == _read(code)


def _read(code: str) -> str:
    return "".join(code.upper().split()).translate(READ_AS)


def _check(value: object, path: str) -> None:
    match value:
        case None | bool():
            pass
        case int() if abs(value) >= 2**53:
            raise NotCanonical(path, "The integer is past 2**53 - 1.")
        case int():
            pass
        case str():
            _check_text(value, path)
        case dict():
            for key, each in value.items():
                if not isinstance(key, str):
                    raise NotCanonical(path, "A key is no text.")
                _check_text(key, path)
                _check(each, f"{path}.{key}".lstrip("."))
        case list() | tuple():
            for place, each in enumerate(value):
                _check(each, f"{path}.{place}".lstrip("."))
        case _:
            raise NotCanonical(path, f"A {type(value).__name__} has no canonical form.")


def _check_text(text: str, path: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonical(path, "The text is not in NFC.")
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise NotCanonical(path, "The text has a lone surrogate.")
