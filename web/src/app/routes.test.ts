import { expect, test } from "vitest";
import { pathToReturnTo } from "./routes";

test.each([
  ["next=%2Fdemands%2Fx", "/demands/x"],
  ["", "/"],
  ["next=https%3A%2F%2Fevil.example", "/"],
  ["next=%2F%2Fevil.example", "/"],
  ["next=%2F%5Cevil.example", "/"],
  ["next=javascript:alert(1)", "/"],
])("after signing in, %j leads to %s", (search, path) => {
  expect(pathToReturnTo(search)).toBe(path);
});
