import { expect, test } from "vitest";
import routes from "../../routes.json";
import { isForMembers, parametersIn, placeIn } from "./paths";

test.each([
  ["/", "market", {}],
  ["/demands/new", "newDemand", {}],
  ["/demands/x", "demand", { id: "x" }],
  ["/demands/x/workbench", "workbench", { id: "x" }],
  ["/demands/x/workbench/y", "workbench", { id: "x", candidate: "y" }],
  ["/demands/x/workbench/compare", "compare", { id: "x" }],
  ["/inbox", "inbox", {}],
  ["/inbox/x", "inbox", { id: "x" }],
  ["/settings/parties/x", "party", { id: "x" }],
])("%s is of the route %s", (path, name, given) => {
  const found = Object.entries(routes).find(([, pattern]) => parametersIn(pattern, path) !== null);
  expect(found?.[0]).toBe(name);
  expect(parametersIn(found?.[1] ?? "", path)).toEqual(given);
});

test("a path of no route has no parameters", () => {
  expect(Object.values(routes).filter((pattern) => parametersIn(pattern, "/nope/x"))).toEqual([]);
});

test.each([
  ["/inbox", "/inbox/x", true],
  ["/inbox/x", "/inbox/y", true],
  ["/interviews/x", "/interviews", true],
  ["/demands/x/workbench/y", "/demands/x/workbench/z", true],
  ["/demands/x/workbench", "/demands/x/workbench/y", true],
  ["/demands/x/workbench", "/demands/y/workbench", false],
  ["/demands/x/workbench", "/demands/x/workbench/record", false],
  ["/demands/new", "/demands/x/edit", true],
  ["/demands/x", "/demands/y", false],
  ["/contracts/x", "/contracts/x/record", false],
  ["/settings/profile", "/settings/security", false],
  ["/nope", "/nope/x", false],
])("from %s to %s one stays on the same page: %s", (one, other, isSame) => {
  expect(placeIn(one) === placeIn(other)).toBe(isSame);
});

test.each([
  ["/", false],
  ["/check", false],
  ["/invitations", false],
  ["/demands/x", false],
  ["/settings/parties/x", false],
  ["/nope", false],
  ["/desk", true],
  ["/inbox/x", true],
  ["/awards/x/contract", true],
  ["/contracts/supplements/x/paper", true],
  ["/demands/new", true],
  ["/demands/x/bid", true],
  ["/demands/x/edit", true],
  ["/demands/x/workbench/compare", true],
  ["/settings/security", true],
  ["/templates/requests/x/deliver", true],
])("%s is for those who are signed in alone: %s", (path, expected) => {
  expect(isForMembers(path)).toBe(expected);
});
