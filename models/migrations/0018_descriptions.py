"""The descriptions of the tables, in plainer words. Only the state of the migrations knows them, not the database."""

from tortoise import migrations
from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State

DESCRIPTIONS = {
    "AddressRequest": "A request for a mail to an address, kept while it counts towards the limit.",
    "AddressToken": (
        "A token that was mailed to an address, to prove that its holder reads that mailbox. Only its hash is stored."
    ),
    "Allowance": "The bytes that a user has uploaded in the current day.",
    "Applicant": "A party's application to a demand. The versions of its bid are numbered from 1.",
    "Award": "The offer of a contract to a candidate, at the price of the bid and between parties of these kinds.",
    "Bid": "A version of an application's bid. A submitted version never changes.",
    "BidAttachment": "A file that is attached to a version of a bid; later versions can have it too.",
    "Book": "A journal: its number of entries and the digest of the last one, so that a missing end is found.",
    "Candidate": "An applicant at the awarder's workbench, with standing and rank.",
    "Content": "The stored bytes of files, once for each hash, however many users sent them.",
    "Conversation": "The conversation of the two sides of an application. Its messages are numbered from 1.",
    "ConversationGuest": "A member of the platform's staff who was invited to a conversation.",
    "Demand": "A demand: the call for bids on a piece of IT work.",
    "DemandAttachment": "A file that is attached to a demand.",
    "DueMove": "The next time at which a thing may change without an act of a user.",
    "Entry": "An entry of a journal. It is never deleted, and never changed except to erase its texts.",
    "FailedSignIn": "A failed sign-in, kept while it counts towards the limit.",
    "File": "A user's file: an upload until it is complete; afterwards it can be attached to one thing.",
    "FormerAnswer": "An answer that was replaced by a later one.",
    "Interview": "An interview of an awarder with an applicant.",
    "Invitation": "An invitation to join a party, sent to a mail address.",
    "Job": "A periodic job, and when it last ran. It runs in one worker at a time.",
    "Mail": "A mail to one address. Its text is made from its kind and facts when it is sent.",
    "Membership": "A user's role in a party.",
    "Message": "A message in a conversation. A deleted message keeps its number, without the text.",
    "MessageAttachment": "A file that is attached to a message.",
    "MessageVersion": "The text of a message before it was edited or deleted.",
    "Notification": "A notification to one user. Its text is made from its kind and facts when it is read.",
    "NotificationPreference": (
        "A user's choice of channels for one kind of notification, where it differs from the default."
    ),
    "Part": "A stored part of an upload, with its offset in the file.",
    "Participant": "A host or guest of an interview, with presence and the id of the peer in the call.",
    "Party": "A party of the market: an individual, a team or an enterprise, with its public profile.",
    "Question": "A party's question about a demand, with the answer that everyone can read.",
    "ReadMark": "The last version of a bid that a member of the awarder's team has read.",
    "Remark": "A team member's note on a candidate. A deleted remark keeps its row, without the text.",
    "Retry": "An idempotency key that a user sent with an operation, and the answer to it.",
    "SavedSearch": "A saved filter of the market's demands. A deleted one keeps its row, without name and filter.",
    "SearchAlert": (
        "A notification of a user about a matching demand: one in each round, however many searches match (SA-2)."
    ),
    "SearchHit": "A demand that matched a saved search: in round 0, or in round 1 after bidding was reopened.",
    "SearchTask": "A new or amended demand that still has to be matched with the saved searches.",
    "Session": "A signed-in session. Only the hash of its token is stored.",
    "SigningKey": "A signing key for one purpose, created by the first worker that needed it.",
    "Slot": "A time that was offered for an interview.",
    "StaffGrant": "A staff role of a user.",
    "StoredEvent": "A stored event. The sequence numbers of a stream have no gaps.",
    "User": "A person with an account. On the market, users act for parties.",
}


class DescribeModels(TortoiseOperation):
    """Describes many models at once: the ORM's own operation would build all of them anew for each."""

    def state_forward(self, app_label: str, state: State) -> None:
        for name, description in DESCRIPTIONS.items():
            self.get_model_state(state, app_label, name).options["table_description"] = description

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        pass

    async def database_backward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        pass


class Migration(migrations.Migration):
    dependencies = [("models", "0017_search_words")]
    operations = [DescribeModels()]
