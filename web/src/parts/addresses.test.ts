import { expect, test } from "vitest";
import { piecesOf } from "./addresses";

test.each([
  ["See https://example.org/a?b=c#d.", ["https://example.org/a?b=c#d"]],
  ["(http://example.org/x), then HTTPS://EXAMPLE.ORG!", ["http://example.org/x", "https://example.org/"]],
  ["https://example.org/a_(b) and [https://example.org/c]", ["https://example.org/a_(b)", "https://example.org/c"]],
  ["见 https://example.org/中文。好", ["https://example.org/%E4%B8%AD%E6%96%87"]],
  ["javascript:alert(1) ftp://example.org data:text/html,x example.org mailto:a@example.org", []],
  ["xhttps://example.org https:// http://", []],
  ["<https://example.org>", ["https://example.org/"]],
  ["", []],
])("the addresses in %s are %j", (text, addresses) => {
  const pieces = piecesOf(text);
  expect(pieces.flatMap(({ href }) => href ?? [])).toEqual(addresses);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
});
