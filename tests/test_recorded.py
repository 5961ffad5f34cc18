"""What the entries of a selection record say: every act has a name, and a move says from where to where."""

import ast
import json
import re

import pytest

from models.demands.recorded import Recorded
from tests.support.api.contract import GRAPH
from tests.support.api.server import Server
from tests.support.domain.table import table
from tests.support.sources import ROOT, modules_in

pytestmark = pytest.mark.anywhere

RECORD = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench {
  record(first: 200) { edges { node { action canonical } } } } } } }"""


def test_the_front_end_names_every_act_of_a_selection_record() -> None:
    described = GRAPH.type_map["SelectionEntry"].fields["action"].description  # type: ignore[attr-defined]
    acts = re.findall(r"\b[A-Z_]{4,}\b", described)
    shown = (ROOT / "web/src/parts/enums.ts").read_text(encoding="utf-8")
    _, _, shown = shown.partition("recordActions: ")
    named = re.findall(r"^  ([A-Z_]+): msg", shown.partition("};")[0], re.MULTILINE)
    assert sorted(named) == sorted(acts) == sorted(Recorded)


def test_no_selection_record_has_an_act_that_is_not_listed() -> None:
    """Whatever is entered into the book of a demand is a member of `Recorded`, and no text."""
    writers = {
        path: tree
        for path, tree in modules_in("models").items()
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "models.demands.demand"
        if "book_of" in {each.name for each in node.names}
    }
    assert len(writers) > 5
    entered = [
        (path.name, call.args[1])
        for path, tree in writers.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("enter") and len(call.args) > 1
    ]
    assert [path for path, act in entered if isinstance(act, ast.Constant | ast.JoinedStr)] == []


async def test_wb3_a_candidate_that_moves_or_leaves_is_recorded_with_the_rank_that_it_had(server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    one, two = made.candidates
    await made.place(one)
    await made.place(two)
    await made.place(two, rank=1)
    await made.eliminate(two)
    await made.bidders[0].do("withdrawBid", applicantId=made.applications[0]["id"])
    answer = await made.awarder.ask(RECORD, id=made.demand)
    entries = [edge["node"] for edge in answer["demand"]["workbench"]["record"]["edges"]][1:]
    facts = [(each["action"], json.loads(each["canonical"])["facts"]) for each in entries]
    assert [(action, fact["former"], fact["rank"], fact.get("became")) for action, fact in facts] == [
        ("PLACED", None, 1, None),
        ("PLACED", None, 2, None),
        ("PLACED", 2, 1, None),
        ("ELIMINATED", 1, None, None),
        ("DROPPED", 1, None, "WITHDRAWN"),
    ]
