"""The GraphQL types of the entries of journals: what all records show of them."""

from datetime import datetime

import strawberry

from models import journal
from models.books import RecordOrder
from resolvers import records
from schema.accounts import User
from schema.base import batched, field, shows

strawberry.enum(RecordOrder, description="OLDEST: the first entry first. NEWEST: the last entry first.")


@strawberry.type(
    description=(
        "A text that a user entered for an entry of a record. It can be erased later without breaking the chain."
    )
)
@shows(journal.Text)
class RecordText:
    name: str = field("What the text is, such as `reason` or `justification`.")
    digest: str = field(
        "SHA-256 of the bytes of the salt followed by the text in UTF-8. The canonical form of the entry contains it."
    )
    salt: str | None = field("16 random bytes in hexadecimal; null after the text was erased.")
    text: str | None = field("The text as it was entered; null after it was erased.")


@strawberry.type(description="What the entries of all records show. Each entry contains the digest of the one before.")
@shows(journal.Entry)
class RecordedEntry:
    seq: int = field("1, 2 and so on, without gaps.")
    action: str = field("What was done, such as ELIMINATED or SIGNED.")
    actor: User | None = batched(
        "The user who did it; null if the clock did, or staff whom the record does not name.",
        records.actors_of,
        is_alike=True,
    )
    reason: str | None = field(
        "The reason that was given; null if there was none, or it was erased.", records.reason_of
    )
    texts: list[RecordText] = field("The texts that the user entered for it, ordered by name.", records.texts_of)
    occurred_at: datetime = field("When it was done.", lambda root: root.at)
    canonical: str = batched(
        "The text that the digest is computed from. It contains the facts of the entry and the digest of the one "
        "before.",
        records.canonicals_of,
        is_alike=True,
    )
    digest: str = field("SHA-256 of `canonical` in UTF-8, in hexadecimal.")
