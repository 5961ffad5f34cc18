import { RecordSource } from "relay-runtime";
import { expect, test } from "vitest";
import { NewestStore } from "./store";

type Records = ConstructorParameters<typeof RecordSource>[0];

function store(known: Records) {
  const kept = new NewestStore(new RecordSource(known));
  return { kept, take: (records: Records) => kept.publish(new RecordSource(records)) };
}

function candidate(version: number, more: object) {
  return { __id: "c", __typename: "Candidate", id: "c", version, ...more };
}

function decision(reason: string) {
  return { __id: "client:c:decision", __typename: "Decision", reason };
}

test("an older answer changes nothing that is known of a newer one, nor of its parts", () => {
  const { kept, take } = store({
    c: candidate(6, { standing: "ELIMINATED", decision: { __ref: "client:c:decision" } }),
    "client:c:decision": decision("newer"),
  });
  take({
    c: candidate(5, { standing: "ALTERNATIVE", alternativeRank: 1, decision: { __ref: "client:c:decision" } }),
    "client:c:decision": decision("older"),
    d: { __id: "d", __typename: "Candidate", id: "d", version: 1 },
  });
  expect(kept.getSource().get("c")).toMatchObject({ version: 6, standing: "ELIMINATED", alternativeRank: 1 });
  expect(kept.getSource().get("client:c:decision")).toMatchObject({ reason: "newer" });
  expect(kept.getSource().get("d")).toMatchObject({ version: 1 });
});

test("what has the same version, or none, is taken", () => {
  const { kept, take } = store({ c: candidate(6, { isUnread: true }) });
  take({ c: candidate(6, { isUnread: false }) });
  expect(kept.getSource().get("c")).toMatchObject({ isUnread: false });
  take({ c: { __id: "c", __typename: "Candidate", id: "c", isUnread: true } });
  expect(kept.getSource().get("c")).toMatchObject({ version: 6, isUnread: true });
});

test("a part without an id has a version of something else, which may be a lower one", () => {
  const part = (version: number) => ({ "client:x:from": { __id: "client:x:from", __typename: "Bid", version } });
  const { kept, take } = store(part(6));
  take(part(5));
  expect(kept.getSource().get("client:x:from")).toMatchObject({ version: 5 });
});
