import { expect, test } from "vitest";
import type { Refusal } from "../network/refusals";
import { unread } from "../parts/decimals";
import {
  type Application,
  type Attached,
  after,
  canBeSaved,
  type Draft,
  endedOf,
  FILES,
  type Happening,
  idsOf,
  isAgain,
  isBlank,
  isStored,
  type Saved,
  sendable,
  whole,
  wrongIn,
} from "./draft";
import { filesAtFirst, type Kept, keptOf, opened as openedWith } from "./kept";
import { type OfferText, textOf } from "./offer";

const NOTHING = textOf(null);
const LOST = refusal("UNREACHABLE");

function refusal(code: string, fields: Record<string, string> = {}): Refusal {
  return { code, message: code, fields, currentVersion: null };
}

/** An application with what is stored as its draft. */
function application(version: number, offer: Partial<OfferText>, files: readonly string[] = [], more = {}) {
  const { price, durationDays, proposal } = { ...NOTHING, ...offer };
  const draft = {
    price: price ? { amount: price } : null,
    durationDays: durationDays ? Number(durationDays) : null,
    proposal,
    stages: [],
    attachments: files.map((id) => ({ id, fileName: `${id}.pdf`, byteSize: 9, thumbnailUrl: null })),
  };
  return { id: "one", state: "DRAFT", version, bid: null, draft, ...more } as unknown as Application;
}

function told(draft: Draft, ...happenings: readonly Happening[]): Draft {
  return happenings.reduce(after, draft);
}

const wrote = (part: Partial<OfferText>): Happening => ({ is: "WRITTEN", part });
const heard = (latest: Application): Happening => ({ is: "HEARD", latest });
const refused = (refusal: Refusal): Happening => ({ is: "REFUSED", refusal });
const sent = (draft: Draft) => after(draft, { is: "SENT", sent: sendable(draft) });

function opened(latest: Application | undefined, ...kept: readonly (Kept | null)[]): Draft {
  return openedWith(
    latest,
    kept.filter((each) => each !== null),
  ).draft;
}

function file(id: string): Attached {
  return { id, name: `${id}.pdf`, byteSize: 9, state: "there", isWhole: true };
}

/** The files of the form are these, in order. */
function attach(...files: readonly (string | Attached)[]): Happening {
  return { is: "ATTACHED", files: files.map((each) => (typeof each === "string" ? file(each) : each)) };
}

/** Stored by this form as this version. */
function stored(draft: Draft, version: number, files: readonly string[] = []): Draft {
  const { offer } = sendable(draft);
  const saved: Saved = { id: "one", version, offer, isComplete: true };
  const attachments = application(version, {}, files).draft?.attachments ?? [];
  return after(sent(draft), { is: "SAVED", saved, files: attachments, problems: {} });
}

test("what is written is to be saved and kept until it is stored", () => {
  const before = opened(undefined);
  expect([isStored(before, whole(before)), keptOf(before)]).toEqual([true, null]);
  const written = told(before, wrote({ proposal: "We can." }));
  expect([canBeSaved(written), isStored(written, whole(written))]).toEqual([true, false]);
  expect(keptOf(written)?.writing.text.proposal).toBe("We can.");
  const now = stored(written, 1);
  expect([now.applicantId, now.writing.version, isStored(now, whole(now)), keptOf(now)]).toEqual([
    "one",
    1,
    true,
    null,
  ]);
});

test("what is written while something is saved is over what that one has stored", () => {
  const saving = told(sent(told(opened(undefined), wrote({ proposal: "We" }))), wrote({ proposal: "We can." }));
  const saved: Saved = { id: "one", version: 1, offer: { ...NOTHING, proposal: "We" }, isComplete: true };
  const now = told(
    saving,
    heard(application(1, { proposal: "We" })),
    { is: "SAVED", saved, files: [], problems: {} },
    heard(application(1, { proposal: "We" })),
  );
  expect([now.writing.version, now.writing.text.proposal, now.writing.contests]).toEqual([1, "We can.", []]);
  expect(isStored(now, whole(now))).toBe(false);
});

test("what others store meanwhile is merged once nothing is under way, and nothing is saved before a choice", () => {
  const before = opened(application(1, { proposal: "Old.", durationDays: "60" }));
  const theirs = application(3, { proposal: "Theirs.", durationDays: "60", price: "9.00" });
  const saving = told(sent(told(before, wrote({ proposal: "Mine." }))), heard(theirs));
  expect(saving.writing.version).toBe(1);
  const now = told(saving, refused(refusal("CONFLICT")));
  expect(now.writing).toMatchObject({ version: 3, taken: ["price"], text: { proposal: "Mine.", price: "9.00" } });
  expect(now.writing.contests).toEqual([{ place: "proposal", mine: "Mine.", theirs: "Theirs.", chosen: null }]);
  expect([canBeSaved(now), keptOf(now)?.writing]).toEqual([false, now.writing]);
  expect(canBeSaved(told(now, { is: "CHOSEN", place: "proposal", choice: "mine" }))).toBe(true);
});

test("what is asked about before it is submitted stays as it is until that is answered", () => {
  const before = opened(application(1, { proposal: "Mine." }));
  const saved: Saved = { id: "one", version: 1, offer: before.writing.text, isComplete: true };
  const asked = told(before, { is: "ASKED", saved }, heard(application(2, { proposal: "Theirs." })));
  expect([asked.writing.version, asked.submitting?.offer.proposal]).toEqual([1, "Mine."]);
  const now = told(asked, { is: "ANSWERED", refusal: refusal("CONFLICT") }, { is: "CLOSED" });
  expect([now.writing.version, now.writing.text.proposal, now.refusal?.code]).toEqual([2, "Mine.", "CONFLICT"]);
});

test("what was to be submitted is there to choose when others were quicker, also if they are heard of later", () => {
  const before = opened(application(1, { price: "13.00", proposal: "Ours." }));
  const saved: Saved = { id: "one", version: 1, offer: before.writing.text, isComplete: true };
  const theirs = heard(application(3, { price: "12.00", proposal: "Ours." }));
  const asked = told(before, { is: "ASKED", saved });
  const answers: Happening[] = [{ is: "ANSWERED", refusal: refusal("CONFLICT") }, { is: "CLOSED" }];
  for (const now of [
    told(asked, ...answers, theirs),
    told(asked, theirs, ...answers),
    told(asked, theirs, { is: "CLOSED" }),
    told(asked, { is: "ANSWERED", refusal: refusal("WRONG_STATE") }, { is: "CLOSED" }, theirs),
  ]) {
    expect(now.writing).toMatchObject({ version: 3, text: { price: "13.00" }, taken: [] });
    expect(now.writing.contests).toEqual([{ place: "price", mine: "13.00", theirs: "12.00", chosen: null }]);
    expect(canBeSaved(now)).toBe(false);
    const chosen = told(now, { is: "CHOSEN", place: "price", choice: "theirs" });
    expect([chosen.writing.text.price, isStored(chosen, whole(chosen))]).toEqual(["12.00", true]);
  }
  // After it was left as it is, what others change is taken in as ever.
  const left = told(asked, { is: "CLOSED" }, theirs);
  expect(left.writing).toMatchObject({ text: { price: "12.00" }, taken: ["price"], contests: [] });
});

test("what was sent without an answer and is stored is one's own", () => {
  const offline = told(sent(told(opened(application(1, {})), wrote({ proposal: "We" }))), refused(LOST));
  const written = told(offline, wrote({ proposal: "We can." }));
  const stored = application(2, { proposal: "We" });
  for (const now of [told(written, heard(stored)), opened(stored, keptOf(written))])
    expect(now.writing).toMatchObject({ version: 2, text: { proposal: "We can." }, contests: [], taken: [] });
});

test("a field that is refused waits, and the rest is saved beside what is stored of it", () => {
  const before = opened(application(1, { durationDays: "60" }));
  const written = told(before, wrote({ durationDays: "-5", proposal: "We can." }));
  const wrong = refusal("INVALID_INPUT", { durationDays: "Too few.", attachmentIds: "Too many." });
  const now = told(sent(written), refused(wrong));
  expect(wrongIn(now)).toEqual({ durationDays: "Too few." });
  expect(sendable(now).offer).toMatchObject({ durationDays: "60", proposal: "We can." });
  const rest = stored(now, 2);
  expect([isStored(rest, sendable(rest)), isStored(rest, whole(rest))]).toEqual([true, false]);
  expect(keptOf(rest)?.writing.text.durationDays).toBe("-5");
  const changed = told(rest, wrote({ durationDays: "5" }));
  expect([wrongIn(changed), sendable(changed).offer.durationDays]).toEqual([{}, "5"]);
});

test("what is refused for another reason is no reason to try again by itself", () => {
  const written = sent(told(opened(application(1, {})), wrote({ proposal: "We can." })));
  expect(told(written, refused(LOST)).wrongs).toBe(written.wrongs);
});

test("an amount that cannot be read is not sent", () => {
  const written = { price: unread("a lot"), proposal: "We can." };
  const now = told(opened(application(1, { price: "9.00" })), wrote(written));
  expect(whole(now).offer).toMatchObject(written);
  expect(sendable(now).offer).toMatchObject({ price: "9.00", proposal: "We can." });
});

test("what others have done to the files is followed, and what was not saved of them still is not", () => {
  const before = told(opened(application(1, {}, ["a", "b"])), attach("a", "b", "upload"));
  const now = told(before, heard(application(2, {}, ["b", "c"])));
  expect(now.theirs).toMatchObject({ added: [{ id: "c" }], removed: ["a"] });
  expect(idsOf(whole(now))).toEqual(["b", "upload", "c"]);
  expect([now.stored.ids, now.writing.taken]).toEqual([["b", "c"], [FILES]]);
});

test("files that are not stored are kept, and those that were taken out stay out", () => {
  const before = told(
    opened(application(1, {}, ["a", "b"])),
    attach("b", "upload", { ...file("late"), isWhole: false }),
  );
  const kept = keptOf(before);
  expect(kept?.files).toMatchObject({ added: [{ id: "upload" }, { id: null, name: "late.pdf" }], removed: ["a"] });
  const now = opened(application(2, {}, ["a", "b", "c"]), kept);
  expect(now.files.map(({ id, state }) => [id, state])).toEqual([
    ["b", "there"],
    ["c", "there"],
    ["upload", "sending"],
    [null, "gone"],
  ]);
  expect(filesAtFirst(now, kept ? [kept] : [])).toMatchObject({
    known: [{ id: "b" }, { id: "c" }],
    kept: [{ id: "upload", isPerhapsAttached: false }, { id: null }],
  });
  expect(
    filesAtFirst(opened(application(2, {}, ["upload"]), { ...now, files: kept?.files } as Kept), []).kept.length,
  ).toBe(1);
});

test("files that two windows have kept are both there", () => {
  const before = opened(application(1, {}, ["a", "b"]));
  const both = opened(
    before.latest,
    keptOf(told(before, attach("a", "one"))),
    keptOf(told(before, attach("b", "other"))),
  );
  expect(both.files.map(({ id }) => id)).toEqual(["one", "other"]);
});

test("files that were sent without an answer and are stored are there once", () => {
  const written = told(opened(application(1, {}, ["a"])), attach("a", "upload"));
  const stored = application(2, {}, ["a", "stored"]);
  const named = [
    { id: "a", name: "a.pdf" },
    { id: "upload", name: "stored.heic" },
  ];
  const offline = told(written, { is: "SENT", sent: { offer: NOTHING, files: named } });
  const known = told(offline, refused(LOST), heard(stored));
  expect([isStored(known, whole(known)), known.writing.taken, keptOf(known)]).toEqual([true, [], null]);
  const now = opened(stored, keptOf(offline));
  expect([idsOf(whole(now)), keptOf(now)]).toEqual([["a", "stored"], null]);
  // Others have added one meanwhile: that is not taken for what was sent.
  const theirs = told(offline, refused(LOST), heard(application(2, {}, ["a", "other"])));
  expect([idsOf(whole(theirs)), theirs.writing.taken]).toEqual([["a", "upload", "other"], [FILES]]);
});

test("what a former page has kept is gone on with", () => {
  const writing = told(opened(application(1, {})), wrote({ proposal: "We can." })).writing;
  const kept = { applicantId: "one", writing, unanswered: null } as Kept;
  const now = opened(application(2, {}, ["a"]), kept);
  expect([now.writing.text.proposal, idsOf(whole(now))]).toEqual(["We can.", ["a"]]);
});

test("a bid that has ended takes nothing more, and becomes another one that does not have its files", () => {
  const before = told(opened(application(1, { proposal: "Before." }, ["a"])), wrote({ proposal: "After." }));
  const ended = told(before, heard(application(2, {}, ["a"], { state: "WITHDRAWN" })));
  expect([endedOf(ended)?.id, canBeSaved(ended), ended.writing.text.proposal]).toEqual(["one", false, "After."]);
  const now = told(ended, { is: "BEGUN" });
  expect([endedOf(now), now.applicantId, now.writing.version]).toEqual([null, null, 0]);
  expect([now.theirs.removed, whole(now)]).toEqual([["a"], { offer: ended.writing.text, files: [] }]);
  // What was on its way to the former one is not of this one.
  const saved: Saved = { id: "one", version: 3, offer: NOTHING, isComplete: true };
  expect(told(now, { is: "SAVED", saved, files: [], problems: {} })).toBe(now);
});

test("after a bid that has ended another one begins with what that one said, and nothing is saved before it is written on", () => {
  const { draft: bid } = application(4, { price: "9.00", proposal: "We can." }, ["a"]);
  const ended = application(5, { proposal: "We could." }, [], { state: "LAPSED", bid });
  const now = opened(ended);
  expect(now.writing).toMatchObject({ version: 0, text: { price: "9.00", proposal: "We can." } });
  expect([now.applicantId, now.files, isStored(now, whole(now)), keptOf(now)]).toEqual([null, [], true, null]);
  expect([isAgain(now), isBlank(now), endedOf(now), canBeSaved(now)]).toEqual([true, false, null, true]);
  const written = told(now, wrote({ proposal: "We can, in May." }));
  expect([isAgain(written), isStored(written, whole(written))]).toEqual([true, false]);
  // One that was never submitted has said what was drafted.
  expect(opened({ ...ended, bid: null }).writing.text.proposal).toBe("We could.");
  // Another window has begun one: what is written there goes before what was said.
  const other = told(now, heard(application(1, { proposal: "Anew." }, [], { id: "other" })));
  expect([other.applicantId, other.writing.text.proposal, other.writing.contests]).toEqual(["other", "Anew.", []]);
});

test("where nothing is written there is nothing to save", () => {
  const before = opened(undefined);
  const blank = opened(application(1, {}, [], { state: "LAPSED" }));
  expect([isBlank(before), isBlank(blank), isAgain(blank)]).toEqual([true, true, false]);
  for (const happening of [wrote({ proposal: "We" }), attach("upload"), heard(application(1, {}))])
    expect(isBlank(told(before, happening))).toBe(false);
});

test("what was kept for a bid that another one has replaced is merged with that one", () => {
  const kept = keptOf(told(opened(application(1, { proposal: "Before." })), wrote({ proposal: "After." })));
  const now = opened(application(1, { proposal: "Another.", durationDays: "60" }, [], { id: "other" }), kept);
  expect(now).toMatchObject({ applicantId: "other", writing: { version: 1, text: { durationDays: "60" } } });
  expect(now.writing.contests).toMatchObject([{ place: "proposal", mine: "After.", theirs: "Another." }]);
});

test("what a draft lacks is said until it is written, and why it was refused until something is", () => {
  const before = sent(opened(undefined));
  const saved: Saved = { id: "one", version: 1, offer: NOTHING, isComplete: false };
  const lacking = { "price.amount": "Missing.", proposal: "Missing." };
  const now = told(
    before,
    { is: "SAVED", saved, files: [], problems: lacking },
    { is: "ANSWERED", refusal: refusal("INCOMPLETE") },
  );
  expect([now.problems, now.refusal?.code]).toEqual([lacking, "INCOMPLETE"]);
  const written = told(now, wrote({ price: "9" }));
  expect([written.problems, written.refusal]).toEqual([{ proposal: "Missing." }, null]);
});

test("what two windows have kept is joined, and merged with what others have stored once that is settled", () => {
  const before = opened(application(1, { proposal: "Old." }));
  const [one, other, third] = [
    told(before, wrote({ price: "9", durationDays: "5" })),
    told(before, wrote({ durationDays: "6", proposal: "New." })),
    told(before, wrote({ durationDays: "7" })),
  ].map(keptOf) as [Kept, Kept, Kept];
  const { draft, left } = openedWith(application(1, { proposal: "Old." }), [one, other, third]);
  expect(left).toEqual([third]);
  expect(draft.writing.text).toMatchObject({ price: "9", durationDays: "5", proposal: "New." });
  expect(draft.writing.contests).toMatchObject([{ place: "durationDays", mine: "5", theirs: "6", chosen: null }]);
  const waiting = told(draft, heard(application(2, { proposal: "Old.", durationDays: "8" })));
  expect([waiting.writing.version, canBeSaved(waiting)]).toEqual([1, false]);
  expect(opened(waiting.latest, keptOf(waiting)).writing).toEqual(waiting.writing);
  const now = told(waiting, { is: "CHOSEN", place: "durationDays", choice: "theirs" });
  expect(now.writing.contests).toEqual([{ place: "durationDays", mine: "6", theirs: "8", chosen: null }]);
});

test("what was kept for another version than what is stored now is joined with it all the same", () => {
  const former = keptOf(told(opened(application(1, {})), wrote({ price: "9" })));
  const latter = keptOf(told(opened(application(2, { proposal: "We can." })), wrote({ durationDays: "5" })));
  const now = opened(application(2, { proposal: "We can." }), latter, former);
  expect(now.writing.text).toMatchObject({ price: "9", durationDays: "5", proposal: "We can." });
});
