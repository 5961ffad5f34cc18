import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { recordActions } from "../parts/enums";
import { textsIn } from "../parts/texts";
import { actIn } from "./acts";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });
const writing = { ...textsIn("en-GB"), deadline: (at: string) => `<${at}>` };
const act = (action: string, facts: Record<string, unknown> = {}, actor: string | null = "somebody") =>
  actIn(i18n, writing, { action, canonical: JSON.stringify({ action, actor, facts }) });

test.each([
  [{ source: "UNDECIDED", rank: 2, former: null }, "Added to the choices", ["Since then: 2nd choice."]],
  [{ source: "ALTERNATIVE", rank: 1, former: 3 }, "Moved among the choices", ["From 3rd choice to 1st choice."]],
  [{ source: "ALTERNATIVE", rank: 1, former: 1 }, "Moved among the choices", ["Still: 1st choice."]],
  // Older entries do not say from where.
  [{ source: "ALTERNATIVE", rank: 1 }, "Moved among the choices", ["Since then: 1st choice."]],
])("a candidate that is placed with %j is told as from where to where", (facts, name, said) => {
  expect(act("PLACED", facts)).toEqual({ name, said, saysCause: false });
});

test.each([
  ["ELIMINATED", { source: "UNDECIDED", former: null, cause: "PRICE" }, []],
  ["ELIMINATED", { source: "ALTERNATIVE", former: 1, cause: "PRICE" }, ["Before: 1st choice."]],
  ["ELIMINATED", { source: "ALTERNATIVE", cause: "PRICE" }, ["Before: among the choices."]],
  ["DROPPED", { source: "ALTERNATIVE", former: 2 }, ["Before: 2nd choice.", "Undecided since then."]],
  ["RETURNED", { source: "SELECTED", rank: 1, former: null }, ["Since then: 1st choice."]],
  [
    "AWARDED",
    { source: "ALTERNATIVE", former: 1, price: 158_000_050, currency: "EUR", merit: 2 },
    ["For €1,580,000.50, at rank 2 by score.", "Before: 1st choice."],
  ],
  ["AWARDED", { price: 15_800, currency: "JPY", merit: 1 }, ["For JP¥15,800, at rank 1 by score."]],
  [
    "AMENDED",
    {
      changed: ["budget_high", "criteria", "skills"],
      criteria: [
        ["price_fit", 6_000],
        ["track_record", 4_000],
      ],
      deadline: "2027-01-31T12:00:00+00:00",
    },
    [
      "Changed: Budget to, How bids are ranked and Skills.",
      "Bids are ranked by Price 60% and Track record 40%.",
      "Bids were taken until <2027-01-31T12:00:00+00:00>.",
    ],
  ],
  ["CLOSED", { bids: 1 }, ["It was ended before its deadline. 1 bid stood."]],
])("%s with %j says what changed", (action, facts, said) => {
  expect(act(action, facts).said).toEqual(said);
});

test("a bid that left the choices because it lapsed says so, and why", () => {
  const facts = { source: "ALTERNATIVE", former: 1, became: "LAPSED", cause: "The bid no longer stands." };
  expect(act("DROPPED", facts, null)).toEqual({
    name: "Removed from the choices",
    said: ["This bid has lapsed: it was not confirmed before bidding ended.", "Before: 1st choice."],
    saysCause: true,
  });
});

const FACTS = { rank: 1, former: 1, source: "ALTERNATIVE", price: 100, currency: "EUR", merit: 1, changed: ["title"] };
const MORE = { criteria: [["price_fit", 10_000]], to: "2027-01-31T12:00:00Z", deadline: "2027-01-31T12:00:00Z" };

// Why a resource manager has left is a reason that the platform gives.
test.each(Object.keys(recordActions).filter((action) => action !== "MANAGER_LEFT"))("%s has a sentence", (action) => {
  expect(act(action, { ...FACTS, ...MORE }).said.join("")).not.toBe("");
});

test("an entry that is not readable, or of another release, has the name that it gives itself", () => {
  expect(actIn(i18n, writing, { action: "PRAISED", canonical: "{" })).toEqual({
    name: "PRAISED",
    said: [],
    saysCause: false,
  });
});
