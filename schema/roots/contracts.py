"""Contracts: drafting, approving, signing and following them."""

from collections.abc import AsyncIterator
from functools import partial

import strawberry

from models.contracts import approving, offline, signers, signing, terminating
from resolvers import contracts, drafting
from schema.accounts import Party
from schema.base import feed, field
from schema.contracts import Contract, ContractEvent, DocumentCheck
from schema.mutations import act

_with_terms = partial(
    act,
    template_version_id="The id of a TemplateVersion whose purpose is AGREEMENT.",
    fields="What the fields of the template are filled with.",
    stages="The stages of payment, 1 to 50.",
    awarder="What the contract says of the awarder.",
    receiver="What the contract says of the receiver.",
    language=(
        "BCP 47 tag of the language by whose custom the document writes amounts, such as de or en-GB; at first that of "
        "the template, in which its words and dates are."
    ),
    signs_first="The side that signs first; RECEIVER by default.",
)


@strawberry.type
class ContractQueries:
    """Queries about contracts."""

    contract: Contract | None = field(
        "A contract; null if it does not exist or the viewer belongs to neither side.", contracts.contract
    )
    document_check: DocumentCheck = field(
        "Whether a file with this SHA-256 is a document of a contract here, which one, and what became of it. "
        "Whoever has a copy may ask; needs no sign-in.",
        contracts.document_check,
    )


@strawberry.type
class ContractMutations:
    """Mutations of contracts."""

    draft_contract = _with_terms(
        drafting.draft_contract,
        Contract,
        "Makes the contract of an accepted award. Owners and managers of both sides may; refused with ALREADY_DRAFTED "
        "if the award has one.",
        beforehand=drafting.prepare_draft,
    )
    revise_contract = _with_terms(
        drafting.revise_contract,
        Contract,
        "Puts another version of the terms in the place of the present one; omitted parts stay as they are. Approvals "
        "and signatures of the former version are void then. Owners and managers of both sides may, until the contract "
        "is effective.",
        beforehand=drafting.prepare_revision,
        stages="All stages of payment, 1 to 50.",
        fields="All values of the fields of the template.",
        expected_version="The `version` that is revised. If it is not the present one, it is refused with CONFLICT.",
    )
    approve_terms = act(
        approving.approve_terms,
        Contract,
        "Approves the terms with this digest for a side. Once both sides have approved the same terms they can be "
        "signed. Refused with STALE if they are not the present ones, and with INCOMPLETE while some are `missing`.",
        digest="The `digest` of the terms that were read.",
    )
    sign_contract = act(
        signing.sign_contract,
        Contract,
        "Signs the terms with this digest for a side. Its owners may, and managers whom an owner has authorized; "
        "refused with NOT_YOUR_TURN if the other side signs first, and with STALE if these are not the present terms. "
        "Signing again changes nothing.",
        is_retryable=False,
        digest="The `digest` of the terms that were read.",
        password="The viewer's current password.",
    )
    refuse_contract = act(
        approving.refuse_contract,
        Contract,
        "Ends a contract that is not effective yet, and its award with it, so that another candidate can be awarded. "
        "Owners and managers of both sides may.",
        reason="The reason, up to 2,000 characters. Both sides can read it.",
    )
    print_contract = act(
        drafting.print_contract,
        Contract,
        "Makes a copy of the present version to sign on paper, with the time and the whole `digest` on each page. It "
        "is the first of `copies`. Members of both sides may.",
        beforehand=drafting.prepare_copy,
    )
    lodge_scan = act(
        offline.lodge_scan,
        Contract,
        "Hands in a scan of what a side has signed on paper, a PDF or an image; whoever may sign may. It counts once a "
        "professional has compared it. Another scan of the same side begins anew.",
        upload_id="The id of an Upload of the viewer.",
    )
    verify_scan = act(
        offline.verify_scan,
        Contract,
        "Says whether the scan of a side shows the whole present version, signed by it. Only the professional may who "
        "has the work item and is close to neither party. Refused with WRONG_COPY if code or pages say otherwise.",
        party_id="The id of the Party whose scan it is.",
        printed_code="The code as it stands on each page of the scan, such as 7ZZZ-0A1B-2C3D-4E5F.",
        pages="How many pages the scan shows.",
        matches="Whether it shows the present version, with all its pages, and the signatures of that party.",
        note="What does not match, up to 2,000 characters; the party reads it.",
    )
    propose_termination = act(
        terminating.propose_termination,
        Contract,
        "Proposes to end an effective contract. Nothing changes unless the other side accepts. Whoever may sign may.",
        reason="The reason, up to 2,000 characters. The other side reads it.",
    )
    accept_termination = act(
        terminating.accept_termination,
        Contract,
        "Ends the contract by the agreement of both sides, with its stages and its demand. Whoever may sign may.",
    )
    decline_termination = act(
        terminating.decline_termination,
        Contract,
        "Declines the proposal of the other side, or takes back one's own: the contract goes on. Whoever may sign may.",
    )
    authorize_signer = act(
        signers.authorize_signer,
        Party,
        "Lets a manager of the party sign its contracts; only owners of the party may. It ends with the role.",
        user_id="The id of the User, who has to be a manager of the party.",
    )
    revoke_signer = act(
        signers.revoke_signer,
        Party,
        "Ends what `authorizeSigner` allowed; only owners of the party may. What was signed stays signed.",
        user_id="The id of the User.",
    )


@strawberry.type
class ContractSubscriptions:
    """Subscriptions to contracts."""

    contract: AsyncIterator[ContractEvent] = feed(
        "Everything that happens to a contract, in order. Both sides may follow it.", contracts.follow
    )
