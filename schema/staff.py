"""The GraphQL types of what staff work on."""

import strawberry

from models.pages import Page
from schema.base import shows
from schema.pages import Connection
from schema.questions import Question


@strawberry.type(description="A page of hidden questions about many demands. It cannot be followed.")
@shows(Page)
class HiddenQuestionConnection(Connection[Question]):
    """The connection of a demand's questions has the name that this one would get."""
