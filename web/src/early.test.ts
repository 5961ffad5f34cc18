import { afterEach, beforeEach, expect, test, vi } from "vitest";
import demand from "./__generated__/DemandPageQuery.graphql";
import workbench from "./__generated__/WorkbenchQuery.graphql";
import { FIRST } from "./workbench/first";

const SESSION = JSON.stringify({ token: "t0ken", expiresAt: "2100-01-01T00:00:00Z" });
const sent: { body: string; headers: Record<string, string> }[] = [];
const loaded: string[] = [];
let answer: () => Promise<Response>;

/** Runs the first script of the page at a path, and gives the module that the rest of the page asks through. */
async function opened(path: string, session: string | null = SESSION) {
  vi.stubGlobal("location", { pathname: path });
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  vi.stubGlobal("localStorage", { getItem: (name: string) => (name === "bidhall.session" ? session : null) });
  vi.stubGlobal("navigator", { languages: ["es-MX", "en"] });
  vi.stubGlobal("fetch", (_: string, { body, headers }: { body: string; headers: Record<string, string> }) => {
    sent.push({ body, headers });
    return answer();
  });
  await import("./early");
  return import("./network/posting");
}

/** The body that the page itself sends. */
type Posting = typeof import("./network/posting");
const asked = ({ bodyOf, naming }: Posting, { params }: typeof workbench, variables: object) =>
  bodyOf(naming(params), params.name, variables);

beforeEach(() => {
  vi.resetModules();
  sent.length = 0;
  loaded.length = 0;
  answer = async () => new Response("{}");
  const named = (name: string) => [name, async () => loaded.push(name)];
  vi.doMock("./app/pages", () => ({ pages: Object.fromEntries(["workbench", "demand", "desk"].map(named)) }));
});

afterEach(() => {
  vi.doUnmock("./app/pages");
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.resetModules();
});

test("the workbench is asked for with what its page asks for, in the order of neither's variables", async () => {
  const posting = await opened("/demands/d1/workbench/c1");
  expect(sent.map(({ body }) => body)).toEqual([asked(posting, workbench, { count: FIRST, id: "d1" })]);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const headers = { Authorization: "Bearer t0ken", "X-Language": "es-MX", "X-Time-Zone": zone };
  expect(sent[0]?.headers).toMatchObject(headers);
  expect(loaded).toEqual(["workbench"]);
});

test("a guest asks for a demand without a token", async () => {
  const posting = await opened("/demands/d1/", null);
  expect(sent.map(({ body }) => body)).toEqual([asked(posting, demand, { id: "d1" })]);
  expect(sent[0]?.headers).not.toHaveProperty("Authorization");
});

test.each([
  ["/desk", ["desk"]],
  ["/", []],
  ["/nowhere/at/all", []],
])("%s asks for nothing, and loads %j", async (path, pages) => {
  await opened(path);
  expect(sent).toEqual([]);
  expect(loaded).toEqual(pages);
});

test("the page is given the answer once, and asks again by itself", async () => {
  const posting = await opened("/demands/d1");
  const body = asked(posting, demand, { id: "d1" });
  expect(await posting.takeEarly(asked(posting, demand, { id: "d2" }), "t0ken")).toBeNull();
  expect(await (await posting.takeEarly(body, "t0ken"))?.text()).toBe("{}");
  expect(await posting.takeEarly(body, "t0ken")).toBeNull();
});

test("another session, or one that came too late, is given nothing", async () => {
  const posting = await opened("/demands/d1");
  const body = asked(posting, demand, { id: "d1" });
  expect(await posting.takeEarly(body, null)).toBeNull();
  vi.resetModules();
  const again = await opened("/demands/d1");
  vi.useFakeTimers({ now: Date.now() + 10_000 });
  expect(await again.takeEarly(body, "t0ken")).toBeNull();
});

test.each([
  ["is refused", async () => new Response("", { status: 503 })],
  ["does not come", () => Promise.reject(new TypeError("no network"))],
])("an answer that %s is none: the page asks, and says what is wrong", async (_, failing) => {
  answer = failing;
  const posting = await opened("/demands/d1");
  expect(await posting.takeEarly(asked(posting, demand, { id: "d1" }), "t0ken")).toBeNull();
});
