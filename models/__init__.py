"""The domain: tables, rules and refusals; knows no GraphQL and no HTTP."""

import tortoise.models

# The ORM would read the source of each class of rows for comments of its columns, of which there are none: a tenth of
# the time that a process takes to start.
tortoise.models._get_comments = lambda cls: {}  # noqa: ARG005 - as it is called
