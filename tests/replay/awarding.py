"""Awards a tender that was played, as its awarder would."""

from typing import Any

from tests.replay.crowd import Crowd
from tests.replay.files import Tender
from tests.replay.play import Report, name_of, opened
from tests.support.domain.market import Person


async def awarded(crowd: Crowd, tender: Tender) -> tuple[Person, dict[str, Any]]:
    """Plays the tender and awards it to whom the market's order puts first; with who receives it."""
    report, awarder = Report(tender), crowd.awarder
    async with opened(crowd, tender, report) as stage:
        assert stage is not None
        await stage.send(range(len(tender.offers)))
        await stage.compare()
        best, *_ = await stage.all("MERIT", 20)
    assert report.differences == []
    bidder = await crowd.bidder(next(each for each in tender.offers if each.bidder == name_of(best)))
    await awarder.do("closeBidding", demandId=stage.demand)
    given = {"candidateId": best["id"], "expectedVersion": await awarder.version(stage.demand)}
    bidder.person.party = bidder.party
    return bidder.person, await awarder.do("awardDemand", reason="First in the order.", **given)
