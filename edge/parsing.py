"""Documents are parsed once: to know which kind of operation a request has, and to execute it."""

from functools import lru_cache

from graphql import DocumentNode, parse


@lru_cache(maxsize=256)
def parsed(query: str, most_tokens: int) -> DocumentNode:
    """The document; raises GraphQLSyntaxError if it is none, or if it has more tokens."""
    return parse(query, max_tokens=most_tokens)
