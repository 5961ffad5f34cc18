"""The story of the demonstration in order: a dispute that began before, then seven demands in fourteen days."""

from demo.acting import Past, award_of, candidate_of, demand_of, party_of, version_of
from demo.cast import CROWD, PARTIES, PEOPLE, VERIFIED
from demo.quarrelling import quarrel
from demo.wanted import APPOINTMENTS, CUSTOMS, DASHBOARD, IDENTITY, LOYALTY, SHIPMENTS, SHOP
from models.accounts.members import verify_party
from models.clock import clock, now
from models.demands.candidates import EliminationReason, RemarkScope
from models.demands.closing import close_bidding
from models.demands.demand import Bidding, Demand
from models.demands.ending import assign_manager, cancel_demand
from models.mail import Mail
from models.workbench.alternatives import place_alternative
from models.workbench.awards import accept_award, award_demand, decline_award
from models.workbench.elimination import eliminate_candidates
from models.workbench.reading import mark_candidate_read
from models.workbench.remarks import add_remark


async def tell() -> None:
    """Plays the whole story up to the present; meanwhile the whole process runs on the story's clock."""
    past = Past(now())
    with clock(lambda: past.instant):
        await past.at(days_ago=45)
        await _everyone_arrives(past)
        await quarrel(past)
        identity = await _first_bids(past)
        shop = await _a_cancellation(past)
        await _an_offer_declined_and_another_accepted(past, identity)
        dashboard = await _open_and_sealed_bids(past)
        shipments = await _more_bids(past, shop)
        await _a_selection(past, shop)
        await _an_offer(past, dashboard)
        await _bids_so_far(past, shipments)
    # Its addresses lead nowhere, so nothing of the story is to be sent.
    await Mail.filter(sent_at=None).delete()


async def _everyone_arrives(past: Past) -> None:
    for key in (*PEOPLE, *CROWD):
        await past.arrive(key)
    for key in PARTIES:
        await past.found(key)
    for key in VERIFIED:
        await verify_party(await party_of(key), note="Register entry and identity checked.", by=await past.act("adam"))


async def _first_bids(past: Past) -> Demand:
    await past.at(days_ago=12.5)
    identity = await past.publish("daniel", "lumen", IDENTITY, runs_days=3)
    loyalty = await past.publish("ines", "cobalt", LOYALTY, runs_days=10)
    await past.at(days_ago=11)
    await past.bid("samir", identity, 84_000, 140, "We run the cluster too, at night as well.", party="deltaops")
    await past.bid("anders", identity, 97_500, 150, "Forty of these, three in hospitals.", party="fjord")
    await past.bid("noor", loyalty, 21_500, 55, "I made two cards of this kind for cinemas.")
    return identity


async def _a_cancellation(past: Past) -> Demand:
    await past.at(days_ago=9.2)
    loyalty = await demand_of(LOYALTY)
    assert loyalty is not None
    reason = "The board has put the card off to next year. We are sorry for the work that you put in."
    await cancel_demand(loyalty, reason=reason, by=await past.act("ines"))
    return await past.publish("ines", "cobalt", SHOP, runs_days=5.5)


async def _an_offer_declined_and_another_accepted(past: Past, identity: Demand) -> None:
    await past.at(days_ago=9)
    await award_demand(
        await candidate_of(identity, "deltaops"),
        reason="They run clusters for others already.",
        justification="The lower price, and nothing to hand over at the end.",
        expected_version=await version_of(identity),
        by=await past.act("daniel"),
    )
    await past.at(days_ago=8.3)
    reason = "A client of ours has doubled its order: nobody is free before summer."
    declined = await award_of(identity)
    await decline_award(declined, reason=reason, by=await past.act("samir"))
    await award_demand(
        await candidate_of(identity, "fjord"),
        reason="Three migrations in hospitals.",
        expected_version=await version_of(identity),
        by=await past.act("daniel"),
    )
    await past.at(days_ago=7.5)
    await accept_award(await award_of(identity), by=await past.act("anders"))


async def _open_and_sealed_bids(past: Past) -> Demand:
    await past.at(days_ago=6)
    dashboard = await past.publish("olivia", "harborline", DASHBOARD, runs_days=10)
    sealed = await past.publish("daniel", "lumen", APPOINTMENTS, runs_days=13, bidding=Bidding.SEALED)
    rosa = await past.act("rosa")
    await assign_manager(sealed, rosa.user.id, by=rosa)
    await past.at(days_ago=5)
    await past.bid("hana", sealed, 58_000, 110, "Screen readers first, pixels second.", party="quietpixel")
    await past.bid("tomas", dashboard, 15_800, 40, "We have screens in three warehouses.", party="kestrel")
    await past.bid("amara", dashboard, 14_200, 42, "Readable from thirty metres, also for the colour-blind.")
    await past.bid("grace", dashboard, 18_900, 35, "Kafka topics as GraphQL subscriptions, each with a test.")
    await past.bid("priya", sealed, 71_000, 100, "One code base, four languages.", party="brightforge")
    await past.bid("tomas", sealed, 63_500, 130, "With an accessibility audit by others.", party="kestrel")
    return dashboard


async def _more_bids(past: Past, shop: Demand) -> Demand:
    await past.at(days_ago=4.5)
    await past.bid("jonas", shop, 38_000, 50, "This move is what I do. The rehearsal takes two weeks.")
    await past.bid("priya", shop, 52_000, 45, "Six people, two rehearsals, one night.", party="brightforge")
    await past.bid("victor", shop, 29_000, 70, "I move it to a managed service on the way.")
    await past.bid("grace", shop, 44_500, 60, "Schema first, then the procedures, then the night.")
    shipments = await past.publish("olivia", "harborline", SHIPMENTS, runs_days=25)
    rosa = await past.act("rosa")
    await assign_manager(shipments, rosa.user.id, by=rosa)
    return shipments


async def _a_selection(past: Past, shop: Demand) -> None:
    await past.at(days_ago=3)
    jonas, grace, victor, priya = [await candidate_of(shop, key) for key in ("jonas", "grace", "victor", "brightforge")]
    felix = await past.act("felix")
    await add_remark(jonas, body="Two references: both would hire him again.", scope=RemarkScope.TEAM, by=felix)
    ines = await past.act("ines")
    await add_remark(priya, body="Ask whether one rehearsal is enough.", scope=RemarkScope.PRIVATE, by=ines)
    await place_alternative(grace, rank=None, expected_version=grace.version, by=ines)
    await place_alternative(jonas, rank=1, expected_version=jonas.version, by=ines)
    note = "We do not want a managed service."
    await eliminate_candidates([victor], reason=EliminationReason.CAPABILITY, note=note, by=ines)
    await mark_candidate_read(jonas, by=ines)


async def _an_offer(past: Past, dashboard: Demand) -> None:
    await past.at(days_ago=1.6)
    await close_bidding(dashboard, by=await past.act("olivia"))
    kestrel, amara = [await candidate_of(dashboard, key) for key in ("kestrel", "amara")]
    mei, marcus = await past.act("mei"), await past.act("marcus")
    await add_remark(kestrel, body="Their demo ran on a plain television.", scope=RemarkScope.TEAM, by=mei)
    await place_alternative(amara, rank=None, expected_version=amara.version, by=marcus)
    await past.at(days_ago=0.8)
    await award_demand(
        kestrel,
        reason="They have done exactly this.",
        expected_version=await version_of(dashboard),
        by=await past.act("olivia"),
    )


async def _bids_so_far(past: Past, shipments: Demand) -> None:
    await past.at(days_ago=0.7)
    await past.bid("grace", shipments, 41_000, 70, "Carrier events through one queue, on the map within a second.")
    await past.bid("tomas", shipments, 46_000, 75, "Maps are our daily work.", party="kestrel")
    await past.bid("victor", shipments, 34_500, 90, "With the hosting for a year.")
    await past.save("ben", shipments, 19_000, 30, "A WordPress site with a tracking plugin.")
    await past.bid("grace", shipments, 39_500, 70, "As before, and both carriers' test systems are at hand.")
    grace, victor = [await candidate_of(shipments, key) for key in ("grace", "victor")]
    mei, olivia = await past.act("mei"), await past.act("olivia")
    await add_remark(grace, body="She asked the right questions about the carriers.", scope=RemarkScope.TEAM, by=mei)
    await add_remark(victor, body="Who maintains the front end?", scope=RemarkScope.PRIVATE, by=olivia)
    await place_alternative(grace, rank=1, expected_version=grace.version, by=olivia)
    await past.draft("olivia", "harborline", CUSTOMS, runs_days=20)
