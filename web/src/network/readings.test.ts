import { Environment, type GraphQLResponse, type LogEvent, Network, RecordSource, Store } from "relay-runtime";
import { expect, test } from "vitest";
import query, { type FindUserQuery } from "../__generated__/FindUserQuery.graphql";
import { Readings, readNow } from "./readings";

/** What was sent, to be answered when a test says so. */
function server() {
  const sent: { answer: (text: string) => void; fail: () => void }[] = [];
  const send = () =>
    new Promise<GraphQLResponse>((resolve, reject) => {
      const answer = (text: string) => resolve({ data: { text } });
      sent.push({ answer, fail: () => reject(new Error("failed")) });
    });
  return { sent, send };
}

/** As Relay says it of whoever asks, and so of those who wait for what is under way. */
function asks(identifier: string): LogEvent {
  return { name: "queryresource.fetch", shouldFetch: true, operation: { request: { identifier } } } as LogEvent;
}

function listening(readings: Readings, send: () => Promise<GraphQLResponse>) {
  const heard: string[] = [];
  const say = (answer: GraphQLResponse) => heard.push(String((answer as { data: { text: string } }).data.text));
  const ended = new Promise<void>((done) => {
    readings.read("q", send).subscribe({
      next: say,
      error: (error: Error) => done(void heard.push(error.message)),
      complete: () => done(void heard.push("end")),
    });
  });
  return { heard, ended };
}

const passed = () => new Promise((done) => setTimeout(done, 0));

test("whoever joins a query that is under way is given what was read after they asked", async () => {
  const { sent, send } = server();
  const readings = new Readings();
  const { heard, ended } = listening(readings, send);
  // Relay says it of the first one, too.
  readings.hear(asks("q"));
  await passed();
  readings.hear(asks("q"));
  readings.hear(asks("another"));
  await passed();
  readings.hear(asks("q"));
  expect(sent).toHaveLength(1);
  sent[0]?.answer("old");
  await passed();
  expect(heard).toEqual(["old"]);
  expect(sent).toHaveLength(2);
  sent[1]?.answer("new");
  await ended;
  expect(heard).toEqual(["old", "new", "end"]);
  readings.hear(asks("q"));
  expect(sent).toHaveLength(2);
});

test("a failure ends it only if nobody has asked again", async () => {
  const { sent, send } = server();
  const readings = new Readings();
  const { heard, ended } = listening(readings, send);
  await passed();
  readings.hear(asks("q"));
  sent[0]?.fail();
  await passed();
  readings.hear(asks("q"));
  sent[1]?.answer("new");
  await passed();
  sent[2]?.fail();
  await ended;
  expect(heard).toEqual(["new", "failed"]);
  expect(sent).toHaveLength(3);
});

test("what is read now is sent after all that is under way, once for all who wait", async () => {
  const readings = new Readings();
  const sent: ((id: string) => void)[] = [];
  const send = () =>
    new Promise<GraphQLResponse>((done) => {
      sent.push((id) => done({ data: { viewer: { id, usersWithAddress: [] } } }));
    });
  const network = Network.create(({ name }) => readings.read(name, send));
  const environment = new Environment({ network, store: new Store(new RecordSource()), log: readings.hear });
  const read = async () => (await readNow<FindUserQuery>(environment, query, { email: "a@b.c" })).viewer?.id;
  const first = read();
  await passed();
  const others = [read(), read()];
  await passed();
  expect(sent).toHaveLength(1);
  sent[0]?.("1");
  expect(await first).toBe("1");
  await passed();
  expect(sent).toHaveLength(2);
  sent[1]?.("2");
  expect(await Promise.all(others)).toEqual(["2", "2"]);
});
