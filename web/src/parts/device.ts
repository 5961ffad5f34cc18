/** What somebody has written, as this device keeps it: with their session, and on this page beyond it, for them alone. */
import { currentSession, keepOwn, ownNames, readOwn } from "../network/session";

/** What was written on this page: signing out takes what the device keeps, which whoever signs in again here has still. */
const written = new Map<string, { text: string; token: string | null }>();

export function keptOf(name: string, viewerId: string | null): string | null {
  const here = viewerId ? written.get(`${viewerId} ${name}`) : undefined;
  // What is gone although the session is the same was taken over by another window.
  const isLeft = here !== undefined && here.token !== tokenNow();
  return readOwn(keyOf(name)) ?? (isLeft ? here.text : null);
}

export function keep(name: string, viewerId: string | null, text: string | null): void {
  keepOwn(keyOf(name), text);
  if (!viewerId) return;
  if (text === null) written.delete(`${viewerId} ${name}`);
  else written.set(`${viewerId} ${name}`, { text, token: tokenNow() });
}

/** The names under which something is kept: this one, and those that begin with it and a dot. */
export function namesKept(name: string, viewerId: string): string[] {
  const here = [...written.keys()].filter((each) => each.startsWith(`${viewerId} `));
  const names = [...ownNames(), ...here.map((each) => keyOf(each.slice(viewerId.length + 1)))];
  const isOne = (each: string) => each === keyOf(name) || each.startsWith(`${keyOf(name)}.`);
  const found = [...new Set(names)].filter(isOne).map((each) => each.slice(keyOf("").length));
  return found.filter((each) => keptOf(each, viewerId) !== null).toSorted();
}

/** Whether signing out takes anything that somebody has written, be it a message that is not sent yet. */
export function isAnythingKept(): boolean {
  const isWritten = (name: string) => name === "outbox" || name.startsWith(keyOf(""));
  // A field that was emptied again is kept as an empty text.
  return ownNames().some((name) => isWritten(name) && readOwn(name) !== '""');
}

function keyOf(name: string): string {
  return `terms.${name}`;
}

function tokenNow(): string | null {
  return currentSession()?.token ?? null;
}
