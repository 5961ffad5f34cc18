// Relay's runtime with artifacts of its compiler: fetch for queries and mutations, graphql-ws for subscriptions.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import relay from "relay-runtime";
import WebSocket from "ws";
import { benchIn, given, headers, hear, ranked, say, socketUrl } from "./speaking.mjs";

const { Environment, Network, Observable, RecordSource, Store, commitMutation, createOperationDescriptor } = relay;
const { fetchQuery, getRequest, requestSubscription } = relay;

const load = createRequire(import.meta.url);
function artifact(name) {
  return load(join(given.artifacts, `${name}.graphql.js`));
}
const [Page, Mistake, Sessions] = ["BenchPageQuery", "BenchMistakeQuery", "SessionsQuery"].map(artifact);
const [Place, SignIn, Feed] = ["BenchPlaceMutation", "SignInMutation", "BenchFeedSubscription"].map(artifact);
const sockets = createClient({ url: socketUrl, connectionParams: headers, webSocketImpl: WebSocket });

async function ask({ text: query, name: operationName }, variables) {
  const body = JSON.stringify({ query, operationName, variables });
  const sent = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
  return (await fetch(given.url, sent)).json();
}

function follow({ text: query, name: operationName }, variables) {
  return Observable.create((sink) => sockets.subscribe({ query, operationName, variables }, sink));
}

const environment = new Environment({ network: Network.create(ask, follow), store: new Store(new RecordSource()) });
const shown = createOperationDescriptor(getRequest(Page), { id: given.demand, first: 1, after: null });
environment.retain(shown);

// What a component would show: the pages that were loaded, and what came since.
function candidates() {
  return ranked(benchIn(environment.lookup(shown.fragment).data).candidates);
}

function page(after) {
  return fetchQuery(environment, Page, { id: given.demand, first: 1, after }).toPromise();
}

const { cursor, candidates: found } = benchIn(await page(null));
say("page", candidates());
await page(found.pageInfo.endCursor);
say("pages", candidates());

function change(mutation, input) {
  return new Promise((resolve, reject) => {
    const onCompleted = (data) => resolve(Object.values(data)[0].__typename);
    commitMutation(environment, { mutation, variables: { input }, onCompleted, onError: reject });
  });
}

// The same session is in the store of both: an id of two types would be a complaint.
const signedIn = await change(SignIn, given.user);
const { viewer } = await fetchQuery(environment, Sessions, {}).toPromise();
say("sessions", [signedIn, viewer.sessions.length]);

const { node: first } = found.edges[0];
const place = () => change(Place, { candidateId: first.id, expectedVersion: first.version });
say("placed", await place());
say("cached", candidates());
say("refused", await place());

function codeOf(error) {
  return error[0]?.extensions?.code ?? String(error);
}

requestSubscription(environment, {
  subscription: Feed,
  variables: { id: given.demand, after: cursor, connections: [found.__id] },
  onNext: (data) => {
    hear(data);
    if (data.workbench.event.candidate) say("shown", candidates());
  },
  onError: (error) => say("complaint", codeOf(error)),
});
requestSubscription(environment, {
  subscription: Feed,
  variables: { id: given.stranger, connections: [] },
  onError: (error) => say("unknown", codeOf(error)),
});
fetchQuery(environment, Mistake, {}).subscribe({
  error: ({ source }) => say("mistaken", codeOf(source.errors)),
});
