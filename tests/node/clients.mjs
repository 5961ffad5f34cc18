// The usual clients against a running server: `node clients.mjs '{"url": …}'` prints a line of JSON for all they hear.
// Each follows the feed from `after` on, and takes `after` along from event to event as docs/following.md shows.
import { createClient as createSocketClient } from "graphql-ws";
import { createClient as createStreamClient } from "graphql-sse";
import WebSocket from "ws";

const { url, token, names, query, mutation, input, feed, id, after } = JSON.parse(process.argv[2]);
// Left alone, `graphql-ws` gives up when a server that starts again is not there yet.
const patiently = { retryAttempts: 100, retryWait: pause, retry: pause, shouldRetry: () => true };
const headers = { authorization: `Bearer ${token}` };

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

function say(client, kind, said) {
  console.log(JSON.stringify({ client, kind, said }));
}

function once(client, request) {
  return new Promise((resolve, reject) => {
    let result;
    client.subscribe(request, { next: (given) => (result = given), error: reject, complete: () => resolve(result) });
  });
}

function follow(name, client, request, heard = () => {}) {
  client.subscribe(request, {
    next: (result) => {
      say(name, "event", result);
      heard(result.data.workbench.cursor);
    },
    error: (error) => say(name, "error", error instanceof Error ? error.message : error),
    complete: () => say(name, "complete", null),
  });
}

function moving() {
  let place = after;
  const variables = { id, get after() { return place; } };
  return [{ query: feed, variables }, (cursor) => (place = cursor)];
}

const sockets = createSocketClient({
  url: url.replace("http", "ws"),
  connectionParams: headers,
  webSocketImpl: WebSocket,
  ...patiently,
  on: { closed: ({ code }) => say("graphql-ws", "closed", code) },
});
const streams = createStreamClient({ url, headers, ...patiently });

let lastEventId = after;
const resuming = createStreamClient({
  url,
  headers: () => ({ ...headers, "last-event-id": lastEventId }),
  ...patiently,
});

const follows = {
  "graphql-ws": () => follow("graphql-ws", sockets, ...moving()),
  "graphql-sse": () => follow("graphql-sse", streams, ...moving()),
  "last-event-id": () =>
    follow("last-event-id", resuming, { query: feed, variables: { id } }, (cursor) => (lastEventId = cursor)),
};
names.forEach((name) => follows[name]());

for (const [name, client] of [["graphql-ws", sockets], ["graphql-sse", streams]]) {
  say(name, "query", await once(client, { query }));
  say(name, "mutation", await once(client, { query: mutation, variables: { input } }));
}
