"""Supplements to contracts: proposing, approving, signing and ending them."""

import strawberry

from models.supplements import approving, offline, signing
from resolvers import supplements
from schema.mutations import act
from schema.supplements import Supplement

_DIGEST = "The `digest` of the supplement that was read."


@strawberry.type
class SupplementMutations:
    """Mutations of supplements to contracts."""

    propose_supplement = act(
        supplements.propose_supplement,
        Supplement,
        "Proposes a change of an effective contract to the other side. Owners and managers of both sides may; what a "
        "member proposes is a DRAFT, which only their own side sees, until an owner or manager approves it. Refused "
        "with SUPPLEMENT_PENDING while another one waits.",
        beforehand=supplements.prepare_supplement,
        rationale="Why the change is proposed, up to 2,000 characters. The document says it.",
        changes="What changes of the effective terms.",
        fields="What the fields of the platform's template for supplements are filled with.",
    )
    approve_supplement = act(
        approving.approve_supplement,
        Supplement,
        "Approves the supplement with this digest for a side. By its own side, a draft is proposed; by the other side, "
        "it can be signed then. If the effective terms are not those any more that it changes, it becomes STALE.",
        digest=_DIGEST,
    )
    sign_supplement = act(
        signing.sign_supplement,
        Supplement,
        "Signs the supplement with this digest for a side, in the order of the contract. Once both have, it is ACTIVE; "
        "if the effective terms are not those any more that it changes, it becomes STALE instead. Signing again "
        "changes nothing.",
        is_retryable=False,
        digest=_DIGEST,
        password="The viewer's current password.",
    )
    print_supplement = act(
        supplements.print_supplement,
        Supplement,
        "Makes a copy of the supplement to sign on paper, with the time and the whole `digest` on each page. It is the "
        "first of `copies`. Members of both sides may.",
        beforehand=supplements.prepare_copy,
    )
    lodge_supplement_scan = act(
        offline.lodge_supplement_scan,
        Supplement,
        "Hands in a scan of what a side has signed on paper, a PDF or an image; whoever may sign may. It counts once a "
        "professional has compared it. Another scan of the same side begins anew. If the effective terms are not those "
        "any more that the supplement changes, it becomes STALE.",
        upload_id="The id of an Upload of the viewer.",
    )
    verify_supplement_scan = act(
        offline.verify_supplement_scan,
        Supplement,
        "Says whether the scan of a side shows the whole supplement, signed by it. Only the professional may who has "
        "the work item and is close to neither party. Refused with WRONG_COPY if code or pages say otherwise.",
        party_id="The id of the Party whose scan it is.",
        printed_code="The code as it stands on each page of the scan, such as 7ZZZ-0A1B-2C3D-4E5F.",
        pages="How many pages the scan shows.",
        matches="Whether it shows the supplement, with all its pages, and the signatures of that party.",
        note="What does not match, up to 2,000 characters; the party reads it.",
    )
    reject_supplement = act(
        approving.reject_supplement,
        Supplement,
        "Ends a supplement that the other side has proposed and that is not active yet. Owners and managers may.",
        reason="The reason, up to 2,000 characters. Both sides can read it.",
    )
    cancel_supplement = act(
        approving.cancel_supplement,
        Supplement,
        "Takes back a supplement of one's own side that is not active yet. Owners and managers may; a draft, "
        "any member.",
        reason="The reason, up to 2,000 characters. Both sides can read it.",
    )
