// urql with its normalized cache: HTTP for queries and mutations, graphql-ws or, with `streams`, server-sent events.
import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { FEED, MISTAKE, PAGE, PLACE, benchIn, given, headers, hear, ranked, say, socketUrl } from "./speaking.mjs";

const sockets = createClient({ url: socketUrl, connectionParams: headers, webSocketImpl: WebSocket });
const cache = cacheExchange({
  schema: given.schema,
  // What has no id is a part of what contains it.
  keys: Object.fromEntries(given.parts.map((name) => [name, () => null])),
  resolvers: { Workbench: { candidates: relayPagination() } },
});
const following = subscriptionExchange({
  forwardSubscription: ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ query, variables }, sink) }),
  }),
});
const client = new Client({
  url: given.url,
  exchanges: given.streams ? [cache, fetchExchange] : [cache, following, fetchExchange],
  fetchOptions: { headers },
  fetchSubscriptions: given.streams,
  preferGetMethod: false,
});

function codeOf({ error }) {
  return error?.graphQLErrors[0]?.extensions.code ?? String(error);
}

function page(after) {
  return client.query(PAGE, { id: given.demand, first: 1, after }).toPromise();
}

const { cursor, candidates } = benchIn((await page()).data);
say("page", ranked(candidates));
const shown = benchIn((await page(candidates.pageInfo.endCursor)).data).candidates;
say("pages", ranked(shown));

const first = candidates.edges[0].node;
const input = { candidateId: first.id, expectedVersion: first.version };
const place = async () => (await client.mutation(PLACE, { input }).toPromise()).data.placeAlternative.__typename;
say("placed", await place());
say("cached", ranked(benchIn(client.readQuery(PAGE, { id: given.demand, first: 1, after: candidates.pageInfo.endCursor }).data).candidates));
say("refused", await place());

client
  .subscription(FEED, { id: given.demand, after: cursor })
  .subscribe((result) => (result.error ? say("complaint", codeOf(result)) : hear(result.data)));
client.subscription(FEED, { id: given.stranger }).subscribe((result) => say("unknown", codeOf(result)));
say("mistaken", codeOf(await client.query(MISTAKE, {}).toPromise()));
