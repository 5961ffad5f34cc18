"use strict";

const place = document.getElementById("graphiql");
const url = new URL(place.dataset.endpoint, location.href);
const socketUrl = new URL(url);
socketUrl.protocol = url.protocol.replace("http", "ws");

const send = GraphiQL.createFetcher({
  url: url.href,
  subscriptionUrl: socketUrl.href,
  enableIncrementalDelivery: false,
});

// The headers editor holds what a request sends as headers; a subscription sends the same as
// connectionParams, where the server looks for names in lower case.
const inLowerCase = (headers) =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));

ReactDOM.createRoot(place).render(
  React.createElement(GraphiQL, {
    fetcher: (request, options) => send(request, { ...options, headers: inLowerCase(options?.headers) }),
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
