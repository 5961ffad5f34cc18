"""What depends on who is looking: by role, or by the single user; everything else is the same for all."""

from functools import lru_cache

from graphql import FieldNode, GraphQLSchema, TypeInfo, TypeInfoVisitor, Visitor, parse, visit

# Fields that differ with what the viewer is to the thing. Where a feed's scope settles that, they can be shared.
BY_ROLE = frozenset(
    {
        "Applicant.award",
        "Applicant.bid",
        "Applicant.bidHistory",
        "Applicant.interviews",
        "Award.actions",
        "Award.candidate",
        "Bid.actions",
        "BiddingDemand.actions",
        "BiddingDemand.bidCount",
        "BiddingDemand.resourceManager",
        "Candidate.actions",
        "Conversation.actions",
        "Candidate.interviews",
        "Demand.actions",
        "Message.history",
    }
)
# Fields that differ from one user to the next: whoever selects one follows alone.
BY_USER = frozenset(
    {
        "BiddingDemand.questions",
        # A link is for one session alone.
        "Attachment.thumbnailUrl",
        "Attachment.url",
        "BiddingDemand.workbench",
        "Candidate.remarks",
        "Notification.subject",
        "Conversation.readThrough",
        "Conversation.unreadCount",
        "Interview.actions",
        "Interview.calendar",
        "Interview.calendarUrl",
        "Party.members",
        "Question.actions",
        "Question.asker",
        "Question.isMine",
        "User.email",
        "User.emailVerifiedAt",
    }
)
# Fields whose resolvers ask who is looking, and that say the same to everyone whom an event reaches; batches that are
# alike for everybody say so where they are made.
ALIKE = frozenset({"Candidate.isUnread", "Conversation.messages"})


class _Fields(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.found: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent = self.types.get_parent_type()
        if parent is not None:
            self.found.add(f"{parent.name}.{node.name.value}")


@lru_cache(maxsize=256)
def fields_in(schema: GraphQLSchema, query: str) -> frozenset[str]:
    """Every field that a document selects, in fragments too, as Type.field."""
    types = TypeInfo(schema)
    visitor = _Fields(types)
    visit(parse(query, no_location=True), TypeInfoVisitor(types, visitor))
    return frozenset(visitor.found)


def is_personal(fields: frozenset[str], *, settles_roles: bool) -> bool:
    """Whether what the fields show is for one user alone."""
    return not fields.isdisjoint(BY_USER) or (not settles_roles and not fields.isdisjoint(BY_ROLE))
