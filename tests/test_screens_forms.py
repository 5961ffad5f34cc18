"""Forms in Chromium: what is wrong stands beside its field, all of it at once, and goes when the field is changed."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import enterprise, submitted
from tests.support.domain.table import table

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

# Of the inputs that are wrong: the texts beneath that are drawn over the input, or over another text.
COVERED = """() => [...document.querySelectorAll("[aria-invalid=true][aria-describedby]")].flatMap((input) => {
  const texts = input.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
  const shown = [input, ...texts.filter((each) => each?.textContent.trim())];
  shown.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
  const bottoms = shown.map((each) => each.getBoundingClientRect().bottom);
  const isOver = (each, place) => place > 0 && each.getBoundingClientRect().top < bottoms[place - 1];
  return shown.filter(isOver).map((each) => each.textContent);
})"""


async def test_no_mistake_is_drawn_over_the_hint_of_its_field(browser: Browser, server: Server) -> None:
    """Least of all that of an amount and its currency, which stand on one line."""
    made = await table(server)
    firm = await enterprise(server.url, "Builders")
    await submitted(firm, made.demand, "1000.00")
    (candidate,) = await made.awarder.candidates(made.demand)
    await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=await made.awarder.version(made.demand))
    given = {"candidateId": candidate["id"], "expectedVersion": await made.awarder.version(made.demand)}
    award = await made.awarder.do("awardDemand", reason="The best.", **given)
    await firm.do("acceptAward", awardId=award["id"])
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/awards/{award['id']}/contract")
        await page.get_by_label("Template").select_option(label="Services agreement")
        limit = page.get_by_label("Limit of liability", exact=True)
        await page.get_by_role("button", name="Draft the contract").click()
        await expect(limit).to_have_accessible_description(re.compile("An amount with its currency.*Is required"))
        for width in (360, 768, 1280):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await page.evaluate(COVERED) == [], width
        await shown.look()
