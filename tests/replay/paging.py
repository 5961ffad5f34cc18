"""A long list that is read page by page, in every order, while more bids arrive."""

import asyncio
from collections import Counter

from tests.replay.crowd import Crowd
from tests.replay.files import Tender
from tests.replay.play import ORDERS, Report, Walk, ids_of, name_of, opened

PAGE = 7
AT_ONCE = 3
"""Bids that are sent while a page is read."""


async def play_paged(crowd: Crowd, tender: Tender) -> Report:
    """Sends two thirds of the offers first and the others while the list is read, then compares everything."""
    report = Report(tender)
    async with opened(crowd, tender, report) as stage:
        if stage is None:
            return report
        start = 2 * len(tender.offers) // 3
        await stage.send(range(start))
        there = await stage.all("ARRIVAL", PAGE)
        walks = [Walk(stage, order, PAGE) for order in ORDERS]
        for place in range(start, len(tender.offers), AT_ONCE):
            reading = [walk.step() for walk in walks if walk.goes_on]
            await asyncio.gather(stage.send(range(place, min(place + AT_ONCE, len(tender.offers)))), *reading)
        while reading := [walk.step() for walk in walks if walk.goes_on]:
            await asyncio.gather(*reading)
        # Who revises a bid meanwhile moves to another place of the list, and may be met at both or neither.
        rows = Counter(offer.bidder for offer in tender.offers)
        movers = {offer.bidder for offer in tender.offers[start:] if rows[offer.bidder] > 1}
        stayed = {each["id"] for each in there if name_of(each) not in movers}
        for walk in walks:
            read = ids_of([each for each in walk.seen if name_of(each) not in movers])
            report.same(f"repeated by {walk.order}", [id for id, times in Counter(read).items() if times > 1], [])
            report.same(f"skipped by {walk.order}", stayed - set(read), set())
        await stage.compare(first=PAGE)
    return report
