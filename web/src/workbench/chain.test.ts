/// <reference types="node" />
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalOf, check, type Entry, endOf } from "./chain";
import { changedByte } from "./locate";

const sha = (...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
const SALT = "000102030405060708090a0b0c0d0e0f";
const textOf = (name: string, text: string) => ({
  name,
  text,
  salt: SALT,
  digest: sha(Buffer.from(SALT, "hex"), text),
});

/** A record of all three forms, as older and newer servers wrote it. */
function record(): Entry[] {
  const entries: Entry[] = [];
  const add = (facts: object, texts: Entry["texts"] = []) => {
    const previous = entries.at(-1)?.digest ?? "";
    const said = { action: "ELIMINATED", at: "2026-01-31T12:00:00.000000+00:00", previous, seq: entries.length + 1 };
    const canonical = canonicalOf({ ...said, ...facts });
    entries.push({ seq: entries.length + 1, canonical, digest: sha(canonical), texts });
  };
  const note = textOf("reason", "Zu teuer 💸\n");
  add({ book: "demand:old", reason: "typed \u0007 “here”" });
  add({ book: "demand:old", form: 2, texts: { reason: note.digest } }, [note]);
  add({ book: "demand:new", form: 3, texts: { reason: note.digest } }, [{ ...note, text: null, salt: null }]);
  add({ book: "demand:new", form: 3, texts: { reason: note.digest }, facts: { rank: 1, price: 300_000 } }, [note]);
  return entries;
}

const changed = (place: number, change: Partial<Entry>) =>
  record().map((entry, index) => (index === place ? { ...entry, ...change } : entry));

test("a record of all forms is intact, also with texts that were erased, and in pieces", async () => {
  const entries = record();
  const { checked, broken } = await check(entries);
  expect(broken).toBeNull();
  expect([checked.length, checked.digest]).toEqual([4, entries[3]?.digest]);
  const half = await check(entries.slice(0, 2));
  expect((await check(entries.slice(2), half.checked)).checked).toEqual(checked);
  expect(endOf(checked, 4, checked.digest)).toBeNull();
  expect(endOf(checked, 4, "other")).toEqual({ seq: 4, fault: { kind: "end" } });
  expect(endOf(checked, 5, "other")).toEqual({ seq: 5, fault: { kind: "missing" } });
});

test("one that was deleted, moved, inserted or rewritten is named", async () => {
  const [one, two, three, four] = record() as [Entry, Entry, Entry, Entry];
  const found = async (entries: Entry[]) => (await check(entries)).broken;
  expect(await found([one, three, four])).toEqual({ seq: 2, fault: { kind: "place" } });
  expect(await found([one, two, two, three])).toEqual({ seq: 3, fault: { kind: "place" } });
  const rewritten = two.canonical.replace("ELIMINATED", "RESTORED");
  expect(await found([one, { ...two, canonical: rewritten, digest: sha(rewritten) }, three])).toEqual({
    seq: 3,
    fault: { kind: "previous" },
  });
  expect(await found(changed(1, { canonical: rewritten }))).toEqual({ seq: 2, fault: { kind: "digest" } });
  expect(await found(changed(3, { canonical: `${four.canonical} ` }))).toEqual({ seq: 4, fault: { kind: "form" } });
  const elsewhere = four.canonical.replace("demand:new", "demand:two");
  expect(await found(changed(3, { canonical: elsewhere, digest: sha(elsewhere) }))).toEqual({
    seq: 4,
    fault: { kind: "book" },
  });
});

test("a text that is not what was typed is named, and so is one that is gone without having been erased", async () => {
  const text = textOf("reason", "Zu teuer 💸\n");
  const found = async (texts: Entry["texts"]) => (await check(changed(3, { texts }))).broken;
  const fault = { seq: 4, fault: { kind: "text", name: "reason" } };
  expect(await found([{ ...text, text: "Zu billig" }])).toEqual(fault);
  expect(await found([{ ...text, salt: null }])).toEqual(fault);
  expect(await found([{ ...text, salt: "00", text: text.text }])).toEqual(fault);
  expect(await found([])).toEqual(fault);
  expect(await found([text, { ...text, name: "note" }])).toEqual({ seq: 4, fault: { kind: "text", name: "note" } });
});

test("a changed byte is found where it lies", async () => {
  const text = '{"a":"Zürich","b":3000}';
  expect(await changedByte(text.replace("3000", "3001"), sha(text))).toEqual({ at: text.indexOf("0}"), was: "0" });
  expect(await changedByte(text.replace("3000", "4001"), sha(text))).toBeNull();
  const salt = Buffer.from(SALT, "hex");
  expect(await changedByte("Too deer.", sha(salt, "Too dear."), salt)).toEqual({ at: 6, was: "a" });
});
