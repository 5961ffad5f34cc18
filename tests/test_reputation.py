"""What reviews and contracts do to ratings, to the order of candidates and to the record of a party (RP-4 to RP-6)."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from models.accounts.invitations import accept_invitation
from models.accounts.members import change_member_role, remove_member
from models.accounts.parties import Invitation, MemberRole, Membership, Party, lock_parties
from models.accounts.viewer import Viewer
from models.bids.saving import Offer, save_bid
from models.bids.submission import submit_bid
from models.changes import change, tried_again
from models.clock import now
from models.clockwork import catch_up
from models.contracts.contract import Contract, ContractSide, ContractStage, ContractState
from models.demands.candidates import Candidate
from models.demands.demand import Demand
from models.disputes.dispute import Dispute, DisputeState
from models.money import MoneyGiven
from models.reviews.counting import rate
from models.reviews.record import WorkRecord, records_of
from models.reviews.review import FormerTie, KeyRating, Review
from models.workbench.measuring import measure_all
from tests.conftest import DIALECT
from tests.support.domain.deal import deal, deal_between, known
from tests.support.domain.inside import DAY, Time, is_awaited, opened, somebody
from tests.support.domain.reviewing import (
    A,
    Ended,
    R,
    enterprise,
    mark_released,
    rating,
    reviewing,
    terminated,
    worked,
)
from tests.support.waiting import until

pytestmark = pytest.mark.usefixtures("database")
Side = tuple[Party, Viewer]


async def joined(side: Side, user: Viewer, role: MemberRole) -> Viewer:
    """The user, whom the owner of the party has let in."""
    party, owner = side
    invitation = await Invitation.create(
        party=party, email=user.user.email, role=role, invited_by_id=owner.user.id, invited_at=now()
    )
    await accept_invitation(invitation.id, by=user)
    return await known(user)


# ---------- what counts as one


async def test_rp4_of_one_pair_within_12_months_the_mean_counts_as_one(time: Time) -> None:
    house, firm = await enterprise("The House"), await enterprise("The Firm")
    await worked(house, firm, 5, 5)
    assert await rating(firm[0]) == (5, 1, 1)
    time.now += 30 * DAY
    await worked(house, firm, 2, 4)
    assert await rating(firm[0]) == (7, 2, 1)
    assert await rating(house[0]) == (9, 2, 1)
    other = await enterprise("Another House")
    await worked(other, firm, 1, 5)
    assert await rating(firm[0]) == (9, 2, 2)
    keys = {each.key: (each.total, each.parts, each.count) for each in await KeyRating.filter(party_id=firm[0].id)}
    assert keys == dict.fromkeys(("QUALITY", "COMMUNICATION", "SCHEDULE", "EXPERTISE"), (9, 2, 2))
    time.now += 340 * DAY
    await worked(house, firm, 5, 5)
    assert await rating(firm[0]) == (19, 2, 3)


# ---------- crumbs


@pytest.mark.parametrize(
    ("currency", "released", "counts"),
    [("JPY", 9, 0), ("JPY", 10, 1), ("EUR", 999, 0), ("EUR", 1_000, 1), ("KWD", 9_999, 0), ("KWD", 10_000, 1)],
)
async def test_rp4_what_released_less_than_10_units_is_shown_and_does_not_count(
    currency: str, released: int, counts: int
) -> None:
    made = await deal()
    contract = await made.effective()
    await mark_released(contract, released)
    # The rules of the market have let it be USD so far.
    await Contract.filter(id=contract.id).update(currency=currency)
    on = Ended(made, await terminated(made, contract))
    await on.reviewed(A, 5)
    await on.reviewed(R, 4)
    assert {(each.state, each.released_minor, each.currency) for each in await Review.all()} == {
        ("PUBLISHED", released, currency)
    }
    assert await rating(made.firm) == ((5, 1, 1) if counts else (0, 1, 0))
    assert await rating(made.house) == ((4, 1, 1) if counts else (0, 1, 0))


# ---------- affiliates


@pytest.mark.parametrize("role", list(MemberRole))
async def test_rp4_reviews_stop_to_count_when_the_parties_become_affiliates(role: MemberRole) -> None:
    on = await reviewing()
    made = on.made
    await on.reviewed(A, 5)
    await on.reviewed(R, 4)
    house, firm = (made.house, made.awarder), (made.firm, made.receiver)
    user = await joined(house, await somebody(is_verified=True), role)
    assert await rating(made.firm) == (5, 1, 1)
    await joined(firm, user, MemberRole.MEMBER)
    # Two plain members make no affiliates.
    counts = role is MemberRole.MEMBER
    assert await rating(made.firm) == ((5, 1, 1) if counts else (0, 1, 0))
    assert await rating(made.house) == ((4, 1, 1) if counts else (0, 1, 0))
    assert {each.state for each in await Review.all()} == {"PUBLISHED"}
    # Nor do they count again when the tie ends.
    await remove_member(made.firm, user.user.id, by=made.receiver)
    await on_other_work(made.house, made.firm)
    assert await rating(made.firm) == ((5, 1, 1) if counts else (0, 1, 0))
    assert await FormerTie.filter(party_id=made.firm.id, other_id=made.house.id).exists() is not counts


async def on_other_work(*parties: Party) -> None:
    """Rates the parties anew, as another review would."""
    for each in parties:
        async with change():
            await rate(await Party.get(id=each.id))


async def test_rp4_reviews_stop_to_count_when_a_member_of_both_comes_to_lead_one() -> None:
    on = await reviewing()
    made = on.made
    user = await joined((made.house, made.awarder), await somebody(is_verified=True), MemberRole.MEMBER)
    user = await joined((made.firm, made.receiver), user, MemberRole.MEMBER)
    await on.reviewed(A, 5)
    await on.reviewed(R, 4)
    assert await rating(made.firm) == (5, 1, 1)
    lead = {"role": MemberRole.MANAGER, "by": made.receiver}
    await change_member_role(made.firm, user.user.id, **lead)
    assert await rating(made.firm) == await rating(made.house) == (0, 1, 0)
    await change_member_role(made.firm, user.user.id, role=MemberRole.MEMBER, by=made.receiver)
    await on_other_work(made.firm, made.house)
    assert await rating(made.firm) == await rating(made.house) == (0, 1, 0)


async def test_rp4_who_were_affiliates_once_never_rate_each_other() -> None:
    house, firm = await enterprise("The House"), await enterprise("The Firm")
    user = await joined(house, await somebody(is_verified=True), MemberRole.MANAGER)
    await joined(firm, user, MemberRole.MEMBER)
    await remove_member(house[0], user.user.id, by=house[1])
    await worked(house, firm, 5, 5)
    assert {each.state for each in await Review.all()} == {"PUBLISHED"}
    assert await rating(firm[0]) == await rating(house[0]) == (0, 1, 0)


@pytest.mark.skipif(DIALECT != "postgres", reason="SQLite has one connection that writes")
async def test_rp4_a_tie_and_a_publication_at_once_never_leave_a_review_that_counts() -> None:
    for _ in range(6):
        on = await reviewing()
        made = on.made
        user = await joined((made.house, made.awarder), await somebody(is_verified=True), MemberRole.MANAGER)
        await on.reviewed(A, 5)
        invitation = await Invitation.create(
            party=made.firm,
            email=user.user.email,
            role=MemberRole.MEMBER,
            invited_by_id=made.receiver.user.id,
            invited_at=now(),
        )
        await asyncio.gather(
            tried_again(partial(accept_invitation, invitation.id, by=user)),
            tried_again(partial(on.reviewed, R, 4)),
        )
        assert {each.state for each in await Review.filter(contract_id=on.contract.id)} == {"PUBLISHED"}
        assert await rating(made.firm) == await rating(made.house) == (0, 1, 0)


async def test_rp4_who_joins_a_party_waits_for_a_review_of_their_other_one_before_they_hold_it() -> None:
    """The review holds both parties in their order, and the place changes what both have said of each other."""
    on = await reviewing()
    made = on.made
    await on.reviewed(A, 5)
    await on.reviewed(R, 4)
    first, second = sorted([(made.house, made.awarder), (made.firm, made.receiver)], key=lambda side: side[0].id)
    user, is_held = await joined(first, await somebody(is_verified=True), MemberRole.MANAGER), asyncio.Event()

    async def review() -> None:
        async with change():
            await lock_parties(first[0].id)
            is_held.set()
            if DIALECT == "postgres":
                await until(is_awaited)
            await lock_parties(second[0].id)

    async def join() -> None:
        await is_held.wait()
        await joined(second, user, MemberRole.MEMBER)

    await asyncio.gather(review(), join())
    assert await rating(made.firm) == await rating(made.house) == (0, 1, 0)


# ---------- the order


async def bid(demand: Demand, side: Side) -> Candidate:
    party, by = side
    offer = Offer(MoneyGiven(Decimal("2000.00"), "USD"), 60, "We have done this before.", [])
    draft = await save_bid(demand, party, offer, by=by)
    applicant = await submit_bid(draft, expected_version=draft.version, by=by)
    return await Candidate.get(applicant_id=applicant.id)


async def ranked(demand: Demand) -> list[Any]:
    found = await Candidate.filter(demand_id=demand.id).order_by("merit_key", "arrived_at")
    return [each.id for each in found]


@pytest.mark.parametrize(("points", "is_first"), [(5, True), (4, True), (3, False), (1, False)])
async def test_wb8_a_published_review_moves_its_party_in_every_order_in_the_same_transaction(
    time: Time, points: int, is_first: bool
) -> None:
    on = await reviewing()
    made = on.made
    demand = await opened(await somebody())
    rival = await bid(demand, await enterprise("A Rival"))
    candidate = await bid(demand, (made.firm, made.receiver))
    assert await ranked(demand) == [rival.id, candidate.id]
    before = await Candidate.get(id=candidate.id)
    await on.reviewed(A, points)
    # RP-2: not before it is published.
    assert (await Candidate.get(id=candidate.id)).track_record == before.track_record is None
    time.now += 14 * DAY
    await catch_up()
    after = await Candidate.get(id=candidate.id)
    assert after.track_record == 1_000_000 * (5 * 3 + points - 6) // 24
    assert await ranked(demand) == ([candidate.id, rival.id] if is_first else [rival.id, candidate.id])
    _, changed = await measure_all()
    assert changed == 0


# ---------- the record


async def settled(
    house: Side, firm: Side, *, released: int = 100_000, is_completed: bool = True, **stage: Any
) -> Contract:
    on = await worked(house, firm, released=released)
    await ContractStage.filter(contract_id=on.contract.id, number=1).update(**stage)
    if is_completed:
        # As the escrow leaves it once the last stage is settled.
        await Contract.filter(id=on.contract.id).update(state=ContractState.COMPLETED)
    return on.contract


async def disputed(contract: Contract, state: DisputeState, side: ContractSide | None = R) -> None:
    stage = await ContractStage.get(contract_id=contract.id, number=1)
    await Dispute.create(
        stage_id=stage.id,
        contract_id=contract.id,
        side=side,
        opened_at=now(),
        stage_state=stage.state,
        state=state,
    )


async def test_rp6_a_record_is_worked_out_from_five_settled_contracts_at_least() -> None:
    house, firm, other = [await enterprise(name) for name in ("The House", "The Firm", "Another House")]
    day = date(2030, 6, 1)
    at = now().replace(year=2030, month=6, day=1)
    await settled(house, firm, due_on=day, submitted_at=at)
    await settled(house, firm, due_on=day, submitted_at=at + timedelta(days=1))
    await settled(house, firm, is_completed=False)
    await settled(other, firm)
    # Crumbs, and what has released nothing, are no record.
    await settled(house, firm, released=999)
    await settled(house, firm, released=0)
    assert await records_of([firm[0].id, house[0].id]) == [None, None]
    await settled(firm, other, due_on=day, submitted_at=at + timedelta(days=1))
    running = await deal()
    await running.effective()
    mine, theirs, none = await records_of([firm[0].id, house[0].id, running.firm.id])
    # On the last one it was the awarder: what is handed in late there is not its own.
    assert mine == WorkRecord(completed_count=4, on_time_share=0.75, repeat_share=1.0, disputed_share=0.0, open_count=0)
    assert (theirs, none) == (None, None)


async def test_rp6_disputes_and_running_contracts_are_counted_and_affiliates_make_no_record() -> None:
    house, firm = await enterprise("The House"), await enterprise("The Firm")
    contracts = [await settled(house, firm) for _ in range(5)]
    await (await deal_between(house, firm)).effective()
    assert await records_of([house[0].id, firm[0].id]) == [WorkRecord(5, 1.0, 1.0, 0.0, 1)] * 2
    # What was withdrawn is no dispute, nor what nobody has opened.
    await disputed(contracts[0], DisputeState.WITHDRAWN)
    await disputed(contracts[1], DisputeState.RULED, None)
    await disputed(contracts[2], DisputeState.SETTLED)
    assert await records_of([house[0].id, firm[0].id]) == [WorkRecord(5, 1.0, 1.0, 0.2, 1)] * 2
    user = await joined(house, await somebody(is_verified=True), MemberRole.MANAGER)
    await Membership.create(party=firm[0], user=user.user, role=MemberRole.MEMBER, joined_at=now())
    assert await records_of([house[0].id, firm[0].id]) == [None, None]
