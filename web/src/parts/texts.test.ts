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

test.each([
  ["1250.00", "en", "€1,250.00"],
  ["1250.00", "de", "1.250,00 €"],
  ["1250.00", "es", "1250,00 €"],
])("%s in %s is %s in a column", (amount, language, text) => {
  expect(textsIn(language).sum({ amount, currency: "EUR" }).replace(/\s/g, " ")).toBe(text);
});

test.each(["en", "de", "es", "zh"])("what is less than zero has a minus and no hyphen in front, in %s", (language) => {
  const { money, sum } = textsIn(language);
  for (const said of [money, sum].map((write) => write({ amount: "-100.00", currency: "EUR" }))) {
    expect(said).toMatch(/^\u2212/);
    expect(said).not.toContain("-");
  }
});

test.each([
  ["2026-12-03T00:00", "en-US", "Wed, Dec 2, 2026, 23:59"],
  ["2026-12-03T00:00", "en-GB", "Wed, 2 Dec 2026, 23:59"],
  ["2026-12-03T00:00", "de", "Mi., 2. Dez. 2026, 23:59"],
  ["2026-12-03T00:00", "es", "mié, 2 dic 2026, 23:59"],
  ["2026-12-03T00:00", "zh", "2026年12月2日周三 23:59"],
  ["2026-12-12T00:00", "de", "Fr., 11. Dez. 2026, 23:59"],
  ["2026-12-03T00:01", "en-US", "Thu, Dec 3, 2026, 00:01"],
  ["2026-12-03T13:30", "en-US", "Thu, Dec 3, 2026, 13:30"],
  ["2026-12-03T13:30", "de", "Do., 3. Dez. 2026, 13:30"],
  ["2026-12-03T13:30", "es", "jue, 3 dic 2026, 13:30"],
  ["2026-12-03T12:00", "zh", "2026年12月3日周四 12:00"],
  ["2027-01-01T00:00", "en-US", "Thu, Dec 31, 2026, 23:59"],
])("the deadline of %s in %s is %s", (clock, language, text) => {
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: "short" }).formatToParts(new Date(clock));
  const zone = parts.find(({ type }) => type === "timeZoneName")?.value;
  expect(textsIn(language).deadline(new Date(clock).toISOString()).replace(/\s/g, " ")).toBe(`${text} ${zone}`);
});

test.each([
  ["2026-12-03T00:00", "en-US", "Dec 3, 2026, 00:00"],
  ["2026-12-03T13:30", "en-US", "Dec 3, 2026, 13:30"],
  ["2026-12-03T09:05", "de", "3. Dez. 2026, 09:05"],
  ["2026-12-03T09:05", "es", "3 dic 2026, 09:05"],
  ["2026-12-03T09:05", "zh", "2026年12月3日 09:05"],
])("the moment %s in %s is %s, on the same clock as a deadline", (clock, language, text) => {
  expect(textsIn(language).moment(new Date(clock).toISOString()).replace(/\s/g, " ")).toBe(text);
});
