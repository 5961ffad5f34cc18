import { expect, test } from "vitest";
import { textsIn } from "./texts";

test.each([
  ["1250.00", "en", "€1,250"],
  ["1250.50", "en", "€1,250.50"],
  ["1250.00", "de", "1.250 €"],
  ["9007199254740993.01", "en", "€9,007,199,254,740,993.01"],
])("%s in %s is %s", (amount, language, text) => {
  expect(textsIn(language).money({ amount, currency: "EUR" }).replace(/\s/g, " ")).toBe(text);
});
