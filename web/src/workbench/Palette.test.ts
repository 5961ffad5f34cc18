import { expect, test } from "vitest";
import { possibleFirst } from "./Palette";

test("actions that are possible come before those that are not, each in their order", () => {
  const all = [
    ["place", "sealed"],
    ["close", null],
    ["drop", "sealed"],
    ["record", null],
  ] as const;
  const found = possibleFirst(all.map(([id, why]) => ({ id, why })));
  expect(found.map(({ id }) => id)).toEqual(["close", "record", "place", "drop"]);
});
