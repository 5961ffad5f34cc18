"""A market to look at, made through the same verbs that everyone uses."""

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
    """Fills an empty database; gives what to print: the accounts to try and something to watch."""
    if not await User.exists():
        await tell()
    if not await User.exists(email=address("olivia")):
        return "The database has users of its own, so that no demonstration was made."
    if await demand_of(CUSTOMS) is None:  # the last that is made
        return "The demonstration was interrupted while it was made: empty the database, migrate and begin again."
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
        "DEMO_TRICKLE_SECONDS=5 make run lets bids come in every five seconds.",
        "",
    ]
