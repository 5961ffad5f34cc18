import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { reasonOf, reasonOfUndoing } from "./reasons";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });
const moment = (at: string) => `<${at}>`;
const of = (reason: string | null, typed?: string | null) =>
  reasonOf(i18n, moment, { reason, texts: typed === undefined ? [] : [{ name: "reason", text: typed }] });

test.each([
  ["PRICE", undefined, "Price"],
  ["PRICE", null, "Price"],
  ["PRICE: Too dear.", "Too dear.", "Price: Too dear."],
  ["OTHER: A: b\nc", "A: b\nc", "Another reason: A: b\nc"],
  ["Too dear.", "Too dear.", "Too dear."],
  ["PRICE: Too dear.", "PRICE: Too dear.", "PRICE: Too dear."],
  ["award declined", "award declined", "award declined"],
  [
    "award revoked: The budget is cut.",
    "The budget is cut.",
    "The offer was taken back before it was answered. That puts the bidder among the choices. The reason given: The budget is cut.",
  ],
])("the reason %j, of which %j was typed, is shown as %j", (reason, typed, text) => {
  expect(of(reason, typed)).toEqual({ text, isPlatforms: false });
});

test("what the platform gives as a reason is nobody's, and a typed text is somebody's", () => {
  expect(of("award declined")).toEqual({
    text: "The offer was declined. That puts the bidder among the choices.",
    isPlatforms: true,
  });
  expect(of("The bid no longer stands.")).toEqual({ text: "The bid no longer stands.", isPlatforms: true });
  expect(of(null)).toBeNull();
});

test("the reason of a decision that takes one back is stored alike in every language, and shown in the reader's", () => {
  const typed = reasonOfUndoing(Date.parse("2026-11-29T14:38:00Z"));
  const text = "Taken back: decided by mistake on <2026-11-29T14:38:00.000Z>.";
  expect(typed).toBe("Taken back: decided by mistake at 2026-11-29T14:38:00.000Z.");
  expect(of(typed, typed)).toEqual({ text, isPlatforms: false });
  expect(of(`OTHER: ${typed}`, typed)).toEqual({ text, isPlatforms: false });
});
