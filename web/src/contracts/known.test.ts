import { expect, test } from "vitest";
import { knownOf } from "./known";

const TAXES = {
  address: ["1 High Street", "Back yard"],
  postcode: "1010",
  city: "Vienna",
  country: "AT",
  taxNumber: null,
  vatNumber: "ATU12345678",
  registration: "FN 1",
  email: null,
};

function contract(awarder: string, receiver: string, seal: string) {
  const parties = { awarder: { name: awarder, seal }, receiver: { name: receiver, identity: "Passport X1" } };
  return { node: { terms: JSON.stringify({ parties }), awarder: { id: awarder }, receiver: { id: receiver } } };
}

function viewer(...edges: ReturnType<typeof contract>[]) {
  return { parties: [{ id: "own", taxProfile: TAXES }], contracts: { edges } };
}

test("the own party is known by its latest contract, whoever it was with", () => {
  const known = viewer(contract("own", "third", "A round one"), contract("own", "other", "An older one"));
  expect(knownOf(known, "own", "other").seal).toBe("A round one");
});

test("before its first contract the own party is known by its tax details", () => {
  expect(knownOf(viewer(), "own", "other")).toEqual({
    address: "1 High Street\nBack yard\n1010 Vienna\nAT",
    registration: "FN 1",
    taxNumber: "ATU12345678",
    email: "",
  });
});

test("of the other side only what it has said to this party is known", () => {
  expect(knownOf(viewer(contract("own", "other", "")), "other", "own").identity).toBe("Passport X1");
  expect(knownOf(viewer(contract("third", "other", "")), "other", "own")).toEqual({});
  expect(knownOf(null, "other", "own")).toEqual({});
});
