"""Visibility: every cell of the policy at every entry point, and every field classified (EB-3, WB-1)."""

import base64
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
from graphql import GraphQLObjectType, is_introspection_type
from tortoise import Tortoise

from models.accounts.sessions import viewer_of
from models.clock import clock, now
from models.files.links import LinkKind, signer
from models.ids import key_of
from schema.kinds import identify
from tests.support.api.client import http_client
from tests.support.api.doors import GRAPH, Seen, serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.classified import CELLS, CLASSIFIED, COUNTED, Row
from tests.support.domain.decided import decide
from tests.support.domain.invoicing import from_covered_years_on
from tests.support.domain.marked import market
from tests.support.domain.viewers import TEAM, VIEWERS, Market

UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TOKENS = re.compile(r"[A-Za-z0-9_-]{20,}")

# One policy table decides this, over rows that the ORM reads alike; what is asked in SQL of our own has its own tests.
pytestmark = pytest.mark.anywhere


@pytest.fixture(scope="module")
async def shown(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Market]:
    """The market two hours later: one sealed demand is past its deadline, and its awarder has decided."""
    database = await databases.create(template)
    with from_covered_years_on():
        async with serving(database) as url:
            made = await market(url)
            start = now()
            with clock(lambda: start + timedelta(hours=2)):
                await decide(made, "open", "opened", award="opened")
                yield made
    await databases.drop(database)


def test_every_field_of_the_schema_is_classified() -> None:
    objects = [each for each in GRAPH.type_map.values() if isinstance(each, GraphQLObjectType)]
    written = {
        f"{each.name}.{name}"
        for each in objects
        if not is_introspection_type(each) and each is not GRAPH.mutation_type
        for name in each.fields
    }
    known = {f"{kind}.{name}" for kind, rows in CLASSIFIED.items() for names in rows.values() for name in names.split()}
    assert sorted(written - known) == [], "say in tests/support/domain/classified.py who may see these"
    assert sorted(known - written) == []


def test_no_field_is_classified_twice() -> None:
    for kind, rows in CLASSIFIED.items():
        names = [name for words in rows.values() for name in words.split()]
        assert len(names) == len(set(names)), kind


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("row", dict.fromkeys(row for row, _ in CELLS))
async def test_a_kind_of_data_shows_to_a_viewer_as_the_table_says(shown: Market, row: str, viewer: str) -> None:
    doors = await shown.doors(viewer)
    cell = CELLS[row, viewer]
    for mark in sorted(shown.marks[row]):
        found = [door for door, text in doors.items() if mark in text]
        public = [door for door in found if mark.endswith("-party") and door == "viewer"]
        if cell in ("y", "a"):
            assert found, f"{viewer} never sees {mark}"
        elif cell == "n":
            assert all(door.startswith("node") for door in found), (mark, found)
        else:
            assert found == public == [], (mark, found)


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_node_finds_what_the_table_says_and_nothing_else(shown: Market, viewer: str) -> None:
    doors = await shown.doors(viewer)
    found = {id for id in shown.things if doors[f"node {id}"]}
    assert found == {id for id, (row, _) in shown.things.items() if CELLS[row, viewer] != "-"}


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_node_answers_for_every_user_who_was_shown_somewhere(shown: Market, viewer: str) -> None:
    named = {fact.thing: fact.value for fact in await shown.facts(viewer) if fact[:2] == ("User", "name")}
    everybody = {each.user for each in shown.people.values() if each.user}
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on User { id name email } } }"
    answer = await shown.post(shown.people[viewer], document, ids=sorted(everybody | set(named)))
    found = {each["id"]: each for each in answer["data"]["nodes"] if each}
    assert {id: found[id]["name"] for id in named} == named
    assert {each["id"] for each in found.values() if each["email"]} == {shown.people[viewer].user} - {""}
    if viewer in ("stranger", "consultant", "guest"):
        assert set(found) == set(named)


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_a_field_says_nothing_that_its_class_keeps_from_the_viewer(shown: Market, viewer: str) -> None:
    classes = {
        (kind, name): row for kind, rows in CLASSIFIED.items() for row, names in rows.items() for name in names.split()
    }
    for fact in await shown.facts(viewer):
        row = classes[fact.type, fact.field]
        assert _may_see(shown, viewer, row, fact), (viewer, row, fact)


def _may_see(shown: Market, viewer: str, row: Row, fact: Seen) -> bool:
    thing = shown.things.get(fact.thing)
    if thing is not None and CELLS[thing[0], viewer] == "-":
        return False
    match row:
        case Row.COUNT:
            return COUNTED[shown.of(fact.thing), viewer] == "y"
        case Row.BID:
            return thing is not None
        case Row.WORKBENCH | Row.STANDING | Row.RECORD:
            return viewer in (*TEAM, "resource_manager")
        case Row.PROGRESS:
            return viewer in (*TEAM, "anna", "annas_member", "resource_manager")
        case Row.REMARK:
            return viewer in TEAM
        case Row.CONVERSATION:
            return viewer in (*TEAM, "anna", "annas_member", "rival", "resource_manager")
        case Row.SELF:
            return fact.thing == shown.people[viewer].user or (thing is not None and thing[0] == "upload")
        case Row.MEMBER:
            return fact.thing in shown.parties[viewer]
        case Row.OWNER:
            return viewer == "owner" and fact.thing in shown.parties[viewer]
        case Row.INBOX:
            return fact.thing in ("", shown.viewer(viewer)) or fact.thing in shown.inboxes[viewer]
        case Row.PARENT:
            return True
        case Row.REQUEST:
            return viewer in (*TEAM, "professional")
        case _:
            return CELLS[row.value, viewer] == "y"


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("kind", ["open", "hidden", "sealed", "opened", "draft"])
async def test_the_number_of_bids_shows_as_the_table_says(shown: Market, kind: str, viewer: str) -> None:
    numbers = {
        fact.value
        for fact in await shown.facts(viewer)
        if fact.field == "bidCount" and fact.type == "BiddingDemand" and fact.thing == shown.demands[kind]
    }
    present = 0 if kind == "draft" else 2
    assert numbers == ({present} if COUNTED[kind, viewer] == "y" else set())


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_ct4_no_door_shows_a_key_as_it_is_stored(shown: Market, viewer: str) -> None:
    """Keys tell when a thing was made, and which of two was made first."""
    tables = [each for each in Tortoise.apps["models"].values() if each._meta.pk.field_type is UUID]
    keys = {key.bytes for table in tables for key in await table.all().values_list(table._meta.pk_attr, flat=True)}
    assert len(keys) > 100
    for door, text in (await shown.doors(viewer)).items():
        # The entry of an interview in a calendar has had this name from the beginning.
        text = re.sub(r"UID:interview-[0-9a-f-]{36}", "", text)
        tokens = [base64.urlsafe_b64decode(each[: len(each) // 4 * 4]) for each in set(TOKENS.findall(text))]
        pieces = {token[at : at + 16] for token in tokens for at in range(len(token) - 15)}
        written = {UUID(each).bytes for each in UUIDS.findall(text + b" ".join(tokens).decode(errors="replace"))}
        assert keys & (pieces | written) == set(), door


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_a_link_leads_to_a_file_as_the_table_says(shown: Market, viewer: str) -> None:
    """Even with a valid link, permission for a file is checked like that for its thing."""
    token = shown.people[viewer].client.token
    session = (await viewer_of(token)).session_id if token else None
    sign, soon = await signer(), now() + timedelta(minutes=1)
    async with http_client() as client:
        for upload, row in shown.files.items():
            key = key_of("Upload", upload)
            assert key is not None
            link = sign.link(LinkKind.FILE, key, identify, session, soon)
            answer = await client.get(shown.url.removesuffix("/graphql") + link)
            assert (answer.status_code == 200) == (CELLS[row, viewer] != "-"), (row, answer.text)
            assert answer.text.startswith(("%PDF", "PK", "<?xml")) == (answer.status_code == 200)


async def test_every_class_of_field_was_seen_by_somebody(shown: Market) -> None:
    """Otherwise the test above would prove nothing about it."""
    told = {(fact.type, fact.field) for viewer in VIEWERS for fact in await shown.facts(viewer)}
    known = {(kind, name) for kind, rows in CLASSIFIED.items() for names in rows.values() for name in names.split()}
    assert {f"{kind}.{name}" for kind, name in known - told if kind not in ANSWERS} == set(UNSEEN.split())


# Types that only mutations answer with.
ANSWERS = {
    *("AmendmentPreview", "ResetRequest", "PasswordReset"),
    *("EliminationOutcome", "CandidateOutcomes", "CandidateOutcome"),
    *("InterviewSeat", "IceServer", "SignalSent"),
    *("Refused", "Obstructed", "Conflict", "InvalidInput", "FieldProblem", "FieldParameter"),
}
# Fields that nothing in this market reaches.
UNSEEN = """
Applicant.withdrawnAt Attachment.thumbnailUrl Query.defaultCriteria Query.feeBasisPoints Award.actions
Query.acceptanceWorkingDays Query.idleDays Query.idleMediationDays
Query.leastBiddingSeconds BidWithdrawn.bidCount BidWithdrawn.candidate Candidate.former ComparisonCell.text
Interview.cancelReason Interview.endedAt Interview.offeredBy InterviewParticipant.removedAt
Party.closedAt Party.skills Party.summary Party.verificationRefusal Party.verifiedAt Rating.average
ResyncRequired.code Session.token
TypingShown.until TypingShown.user Viewer.usersWithAddress
QuestionRestored.question Workbench.firstBrokenSeq Workbench.gone BiddingDemand.closableAt
Invoice.expected ExpectedInvoice.taxBasisPoints ExpectedInvoice.taxReason ExpectedInvoice.net ExpectedInvoice.tax
ExpectedInvoice.gross Invoice.obstacles Invoicing.obstacles Obstacle.code Obstacle.message Obstacle.place Obstacle.side
Contract.conversationClosesAt Stage.idleRemindsAt Contract.warrantyEndsAt
Contract.endReason Contract.endedAt Contract.expiresAt Contract.missing Execution.note
Contract.terminationBy Contract.terminationReason Stage.actions Stage.submissions Stage.autoAcceptsAt
Supplement.activatedAt Supplement.approvedAt Supplement.approvedBy Supplement.endReason Supplement.endedAt
Payment.settledAt Payment.account Payment.failure Payment.failureKind
PayoutAccount.url PayoutAccountChanged.party PayoutSettled.payment
Query.payouts PaymentConnection.edges PaymentConnection.pageInfo PaymentConnection.totalCount
PaymentEdge.cursor PaymentEdge.node
Dispute.mediator Dispute.mediatesUntil Dispute.ruling Dispute.endedAt Dispute.withdrawnFor Settlement.acceptedAt
Ruling.toReceiver Ruling.fee Ruling.net Ruling.toAwarder Ruling.reason Ruling.ruledAt
Stage.acceptedAt Stage.idleEndsAt Stage.refundReason Stage.refundsAt Stage.settledAt Query.statement
Submission.id Submission.number Submission.note Submission.attachments Submission.submittedBy Submission.submittedAt
Submission.reworkNote Submission.reworkAt Statement.id Statement.balance Statement.lines
StatementLine.id StatementLine.kind StatementLine.amount StatementLine.balanceAfter StatementLine.occurredAt
StatementLine.stage StatementLine.contract StatementLine.payment
StatementLineConnection.edges StatementLineConnection.pageInfo StatementLineConnection.totalCount
StatementLineEdge.cursor StatementLineEdge.node
Party.record WorkRecord.completedCount WorkRecord.onTimeShare WorkRecord.repeatShare WorkRecord.disputedShare
WorkRecord.openCount Review.answer Review.answeredAt ReviewedWork.amount ReviewedWork.endedOn
Supplement.firstBrokenSeq Contract.firstBrokenSeq
Invoice.deliveredAt Invoice.whyNotStructured Invoice.withheld CreditNote.whyNotStructured
TaxProfile.email TaxProfile.postcode TaxProfile.registration TaxProfile.vatNumber
"""
