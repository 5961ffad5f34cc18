import { expect, test } from "vitest";
import { lacksRules } from "./needs";

test("a country without rules is one once its code is written", () => {
  expect(["GB", "US", "AT"].every(lacksRules)).toBe(true);
  expect(["DE", "JP", "CN", "", "G", "GBR"].some(lacksRules)).toBe(false);
});
