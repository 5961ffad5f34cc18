import { expect, test } from "vitest";
import { shortly } from "./when";

const NOW = new Date(2030, 4, 17, 12, 0);

test.each([
  [new Date(2030, 4, 17, 9, 5), "09:05"],
  [new Date(2030, 4, 16, 23, 59), "16 May"],
  [new Date(2029, 11, 31), "31 Dec 2029"],
])("the nearer the fewer words", (at, text) => {
  expect(shortly(at, NOW, "en-GB")).toBe(text);
});
