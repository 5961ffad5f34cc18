import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { reasonOf } from "./enums";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });

test.each([
  ["PRICE", "Price"],
  ["PRICE: Too dear.", "Price: Too dear."],
  ["OTHER: A: b\nc", "Another reason: A: b\nc"],
  ["Too dear.", "Too dear."],
  ["NOTE: Too dear.", "NOTE: Too dear."],
])("what the record says, %j, is shown as %j", (reason, shown) => {
  expect(reasonOf(i18n, reason)).toBe(shown);
});
