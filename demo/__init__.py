"""A demonstration market, built with the same verbs that users call."""

from demo.acting import demand_of
from demo.cast import PASSWORD, TO_TRY, address
from demo.story import tell
from demo.trickling import trickle
from demo.wanted import CUSTOMS, SHIPMENTS
from models.accounts.users import User
from schema.kinds import identify

__all__ = ["make", "trickle"]

SUBSCRIPTION = """subscription {
  workbench(demandId: "%s") {
    cursor
    event {
      __typename
      ... on BidArrived { candidate { score { rank } applicant { party { name } bid { price { amount currency } } } } }
      ... on BidRevised { candidate { score { rank } applicant { party { name } bid { price { amount currency } } } } }
      ... on StandingChanged { candidate { applicant { party { name } } } from to reason }
      ... on RemarkAdded { remark { body author { name } } }
    }
  }
}"""


async def make() -> str:
    """Fills an empty database and returns the text to print: accounts to try and a workbench to watch."""
    if not await User.exists():
        await tell()
    if not await User.exists(email=address("olivia")):
        return "The database already has users, so no demonstration was created."
    if await demand_of(CUSTOMS) is None:  # the last one that is created
        return "An earlier run of the demonstration was interrupted: empty the database, migrate and start again."
    return "\n".join([*_accounts(), *await _watching()])


def _accounts() -> list[str]:
    width = max(len(address(key)) for key, _ in TO_TRY)
    lines = [f"  {address(key):{width}}  {what}" for key, what in TO_TRY]
    return [f"Demonstration data. The password of every account is {PASSWORD}", "", *lines, ""]


async def _watching() -> list[str]:
    demand = await demand_of(SHIPMENTS)
    if demand is None:
        return []
    credentials = f'email: "{address("olivia")}", password: "{PASSWORD}"'
    return [
        "To watch a workbench in GraphiQL, sign in with",
        "",
        f"mutation {{ signIn(input: {{ {credentials} }}) {{ ... on Session {{ token }} }} }}",
        "",
        'put {"authorization": "Bearer TOKEN"} into its headers, and follow with',
        "",
        SUBSCRIPTION % identify("demand", demand.id),
        "",
        "With DEMO_TRICKLE_SECONDS=5 make run, a new bid arrives every five seconds.",
        "",
    ]
