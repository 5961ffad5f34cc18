// Apollo Client with its normalized cache: HTTP for queries and mutations, graphql-ws for subscriptions.
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { getMainDefinition, relayStylePagination } from "@apollo/client/utilities";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { FEED, MISTAKE, PAGE, PLACE, benchIn, given, headers, hear, ranked, say, socketUrl } from "./speaking.mjs";

const sockets = createClient({ url: socketUrl, connectionParams: headers, webSocketImpl: WebSocket });
const client = new ApolloClient({
  cache: new InMemoryCache({
    possibleTypes: given.possibleTypes,
    typePolicies: { Workbench: { fields: { candidates: relayStylePagination() } } },
  }),
  link: ApolloLink.split(
    ({ query }) => getMainDefinition(query).operation === "subscription",
    new GraphQLWsLink(sockets),
    new HttpLink({ uri: given.url, headers }),
  ),
});

function codeOf(error) {
  return CombinedGraphQLErrors.is(error) ? error.errors[0].extensions.code : String(error);
}

const page = client.watchQuery({ query: gql(PAGE), variables: { id: given.demand, first: 1 } });
const watches = new Set();
page.subscribe(() => watches.forEach((watch) => watch()));

// The candidates that a component would show, once they are as expected.
function shown(areSo) {
  return new Promise((resolve) => {
    const watch = () => {
      const { data, dataState } = page.getCurrentResult();
      if (dataState !== "complete" || !areSo(ranked(benchIn(data).candidates))) return;
      watches.delete(watch);
      resolve(benchIn(data));
    };
    watches.add(watch);
    watch();
  });
}

const { cursor, candidates } = await shown((found) => found.length === 1);
say("page", ranked(candidates));
await page.fetchMore({ variables: { after: candidates.pageInfo.endCursor } });
say("pages", ranked((await shown((found) => found.length === 2)).candidates));

const first = candidates.edges[0].node;
const input = { candidateId: first.id, expectedVersion: first.version };
const place = () => client.mutate({ mutation: gql(PLACE), variables: { input } });
say("placed", (await place()).data.placeAlternative.__typename);
say("cached", ranked((await shown(([[, standing]]) => standing !== "UNDECIDED")).candidates));
say("refused", (await place()).data.placeAlternative.__typename);

client.subscribe({ query: gql(FEED), variables: { id: given.demand, after: cursor } }).subscribe({
  next: ({ data, error }) => (error ? say("complaint", codeOf(error)) : hear(data)),
  error: (error) => say("complaint", codeOf(error)),
});
client.subscribe({ query: gql(FEED), variables: { id: given.stranger } }).subscribe({
  next: ({ error }) => say("unknown", codeOf(error)),
  error: (error) => say("unknown", codeOf(error)),
});
client.query({ query: gql(MISTAKE) }).catch((error) => say("mistaken", codeOf(error)));
