import { expect, test } from "vitest";
import { isReadIn } from "./written";

test.each([
  ["en", "en", true],
  ["en-US", "en", true],
  ["de-AT", "de", true],
  ["en", "de", false],
  ["zh-CN", "zh", true],
  ["zh-Hant", "zh", false],
  ["zh-TW", "zh", false],
])(
  "whoever reads pages in the second language reads a contract in the first: %s, %s: %s",
  (contract, page, expected) => {
    expect(isReadIn(contract, page)).toBe(expected);
  },
);
