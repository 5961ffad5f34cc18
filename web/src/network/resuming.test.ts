import { expect, test } from "vitest";
import { cursorIn, resuming } from "./resuming";

test("what is sent again goes on behind the last event that came", () => {
  const { variables, move } = resuming({ id: "x", after: "snapshot" });
  expect(JSON.stringify(variables)).toBe('{"id":"x","after":"snapshot"}');
  move("later");
  move(null);
  expect(JSON.stringify(variables)).toBe('{"id":"x","after":"later"}');
});

test("a place without a cursor is followed anew", () => {
  const { variables, move } = resuming({ id: "x" });
  move("later");
  expect(variables).toEqual({ id: "x" });
});

test.each([
  [{ workbench: { cursor: "c", event: {} } }, "c"],
  [{ presence: { people: [] } }, null],
  [{ workbench: null }, null],
  [null, null],
])("the cursor of %j is %j", (payload, cursor) => {
  expect(cursorIn(payload)).toBe(cursor);
});
