"""Reviews of the two sides of ended work by each other: who writes them, and who knows of them (RP-1 to RP-3)."""

import asyncio
from collections import Counter
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from models.accounts.parties import MemberRole, Membership, Party
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.changes import StoredEvent, change
from models.clock import now
from models.clockwork import catch_up
from models.contracts.contract import Contract, stream_of
from models.database import rows
from models.due import DueMove
from models.errors import InvalidInput, Refused
from models.journal import Entry, first_broken
from models.notifications.kinds import Notification
from models.reviews.answering import answer_review
from models.reviews.cases import MACHINE, ReviewAction, ReviewCase
from models.reviews.counting import rate
from models.reviews.offering import offer_reviews
from models.reviews.review import DueReview, KeyRating, Review, ReviewDirection, ReviewState, book_of
from models.reviews.writing import ScoreGiven, write_review
from models.sides import Side
from resolvers.finding import seen
from tests.conftest import DIALECT
from tests.support.domain.catalogue import models
from tests.support.domain.deal import colleague, deal
from tests.support.domain.inside import DAY, MOMENT, Time, refused, somebody
from tests.support.domain.reviewing import (
    A,
    Ended,
    R,
    completed,
    ended,
    mark_released,
    rating,
    reviewing,
    scores,
    terminated,
)

pytestmark = pytest.mark.usefixtures("database")


async def told(kind: str) -> list[UUID]:
    return [each.user_id for each in await Notification.filter(kind=kind).order_by("id")]


async def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    return {
        model._meta.db_table: await rows(f"SELECT * FROM {model._meta.db_table} ORDER BY 1, 2") for model in models()
    }


# ---------- who writes one, and until when


async def test_rp1_once_work_has_ended_with_money_released_both_sides_can_review_each_other(time: Time) -> None:
    on = await reviewing()
    due = {each.party_id: each for each in await DueReview.all()}
    made = on.made
    assert {(each.party_id, each.subject_id) for each in due.values()} == {
        (made.house.id, made.firm.id),
        (made.firm.id, made.house.id),
    }
    assert {(each.ended_at, each.closes_at) for each in due.values()} == {(time.now, time.now + 14 * DAY)}
    assert sorted(await told("REVIEW_DUE")) == sorted([made.awarder.user.id, made.receiver.user.id])
    review = await on.reviewed(A, 5, 4, 4, 3, body="They did it.")
    assert review.scores == {"QUALITY": 5, "COMMUNICATION": 4, "SCHEDULE": 4, "EXPERTISE": 3}
    assert (review.direction, review.author_id, review.subject_id) == ("OF_RECEIVER", made.house.id, made.firm.id)
    assert (review.state, review.version, review.submitted_at) == ("HIDDEN", 1, time.now)
    entries = await Entry.filter(book=book_of(review.id))
    assert [each.action for each in entries] == ["WRITTEN"]
    assert await first_broken(book_of(review.id)) is None


async def test_rp1_both_sides_review_each_other_once_the_last_stage_is_settled() -> None:
    on = await completed(await deal())
    assert on.contract.state == "COMPLETED"
    assert await DueReview.all().count() == len(await told("REVIEW_DUE")) == 2
    await on.reviewed(A, 5)
    await on.reviewed(R, 4)
    assert {(each.state, each.released_minor) for each in await Review.all()} == {("PUBLISHED", 100_000)}


async def test_rp1_nobody_reviews_a_contract_that_runs_or_that_has_released_nothing() -> None:
    made = await deal()
    contract = await made.effective()
    async with refused("WRONG_STATE"):
        await Ended(made, contract).reviewed(A, 5)
    on = Ended(made, await terminated(made, contract))
    for side in (A, R):
        async with refused("NOTHING_RELEASED"):
            await on.reviewed(side, 5)
    assert await Review.all().count() == await DueReview.all().count() == len(await told("REVIEW_DUE")) == 0


async def test_rp1_a_side_reviews_once_by_an_owner_or_manager_of_its_own() -> None:
    on = await reviewing()
    made = on.made
    member = await colleague(made.house, MemberRole.MEMBER)
    for by in (member, made.receiver, await somebody()):
        async with refused("NOT_ALLOWED"):
            await on.reviewed(A, 5, by=by)
    async with refused("NOT_ALLOWED"):
        # Nor does anybody write for a party that is no side of it.
        own = await Party.get(id__in=[party for party in made.awarder.roles if party != made.house.id])
        await write_review(on.contract, own, scores=scores(A, 5), body="Good.", by=made.awarder)
    assert await Review.all().count() == 0
    await on.reviewed(A, 5, by=await colleague(made.house, MemberRole.MANAGER))
    async with refused("ALREADY_REVIEWED"):
        await on.reviewed(A, 1)
    assert [each.scores["QUALITY"] for each in await Review.all()] == [5]


async def test_rp1_who_belongs_to_both_sides_is_on_the_awarders_alone() -> None:
    on = await reviewing()
    made = on.made
    role = MemberRole.MANAGER
    await Membership.create(party=made.firm, user=made.awarder.user, role=role, joined_at=now())
    both = await colleague(made.house, role)
    await Membership.create(party=made.firm, user=both.user, role=role, joined_at=now())
    async with refused("NOT_ALLOWED"):
        await on.reviewed(R, 5, by=both)
    theirs = await on.reviewed(R, 1)
    assert await seen("review", [theirs.id], both) == {}
    assert set(await seen("review", [theirs.id], made.receiver)) == {theirs.id}


@pytest.mark.parametrize("late", [False, True])
async def test_rp1_reviews_are_written_until_14_days_are_over(time: Time, late: bool) -> None:
    on = await reviewing()
    time.now += 14 * DAY - (not late) * MOMENT
    if late:
        async with refused("DEADLINE_PASSED"):
            await on.reviewed(A, 5)
        assert await Review.all().count() == 0
    else:
        assert (await on.reviewed(A, 5)).closes_at == time.now + MOMENT


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([("QUALITY", 6), ("COMMUNICATION", 1), ("SCHEDULE", 1), ("EXPERTISE", 1)], "OUT_OF_RANGE"),
        ([("QUALITY", 0), ("COMMUNICATION", 1), ("SCHEDULE", 1), ("EXPERTISE", 1)], "OUT_OF_RANGE"),
        ([("QUALITY", 5), ("COMMUNICATION", 1), ("SCHEDULE", 1)], "LACKING"),
        ([("QUALITY", 5), ("COMMUNICATION", 1), ("SCHEDULE", 1), ("EXPERTISE", 1), ("QUALITY", 5)], "REPEATED"),
        ([("QUALITY", 5), ("COMMUNICATION", 1), ("SCHEDULE", 1), ("EXPERTISE", 1), ("BRIEF", 5)], "UNKNOWN_CRITERION"),
    ],
)
async def test_a_review_has_points_from_1_to_5_on_each_key_of_its_direction(
    given: list[tuple[str, int]], code: str
) -> None:
    on = await reviewing()
    party, by = on.who(A)
    before = await everything()
    with pytest.raises(InvalidInput) as found:
        await write_review(on.contract, party, scores=[ScoreGiven(*each) for each in given], body="Good.", by=by)
    assert {each.code for each in found.value.fields} == {code}
    assert await everything() == before


MINE, THEIRS = {Side.OTHER, Side.OTHER_LEAD}, {Side.AWARDER, Side.AWARDER_LEAD}
OUTSIDE = [set(), {Side.SOMEBODY}, {Side.GUEST}, {Side.SOMEBODY, Side.ADMINISTRATOR}, {Side.SOMEBODY, Side.CONSULTANT}]


@pytest.mark.parametrize("direction", list(ReviewDirection))
@pytest.mark.parametrize("state", list(ReviewState))
@pytest.mark.parametrize("held", [MINE, THEIRS, {Side.OTHER}, {Side.AWARDER}, *OUTSIDE], ids=sorted)
async def test_a_review_is_answered_in_one_state_by_those_who_lead_its_subject(
    time: Time, direction: ReviewDirection, state: ReviewState, held: set[Side]
) -> None:
    published_at = None if state is ReviewState.HIDDEN else time.now - DAY
    review = Review(direction=direction, state=state, published_at=published_at)
    subject = MINE if direction is ReviewDirection.OF_RECEIVER else THEIRS
    for is_answered, days in ((False, 0), (True, 0), (False, 28)):
        review.answered_at = time.now if is_answered else None
        review.published_at = published_at and published_at - days * DAY
        case: Any = SimpleNamespace(
            review=review, state=state, author=ReviewCase(review).author, sides=lambda _: frozenset(held)
        )
        may = state is ReviewState.PUBLISHED and held == subject and not is_answered and not days
        assert MACHINE.actions(case, None) == ([ReviewAction.ANSWER] if may else [])
        if may:
            assert MACHINE.check(ReviewAction.ANSWER, case, None) is state
        else:
            with pytest.raises(Refused):
                MACHINE.check(ReviewAction.ANSWER, case, None)


# ---------- unseen until both are in, or the time is over


async def test_rp2_while_it_is_hidden_nothing_differs_but_for_its_authors_party() -> None:
    on = await reviewing()
    before = await everything()
    review = await on.reviewed(A, 1)
    after = await everything()
    # What the other side, the market and the clients of both read is not among these.
    assert {table for table in after if after[table] != before[table]} == {
        *("review", "due_review", "due_move", "journal_book", "journal_entry")
    }
    (mine,) = [each for each in after["due_review"] if each not in before["due_review"]]
    assert str(mine["party_id"]) == str(on.made.house.id)
    assert [each for each in after["journal_book"] if each not in before["journal_book"]] == [
        each for each in after["journal_book"] if each["name"] == book_of(review.id)
    ]


async def test_rp2_a_hidden_review_is_seen_by_its_authors_party_alone() -> None:
    on = await reviewing()
    made, review = on.made, await on.reviewed(R, 2)
    inside = [made.receiver, await colleague(made.firm, MemberRole.MEMBER)]
    outside: list[Viewer | None] = [made.awarder, await colleague(made.house, MemberRole.OWNER), await somebody(), None]
    outside += [await somebody(role) for role in StaffRole]
    for viewer in inside:
        assert set(await seen("review", [review.id], viewer)) == {review.id}
    for viewer in outside:
        assert await seen("review", [review.id], viewer) == {}
    # Nor does its place in a list tell: what is due to the other side stays as it is.
    due = {each.party_id: each.id for each in await DueReview.all()}
    assert set(await seen("due_review", list(due.values()), made.awarder)) == {due[made.house.id]}
    assert await seen("due_review", list(due.values()), made.receiver) == {}
    async with refused("WRONG_STATE"):
        await answer_review(review, body="No.", by=made.receiver)


async def test_rp2_both_are_published_once_both_are_in(time: Time) -> None:
    on = await reviewing()
    await on.reviewed(A, 5, 4, 4, 3)
    time.now += DAY
    await on.reviewed(R, 3)
    found = {each.direction: each for each in await Review.all()}
    assert {(each.state, each.version, each.published_at) for each in found.values()} == {("PUBLISHED", 2, time.now)}
    assert {each.released_minor for each in found.values()} == {100_000}
    assert await rating(on.made.firm) == (4, 1, 1)
    assert await rating(on.made.house) == (3, 1, 1)
    keys = {each.key: each.total for each in await KeyRating.filter(party_id=on.made.firm.id)}
    assert keys == {"QUALITY": 5, "COMMUNICATION": 4, "SCHEDULE": 4, "EXPERTISE": 3}
    assert Counter(await told("REVIEW_PUBLISHED")) == {on.made.awarder.user.id: 1, on.made.receiver.user.id: 1}
    assert {each.actor_id for each in await Notification.filter(kind="REVIEW_PUBLISHED")} == {None}
    assert await DueMove.filter(kind="review").count() == 0
    events = await StoredEvent.filter(stream=stream_of(on.contract.id), kind="contract.review_changed")
    assert {(each.facts["review"], each.actor_id) for each in events} == {
        (str(each.id), None) for each in found.values()
    }
    for viewer in (None, await somebody(), on.made.awarder, on.made.receiver):
        assert set(await seen("review", [each.id for each in found.values()], viewer)) == {
            each.id for each in found.values()
        }


async def test_rp2_what_there_is_is_published_when_14_days_are_over(time: Time) -> None:
    on = await reviewing()
    closes_at = time.now + 14 * DAY
    review = await on.reviewed(A, 5)
    time.now = closes_at - MOMENT
    await catch_up()
    assert (await Review.get(id=review.id)).state == "HIDDEN"
    # However late the clock gets to it, it counts from then.
    time.now = closes_at + 3 * DAY
    assert await catch_up() == 1
    assert await catch_up() == 0
    review = await Review.get(id=review.id)
    assert (review.state, review.published_at, review.version) == ("PUBLISHED", closes_at, 2)
    assert await rating(on.made.firm) == (5, 1, 1)
    assert await rating(on.made.house) == (0, 1, 0)
    assert await told("REVIEW_PUBLISHED") == [on.made.receiver.user.id]
    async with refused("DEADLINE_PASSED"):
        await on.reviewed(R, 1)


async def test_rp2_nothing_is_published_where_nobody_has_written(time: Time) -> None:
    await reviewing()
    time.now += 15 * DAY
    await catch_up()
    assert await Review.all().count() == len(await told("REVIEW_PUBLISHED")) == 0


@pytest.mark.skipif(DIALECT != "postgres", reason="SQLite has one connection that writes")
async def test_rp2_of_two_sides_that_write_at_once_each_is_published_once() -> None:
    for _ in range(4):
        on = await reviewing()
        await asyncio.gather(on.reviewed(A, 5), on.reviewed(R, 4))
        found = await Review.filter(contract_id=on.contract.id)
        assert [(each.state, each.version) for each in found] == [("PUBLISHED", 2)] * 2
        assert await rating(on.made.firm) == (5, 1, 1)
        assert await rating(on.made.house) == (4, 1, 1)
        for each in found:
            assert [entry.action for entry in await Entry.filter(book=book_of(each.id)).order_by("seq")] == [
                "WRITTEN",
                "PUBLISHED",
            ]
            assert await Notification.filter(subject_id=each.id, kind="REVIEW_PUBLISHED").count() == 1


async def test_rp1_of_one_side_that_writes_twice_at_once_one_is_refused() -> None:
    on = await reviewing()
    answers = await asyncio.gather(*(on.reviewed(A, each) for each in (1, 5, 3)), return_exceptions=True)
    codes = Counter(each.code if isinstance(each, Refused) else type(each).__name__ for each in answers)
    assert codes == {"Review": 1, "ALREADY_REVIEWED": 2}
    assert await Review.all().count() == 1


# ---------- what does not change, answers, and what is taken out


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE review SET scores = '{}'",
        "UPDATE review SET subject_id = author_id",
        "UPDATE review SET published_at = submitted_at",
        "UPDATE review SET released_minor = 1",
        "UPDATE review SET answered_at = submitted_at",
        "DELETE FROM review",
    ],
)
async def test_rp3_the_database_itself_refuses_to_change_a_review(act: str) -> None:
    on = await reviewing()
    await on.reviewed(A, 5)
    review = await on.reviewed(R, 5)
    await answer_review(review, body="Thank you.", by=on.made.awarder)
    before = await rows("SELECT * FROM review ORDER BY id")
    act += " WHERE answered_at IS NOT NULL" if "answered_at" in act else ""
    with pytest.raises(Exception, match=r"never change|never deleted"):
        await rows(act)
    assert await rows("SELECT * FROM review ORDER BY id") == before


async def test_rp3_its_subject_answers_once_within_28_days(time: Time) -> None:
    on = await reviewing()
    made = on.made
    review = await on.reviewed(A, 1)
    await on.reviewed(R, 5)
    for by in (made.awarder, await colleague(made.firm, MemberRole.MEMBER), await somebody()):
        async with refused("NOT_ALLOWED"):
            await answer_review(review, body="No.", by=by)
    time.now += 28 * DAY - MOMENT
    answered = await answer_review(review, body="It was not so.", by=made.receiver)
    assert (answered.answer, answered.answered_at, answered.version) == ("It was not so.", time.now, 3)
    assert await told("REVIEW_ANSWERED") == [made.awarder.user.id]
    async with refused("WRONG_STATE"):
        await answer_review(review, body="Again.", by=made.receiver)
    assert await rating(made.firm) == (1, 1, 1)
    assert await first_broken(book_of(review.id)) is None


async def test_rp3_after_28_days_a_review_is_not_answered_any_more(time: Time) -> None:
    on = await reviewing()
    review = await on.reviewed(A, 1)
    await on.reviewed(R, 5)
    time.now += 28 * DAY
    async with refused("DEADLINE_PASSED"):
        await answer_review(review, body="It was not so.", by=on.made.receiver)
    assert (await Review.get(id=review.id)).answer is None


async def test_rp3_what_is_taken_out_leaves_an_average_as_if_it_had_never_been() -> None:
    on = await reviewing()
    review = await on.reviewed(A, 1)
    await on.reviewed(R, 5)
    async with change():
        await Review.filter(id=review.id).update(state=ReviewState.REMOVED)
        await rate(await Party.get(id=on.made.firm.id))
    assert await rating(on.made.firm) == (0, 1, 0)
    assert await KeyRating.filter(party_id=on.made.firm.id).count() == 0
    assert await rating(on.made.house) == (5, 1, 1)
    assert await seen("review", [review.id], None) == {}


async def test_eb9_who_belongs_to_the_awarder_too_is_told_for_the_awarder_alone() -> None:
    on = await reviewing()
    await Membership.create(party=on.made.firm, user=on.made.awarder.user, role=MemberRole.MANAGER, joined_at=now())
    await on.reviewed(A, 4)
    await on.reviewed(R, 4)
    about = {each.id: each.subject_id for each in await Review.all()}
    found = await Notification.filter(kind="REVIEW_PUBLISHED")
    assert {(each.user_id, about[each.subject_id]) for each in found} == {
        (on.made.awarder.user.id, on.made.house.id),
        (on.made.receiver.user.id, on.made.firm.id),
    }


async def test_nothing_is_due_twice_and_what_is_released_later_counts_from_the_end() -> None:
    made = await deal()
    on = await ended(made, 0)
    await mark_released(on.contract, 100)
    for _ in range(2):
        async with change():
            await offer_reviews(await Contract.get(id=on.contract.id), made.demand)
    assert await DueReview.all().count() == len(await told("REVIEW_DUE")) == 2
