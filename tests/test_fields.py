"""What front ends show beside the things themselves: roles, counts, reasons, read marks and one's own applications."""

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import (
    Person,
    colleague,
    enterprise,
    grant,
    person,
)

# Roles, counts and the record are read alike; what is written or counted in SQL of our own is tried on both.
pytestmark = pytest.mark.anywhere

ROLES = """query ($id: ID!) { viewer { roles user { id name } parties { name } }
  node(id: $id) { ... on Party { myRole } } }"""


async def test_viewers_know_their_roles_and_other_people_do_not(server: Server) -> None:
    owner = await enterprise(server.url)
    member, stranger = await colleague(owner), await person(server.url)
    assert (await owner.ask(ROLES, id=owner.party))["node"] == {"myRole": "OWNER"}
    assert (await member.ask(ROLES, id=owner.party))["node"] == {"myRole": "MEMBER"}
    found = await stranger.ask(ROLES, id=owner.party)
    assert (found["node"], found["viewer"]["roles"]) == ({"myRole": None}, [])
    for role in ("MEDIATOR", "ADMINISTRATOR"):
        await grant(server, stranger, role)
    assert (await stranger.ask(ROLES, id=owner.party))["viewer"]["roles"] == ["ADMINISTRATOR", "MEDIATOR"]
    assert (await Person(server.url).ask(ROLES, id=owner.party)) == {"viewer": None, "node": {"myRole": None}}


async def test_a_user_takes_another_name_and_their_party_keeps_its_own(server: Server) -> None:
    ada = await person(server.url, "Ada")
    assert (await ada.do("renameUser", name="  Ada   Lovelace "))["name"] == "Ada Lovelace"
    found = (await ada.ask(ROLES, id=ada.party))["viewer"]
    assert (found["user"]["name"], found["parties"]) == ("Ada Lovelace", [{"name": "Ada"}])
    for wrong in ("", "\u200b", "a" * 251):
        assert await ada.refused("renameUser", name=wrong) == "INVALID_INPUT"
    assert (await ada.ask(ROLES, id=ada.party))["viewer"]["user"]["name"] == "Ada Lovelace"
