// What the clients of the front ends ask a running server, and how they say what they have heard: JSON, a line each.
// The first line of the input is JSON: {"url": …, "token": …, "demand": …, "stranger": …}. At its end, the client ends.
import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin }).on("close", () => process.exit(0));
export const given = JSON.parse(await new Promise((resolve) => lines.once("line", resolve)));
export const headers = { authorization: `Bearer ${given.token}` };
export const socketUrl = given.url.replace("http", "ws");

export function say(kind, said) {
  console.log(JSON.stringify({ kind, said }));
}

// What the libraries warn of is a fault of the server or of a test: the tests read it as such.
for (const level of ["warn", "error"]) {
  console[level] = (...words) => say("complaint", words.map(String).join(" ").slice(0, 2_000));
}
process.on("unhandledRejection", (error) => say("complaint", String(error?.stack ?? error)));

export const CANDIDATE = "id standing alternativeRank version applicant { id party { id name } }";

export const PAGE = `query Page($id: ID!, $first: Int, $after: String) {
  demand(id: $id) {
    __typename id title
    ... on BiddingDemand { workbench { __typename id cursor candidates(first: $first, after: $after) {
      __typename edges { __typename cursor node { __typename ${CANDIDATE} } } pageInfo { hasNextPage endCursor }
    } } }
  }
}`;

export const PLACE = `mutation Place($input: PlaceAlternativeInput!) {
  placeAlternative(input: $input) {
    __typename
    ... on Candidate { id standing alternativeRank version }
    ... on Refusal { code message }
    ... on Conflict { currentVersion }
  }
}`;

export const FEED = `subscription Feed($id: ID!, $after: String) {
  workbench(demandId: $id, after: $after) {
    cursor
    event {
      __typename
      ... on BidArrived { candidate { __typename ${CANDIDATE} } }
      ... on StandingChanged { candidate { __typename id standing alternativeRank version } }
    }
  }
}`;

export const MISTAKE = "query Mistake { demands(first: -1) { __typename edges { __typename node { __typename id } } } }";

export function benchIn(data) {
  return data.demand.workbench;
}

export function ranked(candidates) {
  return candidates.edges.map(({ node }) => [node.applicant.party.name, node.standing]);
}

// Says what has happened to whom; the feed also tells what this document does not ask for.
export function hear({ workbench: { event } }) {
  const { candidate } = event;
  if (candidate) say("event", [event.__typename, candidate.applicant?.party.name ?? candidate.standing]);
}
