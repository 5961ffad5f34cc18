// The way to the server: requests over HTTP, feeds over one WebSocket (graphql-transport-ws) that comes back by itself.

/** A no of the domain, or an error of the request: trying again would not help. */
export class Refused extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** The server was not there, or was not able to answer: trying again may help. */
class Away extends Error {}

export class Server extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.state = "connecting";
    this.feeds = new Map();
    this.number = 0;
    this.pause = 100;
  }

  /** What a document answers; throws Refused for its top-level errors and Away without an answer. */
  async ask(query, variables = {}) {
    const headers = { "content-type": "application/json" };
    if (this.token) headers.authorization = `Bearer ${this.token}`;
    const request = { method: "POST", headers, body: JSON.stringify({ query, variables }) };
    const answer = await fetch(this.url, request).then((response) => response.json()).catch((error) => { throw new Away(error.message); });
    const [error] = answer.errors ?? [];
    if (error?.extensions?.code === "UNAVAILABLE") throw new Away(error.message);
    if (error) throw new Refused(error.extensions?.code, error.message);
    return answer.data;
  }

  /** What a mutation made; throws Refused for a refusal. */
  async act(name, document, input) {
    const { [name]: result } = await this.ask(document, { input });
    if (result.code) throw new Refused(result.code, result.message);
    return result;
  }

  /** Does it until the server has answered, each time that the server is back. */
  async surely(work) {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Away)) throw error;
        // The socket says when the server is back; where only the database was away it stays open.
        await new Promise((goOn) => { this.addEventListener("back", goOn, { once: true }); setTimeout(goOn, 2000); });
      }
    }
  }

  /** Hears the events of a place behind the cursor, each once and in order, over all sockets to come. */
  follow(query, field, id, after, hear) {
    const number = String(++this.number);
    this.feeds.set(number, { query, field, id, after, hear });
    if (this.state === "connected") this.#subscribe(number);
    return { stop: () => this.#stop(number) };
  }

  connect(token) {
    this.token = token;
    this.#moved(this.socket ? "reconnecting" : "connecting");
    const url = Object.assign(new URL(this.url), { protocol: this.url.protocol.replace("http", "ws") });
    this.socket = new WebSocket(url, "graphql-transport-ws");
    this.socket.onopen = () => this.#send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
    this.socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    this.socket.onclose = ({ code }) => this.#closed(code);
  }

  #closed(code) {
    if (code >= 4400 && code < 4499) {
      this.#moved(`closed: ${code}`);
      return;
    }
    this.#moved("reconnecting");
    setTimeout(() => this.connect(this.token), this.pause * (1 + Math.random()));
    this.pause = Math.min(this.pause * 2, 1000);
  }

  #hear({ type, id, payload }) {
    if (type === "connection_ack") {
      this.pause = 100;
      for (const number of this.feeds.keys()) this.#subscribe(number);
      this.#moved("connected");
      this.dispatchEvent(new Event("back"));
    }
    if (type === "ping") this.#send({ type: "pong" });
    if (type === "error") console.error(JSON.stringify(payload));
    const feed = this.feeds.get(id);
    if (type === "next" && feed && payload.data) {
      const { cursor, event } = payload.data[feed.field];
      feed.after = cursor;
      feed.hear(event);
    }
  }

  #subscribe(number) {
    const { query, id, after } = this.feeds.get(number);
    this.#send({ id: number, type: "subscribe", payload: { query, variables: { id, after } } });
  }

  #stop(number) {
    if (this.feeds.delete(number) && this.state === "connected") this.#send({ id: number, type: "complete" });
  }

  #send(message) {
    this.socket.send(JSON.stringify(message));
  }

  #moved(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
