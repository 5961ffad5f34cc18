"""Accounts: signing up and in, addresses, parties and their members."""

import strawberry

from models.accounts import members, sessions
from models.notifications import inviting
from resolvers import accounts
from schema.accounts import Party, PasswordReset, ResetRequest, User
from schema.base import act, field
from schema.viewer import Session, Viewer


@strawberry.type
class AccountQueries:
    """What can be asked: accounts."""

    viewer: Viewer | None = field("Who is asking; null: a guest.", accounts.viewer)


@strawberry.type
class AccountMutations:
    """What can be done: accounts."""

    sign_up = act(
        accounts.sign_up,
        Session,
        "Opens an account; everyone gets an individual party with it.",
        is_retryable=False,
        email="The address to sign in with.",
        password="10 to 256 characters.",
        name="The name to go by.",
        language="BCP 47, such as de: what to write to them in; en unless said otherwise.",
        time_zone="IANA, such as Europe/Berlin; UTC unless said otherwise.",
    )
    sign_in = act(
        accounts.sign_in,
        Session,
        "Opens a session.",
        is_retryable=False,
        email="The address of the account.",
        password="Its password.",
    )
    sign_out = act(accounts.sign_out, Session, "Ends the present session.", is_retryable=False)
    change_password = act(
        sessions.change_password,
        Session,
        "Changes the password and ends all other sessions.",
        is_retryable=False,
        current="The present password.",
        next="The new one: 10 to 256 characters.",
    )
    send_verification = act(
        accounts.send_verification,
        User,
        "Sends the viewer a mail again that shows that the address is theirs; nothing where that was shown.",
        is_retryable=False,
    )
    verify_email = act(
        accounts.verify_email,
        User,
        "Shows that an address is one's own, or takes a new one, with the token from its mail.",
        is_retryable=False,
        token="From the link in the mail; good once.",
    )
    change_email = act(
        accounts.change_email,
        User,
        "Sends a mail to another address, which takes the place of the present one with verifyEmail.",
        is_retryable=False,
        email="The new address.",
        password="The present password.",
    )
    request_password_reset = act(
        accounts.request_password_reset,
        ResetRequest,
        "Sends a mail with a way back in, if anybody has the address; the answer does not tell.",
        is_retryable=False,
        email="The address of the account.",
    )
    reset_password = act(
        accounts.reset_password,
        PasswordReset,
        "Sets a new password with the token from its mail, and ends all sessions.",
        is_retryable=False,
        token="From the link in the mail; good once.",
        password="The new password: 10 to 256 characters.",
    )
    choose_locale = act(
        accounts.choose_locale,
        Viewer,
        "Sets what the viewer is written to in; what is left out stays.",
        language="BCP 47, such as de or zh-Hans: one of de, en, es and zh, with or without more.",
        time_zone="IANA, such as Europe/Berlin.",
    )
    revoke_session = act(
        sessions.revoke_session, Session, "Ends one of one's own sessions.", session_id="The session to end."
    )
    create_party = act(
        accounts.create_party,
        Party,
        "Creates a team or an enterprise; the viewer owns it.",
        name="The name to trade under.",
        kind="TEAM or ENTERPRISE.",
    )
    invite_member = act(
        inviting.invite_member,
        Party,
        "Invites an address; the answer is the same whether anybody has it.",
        email="Whom to invite.",
        role="What they will be allowed to do.",
    )
    accept_invitation = act(
        accounts.accept_invitation, Party, "Joins a party.", invitation_id="The invitation to accept."
    )
    remove_member = act(
        accounts.remove_member,
        Party,
        "Ends a membership: an owner anybody's, others their own.",
        user_id="Who leaves.",
    )
    describe_party = act(
        accounts.describe_party,
        Party,
        "Changes a party's profile; what is left out stays.",
        name="The name to trade under.",
        skills="What it can do.",
        summary="What it says of itself; null clears it.",
    )
    verify_party = act(
        members.verify_party,
        Party,
        "Marks a party as verified; staff only.",
        party_id="The party to verify.",
        note="What was checked.",
    )
