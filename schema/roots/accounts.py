"""Accounts: signing up and in, addresses, parties and their members."""

import strawberry

from models.accounts import addresses, closing, invitations, members, sessions
from models.notifications import inviting
from resolvers import accounts
from schema.accounts import Party, PasswordReset, ResetRequest, User
from schema.base import field
from schema.mutations import act
from schema.viewer import Session, Viewer


@strawberry.type
class AccountQueries:
    """Queries about accounts."""

    viewer: Viewer | None = field("The signed-in user; null if the request is not signed in.", accounts.viewer)


@strawberry.type
class AccountMutations:
    """Mutations of accounts."""

    sign_up = act(
        accounts.sign_up,
        Session,
        "Creates an account with an individual party, sends a verification mail and signs in. Needs no sign-in; "
        "refused with ADDRESS_TAKEN if the address has an account, and with RATE_LIMITED after many such refusals.",
        is_retryable=False,
        email="The email address to sign in with.",
        password="10 to 256 characters, without line breaks and invisible ones.",
        name="The display name of the user and of their individual party, up to 250 characters.",
        language="BCP 47 tag of the language of notifications and mails, such as de or en-GB. By default, "
        "the one that `X-Language` or `Accept-Language` asks for, or en.",
        time_zone="IANA time zone, such as Europe/Berlin. Defaults to UTC.",
    )
    sign_in = act(
        accounts.sign_in,
        Session,
        "Starts a session that lasts 30 days. Needs no sign-in; refused with WRONG_CREDENTIALS, or with RATE_LIMITED "
        "after too many failures.",
        is_retryable=False,
        email="The email address of the account.",
        password="The password of the account.",
        former_token=(
            "The token of an earlier session of the user on this device, even of one that has ended. With it, failures "
            "of others in the same network do not count."
        ),
    )
    sign_out = act(
        accounts.sign_out,
        Session,
        "Ends the session that this request uses, and closes its connections.",
        is_retryable=False,
    )
    change_password = act(
        sessions.change_password,
        Session,
        "Changes the password and ends all other sessions. Refused with WRONG_CREDENTIALS if the current password is "
        "wrong.",
        is_retryable=False,
        current="The current password.",
        next="The new password, 10 to 256 characters.",
    )
    send_verification = act(
        addresses.send_verification,
        User,
        "Sends the verification mail again, unless the address is already verified. Refused with RATE_LIMITED after "
        "too many mails.",
        is_retryable=False,
    )
    verify_email = act(
        accounts.verify_email,
        User,
        "Verifies an email address, or completes `changeEmail`, with the token from the mail. Needs no sign-in; "
        "refused with BAD_TOKEN. A second use of the token changes nothing, and has the same answer.",
        is_retryable=False,
        token="The token in the link of the mail.",
    )
    change_email = act(
        accounts.change_email,
        User,
        "Sends a mail to the new address, which replaces the current one after `verifyEmail`. The token is valid for "
        "24 hours.",
        is_retryable=False,
        email="The new email address.",
        password="The current password.",
    )
    request_password_reset = act(
        accounts.request_password_reset,
        ResetRequest,
        "Mails a link to reset the password, if an account has the address; the answer does not reveal whether one "
        "does. Needs no sign-in.",
        is_retryable=False,
        email="The email address of the account.",
    )
    reset_password = act(
        accounts.reset_password,
        PasswordReset,
        "Sets a new password with the token from the mail, valid for one hour, and ends all sessions. Needs no "
        "sign-in; refused with BAD_TOKEN.",
        is_retryable=False,
        token="The token in the link of the mail. It can be used once.",
        password="The new password, 10 to 256 characters.",
    )
    choose_locale = act(
        accounts.choose_locale,
        Viewer,
        "Sets the language and time zone of the viewer's notifications and mails. Omitted fields stay as they are.",
        language="BCP 47 tag whose language is de, en, es, pt or zh, such as en-GB, pt-BR or zh-Hant.",
        time_zone="IANA time zone, such as Europe/Berlin.",
    )
    rename_user = act(
        accounts.rename_user,
        User,
        "Gives the viewer another display name. Their individual party keeps its name; `describeParty` changes it.",
        name="The new display name, up to 250 characters.",
    )
    revoke_session = act(
        sessions.revoke_session,
        Session,
        "Ends one of the viewer's own sessions, and closes its connections.",
        session_id="The id of a Session.",
    )
    create_party = act(
        accounts.create_party,
        Party,
        "Creates a team or an enterprise. The viewer becomes its owner.",
        name="The name under which the party trades, up to 250 characters.",
        kind="TEAM or ENTERPRISE. Every user already has an INDIVIDUAL party.",
    )
    invite_member = act(
        inviting.invite_member,
        Party,
        "Invites a email address to join within 14 days; only owners of the party may. The answer does not reveal "
        "whether an account has the address.",
        email="The email address to invite. An open invitation to it is replaced.",
        role="The role that the new member will have.",
    )
    accept_invitation = act(
        accounts.accept_invitation,
        Party,
        "Makes the viewer a member. Refused with EMAIL_NOT_VERIFIED before their email address is verified, and with "
        "CONFLICT_OF_INTEREST if one of their parties has applied to the other.",
        invitation_id="The id of an Invitation to the viewer's email address.",
    )
    decline_invitation = act(
        invitations.decline_invitation,
        Party,
        "Ends an invitation to the viewer's verified email address.",
        invitation_id="The id of an Invitation to the viewer's email address.",
    )
    revoke_invitation = act(
        invitations.revoke_invitation,
        Party,
        "Ends an invitation that was not accepted yet; only owners of the party may.",
        invitation_id="The id of an Invitation of the party.",
    )
    change_member_role = act(
        accounts.change_member_role,
        Party,
        "Gives a member another role; only owners of the party may. Refused with LAST_OWNER for the last owner, and "
        "with CONFLICT_OF_INTEREST if the two sides of an application would become affiliates.",
        user_id="The id of the User whose role changes.",
        role="The new role.",
    )
    remove_member = act(
        accounts.remove_member,
        Party,
        "Ends a membership. Owners can remove every member, other members only themselves; refused with LAST_OWNER "
        "for the last owner.",
        user_id="The id of the User who leaves.",
    )
    describe_party = act(
        accounts.describe_party,
        Party,
        "Changes the profile of a party; only its owners and managers may. Omitted fields stay as they are.",
        name="The name under which the party trades, up to 250 characters.",
        skills="The party's skills. They are stored in lower case.",
        summary="The party's description of itself, up to 5,000 characters. Null clears it.",
    )
    close_party = act(
        closing.close_party,
        Party,
        "Closes a team or an enterprise for good; only its owners may. Refused with STILL_RUNNING while a demand or an "
        "application of it is running, or a refund or a payout to it is under way, and with MONEY_LEFT while it can be "
        "paid out. Drafts and invitations end with it; what was can still be read.",
        is_retryable=False,
        password="The viewer's current password.",
    )
    verify_party = act(
        members.verify_party,
        Party,
        "Marks a party as verified. Only administrators and resource managers who are not members may.",
        party_id="The id of a Party.",
        note="What was checked, up to 2,000 characters. It is kept on record.",
    )
    refuse_verification = act(
        members.refuse_verification,
        Party,
        "Says why a party is not verified, and tells its owners. It waits again once its profile changes. Only "
        "administrators and resource managers who are not members may.",
        party_id="The id of a Party.",
    )
