"""Documents for Relay's compiler: modules of JavaScript, one a document, named as Relay wants it."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from graphql import FragmentDefinitionNode, OperationDefinitionNode, print_ast

# A connection, and a subscription that appends to it.
CANDIDATE = "id standing alternativeRank version applicant { id party { id name } }"
OURS = {
    "BenchPage": f"""query BenchPageQuery($id: ID!, $first: Int!, $after: String) {{
      demand(id: $id) {{ __typename id ... on BiddingDemand {{ workbench {{ id cursor
        candidates(first: $first, after: $after) @connection(key: "BenchPage_candidates") {{
          __id edges {{ node {{ {CANDIDATE} }} }} pageInfo {{ endCursor hasNextPage }} }} }} }} }} }}""",
    "BenchMistake": "query BenchMistakeQuery { demands(first: -1) { edges { node { id } } } }",
    "BenchPlace": """mutation BenchPlaceMutation($input: PlaceAlternativeInput!) {
      placeAlternative(input: $input) { __typename ... on Candidate { id standing alternativeRank version }
        ... on Refusal { code message } } }""",
    "BenchFeed": f"""subscription BenchFeedSubscription($id: ID!, $after: String, $connections: [ID!]!) {{
      workbench(demandId: $id, after: $after) {{ cursor event {{ __typename
        ... on BidArrived {{
          candidate @appendNode(connections: $connections, edgeTypeName: "CandidateEdge") {{ {CANDIDATE} }} }}
        ... on StandingChanged {{ candidate {{ id standing alternativeRank version }} }} }} }} }}""",
}
CONFIGURATION = {
    **{"src": "./src", "schema": "./schema.graphql", "artifactDirectory": "./artifacts", "language": "javascript"},
    # A lint for new front ends, which asks for names of spreads on types that may differ.
    "featureFlags": {"enforce_fragment_alias_where_ambiguous": {"kind": "disabled"}},
}


def compiled(
    directory: Path,
    schema: str,
    operations: Mapping[str, OperationDefinitionNode],
    fragments: Mapping[str, FragmentDefinitionNode],
    *,
    node: str,
    compiler: Path,
) -> Path:
    """The folder with the artifacts of the documents, and of the ones above."""
    for name in ("src", "artifacts"):
        (directory / name).mkdir()
    (directory / "schema.graphql").write_text(schema)
    (directory / "relay.config.json").write_text(json.dumps(CONFIGURATION))
    texts = {name: print_ast(fragment) for name, fragment in fragments.items()} | OURS
    for name, operation in operations.items():
        kind = operation.operation.value
        # An operation is named by its module, and says what it is.
        texts[name] = print_ast(operation).replace(f"{kind} {name}", f"{kind} {name}{kind.capitalize()}", 1)
    for name, text in texts.items():
        (directory / "src" / f"{name}.js").write_text(f"graphql`{text}`;\n")
    ended = subprocess.run(
        [node, compiler, "relay.config.json"], cwd=directory, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return directory / "artifacts"
