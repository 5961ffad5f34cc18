import { expect, test } from "vitest";
import { differencesOf } from "./differences";

const marked = (former: string, latter: string) =>
  differencesOf(former, latter)
    .map(({ text, in: side }) => ({ both: text, former: `[-${text}-]`, latter: `[+${text}+]` })[side])
    .join("");

test.each([
  ["Ten weeks.", "Ten weeks.", "Ten weeks."],
  ["", "New.", "[+New.+]"],
  ["We build it in ten weeks.", "We build it in nine weeks.", "We build it in [-ten -][+nine +]weeks."],
  ["One two three", "two three four", "[-One -]two [-three-][+three four+]"],
  ["我们需要十周。", "我们需要九周。", "我们需要[-十-][+九+]周。"],
])("%j and %j differ: %s", (former, latter, said) => {
  expect(marked(former, latter)).toBe(said);
});

test("both texts are there as they were", () => {
  const [former, latter] = ["a b\n c d  e ", " b x\n d e f"];
  const pieces = differencesOf(former, latter);
  const of = (side: string) => pieces.filter((piece) => piece.in === "both" || piece.in === side);
  expect(
    of("latter")
      .map(({ text }) => text)
      .join(""),
  ).toBe(latter);
  expect(
    of("former")
      .map(({ text }) => text)
      .join(""),
  ).toBe(former);
});
