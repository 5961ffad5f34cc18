"""Awards a tender that was played, as its awarder would."""

from typing import Any

from tests.replay.crowd import Crowd
from tests.replay.files import DATA, Offer, Tender, worldbank
from tests.replay.play import Report, name_of, opened
from tests.support.domain.market import Person

# Tenders with two bids; and what is bid where the file has none in a currency, or where there is no file.
NAMED = {"EUR": "OP00017800", "JPY": "OP00026894"}
MADE_UP = {"EUR": ("69216.34", "67261.92"), "JPY": ("107731500", "112731500"), "KWD": ("1234.567", "1231.003")}


def tender_in(currency: str) -> Tender:
    """A real one, if it is at hand."""
    if currency in NAMED and (DATA / "worldbank").is_dir():
        return next(each for each in worldbank() if each.name == NAMED[currency])
    offers = tuple(
        Offer(name, (), currency, amount) for name, amount in zip(("A", "B"), MADE_UP[currency], strict=True)
    )
    return Tender("A tender", "A portal", "Build it.", (), currency, None, None, False, offers)


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
